#include "evidence/evidence_history.h"

#include <algorithm>
#include <array>

#include "evidence/evidence_input.h"
#include "evidence/evidence_json.h"
#include "evidence/evidence_store.h"
#include "evidence/refusals.h"
#include "platform/operations/declare.h"

namespace gt::evidence {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

template <class T>
json kept_or_null(std::optional<T> const& value) {
  return value ? json(*value) : json(nullptr);
}

json kept_date(std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); }

void add_reading(json& out, std::string const& which, Reading const& reading) {
  out[which + "_numerator"] = kept_or_null(reading.numerator);
  out[which + "_denominator"] = kept_or_null(reading.denominator);
  out[which + "_on"] = kept_date(reading.on);
}

// By the names of the inputs of "evidence change", so that what was kept is read by the same rules when it comes back;
// besides them the file in force and the review.
json state_of(Evidence const& each) {
  json out{{"title", each.title},
           {"source", word(each.source)},
           {"voice", each.voice ? json(word(*each.voice)) : json(nullptr)},
           {"rung", word(each.rung)},
           {"dated", each.dated.iso()},
           {"period_from", kept_date(each.period_from)},
           {"period_to", kept_date(each.period_to)},
           {"shows", each.shows},
           {"expires", each.expires.iso()},
           {"address", each.address},
           {"restricted", each.is_restricted},
           {"version", each.version},
           {"review", word(each.review)},
           {"review_note", each.review_note},
           {"reviewed_by", each.reviewer ? json(each.reviewer->name) : json(nullptr)},
           {"reviewed_on", each.reviewed_at ? json(each.reviewed_at->london_date().iso()) : json(nullptr)}};
  if (each.file) {
    out["file"] = each.file->name;
    out["file_version"] = each.file->number;
    out["file_sha256"] = each.file->hash;
  }
  if (each.measure) {
    auto const& record = *each.measure;
    out["measure_name"] = record.name;
    out["measure_unit"] = record.unit;
    out["measure_source"] = record.from_source;
    out["measure_good"] = word(record.good);
    add_reading(out, "baseline", record.baseline);
    add_reading(out, "end", record.end);
  }
  if (each.audit) {
    out["audit_question"] = each.audit->question;
    out["audit_good"] = each.audit->good;
    out["audit_audited"] = each.audit->audited;
  }
  return out;
}

// What of a state the operations take as input.
Result<Content> content_in(json const& state) {
  auto const fields = content_fields();
  json input = json::object();
  for (auto const& each : fields)
    if (auto found = state.find(each.info.name); found != state.end() && !found->is_null())
      input[each.info.name] = *found;
  return operations::read_fields(fields, input);
}

Result<Evidence> as_it_was(Call& call, Evidence const& now, json const& state) {
  auto content = TRY(content_in(state));
  // What was found to be personal is not shown to everybody again by bringing back older words.
  content.restricted = content.restricted || now.is_restricted;
  auto evidence = TRY(with_content(now, content, call.today()));
  evidence.file.reset();
  if (auto found = state.find("file_version"); found != state.end()) {
    auto const versions = list_file_versions(call.db(), now.id);
    auto file = std::find_if(versions.begin(), versions.end(),
                             [&](FileVersion const& each) { return each.number == found->get<std::int64_t>(); });
    ENSURE(file != versions.end());
    evidence.file = *file;
  }
  return evidence;
}

operations::Fields<Restoring> restore_fields() {
  using T = Restoring;
  return {
      field("evidence", &T::evidence, "The evidence", example_id).required(),
      field("sequence", &T::sequence, "Which state, from its history", 12).required(),
      field("newest", &T::newest, "The newest entry of its history that you saw, so that nobody’s change is lost", 14)
          .required(),
      field("why", &T::why, "Why", "Changed by mistake").max_length(300)};
}

}  // namespace

void note_change(Call& call, std::optional<Evidence> const& before, std::optional<Evidence> const& after,
                 std::string const& why, std::string verb) {
  auto const& named = after ? *after : *before;
  auto as_kept = [](std::optional<Evidence> const& each) { return each ? state_of(*each) : json(nullptr); };
  history::keep_change(call, history::Area::evidence,
                       {"evidence", named.id.text(), named.title, as_kept(before), as_kept(after)}, why,
                       std::move(verb));
  auto view = [&](std::optional<Evidence> const& each) {
    return each ? audit_view(*each, call.today()) : json(nullptr);
  };
  call.changed({"evidence", named.id.text(), audit_title(named), view(before), view(after)});
}

bool may_change(operations::Actor const& actor, Evidence const& evidence) {
  if (evidence.added_by.account == actor.account) return operations::may(actor, "evidence.add");
  return operations::may_on_theme(actor, "evidence.add", "");  // a role that is not narrowed
}

std::vector<history::PastState> states_of(db::Transaction& transaction, EvidenceId const& id, Sight sight) {
  if (find_many(transaction, {id}, sight).empty()) return {};
  auto out = history::states_of(transaction, history::Area::evidence, id.text());
  if (sight == Sight::everything) return out;
  // What was taken out has no state, but still the title of the one before.
  bool is_hidden = false;
  std::vector<history::PastState> open;
  for (auto each = out.rbegin(); each != out.rend(); ++each) {
    if (each->state.is_object()) is_hidden = each->state.value("restricted", false);
    if (!is_hidden) open.push_back(std::move(*each));
  }
  std::reverse(open.begin(), open.end());
  return open;
}

std::string_view label_of_field(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> labels{{
      {"period_from", "Covers from"},
      {"period_to", "Covers to"},
      {"shows", "What it shows"},
      {"expires", "Last day it counts"},
      {"measure_name", "Measure"},
      {"measure_unit", "What is counted"},
      {"measure_source", "Where the figures are from"},
      {"measure_good", "Better when"},
      {"baseline_numerator", "Baseline: number"},
      {"baseline_denominator", "Baseline: out of"},
      {"baseline_on", "Baseline: date"},
      {"end_numerator", "At the end: number"},
      {"end_denominator", "At the end: out of"},
      {"end_on", "At the end: date"},
      {"audit_question", "What the audit asked"},
      {"audit_good", "Cases that were good or better"},
      {"audit_audited", "Cases audited"},
      {"file_version", "Version of the file"},
      {"file_sha256", "Fingerprint of the file"},
      {"restricted", "Restricted to reviewers"},
  }};
  auto found = std::find_if(labels.begin(), labels.end(), [&](auto const& each) { return each.first == name; });
  return found == labels.end() ? std::string_view() : found->second;
}

Result<json> restore(Call& call, Restoring const& input) {
  auto const sight = sight_of(call.actor());
  auto const found = find_many(call.db(), {*input.evidence}, sight);
  if (found.empty()) return none_such();
  auto before = found.front();
  if (!may_change(call.actor(), before))
    return refuse(ErrorKind::forbidden,
                  "Your role may not change evidence that others added. Ask the programme manager to restore it.");
  call.allow_own();  // evidence is of no theme, and whether they may change it was just asked
  auto const past = TRY(history::to_restore(states_of(call.db(), before.id, sight), input.sequence, input.newest));
  auto evidence = TRY(as_it_was(call, before, past.state));
  if (review_lapses(before, evidence)) {
    forget_review(evidence);
    evidence.changed_by = {call.actor().account, call.actor().name};
  }
  if (before.ended) {
    if (!revive_evidence(call.db(), before.id, before.version)) return changed_first();
    evidence.ended.reset();
    ++evidence.version;
  }
  if (!save_evidence(call.db(), evidence)) return changed_first();
  ++evidence.version;
  note_change(call, before, evidence, history::why_restored(past, input.why), "restored");
  return json{{"restored", evidence.id.text()}, {"sequence", input.sequence}, {"version", evidence.version}};
}

void add_history_operations(operations::Registry& registry) {
  registry.add(declare<Restoring>("evidence restore", "Make evidence as it was before, as a new change",
                                  operations::Kind::change, "evidence.add", restore_fields(),
                                  {{"restored", example_id}, {"sequence", 12}, {"version", 4}}, &restore));
}

}  // namespace gt::evidence
