#include <algorithm>

#include "notices/feeds.h"
#include "notices/operations_parts.h"

namespace gt::notices {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

constexpr char const* example = "k7m2q9x4t8v3b6dp";
constexpr std::size_t most_feeds = 20;

// An address outlives the token it would be made with.
Result<void> refuse_tokens(Call const& call) {
  if (!call.actor().only_permissions) return {};
  return refuse(ErrorKind::forbidden,
                "A token cannot make a calendar address, which would outlive it. Sign in and make it on a page.");
}

struct Add {
  std::string scope;
  std::optional<Id<struct ThemeTag>> theme;
  SharedSources sources;
};

void note(Call& call, Feed const& feed, std::string const& name, bool is_made) {
  json const view{{"shows", name}, {"made", feed.created_at.iso()}};
  call.changed({"calendar", feed.id.text(), name, is_made ? json(nullptr) : view, is_made ? view : json(nullptr)});
}

Result<json> run_add(Call& call, Add const& input) {
  TRY(refuse_tokens(call));
  call.allow_own();
  auto const kind = feed_kind(input.scope);
  if (!kind) return refuse_field("scope", "Choose mine, theme or programme.");
  FeedScope scope{*kind, ""};
  auto const themes = input.sources->themes(call.db());
  if (*kind == FeedScope::Kind::theme) {
    auto chosen = input.theme ? input.theme->text() : "";
    if (std::none_of(themes.begin(), themes.end(), [&](auto const& each) { return each.value == chosen; }))
      return refuse_field("theme", "Choose one of the plan’s themes.");
    scope.theme = chosen;
  }
  if (feeds_of(call.db(), call.actor().account).size() >= most_feeds)
    return refuse(ErrorKind::conflict, "You have 20 calendar addresses already. Stop one that you do not use.");
  Feed const feed{FeedId::fresh(), scope, call.now(), {}};
  auto const token = insert_feed(call.db(), feed, call.actor().account);
  note(call, feed, feed_name(scope, themes), true);
  return json{{"feed", feed.id.text()}, {"path", feed_path(token)}};
}

struct One {
  std::optional<FeedId> feed;
  SharedSources sources;
};

Result<Feed> own_feed(Call& call, One const& input) {
  call.allow_own();
  auto feed = find_feed(call.db(), *input.feed, call.actor().account);
  if (!feed)
    return refuse(ErrorKind::not_found, "You have no such calendar address. It may have been stopped already.");
  return *std::move(feed);
}

Result<json> run_stop(Call& call, One const& input) {
  auto const feed = TRY(own_feed(call, input));
  stop_feed(call.db(), feed.id, call.actor().account, call.now());
  note(call, feed, feed_name(feed.scope, input.sources->themes(call.db())), false);
  return json{{"feed", feed.id.text()}};
}

// The old address stops in the same change in which the new one starts.
Result<json> run_renew(Call& call, One const& input) {
  TRY(refuse_tokens(call));
  auto const old = TRY(own_feed(call, input));
  stop_feed(call.db(), old.id, call.actor().account, call.now());
  Feed const feed{FeedId::fresh(), old.scope, call.now(), {}};
  auto const token = insert_feed(call.db(), feed, call.actor().account);
  auto const name = feed_name(feed.scope, input.sources->themes(call.db()));
  note(call, old, name, false);
  note(call, feed, name, true);
  return json{{"feed", feed.id.text()}, {"path", feed_path(token)}};
}

struct List {
  SharedSources sources;
};

Result<json> run_list(Call& call, List const& input) {
  auto const themes = input.sources->themes(call.db());
  auto feeds = json::array();
  for (auto const& each : feeds_of(call.db(), call.actor().account))
    feeds.push_back({{"feed", each.id.text()},
                     {"scope", word(each.scope.kind)},
                     {"name", feed_name(each.scope, themes)},
                     {"created_at", each.created_at.iso()},
                     {"last_used", each.last_used ? json(each.last_used->iso()) : json(nullptr)}});
  return json{{"feeds", feeds}};
}

}  // namespace

void add_feed_operations(operations::Registry& registry, SharedSources const& sources) {
  auto give = [sources](auto& input) -> Result<void> {
    input.sources = sources;
    return {};
  };
  json const made{{"feed", example}, {"path", "/calendar/….ics"}};
  registry.add(declare<Add>(
      "calendar add", "Make an address from which a calendar program reads due dates; it is shown once", Kind::change,
      "",
      {field("scope", &Add::scope, "Which due dates", "theme").required().choices({"mine", "theme", "programme"}),
       field("theme", &Add::theme, "The theme, when it is one theme’s", example)},
      made, &run_add, give));
  auto feed_field = [] {
    return field("feed", &One::feed, "The calendar address, as “calendar list” names it", example).required();
  };
  registry.add(declare<One>("calendar renew", "Stop one of your calendar addresses and make another in its place",
                            Kind::change, "", {feed_field()}, made, &run_renew, give));
  registry.add(declare<One>("calendar stop", "Stop one of your calendar addresses", Kind::change, "", {feed_field()},
                            {{"feed", example}}, &run_stop, give));
  registry.add(declare<List>("calendar list", "List your calendar addresses, without their secrets", Kind::read, "", {},
                             {{"feeds", json::array()}}, &run_list, give));
}

}  // namespace gt::notices
