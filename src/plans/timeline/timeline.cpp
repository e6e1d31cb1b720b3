#include "plans/timeline/timeline.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "plans/sql.h"
#include "plans/thread/links.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

struct Sum {
  std::int64_t actions = 0, done = 0, late = 0, undated = 0;
  std::optional<Date> first, last;

  void add(Sum const& other) {
    actions += other.actions;
    done += other.done;
    late += other.late;
    undated += other.undated;
    if (other.first) first = first ? std::min(*first, *other.first) : other.first;
    if (other.last) last = last ? std::max(*last, *other.last) : other.last;
  }
};

Sum sum_of(Action const& action, Date today) {
  auto const is_done = action.status == ActionStatus::done;
  auto const is_overdue = !is_done && action.first_due && *action.first_due < today;
  auto const first = action.start ? action.start : action.due;
  auto const last = action.due ? action.due : action.start;
  return {1, is_done, is_overdue, !first, first, last};
}

// The frame that rows are put in: themes in their order, the projects of each in theirs.
struct Frame {
  std::vector<Theme> themes;
  std::map<std::string, std::vector<Record>> projects;  ///< by theme
};

Frame read_frame(db::Transaction& transaction) {
  Frame out{list_themes(transaction), {}};
  std::map<std::string, std::vector<std::string>> themes_of;
  for (auto const& link : links_between(transaction, "theme", "project")) themes_of[link.to_id].push_back(link.from_id);
  for (auto const& project : list_records(transaction, *find_record_kind("project"))) {
    auto found = themes_of.find(project.id.text());
    if (found == themes_of.end()) {
      out.projects[""].push_back(project);
      continue;
    }
    for (auto const& theme : found->second) out.projects[theme].push_back(project);
  }
  return out;
}

bool holds(std::string const& ids, std::string const& id) {
  return id.empty() ? ids.empty() : ids.find(id) != std::string::npos;
}

// One theme's share of what matches: its projects', and the rest.
template <class Item>
struct Share {
  std::vector<Item> all, loose;
  std::map<std::string, std::vector<Item>> by_project;
};

// `Item` has the ids of its themes and projects; an item in two themes is in both.
template <class Item, class Ids>
Share<Item> share_of(std::vector<Item> const& items, std::string const& theme, std::vector<Record> const& projects,
                     Ids const& ids) {
  Share<Item> out;
  for (auto const& item : items) {
    auto const& [in_themes, in_projects] = ids(item);
    if (!holds(in_themes, theme)) continue;
    out.all.push_back(item);
    bool is_placed = false;
    for (auto const& project : projects)
      if (holds(in_projects, project.id.text())) {
        out.by_project[project.id.text()].push_back(item);
        is_placed = true;
      }
    if (!is_placed) out.loose.push_back(item);
  }
  return out;
}

TimelineRow group_row(TimelineRow::Kind kind, std::string id, std::string title, std::string address, int depth,
                      Sum const& sum) {
  TimelineRow row{kind, std::move(id), std::move(title), std::move(address), depth, {}};
  row.dated.start = sum.first;
  row.dated.due = sum.last;
  row.actions = sum.actions;
  row.done = sum.done;
  row.late = sum.late;
  row.undated = sum.undated;
  return row;
}

TimelineRow action_row(Action const& action, int depth) {
  TimelineRow row{TimelineRow::Kind::action,
                  action.id.text(),
                  fmt::format("{} {}", action.number, action.title),
                  "/actions/" + action.id.text(),
                  depth,
                  {action.start, action.due, action.first_due, action.kind == "milestone"}};
  row.action = action;
  return row;
}

// Rows for whatever matches. `sum` adds items up; `rows` makes the rows of the items themselves, or none.
template <class Item, class Ids, class SumOf, class RowOf>
std::vector<TimelineRow> grouped_rows(Frame const& frame, std::vector<Item> const& items, ActionFilter const& filter,
                                      bool is_closed, Ids const& ids, SumOf const& sum_of_item, RowOf const& add_row) {
  auto add_up = [&](std::vector<Item> const& some) {
    Sum sum;
    for (auto const& each : some) sum.add(sum_of_item(each));
    return sum;
  };
  std::vector<TimelineRow> rows;
  auto group = [&](std::string const& theme, std::string const& title, std::string const& address) {
    static std::vector<Record> const none;
    auto found = frame.projects.find(theme);
    auto const& projects = found == frame.projects.end() ? none : found->second;
    auto const share = share_of(items, theme, projects, ids);
    // A project that has no action yet has its place by its own dates, unless something else is looked for.
    bool shows_empty = filter.is_empty() && !projects.empty();
    if (share.all.empty() && !shows_empty && !(filter.is_empty() && !theme.empty())) return;
    auto theme_filter = filter;
    theme_filter.theme = theme.empty() ? "none" : theme;
    auto const place = rows.size();
    rows.push_back(group_row(TimelineRow::Kind::theme, theme, title, address, 0, add_up(share.all)));
    rows.back().is_closed = is_closed;
    rows.back().opens = theme_filter;
    for (auto const& project : projects) {
      auto const own = share.by_project.find(project.id.text());
      if (own == share.by_project.end() && !filter.is_empty()) continue;
      Sum const sum = own == share.by_project.end() ? Sum{} : add_up(own->second);
      auto row = group_row(TimelineRow::Kind::project, project.id.text(), project.title,
                           "/projects/" + project.id.text(), 1, sum);
      if (auto start = project.date("start")) row.dated.start = start;
      if (auto due = project.date("due")) row.dated.due = due;
      row.is_closed = is_closed && sum.actions > 0;
      row.opens = filter;
      row.opens.project = project.id.text();
      rows.push_back(std::move(row));
      if (own != share.by_project.end())
        for (auto const& item : own->second) add_row(rows, item, 2);
    }
    if (is_closed && !share.loose.empty() && share.loose.size() < share.all.size()) {
      rows.push_back(group_row(TimelineRow::Kind::loose, "", "In no project", "", 1, add_up(share.loose)));
      rows.back().is_closed = true;
      rows.back().opens = theme_filter;
    }
    for (auto const& item : share.loose) add_row(rows, item, 1);
    // A theme lasts as long as what is in it.
    auto& row = rows[place];
    for (auto i = place + 1; i < rows.size(); ++i) {
      auto const& dated = rows[i].dated;
      if (dated.start) row.dated.start = row.dated.start ? std::min(*row.dated.start, *dated.start) : dated.start;
      if (dated.due) row.dated.due = row.dated.due ? std::max(*row.dated.due, *dated.due) : dated.due;
    }
  };
  for (auto const& theme : frame.themes)
    if (filter.theme.empty() || filter.theme == theme.id.text())
      group(theme.id.text(), theme.title, "/themes/" + theme.id.text());
  if (filter.theme.empty() || filter.theme == "none") group("", "In no theme", "");
  return rows;
}

struct Group {
  std::string themes, projects;
  Sum sum;
};

std::vector<Group> read_groups(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  auto const plan = brief_plan(transaction);
  auto const now = day_number(today);
  ActionMatch match{transaction, *plan, filter, today};
  struct Count {
    Sum sum;
    DayNumber first = no_day, last = no_day;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Count> counts;
  for (auto const& each : plan->actions) {
    if (!match.matches(each)) continue;
    auto& [sum, first, last] = counts[{each.themes, each.projects}];
    auto const begins = each.start != no_day ? each.start : each.due;
    auto const ends = each.due != no_day ? each.due : each.start;
    ++sum.actions;
    sum.done += each.is_open() ? 0 : 1;
    sum.late += each.is_late(each.first_due, now) ? 1 : 0;
    sum.undated += ends == no_day ? 1 : 0;
    if (begins != no_day) first = first == no_day ? begins : std::min(first, begins);
    last = std::max(last, ends);
  }
  std::vector<Group> out;
  for (auto& [sets, count] : counts) {
    if (count.first != no_day) count.sum.first = day_of(count.first);
    if (count.last != no_day) count.sum.last = day_of(count.last);
    out.push_back({plan->sets[sets.first].text, plan->sets[sets.second].text, count.sum});
  }
  std::sort(out.begin(), out.end(), [](Group const& a, Group const& b) {
    return std::tie(a.themes, a.projects) < std::tie(b.themes, b.projects);
  });
  return out;
}

void add_waits(db::Transaction& transaction, Timeline& timeline) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < timeline.rows.size(); ++i)
    if (timeline.rows[i].kind == TimelineRow::Kind::action) places[timeline.rows[i].id].push_back(i);
  if (places.empty()) return;
  for (auto const& row : transaction.rows(sql::list_waits)) {
    auto waiting = places.find(row.text("waiting"));
    if (waiting == places.end()) continue;
    for (auto place : waiting->second)
      timeline.rows[place].waits_for.push_back(fmt::format("{} {}", row.integer("number"), row.text("title")));
    if (auto awaited = places.find(row.text("awaited")); awaited != places.end())
      timeline.waits.push_back({waiting->second.front(), awaited->second.front()});
  }
}

}  // namespace

std::vector<Dated> Timeline::all_dated() const {
  std::vector<Dated> out;
  for (auto const& each : rows) out.push_back(each.dated);
  return out;
}

std::int64_t timeline_actions_counted(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  std::int64_t out = 0;
  for (auto const& each : read_groups(transaction, filter, today)) out += each.sum.actions;
  return out;
}

Timeline read_timeline(db::Transaction& transaction, ActionFilter const& filter, Date today, int page) {
  Timeline out;
  out.matching = count_actions(transaction, filter, today);
  out.total = filter.is_empty() ? out.matching : count_actions(transaction, {}, today);
  auto const frame = read_frame(transaction);
  // Whoever has chosen a theme or project wants its actions, on several pages if need be.
  bool has_chosen = !filter.theme.empty() || !filter.project.empty();
  out.is_closed = out.matching > most_timeline_actions && !has_chosen;
  if (out.is_closed) {
    out.rows = grouped_rows(
        frame, read_groups(transaction, filter, today), filter, true,
        [](Group const& each) { return std::pair(each.themes, each.projects); },
        [](Group const& each) { return each.sum; }, [](auto&, Group const&, int) {});
  } else {
    out.pages = static_cast<int>((out.matching + most_timeline_actions - 1) / most_timeline_actions);
    out.pages = std::max(out.pages, 1);
    out.page = std::clamp(page, 1, out.pages);
    auto const actions = list_actions(transaction, filter, {"due", false}, today, most_timeline_actions,
                                      (out.page - 1) * most_timeline_actions);
    out.rows = grouped_rows(
        frame, actions, filter, false, [](Action const& each) { return std::pair(each.themes, each.projects); },
        [&](Action const& each) { return sum_of(each, today); },
        [](std::vector<TimelineRow>& rows, Action const& each, int depth) { rows.push_back(action_row(each, depth)); });
    add_waits(transaction, out);
  }
  for (auto const& each : list_records(transaction, *find_record_kind("stage")))
    if (each.date("start") || each.date("due"))
      out.stages.push_back({each.title, "/stages/" + each.id.text(), each.date("start"), each.date("due")});
  return out;
}

}  // namespace gt::plans
