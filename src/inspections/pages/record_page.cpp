#include <algorithm>

#include <fmt/format.h>

#include "inspections/pages/inspections_page.h"
#include "inspections/reference.h"

namespace gt::inspections {

using namespace html;

namespace {

constexpr std::string_view record_address = "/inspections/record";

/// What the first step asks; it decides which grades the second one asks for.
struct Chosen {
  EventType const* kind = nullptr;
  FrameworkForm const* framework = nullptr;

  bool is_graded() const { return kind->is_graded; }
  /// The areas that may be graded, best known name first.
  std::vector<JudgementArea> areas() const {
    std::vector<JudgementArea> out;
    if (!is_graded()) return out;
    for (auto const& each : judgement_areas())
      if (each.generation == framework->generation) out.push_back(each);
    return out;
  }
  std::string address() const {
    return fmt::format("{}?kind={}&framework={}", record_address, kind->code, framework->code);
  }
};

std::optional<Chosen> chosen(std::optional<std::string> const& kind, std::optional<std::string> const& framework) {
  Chosen out{find_event_type(kind.value_or("")), find_framework_form(framework.value_or(""))};
  if (out.kind == nullptr || out.framework == nullptr) return std::nullopt;
  return out;
}

Page step(pages::PageCall const& call, std::string title, Html const& introduction, Href const& action,
          Html const& fields, FormState state) {
  Page page;
  page.title = std::move(title);
  page.section = section_label;
  page.breadcrumbs = {inspections_link()};
  page.body << head({.title = page.title}) << paragraph(introduction)
            << form({.action = action, .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

Page choice_form(pages::PageCall const& call, FormState state) {
  std::vector<Option> kinds{{"", "Choose one"}}, frameworks{{"", "Choose one"}};
  for (auto const& each : event_types()) kinds.push_back({each.code, each.label});
  for (auto const& each : framework_forms()) frameworks.push_back({each.code, each.label});
  Html fields;
  fields << select({.name = "kind", .label = "What the inspectorate came for", .options = kinds}, state)
         << select({.name = "framework", .label = "The framework it was made under", .options = frameworks}, state)
         << button_group({button({.label = "Continue"}), link(words("Cancel"), "/inspections")});
  return step(
      call, "Enter an inspection by hand",
      words("For an inspection that you know from another paper: a committee report, a letter, a web page. Where "
            "you have the report itself, add the PDF instead: it is read for you."),
      Href{std::string(record_address)}, fields, std::move(state));
}

std::string grade_field(JudgementArea const& area) { return "grade_" + area.code; }

Page details_form(pages::PageCall const& call, Chosen const& of, FormState state) {
  Html fields;
  fields << text_input({.name = "source",
                        .label = "The paper it is entered from",
                        .hint = words("As you would name it to a member: “the Cabinet report of 16 January 2019”.")},
                       state)
         << text_input({.name = "inspected_authority",
                        .label = "The authority that was inspected",
                        .hint = words("Leave empty for your own council.")},
                       state)
         << date_input({.name = "inspection_start", .label = "First day on site, if the paper names it"}, state)
         << date_input({.name = "inspection_end", .label = "Last day on site, if the paper names it"}, state)
         << text_input({.name = "when_printed",
                        .label = "When it was, in the paper’s words",
                        .hint = words("Where it names no day: “June 2018”. No day is made of it.")},
                       state)
         << date_input({.name = "published", .label = "Published, if you know"}, state)
         << date_input({.name = "received", .label = "Received by the council, if you know"}, state);
  std::vector<Option> grades{{"", "Not given in the paper"}};
  for (auto const& each : all_grades()) grades.push_back({each, printed_grade(each)});
  for (auto const& each : of.areas())
    fields << select({.name = grade_field(each), .label = each.label, .options = grades}, state);
  fields << textarea({.name = "findings",
                      .label = "What it said must improve, one a line",
                      .hint = words(
                          "In the paper’s words. Each line becomes a finding with a thread of its own. If you know "
                          "where the report says it, end the line with “(page 5, paragraph 12)”."),
                      .rows = 8},
                     state)
         << button_group({button({.label = "Enter this inspection"}), link(words("Cancel"), "/inspections")});
  return step(call, "Enter an inspection by hand",
              words(of.kind->label + ", " + of.framework->label + ". Leave empty what the paper does not say."),
              Href{of.address()}, fields, std::move(state));
}

/// A judgement that could not be taken is shown at the grade it was chosen with, where a form has that box.
void place_refusal(Error& error, Chosen const& of, pages::PageCall const& call) {
  for (auto& each : error.fields) {
    if (each.field != "judgements") continue;
    auto const areas = of.areas();
    auto const given = std::find_if(areas.begin(), areas.end(), [&](auto const& area) {
      return !call.request().form(grade_field(area)).value_or("").empty();
    });
    if (given != areas.end()) each.field = grade_field(*given);
  }
}

}  // namespace

Result<pages::Answer> record_inspection_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "inspection.edit"));
  auto const of = chosen(call.request().query("kind"), call.request().query("framework"));
  return pages::page(of ? details_form(call, *of, {}) : choice_form(call, {}));
}

Result<pages::Answer> record_inspection(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "inspection.edit"));
  auto const of = chosen(call.request().query("kind"), call.request().query("framework"));
  if (!of) {
    auto const asked = chosen(call.request().form("kind"), call.request().form("framework"));
    if (asked) return pages::see_other(asked->address(), "");
    Error error{ErrorKind::invalid, "Choose both before you go on.", {}};
    if (find_event_type(call.request().form("kind").value_or("")) == nullptr)
      error.fields.push_back({"kind", "Choose what the inspectorate came for."});
    if (find_framework_form(call.request().form("framework").value_or("")) == nullptr)
      error.fields.push_back({"framework", "Choose the framework it was made under."});
    return pages::page(choice_form(call, call.refused(error)), web::status_for(error.kind));
  }
  auto input = call.input({"source", "inspected_authority", "inspection_start", "inspection_end", "when_printed",
                           "published", "received", "findings"});
  input["kind"] = of->kind->code;
  input["framework"] = of->framework->code;
  input["judgements"] = nlohmann::json::array();
  for (auto const& each : of->areas())
    if (auto const given = call.request().form(grade_field(each)).value_or(""); !given.empty())
      input["judgements"].push_back(each.code + ": " + given);
  auto result = call.perform("inspection record", input);
  if (result) {
    std::string notice = "The inspection was entered. Its findings can go into the plan.";
    for (auto const& each : result->at("warnings")) notice += " " + each.get<std::string>();
    return pages::see_other("/inspections/" + result->at("inspection").get<std::string>(), notice);
  }
  auto error = result.error();
  if (error.kind == ErrorKind::forbidden) return tl::unexpected<Error>(error);
  place_refusal(error, *of, call);
  return pages::page(details_form(call, *of, call.refused(error)), web::status_for(error.kind));
}

}  // namespace gt::inspections
