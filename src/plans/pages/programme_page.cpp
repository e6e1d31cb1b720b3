#include "plans/pages/plan_page_list.h"

namespace gt::plans {

using namespace html;

namespace {

Page programme_form(pages::PageCall const& call, std::optional<Programme> const& programme, FormState state) {
  Programme const blank{ProgrammeId::trusted(""), "", "", "", std::nullopt, 0};
  auto const& each = programme ? *programme : blank;
  Page page;
  page.title = "The programme";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = "Its name, what it is for, and the target"});
  Html fields;
  fields << text_input({.name = "title", .label = "Name", .value = each.title}, state)
         << textarea({.name = "vision",
                      .label = "Vision",
                      .hint = words("What it will mean for children, in a sentence or two."),
                      .value = each.vision,
                      .rows = 3},
                     state)
         << text_input(
                {.name = "target",
                 .label = "Target",
                 .hint = words("With its date: “Good overall by April 2028”, or “at least one area outstanding”."),
                 .value = each.target},
                state)
         << date_input({.name = "start", .label = "Started on", .value = printed(each.start)}, state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), "/plan")});
  page.body << form({.action = "/plan/programme",
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, each.version)});
  page.form = std::move(state);
  return page;
}

Page programme_record(Programme const& each) {
  Page page;
  page.title = "The programme";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = each.title})
            << summary_list({{"Vision", words(each.vision), {}},
                             {"Target", words(each.target), {}},
                             {"Started on", words(printed(each.start)), {}}});
  return page;
}

Result<std::optional<Programme>> load(pages::PageCall const& call) {
  return call.read("plan.view", [](db::Transaction& transaction) { return find_programme(transaction); });
}

}  // namespace

Result<pages::Answer> programme_page(pages::PageCall& call) {
  auto programme = TRY(load(call));
  if (call.may("plan.edit")) return pages::page(programme_form(call, programme, {}));
  if (!programme)
    return refuse(ErrorKind::not_found, "The programme has not been named yet. The programme manager does that.");
  return pages::page(programme_record(*programme));
}

Result<pages::Answer> set_programme(pages::PageCall& call) {
  auto stored_programme = TRY(load(call));
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other("/plan", "Their version was kept.");
  if (choice == "edit") return pages::page(programme_form(call, stored_programme, {}));
  auto input = call.input({"title", "vision", "target", "start"});
  input["version"] = sent_version(call);
  auto result = call.perform("programme set", input);
  if (result) return pages::see_other("/plan", "The programme was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && stored_programme) {
    return pages::conflict_answer(call, "This programme", std::string(plan_section), stored_programme->version,
                                  "/plan/programme",
                                  {{"Name", "title", stored_programme->title},
                                   {"Vision", "vision", stored_programme->vision},
                                   {"Target", "target", stored_programme->target},
                                   {"Started on", "start", printed(stored_programme->start)}});
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(programme_form(call, stored_programme, call.refused(error)), 422);
}

}  // namespace gt::plans
