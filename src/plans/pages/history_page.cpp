#include "plans/history/difference.h"
#include "plans/history/find_history.h"
#include "plans/history/plain_words.h"
#include "plans/history/restoring.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;

namespace {

struct LoadedHistory {
  Thing thing;
  history::Area area;
  std::vector<PastState> states;
  std::vector<std::vector<ChangedField>> changes;
  bool may_restore = false;
};

tl::unexpected<Error> no_history() {
  return refuse(ErrorKind::not_found, "Nothing here has this history. Look in the plan, or in the list of evidence.");
}

// What each state changed in the one before it, the next in a list that is newest first; with names for ids.
std::vector<std::vector<ChangedField>> read_changes(db::Transaction& transaction, history::Area area,
                                                    std::vector<PastState> const& states) {
  static nlohmann::json const nothing;
  std::vector<std::vector<ChangedField>> out;
  for (std::size_t i = 0; i < states.size(); ++i) {
    auto fields = changed_fields(i + 1 < states.size() ? states[i + 1].state : nothing, states[i].state);
    for (auto& each : fields) {
      if (area == history::Area::evidence)
        if (auto const label = evidence::label_of_field(each.name); !label.empty()) each.label = label;
      if (area != history::Area::plan) continue;  // their states hold words alone
      each.label = plain_label(states[i].kind, each);
      each.before = with_names(transaction, each.before);
      each.after = with_names(transaction, each.after);
    }
    out.push_back(std::move(fields));
  }
  return out;
}

// A document is changed by its own rules: what was approved changes only on request.
bool may_restore(db::Transaction& transaction, pages::PageCall const& call, Thing const& thing) {
  if (thing.kind == "finding") return inspections::may_change_findings(call.actor());
  if (thing.kind == "evidence") {
    auto const found =
        evidence::find_many(transaction, {evidence::EvidenceId::trusted(thing.id)}, evidence::sight_of(call.actor()));
    return !found.empty() && evidence::may_change(call.actor(), found.front());
  }
  return thing.kind != "pid" && may_on_thing(call, "action.edit", themes_reaching(transaction, thing.id));
}

std::optional<LoadedHistory> load_history(db::Transaction& transaction, pages::PageCall const& call,
                                          std::string const& id) {
  auto const thing = find_thing(transaction, id, evidence::sight_of(call.actor()));
  auto const found = find_history(transaction, id, call.actor());
  if (!thing || !found || (found->area == history::Area::plan && found->states.empty())) return std::nullopt;
  return LoadedHistory{*thing, found->area, found->states, read_changes(transaction, found->area, found->states),
                       may_restore(transaction, call, *thing)};
}

// Where it was taken out, the page of a theme or an action is gone, and evidence has none either: they come back from
// here.
bool has_page(Thing const& thing) {
  return !thing.is_ended || (thing.kind != "theme" && thing.kind != "action" && thing.kind != "evidence");
}

Html what_happened(PastState const& state) {
  Html out;
  if (state.verb == history::as_it_stood)
    out << "<p>It stood like this before its changes were kept here.</p>";
  else
    out << "<p>" << state.actor << " " << state.verb << " it, by " << state.channel << ".</p>";
  if (!state.why.empty()) out << paragraph(said(state.why));
  return out;
}

// A page has one for each state, and names on it must differ.
std::string why_name(std::string const& sequence) { return "why-" + sequence; }

std::string_view heading_of(std::string const& verb) {
  if (verb == "added") return "Added";
  if (verb == "ended") return "Taken out";
  if (verb == "restored") return "Restored";
  if (verb == history::as_it_stood) return "As it stood";
  return "Changed";
}

// Nothing to offer where all that differs is what restoring leaves alone, such as a due date.
bool may_come_back(LoadedHistory const& loaded, PastState const& state) {
  auto const& now = loaded.states.front().state;
  if (state.state.is_null()) return false;
  if (loaded.area == history::Area::plan) return restores_something(state, now);
  return now.is_null() || !changed_fields(state.state, now).empty();
}

Html restore_form(pages::PageCall const& call, LoadedHistory const& loaded, PastState const& state) {
  Html fields = hidden("sequence", std::to_string(state.sequence));
  // What this reader saw on top: nothing that came after it is overwritten unseen.
  fields << hidden("newest", std::to_string(loaded.states.front().sequence))
         << text_input({.name = why_name(std::to_string(state.sequence)),
                        .label = "Why it is restored (you may leave this empty)"})
         << button({.label = "Restore it as it was then",
                    .kind = ButtonKind::secondary,
                    .about = "on " + state.at.printed()});
  return form({.action = Href{"/history/" + loaded.thing.id}, .csrf_token = call.csrf_token(), .body = fields});
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
  auto loaded = TRY(
      call.read("plan.view", [&](db::Transaction& transaction) { return load_history(transaction, call, id.text()); }));
  if (!loaded) return no_history();
  auto const& thing = loaded->thing;
  Page page;
  page.title = "History of " + thing.title;
  page.section = thing.kind == "finding" ? inspections_section : plan_section;
  page.breadcrumbs = {thing.kind == "finding"    ? Link{words("Inspections"), "/inspections"}
                      : thing.kind == "evidence" ? Link{words("Evidence"), "/evidence"}
                                                 : plan_link()};
  if (has_page(thing)) page.breadcrumbs.push_back({words(thing.title), thing.address});
  page.body << head({.title = thing.title, .caption = "What it has been, newest first"});
  if (!has_page(thing))
    page.body << inset(words(thing.kind == "evidence"
                                 ? "It was taken out. Restoring an earlier state brings it back."
                                 : "It was taken out of the plan. Restoring an earlier state brings it back."));
  if (!loaded->states.empty()) page.body << paragraph(words("Things are called here what they are called now."));
  if (loaded->area == history::Area::plan && loaded->may_restore && loaded->states.size() > 1)
    page.body << paragraph(
        words("Restoring an earlier state brings back its words. It changes no due date and no link: ask for another "
              "date, and join things on their own pages."));
  if (loaded->states.empty())
    page.body << paragraph(words("Nothing has changed since its history is kept. Its own page says what it is."));
  if (thing.kind == "evidence" && loaded->may_restore && loaded->states.size() > 1)
    page.body << paragraph(
        words("Restoring an earlier state asks for a new review wherever changing the evidence would. What is "
              "restricted to reviewers stays so."));
  std::vector<Event> events;
  for (std::size_t i = 0; i < loaded->states.size(); ++i) {
    auto const& each = loaded->states[i];
    Html title = words(std::string(heading_of(each.verb)));
    title << visually_hidden(" on " + each.at.printed());
    Html what = heading(title);
    what << what_happened(each) << changes_part(loaded->changes[i]);
    if (i > 0 && loaded->may_restore && may_come_back(*loaded, each)) what << restore_form(call, *loaded, each);
    events.push_back({each.at.iso(), moment(each.at), what});
  }
  page.body << timeline(events);
  return pages::page(std::move(page));
}

Result<pages::Answer> restore_from_history(pages::PageCall& call) {
  auto id = TRY(call.id<RecordId>("record"));
  auto found = TRY(call.read(
      "plan.view", [&](db::Transaction& transaction) { return find_history(transaction, id.text(), call.actor()); }));
  if (!found) return no_history();
  auto const sequence = call.request().form("sequence").value_or("");
  nlohmann::json input{{"sequence", sequence},
                       {"newest", call.request().form("newest").value_or("")},
                       {"why", call.request().form(why_name(sequence)).value_or("")}};
  bool is_changed = true;
  // Each by the operation whose permission is that of changing the thing.
  switch (found->area) {
    case history::Area::evidence:
      input["evidence"] = id.text();
      TRY(call.perform("evidence restore", input));
      break;
    case history::Area::inspections:
      input["finding"] = id.text();
      TRY(call.perform("finding restore", input));
      break;
    case history::Area::plan:
      input["record"] = id.text();
      is_changed = TRY(call.perform("history restore", input)).value("changed", true);
      break;
  }
  if (!is_changed)
    return pages::see_other(
        "/history/" + id.text(),
        "Nothing else differed, and nothing was changed. Dates are not brought back here; ask for another date.");
  return pages::see_other("/history/" + id.text(), "It is as it was then. What it was until now stays in its history.");
}

}  // namespace gt::plans
