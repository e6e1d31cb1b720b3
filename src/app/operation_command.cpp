#include "app/operation_command.h"

#include <pwd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/job_work.h"
#include "app/print.h"
#include "people/people.h"
#include "platform/operations/base64.h"

namespace gt::app {

using nlohmann::json;
using operations::FieldInfo;
using operations::FieldType;

std::string os_user() {
  auto const* entry = getpwuid(getuid());
  return entry != nullptr ? entry->pw_name : std::to_string(getuid());
}

namespace {

std::string option_name(FieldInfo const& info) {
  auto name = "--" + info.name;
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::string type_name(FieldInfo const& info) {
  switch (info.type) {
    case FieldType::date:
      return "DATE";
    case FieldType::id:
    case FieldType::id_list:
      return "ID";
    case FieldType::integer:
      return "NUMBER";
    case FieldType::object:
      return "JSON";
    default:
      return "TEXT";
  }
}

bool is_list(FieldInfo const& info) { return info.type == FieldType::text_list || info.type == FieldType::id_list; }

std::string description(FieldInfo const& info) {
  auto out = info.summary;
  if (!info.choices.empty()) out += fmt::format(" ({})", fmt::join(info.choices, ", "));
  if (is_list(info)) out += "; may be repeated";
  return out;
}

// Without echo when a person types it.
std::string ask_secret(FieldInfo const& info) {
  bool is_terminal = isatty(STDIN_FILENO) == 1;
  termios before{};
  if (is_terminal) {
    std::cerr << info.summary << ": ";
    tcgetattr(STDIN_FILENO, &before);
    auto silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << "\n";
  }
  return line;
}

Exit report(Error const& error, Exit exit) {
  if (error.fields.empty()) std::cerr << error.message << "\n";
  for (auto const& each : error.fields)
    std::cerr << (each.field.empty() ? "" : each.field + ": ") << each.message << "\n";
  return exit;
}

// The file itself is at fault, not how the command was given.
bool is_about_file(operations::Operation const& operation, Error const& error) {
  return std::any_of(error.fields.begin(), error.fields.end(), [&](FieldError const& each) {
    return std::any_of(operation.inputs.begin(), operation.inputs.end(),
                       [&](FieldInfo const& info) { return info.name == each.field && info.type == FieldType::file; });
  });
}

}  // namespace

inspections::ReadDocument read_when_asked() {
  auto pool = std::make_shared<std::unique_ptr<pdf::ReaderPool>>();
  return [pool](FileContent const& bytes) {
    if (!*pool) *pool = std::make_unique<pdf::ReaderPool>(pdf::Options{.workers = 1});
    return (*pool)->read(bytes);
  };
}

plans::ReadSheet read_sheet_when_asked() {
  auto pool = std::make_shared<std::unique_ptr<sheet::SheetReaderPool>>();
  return [pool](FileContent const& bytes, std::string const& filename) {
    if (!*pool) *pool = std::make_unique<sheet::SheetReaderPool>(sheet::Options{.workers = 1});
    return (*pool)->read(bytes, filename);
  };
}

OperationCommand::OperationCommand(operations::Operation const& operation, CLI::App& command) : operation_{operation} {
  for (auto const& info : operation_.inputs) {
    if (info.secret) continue;
    if (info.type == FieldType::file) {
      command.add_option("FILE", file_, info.summary)->required(info.required);
    } else if (info.type == FieldType::flag) {
      command.add_flag(option_name(info), flags_[info.name], info.summary);
    } else {
      auto* option = command.add_option(option_name(info), given_[info.name], description(info));
      option->type_name(type_name(info))->required(info.required);
      if (!is_list(info)) option->expected(1);
      option->allow_extra_args(false);
    }
  }
  if (operation_.name == "user add")
    command.add_option("--council", council_, "The council, as printed; only for the first account of an installation")
        ->capture_default_str();
  auto const& answer = operation_.output_example;
  gives_file_ = answer.is_object() && answer.contains("name") && answer.contains("base64");
  if (gives_file_)
    command
        .add_option("--output", output_,
                    "Write the file there, “-” for standard output; without it, to a pipe if there is one, else here "
                    "under its own name")
        ->type_name("FILE");
  command.add_flag("--json", as_json_, "Print JSON");
  command.add_option("--as", as_, "Act as this account; without it, as the one bound to your operating-system user")
      ->type_name("EMAIL");
  command.add_option("--authority", authority_, "At this council, where the account has roles at several")
      ->type_name("NAME");
}

Result<json> OperationCommand::input(FileContent& content) const {
  auto out = json::object();
  for (auto const& info : operation_.inputs) {
    if (info.secret) {
      out[info.name] = ask_secret(info);
    } else if (info.type == FieldType::file) {
      if (file_.empty()) continue;
      auto const copy = copy_of_file(file_, std::filesystem::temp_directory_path());
      if (!copy)
        return refuse_field(info.name,
                            fmt::format("{} cannot be read. Check the name and that you may read it.", file_));
      content = *copy;
      out[info.name] = operations::upload_value({std::filesystem::path(file_).filename().string(), content});
    } else if (info.type == FieldType::flag) {
      if (flags_.at(info.name)) out[info.name] = true;
    } else if (auto const& values = given_.at(info.name); !values.empty()) {
      out[info.name] = is_list(info) ? json(values) : json(values.front());
    }
  }
  return out;
}

Exit OperationCommand::add_first_administrator(Program& program, json const& given) const {
  if (given.value("role", "") != "administrator")
    return report({ErrorKind::invalid, "The first account must be an administrator: --role administrator.", {}},
                  Exit::wrong_usage);
  auto made = people::create_first_administrator(
      program.database(), program.clock(),
      {plain_council_name(council_), council_, given.value("email", ""), given.value("name", "")});
  if (!made) return report(made.error(), Exit::wrong_usage);
  json out{{"account", made->account.text()}, {"link", made->link.path()}, {"link_expires", made->link.expires.iso()}};
  if (as_json_)
    std::cout << out.dump(2) << "\n";
  else
    print_for_a_person(std::cout, out);
  return Exit::done;
}

Exit OperationCommand::give_file(json const& answer) const {
  auto const bytes = operations::decode_base64(answer.at("base64").get<std::string>());
  ENSURE(bytes.has_value());
  auto to = output_;
  if (to.empty()) to = isatty(STDOUT_FILENO) == 1 ? answer.at("name").get<std::string>() : "-";
  if (to == "-") {
    std::cout.write(bytes->data(), static_cast<std::streamsize>(bytes->size())).flush();
    return std::cout ? Exit::done : Exit::environment;
  }
  std::error_code fault;
  if (output_.empty() && std::filesystem::exists(to, fault))
    return report({ErrorKind::conflict, fmt::format("{} is here already. Say with --output where to write.", to), {}},
                  Exit::refused);
  std::ofstream file{to, std::ios::binary | std::ios::trunc};
  file.write(bytes->data(), static_cast<std::streamsize>(bytes->size())).flush();
  if (!file)
    return report({ErrorKind::unavailable, fmt::format("{} cannot be written. Say with --output where to.", to), {}},
                  Exit::environment);
  std::cout << "Written: " << to << "\n";
  return Exit::done;
}

Exit OperationCommand::run(Settings const& settings) const {
  FileContent content;  // as long as the input that names it
  auto given = input(content);
  if (!given) return report(given.error(), Exit::unreadable_input);
  auto place = settings;
  place.only_existing = operation_.name != "user add";  // whose first account begins an installation
  auto opened = Program::open(place, read_when_asked(), read_sheet_when_asked(), 2);
  if (!opened) return report(opened.error(), Exit::environment);
  auto& program = **opened;
  // The one that this installation performs: it writes documents by the council's own styles.
  auto const& operation = *program.registry().find(operation_.name);
  if (operation.name == "user add" && !people::has_accounts(program.database()))
    return add_first_administrator(program, *given);
  auto actor = people::command_line_actor(program.database(), {as_, os_user(), authority_});
  if (!actor) return report(actor.error(), Exit::refused);
  actor->channel = operations::Channel::command_line;
  if (auto allowed = operations::check_permission(*actor, operation); !allowed)
    return report(allowed.error(), Exit::refused);
  TerminalBar bar;
  progress::Watched const watched{bar};
  // Input that cannot be read is told apart from a rule that refuses it.
  auto prepared = operation.prepare(*given);
  if (!prepared)
    return report(prepared.error(),
                  is_about_file(operation, prepared.error()) ? Exit::unreadable_input : Exit::wrong_usage);
  auto result = operations::perform_prepared(program.environment(), *actor, operation, *prepared);
  if (!result)
    return report(result.error(), result.error().kind == ErrorKind::unavailable ? Exit::environment : Exit::refused);
  if (gives_file_ && !as_json_) return give_file(*result);
  if (as_json_)
    std::cout << result->dump(2, ' ', false, json::error_handler_t::replace) << "\n";
  else
    print_for_a_person(std::cout, *result);
  return Exit::done;
}

}  // namespace gt::app
