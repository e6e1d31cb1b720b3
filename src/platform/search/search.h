#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "platform/search/query.h"
#include "platform/search/snippet.h"

/// Search over every record that slices put here, the same on both databases. Slices call `put` and `remove` from
/// their own operations, in the same transaction; every row is the transaction's council's.
namespace gt::search {

/// A record as it can be found.
struct Document {
  std::string kind;  ///< "finding", "action"; with the id it names the record
  std::string id;
  std::string title;       ///< how a person calls it
  std::string body;        ///< everything else worth finding; may be empty
  std::string address;     ///< its page: "/findings/k7m2q9x4t8v3b6dp"
  std::string permission;  ///< who may read it, e.g. "inspection.view", or `held_everywhere` of it

  friend bool operator==(Document const&, Document const&) = default;
};

/// For records that only those may read who hold the permission for everything, not for a theme or a body alone.
std::string held_everywhere(std::string_view permission);

/// Words of a title and of a body that can be found and are kept; more are cut off.
constexpr std::size_t kTitleWords = 200;
constexpr std::size_t kBodyWords = 4000;

/// Adds the record, or puts it in the place of what was known of it.
void put(db::Transaction& transaction, Document const& document);
/// Nothing happens when it is not there.
void remove(db::Transaction& transaction, std::string_view kind, std::string_view id);
/// Forgets every record of the council, before it is filled anew.
void clear(db::Transaction& transaction);

struct Page {
  int number = 1;  ///< from 1
  int size = 20;
};

/// One record found.
struct Hit {
  std::string kind, id, address;
  std::vector<Piece> title;
  std::vector<Piece> snippet;  ///< of the body; empty when there is none
};

struct KindCount {
  std::string kind;
  std::int64_t count = 0;

  friend bool operator==(KindCount const&, KindCount const&) = default;
};

struct Results {
  std::vector<Hit> hits;         ///< of the page asked for, best first
  std::int64_t total = 0;        ///< of every page, of the kind asked for
  std::vector<KindCount> kinds;  ///< of every kind, by name
  bool asks_something = false;   ///< false when there was no word to look for
};

/// What the council holds that the reader may see: a record whose permission is not among `permissions_held` is neither
/// shown nor counted. No text is an error; see `parse` for what it may hold. Empty `kind` asks for every kind.
Results find(db::Transaction& transaction, std::string_view typed, std::vector<std::string> const& permissions_held,
             Page page = {}, std::string_view kind = {});

}  // namespace gt::search
