#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notices/notices.h"

/// Addresses from which calendar programs read due dates without signing in. The address is the secret; only its hash
/// is kept, so it is shown once.
namespace gt::notices {

std::string_view word(FeedScope::Kind kind);
std::optional<FeedScope::Kind> feed_kind(std::string_view text);

struct Feed {
  FeedId id;
  FeedScope scope;
  Instant created_at;
  std::optional<Instant> last_used;
};
/// Those of this person that were not stopped, oldest first.
std::vector<Feed> feeds_of(db::Transaction& transaction, AccountId const& account);
std::optional<Feed> find_feed(db::Transaction& transaction, FeedId const& id, AccountId const& account);
/// The secret, which is kept nowhere.
std::string insert_feed(db::Transaction& transaction, Feed const& feed, AccountId const& account);
bool stop_feed(db::Transaction& transaction, FeedId const& id, AccountId const& account, Instant now);

/// `/calendar/{secret}.ics`
std::string feed_path(std::string const& token);

/// What is behind a secret, read as its owner may read it now.
struct FeedContent {
  std::string text;  ///< the iCalendar file
  std::string etag;
};
/// Nothing when the secret is unknown or stopped, or its owner may not sign in or not see the plan any more.
std::optional<FeedContent> read_feed(db::Database& database, Clock const& clock, Sources const& sources,
                                     std::string_view token, std::string const& public_address);

/// "My due dates", "Theme: Supervision", "The whole programme".
std::string feed_name(FeedScope const& scope, std::vector<html::Option> const& themes);

}  // namespace gt::notices
