#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_operations.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_store.h"
#include "plans/plans.h"
#include "platform/html/typography.h"

namespace gt::governance {

namespace {

constexpr std::int64_t minutes_for_minutes = 5;
constexpr std::int64_t minutes_for_promises = 10;
constexpr std::int64_t minutes_for_theme = 30;

bool is_there(std::vector<Item> const& items, std::string const& title) {
  return std::any_of(items.begin(), items.end(), [&](Item const& each) { return each.title == title; });
}

// The body's last meeting before this one that was held.
std::optional<Meeting> meeting_before(db::Transaction& transaction, Meeting const& meeting) {
  std::optional<Meeting> last;
  for (auto& each : list_meetings(transaction, {.body = meeting.body, .to = meeting.on.plus_days(-1)}, 1000))
    if (each.state != MeetingState::cancelled && each.state != MeetingState::draft) last = std::move(each);
  return last;
}

}  // namespace

std::vector<Item> suggested_items(db::Transaction& transaction, Meeting const& meeting, Date today) {
  auto const items = list_items(transaction, meeting.id, Sight::of_everything());
  std::vector<Item> out;
  auto add = [&](std::string title, std::string why, std::int64_t minutes) {
    if (is_there(items, title)) return;
    auto item = new_item(meeting, std::move(title), std::move(why));
    item.minutes_planned = minutes;
    out.push_back(std::move(item));
  };
  if (auto const last = meeting_before(transaction, meeting))
    add(fmt::format("Minutes of {}", last->on.printed()),
        last->state == MeetingState::agreed || last->state == MeetingState::locked ? "Matters arising" : "To be agreed",
        minutes_for_minutes);
  // The agenda is for everybody, so what is private is not counted either.
  auto const open = Sight::of_nothing_private();
  auto due = count_entries(transaction, {.kind = "promise", .body = meeting.body, .state = "open"}, open) +
             count_entries(transaction, {.kind = "promise", .body = meeting.body, .state = "answered"}, open);
  if (due > 0)
    add("Promises made to this body", fmt::format("{} not closed", html::plural(due, "promise")), minutes_for_promises);
  if (auto const bare =
          count_entries(transaction, {.kind = "claim", .body = meeting.body, .state = "unsupported"}, open);
      bare > 0)
    add("Statements without support",
        fmt::format("{} made to this body {} no proof yet", html::plural(bare, "statement"),
                    bare == 1 ? "has" : "have"),
        minutes_for_minutes);
  auto const delivered = plans::delivered_by_theme(transaction, today);
  for (auto const& theme : plans::list_themes(transaction)) {
    bool const is_on = std::any_of(items.begin(), items.end(), [&](Item const& each) {
      return std::find(each.themes.begin(), each.themes.end(), theme.id.text()) != each.themes.end();
    });
    auto const found = delivered.find(theme.id.text());
    if (is_on || found == delivered.end() || found->second.delivered != plans::ActionStatus::off_track) continue;
    auto item = new_item(meeting, theme.title, "Off track: it returns");
    item.themes = {theme.id.text()};
    item.presenter = theme.lead_role;
    item.minutes_planned = minutes_for_theme;
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace gt::governance
