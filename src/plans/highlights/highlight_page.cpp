#include <fmt/format.h>

#include "plans/highlights/issued.h"
#include "plans/pages/plan_parts.h"
#include "plans/progress/progress_pages.h"
#include "plans/refusals.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr std::string_view issue_permission = "update.approve";

Page report_page(HighlightDocument const& document, std::string caption) {
  Page page;
  page.title = "Highlight report: " + document.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(document.title), Href{"/themes/" + document.theme}}};
  page.paper = true;
  Head top{.title = document.title, .caption = std::move(caption)};
  top.facts = {{"Period", date_range(document.period.from, document.period.to)},
               {"As it stands on", date(document.as_of)}};
  if (!document.lead.empty()) top.facts.push_back({"Lead", words(document.lead)});
  page.body << head(top);
  if (!document.aim.empty()) page.body << lede(words(document.aim));
  return page;
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

Html issued_part(std::vector<IssuedHighlight> const& issued) {
  if (issued.empty()) return {};
  Table table;
  table.caption = "Reports of this theme that were issued";
  table.columns = {{"Report"}, {"Period"}, {"Issued"}, {"Note"}};
  for (auto const& each : issued)
    table.rows.push_back({{link(words(fmt::format("Number {}", each.number)), Href{"/highlights/" + each.id.text()}),
                           date_range(each.period.from, each.period.to),
                           words(fmt::format("{} by {}", each.issued_at.printed(), each.actor)),
                           words(each.note.empty() ? "–" : each.note)}});
  Html out = heading(words("Issued"));
  out << html::table(table);
  return out;
}

Html issue_form(pages::PageCall const& call, Highlight const& report, std::vector<IssuedHighlight> const& issued,
                Period const& period, FormState const& state) {
  if (!call.may(issue_permission) || period.to > call.environment().clock.today()) return {};
  Html fields;
  if (issued_for(issued, period) != nullptr)
    fields << text_input({.name = "note", .label = "Why this period is issued again", .hint = {}}, state);
  fields << hidden("from", period.from.iso()) << hidden("to", period.to.iso())
         << button_group({button({.label = "Issue this report"})});
  Html out = heading(words("Issue it"));
  out << paragraph(words("An issued report is kept as it is now, with a number: what changes later does not change it. "
                         "Restricted evidence is left out."))
      << form({.action = Href{address_of(report.theme).text() + "/highlight"},
               .csrf_token = call.csrf_token(),
               .body = fields});
  return out;
}

struct Loaded {
  std::optional<Highlight> report;
  std::vector<IssuedHighlight> issued;
};

// `problem` says why another period was asked for in vain.
Result<pages::Answer> live_page(pages::PageCall& call, Period const& period, FormState state, int status,
                                std::string const& problem = {}) {
  auto id = TRY(call.id<ThemeId>("theme"));
  auto today = call.environment().clock.today();
  auto sight = evidence::sight_of(call.actor());
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return Loaded{read_highlight(transaction, id, period, today, sight), issued_highlights(transaction, id)};
  }));
  if (!loaded.report) return none_such("theme");
  auto const& report = *loaded.report;
  auto const document = document_of(report, period, today, call.environment().clock.now());
  auto page = report_page(document, "Highlight report");
  if (!problem.empty()) page.body << inset(words(problem + " The last month is shown."));
  page.body << period_bar(report, call.query(), address_of(report.theme).text() + "/highlight") << parts_html(document)
            << source_line(words(fmt::format("Assembled by Golden Thread on {}.", document.assembled.printed())))
            << issue_form(call, report, loaded.issued, period, state) << issued_part(loaded.issued);
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

}  // namespace

Result<pages::Answer> highlight_page(pages::PageCall& call) {
  auto const asked = call.query();
  auto const today = call.environment().clock.today();
  auto const period = highlight_period(asked.value("from"), asked.value("to"), today);
  if (!period) return live_page(call, last_month(today), {}, 422, period.error().message);
  return live_page(call, *period, {}, 200);
}

Result<pages::Answer> issue_highlight(pages::PageCall& call) {
  auto id = TRY(call.id<ThemeId>("theme"));
  auto input = call.input({"from", "to", "note"});
  input["theme"] = id.text();
  auto issued = call.perform("highlight issue", input);
  if (issued)
    return pages::see_other("/highlights/" + issued->at("id").get<std::string>(),
                            "The report was issued. It can be printed, and changes no more.");
  auto const& error = issued.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  auto period = TRY(highlight_period(call.request().form("from").value_or(""), call.request().form("to").value_or(""),
                                     call.environment().clock.today()));
  return live_page(call, period, call.refused(error), web::status_for(error.kind));
}

Result<pages::Answer> issued_highlight_page(pages::PageCall& call) {
  auto id = TRY(call.id<HighlightReportId>("report"));
  auto found =
      TRY(call.read("plan.view", [&](db::Transaction& transaction) { return find_issued_highlight(transaction, id); }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such report. Look among those of the theme.");
  auto const document = document_from(nlohmann::json::parse(found->document));
  auto page = report_page(document, fmt::format("Highlight report {}, as issued", found->number));
  if (!found->note.empty()) page.body << inset(words("Issued again: " + found->note));
  page.body << parts_html(document)
            << source_line(
                   words(fmt::format("Issued by {} on {} as number {}. Fingerprint {}.", found->actor,
                                     found->issued_at.printed(), found->number, found->content_hash.substr(0, 16))));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
