#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "notices/notices.h"
#include "plans/actions/proof.h"
#include "plans/lists/action_lists.h"
#include "plans/pages/action_table.h"
#include "plans/pages/board_words.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/records/records.h"
#include "plans/thread/finding_proof.h"
#include "plans/thread/links.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr std::size_t most_gaps = 10;     // late actions named one by one
constexpr std::size_t most_unlinks = 20;  // links that can be taken away from here
constexpr std::int64_t few_actions = 60;  // a plan whose actions are chosen from a list

struct Loaded {
  inspections::Finding finding;
  std::vector<Theme> all_themes;
  std::vector<Theme> themes;    ///< those that answer it
  Standing standing;            ///< of its actions
  std::vector<Action> actions;  ///< the first of them
  std::vector<Action> overdue;  ///< the latest of them
  std::vector<Action> loose;    ///< in no theme
  std::vector<Action> others;   ///< of a small plan: what it may be linked to
  bool is_small_plan = false;
  std::vector<Record> projects;              ///< by its own links and by way of its themes, each once
  std::vector<evidence::Evidence> evidence;  ///< of its actions, by number, each once
  BoardWords boards;                         ///< about it, its themes and projects
};

std::vector<ActionId> first_of(std::vector<ActionId> ids, std::size_t most) {
  if (ids.size() > most) ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(most), ids.end());
  return ids;
}

void read_beneath(db::Transaction& transaction, evidence::Sight sight, Date today, Loaded& loaded) {
  auto const& id = loaded.finding.id.text();
  std::set<std::string> projects, themes;
  for (auto const& each : links_from(transaction, id)) {
    if (each.to_kind == "theme") themes.insert(each.to_id);
    if (each.to_kind == "project") projects.insert(each.to_id);
  }
  loaded.all_themes = list_themes(transaction);
  for (auto const& each : loaded.all_themes)
    if (themes.contains(each.id.text())) loaded.themes.push_back(each);
  for (auto const& theme : loaded.themes)
    for (auto const& each : links_from(transaction, theme.id.text()))
      if (each.to_kind == "project") projects.insert(each.to_id);
  loaded.projects = find_records(transaction, {projects.begin(), projects.end()});
  ActionFilter const filter{.finding = id};
  loaded.standing = standing_of(transaction, filter, today);
  loaded.actions = find_actions(transaction, loaded.standing.first(actions_on_page));
  loaded.overdue = find_actions(transaction, first_of(loaded.standing.overdue, most_gaps));
  loaded.loose = find_actions(transaction, first_of(loaded.standing.loose, most_gaps));
  auto const proof = evidence_of_finding(transaction, id);
  if (!proof.empty()) loaded.evidence = evidence::find_many(transaction, proof, sight);
  loaded.is_small_plan = has_few_actions(transaction, few_actions);
  if (!loaded.is_small_plan) return;
  for (auto& each : list_actions(transaction, {}, {}, today, few_actions))
    if (each.findings.find(id) == std::string::npos) loaded.others.push_back(std::move(each));
}

BoardWords read_boards(db::Transaction& transaction, pages::PageCall const& call, Outside const& outside,
                       Loaded const& loaded) {
  if (!outside.boards) return {};
  std::vector<std::string> things{loaded.finding.id.text()};
  for (auto const& each : loaded.themes) things.push_back(each.id.text());
  for (auto const& each : loaded.projects) things.push_back(each.id.text());
  return outside.boards(transaction, call.actor(), things, call.environment().clock.today());
}

Result<Loaded> load(pages::PageCall const& call, Outside const& outside) {
  auto id = TRY(call.id<FindingId>("finding"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto finding = inspections::find_finding(transaction, id);
    if (!finding) return std::nullopt;
    Loaded out{*std::move(finding), {}, {}, {}, {}, {}, {}, {}, false, {}, {}, {}};
    read_beneath(transaction, evidence::sight_of(call.actor()), call.environment().clock.today(), out);
    out.boards = read_boards(transaction, call, outside, out);
    return out;
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  return *std::move(loaded);
}

Table finding_actions(Loaded const& loaded, Date today) {
  Table out;
  out.caption = "Actions that answer this finding";
  out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Difference made"}};
  for (auto const& each : loaded.actions)
    out.rows.push_back({{action_link(each), words(each.owner_role), due_cell(each, today), status_shape(each, today),
                         difference_cell(each)}});
  return out;
}

Html source_of(inspections::Finding const& finding) {
  Html out = link(words(finding.inspection_title), Href{"/inspections/" + finding.inspection.text()});
  if (finding.page) out << ", page " << *finding.page;
  if (finding.priority) out << ". " << *finding.priority;
  if (finding.topic) out << ". " << *finding.topic;
  if (finding.timescale) out << ". " << *finding.timescale;
  return out;
}

Html link_form(pages::PageCall const& call, inspections::Finding const& finding, std::string_view change,
               std::string const& field, std::string const& label, std::vector<Option> const& options) {
  Html fields = select({.name = field, .label = label, .options = options});
  fields << hidden("change", change) << hidden("finding", finding.id.text())
         << hidden("back", address_of(finding).text()) << button({.label = "Link it", .kind = ButtonKind::secondary});
  return form({.action = "/links", .csrf_token = call.csrf_token(), .body = fields});
}

std::vector<Option> without(std::vector<Option> options, std::vector<Theme> const& linked) {
  std::erase_if(options, [&](Option const& option) {
    return std::any_of(linked.begin(), linked.end(), [&](auto const& each) { return each.id.text() == option.value; });
  });
  return options;
}

Html unlink_button(pages::PageCall const& call, inspections::Finding const& finding, std::string_view change,
                   std::string const& field, std::string const& id, std::string const& title) {
  return button_link({.label = "Remove the link",
                      .action = "/links",
                      .csrf_token = call.csrf_token(),
                      .about = title,
                      .fields = {{"change", std::string(change)},
                                 {field, id},
                                 {"finding", finding.id.text()},
                                 {"back", address_of(finding).text()}}});
}

Station sentence_station(inspections::Finding const& finding) {
  Station station;
  station.id = "s-sentence";
  station.name = "Sentence";
  station.map_note = finding.page ? fmt::format("page {}", *finding.page) : "as printed";
  station.kind = "The inspector’s sentence";
  if (finding.priority) station.facts.push_back(tag(*finding.priority, TagKind::strong));
  station.title = words(finding.title);
  station.body = paragraph(said(finding.text));
  station.body << paragraph(source_of(finding));
  for (auto const& each : finding.tags) station.facts.push_back(tag(each, TagKind::quiet));
  return station;
}

Station theme_station(pages::PageCall const& call, Loaded const& loaded) {
  auto const& finding = loaded.finding;
  auto const& themes = loaded.themes;
  Station station;
  station.id = "s-themes";
  station.name = "Theme";
  station.knot = themes.empty() ? Knot::gap : Knot::full;
  station.map_note = themes.empty()       ? "None yet"
                     : themes.size() == 1 ? themes.front().title
                                          : plural(static_cast<std::int64_t>(themes.size()), "theme");
  station.title = words(themes.empty() ? "No theme answers this yet" : "");
  bool may_edit = call.may("plan.edit");
  std::vector<Html> lines;  // a list, because a form cannot stand in a paragraph
  for (auto const& theme : themes) {
    Html line = theme_link(theme);
    if (!theme.lead_role.empty()) line << ". Lead: " << theme.lead_role << ".";
    if (may_edit) line << " " << unlink_button(call, finding, "theme unlink", "theme", theme.id.text(), theme.title);
    lines.push_back(line);
    if (!theme.lead_role.empty()) station.margins.push_back({words("Answerable: " + theme.lead_role + "."), {}});
  }
  if (!lines.empty()) station.body << bullets(lines);
  if (may_edit) {
    auto others = without(theme_options(loaded.all_themes), themes);
    Html ways;
    if (!others.empty()) ways << link_form(call, finding, "theme link", "theme", "A theme of the plan", others);
    ways << paragraph(
        link(words("Add a new theme for this finding"), Query{}.with("finding", finding.id.text()).at("/themes/new")));
    station.body << (themes.empty() ? ways : details("Link another theme", ways));
  }
  return station;
}

// From a small plan an action is chosen from a list, from a large one by its number.
Html action_link_form(pages::PageCall const& call, Loaded const& loaded) {
  auto const& finding = loaded.finding;
  if (!loaded.is_small_plan) {
    Html fields = text_input(
        {.name = "action_number", .label = "The action with this number", .inputmode = "numeric", .width = 5});
    fields << hidden("change", "action link") << hidden("finding", finding.id.text())
           << hidden("back", address_of(finding).text()) << button({.label = "Link it", .kind = ButtonKind::secondary});
    return form({.action = "/links", .csrf_token = call.csrf_token(), .body = fields});
  }
  if (loaded.others.empty()) return {};
  std::vector<Option> options;
  for (auto const& each : loaded.others)
    options.push_back({each.id.text(), fmt::format("{} {}", each.number, each.title), {}});
  return link_form(call, finding, "action link", "action", "An action of the plan", options);
}

Html ways_to_change(pages::PageCall const& call, Loaded const& loaded) {
  Html ways = action_link_form(call, loaded);
  if (loaded.standing.all() > most_unlinks) {
    ways << paragraph(words("A link is taken away on the page of its action."));
    return ways;
  }
  std::vector<Html> lines;
  for (auto const& each : loaded.actions) {
    Html line = words(fmt::format("{} {} ", each.number, each.title));
    line << unlink_button(call, loaded.finding, "action unlink", "action", each.id.text(), each.title);
    lines.push_back(line);
  }
  if (!lines.empty()) ways << bullets(lines);
  return ways;
}

Station action_station(pages::PageCall const& call, Loaded const& loaded, Date today) {
  auto const& finding = loaded.finding;
  auto done = static_cast<std::int64_t>(loaded.standing.done);
  auto count = static_cast<std::int64_t>(loaded.standing.all());
  Station station;
  station.id = "s-actions";
  station.name = "Actions";
  station.knot = count == 0 ? Knot::gap : done == count ? Knot::full : Knot::part;
  station.map_note = count == 0 ? "None yet" : part_of(done, count) + " done";
  station.title = words(count == 0 ? "No action answers this yet" : plural(count, "action"));
  if (count > 0)
    station.body << table(finding_actions(loaded, today))
                 << all_of_them(loaded.actions.size(), loaded.standing.all(), {.finding = finding.id.text()});
  for (auto const& each : loaded.overdue)
    station.margins.push_back({words(fmt::format("Action {} is {} late. Owner: {}.", each.number,
                                                 plural(today.days_since(*each.due), "day"), each.owner_role)),
                               "Late"});
  if (call.may("action.edit")) {
    station.body << link_button("Add an action", Query{}.with("finding", finding.id.text()).at("/actions/new"),
                                count == 0 ? ButtonKind::primary : ButtonKind::secondary);
    auto ways = ways_to_change(call, loaded);
    if (!ways.empty()) station.body << details("Change which actions answer it", ways);
  }
  return station;
}

Station project_station(Loaded const& loaded) {
  Station station;
  station.id = "s-projects";
  station.name = "Project";
  auto count = static_cast<std::int64_t>(loaded.projects.size());
  station.knot = count == 0 ? Knot::part : Knot::full;
  station.map_note = count == 0 ? "None; actions stand by themselves" : plural(count, "project");
  station.title = words(count == 0 ? "No project holds its actions together" : plural(count, "project"));
  std::vector<Html> lines;
  for (auto const& each : loaded.projects) {
    Html line =
        link(words(fmt::format("{} {}", each.number, each.title)), Href{each.kind->address + "/" + each.id.text()});
    if (each.is_ended) line << " " << tag("Taken out: a gap in the thread", TagKind::warn);
    if (!each.text("lead_role").empty()) line << ". Lead: " << each.text("lead_role") << ".";
    lines.push_back(line);
  }
  if (!lines.empty()) station.body << bullets(lines);
  return station;
}

Html evidence_table(std::vector<evidence::Evidence> const& items, Date today, std::string caption) {
  Table rows;
  rows.caption = std::move(caption);
  rows.columns = {{"Evidence"}, {"Shows"}, {"What it says"}, {"Dated"}, {"Standing"}};
  for (auto const& each : items) {
    auto standing = each.ended                          ? tag("Taken out: a gap", TagKind::warn)
                    : evidence::is_expired(each, today) ? tag("Expired", TagKind::warn)
                                                        : tag(evidence::word(each.review), TagKind::quiet);
    rows.rows.push_back(
        {{link(words(fmt::format("{} {}", each.number, each.title)), Href{"/evidence/" + each.id.text()}),
          words(evidence::word(each.rung)), words(each.shows), date(each.dated), standing}});
  }
  return table(rows);
}

struct ProofKind {
  std::string id, name, title, none, caption;
  bool (*holds)(evidence::Evidence const&);
};

bool is_from_families(evidence::Evidence const& each) {
  return each.source == evidence::Source::feedback && each.voice &&
         (*each.voice == evidence::Voice::child || *each.voice == evidence::Voice::parent_or_carer);
}

// Evidence, measures, audit and staff, children and families: four stations, each a full knot, a part or a gap.
std::vector<Station> proof_stations(Loaded const& loaded, Date today) {
  using evidence::Source;
  static ProofKind const kinds[] = {
      {"s-evidence", "Evidence", "What shows that it was done", "Nothing shows yet that anything was done",
       "Documents, links and what was seen",
       [](evidence::Evidence const& each) {
         return each.source == Source::document || each.source == Source::link || each.source == Source::observation;
       }},
      {"s-measures", "Measures", "What the figures say", "No measure speaks of it yet", "Measures",
       [](evidence::Evidence const& each) { return each.source == Source::measure; }},
      {"s-audit", "Audit and staff", "Who else says so", "No audit, and no member of staff or partner, has been asked",
       "Audits, staff and partners",
       [](evidence::Evidence const& each) {
         return each.source == Source::audit || (each.source == Source::feedback && !is_from_families(each));
       }},
      {"s-families", "Children and families", "What families say", "Nobody has asked a child, parent or carer",
       "What children and families say", &is_from_families}};
  std::vector<Station> out;
  for (auto const& kind : kinds) {
    std::vector<evidence::Evidence> own;
    std::copy_if(loaded.evidence.begin(), loaded.evidence.end(), std::back_inserter(own), kind.holds);
    auto current =
        std::count_if(own.begin(), own.end(), [&](auto const& each) { return evidence::is_current(each, today); });
    auto count = static_cast<std::int64_t>(own.size());
    Station station;
    station.id = kind.id;
    station.name = kind.name;
    station.knot = current == 0 ? Knot::gap : current == count ? Knot::full : Knot::part;
    station.map_note = count == 0         ? "Nothing yet"
                       : current == count ? plural(count, "item")
                                          : part_of(current, count) + " current";
    station.title = words(count == 0 ? kind.none : kind.title);
    if (count > 0) station.body << evidence_table(own, today, kind.caption);
    out.push_back(std::move(station));
  }
  return out;
}

Html where_it_stands(Loaded const& loaded) {
  auto const count = static_cast<std::int64_t>(loaded.standing.all());
  auto const late_count = static_cast<std::int64_t>(loaded.standing.overdue.size());
  Html out;
  if (loaded.themes.empty() && count == 0) return paragraph(words("Nothing in the plan answers this yet."));
  if (count == 0) {
    out << "It has a theme, and no action yet.";
  } else {
    out << part_of(static_cast<std::int64_t>(loaded.standing.done), count)
        << (count == 1 ? html::words(" action is done") : html::words(" actions are done"));
    if (late_count > 0)
      out << ", and " << late_count << (late_count == 1 ? html::words(" is late") : html::words(" are late"));
    out << ".";
    if (loaded.themes.empty()) out << " No theme holds them together.";
  }
  return paragraph(out);
}

// "and 31 more", where not every action is named.
void add_rest(std::vector<Html>& items, std::size_t all, std::size_t named, std::string_view what, Href const& where) {
  if (all <= named) return;
  Html rest;
  rest << link(words(fmt::format("{} more", all - named)), where) << " " << what;
  items.push_back(rest);
}

std::vector<Html> weak_points(Loaded const& loaded, Date today) {
  auto const& id = loaded.finding.id.text();
  auto const& standing = loaded.standing;
  std::vector<Html> items;
  if (loaded.themes.empty()) items.push_back(words("No theme answers it, so no board will hear of it by theme."));
  if (standing.all() == 0) items.push_back(words("No action answers it."));
  for (auto const& each : loaded.overdue) {
    Html item = action_link(each);
    item << " is " << plural(today.days_since(*each.due), "day") << " late.";
    items.push_back(item);
  }
  add_rest(items, standing.overdue.size(), loaded.overdue.size(), "are late.",
           Query{}.with("finding", id).with("due", "late").at("/plan"));
  if (standing.all() > 0 && std::none_of(loaded.evidence.begin(), loaded.evidence.end(), &is_from_families))
    items.push_back(words("No child, parent or carer has been asked about it."));
  for (auto const& each : loaded.evidence)
    if (!each.ended && evidence::is_expired(each, today)) {
      Html item =
          link(words(fmt::format("Evidence {} {}", each.number, each.title)), Href{"/evidence/" + each.id.text()});
      item << " " << evidence::expiry_words(each.expires, today) << ".";
      items.push_back(item);
    }
  for (auto const& each : loaded.loose) {
    Html item = action_link(each);
    item << " is in no theme.";
    items.push_back(item);
  }
  add_rest(items, standing.loose.size(), loaded.loose.size(), "are in no theme.",
           Query{}.with("finding", id).with("theme", "none").at("/plan"));
  return items;
}

// Only a page of ours that has such a form; anything else could send the person elsewhere.
std::string back_address(std::string const& asked) {
  for (std::string_view folder : {"/findings/", "/themes/", "/actions/"})
    if (asked.starts_with(folder) && is_opaque_id(std::string_view(asked).substr(folder.size()))) return asked;
  return "/plan";
}

}  // namespace

Result<pages::Answer> finding_page(pages::PageCall& call, Outside const& outside) {
  auto loaded = TRY(load(call, outside));
  auto const& finding = loaded.finding;
  auto today = call.environment().clock.today();
  Page page;
  page.title = fmt::format("Finding {}: {}", finding.number.value_or(finding.position), finding.title);
  page.section = inspections_section;
  page.breadcrumbs = {{words("Inspections"), "/inspections"},
                      {words(finding.inspection_title), Href{"/inspections/" + finding.inspection.text()}}};
  Head top{.title = page.title, .caption = "The thread of one finding"};
  if (call.may("inspection.edit"))
    top.actions.push_back({words("Name this finding"), Href{address_of(finding).text() + "/edit"}});
  page.body << head(top);
  Opening start;
  start.sentence = finding.text;
  start.source = source_of(finding);
  start.stands_title = "Where it stands, " + today.printed();
  start.stands = where_it_stands(loaded);
  std::vector<Station> stations{sentence_station(finding), theme_station(call, loaded), project_station(loaded),
                                action_station(call, loaded, today)};
  for (auto& each : proof_stations(loaded, today)) stations.push_back(std::move(each));
  bool const shows_boards = outside.boards && call.may("board.view");
  if (shows_boards) stations.push_back(boards_station(loaded.boards));
  auto weak = weak_points(loaded, today);
  if (shows_boards && loaded.boards.newest.empty()) weak.push_back(words("No board has looked at it."));
  page.body << opening(start) << roll_up_part(loaded.standing, "finding") << thread_map(stations)
            << gaps("Where this thread is weak", weak, true) << heading(words("Follow the thread")) << thread(stations)
            << notices::comments_part(call, finding.id.text());
  return pages::page(std::move(page));
}

Result<pages::Answer> change_links(pages::PageCall& call) {
  auto change = call.request().form("change").value_or("");
  if (change != "theme link" && change != "theme unlink" && change != "action link" && change != "action unlink")
    return refuse(ErrorKind::invalid, "The form was not complete. Go back, load the page again and repeat the step.");
  auto input = call.input({"theme", "action", "finding"});
  if (auto typed = call.request().form("action_number"); typed && !input.contains("action"))
    input["action"] = TRY(action_with_number(call, *typed)).text();
  TRY(call.perform(change, input));
  return pages::see_other(back_address(call.request().form("back").value_or("")),
                          change.ends_with("unlink") ? "The link was taken away." : "The link was made.");
}

}  // namespace gt::plans
