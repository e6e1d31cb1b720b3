#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/actions/action_rules.h"
#include "plans/importing/comparison.h"
#include "plans/lists/action_colours.h"
#include "plans/lists/things.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "platform/core/text.h"
#include "platform/registers/table_download.h"

namespace gt::plans {

namespace {

/// What the filters show, in the order of the page, with the names of what it belongs to.
struct Exported {
  std::optional<Programme> programme;
  PlanNames names;
  std::map<std::string, std::string> projects;  ///< titles by id
  std::vector<Action> actions;
  std::int64_t total = 0;
};

constexpr std::int64_t every_row = 1'000'000;

Result<Exported> read_exported(pages::PageCall const& call) {
  auto const today = call.environment().clock.today();
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Exported out{find_programme(transaction), read_names(transaction), {}, {}, count_actions(transaction, {}, today)};
    for (auto const& each : record_names(transaction, find_record_kind("project"))) out.projects[each.id] = each.title;
    out.actions = list_actions(transaction, ActionFilter::from_query(call.query()), sort_from_query(call.query()),
                               today, every_row);
    return out;
  });
}

template <class T>
std::string titles_of(std::vector<T const*> const& items) {
  std::vector<std::string> names;
  for (auto const* each : items) names.push_back(each->title);
  return fmt::format("{}", fmt::join(names, "; "));
}

// The headings up to "Progress" are those that the import reads; the others it leaves out.
std::vector<sheet::Column> columns() {
  using sheet::ColumnKind;
  return {{"Reference", ColumnKind::text, 12}, {"Action", ColumnKind::text, 60},
          {"Owner", ColumnKind::text, 24},     {"Theme", ColumnKind::text, 28},
          {"Project", ColumnKind::text, 28},   {"Start", ColumnKind::date, 12},
          {"Due", ColumnKind::date, 12},       {"Status", ColumnKind::text, 12},
          {"Progress", ColumnKind::text, 60},  {"First due", ColumnKind::date, 12},
          {"Late", ColumnKind::text, 8},       {"Done on", ColumnKind::date, 12},
          {"Findings", ColumnKind::text, 40},  {"Difference made", ColumnKind::text, 20},
          {"Delivered", ColumnKind::text, 22}, {"Colour", ColumnKind::text, 10}};
}

sheet::Value value_of(std::optional<Date> const& date) {
  return date ? sheet::Value{*date} : sheet::Value{std::monostate{}};
}
sheet::Value value_of(std::string text) {
  return text.empty() ? sheet::Value{std::monostate{}} : sheet::Value{std::move(text)};
}

std::string project_titles(Exported const& exported, Action const& action) {
  if (action.projects.empty()) return {};
  std::vector<std::string> titles;
  for (auto const& id : split(action.projects, ' '))
    if (auto const found = exported.projects.find(id); found != exported.projects.end())
      titles.push_back(found->second);
  return fmt::format("{}", fmt::join(titles, "; "));
}

// As the filter of the page has it, by the council's rule.
std::string colour_of(Exported const& exported, Action const& action, Date today) {
  std::string colour{
      rules::word(rules::brag_rules().colour(brag_variant(exported.programme), position_of(action, today)))};
  colour.front() = static_cast<char>(colour.front() - 32);
  return colour;
}

std::vector<sheet::Value> row_of(Exported const& exported, Action const& each, Date today) {
  return {value_of(reference_in_tracker(each)),
          value_of(each.title),
          value_of(each.owner_role),
          value_of(titles_of(exported.names.themes_of(each))),
          value_of(project_titles(exported, each)),
          value_of(each.start),
          value_of(each.due),
          value_of(std::string(status_word(each.status))),
          value_of(each.note),
          value_of(each.first_due),
          value_of(std::string(is_late(each, today) ? "yes" : "no")),
          value_of(each.done_on),
          value_of(titles_of(exported.names.findings_of(each))),
          value_of(std::string(rules::word(rules::rung_from_code(each.difference).value_or(rules::Rung::none)))),
          value_of(std::string(delivered_in_words(each, today))),
          value_of(colour_of(exported, each, today))};
}

Result<sheet::Table> exported_table(pages::PageCall const& call) {
  auto const exported = TRY(read_exported(call));
  auto const today = call.environment().clock.today();
  // The same plan on the same day gives the same file.
  sheet::Table table{.made = Instant::start_of(today)};
  table.title = exported.programme ? exported.programme->title : "Improvement plan";
  table.notes = {fmt::format("{}, as it stood on {}: {} of {} in the plan.", call.session().council, today.printed(),
                             html::plural(static_cast<std::int64_t>(exported.actions.size()), "action"),
                             exported.total)};
  table.columns = columns();
  for (auto const& each : exported.actions) table.rows.push_back(row_of(exported, each, today));
  return table;
}

Result<pages::Answer> download(pages::PageCall const& call, std::string_view ending) {
  auto const table = TRY(exported_table(call));
  return registers::table_download(table, "improvement-plan", ending);
}

}  // namespace

Result<pages::Answer> plan_csv(pages::PageCall& call) { return download(call, "csv"); }

Result<pages::Answer> plan_xlsx(pages::PageCall& call) { return download(call, "xlsx"); }

Result<pages::Answer> plan_ods(pages::PageCall& call) { return download(call, "ods"); }

Result<pages::Answer> tracker_template(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "plan.view"));
  sheet::Table table{.made = Instant::start_of(call.environment().clock.today())};
  table.title = "Action tracker";
  table.columns = columns();
  table.columns.resize(9);  // as far as "Progress"
  return pages::Answer{web::Response::bytes(TRY(sheet::write_xlsx(table)), std::string(sheet::xlsx_content_type))
                           .as_download("action-tracker.xlsx")};
}

}  // namespace gt::plans
