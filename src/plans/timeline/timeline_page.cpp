#include "plans/timeline/timeline_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/plan_filter.h"
#include "plans/pages/plan_parts.h"
#include "plans/timeline/timeline.h"
#include "plans/timeline/timeline_drawing.h"

namespace gt::plans {

using namespace html;

namespace {

struct Loaded {
  Timeline timeline;
  Filter form;
};

// The form of the plan's list, and the owner's account while it is chosen: no filter is in force without being seen.
Filter filter_form(db::Transaction& transaction, Query const& query, Timeline const& timeline) {
  auto form =
      plan_filter(read_names(transaction), read_filter_choices(transaction, brag_variant(find_programme(transaction))),
                  query, timeline.matching, timeline.total);
  form.path = "/plan/timeline";
  if (!query.value("account").empty()) {
    std::vector<Option> accounts{{"", "Anyone", {}}};
    for (auto const& each : people::accounts_here(transaction)) accounts.push_back({each.id.text(), each.name, {}});
    form.fields.push_back({"account", "Owner’s account", std::move(accounts)});
  }
  return form;
}

// The day, and the first one struck through where it moved; in words beside a bar it would be too long.
Html due_words(Dated const& dated, Action const* action) {
  if (!dated.due) return words("–");
  if (action == nullptr) return date(*dated.due);
  return due(*dated.due, action->first_due, static_cast<int>(action->moves));
}

Html opened(TimelineRow const& row, Query const& query) {
  auto to = row.opens.to_query();
  if (!query.value("zoom").empty()) to = to.with("zoom", query.value("zoom"));
  Html text;
  text << "Open " << plural(row.actions, "action") << visually_hidden(" of " + row.title);
  return link(text, to.at("/plan/timeline"));
}

Table timeline_table(Timeline const& timeline, Query const& query, Date today) {
  Table out;
  out.caption = "The same in words";
  out.caption_shown = true;
  out.columns = {
      {"What"}, {"Starts"}, {"Due"}, {"Where it stands"}, {timeline.is_closed ? "Its actions" : "Waits for"}};
  for (auto const& each : timeline.rows) {
    auto const* action = each.action ? &*each.action : nullptr;
    Html what = each.address.empty() ? words(each.title) : link(words(each.title), Href{each.address});
    if (action != nullptr && action->kind == "milestone") what = with_note(what, words("Milestone"));
    Html stands = words(action != nullptr ? status_words(*action, today) : group_words(each));
    if (action == nullptr && each.undated > 0)
      stands = with_note(stands, words(fmt::format("{} without a day", each.undated)));
    Html last = words("–");
    if (each.is_closed)
      last = opened(each, query);
    else if (!each.waits_for.empty())
      last = words(fmt::format("{}", fmt::join(each.waits_for, "; ")));
    auto kind = each.depth == 0 ? RowKind::plain : each.depth == 1 ? RowKind::sub : RowKind::sub2;
    if (each.kind == TimelineRow::Kind::theme) what = Html{} << "<strong>" << what << "</strong>";
    out.rows.push_back(
        {{what, each.dated.start ? date(*each.dated.start) : words("–"), due_words(each.dated, action), stands, last},
         kind,
         {}});
  }
  return out;
}

Table stages_table(Timeline const& timeline) {
  Table out;
  out.caption = "Stages";
  out.caption_shown = true;
  out.columns = {{"Stage"}, {"Starts"}, {"Ends"}};
  for (auto const& each : timeline.stages)
    out.rows.push_back({{link(words(each.title), Href{each.address}), each.start ? date(*each.start) : words("–"),
                         each.due ? date(*each.due) : words("–")}});
  return out;
}

Html closed_line(Timeline const& timeline) {
  return paragraph(
      words(fmt::format("{} match, more than can be read in one drawing, so it shows themes and projects. Open one in "
                        "the table below, or "
                        "narrow the filters until {} or fewer match.",
                        plural(timeline.matching, "action"), most_timeline_actions)));
}

Html zoom_links(Query const& query, Zoom zoom) {
  auto link_to = [&](std::string const& label, Zoom each) {
    return NavigationItem{label, query.with("zoom", word(each)).at("/plan/timeline"), each == zoom};
  };
  return sub_navigation(
      {link_to("Years", Zoom::year), link_to("Quarters", Zoom::quarter), link_to("Months", Zoom::month)}, "Scale");
}

// Where the region is scrolled to when it opens: a line as long as the way to today, and a target after it. No script
// and no style in the page, which its policy forbids; the stylesheet scrolls to the target once and lets go of it.
Html opens_at(std::optional<double> today) {
  if (!today) return {};
  Html out;
  out << R"(<div class="gt-timeline-start" aria-hidden="true"><svg height="1" focusable="false")"
      << attribute("width", fmt::format("{:.0f}", *today)) << "></svg><span></span></div>\n";
  return out;
}

std::string chosen_words(FilterField const& field, std::string_view value) {
  for (auto const& each : field.options)
    if (each.value == value) return each.label;
  return std::string(value);
}

// On paper, where the filter's form is left out: the day it shows and what it was narrowed to.
Html printed_line(Filter const& form, Date today) {
  std::vector<std::string> chosen;
  for (auto const& field : form.fields)
    if (auto const value = form.query.value(field.name); !value.empty())
      chosen.push_back(fmt::format("{}: {}", field.label, chosen_words(field, value)));
  Html out;
  out << "<p class=\"gt-print-only\">As at " << today.printed() << ". ";
  if (chosen.empty())
    out << "The whole plan";
  else
    out << "Only " << fmt::format("{}", fmt::join(chosen, "; "));
  out << ": " << form.shown << " of " << plural(form.total, "action") << ".</p>\n";
  return out;
}

Html today_line(DrawnDays const& days, Date today) {
  if (today >= days.first && today <= days.last) return {};
  return paragraph(
      words(fmt::format("Today, {}, is {} the days drawn.", today.printed(), today < days.first ? "before" : "after")));
}

}  // namespace

Result<pages::Answer> timeline_page(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  auto const query = call.query();
  auto const filter = ActionFilter::from_query(query);
  auto const zoom = zoom_from(query.value("zoom"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    auto timeline = read_timeline(transaction, filter, today, call.page_number());
    auto form = filter_form(transaction, query, timeline);
    return Loaded{std::move(timeline), std::move(form)};
  }));
  auto const& timeline = loaded.timeline;
  Page page;
  page.title = "Timeline of the plan";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  Head top{.title = page.title};
  top.actions = {{words("The same as a list"), filter.to_query().at("/plan")}};
  Html body = head(top);
  body << sub_pages("timeline", filter.to_query());
  if (timeline.total == 0 && timeline.rows.empty()) {
    Empty empty;
    empty.title = "There is nothing to draw yet";
    empty.what_for = words("Themes, projects and actions stand here along time as soon as the plan has some.");
    empty.steps = {link_button("Open the plan", "/plan")};
    page.body << body << empty_state(empty);
    return pages::page(std::move(page));
  }
  body << filter_bar(loaded.form) << printed_line(loaded.form, today);
  if (auto checked = check_days(filter); !checked) body << paragraph(words(checked.error().message));
  if (timeline.rows.empty()) {
    page.body << body << paragraph(words("No action matches. Take off a filter above to see more."));
    return pages::page(std::move(page));
  }
  if (timeline.is_closed) body << closed_line(timeline);
  auto const days = drawn_days(timeline.all_dated(), zoom);
  if (days)
    body
        << zoom_links(query, zoom) << today_line(*days, today) << timeline_key()
        << R"(<div class="gt-scroll gt-timeline-region" role="region" tabindex="0" aria-label="Timeline, scrolls sideways">)"
        << "\n"
        << opens_at(today_in_drawing(timeline, zoom, today)) << timeline_drawing(timeline, zoom, today) << "</div>\n";
  else
    body << paragraph(words("Nothing that matches has a day yet, so there is nothing to draw."));
  if (timeline.pages > 1)
    body << paragraph(words(fmt::format(
                "Actions {} to {} of {}, the first due first.", (timeline.page - 1) * most_timeline_actions + 1,
                std::min(timeline.page * most_timeline_actions, timeline.matching), timeline.matching)))
         << pagination({.path = "/plan/timeline", .query = query, .page = timeline.page, .pages = timeline.pages});
  body << table(timeline_table(timeline, query, today));
  if (!timeline.stages.empty()) body << table(stages_table(timeline));
  page.body << R"(<div class="gt-a3">)" << body << "</div>\n";
  return pages::page(std::move(page));
}

}  // namespace gt::plans
