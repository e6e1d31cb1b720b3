#include "app/backup_commands.h"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/sql.h"
#include "platform/office/writer.h"

namespace gt::app {

using nlohmann::json;

namespace {

struct Asked {
  std::string folder;
  std::string into;
  bool as_json = false;
  bool remove_unused = false;
};

/// One line on the terminal that is written over as work goes on; nothing where the words go to a file.
class Bar {
 public:
  Bar() : is_terminal_{isatty(STDERR_FILENO) == 1} {}
  ~Bar() { clear(); }
  Bar(Bar const&) = delete;
  Bar& operator=(Bar const&) = delete;

  backup::Progress shown() {
    return [this](std::string_view what, std::int64_t done, std::int64_t total) { show(what, done, total); };
  }

 private:
  void show(std::string_view what, std::int64_t done, std::int64_t total) {
    if (!is_terminal_) return;
    auto const percent = total > 0 ? 100 * done / total : 100;
    if (what == what_ && percent == percent_) return;
    what_ = what;
    percent_ = percent;
    constexpr std::int64_t width = 30;
    auto const filled = static_cast<std::size_t>(width * percent / 100);
    std::cerr << fmt::format("\r\x1b[K{} [{}{}] {} %", what, std::string(filled, '#'),
                             std::string(static_cast<std::size_t>(width) - filled, ' '), percent)
              << std::flush;
    is_shown_ = true;
  }
  void clear() {
    if (is_shown_) std::cerr << "\r\x1b[K" << std::flush;
  }

  bool is_terminal_;
  bool is_shown_ = false;
  std::string what_;
  std::int64_t percent_ = -1;
};

std::string size_words(std::int64_t bytes) {
  if (bytes < 1'000'000) return fmt::format("{} KB", (bytes + 999) / 1000);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

json facts_of(backup::Manifest const& manifest) {
  return {{"made", manifest.made.iso()},
          {"program", manifest.version},
          {"engine", backup::engine_words(manifest.engine)},
          {"schema", manifest.schema.empty() ? "" : manifest.schema.back().name},
          {"files", manifest.stored_files()},
          {"bytes", manifest.bytes()},
          {"audit_entries", manifest.audit_entries},
          {"audit_hash", manifest.audit_hash},
          {"faults", manifest.faults}};
}

Exit tell(Error const& error, bool as_json, Exit exit) {
  if (as_json)
    std::cout << json{{"error", error.message}}.dump() << "\n";
  else
    std::cerr << error.message << "\n";
  return exit;
}

void print_faults(backup::Manifest const& manifest) {
  for (auto const& each : manifest.faults) std::cout << "Fault: " << each << "\n";
}

Result<std::unique_ptr<Clock>> clock_of(Settings const& settings) { return make_clock(settings.is_development); }

Exit run_backup(Settings const& settings, Asked const& asked) {
  if (asked.into.empty())
    return tell({ErrorKind::invalid, "Say where the backup goes: goldenthread backup --data DIR --to DIR", {}},
                asked.as_json, Exit::wrong_usage);
  auto const clock = clock_of(settings);
  if (!clock) return tell(clock.error(), asked.as_json, Exit::environment);
  auto made = [&] {
    Bar bar;
    return backup::make(installation_of(settings), asked.into, **clock, bar.shown());
  }();
  if (!made) return tell(made.error(), asked.as_json, Exit::environment);
  if (asked.as_json) {
    auto out = facts_of(made->manifest);
    out["folder"] = made->folder.string();
    std::cout << out.dump(2) << "\n";
  } else {
    std::cout << fmt::format(
        "Backed up to {}: the database, {} files and an audit log of {} entries, {} in all.\nThe log ends with {}; "
        "keep that somewhere else too.\n",
        made->folder.string(), made->manifest.stored_files(), made->manifest.audit_entries,
        size_words(made->manifest.bytes()), made->manifest.audit_hash.empty() ? "nothing" : made->manifest.audit_hash);
    print_faults(made->manifest);
  }
  return made->manifest.faults.empty() ? Exit::done : Exit::faults_found;
}

Exit run_verify(Settings const& settings, Asked const& asked) {
  auto proved = [&] {
    Bar bar;
    return backup::prove(asked.folder, installation_of(settings), std::filesystem::temp_directory_path(), bar.shown());
  }();
  if (!proved) {
    // An option that is missing is no fault of the backup.
    auto const& fields = proved.error().fields;
    bool const is_usage = !fields.empty() && fields.front().field == "postgresql";
    return tell(proved.error(), asked.as_json, is_usage ? Exit::wrong_usage : Exit::faults_found);
  }
  if (asked.as_json) {
    auto out = facts_of(proved->manifest);
    out["proved"] = true;
    out["migrated"] = proved->migrated;
    std::cout << out.dump(2) << "\n";
  } else {
    std::cout << fmt::format(
        "This backup of {} can be restored: it was put together in a scratch place, and its tables, its {} files and "
        "its audit log of {} entries are whole.\n",
        proved->manifest.made.printed(), proved->manifest.stored_files(), proved->manifest.audit_entries);
    if (proved->migrated > 0)
      std::cout << fmt::format(
          "It is of an older version ({}) and will be brought up to date; changes of the database: {}.\n",
          proved->manifest.version, proved->migrated);
    print_faults(proved->manifest);
  }
  return proved->manifest.faults.empty() ? Exit::done : Exit::faults_found;
}

void print_restored(backup::Restored const& restored) {
  std::cout << fmt::format("Restored the backup of {}: {} files and an audit log of {} entries.\n",
                           restored.manifest.made.printed(), restored.manifest.stored_files(),
                           restored.manifest.audit_entries);
  if (restored.migrated > 0)
    std::cout << fmt::format("It was of an older version and was brought up to date; changes of the database: {}.\n",
                             restored.migrated);
  if (!restored.kept.empty())
    std::cout << fmt::format("The data that was there before is kept in {}.\n", restored.kept.string());
  if (!restored.kept_schema.empty())
    std::cout << fmt::format("The tables that were there before are kept in the schema {}.\n", restored.kept_schema);
  for (auto const& each : restored.left_settings)
    std::cout << fmt::format("{} was left as it is; the backup has another in its settings folder.\n", each);
  print_faults(restored.manifest);
}

Exit run_restore(Settings const& settings, Asked const& asked) {
  auto const clock = clock_of(settings);
  if (!clock) return tell(clock.error(), asked.as_json, Exit::environment);
  auto restored = [&] {
    Bar bar;
    return backup::restore(asked.folder, installation_of(settings), **clock, bar.shown());
  }();
  if (!restored) return tell(restored.error(), asked.as_json, Exit::refused);
  if (asked.as_json) {
    auto out = facts_of(restored->manifest);
    out["migrated"] = restored->migrated;
    out["kept"] = restored->kept.string();
    out["kept_schema"] = restored->kept_schema;
    out["left_settings"] = restored->left_settings;
    std::cout << out.dump(2) << "\n";
  } else {
    print_restored(*restored);
  }
  return restored->manifest.faults.empty() ? Exit::done : Exit::faults_found;
}

std::string grade_word(backup::Grade grade) {
  switch (grade) {
    case backup::Grade::well:
      return "well";
    case backup::Grade::note:
      return "note";
    case backup::Grade::fault:
      return "fault";
  }
  ENSURE(false);
}

Exit run_doctor(Settings const& settings, Asked const& asked) {
  auto examined = [&] {
    Bar bar;
    return backup::examine(installation_of(settings),
                           asked.remove_unused ? backup::Unused::remove : backup::Unused::keep, bar.shown());
  }();
  if (!examined) return tell(examined.error(), asked.as_json, Exit::environment);
  if (asked.as_json) {
    auto findings = json::array();
    for (auto const& each : examined->findings)
      findings.push_back({{"grade", grade_word(each.grade)}, {"words", each.words}});
    std::cout << json{{"well", examined->is_well()},
                      {"files", examined->files},
                      {"unused", examined->unused},
                      {"removed", examined->removed},
                      {"findings", findings}}
                     .dump(2)
              << "\n";
  } else {
    for (auto const& each : examined->findings)
      std::cout << fmt::format("{:<6} {}\n", grade_word(each.grade), each.words);
  }
  return examined->is_well() ? Exit::done : Exit::faults_found;
}

}  // namespace

backup::Installation installation_of(Settings const& settings) {
  return {{settings.data, settings.postgresql},
          version(),
          db::all_migrations(),
          sql::list_stored_files,
          {configuration_file, "reference.odt", "reference.docx"}};
}

void add_backup_commands(CLI::App& app, Settings& settings, std::function<Exit()>& chosen) {
  auto asked = std::make_shared<Asked>();
  auto add_place = [&settings](CLI::App& command, bool has_folder) {
    if (has_folder)
      command.add_option("--data", settings.data, "The data folder")->capture_default_str()->type_name("DIR");
    command
        .add_option("--postgresql", settings.postgresql,
                    "The data is in PostgreSQL: a libpq connection string (or GOLDENTHREAD_POSTGRESQL)")
        ->type_name("CONNINFO");
  };
  auto add_json = [asked](CLI::App& command) { command.add_flag("--json", asked->as_json, "Print JSON"); };

  auto* make = app.add_subcommand("backup", "Back up database, files and audit log, beside a running server");
  add_place(*make, true);
  make->add_option("--to", asked->into, "The folder in which the backup gets a folder of its own")->type_name("DIR");
  add_json(*make);
  make->add_flag("--development", settings.is_development, "Allow GOLDENTHREAD_NOW to set the clock");
  auto* verify = make->add_subcommand("verify", "Prove that a backup can be restored, in a scratch place");
  verify->add_option("BACKUP", asked->folder, "The folder of the backup")->required();
  add_place(*verify, false);
  add_json(*verify);
  // A command that has commands of its own is called with them too, afterwards.
  make->callback([&settings, &chosen, asked, make] {
    if (make->get_subcommands().empty()) chosen = [&settings, asked] { return run_backup(settings, *asked); };
  });
  verify->callback(
      [&settings, &chosen, asked] { chosen = [&settings, asked] { return run_verify(settings, *asked); }; });

  auto* restore = app.add_subcommand("restore", "Put a backup in place of the data, which is kept beside");
  restore->add_option("BACKUP", asked->folder, "The folder of the backup")->required();
  add_place(*restore, true);
  add_json(*restore);
  restore->add_flag("--development", settings.is_development, "Allow GOLDENTHREAD_NOW to set the clock");
  restore->callback(
      [&settings, &chosen, asked] { chosen = [&settings, asked] { return run_restore(settings, *asked); }; });

  auto* doctor = app.add_subcommand("doctor", "Look whether database, audit log and files are whole");
  add_place(*doctor, true);
  add_json(*doctor);
  doctor->add_flag("--remove-unused", asked->remove_unused, "Remove files that no record uses");
  doctor->callback(
      [&settings, &chosen, asked] { chosen = [&settings, asked] { return run_doctor(settings, *asked); }; });
}

}  // namespace gt::app
