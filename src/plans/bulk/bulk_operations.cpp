#include <fmt/format.h>

#include "plans/actions/date_asking.h"
#include "plans/actions/saving.h"
#include "plans/bulk/bulk.h"
#include "plans/history/history.h"
#include "plans/history/joins.h"
#include "plans/plan_json.h"
#include "plans/plan_store.h"
#include "plans/records/records.h"
#include "plans/refusals.h"
#include "plans/thread/links.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

struct BulkInput : BulkChange {
  std::string fingerprint;
  bool only_possible = false;
};

template <class T>
operations::Fields<T> bulk_fields() {
  return {
      field<T, std::vector<ActionId>>("actions", &T::actions, "The actions", json::array({example_id}))
          .max_length(most_in_bulk),
      field<T, std::string>("filter", &T::filter,
                            "Instead of the actions: the part of the list’s address after the question mark",
                            "status=at%20risk")
          .max_length(1000),
      field<T, std::string>("change", &T::change, "What is to be changed", "owner")
          .required()
          .choices({"owner", "theme", "not theme", "project", "not project", "status", "date", "end"}),
      field<T, std::string>("owner_role", &T::owner_role, "owner: who answers for them, by role; as it was when empty",
                            "Service manager, assessment")
          .max_length(120),
      field<T, std::optional<AccountId>>("owner_account", &T::owner_account, "owner: their account; none when left out",
                                         example_id),
      field<T, std::optional<ThemeId>>("theme", &T::theme, "theme: which they join; not theme: which they leave",
                                       example_id),
      field<T, std::optional<RecordId>>("project", &T::project,
                                        "project: which they join; not project: which they leave", example_id),
      field<T, std::string>("status", &T::status, "status: on track or off track", "off track")
          .choices({"on track", "off track"}),
      field<T, std::optional<Date>>("due", &T::due, "date: the day that is asked for; each waits to be agreed",
                                    "2027-05-28"),
      field<T, std::string>("reason", &T::reason, "Why; needed to ask for a date", "The supplier has missed two dates")
          .max_length(1000)};
}

json row_json(BulkRow const& row) {
  return {{"action", row.action.id.text()},
          {"number", row.action.number},
          {"title", row.action.title},
          {"version", row.action.version},
          {"from", row.was},
          {"to", row.is},
          {"stands", row.can()     ? "would change"
                     : row.is_same ? "is so already"
                                   : "cannot"},
          {"why", row.refusal}};
}

json plan_json(BulkPlan const& plan) {
  json out{{"fingerprint", plan.fingerprint},
           {"would_change", plan.can},
           {"already", plan.same},
           {"refused", plan.refused},
           {"rows", json::array()}};
  for (auto const& row : plan.rows) out["rows"].push_back(row_json(row));
  return out;
}

// One kind of change has what it needs and nothing that belongs to another.
BulkChange tidied(BulkChange const& given) {
  auto input = given;
  if (input.change != "theme" && input.change != "not theme") input.theme.reset();
  if (input.change != "project" && input.change != "not project") input.project.reset();
  if (input.change != "owner") input.owner_account.reset();
  return input;
}

// Also of what the kind of change leaves aside: a name that is nowhere here is a mistake worth hearing of.
Result<void> places_are_here(Call& call, BulkChange const& input) {
  if (input.theme && !find_theme(call.db(), *input.theme)) return none_such("theme");
  if (input.project && !find_record(call.db(), input.project->text())) return none_such("project");
  return {};
}

Result<json> run_preview(Call& call, BulkInput const& input) {
  TRY(places_are_here(call, input));
  return plan_json(TRY(plan_bulk_change(call, tidied(input))));
}

Result<void> save_row(Call& call, BulkChange const& input, Action const& before) {
  auto action = before;
  if (input.change == "owner") {
    if (auto role = one_line(input.owner_role); !role.empty()) action.owner_role = role;
    action.owner_account = input.owner_account;
  } else {
    action.status = *action_status(input.status);
  }
  TRY(save_changed(call, std::move(action), before, with_plain_line_ends(input.reason)));
  return {};
}

void link_row(Call& call, BulkChange const& input, Action const& action) {
  bool is_wanted = !input.change.starts_with("not ");
  std::string const kind = input.theme ? "theme" : "project";
  ThreadLink const link{kind, input.theme ? input.theme->text() : input.project->text(), std::string(answered_by),
                        "action", action.id.text()};
  bool const changed = is_wanted ? add_link(call.db(), link) : remove_link(call.db(), link);
  json const value{{kind, link.from_id}};
  if (!changed) return;
  call.changed(
      {"link", action.id.text(), action.title, is_wanted ? json(nullptr) : value, is_wanted ? value : json(nullptr)});
  keep_joins(call, link, is_wanted);
}

Result<void> end_row(Call& call, BulkChange const& input, Action const& action) {
  if (!end_action(call.db(), action.id, action.version, call.now())) return changed_first("action");
  record_change(call, {"action", action.id.text(), action.title, state_json(action), nullptr}, one_line(input.reason));
  return {};
}

Result<json> run_bulk_change(Call& call, BulkInput const& given) {
  TRY(places_are_here(call, given));
  auto const input = tidied(given);
  auto const plan = TRY(plan_bulk_change(call, input));
  if (plan.fingerprint != given.fingerprint)
    return refuse(ErrorKind::conflict,
                  "Some of these actions were changed after the preview. Look at the preview again, then confirm it.");
  if (plan.refused > 0 && !given.only_possible) {
    auto const message = fmt::format(
        "{} of the {} actions cannot be changed so, and nothing was. Change only those that can, or choose others.",
        plan.refused, plan.rows.size());
    if (plan.beyond_reach > 0) return refuse(ErrorKind::forbidden, message);
    return refuse_field("only_possible", message);
  }
  if (plan.can == 0) return refuse_field("actions", "None of these actions would change.");
  for (auto const& row : plan.rows) {
    if (!row.can()) continue;
    if (input.theme || input.project)
      link_row(call, input, row.action);
    else if (input.change == "date")
      ask_for_date(call, row.action, *input.due, input.reason, "");
    else if (input.change == "end")
      TRY(end_row(call, input, row.action));
    else
      TRY(save_row(call, input, row.action));
  }
  return json{{"changed", plan.can}, {"already", plan.same}, {"refused", plan.refused}};
}

}  // namespace

void add_bulk_operations(operations::Registry& registry) {
  json const preview{
      {"fingerprint", "9f2c…"}, {"would_change", 12}, {"already", 0}, {"refused", 1}, {"rows", json::array()}};
  registry.add(declare<BulkInput>("bulk preview", "Show what one change would do to many actions", Kind::read,
                                  "action.edit", bulk_fields<BulkInput>(), preview, &run_preview));
  auto fields = bulk_fields<BulkInput>();
  fields.push_back(field("fingerprint", &BulkInput::fingerprint,
                         "What the preview answered, so that nobody’s change is lost", "9f2c…")
                       .required()
                       .max_length(64));
  fields.push_back(field("only_possible", &BulkInput::only_possible,
                         "Whether to go on when some cannot be changed; else nothing is", false));
  registry.add(declare<BulkInput>("bulk change", "Change many actions at once, as the preview showed", Kind::change,
                                  "action.edit", std::move(fields), {{"changed", 12}, {"already", 0}, {"refused", 1}},
                                  &run_bulk_change));
}

}  // namespace gt::plans
