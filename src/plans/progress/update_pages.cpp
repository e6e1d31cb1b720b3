#include <fmt/format.h>

#include "plans/pages/thing_parts.h"
#include "plans/progress/progress_pages.h"
#include "plans/progress/update_parts.h"

namespace gt::plans {

using namespace html;

namespace {

struct Loaded {
  Action action;
  std::vector<std::string> themes;
  std::vector<ProgressUpdate> updates;  ///< newest first, one page of them
  std::optional<UpdateCycle> cycle;
};

tl::unexpected<Error> no_such_action() {
  return refuse(ErrorKind::not_found,
                "There is no such action in the plan. It may have been taken out: look in the plan.");
}

Result<Loaded> load_action(pages::PageCall const& call, int limit, int offset = 0) {
  auto id = TRY(call.id<ActionId>("action"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto action = find_action(transaction, id);
    if (!action) return std::nullopt;
    return Loaded{*action, theme_ids_of_action(transaction, id), updates_of(transaction, id, limit, offset),
                  open_cycle(transaction)};
  }));
  if (!loaded) return no_such_action();
  return *std::move(loaded);
}

Page page_about(Action const& action, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(fmt::format("Action {}", action.number)), address_of(action)}};
  return page;
}

Html part_of_update(std::string name, std::string label, std::string hint, std::string value, FormState const& state) {
  return textarea(
      {.name = std::move(name), .label = std::move(label), .hint = words(hint), .value = std::move(value), .rows = 3},
      state);
}

Page update_form(pages::PageCall const& call, Loaded const& loaded, FormState state) {
  auto const& action = loaded.action;
  auto page = page_about(action, "Send an update");
  auto const* last = loaded.updates.empty() ? nullptr : &loaded.updates.front();
  // What was returned is written again from its own words; otherwise only the status carries over.
  auto const* again = last != nullptr && last->state == "returned" ? last : nullptr;
  auto from = [&](std::string ProgressUpdate::*text) { return again != nullptr ? again->*text : std::string(); };
  Html main;
  if (again != nullptr) {
    Html returned;
    returned << again->decided_by->name << " returned it: " << said(again->decision_note);
    main << inset(returned);
  }
  Html fields;
  fields << radios({.name = "status",
                    .legend = "How far it is",
                    .options = status_options(),
                    .value = std::string(status_word(again != nullptr ? again->status : action.status))},
                   state)
         << part_of_update("was_done", "What was done",
                           "Since the last update. At most 1,000 characters, here and below.",
                           from(&ProgressUpdate::was_done), state)
         << part_of_update("changed_for_children", "What changed for children (optional)", "No child’s details.",
                           from(&ProgressUpdate::changed_for_children), state)
         << part_of_update("comes_next", "What is next (optional)", "With the day, if there is one.",
                           from(&ProgressUpdate::comes_next), state)
         << part_of_update("help_wanted", "Help wanted (optional)", "From the board, or from whom.",
                           from(&ProgressUpdate::help_wanted), state)
         << button_group({button({.label = "Send the update"}), link(words("Cancel"), address_of(action))});
  main << form(
      {.action = Href{address_of(action).text() + "/update"}, .csrf_token = call.csrf_token(), .body = fields});
  Html side = last == nullptr
                  ? paragraph(words("This is the first update about it."))
                  : details("The last update, " + last->written_at.london_date().printed(), update_summary(*last));
  Head top{.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)};
  if (loaded.cycle) {
    top.facts.push_back({"For", words(loaded.cycle->title)});
    top.facts.push_back({"By", date(loaded.cycle->due)});
  }
  page.body << head(top) << columns(main, side);
  page.form = std::move(state);
  return page;
}

struct LoadedUpdate {
  ProgressUpdate update;
  Action action;
  std::vector<std::string> themes;
};

Result<LoadedUpdate> load_update(pages::PageCall const& call) {
  auto id = TRY(call.id<ProgressUpdateId>("update"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<LoadedUpdate> {
    auto update = find_update(transaction, id);
    if (!update) return std::nullopt;
    auto action = find_action(transaction, update->action);
    if (!action) return std::nullopt;
    auto themes = theme_ids_of_action(transaction, action->id);
    return LoadedUpdate{*std::move(update), *std::move(action), std::move(themes)};
  }));
  if (!loaded)
    return refuse(ErrorKind::not_found, "There is no such update, or its action was taken out. Look in the plan.");
  return *std::move(loaded);
}

Page decision_page(pages::PageCall const& call, LoadedUpdate const& loaded, FormState state) {
  auto const& [update, action, themes] = loaded;
  auto page = page_about(action, "Update of " + update.written_at.london_date().printed());
  page.body << head({.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)})
            << update_summary(update);
  bool is_own = update.written_by.account == call.actor().account;
  if (update.state == "sent" && may_on_thing(call, "update.approve", themes)) {
    if (is_own) {
      page.body << paragraph(words("You wrote it, so somebody else decides on it."));
    } else {
      Html fields = radios({.name = "decision",
                            .legend = "Your decision",
                            .options = {{"approve", "Approve it",
                                         words("The action then says so, as far as its proof allows. It never changes "
                                               "again.")},
                                        {"return", "Return it", words("Its owner sends another.")}}},
                           state);
      fields << textarea({.name = "note", .label = "A word to the owner (needed to return it)", .rows = 2}, state)
             << button_group({button({.label = "Save the decision"}), link(words("Cancel"), address_of(action))});
      page.body << form(
          {.action = Href{"/updates/" + update.id.text()}, .csrf_token = call.csrf_token(), .body = fields});
    }
  } else if (update.state == "sent") {
    page.body << paragraph(words("It waits for the lead of its theme to approve it."));
  }
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> update_form_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.progress"));
  auto loaded = TRY(load_action(call, 1));
  return pages::page(update_form(call, loaded, {}));
}

Result<pages::Answer> send_update(pages::PageCall& call) {
  auto loaded = TRY(load_action(call, 1));
  auto input = call.input({"status", "was_done", "changed_for_children", "comes_next", "help_wanted"});
  input["action"] = loaded.action.id.text();
  auto result = call.perform("update send", input);
  if (result)
    return pages::see_other(address_of(loaded.action).text() + "#updates",
                            "The update was sent. It shows as sent until it is approved.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(update_form(call, loaded, call.refused(result.error())), 422);
}

Result<pages::Answer> updates_page(pages::PageCall& call) {
  int const number = call.page_number();
  // One more than a page shows whether there is another.
  auto loaded = TRY(load_action(call, updates_a_page + 1, (number - 1) * updates_a_page));
  bool has_more = loaded.updates.size() > static_cast<std::size_t>(updates_a_page);
  if (has_more) loaded.updates.pop_back();
  auto const& action = loaded.action;
  auto page = page_about(action, "Updates");
  Head top{.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)};
  if (may_on_thing(call, "action.progress", loaded.themes))
    top.actions.push_back({words("Send an update"), Href{address_of(action).text() + "/update"}});
  page.body << head(top);
  if (loaded.updates.empty())
    page.body << paragraph(
        words(number == 1 ? "Nobody has sent an update about it yet." : "There are no more updates."));
  else
    page.body << updates_table(loaded.updates, "Every update about this action, newest first");
  page.body << pagination({.path = address_of(action).text() + "/updates",
                           .query = call.query(),
                           .page = number,
                           .pages = has_more ? number + 1 : number});
  return pages::page(std::move(page));
}

Result<pages::Answer> update_page(pages::PageCall& call) {
  auto loaded = TRY(load_update(call));
  return pages::page(decision_page(call, loaded, {}));
}

Result<pages::Answer> decide_on_update(pages::PageCall& call) {
  auto loaded = TRY(load_update(call));
  auto input = call.input({"note"});
  input["update"] = loaded.update.id.text();
  auto decision = call.request().form("decision").value_or("");
  if (decision != "approve" && decision != "return") {
    std::string const message = "Choose whether to approve it or to return it.";
    Error const error{ErrorKind::invalid, message, {{"decision", message}}};
    return pages::page(decision_page(call, loaded, call.refused(error)), 422);
  }
  auto result = call.perform("update " + std::string(decision), input);
  if (!result) {
    if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
    return pages::page(decision_page(call, loaded, call.refused(result.error())), 422);
  }
  std::string notice = "The update was returned. Its owner sends another.";
  if (decision == "approve") {
    auto reason = result->value("reason", "");
    notice = reason.empty() ? "The update was approved, and the action says so." : "The update was approved. " + reason;
  }
  return pages::see_other(address_of(loaded.action).text() + "#updates", notice);
}

}  // namespace gt::plans
