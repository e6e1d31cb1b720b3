#include "app/example.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/embedded_example.h"
#include "app/made.h"
#include "plans/records/record_kinds.h"

namespace gt::app {

using nlohmann::json;

namespace {

json const& example() {
  static auto const read = json::parse(example_programme());
  return read;
}

// The example's one account with a role.
json const& account_with_role(std::string_view role) {
  for (auto const& each : example()["accounts"])
    if (each["role"] == role) return each;
  ENSURE(false);
}

// "2025-09-15" as it is; {"days": -45} counted from today; null stays out.
std::string day(json const& value, Date today) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  return today.plus_days(value["days"].get<int>()).iso();
}

struct Loader {
  Program& program;
  operations::Actor administrator;
  operations::Actor manager;
  std::vector<std::string> findings{};            // in the report's order
  std::map<int, std::string> themes{};            // by the example's number
  std::map<std::string, std::string> accounts{};  // by the name shown
  std::map<std::string, std::string> actions{};   // by the example's number
  std::map<std::string, std::string> records{};   // by the example's key

  Result<json> as_manager(std::string_view operation, json const& input) {
    return operations::perform(program.environment(), manager, operation, input);
  }
  Result<json> as_administrator(std::string_view operation, json const& input) {
    return operations::perform(program.environment(), administrator, operation, input);
  }

  json ids(json const& numbers, auto const& of) {
    auto out = json::array();
    for (auto const& number : numbers) out.push_back(of(number.get<int>()));
    return out;
  }
  json finding_ids(json const& numbers) {
    return ids(numbers, [&](int number) { return findings.at(static_cast<std::size_t>(number) - 1); });
  }
  json theme_ids(json const& numbers) {
    return ids(numbers, [&](int number) { return themes.at(number); });
  }

  Result<void> add_inspection() {
    auto const& inspection = example()["inspection"];
    json input{{"file", operations::upload_value({inspection["file"], std::string(example_report())})},
               {"confirm", true},
               {"corrections", {{"received", inspection["received"]}, {"published", inspection["published"]}}}};
    auto made = TRY(as_manager("inspection import", input));
    for (auto const& id : made["findings"]) findings.push_back(id);
    for (auto const& clock : inspection["clocks"]) {
      json set = clock;
      set["inspection"] = made["inspection"];
      set["duty"] = "required";
      set["version"] = 0;
      TRY(as_manager("clock set", set));
    }
    auto stored = TRY(as_manager("finding list", {{"inspection", made["inspection"]}}));
    auto const& names = inspection["finding_names"];
    for (std::size_t i = 0; i < findings.size(); ++i) {
      auto const& finding = stored["findings"].at(i);
      TRY(as_manager("finding change", {{"finding", finding["id"]},
                                        {"version", finding["version"]},
                                        {"title", names.at(i)},
                                        {"text", finding["text"]}}));
    }
    return {};
  }

  Result<void> add_themes() {
    auto const& programme = example()["programme"];
    TRY(as_manager("programme set", {{"title", programme["title"]},
                                     {"vision", programme["vision"]},
                                     {"target", programme["target"]},
                                     {"start", programme["start"]}}));
    for (auto const& theme : example()["themes"]) {
      auto made = TRY(as_manager("theme add", {{"title", theme["name"]},
                                               {"aim", theme["aim"]},
                                               {"lead_role", theme["lead"]},
                                               {"aliases", theme["aliases"]},
                                               {"findings", finding_ids(theme["findings"])}}));
      themes[theme["number"].get<int>()] = made["theme"];
    }
    return {};
  }

  Result<void> add_actions() {
    auto today = program.clock().today();
    for (auto const& action : example()["actions"]) {
      bool is_done = action["status"] == "done";
      json input{{"title", action["what"]},
                 {"owner_role", action["owner"]},
                 {"start", day(action["started"], today)},
                 {"due", day(action["due"], today)},
                 {"status", is_done ? json("on track") : action["status"]},
                 {"recovery", action.value("recovery", "")},
                 {"recovery_by", day(action.value("recovery_by", json()), today)},
                 {"owner_account", account_named(action["owner"])},
                 {"themes", theme_ids(action["themes"])},
                 {"findings", finding_ids(action["findings"])}};
      if (!action["progress"].is_null()) input["note"] = action["progress"]["text"];
      auto made = TRY(as_manager("action add", input));
      actions[action["number"]] = made["action"];
      if (is_done) TRY(finish(action, made["action"], today));
    }
    return {};
  }

  // Stages, projects, objectives and the rest; "inside" and "under" name another's key, or "theme 2".
  Result<void> add_records() {
    for (auto const& record : example()["records"]) {
      json input = record["fields"];
      input["title"] = record["title"];
      if (record.contains("inside")) input["inside"] = named(record["inside"]);
      for (auto const& above : record.value("under", json::array())) input["under"].push_back(named(above));
      auto const* kind = plans::find_record_kind(record["kind"].get<std::string>());
      ENSURE(kind != nullptr);
      auto made = TRY(as_manager(kind->command() + " add", input));
      if (record.contains("key")) records[record["key"]] = made["id"];
      for (auto const& action : record.value("actions", json::array()))
        TRY(as_manager("link add", {{"from", made["id"]}, {"to", actions.at(action.get<std::string>())}}));
    }
    for (auto const& version : example()["versions"]) TRY(as_manager("version freeze", version));
    return {};
  }

  // Initiation documents: written, and as far as the example says submitted, approved, and asked to be changed.
  Result<void> add_pids() {
    for (auto const& pid : example()["pids"]) {
      auto const project = named(pid["project"]);
      auto at = [&](int version) -> json { return {{"project", project}, {"version", version}}; };
      auto writer = TRY(actor_named(pid["by"]));
      auto perform = [&](operations::Actor const& who, std::string_view operation, json const& input) {
        return operations::perform(program.environment(), who, operation, input);
      };
      auto written = pid["sections"];
      written.update(at(0));
      TRY(perform(writer, "pid write", written));
      if (!pid.contains("approver")) continue;
      auto submitted = at(1);
      submitted["approver"] = accounts.at(pid["approver"]);
      TRY(perform(writer, "pid submit", submitted));
      auto decided = at(2);
      decided.update({{"decision", "approved"}, {"note", pid["note"]}});
      auto approver = TRY(actor_named(pid["approver"]));
      TRY(perform(approver, "pid decide", decided));
      for (auto const& change : pid.value("changes", json::array())) {
        auto asked = change["sections"];
        asked.update(at(3));
        asked["reason"] = change["reason"];
        auto made = TRY(perform(writer, "pid-change ask", asked));
        if (!change.contains("decision")) continue;
        TRY(perform(approver, "pid-change decide",
                    {{"pid_change", made["pid_change"]}, {"decision", change["decision"]}, {"note", change["note"]}}));
      }
    }
    return {};
  }

  Result<operations::Actor> actor_named(json const& name) {
    for (auto const& each : example()["accounts"])
      if (each["name"] == name) {
        auto found =
            TRY(people::command_line_actor(program.database(), {each["email"].get<std::string>(), "", std::nullopt}));
        found.channel = operations::Channel::command_line;
        return found;
      }
    ENSURE(false);
  }

  std::string named(json const& key) const {
    auto text = key.get<std::string>();
    if (text.starts_with("theme ")) return themes.at(std::stoi(text.substr(6)));
    return records.at(text);
  }

  // Done needs something to look at; the last note says what there is.
  Result<void> finish(json const& action, std::string const& id, Date today) {
    auto done_on = day(action["done"], today);
    auto const& shows = action["progress"]["text"].get_ref<std::string const&>();
    auto evidence = TRY(as_manager("evidence add", {{"title", shows.substr(0, shows.find('.'))},
                                                    {"source", "observation"},
                                                    {"rung", "output"},
                                                    {"dated", done_on},
                                                    {"expires", today.plus_days(180).iso()},
                                                    {"shows", shows}}));
    TRY(as_manager("link add", {{"from", id}, {"to", evidence["evidence"]}}));
    TRY(as_manager("action progress",
                   {{"action", id}, {"version", 1}, {"status", "done"}, {"done_on", done_on}, {"note", shows}}));
    return {};
  }

  std::string account_named(json const& name) const {
    auto found = accounts.find(name.get<std::string>());
    return found == accounts.end() ? "" : found->second;
  }

  Result<void> add_people() {
    for (auto const& each : example()["accounts"]) {
      if (each["role"] == "administrator" || each["role"] == "programme manager") continue;
      auto scopes = theme_ids(each["themes"]);
      json input{{"email", each["email"]}, {"name", each["name"]}, {"role", each["role"]}};
      if (!scopes.empty()) input["theme"] = scopes[0];
      auto made = TRY(as_administrator("user add", input));
      accounts[each["name"]] = made["account"];
      for (std::size_t i = 1; i < scopes.size(); ++i)
        TRY(as_administrator("role grant",
                             {{"account", made["account"]}, {"role", each["role"]}, {"theme", scopes[i]}}));
    }
    return {};
  }
};

}  // namespace

std::string example_manager_email() { return account_with_role("programme manager")["email"]; }

// Bodies, their meetings, what was promised and asked there, and the money: operations as examples/papers has them.
Result<void> add_boards_and_money(Loader& loader) {
  Made made;
  made.count_days_from(loader.program.clock().today());
  for (auto const& [number, id] : loader.themes) made.keep("theme " + std::to_string(number), {{"theme", id}});
  for (auto const* part : {"boards", "money"})
    for (auto const& step : example()[part]) {
      auto const operation = step.at("do").get<std::string>();
      auto const input = TRY(made.resolved(step.at("input")));
      auto const who = step.contains("by") ? TRY(loader.actor_named(step["by"])) : loader.manager;
      auto result = TRY(operations::perform(loader.program.environment(), who, operation, input));
      if (step.contains("as")) made.keep(step["as"].get<std::string>(), result);
    }
  return {};
}

Result<void> load_example(Program& program) {
  auto const& first = account_with_role("administrator");
  auto const& council = example()["council"];
  TRY(people::create_first_administrator(program.database(), program.clock(),
                                         {council["authority"], council["name"], first["email"], first["name"]}));
  auto administrator =
      TRY(people::command_line_actor(program.database(), {first["email"].get<std::string>(), "", std::nullopt}));
  administrator.channel = operations::Channel::command_line;
  auto const& second = account_with_role("programme manager");
  TRY(operations::perform(program.environment(), administrator, "user add",
                          {{"email", second["email"]}, {"name", second["name"]}, {"role", second["role"]}}));
  auto manager =
      TRY(people::command_line_actor(program.database(), {second["email"].get<std::string>(), "", std::nullopt}));
  manager.channel = operations::Channel::command_line;
  Loader loader{program, std::move(administrator), std::move(manager)};
  TRY(loader.add_inspection());
  TRY(loader.add_themes());
  TRY(loader.add_people());
  TRY(loader.add_actions());
  TRY(loader.add_records());
  TRY(loader.add_pids());
  TRY(add_boards_and_money(loader));
  return {};
}

}  // namespace gt::app
