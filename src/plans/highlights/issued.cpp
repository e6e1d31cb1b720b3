#include "plans/highlights/issued.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/refusals.h"
#include "plans/sql.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

IssuedHighlight issued_from(db::Row const& row) {
  return {HighlightReportId::trusted(row.text("id")),
          row.text("theme"),
          row.integer("number"),
          {row.date("period_from"), row.date("period_to")},
          row.text("document"),
          row.text("content_hash"),
          row.text("note"),
          row.instant("issued_at"),
          row.text("actor")};
}

Result<Date> day_of(std::string const& name, std::string_view typed, Date otherwise) {
  if (typed.empty()) return otherwise;
  auto day = Date::from_typed(typed);
  if (!day)
    return refuse_field(name, fmt::format("“{}” is not a day. Enter one like 1 October 2026 or 2026-10-01.", typed));
  return day;
}

json listed(IssuedHighlight const& each) {
  return {{"id", each.id.text()},
          {"theme", each.theme},
          {"number", each.number},
          {"from", each.period.from.iso()},
          {"to", each.period.to.iso()},
          {"note", each.note},
          {"issued_at", each.issued_at.iso()},
          {"by", each.actor},
          {"content_hash", each.content_hash}};
}

struct ShowReport {
  std::optional<ThemeId> theme;
  std::string from, to;
};

Result<json> run_show(Call& call, ShowReport const& input) {
  auto const period = TRY(highlight_period(input.from, input.to, call.today()));
  auto report = read_highlight(call.db(), *input.theme, period, call.today(), evidence::sight_of(call.actor()));
  if (!report) return none_such("theme");
  auto out = to_json(document_of(*report, period, call.today(), call.now()));
  out.erase("assembled");  // only what is kept needs the moment
  return out;
}

struct Issue {
  std::optional<ThemeId> theme;
  std::string from, to, note;
};

Result<json> run_issue(Call& call, Issue const& input) {
  auto const period = TRY(highlight_period(input.from, input.to, call.today()));
  // Issued reports go to people with and without sight of restricted evidence: they hold what all may see.
  auto report = read_highlight(call.db(), *input.theme, period, call.today(), evidence::Sight::open_only);
  if (!report) return none_such("theme");
  TRY(call.allow_themes({input.theme->text()}));
  if (period.to > call.today())
    return refuse_field("to", fmt::format("The period ends on {}, which is still to come. Issue the report when it has "
                                          "ended, or choose an earlier day.",
                                          period.to.printed()));
  auto const before = issued_highlights(call.db(), *input.theme);
  auto const* same = issued_for(before, period);
  auto note = one_line(input.note);
  if (same != nullptr && note.empty())
    return refuse_field("note", fmt::format("This period was issued on {} as number {}. Say why it is issued again.",
                                            same->issued_at.printed(), same->number));
  auto const text = to_json(document_of(*report, period, call.today(), call.now())).dump();
  IssuedHighlight issued{HighlightReportId::fresh(),
                         input.theme->text(),
                         before.empty() ? 1 : before.front().number + 1,
                         period,
                         text,
                         db::sha256_hex(text),
                         std::move(note),
                         call.now(),
                         call.actor().name};
  call.db().execute(sql::insert_highlight_report, {{"id", issued.id},
                                                   {"theme", issued.theme},
                                                   {"number", issued.number},
                                                   {"period_from", period.from},
                                                   {"period_to", period.to},
                                                   {"document", issued.document},
                                                   {"content_hash", issued.content_hash},
                                                   {"note", issued.note},
                                                   {"issued_at", issued.issued_at},
                                                   {"account", call.actor().account},
                                                   {"actor", issued.actor}});
  call.changed({"highlight report", issued.id.text(), fmt::format("{}, number {}", report->theme.title, issued.number),
                nullptr, listed(issued)});
  return listed(issued);
}

struct List {
  std::optional<ThemeId> theme;
};

Result<json> run_list(Call& call, List const& input) {
  if (!find_theme(call.db(), *input.theme)) return none_such("theme");
  auto rows = json::array();
  for (auto const& each : issued_highlights(call.db(), *input.theme)) rows.push_back(listed(each));
  return json{{"reports", rows}};
}

struct Issued {
  std::optional<HighlightReportId> report;
};

Result<json> run_issued(Call& call, Issued const& input) {
  auto found = find_issued_highlight(call.db(), *input.report);
  if (!found) return refuse(ErrorKind::not_found, "There is no such report. Look among those of the theme.");
  auto out = listed(*found);
  out["document"] = json::parse(found->document);
  return out;
}

}  // namespace

std::optional<IssuedHighlight> find_issued_highlight(db::Transaction& transaction, HighlightReportId const& id) {
  auto row = transaction.row(sql::find_highlight_report, {{"id", id}});
  if (!row) return std::nullopt;
  return issued_from(*row);
}

std::vector<IssuedHighlight> issued_highlights(db::Transaction& transaction, ThemeId const& theme) {
  std::vector<IssuedHighlight> out;
  for (auto const& row : transaction.rows(sql::list_highlight_reports, {{"theme", theme}}))
    out.push_back(issued_from(row));
  return out;
}

IssuedHighlight const* issued_for(std::vector<IssuedHighlight> const& issued, Period const& period) {
  auto found = std::find_if(issued.begin(), issued.end(), [&](auto const& each) { return each.period == period; });
  return found == issued.end() ? nullptr : &*found;
}

Result<Period> highlight_period(std::string_view from, std::string_view to, Date today) {
  auto usual = last_month(today);
  Period period{TRY(day_of("from", from, usual.from)), usual.to};
  period.to = TRY(day_of("to", to, usual.to));
  if (period.to < period.from)
    return refuse_field("to",
                        fmt::format("The period must end on {} or later, the day it starts.", period.from.printed()));
  return period;
}

void add_highlight_operations(operations::Registry& registry) {
  json const listed_example{{"id", example_id}, {"number", 3}, {"from", "2026-10-01"}, {"to", "2026-10-31"}};
  registry.add(declare<ShowReport>(
      "highlight show", "Assemble the highlight report of a theme as things stand now", Kind::read, "plan.view",
      {field("theme", &ShowReport::theme, "The theme", example_id).required(),
       field("from", &ShowReport::from, "First day; the last calendar month’s when left out", "2026-10-01")
           .max_length(40),
       field("to", &ShowReport::to, "Last day", "2026-10-31").max_length(40)},
      {{"title", "Practice"}, {"parts", json::array()}}, &run_show));
  registry.add(declare<Issue>(
      "highlight issue", "Issue the highlight report of a theme: it is kept as it is now and changes no more",
      Kind::change, "update.approve",
      {field("theme", &Issue::theme, "The theme", example_id).required(),
       field("from", &Issue::from, "First day; the last calendar month’s when left out", "2026-10-01").max_length(40),
       field("to", &Issue::to, "Last day, today at the latest", "2026-10-31").max_length(40),
       field("note", &Issue::note, "Why the same period is issued again", "A date was wrong").max_length(300)},
      listed_example, &run_issue));
  registry.add(declare<List>("highlight list", "List the issued highlight reports of a theme, newest first", Kind::read,
                             "plan.view", {field("theme", &List::theme, "The theme", example_id).required()},
                             {{"reports", json::array({listed_example})}}, &run_list));
  registry.add(
      declare<Issued>("highlight issued", "Show a highlight report as it was issued", Kind::read, "plan.view",
                      {field("report", &Issued::report, "The report, from `highlight list`", example_id).required()},
                      {{"number", 3}, {"document", json::object()}}, &run_issued));
}

}  // namespace gt::plans
