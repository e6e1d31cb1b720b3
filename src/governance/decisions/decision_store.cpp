#include "governance/decisions/decision_store.h"

#include <algorithm>

#include "governance/decisions/decision_json.h"
#include "governance/registers/entry_links.h"
#include "governance/sql.h"

namespace gt::governance {

using nlohmann::json;

namespace {

void add(db::Params& params, db::Params const& more) { params.insert(params.end(), more.begin(), more.end()); }

json read_json(std::string const& text) {
  auto out = json::parse(text, nullptr, false);
  ENSURE(out.is_object());
  return out;
}

Decision decision_of(db::Row const& row) {
  auto const by = decided_by_from(row.text("decided_by"));
  ENSURE(by.has_value());
  auto fields = read_json(row.text("fields"));
  fields.update(read_json(row.text("open_fields")));
  return {row.id<DecisionId>("id"),
          row.integer("number"),
          row.text("body"),
          row.text("body_name"),
          row.optional_text("meeting"),
          *by,
          row.text("title"),
          row.text("public_title"),
          row.date("day"),
          row.optional_date("until"),
          row.flag("is_key"),
          row.flag("is_private"),
          row.text("exempt_paragraph"),
          row.optional_integer("pence"),
          row.flag("no_call_in"),
          row.optional_text("answers"),
          read_json(row.text("days")),
          row.optional_date("taken_on"),
          row.optional_integer("approved_pence"),
          std::move(fields),
          row.optional_date("withdrawn_on"),
          row.text("withdrawn_why"),
          row.flag("is_seen"),
          row.text("when_printed"),
          row.instant("made_at"),
          row.instant("changed_at"),
          row.integer("version")};
}

db::Params filter_params(DecisionFilter const& filter, Sight const& sight) {
  db::Params params;
  sight.add_to(params);
  add(params, {{"body", filter.body},
               {"meeting", filter.meeting},
               {"from", filter.from},
               {"to", filter.to},
               {"state", filter.state ? db::Value(word(*filter.state)) : db::Value(nullptr)},
               {"is_key", filter.is_key ? db::Value(*filter.is_key) : db::Value(nullptr)},
               {"words", filter.words.empty() ? db::Value(nullptr) : db::Value(db::like_pattern(filter.words))}});
  return params;
}

std::vector<Decision> rows_of(db::Transaction& transaction, DecisionFilter const& filter, Sight const& sight,
                              std::int64_t limit, std::int64_t offset) {
  auto params = filter_params(filter, sight);
  add(params, {{"limit", limit}, {"offset", offset}});
  std::vector<Decision> out;
  for (auto const& row : transaction.rows(sql::list_planned_decisions, params)) out.push_back(decision_of(row));
  return out;
}

// What is written of it, but for its version and times.
db::Params written_params(Decision const& decision) {
  auto open = json::object(), rest = json::object();
  for (auto const& each : decision.fields.items()) (is_open_field(each.key()) ? open : rest)[each.key()] = each.value();
  return {{"id", decision.id},
          {"body", decision.body},
          {"meeting", decision.meeting},
          {"decided_by", word(decision.decided_by)},
          {"title", decision.title},
          {"public_title", decision.public_title},
          {"day", decision.day},
          {"until", decision.until},
          {"is_key", decision.is_key},
          {"is_private", decision.is_private},
          {"exempt_paragraph", decision.exempt_paragraph},
          {"pence", decision.pence},
          {"no_call_in", decision.no_call_in},
          {"answers", decision.answers},
          {"days", decision.days.dump()},
          {"taken_on", decision.taken_on},
          {"approved_pence", decision.approved_pence},
          {"open_fields", open.dump()},
          {"fields", rest.dump()},
          {"withdrawn_on", decision.withdrawn_on},
          {"withdrawn_why", decision.withdrawn_why},
          {"when_printed", decision.when_printed}};
}

// The themes, findings and projects it is about, and what of the plan its result shows in.
void keep_links_of(db::Transaction& transaction, Decision const& decision) {
  std::vector<std::string> things;
  for (auto const* name : {"theme", "finding", "project"})
    if (auto id = decision.text(name); !id.empty()) things.push_back(std::move(id));
  for (auto const& each : done_links(decision))
    if (!each.thing.empty()) things.push_back(each.thing);
  keep_links(transaction, decision.id.text(), kDecisionKind, decision.known_day(), things);
}

db::Params settings_params(CouncilDecisionSettings const& settings) {
  return {{"call_in_days", settings.rules.call_in_days},
          {"record_days", settings.rules.record_days},
          {"key_pence", settings.rules.key_decision_pence},
          {"key_wards", settings.rules.key_decision_wards},
          {"who_may_call_in", settings.who_may_call_in}};
}

}  // namespace

std::optional<Decision> find_decision(db::Transaction& transaction, DecisionId const& id, Sight const& sight) {
  db::Params params{{"id", id}};
  sight.add_to(params);
  auto const row = transaction.row(sql::find_planned_decision, params);
  return row ? std::optional(decision_of(*row)) : std::nullopt;
}

ListedDecisions list_decisions(db::Transaction& transaction, DecisionFilter const& filter, Sight const& sight,
                               int page) {
  auto const counted = transaction.row(sql::count_planned_decisions, filter_params(filter, sight));
  ENSURE(counted.has_value());
  return {rows_of(transaction, filter, sight, decisions_on_a_page,
                  static_cast<std::int64_t>(std::max(page, 1) - 1) * decisions_on_a_page),
          counted->integer("matching"), counted->integer("total")};
}

std::vector<Decision> all_decisions(db::Transaction& transaction, DecisionFilter const& filter, Sight const& sight) {
  constexpr std::int64_t every_row = 1'000'000;
  return rows_of(transaction, filter, sight, every_row, 0);
}

std::vector<Decision> decisions_answering(db::Transaction& transaction, std::string const& recommendation,
                                          Sight const& sight) {
  db::Params params{{"recommendation", recommendation}};
  sight.add_to(params);
  std::vector<Decision> out;
  for (auto const& row : transaction.rows(sql::list_decisions_answering, params)) out.push_back(decision_of(row));
  return out;
}

void insert_decision(db::Transaction& transaction, Decision& decision) {
  auto const row = transaction.row(sql::next_decision_number);
  ENSURE(row.has_value());
  decision.number = row->integer("number");
  auto params = written_params(decision);
  add(params, {{"number", decision.number}, {"now", decision.made_at}});
  transaction.execute(sql::insert_planned_decision, params);
  keep_links_of(transaction, decision);
}

bool save_decision(db::Transaction& transaction, Decision const& decision, Instant now) {
  ENSURE(decision.is_seen);  // or what the reader may not see would be lost
  auto params = written_params(decision);
  add(params, {{"version", decision.version}, {"now", now}});
  if (transaction.execute(sql::save_planned_decision, params) != 1) return false;
  keep_links_of(transaction, decision);
  return true;
}

CouncilDecisionSettings decision_settings(db::Transaction& transaction) {
  auto const row = transaction.row(sql::find_decision_settings);
  if (!row) return {};
  return {{static_cast<int>(row->integer("call_in_days")), static_cast<int>(row->integer("record_days")),
           row->integer("key_pence"), static_cast<int>(row->integer("key_wards"))},
          row->text("who_may_call_in"),
          row->integer("version")};
}

bool save_decision_settings(db::Transaction& transaction, CouncilDecisionSettings const& settings) {
  auto params = settings_params(settings);
  if (settings.version == 0) return transaction.execute(sql::insert_decision_settings, params) == 1;
  add(params, {{"version", settings.version}});
  return transaction.execute(sql::save_decision_settings, params) == 1;
}

}  // namespace gt::governance
