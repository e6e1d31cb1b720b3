#include "plans/progress/telling.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "evidence/evidence.h"
#include "plans/actions/action_rules.h"
#include "plans/pid/pid_waiting.h"
#include "plans/records/records.h"
#include "plans/sql.h"
#include "plans/thread/reach.h"
#include "platform/html/components.h"

namespace gt::plans {

using notices::CalendarItem;
using notices::DigestItem;
using notices::Heading;

namespace {

constexpr int days_before_due = 7;
constexpr int days_kept = 90;

std::string action_name(std::int64_t number, std::string const& title) {
  return fmt::format("Action {}: {}", number, title);
}

std::string monday_of(Date day) { return day.plus_days(1 - day.weekday()).iso(); }

std::string address_of_decision(ToDecide const& each) {
  switch (each.kind) {
    case ToDecide::Kind::date:
      return "/date-changes/" + each.id;
    case ToDecide::Kind::claim:
      return "/difference-claims/" + each.id;
    case ToDecide::Kind::update:
      return "/updates/" + each.id;
  }
  ENSURE(false);
}

void add_own_actions(std::vector<DigestItem>& items, MyWork const& work, Date today) {
  for (auto const& each : work.actions) {
    if (!each.due || each.status == ActionStatus::done) continue;
    auto const title = fmt::format("{}, due {}", action_name(each.number, each.title), each.due->printed());
    auto const address = "/actions/" + each.id.text();
    // The day is in the key: a new date is news, an old one is not said again.
    auto const key = each.id.text() + ":" + each.due->iso();
    if (is_late(each, today))
      items.push_back({"late:" + key + ":" + monday_of(today), Heading::late, title, address});
    else if (each.due->days_since(today) <= days_before_due)
      items.push_back({"due:" + key, Heading::due_soon, title, address});
  }
}

void add_asked(std::vector<DigestItem>& items, MyWork const& work, Date today) {
  if (!work.cycle) return;
  bool const is_chased = today > work.cycle->due;
  for (auto const& each : work.asked.asked)
    items.push_back({fmt::format("{}:{}:{}", is_chased ? "chased" : "asked", work.cycle->id.text(), each.action.text()),
                     Heading::asked,
                     fmt::format("{}, {} {}", action_name(each.number, each.title),
                                 is_chased ? "which was due by" : "by", work.cycle->due.printed()),
                     "/actions/" + each.action.text() + "/update"});
}

// Initiation documents, and changes to them, that wait for this person; never their own.
void add_documents(std::vector<DigestItem>& items, db::Transaction& transaction, operations::Actor const& person) {
  for (auto const& each : pids_to_decide(transaction, person))
    items.push_back({each.change ? "document-change:" + each.change->id.text()
                                 : fmt::format("document:{}:{}", each.pid.id.text(), each.pid.version),
                     Heading::to_decide, each.title(), each.address()});
}

std::optional<std::string> of_theme(notices::FeedScope const& scope) {
  if (scope.kind != notices::FeedScope::Kind::theme) return std::nullopt;
  return scope.theme;
}

std::optional<AccountId> of_owner(notices::FeedScope const& scope, operations::Actor const& owner) {
  if (scope.kind != notices::FeedScope::Kind::mine) return std::nullopt;
  return owner.account;
}

// Without history (what is as old as the program) the day itself serves: it is the same each time.
Instant changed_at(db::Row const& row, Date day) {
  return row.optional_instant("changed").value_or(Instant::start_of(day));
}

// What an entry needs of its action; the rest stays empty.
Action action_of_day(db::Row const& row) {
  auto const status = action_status(row.text("status"));
  ENSURE(status.has_value());
  Action out{row.id<ActionId>("id"),
             row.integer("number"),
             row.text("title"),
             row.text("owner_role"),
             {},
             row.optional_date("first_due"),
             row.date("due"),
             *status,
             {},
             {},
             row.integer("version")};
  out.moves = row.integer("moves");
  out.recovery = row.text("recovery");
  return out;
}

// The day alone makes an action late: its entry then says something else, though nobody changed the action.
Instant said_since(Action const& action, Instant changed, Date today) {
  for (auto const& day : {action.due, action.first_due})
    if (action.status != ActionStatus::done && day && *day < today)
      changed = std::max(changed, Instant::start_of(day->plus_days(1)));
  return changed;
}

CalendarItem action_day(db::Row const& row, Date today) {
  auto const action = action_of_day(row);
  auto const id = action.id.text();
  bool const is_done = action.status == ActionStatus::done;
  auto const* lead = is_done ? "Done" : is_late(action, today) ? "Late" : "Due";
  auto note = fmt::format("{}. {}.", action.owner_role, delivered_in_words(action, today));
  if (action.moves > 0 && action.first_due)
    note += fmt::format(" First due on {}; moved {}.", action.first_due->printed(), times_moved(action.moves));
  return {"action-" + id + "-due@goldenthread",
          *action.due,
          fmt::format("{}: {}", lead, action_name(action.number, action.title)),
          note,
          "/actions/" + id,
          said_since(action, changed_at(row, *action.due), today),
          action.version,
          row.flag("is_ended")};
}

// What was said of a stage, a goal or a risk; empty for what has no such word, and while nothing is said.
std::string verdict_on_record(std::string_view kind, std::string const& fields) {
  if (kind != "stage" && kind != "goal" && kind != "risk") return {};
  auto const stored = nlohmann::json::parse(fields);
  if (kind == "risk") return stored.value("risk_state", "") == "closed" ? "Closed" : "";
  if (kind == "goal") return stored.contains("reached_on") ? "Reached" : "";
  auto const verdict = stored.value("verdict", "");
  return verdict.empty() || verdict == "not judged yet" ? "" : records::capital(verdict);
}

// Whether an objective or a measure was reached no field says, so that one whose day has passed “was due”.
CalendarItem record_day(db::Row const& row, Date today) {
  auto const id = row.text("id"), kind = row.text("kind");
  auto const day = row.date("due");
  auto const* known = find_record_kind(kind);
  bool const is_past = day < today;
  auto const verdict = verdict_on_record(kind, row.text("fields"));
  auto const lead = !verdict.empty() ? verdict : is_past ? "Was due" : "Due";
  auto const changed = changed_at(row, day);
  return {"record-" + id + "-due@goldenthread",
          day,
          fmt::format("{}: {} {}: {}", lead, kind, row.integer("number"), row.text("title")),
          is_past && verdict.empty() && kind == "stage" ? "Not judged yet." : "",
          (known != nullptr ? known->address : "/plan") + "/" + id,
          is_past && verdict.empty() ? std::max(changed, Instant::start_of(day.plus_days(1))) : changed,
          row.integer("version"),
          row.flag("is_ended")};
}

}  // namespace

std::optional<notices::Subject> subject_of_comments(db::Transaction& transaction, operations::Actor const& reader,
                                                    std::string const& id) {
  if (!operations::may(reader, "plan.view")) return std::nullopt;
  auto thing = find_thing(transaction, id, evidence::sight_of(reader));
  if (!thing) return std::nullopt;
  auto title = records::capital(thing->kind);
  if (!thing->number.empty()) title += " " + thing->number;
  bool const is_restricted =
      thing->kind == "evidence" && !find_thing(transaction, id, evidence::Sight::open_only).has_value();
  return notices::Subject{thing->kind,    thing->id,       title + ": " + thing->title,
                          thing->address, thing->is_ended, is_restricted};
}

std::vector<DigestItem> digest_items(db::Transaction& transaction, operations::Actor const& person, Instant since,
                                     Instant now) {
  std::vector<DigestItem> items;
  if (!operations::may(person, "plan.view")) return items;
  auto const today = now.london_date();
  for (auto const& row :
       transaction.rows(sql::list_date_changes_decided_for, {{"account", person.account}, {"since", since}}))
    items.push_back({"decided:" + row.text("id"), Heading::decided,
                     action_name(row.integer("number"), row.text("title")), "/actions/" + row.text("action")});
  auto const work = my_work(transaction, person, today);
  add_asked(items, work, today);
  for (auto const& each : work.to_decide)
    items.push_back({"decide:" + each.id, Heading::to_decide, action_name(each.action_number, each.action_title),
                     address_of_decision(each)});
  add_documents(items, transaction, person);
  add_own_actions(items, work, today);
  return items;
}

std::vector<CalendarItem> calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                         notices::FeedScope const& scope, Date today) {
  std::vector<CalendarItem> items;
  db::Params const params{
      {"recent", today.plus_days(-days_kept)}, {"owner", of_owner(scope, owner)}, {"theme", of_theme(scope)}};
  for (auto const& row : transaction.rows(sql::list_action_days, params)) items.push_back(action_day(row, today));
  for (auto const& row : transaction.rows(sql::list_record_days, params)) items.push_back(record_day(row, today));
  auto const cycle = open_cycle(transaction);
  bool const is_asked =
      cycle &&
      (scope.kind == notices::FeedScope::Kind::programme ||
       (scope.kind == notices::FeedScope::Kind::mine && !my_work(transaction, owner, today).asked.asked.empty()));
  if (is_asked)
    items.push_back({"cycle-" + cycle->id.text() + "-due@goldenthread", cycle->due, "Updates due: " + cycle->title, "",
                     "/", Instant::start_of(cycle->opened_on), cycle->version});
  return items;
}

std::vector<html::Option> themes_for_calendars(db::Transaction& transaction) {
  std::vector<html::Option> out;
  for (auto const& each : list_themes(transaction)) out.push_back({each.id.text(), each.title, {}});
  return out;
}

std::vector<html::Task> mention_tasks(db::Transaction& transaction, operations::Actor const& person) {
  std::vector<html::Task> tasks;
  for (auto const& each : notices::mentions_waiting(transaction, person.account, most_of_mine)) {
    auto const subject = subject_of_comments(transaction, person, each.record);
    if (!subject) continue;
    html::Html since;
    since << "since " << html::date(each.at.london_date());
    tasks.push_back(
        {html::link(html::words(subject->title), html::Href{"/comments/" + each.record + "#c-" + each.comment.text()}),
         html::words(fmt::format("{} mentions you in a comment.", each.by)), since});
  }
  return tasks;
}

}  // namespace gt::plans
