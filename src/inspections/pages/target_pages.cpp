#include <algorithm>

#include <fmt/format.h>

#include "inspections/history/judgement_history.h"
#include "inspections/pages/inspections_page.h"
#include "platform/pages/conflict.h"

// Setting a target for a judgement, and saying how one ended.
namespace gt::inspections {

using namespace html;

namespace {

constexpr char const* targets_address = "/inspections/history#targets";

html::Link target_history_link() { return {words("Judgement history"), "/inspections/history"}; }

Page target_frame(std::string title, FormState state) {
  Page page;
  page.title = std::move(title);
  page.section = section_label;
  page.breadcrumbs = {inspections_link(), target_history_link()};
  page.form = std::move(state);
  return page;
}

Page new_target_form(pages::PageCall const& call, FormState state) {
  auto page = target_frame("Set a target", std::move(state));
  std::vector<Option> lines{{"", "Choose one"}}, grades;
  for (auto const& each : target_lines()) lines.push_back({each, line_label(each)});
  for (auto const& each : target_grades()) grades.push_back({each, printed_grade(each)});
  Html fields;
  fields << select({.name = "line", .label = "Judgement area", .options = lines}, page.form)
         << radios({.name = "grade", .legend = "Grade aimed at", .options = grades}, page.form)
         << date_input({.name = "by", .label = "By which day"}, page.form)
         << text_input({.name = "set_by",
                        .label = "Who set it",
                        .hint = words("A body or a role: “Improvement Board”, “Cabinet”.")},
                       page.form)
         << textarea({.name = "reason", .label = "The decision, or the reason", .rows = 3}, page.form)
         << date_input({.name = "set_on", .label = "Day it was set", .hint = words("Leave empty for today.")},
                       page.form)
         << button_group({button({.label = "Set this target"}), link(words("Cancel"), Href{targets_address})});
  page.body << head({.title = page.title})
            << paragraph(
                   words("A target that stands for the same area is kept as superseded; nothing is overwritten. How "
                         "a target ended follows from the next inspection."))
            << form({.action = "/targets/new", .csrf_token = call.csrf_token(), .body = fields});
  return page;
}

Result<Target> load_target(pages::PageCall const& call) {
  auto const id = TRY(call.id<TargetId>("target"));
  auto found =
      TRY(call.read("inspection.edit", [&](db::Transaction& transaction) { return find_target(transaction, id); }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such target here. Look in the judgement history.");
  return *std::move(found);
}

Page end_target_form(pages::PageCall const& call, Target const& target, FormState state) {
  auto page = target_frame("End a target", std::move(state));
  Html fields;
  fields << radios({.name = "outcome",
                    .legend = "How it ended",
                    .options = {{"met", "Met", {}}, {"missed", "Missed", {}}, {"withdrawn", "Withdrawn", {}}}},
                   page.form)
         << text_input({.name = "ended_by", .label = "Who decided so"}, page.form)
         << textarea({.name = "reason", .label = "Why", .rows = 3}, page.form)
         << date_input({.name = "ended_on", .label = "Day it ended", .hint = words("Leave empty for today.")},
                       page.form)
         << button_group({button({.label = "End this target"}), link(words("Cancel"), Href{targets_address})});
  page.body << head({.title = page.title, .caption = fmt::format("{}: {}", line_label(target.line), in_words(target))})
            << paragraph(
                   words("An inspection that judges this area says by itself how the target ended. Say it here only "
                         "where none will."))
            << form({.action = Href{fmt::format("/targets/{}/end", target.id.text())},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = target.version});
  return page;
}

}  // namespace

Result<pages::Answer> new_target_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "inspection.edit"));
  return pages::page(new_target_form(call, {}));
}

Result<pages::Answer> set_target(pages::PageCall& call) {
  auto result = call.perform("target set", call.input({"line", "grade", "by", "set_by", "reason", "set_on"}));
  if (result) {
    std::string notice = result->at("superseded").is_null()
                             ? "The target was set."
                             : "The target was set; the one before it stands as superseded.";
    if (auto const& warning = result->at("warning"); !warning.is_null()) notice += " " + warning.get<std::string>();
    return pages::see_other(targets_address, notice);
  }
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(new_target_form(call, call.refused(result.error())), web::status_for(result.error().kind));
}

Result<pages::Answer> end_target_page(pages::PageCall& call) {
  auto const target = TRY(load_target(call));
  return pages::page(end_target_form(call, target, {}));
}

Result<pages::Answer> end_target(pages::PageCall& call) {
  auto const target = TRY(load_target(call));
  auto input = call.input({"outcome", "ended_by", "reason", "ended_on"});
  input["target"] = target.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("target end", input);
  if (result) return pages::see_other(targets_address, "It was noted how the target ended.");
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(end_target_form(call, target, call.refused(result.error())), web::status_for(result.error().kind));
}

}  // namespace gt::inspections
