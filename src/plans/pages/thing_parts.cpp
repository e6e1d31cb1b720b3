#include "plans/pages/thing_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/lists/things.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"

namespace gt::plans {

using namespace html;
using records::capital;

namespace {

Html thing_link(Thing const& thing) {
  return link(words(thing.number.empty() || thing.kind == "theme" ? thing.title : thing.number + " " + thing.title),
              Href{thing.address});
}

// What may be joined to a thing of this kind. Actions and evidence are named by their numbers.
std::vector<Option> choices_for(db::Transaction& transaction, std::vector<std::string_view> const& kinds) {
  std::vector<Option> out;
  auto wants = [&](std::string_view kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
  if (wants("theme"))
    for (auto const& each : list_themes(transaction)) out.push_back({each.id.text(), "Theme: " + each.title, {}});
  if (wants("finding"))
    for (auto const& each : inspections::list_findings(transaction))
      out.push_back(
          {each.id.text(), fmt::format("Finding: {} {}", each.number.value_or(each.position), each.title), {}});
  for (auto const& each : record_names(transaction))
    if (wants(each.kind->word))
      out.push_back({each.id, fmt::format("{}: {} {}", capital(each.kind->word), each.number, each.title), {}});
  return out;
}

// Both ends of the rules: what a thing of this kind may be joined to, in the order of the rules, each kind once.
std::vector<std::string_view> joinable_kinds(std::string_view kind) {
  std::vector<std::string_view> out;
  auto add = [&](std::string_view other) {
    if (other != kind && std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
  };
  for (auto const& rule : link_rules()) {
    if (rule.from_kind == kind) add(rule.to_kind);
    if (rule.to_kind == kind) add(rule.from_kind);
  }
  return out;
}

}  // namespace

std::vector<Option> join_choices(db::Transaction& transaction, std::string const& kind) {
  return choices_for(transaction, joinable_kinds(kind));
}

Joins read_joins(db::Transaction& transaction, Thing const& thing, evidence::Sight sight,
                 std::set<std::string> const& shown) {
  Joins out;
  auto up = links_to(transaction, thing.id), down = links_from(transaction, thing.id);
  auto links = up;
  links.insert(links.end(), down.begin(), down.end());
  std::set<std::string> joined;
  for (auto const& each : links) joined.insert(each.from_id == thing.id ? each.to_id : each.from_id);
  std::erase_if(links, [&](auto const& each) { return shown.contains(each.from_id) || shown.contains(each.to_id); });
  auto others = other_ends(transaction, links, thing.id, sight);
  auto add = [&](std::string relation, std::string const& kind, std::string const& id, bool is_down) {
    if (shown.contains(id)) {
      out.lines.push_back({std::move(relation), Thing{kind, id, "", "", "", false}, false, is_down});
      return;
    }
    auto other = others.find(id);
    bool is_here = other != others.end();
    if (!is_here && kind == "evidence" && find_thing(transaction, id)) return;  // out of this reader's sight
    bool is_broken = !is_here || other->second.is_ended;
    out.lines.push_back(
        {std::move(relation), is_here ? other->second : Thing{kind, id, "", "", "", true}, is_broken, is_down});
  };
  for (auto const& each : up) {
    auto const* rule = find_link_rule(each.from_kind, each.to_kind, each.relation);
    add(std::string(rule != nullptr ? rule->back : std::string_view(each.relation)), each.from_kind, each.from_id,
        false);
  }
  for (auto const& each : down) add(each.relation, each.to_kind, each.to_id, true);
  out.has_many_choices = count_records(transaction) > most_choices_here;
  if (out.has_many_choices) return out;
  out.choices = join_choices(transaction, thing.kind);
  std::erase_if(out.choices, [&](Option const& option) { return joined.contains(option.value); });
  return out;
}

Html join_fields(Thing const& thing, std::string const& back, std::vector<Option> choices, FormState const& state) {
  Html fields;
  if (!choices.empty()) {
    choices.insert(choices.begin(), Option{"", "Choose", {}});
    fields << select({.name = "other", .label = "Join it to", .options = choices}, state);
  }
  bool const waits = thing.kind == "action";
  fields << text_input({.name = "action_number",
                        .label = waits ? "This action waits for the action with this number"
                                       : "Or to the action with this number",
                        .inputmode = "numeric",
                        .width = 5},
                       state)
         << hidden("of", thing.id) << hidden("back", back) << button({.label = "Join", .kind = ButtonKind::secondary});
  return fields;
}

namespace {

// What a finding’s thread runs through is missed when it is joined to nothing; goals and stages stand by themselves.
std::string_view joined_to_nothing(Thing const& thing, bool is_joined) {
  if (is_joined) return "It is joined to nothing else.";
  for (auto const* kind : {"theme", "project", "objective", "action"})
    if (thing.kind == kind) return "It is joined to nothing yet, so nobody will come to it from a finding.";
  return "It is joined to nothing yet.";
}

}  // namespace

Html gap_link(Thing const& thing) {
  auto past = thing;
  if (thing.kind == "theme" || thing.kind == "action") past.address = "/history/" + thing.id;
  bool const is_named = !thing.address.empty();
  return with_note(is_named ? thing_link(past) : words("Something that is no longer here"),
                   tag("Taken out: a gap in the thread", TagKind::warn));
}

Html joins_part(pages::PageCall const& call, Thing const& thing, Joins const& joins, bool may_edit,
                std::vector<std::string> const& skip) {
  Html out = heading(words("What it is joined to"), "joined");
  Table rows;
  rows.caption = "What this is joined to, up to the inspector’s sentence and down to the proof";
  rows.columns = {{"It"}, {"What"}, {"Kind"}};
  bool const may_join = may_edit && !joinable_kinds(thing.kind).empty();
  if (may_join) rows.columns.push_back({"Link"});
  // What the page shows by itself is left out here; a gap is shown by nothing else.
  auto is_shown_elsewhere = [&](Joins::Line const& line) {
    return !line.is_broken && std::find(skip.begin(), skip.end(), line.other.kind) != skip.end();
  };
  auto cells_of = [](Joins::Line const& line) {
    return std::vector<Html>{words(line.relation), line.is_broken ? gap_link(line.other) : thing_link(line.other),
                             words(line.other.kind)};
  };
  for (auto const& line : joins.lines) {
    if (is_shown_elsewhere(line)) continue;
    auto cells = cells_of(line);
    if (may_join)
      cells.push_back(button_link(
          {.label = "Remove",
           .action = "/links/remove",
           .csrf_token = call.csrf_token(),
           .about = "the link with " + line.other.title,
           .fields = {{"from", line.is_down ? thing.id : line.other.id},
                      {"to", line.is_down ? line.other.id : thing.id},
                      {"relation", line.relation == "waits for" || line.relation == "holds up" ? "waits for" : ""},
                      {"back", thing.address}}}));
    rows.rows.push_back({cells});
  }
  for (auto const& line : joins.by_way) {
    if (is_shown_elsewhere(line)) continue;
    auto cells = cells_of(line);
    if (may_join) cells.emplace_back();  // its link is taken away where it was made
    rows.rows.push_back({cells});
  }
  bool const is_joined = !joins.lines.empty() || !joins.by_way.empty();
  out << (rows.rows.empty() ? paragraph(words(joined_to_nothing(thing, is_joined))) : table(rows));
  if (!may_join) return out;
  if (joins.has_many_choices) {
    out << paragraph(link(words("Join it to something else"), Query{}.with("of", thing.id).at("/links/new")));
    return out;
  }
  out << details("Join it to something else", form({.action = "/links/add",
                                                    .csrf_token = call.csrf_token(),
                                                    .body = join_fields(thing, thing.address, joins.choices)}));
  return out;
}

Html history_link(Thing const& thing) {
  return paragraph(link(words("History: what it has been, who changed it and why"), Href{"/history/" + thing.id}));
}

std::vector<Option> under_options(db::Transaction& transaction, RecordKind const& kind) {
  std::vector<std::string_view> kinds;
  for (auto const& rule : link_rules())
    if (rule.to_kind == kind.word) kinds.push_back(rule.from_kind);
  return choices_for(transaction, kinds);
}

std::vector<Option> account_options(db::Transaction& transaction) {
  std::vector<Option> out{{"", "Nobody with an account", {}}};
  for (auto const& each : people::accounts_here(transaction))
    out.push_back({each.id.text(), fmt::format("{} ({})", each.name, each.roles), {}});
  return out;
}

std::vector<Option> accounts_to_choose(pages::PageCall const& call) {
  auto read = call.read("plan.view", [](db::Transaction& transaction) { return account_options(transaction); });
  return read ? *std::move(read) : std::vector<Option>{{"", "Nobody with an account", {}}};
}

std::vector<Option> projects_to_choose(pages::PageCall const& call) {
  auto read = call.read("plan.view", [](db::Transaction& transaction) {
    std::vector<Option> out;
    for (auto const& each : record_names(transaction, find_record_kind("project")))
      out.push_back({each.id, fmt::format("{} {}", each.number, each.title), {}});
    return out;
  });
  return read ? *std::move(read) : std::vector<Option>{};
}

bool may_on_thing(pages::PageCall const& call, std::string_view permission, std::vector<std::string> const& themes) {
  if (operations::may_on_theme(call.actor(), permission, "")) return true;  // a role that is not narrowed
  return std::any_of(themes.begin(), themes.end(),
                     [&](auto const& theme) { return operations::may_on_theme(call.actor(), permission, theme); });
}

}  // namespace gt::plans
