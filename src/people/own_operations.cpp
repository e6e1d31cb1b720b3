#include "people/people_operations.h"
#include "people/sign_in_attempts.h"
#include "platform/auth/passwords.h"
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

struct ChangePassword {
  std::string current_password;
  std::string new_password;
  std::string new_hash;  ///< made before the transaction opens, because it takes long
};

Result<void> hash_new_password(ChangePassword& input) {
  if (auto fault = auth::password_fault(input.new_password, "")) return refuse_field("new_password", *fault);
  input.new_hash = TRY(auth::hash_password(input.new_password));
  return {};
}

Result<json> change_password(Call& call, ChangePassword const& input) {
  call.allow_own();
  TRY(refuse_tokens(call));
  auto account = store::account_by_id(call.db(), call.actor().account);
  ENSURE(account.has_value());
  if (!account->password_hash)
    return refuse(ErrorKind::conflict, "Your account has no password. Ask an administrator for a link to choose one.");
  if (auto fault = auth::password_fault(input.new_password, account->email))
    return refuse_field("new_password", *fault);
  if (!TRY(auth::password_matches(account->password_hash, input.current_password)))
    return refuse_field("current_password", "This is not your current password. Check it and try again.");
  store::set_password_hash(call.db(), account->id, input.new_hash, call.now());
  store::end_sessions(call.db(), account->id, call.now());
  store::void_links(call.db(), account->id, call.now());
  forget_attempts(call.db(), account->email);
  call.changed({"account", account->id.text(), account->name, nullptr, {{"password", "changed"}}});
  return json{{"account", account->id.text()}};
}

Result<json> end_sessions(Call& call, Nothing const&) {
  call.allow_own();
  TRY(refuse_tokens(call));
  auto const& actor = call.actor();
  auto ended = store::sessions_of(call.db(), actor.account, call.now()).size();
  store::end_sessions(call.db(), actor.account, call.now());
  call.changed({"account", actor.account.text(), actor.name, {{"sessions", ended}}, {{"sessions", 0}}});
  return json{{"ended", ended}};
}

}  // namespace

void add_own_operations(operations::Registry& registry) {
  Fields<ChangePassword> fields{
      field("current_password", &ChangePassword::current_password, "Your password now", "…").required().secret(),
      field("new_password", &ChangePassword::new_password, "The new password, 12 characters or more", "…")
          .required()
          .secret()};
  registry.add(declare<ChangePassword>("password change", "Change your password; your sessions end everywhere",
                                       Kind::change, "", std::move(fields), {{"account", "p4r7s2t9v3w6x8y5"}},
                                       &change_password, &hash_new_password));
  registry.add(declare<Nothing>("session end-all", "Sign out everywhere: end all your sessions", Kind::change, "", {},
                                {{"ended", 2}}, &end_sessions));
}

}  // namespace gt::people
