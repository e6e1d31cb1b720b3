#include "app/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/backup_commands.h"
#include "app/job_work.h"
#include "app/mail_work.h"
#include "app/operation_command.h"
#include "app/papers.h"
#include "app/print.h"
#include "app/program.h"
#include "app/serve.h"
#include "inspections/reading/read_command.h"
#include "platform/audit/audit.h"
#include "platform/db/cannot_write.h"
#include "platform/mail/message.h"
#include "platform/operations/openapi.h"

namespace gt::app {

using nlohmann::json;

namespace {

constexpr std::string_view exit_codes =
    "Exit status: 0 done; 1 done, and faults were found; 2 wrong usage; 3 some input could not be read;\n"
    "4 refused (permission, conflict, rule); 5 something about the environment.";

int status(Exit exit) { return static_cast<int>(exit); }

void add_data_options(CLI::App& command, Settings& settings) {
  command.add_option("--data", settings.data, "The data folder")->capture_default_str()->type_name("DIR");
  command
      .add_option("--postgresql", settings.postgresql,
                  "Keep the data in PostgreSQL: a libpq connection string (or GOLDENTHREAD_POSTGRESQL)")
      ->type_name("CONNINFO");
  command.add_flag("--development", settings.is_development, "Allow GOLDENTHREAD_NOW to set the clock");
}

// Before a first start makes anything. Empty when it is one.
std::string email_address(std::string const& typed) {
  auto const checked = mail::check_address(typed);
  return checked ? "" : fmt::format("“{}” is no email address. Write it as name@council.example.", typed);
}

Exit verify_audit_log(Settings settings, bool as_json) {
  settings.only_existing = true;
  auto program = Program::open(settings, read_when_asked(), read_sheet_when_asked(), 1);
  if (!program) {
    std::cerr << program.error().message << "\n";
    return Exit::environment;
  }
  auto verified = audit::verify((*program)->database());
  if (!verified) {
    if (as_json)
      std::cout << json{{"unbroken", false}, {"message", verified.error().message}}.dump() << "\n";
    else
      std::cout << verified.error().message << "\n";
    return Exit::faults_found;
  }
  if (as_json)
    std::cout << json{{"unbroken", true}, {"entries", verified->entries}, {"hash", verified->hash}}.dump() << "\n";
  else
    std::cout << fmt::format("The audit log is unbroken: {} entries, ending with {}.\n", verified->entries,
                             verified->hash.empty() ? "nothing" : verified->hash);
  return Exit::done;
}

Exit send_due_mail(Settings settings, bool as_json) {
  settings.only_existing = true;
  auto program = Program::open(settings, read_when_asked(), read_sheet_when_asked(), 2);
  if (!program) {
    std::cerr << program.error().message << "\n";
    return Exit::environment;
  }
  auto run = run_mail(**program);
  if (!run) {
    std::cerr << run.error().message << "\n";
    return Exit::refused;
  }
  if (as_json)
    std::cout << to_json(*run).dump() << "\n";
  else
    std::cout << fmt::format("Composed {}; sent {}, to be tried again {}, failed {}, not known {}.\n", run->composed,
                             run->sent, run->postponed, run->failed, run->unknown);
  return run->failed + run->unknown > 0 ? Exit::faults_found : Exit::done;
}

// The command for `words`, each word but the last a group: made when missing.
CLI::App& group_of(CLI::App& root, std::string const& word, std::string const& summary) {
  auto found = root.get_subcommands([&](CLI::App const* each) { return each->get_name() == word; });
  if (!found.empty()) return *found.front();
  auto* made = root.add_subcommand(word, summary);
  made->require_subcommand(1);
  return *made;
}

}  // namespace

int run_command_line(int count, char const* const* words) {
  CLI::App app{"Golden Thread: from an inspector’s sentence to what changed for children.", "goldenthread"};
  app.footer(std::string(exit_codes));
  app.set_version_flag("--version", "goldenthread " + version());
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help for every command");
  std::function<Exit()> chosen;

  Settings settings;
  // Read here and not by the library, by which one command's would win over what another was told.
  if (auto const* place = std::getenv("GOLDENTHREAD_POSTGRESQL")) settings.postgresql = place;
  ServeOptions serve_options;
  auto* serve_command = app.add_subcommand("serve", "Run the web server");
  add_data_options(*serve_command, settings);
  serve_command->add_option("--address", serve_options.address, "The address to listen on")->capture_default_str();
  serve_command->add_option("--port", serve_options.port, "The port; 0 takes any free one")->capture_default_str();
  serve_command
      ->add_option("--workers", serve_options.workers,
                   "Threads that answer requests, 2 at least; one of them makes no documents")
      ->capture_default_str()
      ->check(CLI::Range(2, 256, "2 to 256"));
  serve_command->add_option(
      "--behind-proxy", serve_options.proxies,
      "A proxy’s address or network that speaks https and whose headers are believed; may be repeated");
  auto* certificate = serve_command->add_option("--tls-certificate", serve_options.tls_certificate,
                                                "Speak https: the certificate and those that vouch for it, PEM");
  auto* key = serve_command->add_option("--tls-key", serve_options.tls_key, "The certificate’s key, PEM");
  certificate->type_name("FILE")->needs(key);
  key->type_name("FILE")->needs(certificate);
  serve_command->add_flag("--example", serve_options.example, "Load the worked example into an empty installation");
  serve_command
      ->add_option("--administrator", serve_options.administrator, "An empty installation’s first administrator: email")
      ->check(email_address, "EMAIL")
      ->capture_default_str();
  serve_command->add_option("--council", serve_options.council, "An empty installation’s council, as printed")
      ->capture_default_str();
  serve_command->callback([&] {
    chosen = [&] {
      pdf::ReaderPool pool{{.workers = 2}};  // before any thread
      sheet::SheetReaderPool sheets{{.workers = 1}};
      return serve(settings, serve_options, pool, sheets);
    };
  });

  auto& inspection = group_of(app, "inspection", "Inspections and their reports");
  auto* read_command = inspection.add_subcommand("read", "Read reports and print what they say; needs no database");
  std::vector<std::string> files;
  bool as_json = false, unconfined = false;
  read_command->add_option("FILE", files, "The reports, PDF")->required();
  read_command->add_flag("--json", as_json, "One JSON object a line and file");
  read_command->add_flag("--unconfined", unconfined,
                         "Read without confinement, where the kernel refuses it; only for files you trust");
  read_command->callback([&] {
    chosen = [&] {
      return static_cast<Exit>(inspections::read_reports(files, as_json, !unconfined, std::cout, std::cerr));
    };
  });

  auto& audit_group = group_of(app, "audit", "The audit log");
  auto* verify_command = audit_group.add_subcommand("verify", "Check that the audit log’s chain is whole");
  add_data_options(*verify_command, settings);
  verify_command->add_flag("--json", as_json, "Print JSON");
  verify_command->callback([&] { chosen = [&] { return verify_audit_log(settings, as_json); }; });

  add_backup_commands(app, settings, chosen);

  auto& example_group = group_of(app, "example", "Examples to look at");
  auto* load_command = example_group.add_subcommand("load", "Load a council’s paper into an empty data folder");
  std::string paper;
  add_data_options(*load_command, settings);
  load_command->add_option("FILE", paper, "The paper, such as examples/papers/havering-2018.json")->required();
  load_command->callback([&] { chosen = [&] { return load_paper_file(settings, paper); }; });

  auto* openapi_command = app.add_subcommand("openapi", "Print the description of the API");
  auto registry = make_registry(read_when_asked(), read_sheet_when_asked());
  openapi_command->callback([&] {
    chosen = [&] {
      std::cout << operations::openapi_document(registry, version()).dump(2) << "\n";
      return Exit::done;
    };
  });

  auto& mail_group = group_of(app, "mail", "Mail to people");
  auto* send_command =
      mail_group.add_subcommand("send-due", "Compose the digests that are due and send what waits; for a timer");
  add_data_options(*send_command, settings);
  send_command->add_flag("--json", as_json, "Print JSON");
  send_command->callback([&] { chosen = [&] { return send_due_mail(settings, as_json); }; });

  auto& job_group = group_of(app, "job", "Work that goes on in the background");
  auto* follow_command = job_group.add_subcommand("follow", "Show how far a job is until it is over");
  FollowOptions follow;
  add_data_options(*follow_command, settings);
  follow_command->add_option("JOB", follow.job, "The job’s number")->required();
  follow_command->add_option("--as", follow.as, "Act as this account")->type_name("EMAIL");
  follow_command->add_option("--authority", follow.authority, "At this council")->type_name("NAME");
  follow_command->callback([&] { chosen = [&] { return follow_job(settings, follow); }; });

  std::vector<std::unique_ptr<OperationCommand>> commands;
  std::map<std::string, std::string> const group_summaries{
      {"authority", "Councils of this installation"},
      {"user", "People with accounts"},
      {"password", "Passwords"},
      {"os-user", "Operating-system users"},
      {"role", "Roles"},
      {"session", "Your sessions"},
      {"token", "Your tokens for programs"},
      {"finding", "What inspections say must improve"},
      {"programme", "The improvement programme"},
      {"plan", "The improvement plan"},
      {"coverage", "What the plan answers"},
      {"theme", "Themes of the plan"},
      {"action", "Actions of the plan"},
      {"tracker", "The council’s own tracker, brought into the plan"},
      {"comment", "What people say about records"},
      {"mention", "Where you are mentioned"},
      {"digest", "The mail about what is new for you"},
      {"calendar", "Due dates in your calendar program"}};
  for (auto const& operation : registry.all()) {
    auto space = operation.name.find(' ');
    auto group = operation.name.substr(0, space);
    auto summary = group_summaries.find(group);
    auto& parent = group_of(app, group, summary == group_summaries.end() ? "" : summary->second);
    auto* command = parent.add_subcommand(operation.name.substr(space + 1), operation.summary);
    add_data_options(*command, settings);
    commands.push_back(std::make_unique<OperationCommand>(operation, *command));
    command->callback([&, made = commands.back().get()] { chosen = [&, made] { return made->run(settings); }; });
  }

  try {
    app.parse(count, words);
  } catch (CLI::CallForHelp const& help) {
    app.exit(help);
    return status(Exit::done);
  } catch (CLI::CallForAllHelp const& help) {
    app.exit(help);
    return status(Exit::done);
  } catch (CLI::CallForVersion const& asked) {
    app.exit(asked);
    return status(Exit::done);
  } catch (CLI::ParseError const& error) {
    app.exit(error);
    return status(Exit::wrong_usage);
  }
  try {
    return status(chosen());
  } catch (db::CannotWrite const& error) {
    std::cerr << error.message() << "\n";
    return status(Exit::environment);
  } catch (std::exception const& error) {  // caught once per command: a broken environment
    std::cerr << "Something about this machine or its data stopped the command: " << error.what() << "\n";
    return status(Exit::environment);
  }
}

}  // namespace gt::app
