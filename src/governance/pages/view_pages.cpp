#include <fmt/format.h>

#include "governance/meetings/meeting_store.h"
#include "governance/pages/board_parts.h"
#include "governance/pages/meeting_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "governance/views/views.h"
#include "inspections/inspections.h"
#include "plans/plans.h"

namespace gt::governance {

using namespace html;

namespace {

struct Views {
  std::vector<SideBySide> pairs;
  std::map<std::string, std::string> themes;  ///< titles by id
};

Views read_views(db::Transaction& transaction, Sight const& sight) {
  Views out{read_side_by_side(transaction, sight), {}};
  for (auto const& each : plans::list_themes(transaction)) out.themes[each.id.text()] = each.title;
  return out;
}

std::string theme_title(Views const& views, std::string const& theme) {
  auto const found = views.themes.find(theme);
  return found == views.themes.end() ? "Over all" : found->second;
}

Html said_cell(std::vector<Said> const& list) {
  if (list.empty()) return words("–");
  std::vector<Html> lines;
  for (auto const& each : list) {
    Html line = link(said(each.words), Href{each.address});
    line << " " << each.by;
    if (each.on)
      line << ", " << date(*each.on);
    else if (!each.when_printed.empty())
      line << ", " << each.when_printed;
    if (!each.scale.empty()) line << ". " << tag(records::capital(each.scale));
    lines.push_back(line);
  }
  return bullets(lines);
}

Html agreement_cell(SideBySide const& pair) {
  switch (pair.agreement) {
    case Agreement::agree:
      return with_note(tag("They agree", TagKind::good), words(pair.words));
    case Agreement::we_say_more:
      return with_note(tag("We say more than they do", TagKind::warn), words(pair.words));
    case Agreement::they_say_more:
      return with_note(tag("They say more than we do", TagKind::gold), words(pair.words));
    case Agreement::nothing_to_compare:
      return words(pair.words);
  }
  ENSURE(false);
}

Html views_table(Views const& views) {
  Table rows;
  rows.caption = "What others said beside what we said, by theme";
  rows.columns = {{"Theme"}, {"They said"}, {"We said"}, {"Do they agree?"}};
  for (auto const& each : views.pairs)
    rows.rows.push_back(
        {{words(theme_title(views, each.theme)), said_cell(each.theirs), said_cell(each.ours), agreement_cell(each)}});
  return table(rows);
}

Result<pages::Answer> views_page(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  auto const views = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    return read_views(transaction, sight_of(transaction, call.actor(), today));
  }));
  Page page;
  page.title = "Their view and ours";
  page.section = boards_section;
  Head top{.title = page.title, .caption = "Inspectors, advisers and peers beside our own confidence"};
  if (call.may("board.edit")) {
    top.actions.push_back({words("Add a visit or review"), "/assurance-events/new"});
    top.actions.push_back({words("Add our own view"), "/own-views/new"});
  }
  top.actions.push_back({words("Visits and reviews"), "/assurance-events"});
  page.body << boards_navigation("/external-view") << head(top);
  if (views.pairs.empty()) {
    page.body << empty_state(
        {"Nothing has been said yet",
         words("Record a visit or review with what it said of each theme, and what we say ourselves. Then "
               "this page shows where the two differ."),
         {}});
    return pages::page(std::move(page));
  }
  auto const differ =
      std::count_if(views.pairs.begin(), views.pairs.end(), [](SideBySide const& each) { return each.steps != 0; });
  page.body << lede(words(differ == 0 ? std::string("Nowhere do the two differ on the scale.")
                                      : fmt::format("In {} the two differ.", plural(differ, "place"))))
            << views_table(views);
  return pages::page(std::move(page));
}

/// The rows that such a page shows of a register, and how many there are.
struct FirstOf {
  std::vector<Entry> entries;
  std::int64_t all = 0;
};
constexpr std::int64_t rows_shown = 100;

FirstOf first_of(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight) {
  FirstOf out{list_entries(transaction, filter, sight, rows_shown), 0};
  out.all = static_cast<std::int64_t>(out.entries.size());
  if (out.all == rows_shown) out.all = count_entries(transaction, filter, sight);
  return out;
}

struct Today {
  Views views;
  FirstOf promises, claims, requirements;
  std::vector<std::pair<std::string, std::string>> off_track;  ///< theme id and why
  NamesById names;
  std::vector<inspections::InspectionSummary> inspections;
  plans::ProgrammeCounts counts{};
};

Today read_today(db::Transaction& transaction, Sight const& sight, evidence::Sight evidence, Date today) {
  Today out{read_views(transaction, sight),
            {},
            {},
            {},
            {},
            {},
            inspections::list_own_inspections(transaction),
            plans::count_programme(transaction, today, 28)};
  out.promises = first_of(transaction, {.kind = "promise", .state = "open", .due_before = today}, sight);
  out.claims = first_of(transaction, {.kind = "claim", .state = "unsupported"}, sight);
  out.requirements = first_of(transaction, {.kind = "requirement", .state = "not met"}, sight);
  Names names{transaction, sight, evidence};
  for (auto const* list : {&out.promises, &out.claims, &out.requirements}) read_shown(names, list->entries);
  out.names = names.all();
  for (auto const& [theme, standing] : plans::delivered_by_theme(transaction, today))
    if (standing.delivered == plans::ActionStatus::off_track) out.off_track.emplace_back(theme, standing.why);
  return out;
}

Html register_part(std::string const& title, FirstOf const& first, char const* kind, NamesById const& names, Date today,
                   std::string const& none) {
  auto const& register_kind = board_kind(kind);
  Html out = heading(words(title));
  out << (first.entries.empty() ? paragraph(words(none)) : entries_table(first.entries, register_kind, names, today));
  if (first.all > rows_shown) {
    Html more =
        words(fmt::format("These are the first {} of {}. The rest is in the register of ", rows_shown, first.all));
    more << link(words(register_kind.plural), Href{register_kind.address}) << words(".");
    out << paragraph(more);
  }
  return out;
}

Result<pages::Answer> today_page(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  auto const read = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    return read_today(transaction, sight_of(transaction, call.actor(), today), evidence::sight_of(call.actor()), today);
  }));
  Page page;
  page.title = "If Ofsted rang today";
  page.section = boards_section;
  page.breadcrumbs = {boards_link()};
  page.body << head({.title = page.title, .caption = today.printed()});
  Html first;
  auto const late_promises = read.promises.all;
  first << plural(late_promises, "promise") << words(late_promises == 1 ? " is late, " : " are late, ")
        << plural(static_cast<std::int64_t>(read.off_track.size()), "theme") << " off track, "
        << plural(read.counts.late, "action") << " late, " << plural(read.claims.all, "statement")
        << " without support.";
  page.body << lede(first) << heading(words("The next inspection"))
            << paragraph(words(inspections::window_in_words(inspections::expected_window(read.inspections), today)));
  page.body << heading(words("Themes off track"));
  std::vector<Html> themes;
  for (auto const& [theme, why] : read.off_track) {
    Html line = link(words(theme_title(read.views, theme)), Href{"/themes/" + theme});
    line << ": " << why;
    themes.push_back(line);
  }
  page.body << (themes.empty() ? paragraph(words("No theme is off track.")) : bullets(themes));
  page.body << register_part("Promises that are late", read.promises, "promise", read.names, today,
                             "No promise is late.")
            << register_part("Statements without support", read.claims, "claim", read.names, today,
                             "Every recorded statement has its support.")
            << register_part("Requirements that are not met", read.requirements, "requirement", read.names, today,
                             "No requirement of an intervention is open.");
  page.body << heading(words("Their view and ours"))
            << (read.views.pairs.empty() ? paragraph(words("Nothing has been said from outside, nor by us."))
                                         : views_table(read.views));
  return pages::page(std::move(page));
}

struct CallOver {
  Entry body;
  std::optional<Meeting> next;
  std::vector<Item> items;
  FirstOf promises, claims, questions;
  NamesById names;
};

Result<pages::Answer> call_over_page(pages::PageCall& call) {
  auto const id = TRY(call.id<EntryId>("body"));
  auto const today = call.environment().clock.today();
  auto const found = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<CallOver> {
    auto const sight = sight_of(transaction, call.actor(), today);
    auto body = find_entry(transaction, id.text(), sight);
    if (!body || body->kind->word != "body") return std::nullopt;
    CallOver out{*body, next_meeting(transaction, id.text(), today.plus_days(-1)), {}, {}, {}, {}, {}};
    if (out.next) out.items = list_items(transaction, out.next->id, sight);
    out.promises = first_of(transaction, {.kind = "promise", .body = id.text(), .not_state = "closed"}, sight);
    out.claims = first_of(transaction, {.kind = "claim", .body = id.text(), .state = "unsupported"}, sight);
    out.questions = first_of(transaction, {.kind = "question", .body = id.text(), .state = "open"}, sight);
    Names names{transaction, sight, evidence::sight_of(call.actor())};
    for (auto const* list : {&out.promises, &out.claims, &out.questions}) read_shown(names, list->entries);
    out.names = names.all();
    return out;
  }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such body here. Look in the list of bodies.");
  Page page;
  page.title = "Call-over: " + found->body.title;
  page.section = boards_section;
  page.breadcrumbs = {boards_link(), {words(found->body.title), Href{found->body.address()}}};
  page.body << head(
      {.title = page.title, .caption = found->next ? found->next->printed() : std::string("No coming meeting")});
  page.body << heading(words("Agenda"));
  std::vector<Html> lines;
  for (auto const& item : found->items) {
    Html line = words(fmt::format("{} {}", item.shown_number(), item.title));
    if (!item.presenter.empty()) line << " (" << item.presenter << ")";
    if (item.is_private) line << ". " << why_private(item);
    if (!item.is_out_of_sight && item.paper.empty()) line << " " << tag("No paper yet", TagKind::warn);
    lines.push_back(line);
  }
  page.body << (lines.empty() ? paragraph(words("Nothing is on the agenda yet.")) : bullets(lines))
            << register_part("Promises to this body that wait", found->promises, "promise", found->names, today,
                             "No promise waits.")
            << register_part("Statements made to it without support", found->claims, "claim", found->names, today,
                             "Every statement made to it has its support.")
            << register_part("Questions without an answer", found->questions, "question", found->names, today,
                             "Every question has its answer.");
  return pages::page(std::move(page));
}

}  // namespace

void add_view_pages(pages::Site& site) {
  site.get("/external-view", &views_page);
  site.get("/ofsted-today", &today_page);
  site.get("/bodies/{body}/call-over", &call_over_page);
}

}  // namespace gt::governance
