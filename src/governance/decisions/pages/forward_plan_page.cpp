#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "governance/decisions/pages/decision_page_list.h"
#include "governance/decisions/pages/decision_parts.h"
#include "governance/governance.h"
#include "platform/csv/csv.h"
#include "platform/sheet/table.h"

namespace gt::governance {

using namespace html;

namespace {

constexpr int usual_days_ahead = 140;
constexpr int most_days = 3700;  // ten years

struct AskedPeriod {
  PlanPeriod period;
  std::string fault;  ///< what is wrong with the address, in words
};

AskedPeriod asked_period(Query const& query, Date today) {
  AskedPeriod out{{today, today.plus_days(usual_days_ahead), std::nullopt}, {}};
  auto const read = [&](std::string_view name, Date& day) {
    auto const value = query.value(name);
    if (value.empty()) return false;
    auto const typed = Date::from_typed(value);
    if (typed)
      day = *typed;
    else
      out.fault = fmt::format("“{}” is not a date. Write it as 31 March 2027.", value);
    return typed.has_value();
  };
  bool const has_from = read("from", out.period.from), has_to = read("to", out.period.to);
  if (has_from && !has_to) out.period.to = out.period.from.plus_days(usual_days_ahead);
  if (auto const body = query.value("body"); !body.empty()) out.period.body = std::string(body);
  if (out.period.to < out.period.from) out.fault = "The last day is before the first. Change one of them.";
  if (out.period.to.days_since(out.period.from) > most_days) {
    out.fault = "That is more than ten years. Choose a shorter period.";
    out.period.to = out.period.from.plus_days(most_days);
  }
  return out;
}

struct ShownPlan {
  std::vector<PlanLine> lines;
  std::vector<Entry> bodies;
};

// Somebody of the council who sees nothing private.
operations::Actor anybody_here(operations::Actor reader) {
  reader.account = AccountId::fresh();
  reader.grants = {{"reader", std::nullopt, std::nullopt}};
  return reader;
}

Result<ShownPlan> read_plan(pages::PageCall const& call, operations::Actor const& reader, AskedPeriod const& asked,
                            OutsideDates const& outside) {
  auto const today = call.environment().clock.today();
  return call.read(kSeeGovernance, [&](db::Transaction& transaction) {
    ShownPlan out{{}, list_bodies(transaction)};
    if (asked.fault.empty()) out.lines = forward_plan(transaction, reader, asked.period, outside, today);
    return out;
  });
}

std::string month_words(Date day) {
  auto const printed = day.printed();
  return printed.substr(printed.find(' ') + 1);
}

Html what_words(PlanLine const& line) {
  if (line.what.empty()) return {};
  std::vector<Html> parts;
  for (auto const& each : line.what) {
    Html part = each.address.empty() || each.address == line.address ? words(each.title)
                                                                     : link(words(each.title), Href{each.address});
    if (each.is_key) part << " " << key_tag(true);
    parts.push_back(std::move(part));
  }
  Html out = parts.front();
  for (std::size_t at = 1; at < parts.size(); ++at) out << Html{"<br>"} << parts[at];
  return out;
}

Html by_words(PlanLine const& line) {
  if (!line.papers_by) return words(line.by);
  return with_note(
      words(fmt::format("{} {}", weekday_and_day(*line.papers_by), month_words(*line.papers_by).substr(0, 3))),
      words(line.by));
}

Table plan_table(std::vector<PlanLine> const& lines) {
  Table out;
  out.caption = "Meetings, notices and outside dates";
  out.caption_shown = true;
  out.columns = {{"Date"}, {"Event"}, {"What goes"}, {"Paper or notice by"}, {"State"}};
  std::string month;
  for (auto const& each : lines) {
    if (auto const of = month_words(each.day); of != month) {
      month = of;
      out.rows.push_back({{words(month)}, RowKind::group, {}});
    }
    Html event = each.address.empty() ? words(each.event) : link(words(each.event), Href{each.address});
    Html state = each.is_late ? tag(each.state, TagKind::warn) : words(each.state);
    out.rows.push_back({{words(unbroken(weekday_and_day(each.day))), event, what_words(each), by_words(each), state},
                        RowKind::plain,
                        {}});
  }
  return out;
}

Date deadline_of(PlanLine const& line) { return line.papers_by.value_or(line.day); }

// The next day that the law sets, and whether anything is late.
Html plan_lede(std::vector<PlanLine> const& lines) {
  auto const late = std::count_if(lines.begin(), lines.end(), [](PlanLine const& each) { return each.is_late; });
  std::string text;
  if (late > 0) text = fmt::format("{} late. ", late == 1 ? "One thing is" : fmt::format("{} things are", late));
  PlanLine const* next = nullptr;
  for (auto const& each : lines)
    if (each.is_legal_deadline && (next == nullptr || deadline_of(each) < deadline_of(*next))) next = &each;
  if (next != nullptr)
    text += fmt::format("The next legal deadline is {}: {}{}.", deadline_of(*next).printed(),
                        next->papers_by ? "papers for " : "", next->event);
  return text.empty() ? Html{} : lede(words(text));
}

html::Filter plan_filter(Query const& query, ShownPlan const& shown) {
  html::Filter filter;
  filter.path = "/forward-plan";
  filter.query = query;
  std::vector<Option> bodies{{"", "All", {}}};
  for (auto const& each : shown.bodies) bodies.push_back({each.id.text(), each.title, {}});
  filter.fields = {{"from", "From", {}}, {"to", "To", {}}, {"body", "Body", std::move(bodies)}};
  filter.shown = static_cast<std::int64_t>(shown.lines.size());
  filter.total = filter.shown;
  filter.noun = "line";
  return filter;
}

std::vector<sheet::Column> plan_columns() {
  using sheet::ColumnKind;
  return {{"Date", ColumnKind::date, 12},         {"Event", ColumnKind::text, 40},
          {"Body", ColumnKind::text, 28},         {"What goes", ColumnKind::text, 60},
          {"Key decision", ColumnKind::text, 12}, {"Paper or notice by", ColumnKind::date, 18},
          {"Rule", ColumnKind::text, 40},         {"State", ColumnKind::text, 28},
          {"Late", ColumnKind::text, 8}};
}

std::vector<sheet::Value> plan_row(PlanLine const& line) {
  std::vector<std::string> titles;
  bool has_key = false;
  for (auto const& each : line.what) {
    titles.push_back(each.title);
    has_key = has_key || each.is_key;
  }
  auto const by = line.papers_by                        ? line.papers_by
                  : line.kind == PlanLine::Kind::notice ? std::optional(line.day)
                                                        : std::nullopt;
  return {line.day,
          line.event,
          line.body_name,
          fmt::format("{}", fmt::join(titles, "; ")),
          std::string(has_key ? "yes" : "no"),
          by ? sheet::Value{*by} : sheet::Value{std::monostate{}},
          line.by,
          line.state,
          std::string(line.is_late ? "yes" : "no")};
}

Result<sheet::Table> plan_sheet(pages::PageCall const& call, OutsideDates const& outside) {
  auto const today = call.environment().clock.today();
  auto const asked = asked_period(call.query(), today);
  if (!asked.fault.empty()) return refuse(ErrorKind::invalid, asked.fault);
  auto const shown = TRY(read_plan(call, call.actor(), asked, outside));
  // The same plan on the same day gives the same file.
  sheet::Table table{.made = Instant::start_of(today)};
  table.title = "Forward plan";
  table.notes = {fmt::format("{}, from {} to {}, as it stood on {}.", call.session().council,
                             asked.period.from.printed(), asked.period.to.printed(), today.printed())};
  table.columns = plan_columns();
  for (auto const& each : shown.lines) table.rows.push_back(plan_row(each));
  return table;
}

}  // namespace

Result<pages::Answer> forward_plan_page(pages::PageCall& call, OutsideDates const& outside) {
  auto const today = call.environment().clock.today();
  auto const asked = asked_period(call.query(), today);
  auto const shown = TRY(read_plan(call, call.actor(), asked, outside));
  Page page;
  page.title = "Forward plan";
  page.section = boards_section;
  Head top{.title = page.title, .facts = {{"From", date(asked.period.from)}, {"To", date(asked.period.to)}}};
  if (call.may(kEditDecisions)) top.actions.push_back({words("Plan a decision"), "/decisions/new"});
  if (!shown.lines.empty()) {
    top.actions.push_back({words("Print"), call.query().at("/forward-plan/paper")});
    top.actions.push_back({words("In your calendar"), "/account/calendar"});
    top.actions.push_back({words("Download (CSV)"), call.query().at("/forward-plan.csv")});
    top.actions.push_back({words("Download (ODS)"), call.query().at("/forward-plan.ods")});
  }
  page.body << head(top) << boards_navigation("/forward-plan");
  if (!asked.fault.empty()) page.body << inset(words(asked.fault));
  bool const is_filtered = !call.query().pairs().empty();
  if (shown.lines.empty() && !is_filtered) {
    Empty empty{"Nothing is planned for the next twenty weeks",
                words("Meetings, decisions with the last days for their notices and papers, call-in, and dates that "
                      "others set stand here together, month by month."),
                {}};
    if (call.may(kEditDecisions))
      empty.steps = {link_button("Plan a decision", "/decisions/new"), link(words("Boards and committees"), "/bodies")};
    page.body << empty_state(empty);
  } else {
    page.body << plan_lede(shown.lines) << filter_bar(plan_filter(call.query(), shown));
    if (shown.lines.empty())
      page.body << paragraph(words("Nothing is planned there. Choose other days, or another body."));
    else
      page.body << table(plan_table(shown.lines));
  }
  return pages::page(std::move(page));
}

Result<pages::Answer> forward_plan_paper(pages::PageCall& call, OutsideDates const& outside) {
  auto const today = call.environment().clock.today();
  auto const asked = asked_period(call.query(), today);
  auto const shown = TRY(read_plan(call, anybody_here(call.actor()), asked, outside));
  Page page;
  page.title = "Forward plan";
  page.section = boards_section;
  page.breadcrumbs = {forward_plan_link()};
  page.paper = true;
  page.body << head(
      {.title = page.title,
       .caption = call.session().council,
       .facts = {{"From", date(asked.period.from)}, {"To", date(asked.period.to)}, {"As it stood on", date(today)}}});
  if (!asked.fault.empty()) page.body << inset(words(asked.fault));
  page.body << (shown.lines.empty() ? paragraph(words("Nothing is planned in this period."))
                                    : table(plan_table(shown.lines)));
  return pages::page(std::move(page));
}

Result<pages::Answer> forward_plan_csv(pages::PageCall& call, OutsideDates const& outside) {
  auto const table = TRY(plan_sheet(call, outside));
  return pages::Answer{
      web::Response::bytes(sheet::write_csv(table), std::string(csv::content_type)).as_download("forward-plan.csv")};
}

Result<pages::Answer> forward_plan_ods(pages::PageCall& call, OutsideDates const& outside) {
  auto const table = TRY(plan_sheet(call, outside));
  return pages::Answer{web::Response::bytes(TRY(sheet::write_ods(table)), std::string(sheet::ods_content_type))
                           .as_download("forward-plan.ods")};
}

}  // namespace gt::governance
