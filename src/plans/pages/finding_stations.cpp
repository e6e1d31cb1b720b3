#include "plans/pages/finding_stations.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/action_rules.h"
#include "plans/actions/proof.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"
#include "platform/core/text.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr std::size_t most_unlinks = 20;  // links that can be taken away from here

Table finding_actions(LoadedFinding const& loaded, Date today) {
  Table out;
  out.caption = "Actions that answer this finding";
  out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Difference made"}};
  for (auto const& each : loaded.actions)
    out.rows.push_back({{action_link(each), words(each.owner_role), due_cell(each, today), status_shape(each, today),
                         difference_cell(each)}});
  return out;
}

}  // namespace

Html source_of(inspections::Finding const& finding) {
  Html out = link(words(finding.inspection_title), Href{"/inspections/" + finding.inspection.text()});
  if (auto const place = inspections::place_in_report(finding); !place.empty()) out << ", " << place;
  if (finding.priority) out << ". " << *finding.priority;
  if (finding.topic) out << ". " << *finding.topic;
  if (finding.timescale) out << ". " << *finding.timescale;
  return out;
}

bool is_mended(inspections::Finding const& finding) {
  return !finding.original_text.empty() && one_line(finding.text) != one_line(finding.original_text);
}

std::string past_first_words(Action const& action, Date today) {
  auto out = fmt::format("{} past its first date", plural(days_late_against_first(action, today), "day"));
  return action.due ? fmt::format("{}; a later date, {}, was agreed", out, action.due->printed()) : out;
}

namespace {

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

}  // namespace

Station sentence_station(inspections::Finding const& finding) {
  Station station;
  station.id = "s-sentence";
  station.name = "Sentence";
  auto const place = inspections::place_in_report(finding);
  station.map_note = place.empty() ? "as printed" : place;
  station.kind = "The inspector’s sentence";
  if (finding.priority) station.facts.push_back(tag(*finding.priority, TagKind::strong));
  station.title = words(finding.title);
  station.body = paragraph(said(finding.text));
  station.body << paragraph(source_of(finding));
  if (is_mended(finding)) {
    Html as_read = words("Wording mended since it was read; as first read: ");
    as_read << said(finding.original_text) << " "
            << link(words("See its history"), Href{"/history/" + finding.id.text()}) << ".";
    station.body << paragraph(as_read);
  }
  for (auto const& each : finding.tags) station.facts.push_back(tag(each, TagKind::quiet));
  return station;
}

Station theme_station(pages::PageCall const& call, LoadedFinding const& loaded) {
  auto const& finding = loaded.finding;
  auto const& themes = loaded.themes;
  Station station;
  station.id = "s-themes";
  station.name = "Theme";
  auto const& gone = loaded.themes_taken_out;
  station.knot = themes.empty() ? Knot::gap : gone.empty() ? Knot::full : Knot::part;
  station.map_note = themes.empty()       ? (gone.empty() ? "None yet" : "Taken out")
                     : themes.size() == 1 ? themes.front().title
                                          : plural(static_cast<std::int64_t>(themes.size()), "theme");
  if (themes.empty())
    station.title = words(gone.empty() ? "No theme answers this yet" : "No theme answers this any more");
  bool may_edit = call.may("plan.edit");
  std::vector<Html> lines;  // a list, because a form cannot stand in a paragraph
  for (auto const& theme : themes) {
    Html line = theme_link(theme);
    if (!theme.lead_role.empty()) line << ". Lead: " << theme.lead_role << ".";
    if (may_edit) line << " " << unlink_button(call, finding, "theme unlink", "theme", theme.id.text(), theme.title);
    lines.push_back(line);
    if (!theme.lead_role.empty()) station.margins.push_back({words("Answerable: " + theme.lead_role + "."), {}});
  }
  for (auto const& each : gone) lines.push_back(gap_link(each));
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

namespace {

// From a small plan an action is chosen from a list, from a large one by its number.
Html action_link_form(pages::PageCall const& call, LoadedFinding const& loaded, FormState const& state) {
  auto const& finding = loaded.finding;
  if (!loaded.is_small_plan || state.has_errors()) {
    Html fields = text_input(
        {.name = "action_number", .label = "The action with this number", .inputmode = "numeric", .width = 5}, state);
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

Html ways_to_change(pages::PageCall const& call, LoadedFinding const& loaded, FormState const& state) {
  Html ways = action_link_form(call, loaded, state);
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

}  // namespace

Station action_station(pages::PageCall const& call, LoadedFinding const& loaded, Date today, FormState const& state) {
  auto const& finding = loaded.finding;
  auto done = static_cast<std::int64_t>(loaded.standing.done);
  auto count = static_cast<std::int64_t>(loaded.standing.all());
  Station station;
  station.id = "s-actions";
  station.name = "Actions";
  auto const& gone = loaded.actions_taken_out;
  station.knot = count == 0 ? Knot::gap : done == count && gone.empty() ? Knot::full : Knot::part;
  station.map_note = count > 0 ? part_of(done, count) + " done" : gone.empty() ? "None yet" : "Taken out";
  station.title = words(count > 0      ? plural(count, "action")
                        : gone.empty() ? "No action answers this yet"
                                       : "No action answers this any more");
  if (count > 0)
    station.body << table(finding_actions(loaded, today))
                 << all_of_them(loaded.actions.size(), loaded.standing.all(), {.finding = finding.id.text()});
  std::vector<Html> gaps;
  for (auto const& each : gone) gaps.push_back(gap_link(each));
  if (!gaps.empty()) station.body << bullets(gaps);
  for (auto const& each : loaded.overdue)
    station.margins.push_back({words(fmt::format("Action {} is {} late. Owner: {}.", each.number,
                                                 plural(today.days_since(*each.due), "day"), each.owner_role)),
                               "Late"});
  for (auto const& each : loaded.past_first)
    station.margins.push_back(
        {words(fmt::format("Action {} is {}. Owner: {}.", each.number, past_first_words(each, today), each.owner_role)),
         "Late against the first date"});
  if (call.may("action.edit")) {
    station.body << link_button("Add an action", Query{}.with("finding", finding.id.text()).at("/actions/new"),
                                count == 0 ? ButtonKind::primary : ButtonKind::secondary);
    auto ways = ways_to_change(call, loaded, state);
    if (!ways.empty())
      station.body << details("Change which actions answer it", ways, state.has_errors() ? Fold::open : Fold::closed);
  }
  return station;
}

Station project_station(LoadedFinding const& loaded) {
  Station station;
  station.id = "s-projects";
  station.name = "Project";
  auto count = static_cast<std::int64_t>(loaded.projects.size());
  bool const has_actions = loaded.standing.all() > 0;
  station.knot = count > 0 ? Knot::full : has_actions ? Knot::part : Knot::gap;
  station.map_note = count > 0     ? plural(count, "project")
                     : has_actions ? "None; actions stand by themselves"
                                   : "None yet";
  station.title = words(count > 0     ? plural(count, "project")
                        : has_actions ? "No project holds its actions together"
                                      : "No project answers this yet");
  std::vector<Html> lines;
  for (auto const& each : loaded.projects) {
    Html line =
        link(words(fmt::format("{} {}", each.number, each.title)), Href{each.kind->address + "/" + each.id.text()});
    if (each.is_ended) line << " " << tag("Taken out: a gap in the thread", TagKind::warn);
    if (loaded.cut_off.contains(each.id.text()))
      line << " " << tag("Its theme was taken out: a gap in the thread", TagKind::warn);
    if (!each.text("lead_role").empty()) line << ". Lead: " << each.text("lead_role") << ".";
    lines.push_back(line);
  }
  if (!lines.empty()) station.body << bullets(lines);
  return station;
}

namespace {

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

bool is_from_families(evidence::Evidence const& each) {
  return each.source == evidence::Source::feedback && each.voice &&
         (*each.voice == evidence::Voice::child || *each.voice == evidence::Voice::parent_or_carer);
}

struct ProofKind {
  std::string id, name, title, none, caption;
  std::string weak;    ///< the weak point where there is nothing
  std::string lapsed;  ///< the weak point where nothing that is there counts any more
  bool (*holds)(evidence::Evidence const&);
};

std::vector<ProofKind> const& proof_kinds() {
  using evidence::Source;
  static std::vector<ProofKind> const kinds{
      {"s-evidence", "Evidence", "What shows that it was done", "Nothing shows yet that anything was done",
       "Documents, links and what was seen", "Nothing shows that any of it was done.",
       "What showed that it was done no longer counts.",
       [](evidence::Evidence const& each) {
         return each.source == Source::document || each.source == Source::link || each.source == Source::observation;
       }},
      {"s-measures", "Measures", "What the figures say", "No measure speaks of it yet", "Measures",
       "No measure speaks of it.", "The figures that spoke of it no longer count.",
       [](evidence::Evidence const& each) { return each.source == Source::measure; }},
      {"s-audit", "Audit and staff", "Who else says so", "No audit, and no member of staff or partner, has been asked",
       "Audits, staff and partners", "No audit, member of staff or partner has been asked about it.",
       "What audits, staff and partners said no longer counts.",
       [](evidence::Evidence const& each) {
         return each.source == Source::audit || (each.source == Source::feedback && !is_from_families(each));
       }},
      {"s-families", "Children and families", "What families say", "Nobody has asked a child, parent or carer",
       "What children and families say", "No child, parent or carer has been asked about it.",
       "What children, parents and carers said no longer counts.", &is_from_families}};
  return kinds;
}

std::vector<evidence::Evidence> of_kind(LoadedFinding const& loaded, ProofKind const& kind) {
  std::vector<evidence::Evidence> out;
  std::copy_if(loaded.evidence.begin(), loaded.evidence.end(), std::back_inserter(out), kind.holds);
  return out;
}

std::int64_t current_of(std::vector<evidence::Evidence> const& items, Date today) {
  return std::count_if(items.begin(), items.end(), [&](auto const& each) { return evidence::is_current(each, today); });
}

// Evidence that nobody has looked at counts, and says so where the eye falls first.
std::string note_of(std::vector<evidence::Evidence> const& items, std::int64_t current) {
  auto const count = static_cast<std::int64_t>(items.size());
  if (count == 0) return "Nothing yet";
  if (current < count) return part_of(current, count) + " current";
  auto const is_unreviewed = [](auto const& each) { return each.review == evidence::ReviewState::unreviewed; };
  if (!std::all_of(items.begin(), items.end(), is_unreviewed)) return plural(count, "item");
  return plural(count, "item") + (count == 1 ? ", not reviewed" : ", none reviewed");
}

// There are success measures, and no figure says how they stand.
bool lacks_figures(LoadedFinding const& loaded, ProofKind const& kind) {
  return kind.id == "s-measures" && !loaded.measures.empty();
}

}  // namespace

// Evidence, measures, audit and staff, children and families: four stations, each a full knot, a part or a gap.
std::vector<Station> proof_stations(LoadedFinding const& loaded, Date today) {
  std::vector<Station> out;
  for (auto const& kind : proof_kinds()) {
    auto const own = of_kind(loaded, kind);
    auto const current = current_of(own, today);
    auto const count = static_cast<std::int64_t>(own.size());
    Station station;
    station.id = kind.id;
    station.name = kind.name;
    station.knot = current == 0 ? Knot::gap : current == count ? Knot::full : Knot::part;
    station.map_note = note_of(own, current);
    station.title = words(count == 0 ? kind.none : kind.title);
    if (count == 0 && lacks_figures(loaded, kind)) {
      station.map_note = "No figure yet";
      station.title = words("No figure says yet how its success measures stand");
    }
    if (kind.id == "s-measures" && !loaded.objectives.empty()) station.body << objectives_table(loaded);
    if (count > 0) station.body << evidence_table(own, today, kind.caption);
    out.push_back(std::move(station));
  }
  return out;
}

std::vector<Html> proof_gaps(LoadedFinding const& loaded, Date today) {
  std::vector<Html> out;
  for (auto const& kind : proof_kinds()) {
    auto const own = of_kind(loaded, kind);
    if (current_of(own, today) > 0) continue;
    if (own.empty()) {
      out.push_back(words(lacks_figures(loaded, kind) ? "No figure says how its success measures stand." : kind.weak));
      continue;
    }
    auto const is_named = [&](auto const& each) { return !each.ended && evidence::is_expired(each, today); };
    if (!std::all_of(own.begin(), own.end(), is_named)) out.push_back(words(kind.lapsed));
  }
  return out;
}

}  // namespace gt::plans
