#include <fmt/format.h>

#include "people/names.h"
#include "people/people_operations.h"
#include "people/session_rules.h"
#include "people/sql.h"
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

constexpr char const* example_account = "p4r7s2t9v3w6x8y5";

json account_json(store::Account const& account) {
  return {{"name", account.name}, {"email", account.email}, {"may_sign_in", !account.disabled.has_value()}};
}

struct AddUser {
  std::string email;
  std::string name;
  std::string role;
  std::optional<std::string> theme;
  std::optional<std::string> body;
};

Fields<AddUser> add_user_fields() {
  return {
      field("email", &AddUser::email, "The email address the person signs in with", "lead@northmere.example")
          .required()
          .max_length(254),
      field("name", &AddUser::name, "How the person is shown", "Head of practice").required().max_length(100),
      field("role", &AddUser::role, "The first role", "programme manager").required().choices(operations::all_roles()),
      field("theme", &AddUser::theme, "The theme the role is for; empty for all", nullptr),
      field("body", &AddUser::body, "The board or committee the role is for; empty for all", nullptr)};
}

json link_json(std::optional<OneTimeLink> const& link) {
  if (!link) return {{"link", nullptr}, {"link_expires", nullptr}};
  return {{"link", link->path()}, {"link_expires", link->expires.iso()}};
}

// Someone another council manages gets a role here and no link: only their own council may set their password.
Result<AccountId> welcome_existing(Call& call, store::Account const& account) {
  if (store::account_here(call.db(), account.id))
    return refuse_field("email",
                        "Someone with this email address is in your list of people already. Give them the role there.");
  if (account.disabled)
    return refuse_field("email",
                        "This account is disabled by the council that manages it. Ask its administrator first.");
  return account.id;
}

Result<json> add_user(Call& call, AddUser const& input) {
  auto email = TRY(email_from_typed(input.email));
  auto name = TRY(person_name(input.name));
  auto existing = store::account_by_email(call.db(), email);
  AccountId id = AccountId::fresh();
  std::optional<OneTimeLink> link;
  json after;
  if (existing) {
    id = TRY(welcome_existing(call, *existing));
    name = existing->name;
    after = account_json(*existing);
  } else {
    store::Account account{id, call.actor().authority, email, name, std::nullopt, call.now(), 1, std::nullopt};
    store::insert_account(call.db(), account);
    link = store::insert_link(call.db(), id, call.now(), one_time_link_lifetime);
    after = account_json(account);
  }
  auto grant = TRY(give_role(call, id, {input.role, input.theme, input.body}));
  after["role"] = grant_words(grant);
  call.changed({"account", id.text(), name, nullptr, std::move(after)});
  auto out = link_json(link);
  out["account"] = id.text();
  return out;
}

Result<json> list_users(Call& call, Nothing const&) {
  auto list = json::array();
  for (auto const& person : people_here(call.db())) {
    auto roles = json::array();
    for (auto const& grant : person.grants)
      roles.push_back({{"grant", grant.id.text()},
                       {"role", grant.role},
                       {"theme", grant.theme ? json(*grant.theme) : json()},
                       {"body", grant.body ? json(*grant.body) : json()}});
    list.push_back({{"account", person.account.id.text()},
                    {"name", person.account.name},
                    {"email", person.account.email},
                    {"may_sign_in", !person.account.disabled.has_value()},
                    {"has_password", person.account.password_hash.has_value()},
                    {"managed_here", person.managed_here},
                    {"lock_version", person.account.lock_version},
                    {"roles", std::move(roles)}});
  }
  return json{{"accounts", std::move(list)}};
}

struct ChangeUser {
  std::optional<AccountId> account;
  std::string name;
  std::string email;
  std::int64_t lock_version = 0;
};

Result<json> change_user(Call& call, ChangeUser const& input) {
  auto person = TRY(managed_person(call.db(), *input.account));
  auto before = person.account;
  auto after = before;
  after.name = TRY(person_name(input.name));
  after.email = TRY(email_from_typed(input.email));
  auto holder = store::account_by_email(call.db(), after.email);
  if (holder && holder->id != after.id)
    return refuse_field("email", "Another account has this email address. Enter another.");
  auto changed = call.db().execute(sql::account_update, {{"account", after.id},
                                                         {"name", after.name},
                                                         {"email", after.email},
                                                         {"email_key", email_key(after.email)},
                                                         {"lock_version", input.lock_version}});
  if (changed == 0)
    return refuse(ErrorKind::conflict,
                  "Someone else changed this account while you were writing. Look at their version and decide again.");
  call.changed({"account", after.id.text(), after.name, account_json(before), account_json(after)});
  return json{{"account", after.id.text()}, {"lock_version", input.lock_version + 1}};
}

struct OneAccount {
  std::optional<AccountId> account;
};

Fields<OneAccount> one_account_fields() {
  return {field("account", &OneAccount::account, "The account", example_account).required()};
}

Result<json> set_disabled(Call& call, Person const& person, std::optional<Instant> disabled) {
  auto after = person.account;
  after.disabled = disabled;
  call.db().execute(sql::account_set_disabled, {{"account", after.id}, {"disabled", disabled}});
  call.changed({"account", after.id.text(), after.name, account_json(person.account), account_json(after)});
  return json{{"account", after.id.text()}};
}

Result<json> disable_user(Call& call, OneAccount const& input) {
  auto person = TRY(managed_person(call.db(), *input.account));
  if (person.account.disabled) return refuse(ErrorKind::conflict, "This account is disabled already.");
  TRY(keep_an_administrator(call, person.account.id));
  store::end_sessions(call.db(), person.account.id, call.now());
  store::revoke_tokens(call.db(), person.account.id, call.now());
  store::void_links(call.db(), person.account.id, call.now());
  return set_disabled(call, person, call.now());
}

Result<json> enable_user(Call& call, OneAccount const& input) {
  auto person = TRY(managed_person(call.db(), *input.account));
  if (!person.account.disabled) return refuse(ErrorKind::conflict, "This account can sign in already.");
  return set_disabled(call, person, std::nullopt);
}

Result<json> make_link(Call& call, OneAccount const& input) {
  auto person = TRY(managed_person(call.db(), *input.account));
  if (person.account.id == call.actor().account) TRY(refuse_tokens(call));
  if (person.account.disabled)
    return refuse(ErrorKind::conflict, "This account is disabled. Enable it before you make a link.");
  auto link = store::insert_link(call.db(), person.account.id, call.now(), one_time_link_lifetime);
  call.changed({"account",
                person.account.id.text(),
                person.account.name,
                nullptr,
                {{"one_time_link_until", link.expires.iso()}}});
  auto out = link_json(link);
  out["account"] = person.account.id.text();
  return out;
}

struct BindOsUser {
  std::string os_user;
  std::optional<AccountId> account;
};

Result<json> bind_os_user(Call& call, BindOsUser const& input) {
  auto os_user = TRY(os_user_name(input.os_user));
  auto person = TRY(managed_person(call.db(), *input.account));
  if (person.account.id == call.actor().account) TRY(refuse_tokens(call));
  json before;
  if (auto bound = call.db().row(sql::os_user_account, {{"os_user", os_user}})) {
    auto holder = person_here(call.db(), bound->id<AccountId>("account"));
    if (!holder || !holder->managed_here)
      return refuse(ErrorKind::conflict, "This operating-system user is bound to an account of another council.");
    before = {{"account", holder->account.name}};
  }
  call.db().execute(sql::os_user_bind, {{"os_user", os_user}, {"account", person.account.id}, {"created", call.now()}});
  call.changed({"operating-system user", os_user, os_user, before, {{"account", person.account.name}}});
  return json{{"os_user", os_user}, {"account", person.account.id.text()}};
}

}  // namespace

void add_user_operations(operations::Registry& registry) {
  json const account_out = {{"account", example_account}};
  json const link_out = {
      {"account", example_account}, {"link", "/one-time-link?token=…"}, {"link_expires", "2026-11-24T09:30:00.000Z"}};
  registry.add(declare<AddUser>("user add", "Add a person with a first role and make a link to choose a password",
                                Kind::change, "people.manage", add_user_fields(), link_out, &add_user));
  registry.add(declare<Nothing>("user list", "List the people of this council and their roles", Kind::read,
                                "people.manage", {},
                                {{"accounts", json::array({{{"account", example_account},
                                                            {"name", "Head of practice"},
                                                            {"email", "lead@northmere.example"},
                                                            {"may_sign_in", true},
                                                            {"has_password", true},
                                                            {"managed_here", true},
                                                            {"lock_version", 1},
                                                            {"roles", json::array({{{"grant", "h7j2k9m4n6p3q8r5"},
                                                                                    {"role", "programme manager"},
                                                                                    {"theme", nullptr},
                                                                                    {"body", nullptr}}})}}})}},
                                &list_users));
  Fields<ChangeUser> change_fields{
      field("account", &ChangeUser::account, "The account", example_account).required(),
      field("name", &ChangeUser::name, "How the person is shown", "Head of practice").required().max_length(100),
      field("email", &ChangeUser::email, "The email address the person signs in with", "lead@northmere.example")
          .required()
          .max_length(254),
      field("lock_version", &ChangeUser::lock_version, "The version of the account that you changed", 1).required()};
  registry.add(declare<ChangeUser>("user change", "Change a person’s name or email address", Kind::change,
                                   "people.manage", std::move(change_fields),
                                   {{"account", example_account}, {"lock_version", 2}}, &change_user));
  registry.add(declare<OneAccount>("user disable",
                                   "Stop a person from signing in; their sessions, tokens and links end at once",
                                   Kind::change, "people.manage", one_account_fields(), account_out, &disable_user));
  registry.add(declare<OneAccount>("user enable", "Let a disabled person sign in again", Kind::change, "people.manage",
                                   one_account_fields(), account_out, &enable_user));
  registry.add(declare<OneAccount>("password reset-link", "Make a link with which a person chooses a new password",
                                   Kind::change, "people.manage", one_account_fields(), link_out, &make_link));
  Fields<BindOsUser> bind_fields{
      field("os_user", &BindOsUser::os_user, "The operating system’s name of the user", "gt-operator")
          .required()
          .max_length(100),
      field("account", &BindOsUser::account, "The account that user acts for on the command line", example_account)
          .required()};
  registry.add(declare<BindOsUser>("os-user bind",
                                   "Let an operating-system user act for an account on the command line", Kind::change,
                                   "people.manage", std::move(bind_fields),
                                   {{"os_user", "gt-operator"}, {"account", example_account}}, &bind_os_user));
}

}  // namespace gt::people
