#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/pages/inspections_page.h"
#include "inspections/place_in_report.h"
#include "inspections/reference.h"
#include "platform/core/text.h"

namespace gt::inspections {

using namespace html;
using nlohmann::json;

namespace {

// Empty rows at the end of each list, for what reading missed.
constexpr std::size_t spare_judgements = 1;
constexpr std::size_t spare_areas = 2;

// The nth field of a list has its own name, so that its error and its label belong to it alone.
std::string nth(std::string const& name, std::size_t index) {
  return index == 0 ? name : fmt::format("{}-{}", name, index + 1);
}

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }

std::string lines(std::vector<std::string> const& texts) { return fmt::format("{}", fmt::join(texts, "\n")); }

std::vector<Option> grade_options() {
  std::vector<Option> options{{"", "No grade", {}}};
  for (auto const& each : all_grades()) options.push_back({each, printed_grade(each), {}});
  return options;
}

Html facts_fields(Draft const& draft, FormState const& state) {
  std::vector<Option> kinds, frameworks;
  for (auto const& each : event_types()) kinds.push_back({each.code, each.label, {}});
  for (auto const& each : framework_forms()) frameworks.push_back({each.code, each.label, {}});
  Html out;
  out << text_input({.name = "authority",
                     .label = "Authority",
                     .hint = words("Printed as: " + draft.authority_printed),
                     .value = draft.authority},
                    state)
      << select({.name = "kind", .label = "What it was", .options = kinds, .value = draft.kind}, state)
      << select({.name = "framework", .label = "Framework", .options = frameworks, .value = draft.framework}, state)
      << date_input(
             {.name = "inspection_start", .label = "First day on site", .value = printed(draft.inspection_start)},
             state)
      << date_input({.name = "inspection_end", .label = "Last day on site", .value = printed(draft.inspection_end)},
                    state)
      << date_input({.name = "published", .label = "Published (if you know)", .value = printed(draft.published)}, state)
      << date_input({.name = "received",
                     .label = "Received by the council (if you know)",
                     .hint = words("The statutory clocks count from the day after, for example 20 July 2018."),
                     .value = printed(draft.received)},
                    state)
      << textarea({.name = "lead_inspectors",
                   .label = "Lead inspector, one a line",
                   .value = lines(draft.lead_inspectors),
                   .rows = 2},
                  state)
      << textarea({.name = "deputy_lead_inspectors",
                   .label = "Deputy lead inspectors, one a line",
                   .value = lines(draft.deputy_lead_inspectors),
                   .rows = 2},
                  state);
  return fieldset("The inspection", out);
}

Html judgement_fields(Draft const& draft, FormState const& state) {
  Html out;
  for (std::size_t i = 0; i < draft.judgements.size() + spare_judgements; ++i) {
    auto row = i < draft.judgements.size() ? draft.judgements[i] : Draft::JudgementRow{};
    auto number = std::to_string(i + 1);
    out << text_input({.name = nth("judgement_category", i),
                       .label = "Judgement " + number + ": what was judged",
                       .value = row.category},
                      state)
        << select({.name = nth("judgement_grade", i),
                   .label = "Judgement " + number + ": grade",
                   .options = grade_options(),
                   .value = row.grade},
                  state)
        << select({.name = nth("judgement_body", i),
                   .label = "Judgement " + number + ": who was judged",
                   .options = {{"authority", "The council", {}}, {"board", "The safeguarding children board", {}}},
                   .value = row.about_board ? "board" : "authority"},
                  state);
  }
  return fieldset("Judgements", out);
}

// What stands around a finding in the report; folded, because reading seldom gets it wrong.
Html around_the_finding(Draft::AreaRow const& row, std::size_t i, FormState const& state) {
  auto number = [](std::optional<std::int64_t> const& value) { return value ? std::to_string(*value) : ""; };
  Html out;
  out << text_input({.name = nth("area_number", i),
                     .label = "Printed number",
                     .value = number(row.number),
                     .inputmode = "numeric",
                     .width = 3},
                    state)
      << text_input({.name = nth("area_page", i),
                     .label = "Page of the PDF",
                     .value = number(row.page),
                     .inputmode = "numeric",
                     .width = 3},
                    state)
      << text_input(
             {.name = nth("area_paragraph", i),
              .label = "Paragraph",
              .hint = words("Its printed number, “12”. Where paragraphs have none, its place on the page, “3rd”: "
                            "count paragraphs and list items, not headings."),
              .value = row.paragraph,
              .width = 5},
             state)
      << text_input({.name = nth("area_priority", i),
                     .label = "Bold heading above it",
                     .hint = words("For example, areas for priority action."),
                     .value = row.priority.value_or("")},
                    state)
      << text_input(
             {.name = nth("area_group", i), .label = "Topic in italics above it", .value = row.group.value_or("")},
             state)
      << text_input({.name = nth("area_timescale", i),
                     .label = "Timescale",
                     .hint = words("Only reports of 2013 have one."),
                     .value = row.timescale.value_or("")},
                    state)
      << select({.name = nth("area_body", i),
                 .label = "Whom it is for",
                 .options = {{"authority", "The council", {}}, {"board", "The safeguarding children board", {}}},
                 .value = row.about_board ? "board" : "authority"},
                state);
  return out;
}

Html area_fields(Draft const& draft, FormState const& state) {
  Html out;
  for (std::size_t i = 0; i < draft.areas.size() + spare_areas; ++i) {
    auto row = i < draft.areas.size() ? draft.areas[i] : Draft::AreaRow{};
    auto rows = static_cast<int>(std::clamp<std::size_t>(row.text.size() / 60 + 1, 2, 8));
    Html hint;
    if (row.number) hint << "Numbered " << *row.number << ". ";
    if (row.priority) hint << *row.priority << ". ";
    if (row.group) hint << *row.group << ". ";
    if (row.timescale) hint << *row.timescale << ". ";
    if (row.about_board) hint << "About the safeguarding children board. ";
    if (auto place = place_in_words(row.page, row.paragraph); !place.empty()) {
      place.front() = 'P';  // its first word is “page” or “paragraph”
      hint << place << ".";
    }
    auto label =
        i < draft.areas.size() ? fmt::format("Finding {}", i + 1) : fmt::format("Finding {}, if one was missed", i + 1);
    out << textarea({.name = nth("area_text", i), .label = label, .hint = hint, .value = row.text, .rows = rows}, state)
        << details(fmt::format("Number, page, paragraph and headings of finding {}", i + 1),
                   around_the_finding(row, i, state));
  }
  Html explain =
      paragraph(words("These are the inspector’s words. Mend what was read wrongly; clear a box to leave it out."));
  explain << out;
  return fieldset(draft.areas_section_title.value_or("What needs to improve"), explain);
}

Html pages_text(WaitingReading const& reading) {
  Html out = heading(words("The report’s text"), "report-text");
  out << paragraph(link(words("Open the PDF"), Href{"/readings/" + reading.id.text() + "/document"}));
  for (std::size_t i = 0; i < reading.draft.pages.size(); ++i) {
    Html text;
    text << R"(<pre class="gt-page-text">)" << reading.draft.pages[i] << "</pre>";
    // The judgements on the first page and the pages that findings stand on are what is checked.
    bool holds_finding = std::any_of(reading.draft.areas.begin(), reading.draft.areas.end(),
                                     [&](auto const& each) { return each.page == static_cast<std::int64_t>(i) + 1; });
    out << details(fmt::format("Page {}", i + 1), text, i == 0 || holds_finding ? Fold::open : Fold::closed);
  }
  return out;
}

Html notes(Draft const& draft) {
  std::vector<Html> items;
  for (auto const& each : draft.warnings) items.push_back(words(each));
  for (auto const& each : draft.to_complete) items.push_back(words(each));
  return gaps("Look at these first", items);
}

Page confirm_form(pages::PageCall const& call, WaitingReading const& reading, FormState state) {
  auto const& draft = reading.draft;
  Page page;
  page.title = "Check what was read";
  page.section = section_label;
  page.breadcrumbs = {inspections_link()};
  Head top{.title = page.title, .caption = reading.document_name};
  top.facts = {{"Authority", words(draft.authority)},
               {"Read as", words(framework_label(draft.framework))},
               {"Judgements", Html{static_cast<std::int64_t>(draft.judgements.size())}},
               {"Findings", Html{static_cast<std::int64_t>(draft.areas.size())}},
               {"Numbered paragraphs", Html{static_cast<std::int64_t>(draft.paragraphs.size())}}};
  page.body << head(top) << notes(draft);
  Html fields = facts_fields(draft, state);
  fields << judgement_fields(draft, state) << area_fields(draft, state)
         << paragraph(words("The original reading is kept whatever you correct."))
         << button_group({button({.label = "Confirm and store the inspection"}),
                          link(words("Leave it waiting"), "/inspections")});
  Html left = form({.action = Href{"/readings/" + reading.id.text()}, .csrf_token = call.csrf_token(), .body = fields});
  left << button_link({.label = "Discard this reading",
                       .action = Href{"/readings/" + reading.id.text() + "/discard"},
                       .csrf_token = call.csrf_token()});
  page.body << columns_even(left, pages_text(reading));
  page.form = std::move(state);
  return page;
}

Result<WaitingReading> load(pages::PageCall& call) {
  auto id = TRY(call.id<ReadingId>("reading"));
  auto found =
      TRY(call.read("inspection.edit", [&](db::Transaction& transaction) { return find_reading(transaction, id); }));
  if (!found)
    return refuse(ErrorKind::not_found,
                  "There is no such reading waiting. It may have been confirmed or discarded: look in the list of "
                  "inspections.");
  return *std::move(found);
}

// The form's fields as corrections to the draft; a cleared finding or judgement is left out.
struct Sent {
  json corrections;
  /// Which row of the form became the nth judgement and the nth finding, so that an error finds its way back.
  std::vector<std::size_t> judgement_rows, area_rows;
};

// A number typed in a box; what is no number goes on as it is, and is refused by name.
json whole_number(std::string const& typed) {
  auto text = trimmed(typed);
  if (text.empty()) return nullptr;
  std::int64_t number = 0;
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc{} && end == text.data() + text.size() ? json(number) : json(text);
}

bool is_blank(std::string const& text) { return trimmed(text).empty(); }

Sent sent_corrections(pages::PageCall const& call, Draft const& draft) {
  auto const& request = call.request();
  Sent sent;
  auto& out = sent.corrections;
  for (auto name : {"authority", "kind", "framework", "inspection_start", "inspection_end", "published", "received"})
    out[name] = request.form(name).value_or("");
  for (auto name : {"lead_inspectors", "deputy_lead_inspectors"})
    out[name] = split_lines(request.form(name).value_or(""));
  out["judgements"] = json::array();
  for (std::size_t i = 0; i < draft.judgements.size() + spare_judgements; ++i) {
    auto category = request.form(nth("judgement_category", i)).value_or("");
    auto given = request.form(nth("judgement_grade", i)).value_or("");
    if (is_blank(category) && given.empty()) continue;
    out["judgements"].push_back({{"category", category},
                                 {"grade", given},
                                 {"body", request.form(nth("judgement_body", i)).value_or("authority")}});
    sent.judgement_rows.push_back(i);
  }
  auto stored = to_json(draft)["areas"];
  out["areas"] = json::array();
  for (std::size_t i = 0; i < draft.areas.size() + spare_areas; ++i) {
    auto text = request.form(nth("area_text", i)).value_or("");
    if (is_blank(text)) continue;
    json area = i < stored.size() ? stored[i] : json::object();
    area["text"] = text;
    for (auto name : {"number", "page"})
      area[name] = whole_number(request.form(nth(fmt::format("area_{}", name), i)).value_or(""));
    for (auto name : {"paragraph", "priority", "group", "timescale", "body"})
      area[name] = request.form(nth(fmt::format("area_{}", name), i)).value_or("");
    out["areas"].push_back(area);
    sent.area_rows.push_back(i);
  }
  return sent;
}

// An operation counts the rows it was given; the form also has those that were cleared.
Error with_form_rows(Error error, Sent const& sent) {
  auto move_to_row = [](FieldError& each, std::string const& name, std::vector<std::size_t> const& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (each.field == nth(name, i)) {
        each.field = nth(name, rows[i]);
        return;
      }
  };
  for (auto& each : error.fields) {
    move_to_row(each, "judgement_category", sent.judgement_rows);
    move_to_row(each, "judgement_grade", sent.judgement_rows);
    for (auto name : {"area_text", "area_page", "area_paragraph"}) move_to_row(each, name, sent.area_rows);
  }
  return error;
}

}  // namespace

Result<pages::Answer> reading_page(pages::PageCall& call) {
  auto reading = TRY(load(call));
  return pages::page(confirm_form(call, reading, {}));
}

Result<pages::Answer> confirm_reading(pages::PageCall& call) {
  auto reading = TRY(load(call));
  auto sent = sent_corrections(call, reading.draft);
  auto result = call.perform("inspection confirm", {{"reading", reading.id.text()}, {"corrections", sent.corrections}});
  if (result) {
    auto const id = (*result)["inspection"].get<std::string>();
    return pages::see_other("/inspections/" + id,
                            "The inspection is stored. Now give its findings themes and actions.");
  }
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return pages::page(confirm_form(call, reading, call.refused(with_form_rows(error, sent))),
                     web::status_for(error.kind));
}

Result<pages::Answer> discard_reading(pages::PageCall& call) {
  auto id = TRY(call.id<ReadingId>("reading"));
  TRY(call.perform("inspection discard", {{"reading", id.text()}}));
  return pages::see_other("/inspections", "The reading was discarded. The report can be added again at any time.");
}

Result<pages::Answer> reading_document(pages::PageCall& call) {
  auto reading = TRY(load(call));
  return document_response(call, reading.document_hash, reading.document_name);
}

}  // namespace gt::inspections
