#include "tests/permissions/council.h"

#include <stdexcept>

#include <fmt/format.h>

#include "people/people.h"

namespace gt::permissions {

using nlohmann::json;

namespace {

std::string administrator_email(std::string const& word) { return "administrator." + word + "@council.example"; }
std::string manager_email(std::string const& word) { return "manager." + word + "@council.example"; }

json grants_of(Installation& installation, operations::Actor const& administrator, AccountId const& account) {
  auto list = installation.must(administrator, "user list", json::object());
  for (auto const& each : list.at("accounts"))
    if (each.at("account") == account.text()) return each.at("roles");
  return json::array();
}

void add_manager(Installation& installation, Council& council) {
  auto added = installation.must(
      council.administrator, "user add",
      {{"email", manager_email(council.word)}, {"name", "Manager " + council.word}, {"role", "programme manager"}});
  council.manager_account = AccountId::trusted(added.at("account").get<std::string>());
  council.manager_grant =
      grants_of(installation, council.administrator, council.manager_account).at(0).at("grant").get<std::string>();
  installation.must(council.administrator, "role grant",
                    {{"account", council.manager_account.text()}, {"role", "administrator"}});
  council.manager = installation.actor(manager_email(council.word));
  council.both = installation.sign_in(council.manager_account, council.authority);
  council.token = installation
                      .must(council.manager, "token add",
                            {{"name", "Token of " + council.word}, {"permissions", {"plan.view"}}, {"days", 1}})
                      .at("token_id");
}

void add_inspections(Installation& installation, Council& council) {
  auto import = [&](int number, bool confirm) {
    return installation.must(
        council.manager, "inspection import",
        {{"file", operations::upload_value({council.word + ".pdf", report_bytes(council.word, number)})},
         {"confirm", confirm}});
  };
  auto confirmed = import(1, true);
  council.inspection = confirmed.at("inspection");
  council.finding = confirmed.at("findings").at(0);
  council.reading = import(2, false).at("reading");
}

void add_plan(Installation& installation, Council& council) {
  auto say = [&](std::string const& words) { return words + " of " + council.word; };
  auto must = [&](std::string_view operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  must("programme set",
       {{"title", say("Programme")}, {"vision", say("Vision")}, {"target", say("Target")}, {"start", "2026-01-05"}});
  auto add_theme = [&](std::string const& name) -> std::string {
    return must("theme add", {{"title", say("Theme " + name)},
                              {"aim", say("Aim")},
                              {"lead_role", say("Lead")},
                              {"aliases", {say("Alias " + name)}},
                              {"findings", {council.finding}}})
        .at("theme");
  };
  council.theme_a = add_theme("A");
  council.theme_b = add_theme("B");
  auto add_action = [&](std::string const& name, std::string const& theme) -> std::string {
    return must("action add", {{"title", say("Action " + name)},
                               {"owner_role", say("Owner")},
                               {"due", "2026-03-31"},
                               {"note", say("Note")},
                               {"themes", {theme}},
                               {"findings", {council.finding}}})
        .at("action");
  };
  council.action_a = add_action("A", council.theme_a);
  council.action_b = add_action("B", council.theme_b);
}

void add_evidence(Installation& installation, Council& council) {
  auto add = [&](std::string const& name, bool restricted) -> std::string {
    return installation
        .must(council.manager, "evidence add",
              {{"title", name + " of " + council.word},
               {"source", "audit"},
               {"rung", "practice"},
               {"dated", "2025-10-31"},
               {"shows", "What it shows of " + council.word},
               {"address", "https://" + council.word + ".example/audit"},
               {"audit_question", "Question of " + council.word},
               {"audit_good", 8},
               {"audit_audited", 11},
               {"restricted", restricted},
               {"file", operations::upload_value({council.word + ".txt", name + " of " + council.word})}})
        .at("evidence");
  };
  council.evidence = add("Evidence", false);
  add("Restricted evidence", true);
}

Council fill(Installation& installation, std::string const& word, AuthorityId const& authority,
             AccountId const& administrator) {
  auto actor = installation.actor(administrator_email(word));
  Council council{word, authority, administrator, administrator, actor, actor, {}, {}, {}, {}, {}, {}, {}, {}, {},
                  {},   {}};
  add_manager(installation, council);
  add_inspections(installation, council);
  add_plan(installation, council);
  add_evidence(installation, council);
  add_plan_records(installation, council);
  add_board_records(installation, council);
  add_money_records(installation, council);
  return council;
}

}  // namespace

Council first_council(Installation& installation, std::string const& word) {
  auto made =
      people::create_first_administrator(installation.program().database(), installation.program().clock(),
                                         {word, word + " Council", administrator_email(word), "Administrator " + word});
  if (!made) throw std::runtime_error(made.error().message);
  return fill(installation, word, made->authority, made->account);
}

Council another_council(Installation& installation, Council const& first, std::string const& word) {
  auto added =
      installation.must(first.administrator, "authority add", {{"name", word}, {"display_name", word + " Council"}});
  // Whoever adds a council hands it over to its own administrator and leaves.
  auto here = installation.actor(administrator_email(first.word), word);
  auto account =
      installation
          .must(here, "user add",
                {{"email", administrator_email(word)}, {"name", "Administrator " + word}, {"role", "administrator"}})
          .at("account")
          .get<std::string>();
  for (auto const& grant : grants_of(installation, here, first.administrator_account))
    installation.must(here, "role revoke", {{"grant", grant.at("grant")}});
  return fill(installation, word, AuthorityId::trusted(added.at("authority").get<std::string>()),
              AccountId::trusted(account));
}

}  // namespace gt::permissions
