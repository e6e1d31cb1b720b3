#include "governance/said_of_things.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "governance/decisions/decision_store.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "governance/sql.h"
#include "platform/db/id_list.h"

namespace gt::governance {

namespace {

constexpr std::int64_t most_promises = 100;
constexpr std::size_t most_shown = 20;
/// Read together: most readers see all of them, so that the first read is the last.
constexpr std::size_t at_once = most_shown + 1;
/// Of one thing, since some may be out of sight.
constexpr std::size_t most_read = 40;

struct Linked {
  std::string record, kind, on;
};

// Newest first, each once.
std::vector<Linked> linked_to(db::Transaction& transaction, std::vector<std::string> const& things) {
  std::map<std::string, Linked> found;
  for (auto const& row : transaction.rows(
           sql::list_links_of_things,
           {{"things", db::id_list({things.begin(), things.end()})}, {"limit", static_cast<std::int64_t>(most_read)}}))
    found.try_emplace(row.text("record"), Linked{row.text("record"), row.text("kind"), row.text("on_day")});
  std::vector<Linked> out;
  for (auto const& [id, each] : found) out.push_back(each);
  std::sort(out.begin(), out.end(),
            [](Linked const& a, Linked const& b) { return std::tie(b.on, a.record) < std::tie(a.on, b.record); });
  return out;
}

std::optional<Date> day_of(std::string const& iso) {
  auto const day = Date::from_iso(iso);
  return day ? std::optional(*day) : std::nullopt;
}

class Reading {
 public:
  Reading(db::Transaction& transaction, Sight const& sight, Date today)
      : transaction_{transaction}, sight_{sight}, today_{today} {
    for (auto const& each : list_bodies(transaction)) bodies_.emplace(each.id.text(), each.title);
  }

  /// Finds them at once, for `read`.
  void find(std::span<Linked const> linked) {
    std::set<std::string> items, entries;
    for (auto const& each : linked)
      if (each.kind != "decision") (each.kind == "agenda item" ? items : entries).insert(each.record);
    items_ = find_items(transaction_, items, sight_);
    entries_ = find_entries(transaction_, entries, sight_);
  }

  std::optional<SaidOfThing> read(Linked const& linked) const {
    if (linked.kind == "decision") return decision(linked);
    if (linked.kind == "agenda item") return item(linked);
    return entry(linked);
  }

 private:
  std::string body_name(std::string const& id) const {
    auto const found = bodies_.find(id);
    return found == bodies_.end() ? "" : found->second;
  }
  std::optional<SaidOfThing> decision(Linked const& linked) const {
    auto const found = find_decision(transaction_, DecisionId::trusted(linked.record), sight_);
    if (!found || !found->is_seen) return std::nullopt;
    return SaidOfThing{"decision",       found->title,       "/decisions/" + linked.record,
                       found->body_name, found->known_day(), std::string(word(state_of(*found)))};
  }
  std::optional<SaidOfThing> item(Linked const& linked) const {
    auto const found = items_.find(linked.record);
    if (found == items_.end() || found->second.is_out_of_sight) return std::nullopt;
    auto const& item = found->second;
    return SaidOfThing{
        "agenda item",        item.title,        "/meetings/" + item.meeting.text() + "#item-" + linked.record,
        body_name(item.body), day_of(linked.on), item.minutes.empty() ? "" : "minuted"};
  }
  std::optional<SaidOfThing> entry(Linked const& linked) const {
    auto const found = entries_.find(linked.record);
    if (found == entries_.end() || found->second.is_ended) return std::nullopt;
    auto const& entry = found->second;
    bool const is_late = entry.kind->word == "promise" && state_of(entry) == "open" && days_late(entry, today_) > 0;
    return SaidOfThing{entry.kind->word,  entry.title,     entry.address(), body_name(entry.body.value_or("")),
                       day_of(linked.on), state_of(entry), is_late};
  }

  db::Transaction& transaction_;
  Sight const& sight_;
  Date today_;
  std::map<std::string, std::string> bodies_;
  std::map<std::string, Item> items_;
  std::map<std::string, Entry> entries_;
};

}  // namespace

std::vector<Entry> promises_to_answer(db::Transaction& transaction, operations::Actor const& person, Date today) {
  if (!operations::may(person, "board.view")) return {};
  return list_promises_to_answer(transaction, person.account, sight_of(transaction, person, today), today,
                                 most_promises);
}

SaidOfThings said_of_things(db::Transaction& transaction, operations::Actor const& reader,
                            std::vector<std::string> const& things, Date today) {
  SaidOfThings out;
  if (!operations::may(reader, "board.view")) return out;
  auto const linked = linked_to(transaction, things);
  if (linked.empty()) return out;
  auto const sight = sight_of(transaction, reader, today);
  Reading reading{transaction, sight, today};
  for (std::size_t at = 0; at < linked.size(); ++at) {
    if (out.newest.size() == most_shown) {
      out.is_all = false;
      break;
    }
    if (at % at_once == 0) reading.find(std::span{linked}.subspan(at, std::min(at_once, linked.size() - at)));
    if (auto said = reading.read(linked[at])) out.newest.push_back(*std::move(said));
  }
  return out;
}

}  // namespace gt::governance
