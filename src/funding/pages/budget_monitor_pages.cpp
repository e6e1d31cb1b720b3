#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "platform/operations/json_text.h"

// A budget monitor of the service: chosen, looked at, brought in.
namespace gt::funding {

using namespace html;
using nlohmann::json;

namespace {

constexpr std::size_t largest_monitor = std::size_t{33} << 20;

Page monitor_frame(std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = money_section;
  page.breadcrumbs = {money_link(), {words("Service budgets"), "/service-budgets"}};
  return page;
}

Result<pages::Answer> choose_monitor(pages::PageCall const& call, FormState state, int status) {
  TRY(operations::check_read(call.actor(), "money.edit"));
  auto page = monitor_frame("Bring a budget monitor in");
  page.body << head({.title = page.title})
            << paragraph(
                   words("One row a service area with its budget, the changes to it and the outturn that is forecast. "
                         "You see first what it says of each service budget here; nothing changes until you bring "
                         "it in."));
  Html fields = text_input(
      {.name = "month", .label = "As at the end of", .hint = words("A month, such as October 2026."), .width = 20},
      state);
  fields << file_upload({.name = "file",
                         .label = "Budget monitor",
                         .hint = words("XLSX, ODS or CSV. Its service areas have the names they have here."),
                         .accept = ".xlsx,.xlsm,.ods,.csv"},
                        state)
         << select({.name = "unit",
                    .label = "Its amounts are in",
                    .options = {{"", "As the file says", {}},
                                {"pounds", "Pounds", {}},
                                {"thousands", "Thousands of pounds", {}},
                                {"millions", "Millions of pounds", {}}}},
                   state)
         << button_group({button({.label = "Look at it"}), link(words("Cancel"), "/service-budgets")});
  page.body << form(
      {.action = "/service-budgets/import", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Money amount_in(json const& row, char const* name) {
  return Money::from_typed(row.at(name).get<std::string>()).value();
}

Html positions_table(json const& positions) {
  Table out;
  out.caption = "What it says of each service budget";
  out.columns = {{"Service area"},   {"Budget", true},        {"Changes", true},
                 {"Forecast", true}, {"Over or under", true}, {"Before"}};
  for (auto const& each : positions) {
    auto const over = amount_in(each, "over");
    auto before = std::string("nothing for this month");
    if (!each.at("before").is_null() && !each.at("before").at("forecast").get<std::string>().empty())
      before = fmt::format("forecast {}", amount_in(each.at("before"), "forecast").printed());
    out.rows.push_back({{words(each.at("title").get<std::string>()), amount_cell(amount_in(each, "base")),
                         amount_cell(amount_in(each, "changes")), amount_cell(amount_in(each, "forecast")),
                         words(over.is_nothing()  ? std::string("–")
                               : over.pence() > 0 ? fmt::format("{} over", over.printed())
                                                  : fmt::format("{} under", (-over).printed())),
                         words(before)}});
  }
  return table(out);
}

Result<pages::Answer> look_at_monitor(pages::PageCall& call) {
  auto input = call.input({"month", "unit"});
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto const result = call.perform("service-budget check-positions", input);
  if (!result) {
    auto error = result.error();
    if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
    if (error.fields.empty()) error.fields.push_back({"file", error.message});
    return choose_monitor(call, call.refused(error), 422);
  }
  auto const& shown = *result;
  if (shown.at("asks_unit").get<bool>())
    return choose_monitor(call,
                          call.refused({ErrorKind::invalid,
                                        "",
                                        {{"unit",
                                          "The file does not say for certain what its amounts count. Say it, and "
                                          "choose the file again."}}}),
                          422);
  auto const month = Month::from_typed(shown.at("month").get<std::string>()).value();
  auto page = monitor_frame(fmt::format("Budget monitor as at {}", month.last_day().printed()));
  page.body << head({.title = page.title, .caption = "What this file would change"});
  if (!shown.at("faults").empty()) {
    std::vector<Html> faults;
    for (auto const& each : shown.at("faults")) faults.push_back(words(each.get<std::string>()));
    page.body << heading(words("To be mended")) << bullets(faults)
              << button_group({link_button("Choose the file again", "/service-budgets/import")});
    return pages::page(std::move(page), 422);
  }
  Html fields = hidden("month", month.text());
  fields << hidden("seen", shown.at("seen").get<std::string>()) << hidden("positions", shown.at("positions").dump())
         << button_group({button({.label = "Bring it in"}), link(words("Cancel"), "/service-budgets")});
  page.body << positions_table(shown.at("positions"))
            << form({.action = "/service-budgets/import/confirm", .csrf_token = call.csrf_token(), .body = fields});
  return pages::page(std::move(page));
}

Result<pages::Answer> bring_monitor_in(pages::PageCall& call) {
  auto input = call.input({"month", "seen"});
  input["positions"] = operations::read_json(call.request().form("positions").value_or(""));
  if (input.at("positions").is_discarded())
    return refuse(ErrorKind::invalid, "The form was not complete. Choose the file again.");
  auto const done = TRY(call.perform("service-budget bring-in-positions", input));
  return pages::see_other(
      "/service-budgets",
      fmt::format("{} were brought in.", plural(done.at("positions").get<std::int64_t>(), "position")));
}

}  // namespace

void add_budget_monitor_pages(pages::Site& site) {
  site.get("/service-budgets/import", [](pages::PageCall& call) { return choose_monitor(call, {}, 200); });
  site.post("/service-budgets/import", &look_at_monitor, {largest_monitor});
  site.post("/service-budgets/import/confirm", &bring_monitor_in);
}

}  // namespace gt::funding
