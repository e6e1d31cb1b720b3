#include "app/papers.h"

#include <fstream>
#include <iostream>
#include <map>

#include <fmt/format.h>

#include "app/made.h"
#include "app/operation_command.h"
#include "people/people.h"

namespace gt::app {

using nlohmann::json;

namespace {

// Who does what the programme manager may not do alone.
constexpr char const* director = "director";

tl::unexpected<Error> not_a_paper(std::string const& what) {
  return refuse(ErrorKind::invalid, what + " examples/papers/README.md says how a paper is written.");
}

Result<void> check_paper(json const& paper) {
  auto has_text = [](json const& object, char const* name) {
    return object.contains(name) && object[name].is_string();
  };
  if (!paper.is_object() || !paper.contains("council") || !paper.contains("steps") || !paper["steps"].is_array())
    return not_a_paper("A paper is an object with “council” and “steps”.");
  for (auto const* name : {"authority", "name", "domain"})
    if (!paper["council"].is_object() || !has_text(paper["council"], name))
      return not_a_paper(fmt::format("The council has no “{}”.", name));
  for (auto const& step : paper["steps"])
    if (!step.is_object() || !has_text(step, "do") || !step.contains("input") ||
        (step.contains("by") && step["by"] != director))
      return not_a_paper("Each step names an operation under “do”, has an “input”, and may be “by” the director.");
  return {};
}

std::string email(json const& paper, std::string const& who) {
  return who + "@" + paper.at("council").at("domain").get<std::string>();
}

Result<operations::Actor> actor(Program& program, std::string const& address) {
  auto found = TRY(people::command_line_actor(program.database(), {address, "", std::nullopt}));
  found.channel = operations::Channel::command_line;
  return found;
}

}  // namespace

std::string paper_manager_email(json const& paper) { return email(paper, "programme.manager"); }

Result<void> load_paper(Program& program, json const& paper) {
  TRY(check_paper(paper));
  if (people::has_accounts(program.database()))
    return refuse(ErrorKind::conflict, "There are accounts here already. Load a paper into an empty data folder.");
  auto const& council = paper.at("council");
  auto const administrator = email(paper, "administrator");
  TRY(people::create_first_administrator(
      program.database(), program.clock(),
      {council["authority"].get<std::string>(), council["name"].get<std::string>(), administrator, "Administrator"}));
  auto first = TRY(actor(program, administrator));
  TRY(operations::perform(
      program.environment(), first, "user add",
      {{"email", paper_manager_email(paper)}, {"name", "Programme manager"}, {"role", "programme manager"}}));
  TRY(operations::perform(program.environment(), first, "user add",
                          {{"email", email(paper, director)}, {"name", "Director"}, {"role", "board member"}}));
  auto manager = TRY(actor(program, paper_manager_email(paper)));
  auto second = TRY(actor(program, email(paper, director)));
  Made made;
  std::size_t number = 0;
  for (auto const& step : paper.at("steps")) {
    auto const operation = step.at("do").get<std::string>();
    auto where = fmt::format("Step {} ({}): ", ++number, operation);
    auto input = made.resolved(step.at("input"));
    auto result =
        input ? operations::perform(program.environment(), step.contains("by") ? second : manager, operation, *input)
              : Result<json>(tl::unexpected<Error>(input.error()));
    if (!result) {
      auto error = result.error();
      error.message = where + error.message;
      return tl::unexpected<Error>(std::move(error));
    }
    if (step.contains("as")) made.keep(step["as"].get<std::string>(), *result);
  }
  return {};
}

Exit load_paper_file(Settings const& settings, std::string const& file) {
  std::ifstream in{file, std::ios::binary};
  auto paper = json::parse(in, nullptr, false);
  if (!in || paper.is_discarded()) {
    std::cerr << file << " cannot be read as JSON. Name one of examples/papers.\n";
    return Exit::unreadable_input;
  }
  auto program = Program::open(settings, read_when_asked(), read_sheet_when_asked(), 1);
  if (!program) {
    std::cerr << program.error().message << "\n";
    return Exit::environment;
  }
  if (auto loaded = load_paper(**program, paper); !loaded) {
    std::cerr << loaded.error().message << "\n";
    return Exit::refused;
  }
  auto who = people::command_line_actor((*program)->database(), {paper_manager_email(paper), "", std::nullopt});
  auto link = who ? people::create_one_time_link((*program)->database(), (*program)->clock(), who->account)
                  : Result<people::OneTimeLink>(tl::unexpected<Error>(who.error()));
  if (!link) {
    std::cerr << link.error().message << "\n";
    return Exit::environment;
  }
  std::cout << "The paper is loaded. Start the server with `goldenthread serve` on the same data, and sign in as the "
               "programme manager\nwith this address of it, once:\n  "
            << link->path() << "\n";
  return Exit::done;
}

}  // namespace gt::app
