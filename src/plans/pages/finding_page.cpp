#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "notices/notices.h"
#include "plans/actions/proof.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"

namespace gt::plans {

using namespace html;

namespace {

struct Loaded {
  Plan plan;
  inspections::Finding finding;
  std::vector<Record> projects;              ///< by its own links and by way of its themes, each once
  std::vector<evidence::Evidence> evidence;  ///< of its actions, by number, each once
};

void read_beneath(db::Transaction& transaction, evidence::Sight sight, Loaded& loaded) {
  std::set<std::string> projects, evidence;
  auto add_projects = [&](std::string const& id) {
    for (auto const& each : links_from(transaction, id))
      if (each.to_kind == "project") projects.insert(each.to_id);
  };
  add_projects(loaded.finding.id.text());
  for (auto const* theme : loaded.plan.themes_of_finding(loaded.finding.id.text())) add_projects(theme->id.text());
  loaded.projects = find_records(transaction, {projects.begin(), projects.end()});
  for (auto const* action : loaded.plan.actions_of_finding(loaded.finding.id.text()))
    for (auto& each : evidence_of(transaction, action->id.text(), sight))
      if (evidence.insert(each.id.text()).second) loaded.evidence.push_back(std::move(each));
}

Result<Loaded> load(pages::PageCall const& call) {
  auto id = TRY(call.id<FindingId>("finding"));
  auto plan = TRY(read_plan(call));
  auto const* finding = plan.finding(id.text());
  if (finding == nullptr)
    return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  auto copy = *finding;
  Loaded loaded{std::move(plan), std::move(copy), {}, {}};
  TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    read_beneath(transaction, evidence::sight_of(call.actor()), loaded);
    return 0;
  }));
  return loaded;
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

template <class T>
std::vector<Option> without(std::vector<Option> options, std::vector<T const*> const& linked) {
  std::erase_if(options, [&](Option const& option) {
    return std::any_of(linked.begin(), linked.end(), [&](auto const* each) { return each->id.text() == option.value; });
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
  auto const& plan = loaded.plan;
  auto const& finding = loaded.finding;
  auto themes = plan.themes_of_finding(finding.id.text());
  Station station;
  station.id = "s-themes";
  station.name = "Theme";
  station.knot = themes.empty() ? Knot::gap : Knot::full;
  station.map_note = themes.empty()       ? "None yet"
                     : themes.size() == 1 ? themes.front()->title
                                          : plural(static_cast<std::int64_t>(themes.size()), "theme");
  station.title = words(themes.empty() ? "No theme answers this yet" : "");
  bool may_edit = call.may("plan.edit");
  std::vector<Html> lines;  // a list, because a form cannot stand in a paragraph
  for (auto const* theme : themes) {
    Html line = theme_link(*theme);
    if (!theme->lead_role.empty()) line << ". Lead: " << theme->lead_role << ".";
    if (may_edit) line << " " << unlink_button(call, finding, "theme unlink", "theme", theme->id.text(), theme->title);
    lines.push_back(line);
    if (!theme->lead_role.empty()) station.margins.push_back({words("Answerable: " + theme->lead_role + "."), {}});
  }
  if (!lines.empty()) station.body << bullets(lines);
  if (may_edit) {
    auto others = without(theme_options(plan), themes);
    Html ways;
    if (!others.empty()) ways << link_form(call, finding, "theme link", "theme", "A theme of the plan", others);
    ways << paragraph(
        link(words("Add a new theme for this finding"), Query{}.with("finding", finding.id.text()).at("/themes/new")));
    station.body << (themes.empty() ? ways : details("Link another theme", ways));
  }
  return station;
}

Station action_station(pages::PageCall const& call, Loaded const& loaded, Date today) {
  auto const& plan = loaded.plan;
  auto const& finding = loaded.finding;
  auto actions = plan.actions_of_finding(finding.id.text());
  auto done = std::count_if(actions.begin(), actions.end(),
                            [](auto const* each) { return each->status == ActionStatus::done; });
  auto count = static_cast<std::int64_t>(actions.size());
  Station station;
  station.id = "s-actions";
  station.name = "Actions";
  station.knot = actions.empty() ? Knot::gap : done == count ? Knot::full : Knot::part;
  station.map_note = actions.empty() ? "None yet" : part_of(done, count) + " done";
  station.title = words(actions.empty() ? "No action answers this yet" : plural(count, "action"));
  if (!actions.empty()) station.body << table(actions_table(plan, actions, today, "Actions that answer this finding"));
  for (auto const* each : actions)
    if (is_late(*each, today))
      station.margins.push_back({words(fmt::format("Action {} is {} late. Owner: {}.", each->number,
                                                   plural(today.days_since(*each->due), "day"), each->owner_role)),
                                 "Late"});
  if (call.may("action.edit")) {
    auto others = [&] {
      std::vector<Option> options;
      for (auto const& each : plan.actions)
        options.push_back({each.id.text(), fmt::format("{} {}", each.number, each.title), {}});
      return without(std::move(options), actions);
    }();
    Html ways;
    if (!others.empty()) ways << link_form(call, finding, "action link", "action", "An action of the plan", others);
    std::vector<Html> lines;
    for (auto const* each : actions) {
      Html line = words(fmt::format("{} {} ", each->number, each->title));
      line << unlink_button(call, finding, "action unlink", "action", each->id.text(), each->title);
      lines.push_back(line);
    }
    if (!lines.empty()) ways << bullets(lines);
    station.body << link_button("Add an action", Query{}.with("finding", finding.id.text()).at("/actions/new"),
                                actions.empty() ? ButtonKind::primary : ButtonKind::secondary);
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

Html where_it_stands(Plan const& plan, inspections::Finding const& finding, Date today) {
  auto actions = plan.actions_of_finding(finding.id.text());
  auto themes = plan.themes_of_finding(finding.id.text());
  auto done = std::count_if(actions.begin(), actions.end(),
                            [](auto const* each) { return each->status == ActionStatus::done; });
  auto late_count =
      std::count_if(actions.begin(), actions.end(), [&](auto const* each) { return is_late(*each, today); });
  Html out;
  if (themes.empty() && actions.empty()) return paragraph(words("Nothing in the plan answers this yet."));
  if (actions.empty()) {
    out << "It has a theme, and no action yet.";
  } else {
    out << part_of(done, static_cast<std::int64_t>(actions.size()))
        << (actions.size() == 1 ? html::words(" action is done") : html::words(" actions are done"));
    if (late_count > 0)
      out << ", and " << late_count << (late_count == 1 ? html::words(" is late") : html::words(" are late"));
    out << ".";
    if (themes.empty()) out << " No theme holds them together.";
  }
  return paragraph(out);
}

std::vector<Html> weak_points(Loaded const& loaded, Date today) {
  auto const& plan = loaded.plan;
  auto const& finding = loaded.finding;
  std::vector<Html> items;
  if (plan.themes_of_finding(finding.id.text()).empty())
    items.push_back(words("No theme answers it, so no board will hear of it by theme."));
  auto actions = plan.actions_of_finding(finding.id.text());
  if (actions.empty()) items.push_back(words("No action answers it."));
  for (auto const* each : actions)
    if (is_late(*each, today)) {
      Html item = action_link(*each);
      item << " is " << plural(today.days_since(*each->due), "day") << " late.";
      items.push_back(item);
    }
  if (!actions.empty() && std::none_of(loaded.evidence.begin(), loaded.evidence.end(), &is_from_families))
    items.push_back(words("No child, parent or carer has been asked about it."));
  for (auto const& each : loaded.evidence)
    if (!each.ended && evidence::is_expired(each, today)) {
      Html item =
          link(words(fmt::format("Evidence {} {}", each.number, each.title)), Href{"/evidence/" + each.id.text()});
      item << " " << evidence::expiry_words(each.expires, today) << ".";
      items.push_back(item);
    }
  for (auto const* each : actions)
    if (plan.themes_of_action(each->id.text()).empty()) {
      Html item = action_link(*each);
      item << " is in no theme.";
      items.push_back(item);
    }
  return items;
}

// Only a page of ours that has such a form; anything else could send the person elsewhere.
std::string back_address(std::string const& asked) {
  for (std::string_view folder : {"/findings/", "/themes/", "/actions/"})
    if (asked.starts_with(folder) && is_opaque_id(std::string_view(asked).substr(folder.size()))) return asked;
  return "/plan";
}

}  // namespace

Result<pages::Answer> finding_page(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const& plan = loaded.plan;
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
  start.stands = where_it_stands(plan, finding, today);
  std::vector<Station> stations{sentence_station(finding), theme_station(call, loaded), project_station(loaded),
                                action_station(call, loaded, today)};
  for (auto& each : proof_stations(loaded, today)) stations.push_back(std::move(each));
  std::vector<Action> actions;
  for (auto const* each : plan.actions_of_finding(finding.id.text())) actions.push_back(*each);
  page.body << opening(start) << roll_up_part(actions, today, "finding") << thread_map(stations)
            << gaps("Where this thread is weak", weak_points(loaded, today), true)
            << heading(words("Follow the thread")) << thread(stations)
            << notices::comments_part(call, finding.id.text());
  return pages::page(std::move(page));
}

Result<pages::Answer> change_links(pages::PageCall& call) {
  auto change = call.request().form("change").value_or("");
  if (change != "theme link" && change != "theme unlink" && change != "action link" && change != "action unlink")
    return refuse(ErrorKind::invalid, "The form was not complete. Go back, load the page again and repeat the step.");
  auto input = call.input({"theme", "action", "finding"});
  TRY(call.perform(change, input));
  return pages::see_other(back_address(call.request().form("back").value_or("")),
                          change.ends_with("unlink") ? "The link was taken away." : "The link was made.");
}

}  // namespace gt::plans
