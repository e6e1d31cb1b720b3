#include "plans/pages/thing_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"

namespace gt::plans {

using namespace html;

namespace {

Html thing_link(Thing const& thing) {
  return link(words(thing.number.empty() || thing.kind == "theme" ? thing.title : thing.number + " " + thing.title),
              Href{thing.address});
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

// Kinds that are few enough to choose from a list. Actions and evidence are named by their numbers.
void add_choices(db::Transaction& transaction, std::vector<Option>& out, std::string_view kind) {
  if (kind == "theme")
    for (auto const& each : list_themes(transaction)) out.push_back({each.id.text(), "Theme: " + each.title, {}});
  if (kind == "finding")
    for (auto const& each : inspections::list_findings(transaction))
      out.push_back(
          {each.id.text(), fmt::format("Finding: {} {}", each.number.value_or(each.position), each.title), {}});
  if (auto const* record = find_record_kind(kind))
    for (auto const& each : list_records(transaction, *record))
      out.push_back({each.id.text(), fmt::format("{}: {} {}", capital(record->word), each.number, each.title), {}});
}

}  // namespace

Joins read_joins(db::Transaction& transaction, Thing const& thing, evidence::Sight sight) {
  Joins out;
  auto add = [&](std::string relation, std::string const& kind, std::string const& id, bool is_down) {
    auto other = find_thing(transaction, id, sight);
    if (!other && kind == "evidence" && find_thing(transaction, id)) return;  // out of this reader's sight
    bool is_broken = !other || other->is_ended;
    out.lines.push_back(
        {std::move(relation), other ? *std::move(other) : Thing{kind, id, "", "", "", true}, is_broken, is_down});
  };
  for (auto const& each : links_to(transaction, thing.id)) {
    auto const* rule = find_link_rule(each.from_kind, each.to_kind, each.relation);
    add(std::string(rule != nullptr ? rule->back : std::string_view(each.relation)), each.from_kind, each.from_id,
        false);
  }
  for (auto const& each : links_from(transaction, thing.id)) add(each.relation, each.to_kind, each.to_id, true);
  for (auto const& rule : link_rules()) {
    if (rule.from_kind == thing.kind && rule.to_kind != thing.kind) add_choices(transaction, out.choices, rule.to_kind);
    if (rule.to_kind == thing.kind && rule.from_kind != thing.kind)
      add_choices(transaction, out.choices, rule.from_kind);
  }
  std::erase_if(out.choices, [&](Option const& option) {
    return std::any_of(out.lines.begin(), out.lines.end(),
                       [&](auto const& line) { return line.other.id == option.value; });
  });
  return out;
}

Html joins_part(pages::PageCall const& call, Thing const& thing, Joins const& joins, bool may_edit,
                std::vector<std::string> const& skip) {
  Html out = heading(words("What it is joined to"), "joined");
  Table rows;
  rows.caption = "What this is joined to, up to the inspector’s sentence and down to the proof";
  rows.columns = {{"It"}, {"What"}, {"Kind"}};
  if (may_edit) rows.columns.push_back({"Link"});
  for (auto const& line : joins.lines) {
    // What the page shows by itself is left out here; a gap is shown by nothing else.
    if (!line.is_broken && std::find(skip.begin(), skip.end(), line.other.kind) != skip.end()) continue;
    Html what = line.other.address.empty() ? words("Something that is no longer here") : thing_link(line.other);
    if (line.is_broken) what = with_note(what, tag("Taken out: a gap in the thread", TagKind::warn));
    std::vector<Html> cells{words(line.relation), what, words(line.other.kind)};
    if (may_edit)
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
  out << (rows.rows.empty() ? paragraph(words("It is joined to nothing yet, so nobody will come to it from a finding."))
                            : table(rows));
  if (!may_edit) return out;
  Html fields;
  if (!joins.choices.empty()) {
    auto choices = joins.choices;
    choices.insert(choices.begin(), Option{"", "Choose", {}});
    fields << select({.name = "other", .label = "Join it to", .options = choices});
  }
  fields << text_input({.name = "action_number",
                        .label = "Or to the action with this number",
                        .inputmode = "numeric",
                        .width = 5})
         << hidden("of", thing.id) << hidden("back", thing.address)
         << button({.label = "Join", .kind = ButtonKind::secondary});
  out << details("Join it to something else",
                 form({.action = "/links/add", .csrf_token = call.csrf_token(), .body = fields}));
  return out;
}

Html history_link(Thing const& thing) {
  return paragraph(link(words("History: what it has been, who changed it and why"), Href{"/history/" + thing.id}));
}

std::vector<Option> under_options(db::Transaction& transaction, RecordKind const& kind) {
  std::vector<Option> out;
  for (auto const& rule : link_rules())
    if (rule.to_kind == kind.word) add_choices(transaction, out, rule.from_kind);
  return out;
}

std::string with_names(db::Transaction& transaction, std::string const& text) {
  std::string out;
  for (std::size_t start = 0; start <= text.size();) {
    auto end = text.find("; ", start);
    auto piece = text.substr(start, end == std::string::npos ? end : end - start);
    if (is_opaque_id(piece)) {
      auto account = people::account_name(transaction, AccountId::trusted(piece));
      auto thing = account ? std::nullopt : find_thing(transaction, piece, evidence::Sight::open_only);
      piece = account ? *account : thing ? thing->title : "something that is no longer here";
    }
    out += (out.empty() ? "" : "; ") + piece;
    if (end == std::string::npos) break;
    start = end + 2;
  }
  return out;
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
    for (auto const& each : list_records(transaction, *find_record_kind("project")))
      out.push_back({each.id.text(), fmt::format("{} {}", each.number, each.title), {}});
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
