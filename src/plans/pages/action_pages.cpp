#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/thread/links.h"

namespace gt::plans {

using namespace html;

namespace {

Result<Action> load(pages::PageCall const& call) {
  auto id = TRY(call.id<ActionId>("action"));
  auto action = TRY(call.read("plan.view", [&](db::Transaction& transaction) { return find_action(transaction, id); }));
  if (!action)
    return refuse(ErrorKind::not_found,
                  "There is no such action in the plan. It may have been taken out: look in the plan.");
  return *std::move(action);
}

Result<PlanNames> names_here(pages::PageCall const& call) { return call.read("plan.view", &read_names); }

std::vector<Option> kind_options() {
  return {{"action", "Action", {}}, {"milestone", "Milestone", {}}, {"deliverable", "Deliverable", {}}};
}

Html action_fields(pages::PageCall const& call, Action const& each, FormState const& state) {
  Html out;
  out << textarea({.name = "title",
                   .label = "What will be done",
                   .hint = words("So that anyone can tell whether it was: who gets what, by when."),
                   .value = each.title,
                   .rows = 2},
                  state)
      << text_input({.name = "owner_role", .label = "Owner, by role", .value = each.owner_role}, state)
      << select({.name = "owner_account",
                 .label = "The owner’s account",
                 .options = accounts_to_choose(call),
                 .hint = words("So that it shows in their work."),
                 .value = each.owner_account ? each.owner_account->text() : ""},
                state)
      << date_input({.name = "start", .label = "Starts on (if later than today)", .value = printed(each.start)}, state);
  if (!each.due)
    out << date_input({.name = "due",
                       .label = "Due on",
                       .hint = words("The first date is kept for ever, and moves only by agreement."),
                       .value = ""},
                      state);
  out << textarea({.name = "success",
                   .label = "How anyone will know that it worked (optional)",
                   .value = each.success,
                   .rows = 2},
                  state)
      << select({.name = "kind", .label = "It is called", .options = kind_options(), .value = each.kind}, state)
      << text_input({.name = "reference",
                     .label = "Your own reference (optional)",
                     .hint = words("As in your tracker, so that an import knows it again."),
                     .value = each.reference,
                     .width = 10},
                    state);
  return out;
}

Html progress_fields(Action const& each, FormState const& state) {
  Html out;
  out << radios({.name = "status",
                 .legend = "How far it is",
                 .options = status_options(),
                 .value = std::string(status_word(each.status))},
                state)
      << date_input({.name = "done_on",
                     .label = "Done on",
                     .hint = words("Only when it is done, for example 20 November 2026."),
                     .value = printed(each.done_on)},
                    state)
      << textarea({.name = "recovery",
                   .label = "What will bring it back (if it is at risk)",
                   .value = each.recovery,
                   .rows = 2},
                  state)
      << date_input({.name = "recovery_by", .label = "By when", .value = printed(each.recovery_by)}, state)
      << textarea({.name = "note",
                   .label = "Where it stands",
                   .hint = words("A sentence or two that the board can read."),
                   .value = each.note,
                   .rows = 3},
                  state);
  return out;
}

Action blank_action() {
  return {ActionId::trusted(""),     0,  "",           "", std::nullopt, std::nullopt, std::nullopt,
          ActionStatus::not_started, "", std::nullopt, 0};
}

Page new_action_form(pages::PageCall const& call, PlanNames const& names, std::vector<std::string> const& themes,
                     std::vector<std::string> const& findings, FormState state) {
  Page page;
  page.title = "Add an action";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title});
  Html fields = action_fields(call, blank_action(), state);
  auto theme_choices = theme_options(names.themes);
  std::erase_if(theme_choices, [&](Option const& option) {
    return !operations::may_on_theme(call.actor(), "action.edit", option.value);
  });
  if (!theme_choices.empty())
    fields << checkboxes(
        {.name = "themes", .legend = "Themes it belongs to", .options = theme_choices, .values = themes, .small = true},
        state);
  auto finding_choices = finding_options(names.findings);
  if (!finding_choices.empty())
    fields << checkboxes({.name = "findings",
                          .legend = "Findings it answers",
                          .options = finding_choices,
                          .values = findings,
                          .small = true},
                         state);
  auto projects = projects_to_choose(call);
  if (!projects.empty())
    fields << checkboxes({.name = "under",
                          .legend = "Projects it belongs to",
                          .options = projects,
                          .values = {call.request().query("under").value_or("")},
                          .small = true},
                         state);
  fields << button_group({button({.label = "Add the action"}), link(words("Cancel"), "/plan")});
  page.body << form({.action = "/actions/new", .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

Page action_form(pages::PageCall const& call, Action const& action, std::string title, std::string_view address,
                 Html fields, FormState state) {
  Page page;
  page.title = std::move(title);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(fmt::format("Action {}", action.number)), address_of(action)}};
  page.body << head({.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)});
  fields << button_group({button({.label = "Save"}), link(words("Cancel"), address_of(action))});
  page.body << form({.action = Href{address_of(action).text() + std::string(address)},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, action.version)});
  page.form = std::move(state);
  return page;
}

Page edit_form(pages::PageCall const& call, Action const& action, FormState state) {
  auto fields = action_fields(call, action, state);
  auto page = action_form(call, action, "Change this action", "/edit", fields, std::move(state));
  page.body << paragraph(link(words("Take this action out of the plan"), Href{address_of(action).text() + "/end"}));
  return page;
}

Page progress_form(pages::PageCall const& call, Action const& action, FormState state) {
  auto fields = progress_fields(action, state);
  return action_form(call, action, "Say how it goes", "/progress", fields, std::move(state));
}

std::vector<std::string> given(pages::PageCall const& call, std::string_view name) {
  auto value = call.request().query(name);
  return value ? std::vector<std::string>{*value} : std::vector<std::string>{};
}

}  // namespace

Result<pages::Answer> new_action_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto names = TRY(names_here(call));
  auto themes = given(call, "theme");
  auto findings = given(call, "finding");
  // From a finding, the themes that answer it are the likely ones.
  if (themes.empty() && !findings.empty())
    for (auto const& each : TRY(call.read(
             "plan.view", [&](db::Transaction& transaction) { return links_from(transaction, findings.front()); })))
      if (each.to_kind == "theme") themes.push_back(each.to_id);
  return pages::page(new_action_form(call, names, themes, findings, {}));
}

Result<pages::Answer> add_action(pages::PageCall& call) {
  auto result =
      call.perform("action add", call.input({"title", "owner_role", "owner_account", "start", "due", "success", "kind",
                                             "reference", "themes[]", "findings[]", "under[]"}));
  if (result)
    return pages::see_other("/actions/" + (*result)["action"].get<std::string>(),
                            fmt::format("Action {} was added.", (*result)["number"].get<std::int64_t>()));
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  auto names = TRY(names_here(call));
  return pages::page(new_action_form(call, names, {}, {}, call.refused(error)), 422);
}

Result<pages::Answer> edit_action_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto action = TRY(load(call));
  return pages::page(edit_form(call, action, {}));
}

Result<pages::Answer> change_action(pages::PageCall& call) {
  auto action = TRY(load(call));
  auto at = address_of(action).text();
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(edit_form(call, action, pages::both_texts(call)));
  auto input = call.input({"title", "owner_role", "owner_account", "start", "due", "success", "kind", "reference"});
  input["action"] = action.id.text();
  input["version"] = sent_version(call);
  auto result = call.perform("action change", input);
  if (result) return pages::see_other(at, "The action was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call,
                                  {"This action", action.id.text(), std::string(plan_section), action.version,
                                   Href{at + "/edit"}, Href{"/history/" + action.id.text()}},
                                  {{"What will be done", "title", action.title},
                                   {"Owner", "owner_role", action.owner_role},
                                   {"The owner’s account", "owner_account",
                                    action.owner_account ? action.owner_account->text() : "", accounts_to_choose(call)},
                                   {"Starts on", "start", printed(action.start)},
                                   {"How anyone will know", "success", action.success},
                                   {"It is called", "kind", action.kind, kind_options()},
                                   {"Reference", "reference", action.reference}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(edit_form(call, action, call.refused(error)), 422);
}

Result<pages::Answer> progress_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.progress"));
  auto action = TRY(load(call));
  return pages::page(progress_form(call, action, {}));
}

Result<pages::Answer> progress_action(pages::PageCall& call) {
  auto action = TRY(load(call));
  auto at = address_of(action).text();
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(progress_form(call, action, pages::both_texts(call)));
  auto input = call.input({"status", "done_on", "note", "recovery", "recovery_by"});
  input["action"] = action.id.text();
  input["version"] = sent_version(call);
  auto result = call.perform("action progress", input);
  if (result) return pages::see_other(at, "Thank you: where it stands was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(
        call,
        {"This action", action.id.text(), std::string(plan_section), action.version, Href{at + "/progress"},
         Href{"/history/" + action.id.text()}},
        {{"How far it is", "status", std::string(status_word(action.status)), status_options()},
         {"Done on", "done_on", printed(action.done_on)},
         {"What will bring it back", "recovery", action.recovery},
         {"By when", "recovery_by", printed(action.recovery_by)},
         {"Where it stands", "note", action.note}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(progress_form(call, action, call.refused(error)), 422);
}

Result<pages::Answer> end_action_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto action = TRY(load(call));
  Page page;
  page.title = "Take this action out of the plan?";
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(fmt::format("Action {}", action.number)), address_of(action)}};
  page.body
      << head({.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)})
      << paragraph(words(
             "It no longer shows in the plan. Its number is not used again, and its history stays in the audit log."))
      << form({.action = Href{address_of(action).text() + "/end"},
               .csrf_token = call.csrf_token(),
               .body = button_group({button({.label = "Take it out", .kind = ButtonKind::warning}),
                                     link(words("Keep it"), address_of(action))}),
               .lock_version = action.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_action_now(pages::PageCall& call) {
  auto id = TRY(call.id<ActionId>("action"));
  TRY(call.perform("action end", {{"action", id.text()}, {"version", sent_version(call)}}));
  return pages::see_other("/plan", "The action was taken out of the plan.");
}

}  // namespace gt::plans
