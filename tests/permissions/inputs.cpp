#include "tests/permissions/inputs.h"

#include <stdexcept>

#include <fmt/format.h>

#include "platform/operations/base64.h"

namespace gt::permissions {

using nlohmann::json;

namespace {

// The version of the one of `rows` whose id is `id`.
json version_of(json const& rows, std::string const& id) {
  for (auto const& each : rows)
    if (each.at("id") == id) return each.at("version");
  throw std::runtime_error(id + " is not listed");
}

}  // namespace

Inputs::Inputs(Installation& installation, Council const& council) : installation_{installation}, council_{council} {
  add_people();
  add_inspections();
  add_plans();
  add_evidence();
  add_progress();
  add_updates();
  add_thread();
  add_records();
  add_trackers();
  add_notices();
  add_pids();
  add_boards();
  add_decisions();
  add_rota();
  add_jobs();
  add_money();
}

json Inputs::make(std::string_view operation, About const& about, Credentials const& caller) {
  auto found = makers_.find(operation);
  if (found == makers_.end())
    throw std::runtime_error(fmt::format("tests/permissions/inputs.cpp has no input for “{}”; add one.", operation));
  return found->second({about.theme, about.body.empty() ? council_.more.at("body") : about.body, caller});
}

json Inputs::as_manager(std::string_view operation, json const& input) {
  return installation_.must(council_.manager, operation, input);
}
json Inputs::as_administrator(std::string_view operation, json const& input) {
  return installation_.must(council_.administrator, operation, input);
}

std::string Inputs::some_theme() {
  constexpr std::size_t few = 12;
  if (themes_.size() < few) themes_.push_back(fresh_theme());
  return themes_[next_theme_++ % themes_.size()];
}

std::string Inputs::fresh_theme() { return as_manager("theme add", {{"title", unique("Theme")}}).at("theme"); }

std::string Inputs::fresh_action(std::string const& theme) {
  return as_manager("action add", {{"title", unique("Action")},
                                   {"owner_role", "Service manager"},
                                   {"due", "2026-03-31"},
                                   {"themes", {theme.empty() ? some_theme() : theme}}})
      .at("action");
}

AccountId Inputs::fresh_account() {
  return AccountId::trusted(as_administrator("user add", {{"email", fmt::format("person.{}@council.example", ++made_)},
                                                          {"name", "Person"},
                                                          {"role", "auditor"}})
                                .at("account")
                                .get<std::string>());
}

json Inputs::fresh_report() {
  return {{"filename", "report.pdf"}, {"base64", operations::encode_base64(report_bytes("Northmere", ++made_ + 1000))}};
}

// No two inspections of a council begin on one day.
json Inputs::fresh_days() {
  auto start = Date::from_typed("2000-01-03").value().plus_days(++made_);
  return {{"inspection_start", start.iso()}, {"inspection_end", start.plus_days(4).iso()}};
}

void Inputs::add_people() {
  auto none = [](Asked const&) { return json::object(); };
  makers_["authority list"] = makers_["user list"] = makers_["session end-all"] = makers_["token list"] = none;
  makers_["authority add"] = [this](Asked const&) -> json {
    auto name = unique("Council");
    return {{"name", name}, {"display_name", name}};
  };
  makers_["user add"] = [this](Asked const&) -> json {
    return {{"email", fmt::format("new.{}@council.example", ++made_)}, {"name", "New person"}, {"role", "reader"}};
  };
  makers_["user change"] = [this](Asked const&) -> json {
    return {{"account", fresh_account().text()},
            {"name", "Renamed"},
            {"email", fmt::format("renamed.{}@council.example", ++made_)},
            {"lock_version", 1}};
  };
  auto one_account = [this](Asked const&) -> json { return {{"account", fresh_account().text()}}; };
  makers_["user disable"] = makers_["password reset-link"] = one_account;
  makers_["user enable"] = [this](Asked const&) -> json {
    json account{{"account", fresh_account().text()}};
    as_administrator("user disable", account);
    return account;
  };
  makers_["os-user bind"] = [this](Asked const&) -> json {
    return {{"os_user", fmt::format("operator{}", ++made_)}, {"account", fresh_account().text()}};
  };
  makers_["role grant"] = [this](Asked const&) -> json {
    return {{"account", fresh_account().text()}, {"role", "reader"}};
  };
  makers_["role revoke"] = [this](Asked const&) -> json {
    return as_administrator("role grant", {{"account", fresh_account().text()}, {"role", "reader"}});
  };
  makers_["password change"] = [](Asked const&) -> json {
    return {{"current_password", "kettle lantern moss"}, {"new_password", "harbour wicker plum"}};
  };
  json const token{{"name", "Export"}, {"permissions", {"plan.view"}}, {"days", 1}};
  makers_["token add"] = [token](Asked const&) { return json(token); };
  makers_["token revoke"] = [this, token](Asked const& asked) -> json {
    auto made = installation_.call("token add", token, asked.caller);
    return {{"token_id", json::parse(made.body).at("token_id")}};
  };
}

void Inputs::add_inspections() {
  auto fresh_inspection = [this] {
    return as_manager("inspection import",
                      {{"file", fresh_report()}, {"confirm", true}, {"corrections", fresh_days()}});
  };
  auto fresh_reading = [this] { return as_manager("inspection import", {{"file", fresh_report()}}).at("reading"); };
  makers_["inspection import"] = [this](Asked const&) -> json { return {{"file", fresh_report()}}; };
  makers_["inspection confirm"] = [this, fresh_reading](Asked const&) -> json {
    return {{"reading", fresh_reading()}, {"corrections", fresh_days()}};
  };
  makers_["inspection discard"] = [fresh_reading](Asked const&) -> json { return {{"reading", fresh_reading()}}; };
  makers_["inspection record"] = [this](Asked const&) -> json {
    return {{"kind", "sif"},
            {"framework", "sif-2015-18"},
            {"when_printed", unique("April 2017, paper")},
            {"source", "a committee’s paper"},
            {"judgements", {"Overall effectiveness: inadequate"}}};
  };
  makers_["clock list"] = [](Asked const&) { return json::object(); };
  makers_["clock set"] = [this](Asked const&) -> json {
    auto const own = as_manager("inspection record", {{"kind", "sif"},
                                                      {"framework", "sif-2015-18"},
                                                      {"when_printed", unique("April 2017, paper")},
                                                      {"source", "a committee’s paper"}});
    return {{"inspection", own.at("inspection")},
            {"clock", "written-statement"},
            {"duty", "required"},
            {"done_on", "2018-10-26"},
            {"version", 0}};
  };
  json const target{{"line", "care_leavers"},
                    {"grade", "good"},
                    {"set_by", "Improvement Board"},
                    {"reason", "Agreed with the plan"},
                    {"set_on", "2026-01-12"}};
  auto fresh_target = [this, target] {
    auto out = target;
    out["by"] = Date::from_typed("2027-01-04").value().plus_days(++made_).iso();
    return out;
  };
  makers_["target set"] = [fresh_target](Asked const&) -> json { return fresh_target(); };
  makers_["target end"] = [this, fresh_target](Asked const&) -> json {
    return {{"target", as_manager("target set", fresh_target()).at("target")},
            {"version", 1},
            {"outcome", "withdrawn"},
            {"ended_by", "Improvement Board"},
            {"reason", "Another one follows"},
            {"ended_on", "2026-01-13"}};
  };
  makers_["target list"] = makers_["judgement history"] = [](Asked const&) { return json::object(); };
  makers_["inspection document"] = [this](Asked const&) -> json {
    return {{"inspection", council_.inspection}, {"format", "odt"}};
  };
  makers_["inspection list"] = [](Asked const&) { return json::object(); };
  makers_["inspection show"] = makers_["finding list"] = [this](Asked const&) -> json {
    return {{"inspection", council_.inspection}};
  };
  makers_["inspection change"] = [this, fresh_inspection](Asked const&) -> json {
    auto days = fresh_days();
    days["inspection"] = fresh_inspection().at("inspection");
    days["version"] = 1;
    return days;
  };
  makers_["finding change"] = [fresh_inspection](Asked const&) -> json {
    return {{"finding", fresh_inspection().at("findings").at(0)},
            {"version", 1},
            {"title", "Plans"},
            {"text", "The quality of plans."}};
  };
  makers_["finding restore"] = [this, fresh_inspection](Asked const&) -> json {
    auto finding = fresh_inspection().at("findings").at(0);
    as_manager("finding change",
               {{"finding", finding}, {"version", 1}, {"title", "Plans"}, {"text", "The quality of plans."}});
    auto history = as_manager("history show", {{"record", finding}}).at("history");
    return {
        {"finding", finding}, {"sequence", history.back().at("sequence")}, {"newest", history.front().at("sequence")}};
  };
}

void Inputs::add_plans() {
  auto none = [](Asked const&) { return json::object(); };
  makers_["search rebuild"] = none;
  makers_["search find"] = [](Asked const&) -> json { return {{"q", "plans"}}; };
  makers_["plan show"] = makers_["coverage show"] = makers_["theme list"] = none;
  makers_["programme set"] = [this](Asked const&) -> json {
    auto plan = as_manager("plan show", json::object());
    return {{"title", unique("Programme")}, {"version", plan.at("programme").at("version")}};
  };
  makers_["theme add"] = [this](Asked const&) -> json { return {{"title", unique("Theme")}}; };
  auto theme = [this](Asked const& asked) { return asked.theme.empty() ? fresh_theme() : asked.theme; };
  auto versioned_theme = [this, theme](Asked const& asked) -> json {
    auto id = theme(asked);
    return {{"theme", id}, {"version", version_of(as_manager("theme list", json::object()).at("themes"), id)}};
  };
  makers_["theme end"] = versioned_theme;
  makers_["theme change"] = [this, versioned_theme](Asked const& asked) {
    auto input = versioned_theme(asked);
    input["title"] = unique("Theme");
    return input;
  };
  makers_["theme link"] = makers_["theme unlink"] = [this, theme](Asked const& asked) -> json {
    return {{"theme", theme(asked)}, {"finding", council_.finding}};
  };
  makers_["action list"] = [theme](Asked const& asked) -> json { return {{"theme", theme(asked)}}; };
  makers_["action add"] = [this, theme](Asked const& asked) -> json {
    return {
        {"title", unique("Action")}, {"owner_role", "Team manager"}, {"due", "2026-06-30"}, {"themes", {theme(asked)}}};
  };
  auto versioned_action = [this](Asked const& asked) -> json {
    return {{"action", fresh_action(asked.theme)}, {"version", 1}};
  };
  makers_["action end"] = versioned_action;
  makers_["action change"] = [versioned_action](Asked const& asked) {
    auto input = versioned_action(asked);
    input.update({{"title", "Changed"}, {"owner_role", "Team manager"}});
    return input;
  };
  makers_["action progress"] = [versioned_action](Asked const& asked) {
    auto input = versioned_action(asked);
    input.update({{"status", "on track"}, {"note", "It goes on."}});
    return input;
  };
  makers_["action link"] = makers_["action unlink"] = [this](Asked const& asked) -> json {
    return {{"action", fresh_action(asked.theme)}, {"finding", council_.finding}};
  };
}

}  // namespace gt::permissions
