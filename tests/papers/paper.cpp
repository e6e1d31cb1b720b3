#include "tests/papers/paper.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/papers.h"
#include "people/people.h"
#include "plans/pid/pid_content.h"
#include "plans/records/record_kinds.h"
#include "platform/core/text.h"

namespace gt::papers {

using nlohmann::json;

std::string printed(records::Field const& field, json const& value) {
  if (value.is_number()) return std::to_string(value.get<std::int64_t>());
  auto const text = value.get<std::string>();
  if (field.type == records::FieldType::date) return Date::from_iso(text).value().printed();
  if (field.type == records::FieldType::money) return Money::from_typed(text).value().printed();
  bool const is_as_written = field.type == records::FieldType::text || field.type == records::FieldType::record;
  return one_line(is_as_written ? text : records::capital(text));
}

bool says(std::string const& page, std::string const& words) {
  return page.find(" " + words + " ") != std::string::npos;
}

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// The page from the way to it (the breadcrumbs) on, without its tags, characters written out, any spaces as one.
std::string words_of(std::string const& html) {
  auto const crumbs = html.find("aria-label=\"Breadcrumb\"");
  auto const begin = crumbs == std::string::npos ? html.find("<main") : html.find('>', crumbs);
  auto text = html.substr(begin == std::string::npos ? 0 : begin, html.find("</main>") - begin);
  std::string plain;
  bool in_tag = false;
  for (char letter : text) {
    if (letter == '<') in_tag = true;
    plain += in_tag ? ' ' : letter;
    if (letter == '>') in_tag = false;
  }
  for (auto const& [written, letter] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"\xC2\xA0", " "}, {"&amp;", "&"}})
    replace_all(plain, written, letter);
  std::string out = " ";
  for (char letter : plain) {
    bool is_space = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
    if (!is_space || out.back() != ' ') out += is_space ? ' ' : letter;
  }
  return out + " ";
}

std::size_t times(std::string const& page, std::string const& words) {
  std::size_t count = 0;
  for (auto at = page.find(words); at != std::string::npos; at = page.find(words, at + 1)) ++count;
  return count;
}

std::string text_of(json const& object, char const* name) {
  return object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : "";
}

bool names(json const& links, std::string const& title) {
  return std::any_of(links.begin(), links.end(), [&](json const& each) { return each.at("title") == title; });
}

}  // namespace

json read_paper(std::string const& name) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  if (source == nullptr) throw std::runtime_error("Set GOLDENTHREAD_SOURCE to the repository's root.");
  std::ifstream in{std::string(source) + "/examples/papers/" + name + ".json"};
  return json::parse(in);
}

Paper::Paper(json const& paper) : installation_{place_.location()} {
  if (auto loaded = app::load_paper(installation_.program(), paper); !loaded)
    throw std::runtime_error(loaded.error().message);
  auto manager = installation_.actor(app::paper_manager_email(paper));
  person_ = installation_.sign_in(manager.account, manager.authority);
  program_ = installation_.make_token(person_, {"plan.view", "inspection.view", "board.view", "money.view"});
}

json Paper::ask(std::string_view operation, json const& input) {
  auto const key = std::string(operation) + input.dump();
  if (auto known = asked_.find(key); known != asked_.end()) return known->second;
  auto answer = installation_.call(operation, input, program_);
  if (answer.status != 200) throw std::runtime_error(fmt::format("{}: {}", operation, answer.body));
  return asked_[key] = json::parse(answer.body);
}

std::string Paper::page(std::string const& target) {
  if (auto known = read_.find(target); known != read_.end()) return known->second;
  auto answer = installation_.get(target, person_);
  return read_[target] = answer.status == 200 ? words_of(answer.body) : "";
}

Paper& Paper::loaded(std::string const& name) {
  static std::map<std::string, std::unique_ptr<Paper>> papers;
  auto& paper = papers[name];
  if (!paper) paper = std::make_unique<Paper>(read_paper(name));
  return *paper;
}

void Questions::person(bool holds, std::string const& what) {
  if (!holds) faults_.person.push_back(what);
}
void Questions::program(bool holds, std::string const& what) {
  if (!holds) faults_.program.push_back(what);
}

json Questions::theme_named(std::string const& title) {
  auto const whole = plan();
  for (auto const& each : whole.at("themes"))
    if (each.at("title") == title) return each;
  return nullptr;
}

json Questions::first_record(std::string const& kind, std::string const& title) {
  auto const list = paper_.ask(plans::find_record_kind(kind)->command() + " list", json::object());
  for (auto const& each : list.at("records"))
    if (each.at("title") == title) return each;
  return nullptr;
}

void Questions::programme(std::string const& field, std::string const& value) {
  program(plan().at("programme").at(field) == value, fmt::format("the programme’s {} is not “{}”", field, value));
  bool is_on_plan = field == "title" || field == "vision" || field == "target";
  person(says(paper_.page(is_on_plan ? "/plan" : "/plan/programme"), value),
         fmt::format("no page shows the programme’s {} “{}”", field, value));
}

void Questions::theme_count(std::size_t count) {
  program(plan().at("themes").size() == count, fmt::format("there are not {} themes", count));
  person(says(paper_.page("/plan"), fmt::format("Themes {}", count)), fmt::format("no page counts {} themes", count));
}

void Questions::theme(std::string const& title, std::string const& lead, std::vector<std::string> const& aliases,
                      std::string const& aim) {
  auto const found = theme_named(title);
  program(found.is_object(), "no theme is called " + title);
  person(says(paper_.page("/plan"), title), "the plan’s page names no theme " + title);
  if (!found.is_object()) return;
  auto const page = paper_.page("/themes/" + text_of(found, "id"));
  person(says(page, title), "the theme’s page is not headed " + title);
  if (!lead.empty()) {
    program(found.at("lead_role") == lead, title + " is not led by " + lead);
    person(says(page, "Lead " + lead), "the page of " + title + " names no lead " + lead);
  }
  if (!aliases.empty()) {
    program(found.at("aliases") == json(aliases), title + " has other aliases");
    person(says(page, fmt::format("Also called {}", fmt::join(aliases, ", "))),
           "the page of " + title + " gives no such alias");
  }
  if (!aim.empty()) {
    program(found.at("aim") == aim, title + " has another aim");
    person(says(page, aim), "the page of " + title + " does not give its aim");
  }
}

void Questions::team(std::string const& theme, std::vector<std::string> const& kinds) {
  auto const id = text_of(theme_named(theme), "id");
  std::vector<std::string> asked, seen;
  auto const list = paper_.ask("team-member list", json::object());
  for (auto const& each : list.at("records")) {
    if (each.at("parent") != id) continue;
    asked.push_back(text_of(each, "member_kind"));
    auto const page = paper_.page("/team-members/" + text_of(each, "id"));
    for (auto const& kind : kinds)
      if (says(page, "As " + records::capital(kind)) && says(page, theme)) seen.push_back(kind);
  }
  program(asked == kinds, fmt::format("the team of {} is {}", theme, fmt::join(asked, ", ")));
  person(seen == kinds, fmt::format("pages show the team of {} as {}", theme, fmt::join(seen, ", ")));
}

void Questions::record(std::string const& kind, std::string const& title, std::vector<Shown> const& fields,
                       std::vector<std::string> const& joined) {
  auto const& about = *plans::find_record_kind(kind);
  auto const found = first_record(kind, title);
  program(found.is_object(), fmt::format("no {} is called {}", kind, title));
  // "3 Laying the foundations": the list puts the number in front.
  person(paper_.page(about.address).find(" " + title + " ") != std::string::npos,
         fmt::format("the list of {} does not name {}", about.plural, title));
  if (!found.is_object()) return;
  auto const page = paper_.page(about.address + "/" + text_of(found, "id"));
  for (auto const& each : fields) {
    auto const& field = *about.field(each.field);
    program(found.at(each.field) == each.value, fmt::format("{}: {} is not {}", title, each.field, each.value.dump()));
    person(says(page, field.label + " " + printed(field, each.value)),
           fmt::format("the page of {} does not show “{} {}”", title, field.label, printed(field, each.value)));
  }
  if (joined.empty()) return;
  auto key = about.word;
  std::replace(key.begin(), key.end(), ' ', '_');
  auto const links = paper_.ask(about.command() + " show", {{key, text_of(found, "id")}}).at("links");
  for (auto const& other : joined) {
    program(names(links, other), fmt::format("{} is not joined to {}", title, other));
    person(says(page, other), fmt::format("the page of {} does not name {}", title, other));
  }
}

void Questions::records_inside(std::string const& kind, std::string const& title, std::size_t count,
                               std::string const& inside_kind, std::string const& inside_title) {
  auto const& about = *plans::find_record_kind(kind);
  auto const inside = text_of(first_record(inside_kind, inside_title), "id");
  auto const list = paper_.ask(about.command() + " list", json::object());
  auto const found = std::count_if(list.at("records").begin(), list.at("records").end(), [&](json const& each) {
    return each.at("title") == title && each.at("parent") == inside;
  });
  auto const what = fmt::format("{} of {} in {}", count, title, inside_title);
  program(static_cast<std::size_t>(found) == count, "not " + what);
  auto const page = paper_.page(plans::find_record_kind(inside_kind)->address + "/" + inside);
  person(times(page, " " + title + " ") == count, "its page does not show " + what);
}

void Questions::initiation_document(std::string const& theme,
                                    std::vector<std::pair<std::string, std::string>> const& sections) {
  auto const id = text_of(theme_named(theme), "id");
  bool is_held = false, is_shown = false;
  auto const list = paper_.ask("pid list", json::object());
  for (auto const& each : list.at("pids")) {
    json const project{{"project", text_of(each, "project")}};
    auto const links = paper_.ask("project show", project).at("links");
    bool is_of_theme = std::any_of(links.begin(), links.end(), [&](json const& link) { return link.at("id") == id; });
    if (!is_of_theme || each.at("state") == "none") continue;
    auto const document = paper_.ask("pid show", project);
    auto const page = paper_.page("/projects/" + text_of(each, "project") + "/pid");
    bool holds = document.at("state") == "approved";
    bool shows = says(page, "Approved and locked") && says(page, theme);
    for (auto const& [key, text] : sections) {
      auto const& held = document.at("sections");
      holds = holds && std::any_of(held.begin(), held.end(), [key = key, text = text](json const& section) {
                return section.at("key") == key && section.at("text") == text;
              });
      shows = shows && says(page, plans::find_pid_section(key)->heading + " " + text);
    }
    is_held = is_held || holds;
    is_shown = is_shown || shows;
  }
  program(is_held, theme + " has no project with such an initiation document that is approved");
  person(is_shown, "no page shows such an approved initiation document for " + theme);
}

void Questions::action(std::string const& kind, std::string const& title, std::string const& theme,
                       std::vector<Shown> const& fields) {
  auto const whole = plan();
  auto const& actions = whole.at("actions");
  auto const found =
      std::find_if(actions.begin(), actions.end(), [&](json const& each) { return each.at("title") == title; });
  program(found != actions.end(), "no action is called " + title);
  person(says(paper_.page("/plan"), title), "the plan’s page does not name " + title);
  if (found == actions.end()) return;
  auto const page = paper_.page("/actions/" + text_of(*found, "id"));
  program(found->at("kind") == kind, title + " is no " + kind);
  person(says(page, fmt::format("{} {}", records::capital(kind), found->at("number").get<std::int64_t>())),
         "its page does not call it a " + kind + ": " + title);
  if (!theme.empty()) {
    auto const id = text_of(theme_named(theme), "id");
    auto const& themes = found->at("themes");
    program(std::find(themes.begin(), themes.end(), id) != themes.end(), title + " is not in " + theme);
    person(says(paper_.page("/themes/" + id), title), "the page of " + theme + " does not name " + title);
  }
  for (auto const& each : fields) {
    auto const value = each.value.get<std::string>();
    program(found->at(each.field) == value, fmt::format("{}: {} is not {}", title, each.field, value));
    auto const day = Date::from_iso(value);
    person(says(page, day ? "First due on " + day->printed() : value),
           fmt::format("the page of {} does not show {}", title, value));
  }
}

void Questions::inspection(std::string const& title, std::vector<std::pair<std::string, std::string>> const& judgements,
                           std::vector<std::string> const& findings,
                           std::pair<std::string, std::string> const& framework) {
  auto const list = paper_.ask("inspection list", json::object());
  std::string id;
  for (auto const& each : list.at("inspections"))
    if (each.at("title") == title) id = text_of(each, "id");
  program(!id.empty(), "no inspection is called " + title);
  person(says(paper_.page("/inspections"), title), "the list of inspections does not name " + title);
  if (id.empty()) return;
  auto const whole = paper_.ask("inspection show", {{"inspection", id}});
  auto const page = paper_.page("/inspections/" + id);
  for (auto const& [area, grade] : judgements) {
    auto const& rows = whole.at("judgements");
    program(std::any_of(rows.begin(), rows.end(),
                        [area = area, grade = grade](json const& row) {
                          return row.at("category") == area && row.at("grade") == grade;
                        }),
            fmt::format("{} is not {}", area, grade));
    person(page.find(fmt::format(" {} {} ", area, records::capital(grade))) != std::string::npos ||
               says(page, fmt::format("{} The safeguarding children board, judged separately {}", area,
                                      records::capital(grade))),
           fmt::format("the inspection’s page does not show {} beside {}", grade, area));
  }
  for (auto const& words : findings) {
    auto const& rows = whole.at("findings");
    program(std::any_of(rows.begin(), rows.end(), [&](json const& row) { return row.at("text") == words; }),
            "no finding says: " + words);
    person(page.find(words) != std::string::npos, "the inspection’s page does not quote: " + words);
  }
  if (framework.first.empty()) return;
  program(whole.at("framework") == framework.first, "the framework is not " + framework.first);
  person(says(page, framework.second + " " + title) || says(page, title + " " + framework.second),
         "the inspection’s page does not name " + framework.second);
}

void Questions::findings_answered(std::string const& inspection) {
  auto const whole = plan();
  auto const list = paper_.ask("inspection list", json::object());
  std::string id;
  for (auto const& each : list.at("inspections"))
    if (each.at("title") == inspection) id = text_of(each, "id");
  std::size_t findings = 0;
  for (auto const& each : whole.at("findings")) {
    if (each.at("inspection") != id) continue;
    ++findings;
    program(each.at("themes").size() == whole.at("themes").size(), "a finding is not answered by every theme");
    auto const page = paper_.page("/findings/" + text_of(each, "id"));
    for (auto const& theme : whole.at("themes"))
      person(says(page, text_of(theme, "title")), "the finding’s page does not name " + text_of(theme, "title"));
  }
  program(findings > 0, inspection + " has no findings");
}

void Questions::version(std::string const& title) {
  auto const list = paper_.ask("version list", json::object());
  auto const& rows = list.at("versions");
  program(std::any_of(rows.begin(), rows.end(), [&](json const& each) { return each.at("title") == title; }),
          "no version is called " + title);
  person(says(paper_.page("/plan/versions"), title), "the page of versions does not name " + title);
}

std::map<std::string, Fact>& facts() {
  static std::map<std::string, Fact> all;
  return all;
}

bool add_fact(std::string number, std::string paper, std::function<void(Questions&)> check) {
  auto key = number;
  return facts().emplace(std::move(key), Fact{std::move(number), std::move(paper), std::move(check)}).second;
}

Faults check(Fact const& fact, Paper& paper) {
  Questions questions{paper};
  fact.check(questions);
  return questions.faults();
}

void expect_fact(std::string const& number) {
  auto const& fact = facts().at(number);
  auto const faults = check(fact, Paper::loaded(fact.paper));
  for (auto const& each : faults.person) ADD_FAILURE() << number << ", as a person: " << each;
  for (auto const& each : faults.program) ADD_FAILURE() << number << ", as a program: " << each;
}

}  // namespace gt::papers
