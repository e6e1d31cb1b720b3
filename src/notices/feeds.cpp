#include "notices/feeds.h"

#include <algorithm>

#include <fmt/format.h>

#include "notices/icalendar.h"
#include "notices/sql.h"
#include "people/people.h"
#include "platform/auth/tokens.h"

namespace gt::notices {

namespace {

constexpr std::int64_t used_step = 60 * 60;  ///< seconds; a feed's last use is written at most so often

Feed feed_from(db::Row const& row) {
  auto const kind = feed_kind(row.text("scope"));
  ENSURE(kind.has_value());
  return {
      row.id<FeedId>("id"), {*kind, row.text("theme")}, row.instant("created_at"), row.optional_instant("last_used")};
}

}  // namespace

std::string_view word(FeedScope::Kind kind) {
  switch (kind) {
    case FeedScope::Kind::mine:
      return "mine";
    case FeedScope::Kind::theme:
      return "theme";
    case FeedScope::Kind::programme:
      return "programme";
  }
  ENSURE(false);
}

std::optional<FeedScope::Kind> feed_kind(std::string_view text) {
  for (auto each : {FeedScope::Kind::mine, FeedScope::Kind::theme, FeedScope::Kind::programme})
    if (text == word(each)) return each;
  return std::nullopt;
}

std::vector<Feed> feeds_of(db::Transaction& transaction, AccountId const& account) {
  std::vector<Feed> out;
  for (auto const& row : transaction.rows(sql::list_feeds, {{"account", account}})) out.push_back(feed_from(row));
  return out;
}

std::optional<Feed> find_feed(db::Transaction& transaction, FeedId const& id, AccountId const& account) {
  auto const row = transaction.row(sql::find_feed, {{"id", id}, {"account", account}});
  if (!row) return std::nullopt;
  return feed_from(*row);
}

std::string insert_feed(db::Transaction& transaction, Feed const& feed, AccountId const& account) {
  auto token = auth::new_token();
  transaction.execute(sql::insert_feed, {{"id", feed.id},
                                         {"account", account},
                                         {"token_hash", auth::token_hash(token)},
                                         {"scope", word(feed.scope.kind)},
                                         {"theme", feed.scope.theme},
                                         {"created_at", feed.created_at}});
  return token;
}

bool stop_feed(db::Transaction& transaction, FeedId const& id, AccountId const& account, Instant now) {
  return transaction.execute(sql::stop_feed, {{"id", id}, {"account", account}, {"now", now}}) == 1;
}

std::string feed_path(std::string const& token) { return "/calendar/" + token + ".ics"; }

std::string feed_name(FeedScope const& scope, std::vector<html::Option> const& themes) {
  if (scope.kind == FeedScope::Kind::mine) return "My due dates";
  if (scope.kind == FeedScope::Kind::programme) return "The whole programme";
  for (auto const& each : themes)
    if (each.value == scope.theme) return "Theme: " + each.label;
  return "A theme that was taken out";
}

std::optional<FeedContent> read_feed(db::Database& database, Clock const& clock, Sources const& sources,
                                     std::string_view token, std::string const& public_address) {
  if (token.size() != auth::token_length) return std::nullopt;
  auto const now = clock.now();
  std::optional<db::Row> row;
  {
    auto transaction = database.read(std::nullopt);
    row = transaction.row(sql::feed_by_token, {{"token_hash", auth::token_hash(token)}});
  }
  if (!row) return std::nullopt;
  auto const authority = row->id<AuthorityId>("authority");
  auto const kind = feed_kind(row->text("scope"));
  ENSURE(kind.has_value());
  FeedScope const scope{*kind, row->text("theme")};
  FeedContent content;
  {
    auto transaction = database.read(authority);
    auto const owner = people::member_here(transaction, row->id<AccountId>("account"));
    if (!owner || !operations::may(owner->actor, "plan.view")) return std::nullopt;
    auto const council = people::authority_here(transaction).display_name;
    CalendarWords words{
        fmt::format("{} – {}", feed_name(scope, sources.themes(transaction)), council), {}, public_address};
    for (auto const& source : sources.calendar)
      for (auto& item : source(transaction, owner->actor, scope, now.london_date())) {
        // A calendar program that is told of a change to come would wait for it.
        item.changed = std::min(item.changed, now);
        words.items.push_back(std::move(item));
      }
    content.text = icalendar(words);
  }
  content.etag = auth::token_hash(content.text).substr(0, 32);
  auto const last_used = row->optional_instant("last_used");
  if (!last_used || now >= last_used->plus_seconds(used_step)) {
    auto transaction = database.change(authority);
    transaction.execute(sql::feed_used, {{"id", row->text("id")}, {"now", now}});
    transaction.commit();
  }
  return content;
}

}  // namespace gt::notices
