#include "app/set_up.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/example.h"
#include "people/people.h"
#include "platform/core/text.h"

namespace gt::app {

using nlohmann::json;

namespace {

constexpr char const* first_administrator = "the first administrator";

Result<Welcome> with_new_link(Program& program, AccountId const& account, std::string who, std::string email) {
  auto const link = TRY(people::create_one_time_link(program.database(), program.clock(), account));
  return Welcome{.who = std::move(who), .email = std::move(email), .link_path = link.path()};
}

// Everybody of the one council, as long as nobody has chosen a password; else nobody.
std::vector<people::Member> all_without_password(Program& program) {
  auto const councils = people::all_authorities(program.database());
  if (councils.size() != 1) return {};
  auto members = [&] {
    auto transaction = program.database().read(councils.front().id);
    return people::members_here(transaction);
  }();
  for (auto const& member : members) {
    // This one also lists who may not sign in; only an administrator is answered.
    auto const listed = operations::perform(program.environment(), member.actor, "user list", json::object());
    if (!listed) continue;
    auto const& accounts = listed->at("accounts");
    bool const has_one = std::any_of(accounts.begin(), accounts.end(),
                                     [](json const& each) { return each.at("has_password").get<bool>(); });
    if (has_one || accounts.size() != members.size()) return {};
    return members;
  }
  return {};
}

Result<Welcome> welcome_to_example(Program& program) {
  auto const actor = people::command_line_actor(program.database(), {example_manager_email(), "", std::nullopt});
  if (!actor) return Welcome{};  // an installation of one's own: nothing to say
  return with_new_link(program, actor->account, actor->name + " of the worked example", "");
}

// As one word of a shell.
std::string quoted(std::string const& text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string out = "'";
  for (char const each : text) out += each == '\'' ? std::string("'\\''") : std::string(1, each);
  return out + "'";
}

Result<Welcome> welcome_back(Program& program, std::string const& administrator, std::string const& place) {
  auto const members = all_without_password(program);
  if (members.size() > 1) return welcome_to_example(program);
  if (members.empty()) return Welcome{};
  auto const& email = members.front().email;
  auto const& account = members.front().actor.account;
  if (lower_case(email) == lower_case(administrator))
    return with_new_link(program, account, first_administrator, email);
  Welcome welcome;
  welcome.email = email;
  welcome.advice = fmt::format(
      "Nobody has chosen the first administrator’s password yet. Sign in with the link that “user add” printed. If it "
      "is lost, this makes another:\n  goldenthread password reset-link {2} --account {1} --as {0}",
      quoted(email), account.text(), place);
  return welcome;
}

bool may_hold_password(std::string const& connection) {
  auto const lower = lower_case(connection);
  return lower.find("password") != std::string::npos || lower.find("://") != std::string::npos;
}

}  // namespace

std::string welcome_text(std::string const& address, Welcome const& welcome, bool is_terminal) {
  auto out = fmt::format("\nGolden Thread is running at {}\n", address);
  if (!welcome.link_path.empty()) {
    auto const who = is_terminal && !welcome.email.empty() ? welcome.who + ", " + welcome.email + "," : welcome.who;
    out += fmt::format("Sign in as {} with this link, once, and choose a password:\n  {}{}\n", who, address,
                       welcome.link_path);
  } else if (welcome.advice.empty()) {
    out += "Sign in with your account.\n";
  } else {
    auto advice = welcome.advice;
    auto const named = welcome.email.empty() ? std::string() : quoted(welcome.email);
    if (auto const at = advice.rfind(named); !is_terminal && !named.empty() && at != std::string::npos)
      advice.replace(at, named.size(), "EMAIL");
    out += advice + "\n";
  }
  if (!welcome.warning.empty()) out += welcome.warning + "\n";
  return out + "Stop it with Control-C.\n";
}

std::string place_options(Settings const& settings) {
  std::error_code fault;
  auto const data = std::filesystem::absolute(settings.data, fault);
  auto out = "--data " + quoted(fault ? settings.data : data.string());
  if (!settings.postgresql.empty())
    out += " --postgresql " +
           (may_hold_password(settings.postgresql) ? std::string("CONNINFO") : quoted(settings.postgresql));
  return settings.is_development ? out + " --development" : out;
}

Result<Welcome> set_up_example(Program& program) {
  if (!people::has_accounts(program.database())) {
    std::cout << "Loading the worked example …" << std::endl;
    TRY(load_example(program));
  }
  return welcome_to_example(program);
}

Result<Welcome> set_up_empty(Program& program, std::string const& council, std::string const& administrator,
                             std::string const& place) {
  if (people::has_accounts(program.database())) return welcome_back(program, administrator, place);
  auto made = TRY(people::create_first_administrator(
      program.database(), program.clock(), {plain_council_name(council), council, administrator, "Administrator"}));
  auto actor = TRY(people::command_line_actor(program.database(), {administrator, "", std::nullopt}));
  // Whoever sets it up alone must be able to run the programme too; the role can be taken away later.
  TRY(operations::perform(program.environment(), actor, "role grant",
                          {{"account", made.account.text()}, {"role", "programme manager"}}));
  return Welcome{.who = first_administrator, .email = administrator, .link_path = made.link.path()};
}

}  // namespace gt::app
