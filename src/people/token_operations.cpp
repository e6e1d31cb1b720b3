#include <algorithm>

#include <fmt/format.h>

#include "people/people_operations.h"
#include "people/sql.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::people {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Fields;
using operations::Kind;
using operations::Nothing;

namespace {

constexpr std::int64_t longest_token_days = 365;
constexpr std::int64_t one_day = 24 * 60 * 60;

struct AddToken {
  std::string name;
  std::vector<std::string> permissions;
  std::int64_t days = 0;
};

// Never wider than its owner: checked here, and again at each use because the owner's roles are read anew.
Result<std::vector<std::string>> own_permissions(Call const& call, std::vector<std::string> wanted) {
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  if (wanted.empty()) return refuse_field("permissions", "Choose at least one thing that the token may do.");
  for (auto const& permission : wanted)
    if (!operations::may(call.actor(), permission))
      return refuse_field("permissions",
                          fmt::format("You do not hold “{}” yourself, so a token of yours cannot.", permission));
  return wanted;
}

Result<json> add_token(Call& call, AddToken const& input) {
  call.allow_own();
  TRY(refuse_tokens(call));
  auto name = trimmed(input.name);
  auto permissions = TRY(own_permissions(call, input.permissions));
  if (input.days < 1 || input.days > longest_token_days)
    return refuse_field("days", fmt::format("A token can be good for 1 to {} days.", longest_token_days));
  auto expires = call.now().plus_seconds(input.days * one_day);
  auto made = store::insert_token(call.db(), {call.actor().account, name, permissions, call.now(), expires});
  call.changed({"token", made.id.text(), name, nullptr, {{"permissions", permissions}, {"expires", expires.iso()}}});
  return json{{"token_id", made.id.text()}, {"token", made.token}, {"expires", expires.iso()}};
}

Result<json> list_tokens(Call& call, Nothing const&) {
  auto list = json::array();
  for (auto const& token : store::tokens_of(call.db(), call.actor().account))
    list.push_back({{"token_id", token.id.text()},
                    {"name", token.name},
                    {"permissions", token.permissions},
                    {"created", token.created.iso()},
                    {"expires", token.expires.iso()},
                    {"last_used", token.last_used ? json(token.last_used->iso()) : json()},
                    {"good", !token.revoked && call.now() < token.expires}});
  return json{{"tokens", std::move(list)}};
}

struct RevokeToken {
  std::optional<TokenId> token_id;
};

Result<json> revoke_token(Call& call, RevokeToken const& input) {
  call.allow_own();
  TRY(refuse_tokens(call));
  auto const& account = call.actor().account;
  auto tokens = store::tokens_of(call.db(), account);
  auto found =
      std::find_if(tokens.begin(), tokens.end(), [&](auto const& token) { return token.id == *input.token_id; });
  auto revoked =
      call.db().execute(sql::token_revoke, {{"token", *input.token_id}, {"account", account}, {"now", call.now()}});
  if (found == tokens.end() || revoked == 0)
    return refuse(ErrorKind::not_found, "You have no such token, or it was revoked before. Look at the list.");
  call.changed({"token", found->id.text(), found->name, {{"permissions", found->permissions}}, nullptr});
  return json{{"token_id", found->id.text()}};
}

}  // namespace

void add_token_operations(operations::Registry& registry) {
  Fields<AddToken> add_fields{
      field("name", &AddToken::name, "What the token is for", "Nightly export").required().max_length(100),
      field("permissions", &AddToken::permissions, "What it may do; at most what you may", json::array({"plan.view"}))
          .required()
          .choices(operations::all_permissions()),
      field("days", &AddToken::days, "Days until it stops working, 1 to 365", 90).required()};
  registry.add(declare<AddToken>(
      "token add", "Make a token for programs that act for you; it is shown once", Kind::change, "",
      std::move(add_fields),
      {{"token_id", "t5v8w3x6y9z2b4c7"}, {"token", "…"}, {"expires", "2027-02-19T09:30:00.000Z"}}, &add_token));
  registry.add(declare<Nothing>("token list", "List your tokens", Kind::read, "", {},
                                {{"tokens", json::array({{{"token_id", "t5v8w3x6y9z2b4c7"},
                                                          {"name", "Nightly export"},
                                                          {"permissions", json::array({"plan.view"})},
                                                          {"created", "2026-11-21T09:30:00.000Z"},
                                                          {"expires", "2027-02-19T09:30:00.000Z"},
                                                          {"last_used", nullptr},
                                                          {"good", true}}})}},
                                &list_tokens));
  Fields<RevokeToken> revoke_fields{
      field("token_id", &RevokeToken::token_id, "The token as “token list” names it", "t5v8w3x6y9z2b4c7").required()};
  registry.add(declare<RevokeToken>("token revoke", "Make a token of yours stop working", Kind::change, "",
                                    std::move(revoke_fields), {{"token_id", "t5v8w3x6y9z2b4c7"}}, &revoke_token));
}

}  // namespace gt::people
