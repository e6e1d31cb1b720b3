#include <algorithm>

#include "plans/pages/plan_page_list.h"
#include "plans/rules/brag.h"

namespace gt::plans {

using namespace html;

namespace {

// What the variant does that another does not; the whole key stands wherever the colours do.
std::string_view what_it_does(std::string_view variant) {
  for (auto const& [name, sentence] :
       {std::pair<std::string_view, std::string_view>{"default",
                                                      "What is done is green, and turns blue only when it has made a "
                                                      "difference that someone else agreed to. What "
                                                      "has not started is grey."},
        {"complete-is-blue",
         "What is done is blue as soon as it is delivered, whatever difference it made. What has not started is grey."},
        {"plain-rag",
         "Red, amber and green only: what is done and what has not started are green, and no colour says that it made "
         "a difference."},
        {"purple-embedded",
         "What is done is blue, and turns purple when it has made a difference that someone else agreed to. What has "
         "not started is grey."}})
    if (name == variant) return sentence;
  return {};
}

std::vector<Option> variant_options() {
  std::vector<Option> out;
  for (auto const& each : rules::brag_rules().variants()) {
    auto label = each;
    std::replace(label.begin(), label.end(), '-', ' ');
    out.push_back({each, label, words(what_it_does(each))});
  }
  return out;
}

std::vector<Option> agreement_options() {
  return {{"manager", "Someone who manages the programme, other than who asks", {}},
          {"board", "The board; its meeting is named", {}}};
}

Page programme_form(pages::PageCall const& call, std::optional<Programme> const& programme, FormState state) {
  Programme const blank{ProgrammeId::trusted(""), "", "", "", std::nullopt, "", rules::brag_rules().variants().front(),
                        DatesAgreedBy::manager,   0};
  auto const& each = programme ? *programme : blank;
  Page page;
  page.title = "The programme";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = "Its name, what it is for, and the target"})
            << sub_pages("programme");
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
         << radios({.name = "brag_variant",
                    .legend = "How the colours are given",
                    .options = variant_options(),
                    .hint = words("There is no national standard; the key stands wherever the colours do."),
                    .value = each.brag_variant},
                   state)
         << radios({.name = "dates_agreed_by",
                    .legend = "Who agrees to a new due date",
                    .options = agreement_options(),
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
  page.body << head({.title = each.title}) << sub_pages("programme")
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
  if (choice == "edit") return pages::page(programme_form(call, stored_programme, pages::both_texts(call)));
  auto input = call.input({"title", "vision", "target", "start", "predecessor", "brag_variant", "dates_agreed_by"});
  input["version"] = sent_version(call);
  auto result = call.perform("programme set", input);
  if (result) return pages::see_other("/plan", "The programme was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && stored_programme) {
    return pages::conflict_answer(
        call,
        {"This programme", stored_programme->id.text(), std::string(plan_section), stored_programme->version,
         "/plan/programme"},
        {{"Name", "title", stored_programme->title},
         {"Vision", "vision", stored_programme->vision},
         {"Target", "target", stored_programme->target},
         {"Started on", "start", printed(stored_programme->start)},
         {"The programme it follows", "predecessor", stored_programme->predecessor},
         {"How the colours are given", "brag_variant", stored_programme->brag_variant, variant_options()},
         {"Who agrees to a new due date", "dates_agreed_by", std::string(word(stored_programme->dates_agreed_by)),
          agreement_options()}});
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(programme_form(call, stored_programme, call.refused(error)), 422);
}

}  // namespace gt::plans
