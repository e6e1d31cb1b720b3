#include "governance/telling.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "governance/governance.h"
#include "governance/registers/entry_store.h"
#include "governance/sql.h"
#include "platform/db/id_list.h"

namespace gt::governance {

using notices::CalendarItem;
using notices::DigestItem;

namespace {

constexpr int days_ahead = 7;
constexpr int days_kept = 90;

std::string monday_of(Date day) { return day.plus_days(1 - day.weekday()).iso(); }

std::vector<Entry> promises_of(db::Transaction& transaction, AccountId const& account) {
  return list_entries(transaction, {.kind = "promise", .owner = account.text(), .state = "open"},
                      Sight::of_nothing_private());
}

// When each was last changed, by id.
std::map<std::string, Instant> last_changes(db::Transaction& transaction, std::set<std::string> const& ids) {
  std::map<std::string, Instant> out;
  if (ids.empty()) return out;
  for (auto const& row : transaction.rows(sql::list_last_changes, {{"ids", db::id_list(ids)}}))
    out.emplace(row.text("record"), row.instant("at"));
  return out;
}

// What has no history is as old as the program: the day itself serves, which is the same each time.
Instant changed_at(std::map<std::string, Instant> const& changes, std::string const& id, Date day) {
  auto const found = changes.find(id);
  return found == changes.end() ? Instant::start_of(day) : found->second;
}

CalendarItem meeting_day(Meeting const& meeting, Instant changed) {
  auto note = meeting.starts_at;
  if (!meeting.place.empty()) note += (note.empty() ? "" : ", ") + meeting.place;
  return {"meeting-" + meeting.id.text() + "@goldenthread",
          meeting.on,
          meeting.title.empty() ? meeting.body_title : fmt::format("{}: {}", meeting.body_title, meeting.title),
          note,
          meeting.address(),
          changed,
          meeting.version,
          meeting.state == MeetingState::cancelled};
}

}  // namespace

std::vector<DigestItem> digest_items(db::Transaction& transaction, operations::Actor const& person, Instant,
                                     Instant now) {
  std::vector<DigestItem> items;
  if (!operations::may(person, "board.view")) return items;
  auto const today = now.london_date();
  for (auto const& each : promises_of(transaction, person.account)) {
    auto const due = each.date("due");
    if (!due || *due > today.plus_days(days_ahead)) continue;
    bool const is_late = *due < today;
    items.push_back(
        {is_late ? fmt::format("promise-late:{}:{}", each.id.text(), monday_of(today))
                 : fmt::format("promise-soon:{}:{}", each.id.text(), due->iso()),
         is_late ? notices::Heading::late : notices::Heading::due_soon,
         fmt::format("Promise {}, which {} due back on {}", each.number, is_late ? "was" : "is", due->printed()),
         each.address()});
  }
  return items;
}

std::vector<CalendarItem> calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                         notices::FeedScope const& scope, Date today) {
  std::vector<CalendarItem> items;
  if (!operations::may(owner, "board.view")) return items;
  std::set<std::string> ids;
  if (scope.kind == notices::FeedScope::Kind::programme) {
    auto const meetings = list_meetings(transaction, {.from = today.plus_days(-days_kept)}, 1000);
    for (auto const& each : meetings) ids.insert(each.id.text());
    auto const changes = last_changes(transaction, ids);
    for (auto const& each : meetings) items.push_back(meeting_day(each, changed_at(changes, each.id.text(), each.on)));
  }
  if (scope.kind == notices::FeedScope::Kind::mine) {
    auto const promises = promises_of(transaction, owner.account);
    for (auto const& each : promises) ids.insert(each.id.text());
    auto const changes = last_changes(transaction, ids);
    for (auto const& each : promises)
      if (auto const due = each.date("due"))
        items.push_back({"promise-" + each.id.text() + "@goldenthread", *due,
                         fmt::format("Due back: promise {}", each.number), each.title, each.address(),
                         changed_at(changes, each.id.text(), *due), each.version});
  }
  return items;
}

}  // namespace gt::governance
