#include "app/set_up.h"

#include <iostream>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/example.h"
#include "people/people.h"
#include "platform/core/text.h"

namespace gt::app {

namespace {

Result<Welcome> with_new_link(Program& program, AccountId const& account, std::string who) {
  auto const link = TRY(people::create_one_time_link(program.database(), program.clock(), account));
  return Welcome{std::move(who), link.path()};
}

std::string first_administrator(std::string const& email) { return "the first administrator, " + email; }

// The administrator who has nobody beside them yet, as long as nobody has chosen their password.
std::optional<people::Member> alone_without_password(Program& program) {
  auto const councils = people::all_authorities(program.database());
  if (councils.size() != 1) return std::nullopt;
  auto const members = [&] {
    auto transaction = program.database().read(councils.front().id);
    return people::members_here(transaction);
  }();
  if (members.size() != 1) return std::nullopt;
  // This one also lists who may not sign in.
  auto const listed =
      operations::perform(program.environment(), members.front().actor, "user list", nlohmann::json::object());
  if (!listed) return std::nullopt;  // no administrator
  auto const& accounts = listed->at("accounts");
  if (accounts.size() != 1 || accounts.front().at("has_password").get<bool>()) return std::nullopt;
  return members.front();
}

Result<Welcome> welcome_back(Program& program, std::string const& administrator) {
  auto const alone = alone_without_password(program);
  if (!alone) return Welcome{};
  auto const& email = alone->email;
  auto const& account = alone->actor.account;
  if (lower_case(email) == lower_case(administrator))
    return with_new_link(program, account, first_administrator(email));
  Welcome welcome;
  welcome.advice = fmt::format(
      "Nobody has chosen the password of {0} yet. Sign in with the link that “user add” printed. If it is lost, this "
      "makes another:\n  goldenthread password reset-link --account {1} --as {0}",
      email, account.text());
  return welcome;
}

}  // namespace

Result<Welcome> set_up_example(Program& program) {
  if (!people::has_accounts(program.database())) {
    std::cout << "Loading the worked example …" << std::endl;
    TRY(load_example(program));
  }
  auto const actor = people::command_line_actor(program.database(), {example_manager_email(), "", std::nullopt});
  if (!actor) return Welcome{};  // an installation of one's own: nothing to say
  return with_new_link(program, actor->account, actor->name + " of the worked example");
}

Result<Welcome> set_up_empty(Program& program, std::string const& council, std::string const& administrator) {
  if (people::has_accounts(program.database())) return welcome_back(program, administrator);
  auto made = TRY(people::create_first_administrator(
      program.database(), program.clock(), {plain_council_name(council), council, administrator, "Administrator"}));
  auto actor = TRY(people::command_line_actor(program.database(), {administrator, "", std::nullopt}));
  // Whoever sets it up alone must be able to run the programme too; the role can be taken away later.
  TRY(operations::perform(program.environment(), actor, "role grant",
                          {{"account", made.account.text()}, {"role", "programme manager"}}));
  return Welcome{first_administrator(administrator), made.link.path()};
}

}  // namespace gt::app
