#include <algorithm>

#include <fmt/format.h>

#include "notices/notices.h"
#include "plans/pages/action_table.h"
#include "plans/pages/board_words.h"
#include "plans/pages/finding_load.h"
#include "plans/pages/finding_stations.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;

namespace {

Html where_it_stands(LoadedFinding const& loaded) {
  auto const count = static_cast<std::int64_t>(loaded.standing.all());
  auto const late_count = static_cast<std::int64_t>(loaded.standing.overdue.size());
  auto const moved_count = static_cast<std::int64_t>(loaded.standing.past_first.size());
  Html out;
  bool const was_answered = !loaded.themes_taken_out.empty() || !loaded.actions_taken_out.empty();
  if (loaded.themes.empty() && count == 0)
    return paragraph(words(was_answered ? "What answered this was taken out of the plan. Nothing answers it now."
                                        : "Nothing in the plan answers this yet."));
  if (count == 0) {
    out << "It has a theme, and no action yet.";
  } else {
    out << part_of(static_cast<std::int64_t>(loaded.standing.done), count)
        << (count == 1 ? html::words(" action is done") : html::words(" actions are done"));
    if (late_count > 0)
      out << (moved_count > 0 ? html::words(", ") : html::words(", and ")) << late_count
          << (late_count == 1 ? html::words(" is late") : html::words(" are late"));
    if (moved_count > 0)
      out << ", and " << moved_count
          << (moved_count == 1 ? html::words(" is past its first date") : html::words(" are past their first date"));
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

std::vector<Html> weak_points(LoadedFinding const& loaded, Date today) {
  auto const& id = loaded.finding.id.text();
  auto const& standing = loaded.standing;
  std::vector<Html> items;
  if (loaded.themes.empty()) items.push_back(words("No theme answers it, so no board will hear of it by theme."));
  for (auto const* gaps : {&loaded.themes_taken_out, &loaded.actions_taken_out})
    for (auto const& each : *gaps) {
      Html item = words(fmt::format("The {} “{}” ", each.kind, each.title));
      item << link(words("was taken out of the plan"), Href{"/history/" + each.id}) << ".";
      items.push_back(item);
    }
  if (standing.all() == 0) items.push_back(words("No action answers it."));
  for (auto const& each : loaded.overdue) {
    Html item = action_link(each);
    item << " is " << plural(today.days_since(*each.due), "day") << " late.";
    items.push_back(item);
  }
  add_rest(items, standing.overdue.size(), loaded.overdue.size(), "are late.",
           Query{}.with("finding", id).with("due", "late").at("/plan"));
  for (auto const& each : loaded.past_first) {
    Html item = action_link(each);
    item << " is " << past_first_words(each, today) << ".";
    items.push_back(item);
  }
  add_rest(items, standing.past_first.size(), loaded.past_first.size(), "are past their first date.",
           Query{}.with("finding", id).with("due", "first").at("/plan"));
  for (auto const& each : loaded.unproven) {
    Html item = action_link(each);
    item << (each.status == ActionStatus::done ? html::words(" is called done, and what showed it no longer stands.")
                                               : html::words(" is said to have made a difference, and what showed it "
                                                             "no longer stands."));
    items.push_back(item);
  }
  if (loaded.all_unproven > loaded.unproven.size())
    items.push_back(words(fmt::format("{} more have ratings whose proof no longer stands.",
                                      loaded.all_unproven - loaded.unproven.size())));
  if (standing.all() > 0)  // without an action there is nothing to prove
    for (auto& each : proof_gaps(loaded, today)) items.push_back(std::move(each));
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

Page page_of(pages::PageCall const& call, Outside const& outside, LoadedFinding const& loaded, FormState state) {
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
  std::vector<Station> stations{sentence_station(finding), theme_station(call, loaded), project_station(loaded),
                                action_station(call, loaded, today, state)};
  Opening start;
  start.sentence = finding.text;
  start.source = source_of(finding);
  if (is_mended(finding))
    start.source << ". " << link(words("Wording mended since it was read"), Href{"#" + stations.front().id});
  start.stands_title = "Where it stands, " + today.printed();
  start.stands = where_it_stands(loaded);
  for (auto& each : proof_stations(loaded, today)) stations.push_back(std::move(each));
  bool const shows_boards = outside.boards && call.may("board.view");
  if (shows_boards) stations.push_back(boards_station(loaded.boards));
  auto weak = weak_points(loaded, today);
  if (shows_boards && loaded.boards.newest.empty()) weak.push_back(words("No board has looked at it."));
  page.body << opening(start) << roll_up_part(loaded.standing, "finding") << thread_map(stations)
            << gaps("Where this thread is weak", weak, true) << heading(words("Follow the thread")) << thread(stations)
            << history_link({"finding", finding.id.text(), finding.title, "", address_of(finding).text(), false})
            << notices::comments_part(call, finding.id.text()) << colour_key(loaded.variant);
  page.form = std::move(state);
  return page;
}

// Only a page of ours that has such a form; anything else could send the person elsewhere.
std::string back_address(std::string const& asked) {
  for (std::string_view folder : {"/findings/", "/themes/", "/actions/"})
    if (asked.starts_with(folder) && is_opaque_id(std::string_view(asked).substr(folder.size()))) return asked;
  return "/plan";
}

// The box for a number with what was typed in it, and why that will not do.
Result<pages::Answer> box_again(pages::PageCall const& call, Outside const& outside, Error error) {
  auto const id = FindingId::from_text(call.request().form("finding").value_or(""));
  if (!id || (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict))
    return tl::unexpected<Error>(std::move(error));
  auto const loaded = TRY(load_finding(call, *id, outside));
  error.fields = {{"action_number", error.message}};
  return pages::page(page_of(call, outside, loaded, call.refused(error)), web::status_for(error.kind));
}

}  // namespace

Result<pages::Answer> finding_page(pages::PageCall& call, Outside const& outside) {
  auto const id = TRY(call.id<FindingId>("finding"));
  auto const loaded = TRY(load_finding(call, id, outside));
  return pages::page(page_of(call, outside, loaded, {}));
}

Result<pages::Answer> change_links(pages::PageCall& call, Outside const& outside) {
  auto change = call.request().form("change").value_or("");
  if (change != "theme link" && change != "theme unlink" && change != "action link" && change != "action unlink")
    return refuse(ErrorKind::invalid, "The form was not complete. Go back, load the page again and repeat the step.");
  auto input = call.input({"theme", "action", "finding"});
  auto const typed = input.contains("action") ? std::nullopt : call.request().form("action_number");
  if (typed) {
    auto const action = action_with_number(call, *typed);
    if (!action) return box_again(call, outside, action.error());
    input["action"] = action->text();
  }
  auto const changed = call.perform(change, input);
  if (!changed && typed) return box_again(call, outside, changed.error());
  if (!changed) return tl::unexpected<Error>(changed.error());
  return pages::see_other(back_address(call.request().form("back").value_or("")),
                          change.ends_with("unlink") ? "The link was taken away." : "The link was made.");
}

}  // namespace gt::plans
