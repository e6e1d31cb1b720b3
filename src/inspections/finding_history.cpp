#include "inspections/finding_history.h"

#include "inspections/inspection_store.h"
#include "inspections/search_documents.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

template <class T>
json kept_or_null(std::optional<T> const& value) {
  return value ? json(*value) : json(nullptr);
}

// Whole, though of these only title, text, page and paragraph ever change. The words as first read stay with the
// finding.
json kept_state(Finding const& each) {
  return {{"title", each.title},
          {"text", each.text},
          {"page", kept_or_null(each.page)},
          {"paragraph", each.paragraph.empty() ? json(nullptr) : json(each.paragraph)},
          {"number", kept_or_null(each.number)},
          {"priority", kept_or_null(each.priority)},
          {"group", kept_or_null(each.topic)},
          {"timescale", kept_or_null(each.timescale)},
          {"tags", each.tags},
          {"about", each.about_board ? "the safeguarding children board" : "the council"},
          {"version", each.version}};
}

// What a finding's change says in the audit log.
json noted(Finding const& each) {
  return {{"title", each.title}, {"text", each.text}, {"place", place_in_report(each)}};
}

Finding as_it_was(Finding finding, json const& state) {
  finding.title = state.at("title").get<std::string>();
  finding.text = state.at("text").get<std::string>();
  auto const &page = state.at("page"), &paragraph = state.at("paragraph");
  finding.page = page.is_null() ? std::nullopt : std::optional(page.get<std::int64_t>());
  finding.paragraph = paragraph.is_null() ? std::string() : paragraph.get<std::string>();
  return finding;
}

operations::Fields<RestoringFinding> restore_fields() {
  using T = RestoringFinding;
  return {
      field("finding", &T::finding, "The finding", example_id).required(),
      field("sequence", &T::sequence, "Which state, from its history", 12).required(),
      field("newest", &T::newest, "The newest entry of its history that you saw, so that nobody’s change is lost", 14)
          .required(),
      field("why", &T::why, "Why", "Changed by mistake").max_length(300)};
}

}  // namespace

void note_finding_change(Call& call, Finding const& before, Finding const& after, std::string const& why,
                         std::string verb) {
  history::keep_change(call, history::Area::inspections,
                       {"finding", after.id.text(), after.title, kept_state(before), kept_state(after)}, why,
                       std::move(verb));
  call.changed({"finding", after.id.text(), after.title, noted(before), noted(after)});
}

void keep_new_findings(Call& call, InspectionId const& inspection) {
  for (auto const& each : list_findings(call.db(), inspection))
    history::keep_state(call, history::Area::inspections,
                        {"finding", each.id.text(), each.title, nullptr, kept_state(each)});
}

std::vector<history::PastState> states_of(db::Transaction& transaction, FindingId const& id) {
  return history::states_of(transaction, history::Area::inspections, id.text());
}

Result<json> restore(Call& call, RestoringFinding const& input) {
  auto const before = find_finding(call.db(), *input.finding);
  if (!before) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  if (!may_change_findings(call.actor()))
    return refuse(ErrorKind::forbidden, "Your role may not change findings. Ask the programme manager to restore it.");
  call.allow_own();  // a finding concerns every theme, and whether they may change it was just asked
  auto const past = TRY(history::to_restore(states_of(call.db(), before->id), input.sequence, input.newest));
  auto finding = as_it_was(*before, past.state);
  if (!update_finding(call.db(), finding))
    return refuse(
        ErrorKind::conflict,
        "Someone else changed this finding after you opened it. Look at their version, then change it again.");
  ++finding.version;
  put_into_search(call.db(), finding);
  note_finding_change(call, *before, finding, history::why_restored(past, input.why), "restored");
  return json{{"restored", finding.id.text()}, {"sequence", input.sequence}, {"version", finding.version}};
}

bool may_change_findings(operations::Actor const& actor) {
  return operations::may_on_theme(actor, "inspection.edit", "");  // a role that is not narrowed
}

void add_history_operations(operations::Registry& registry) {
  registry.add(declare<RestoringFinding>("finding restore", "Make a finding as it was before, as a new change",
                                         operations::Kind::change, "inspection.edit", restore_fields(),
                                         {{"restored", example_id}, {"sequence", 12}, {"version", 4}}, &restore));
}

}  // namespace gt::inspections
