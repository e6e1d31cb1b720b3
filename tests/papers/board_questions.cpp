#include <algorithm>

#include <fmt/format.h>

#include "funding/funding.h"
#include "governance/governance.h"
#include "tests/papers/paper.h"

// Questions about bodies, meetings and the registers of boards and of money.
namespace gt::papers {

using nlohmann::json;

namespace {

json with_title(json const& rows, std::string const& title) {
  auto const found =
      std::find_if(rows.begin(), rows.end(), [&](json const& each) { return each.at("title") == title; });
  return found == rows.end() ? json(nullptr) : *found;
}

// Of the registers of boards or of money.
records::Kind const& kind_named(std::string const& word) {
  if (auto const* kind = records::find_kind(governance::board_kinds(), word)) return *kind;
  return funding::money_kind(word);
}

}  // namespace

json Questions::first_entry(std::string const& kind, std::string const& title, std::string const& inside) {
  auto const& about = kind_named(kind);
  auto input = json::object();
  if (!inside.empty()) {
    auto const parent = first_entry(about.inside.front(), inside, "");
    if (parent.is_null()) return nullptr;
    input["inside"] = parent.at("id");
  }
  return with_title(paper_.ask(about.command() + " list", input).at("records"), title);
}

void Questions::entry(std::string const& kind, std::string const& title, std::vector<Shown> const& fields,
                      std::string const& inside) {
  auto const& about = kind_named(kind);
  auto const rows = [&] {
    auto input = json::object();
    if (!inside.empty()) {
      auto const parent = first_entry(about.inside.front(), inside, "");
      if (parent.is_null()) return json::array();
      input["inside"] = parent.at("id");
    }
    return paper_.ask(about.command() + " list", input).at("records");
  }();
  // Of several with this title, the one that fits; the first when none does.
  auto const fits = [&](json const& row) {
    return row.at("title") == title && std::all_of(fields.begin(), fields.end(), [&](Shown const& each) {
             auto const& field = *about.field(each.field);
             if (!row.contains(each.field)) return false;
             if (field.type != records::FieldType::record) return row.at(each.field) == each.value;
             auto const other = first_entry(field.of, each.value.get<std::string>(), "");
             return other.is_object() && other.at("id") == row.at(each.field);
           });
  };
  auto const found = std::find_if(rows.begin(), rows.end(), fits);
  auto const what = inside.empty() ? title : fmt::format("{} in {}", title, inside);
  program(found != rows.end(), fmt::format("no {} is {} with all that was asked", kind, what));
  auto const shown = found != rows.end() ? *found : with_title(rows, title);
  if (shown.is_null()) return person(false, fmt::format("there is no {} called {} to look at", kind, what));
  auto const page = paper_.page(about.address + "/" + shown.at("id").get<std::string>());
  person(says(page, title), fmt::format("the page of {} does not name it", what));
  if (!inside.empty()) person(says(page, inside), fmt::format("the page of {} does not name what it stands in", what));
  for (auto const& each : fields) {
    auto const& field = *about.field(each.field);
    person(says(page, field.label + " " + printed(field, each.value)),
           fmt::format("the page of {} does not show “{} {}”", what, field.label, printed(field, each.value)));
  }
}

void Questions::agenda_item(std::string const& body, std::string const& day, std::string const& number,
                            std::string const& title, std::string const& presenter) {
  auto const found = first_entry("body", body, "");
  program(found.is_object(), "no body is called " + body);
  if (found.is_null()) return person(false, "there is no body called " + body);
  auto const meetings =
      paper_.ask("meeting list", {{"body", found.at("id")}, {"from", day}, {"to", day}}).at("meetings");
  program(meetings.size() == 1, fmt::format("{} did not meet on {}", body, day));
  if (meetings.empty()) return person(false, fmt::format("there is no meeting of {} to look at", day));
  auto const meeting = paper_.ask("meeting show", {{"meeting", meetings.at(0).at("meeting")}});
  auto const item = with_title(meeting.at("items"), title);
  program(item.is_object() && item.at("number") == number && item.at("presenter") == presenter,
          fmt::format("item {} is not “{}”, presented by {}", number, title, presenter));
  // The agenda for print has nothing but the agenda.
  auto const page = paper_.page("/meetings/" + meeting.at("meeting").get<std::string>() + "/agenda");
  person(says(page, fmt::format("{} {} {}", number, title, presenter)),
         fmt::format("the agenda does not show item {} “{}”, presented by {}", number, title, presenter));
}

void Questions::decision(std::string const& title, std::vector<Shown> const& fields,
                         std::vector<std::string> const& words) {
  auto const found = with_title(paper_.ask("decision list", json::object()).at("decisions"), title);
  program(found.is_object() && std::all_of(fields.begin(), fields.end(),
                                           [&](Shown const& each) {
                                             return found.contains(each.field) && found.at(each.field) == each.value;
                                           }),
          fmt::format("no decision is {} with all that was asked", title));
  if (found.is_null()) return person(false, fmt::format("there is no decision called {} to look at", title));
  auto const page = paper_.page("/decisions/" + found.at("decision").get<std::string>());
  person(says(page, title), fmt::format("the page of {} does not name it", title));
  for (auto const& each : words) person(says(page, each), fmt::format("the page of {} does not say “{}”", title, each));
}

void Questions::full_round(std::string const& body, int meetings) {
  auto const found = first_entry("body", body, "");
  program(found.is_object(), "no body is called " + body);
  if (found.is_null()) return person(false, "there is no body called " + body);
  auto const rota = paper_.ask("rota show", {{"body", found.at("id")}});
  program(rota.value("meetings_in_a_round", 0) == meetings, fmt::format("a full round is not {} meetings", meetings));
  auto const page = paper_.page("/bodies/" + found.at("id").get<std::string>() + "/rota");
  person(says(page, fmt::format("A full round takes {} meetings,", meetings)),
         fmt::format("the rota does not say that a full round takes {} meetings", meetings));
}

}  // namespace gt::papers
