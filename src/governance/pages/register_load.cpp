#include "governance/pages/register_load.h"

#include <map>

#include <fmt/format.h>

#include "governance/decisions/decision_store.h"
#include "governance/decisions/pages/chain_parts.h"
#include "governance/registers/entry_store.h"

namespace gt::governance {

using namespace html;
using records::capital;

namespace {

tl::unexpected<Error> no_such_record(records::Kind const& kind) {
  return refuse(ErrorKind::not_found,
                fmt::format("There is no such {} here, or it is private. Look in its register.", kind.word));
}

}  // namespace

Sight record_sight(pages::PageCall const& call, db::Transaction& transaction) {
  return sight_of(transaction, call.actor(), call.environment().clock.today());
}

Page register_frame(records::Kind const& kind, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = boards_section;
  page.breadcrumbs = {boards_link()};
  if (kind.inside.empty() && kind.word != "body")
    page.breadcrumbs.push_back({words(capital(kind.plural)), kind.address});
  return page;
}

std::string add_words(records::Kind const& kind) {
  // Where the kind's own word would read poorly after "a".
  static std::map<std::string, std::string> const known{{"membership", "Add a member"},
                                                        {"report given", "Add a report"},
                                                        {"assurance event", "Add a visit or review"},
                                                        {"external view", "Add what they said"},
                                                        {"own view", "Add our own view"},
                                                        {"intervention stage", "Add a stage"}};
  if (auto const found = known.find(kind.word); found != known.end()) return found->second;
  bool const is_vowel = std::string_view("aeiou").find(kind.word.front()) != std::string_view::npos;
  return fmt::format("Add {} {}", is_vowel ? "an" : "a", kind.word);
}

Result<LoadedRecord> load_record(pages::PageCall const& call, records::Kind const& kind, LoadFor purpose) {
  auto const id = TRY(call.id<EntryId>(kind.key()));
  auto loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<LoadedRecord> {
    auto const seen = record_sight(call, transaction);
    auto const evidence_sight = evidence::sight_of(call.actor());
    auto entry = find_entry(transaction, id.text(), seen);
    if (!entry || entry->kind != &kind) return std::nullopt;
    LoadedRecord out{*entry, {}, {}, {}, {}, {}};
    Names names{transaction, seen, evidence_sight};
    names.read(*entry);
    if (purpose == LoadFor::form) {
      out.choices = read_choices(transaction, *entry, seen, evidence_sight);
    } else {
      out.inside = list_entries(transaction, {.parent = id.text()}, seen);
      for (auto const& each : out.inside) names.read(each);
      out.past = history_of(transaction, id.text(), seen);
      if (kind.word == "recommendation") out.decisions = decisions_answering(transaction, id.text(), seen);
      for (auto const& each : out.decisions) read_chain(names, each);
    }
    out.names = names.all();
    return out;
  }));
  if (!loaded) return no_such_record(kind);
  return *std::move(loaded);
}

}  // namespace gt::governance
