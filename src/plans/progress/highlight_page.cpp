#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/action_rules.h"
#include "plans/pages/plan_parts.h"
#include "plans/progress/highlight.h"
#include "plans/progress/progress_pages.h"

namespace gt::plans {

using namespace html;

namespace {

Result<Date> day_of(Query const& query, std::string const& name, Date otherwise) {
  auto typed = query.value(name);
  if (typed.empty()) return otherwise;
  auto day = Date::from_typed(typed);
  if (!day)
    return refuse_field(name, fmt::format("“{}” is not a day. Enter one like 1 October 2026 or 2026-10-01.", typed));
  return day;
}

Result<Period> period_of(Query const& query, Date today) {
  auto usual = last_month(today);
  Period period{TRY(day_of(query, "from", usual.from)), usual.to};
  period.to = TRY(day_of(query, "to", usual.to));
  if (period.to < period.from)
    return refuse_field("to",
                        fmt::format("The period must end on {} or later, the day it starts.", period.from.printed()));
  return period;
}

// A part with its heading; what is empty says so.
Html part(std::string_view title, std::vector<Html> const& lines, std::string_view none) {
  Html out = heading(words(title));
  out << (lines.empty() ? paragraph(words(none)) : bullets(lines));
  return out;
}

Html about(Highlight const& report, ActionId const& id) {
  auto const* action = report.action(id);
  return action != nullptr ? action_link(*action) : words("An action that was taken out");
}

Html status_part(Highlight const& report, Period const& period) {
  Html out = heading(words("Where it stands"));
  if (!report.now) {
    out << paragraph(words("The theme has no action, so there is nothing to judge."));
    return out;
  }
  auto then = [&](auto const& of) { return report.before ? of(*report.before) : words("No action yet"); };
  Table rows;
  rows.caption = "Both ratings, when the period began and now";
  rows.columns = {{"Rating"}, {"On " + period.from.printed()}, {"Now"}, {"Why"}};
  rows.rows.push_back(
      {{words("Delivered"), then([](rules::RollUp const& each) { return words(rules::word(each.delivered)); }),
        words(rules::word(report.now->delivered)), words(report.now->delivered_why)}});
  rows.rows.push_back(
      {{words("Difference made"), then([](rules::RollUp const& each) { return words(rules::word(each.difference)); }),
        words(rules::word(report.now->difference)), words(report.now->difference_why)}});
  out << table(rows);
  return out;
}

Html achievements(Highlight const& report, Period const& period) {
  std::vector<Html> lines;
  for (auto const& each : report.actions) {
    if (!each.done_on || *each.done_on < period.from || *each.done_on > period.to) continue;
    Html line;
    line << action_link(each) << ", done on " << date(*each.done_on) << ". ";
    std::vector<Html> shown_by;
    if (auto found = report.evidence.find(each.id.text()); found != report.evidence.end())
      for (auto const& item : found->second)
        shown_by.push_back(
            link(words(fmt::format("{} {}", item.number, item.title)), Href{"/evidence/" + item.id.text()}));
    if (shown_by.empty())
      line << "No evidence is shown here.";
    else
      line << "Shown by " << sentence_list(shown_by) << ".";
    lines.push_back(line);
  }
  return part("Achieved", lines, "Nothing was completed in this period.");
}

Html slipped(Highlight const& report, Period const& period, Date today) {
  std::vector<Html> lines;
  std::vector<ActionId> told;
  for (auto const& each : report.date_changes) {
    Html line;
    line << about(report, each.action) << ": from " << (each.from_due ? date(*each.from_due) : words("no date"))
         << " to " << date(each.to_due)
         << (each.state == "agreed" ? words(", agreed") : words(", asked for and not agreed yet"))
         << ". Cause: " << each.reason;
    lines.push_back(line);
    told.push_back(each.action);
  }
  // What fell due by the end of the period and was not done has slipped, whether or not anyone asked.
  for (auto const& each : report.actions) {
    bool is_told = std::find(told.begin(), told.end(), each.id) != told.end();
    if (is_told || !is_late(each, today) || *each.due > period.to) continue;
    Html line;
    line << action_link(each) << ": due on " << date(*each.due) << " and not done. No cause has been given: nobody "
         << "asked for another date in this period.";
    lines.push_back(line);
  }
  return part("Slipped, and why", lines, "Nothing slipped in this period.");
}

Html next_period(Highlight const& report, Period const& period) {
  auto next = period_after(period);
  std::vector<Html> lines;
  for (auto const& each : report.actions) {
    if (each.status == ActionStatus::done || !each.due || *each.due < next.from || *each.due > next.to) continue;
    Html line;
    line << action_link(each) << ", due on " << date(*each.due) << ". " << each.owner_role << ".";
    lines.push_back(line);
  }
  Html title;
  title << "Next, " << date_range(next.from, next.to);
  Html out = heading(title);
  out << (lines.empty() ? paragraph(words("Nothing falls due in the next period.")) : bullets(lines));
  return out;
}

Html difference_part(Highlight const& report) {
  std::vector<Html> lines;
  for (auto const& each : report.claims) {
    Html line;
    line << about(report, each.action) << ": " << said(each.statement) << " " << rules::word(each.rung)
         << (each.decided_by ? words(fmt::format(", agreed by {}", each.decided_by->name))
                             : words(", stands on its evidence"))
         << ".";
    lines.push_back(line);
  }
  for (auto const& each : report.updates) {
    if (each.changed_for_children.empty()) continue;
    Html line;
    line << about(report, each.action) << ": " << said(each.changed_for_children) << " " << each.written_by.name
         << " says so; the proof is with the action.";
    lines.push_back(line);
  }
  return part("What difference for children", lines,
              "No difference for children was agreed or reported in this period.");
}

std::string score(Record const& risk, std::string_view likelihood, std::string_view impact) {
  auto l = risk.whole_number(likelihood), i = risk.whole_number(impact);
  return l && i ? fmt::format("{} ({} × {})", *l * *i, *l, *i) : "Not scored";
}

Html risks_part(Highlight const& report) {
  Html out = heading(words("Risks and issues"));
  if (report.risks.empty()) {
    out << paragraph(words("No risk or issue is open."));
    return out;
  }
  Table rows;
  rows.caption = "Open risks and issues: likelihood × impact before and after mitigation";
  rows.columns = {{"Risk or issue"}, {"Before"}, {"After"}, {"Mitigation"}};
  for (auto const& each : report.risks) {
    auto mitigation = each.text("mitigation");
    rows.rows.push_back(
        {{link(words(fmt::format("{} {}", each.number, each.title)), Href{each.kind->address + "/" + each.id.text()}),
          words(score(each, "likelihood", "impact")), words(score(each, "likelihood_after", "impact_after")),
          words(mitigation.empty() ? "None is recorded" : mitigation)}});
  }
  out << table(rows);
  return out;
}

Html help_part(Highlight const& report) {
  std::vector<Html> lines;
  for (auto const& each : report.updates) {
    if (each.help_wanted.empty()) continue;
    Html line;
    line << about(report, each.action) << ": " << said(each.help_wanted) << " " << each.written_by.name << ".";
    lines.push_back(line);
  }
  return part("Help wanted", lines, "Nobody asked for help in this period.");
}

Html period_bar(Highlight const& report, Query const& query, std::string const& path) {
  Filter filter;
  filter.path = path;
  filter.query = query;
  filter.fields = {{"from", "From"}, {"to", "To"}};
  filter.shown = filter.total = static_cast<std::int64_t>(report.actions.size());
  filter.noun = "action";
  return filter_bar(filter);
}

}  // namespace

Result<pages::Answer> highlight_page(pages::PageCall& call) {
  auto id = TRY(call.id<ThemeId>("theme"));
  auto today = call.environment().clock.today();
  auto period = TRY(period_of(call.query(), today));
  auto sight = evidence::sight_of(call.actor());
  auto read = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return read_highlight(transaction, id, period, today, sight);
  }));
  if (!read)
    return refuse(ErrorKind::not_found,
                  "There is no such theme in the plan. It may have been taken out: look in the plan.");
  auto const& report = *read;
  Page page;
  page.title = "Highlight report: " + report.theme.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(report.theme.title), address_of(report.theme)}};
  page.paper = true;
  Head top{.title = report.theme.title, .caption = "Highlight report"};
  top.facts = {{"Period", date_range(period.from, period.to)}, {"As it stands on", date(today)}};
  if (!report.theme.lead_role.empty()) top.facts.push_back({"Lead", words(report.theme.lead_role)});
  page.body << head(top);
  if (!report.theme.aim.empty()) page.body << lede(words(report.theme.aim));
  page.body << period_bar(report, call.query(), address_of(report.theme).text() + "/highlight")
            << status_part(report, period) << achievements(report, period) << slipped(report, period, today)
            << next_period(report, period) << difference_part(report) << risks_part(report) << help_part(report)
            << source_line(
                   words(fmt::format("Assembled by Golden Thread on {}.", call.environment().clock.now().printed())));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
