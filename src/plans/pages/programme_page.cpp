#include <algorithm>

#include "plans/pages/plan_page_list.h"
#include "plans/rules/brag.h"

namespace gt::plans {

using namespace html;

namespace {

std::vector<Option> variant_options() {
  std::vector<Option> out;
  for (auto const& each : rules::brag_rules().variants()) {
    auto label = each;
    std::replace(label.begin(), label.end(), '-', ' ');
    out.push_back({each, label, {}});
  }
  return out;
}

Page programme_form(pages::PageCall const& call, std::optional<Programme> const& programme, FormState state) {
  Programme const blank{ProgrammeId::trusted(""), "", "", "", std::nullopt, "", rules::brag_rules().variants().front(),
                        DatesAgreedBy::manager,   0};
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
         << textarea({.name = "predecessor",
                      .label = "The programme it follows (optional)",
                      .hint = words("Its name, when it ran, and what it left."),
                      .value = each.predecessor,
                      .rows = 2},
                     state)
         << select({.name = "brag_variant",
                    .label = "How the colours are given",
                    .options = variant_options(),
                    .hint = words("There is no national standard; the key stands wherever the colours do."),
                    .value = each.brag_variant},
                   state)
         << radios({.name = "dates_agreed_by",
                    .legend = "Who agrees to a new due date",
                    .options = {{"manager", "Someone who manages the programme, other than who asks", {}},
                                {"board", "The board; its meeting is named", {}}},
                    .value = std::string(word(each.dates_agreed_by))},
                   state)
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
                             {"Started on", words(printed(each.start)), {}},
                             {"Follows", words(each.predecessor), {}}});
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
  auto input = call.input({"title", "vision", "target", "start", "predecessor", "brag_variant", "dates_agreed_by"});
  input["version"] = sent_version(call);
  auto result = call.perform("programme set", input);
  if (result) return pages::see_other("/plan", "The programme was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && stored_programme) {
    return pages::conflict_answer(
        call, "This programme", std::string(plan_section), stored_programme->version, "/plan/programme",
        {{"Name", "title", stored_programme->title},
         {"Vision", "vision", stored_programme->vision},
         {"Target", "target", stored_programme->target},
         {"Started on", "start", printed(stored_programme->start)},
         {"The programme it follows", "predecessor", stored_programme->predecessor},
         {"Colours", "brag_variant", stored_programme->brag_variant},
         {"Dates agreed by", "dates_agreed_by", std::string(word(stored_programme->dates_agreed_by))}});
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(programme_form(call, stored_programme, call.refused(error)), 422);
}

}  // namespace gt::plans
