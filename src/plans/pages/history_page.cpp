#include <fmt/format.h>

#include "plans/history/difference.h"
#include "plans/history/history.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;

namespace {

struct Loaded {
  std::optional<Thing> thing;
  std::vector<PastState> states;
  std::vector<std::string> themes;
  std::vector<std::vector<ChangedField>> changes;
};

// What each state changed in the one before it, the next in a list that is newest first; with names for ids.
std::vector<std::vector<ChangedField>> read_changes(db::Transaction& transaction,
                                                    std::vector<PastState> const& states) {
  static nlohmann::json const nothing;
  std::vector<std::vector<ChangedField>> out;
  for (std::size_t i = 0; i < states.size(); ++i) {
    auto fields = changed_fields(i + 1 < states.size() ? states[i + 1].state : nothing, states[i].state);
    for (auto& each : fields) {
      each.before = with_names(transaction, each.before);
      each.after = with_names(transaction, each.after);
    }
    out.push_back(std::move(fields));
  }
  return out;
}

Html changes_part(std::vector<ChangedField> const& fields) {
  Table rows;
  rows.caption = "What changed";
  rows.columns = {{"Field"}, {"Was"}, {"Became"}};
  for (auto const& each : fields)
    rows.rows.push_back({{words(each.label), words(each.before.empty() ? "–" : each.before),
                          words(each.after.empty() ? "–" : each.after)}});
  return rows.rows.empty() ? Html{} : table(rows);
}

}  // namespace

Result<pages::Answer> history_page(pages::PageCall& call) {
  auto id = TRY(call.id<RecordId>("record"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    Loaded out{find_thing(transaction, id.text(), evidence::sight_of(call.actor())),
               history_of(transaction, id.text()),
               themes_reaching(transaction, id.text()),
               {}};
    out.changes = read_changes(transaction, out.states);
    return out;
  }));
  if (loaded.states.empty() || !loaded.thing)
    return refuse(ErrorKind::not_found, "Nothing of the plan has this history. Look in the plan.");
  Page page;
  page.title = "History of " + loaded.thing->title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  // Themes and actions have no page any more once they are taken out; this one is where they come back from.
  bool const has_page = !loaded.thing->is_ended || (loaded.thing->kind != "theme" && loaded.thing->kind != "action");
  if (has_page) page.breadcrumbs.push_back({words(loaded.thing->title), loaded.thing->address});
  page.body << head({.title = loaded.thing->title, .caption = "What it has been, newest first"});
  if (!has_page) page.body << inset(words("It was taken out of the plan. Restoring an earlier state brings it back."));
  // A document is changed by its own rules: what was approved changes only on request.
  bool may_restore = loaded.thing->kind != "pid" && may_on_thing(call, "action.edit", loaded.themes);
  std::vector<Event> events;
  for (std::size_t i = 0; i < loaded.states.size(); ++i) {
    auto const& each = loaded.states[i];
    Html what;
    what << "<p>" << each.actor << " " << each.verb << " it, by " << each.channel << ".</p>";
    if (!each.why.empty()) what << paragraph(said(each.why));
    what << changes_part(loaded.changes[i]);
    if (i > 0 && may_restore && !each.state.is_null())
      what << form({.action = Href{"/history/" + id.text()}, .csrf_token = call.csrf_token(), .body = [&] {
                      Html fields = hidden("sequence", std::to_string(each.sequence));
                      fields << button({.label = "Restore it as it was then", .kind = ButtonKind::secondary});
                      return fields;
                    }()});
    events.push_back({each.at.iso(), moment(each.at), what});
  }
  page.body << timeline(events);
  return pages::page(std::move(page));
}

Result<pages::Answer> restore_from_history(pages::PageCall& call) {
  auto id = TRY(call.id<RecordId>("record"));
  auto is_here = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return find_thing(transaction, id.text(), evidence::sight_of(call.actor())).has_value();
  }));
  if (!is_here) return refuse(ErrorKind::not_found, "Nothing of the plan has this history. Look in the plan.");
  TRY(call.perform("history restore",
                   {{"record", id.text()}, {"sequence", call.request().form("sequence").value_or("")}}));
  return pages::see_other("/history/" + id.text(), "It is as it was then. What it was until now stays in its history.");
}

}  // namespace gt::plans
