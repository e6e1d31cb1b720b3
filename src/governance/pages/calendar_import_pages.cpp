#include <fmt/format.h>

#include "governance/pages/meeting_load.h"
#include "governance/pages/register_page_list.h"
#include "platform/operations/json_text.h"

// A calendar of meetings: chosen, looked at, brought in.
namespace gt::governance {

using namespace html;

namespace {

constexpr std::size_t largest_form = std::size_t{6} << 20;

Result<pages::Answer> choose_form(pages::PageCall const& call, FormState state, int status) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const options =
      TRY(call.read("board.view", [](db::Transaction& transaction) { return body_options(transaction, "Choose"); }));
  Page page = meeting_frame("Bring in a calendar of meetings");
  page.body << head({.title = page.title});
  page.body << paragraph(
      words("The calendar is looked at first: you see each meeting that would be added, changed or cancelled, and "
            "each fault by its line. Nothing changes until you say so. Bringing the same calendar in again updates the "
            "meetings that are there."));
  Html fields = select({.name = "body",
                        .label = "Body that meets",
                        .options = options,
                        .value = call.request().query("body").value_or("")},
                       state);
  fields << file_upload({.name = "file",
                         .label = "Calendar",
                         .hint = words("Up to 5 MB. A calendar file (ICS), or a table (CSV, XLSX, ODS) with a heading "
                                       "“date” and, where there are any, time, place, title, link, uid and status."),
                         .accept = ".ics,.csv,.xlsx,.ods"},
                        state)
         << button_group({button({.label = "Look at it"}), link(words("Cancel"), "/meetings")});
  page.body << form({.action = "/meetings/import", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Html faults_part(nlohmann::json const& shown) {
  Table rows;
  rows.caption = "What has to be mended in the file";
  rows.columns = {{"Line", true}, {"What is wrong, and what would be right"}};
  for (auto const& each : shown.at("faults")) {
    auto const line = each.at("line").get<std::int64_t>();
    rows.rows.push_back({{line > 0 ? Html{line} : words("–"), words(each.at("message").get<std::string>())}});
  }
  Html out = heading(words(plural(static_cast<std::int64_t>(rows.rows.size()), "fault")));
  out << table(rows);
  return out;
}

Html meetings_part(nlohmann::json const& shown) {
  Table rows;
  rows.caption = "What becomes of each meeting of the file";
  rows.columns = {{"Line", true}, {"Day"}, {"Begins"}, {"What becomes of it"}, {"More"}};
  for (auto const& each : shown.at("meetings")) {
    auto const on = Date::from_iso(each.at("on").get<std::string>()).value();
    auto const starts_at = each.at("starts_at").get<std::string>(), note = each.at("note").get<std::string>();
    auto const becomes = each.at("becomes").get<std::string>();
    auto const meeting = each.at("meeting").is_null() ? "" : each.at("meeting").get<std::string>();
    rows.rows.push_back({{Html{each.at("line").get<std::int64_t>()},
                          meeting.empty() ? date(on) : link(date(on), Href{"/meetings/" + meeting}),
                          words(starts_at.empty() ? "–" : starts_at),
                          tag(records::capital(becomes), becomes == "cancelled" ? TagKind::warn : TagKind::quiet),
                          words(note.empty() ? "–" : note)}});
  }
  return rows.rows.empty() ? Html{} : table(rows);
}

std::string in_a_sentence(nlohmann::json const& shown) {
  auto const count = [&](char const* name) { return shown.at(name).get<std::int64_t>(); };
  return fmt::format("{} new, {} changed, {} cancelled, {} left as they are, {} left out.", count("new"),
                     count("changed"), count("cancelled"), count("unchanged"), count("left_out"));
}

Result<pages::Answer> look(pages::PageCall& call) {
  nlohmann::json input = call.input({"body"});
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto const result = call.perform("meeting check-calendar", input);
  if (!result) {
    auto error = result.error();
    if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
    if (error.fields.empty()) error.fields.push_back({"file", error.message});
    return choose_form(call, call.refused(error), 422);
  }
  auto const& shown = *result;
  bool const has_faults = !shown.at("faults").empty();
  Page page = meeting_frame("What this calendar would change");
  page.breadcrumbs.push_back({words("Bring in a calendar"), "/meetings/import"});
  page.body << head({.title = page.title}) << lede(words(in_a_sentence(shown)));
  if (has_faults) {
    page.body << paragraph(words("Nothing can be brought in before these are mended. Mend them, then choose the file "
                                 "again."))
              << faults_part(shown)
              << button_group({link_button(
                     "Choose the file again",
                     Query{}.with("body", call.request().form("body").value_or("")).at("/meetings/import"))});
  } else if (shown.at("new") == 0 && shown.at("changed") == 0 && shown.at("cancelled") == 0) {
    page.body << paragraph(words("There is nothing to bring in."))
              << button_group({link_button("Back to the meetings", "/meetings")});
  } else {
    Html fields = hidden("body", call.request().form("body").value_or(""));
    fields << hidden("seen", shown.at("seen").get<std::string>()) << hidden("meetings", shown.at("given").dump())
           << button_group({button({.label = "Bring it in"}), link(words("Cancel"), "/meetings/import")});
    page.body << form({.action = "/meetings/import/confirm", .csrf_token = call.csrf_token(), .body = fields});
  }
  page.body << meetings_part(shown);
  return pages::page(std::move(page), has_faults ? 422 : 200);
}

Result<pages::Answer> confirm(pages::PageCall& call) {
  auto input = call.input({"body", "seen"});
  input["meetings"] = operations::read_json(call.request().form("meetings").value_or(""));
  if (input.at("meetings").is_discarded())
    return refuse(ErrorKind::invalid, "The form was not complete. Choose the file again.");
  auto const result = TRY(call.perform("meeting import-calendar", input));
  return pages::see_other(Query{}.with("body", call.request().form("body").value_or("")).at("/meetings").text(),
                          "The calendar was brought in: " + in_a_sentence(result));
}

}  // namespace

void add_calendar_import_pages(pages::Site& site) {
  site.get("/meetings/import", [](pages::PageCall& call) { return choose_form(call, {}, 200); });
  site.post("/meetings/import", &look, {largest_form});
  site.post("/meetings/import/confirm", &confirm);
}

}  // namespace gt::governance
