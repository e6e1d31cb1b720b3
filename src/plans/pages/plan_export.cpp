#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/importing/comparison.h"
#include "plans/pages/plan_filter.h"
#include "plans/pages/plan_page_list.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"
#include "platform/csv/csv.h"
#include "platform/sheet/table.h"

namespace gt::plans {

namespace {

/// The plan with the titles of the projects that each action belongs to.
struct Exported {
  Plan plan;
  std::map<std::string, std::vector<std::string>> projects;
};

Result<Exported> read_exported(pages::PageCall const& call) {
  return call.read("plan.view", [](db::Transaction& transaction) {
    Exported out{load_plan(transaction), {}};
    std::map<std::string, std::string> titles;
    for (auto const& each : list_records(transaction, *find_record_kind("project")))
      titles[each.id.text()] = each.title;
    for (auto const& link : links_between(transaction, "project", "action"))
      if (auto const found = titles.find(link.from_id); found != titles.end())
        out.projects[link.to_id].push_back(found->second);
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
  return {{"Reference", ColumnKind::text, 12}, {"Action", ColumnKind::text, 60},  {"Owner", ColumnKind::text, 24},
          {"Theme", ColumnKind::text, 28},     {"Project", ColumnKind::text, 28}, {"Start", ColumnKind::date, 12},
          {"Due", ColumnKind::date, 12},       {"Status", ColumnKind::text, 12},  {"Progress", ColumnKind::text, 60},
          {"First due", ColumnKind::date, 12}, {"Late", ColumnKind::text, 8},     {"Done on", ColumnKind::date, 12},
          {"Findings", ColumnKind::text, 40}};
}

sheet::Value value_of(std::optional<Date> const& date) {
  return date ? sheet::Value{*date} : sheet::Value{std::monostate{}};
}
sheet::Value value_of(std::string text) {
  return text.empty() ? sheet::Value{std::monostate{}} : sheet::Value{std::move(text)};
}

std::vector<sheet::Value> row_of(Exported const& exported, Action const& each, Date today) {
  auto const& id = each.id.text();
  auto const projects = exported.projects.find(id);
  return {value_of(reference_in_tracker(each)),
          value_of(each.title),
          value_of(each.owner_role),
          value_of(titles_of(exported.plan.themes_of_action(id))),
          value_of(projects == exported.projects.end() ? "" : fmt::format("{}", fmt::join(projects->second, "; "))),
          value_of(each.start),
          value_of(each.due),
          value_of(std::string(status_word(each.status))),
          value_of(each.note),
          value_of(each.first_due),
          value_of(std::string(is_late(each, today) ? "yes" : "no")),
          value_of(each.done_on),
          value_of(titles_of(exported.plan.findings_of_action(id)))};
}

Result<sheet::Table> exported_table(pages::PageCall const& call) {
  auto const exported = TRY(read_exported(call));
  auto const today = call.environment().clock.today();
  auto const shown = shown_actions(exported.plan, ChosenActions{call.query()}, today);
  // The same plan on the same day gives the same file.
  sheet::Table table{.made = Instant::start_of(today)};
  table.title = exported.plan.programme ? exported.plan.programme->title : "Improvement plan";
  table.notes = {fmt::format("{}, as it stood on {}: {} of {} in the plan.", call.session().council, today.printed(),
                             html::plural(static_cast<std::int64_t>(shown.size()), "action"),
                             exported.plan.actions.size())};
  table.columns = columns();
  for (auto const* each : shown) table.rows.push_back(row_of(exported, *each, today));
  return table;
}

web::Response download(std::string bytes, std::string_view content_type, std::string_view ending) {
  return web::Response::bytes(std::move(bytes), std::string(content_type))
      .as_download(fmt::format("improvement-plan.{}", ending));
}

}  // namespace

Result<pages::Answer> plan_csv(pages::PageCall& call) {
  auto const table = TRY(exported_table(call));
  return pages::Answer{download(sheet::write_csv(table), csv::content_type, "csv")};
}

Result<pages::Answer> plan_xlsx(pages::PageCall& call) {
  auto const table = TRY(exported_table(call));
  return pages::Answer{download(TRY(sheet::write_xlsx(table)), sheet::xlsx_content_type, "xlsx")};
}

Result<pages::Answer> plan_ods(pages::PageCall& call) {
  auto const table = TRY(exported_table(call));
  return pages::Answer{download(TRY(sheet::write_ods(table)), sheet::ods_content_type, "ods")};
}

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
