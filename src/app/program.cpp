#include "app/program.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "app/log.h"
#include "app/notice_sources.h"
#include "app/search_sources.h"
#include "evidence/evidence.h"
#include "funding/funding_operations.h"
#include "governance/governance_operations.h"
#include "people/people.h"
#include "plans/plan_operations.h"
#include "platform/jobs/jobs.h"

namespace gt::app {

Result<std::unique_ptr<Clock>> make_clock(bool is_development) {
  auto const* set = std::getenv("GOLDENTHREAD_NOW");
  if (set == nullptr || *set == '\0') return std::unique_ptr<Clock>(std::make_unique<SystemClock>());
  if (!is_development)
    return refuse(ErrorKind::invalid,
                  "GOLDENTHREAD_NOW is set, which is for rehearsals only. Unset it, or add --development.");
  auto now = Instant::from_iso(set);
  if (!now)
    return refuse(ErrorKind::invalid,
                  fmt::format("GOLDENTHREAD_NOW is “{}”, which is no time. {}", set, now.error().message));
  return std::unique_ptr<Clock>(std::make_unique<ShiftedClock>(*now));
}

operations::Registry make_registry(inspections::ReadDocument read_document, plans::ReadSheet read_sheet,
                                   office::Writer writer) {
  operations::Registry registry;
  people::add_operations(registry);
  inspections::add_operations(registry, std::move(read_document), writer);
  evidence::add_operations(registry);
  plans::add_operations(registry, read_sheet, writer);
  governance::add_operations(registry, {read_sheet, std::move(writer)});
  funding::add_operations(registry, read_sheet);
  notices::add_operations(registry, notice_sources());
  finder::add_operations(registry, search_sources());
  jobs::add_operations(registry);
  return registry;
}

Result<std::unique_ptr<Program>> Program::open(Settings const& settings, inspections::ReadDocument read_document,
                                               plans::ReadSheet read_sheet, int connections) {
  auto clock = TRY(make_clock(settings.is_development));
  auto configuration = TRY(read_configuration(settings.data));
  if (settings.only_existing && settings.postgresql.empty() &&
      !std::filesystem::exists(std::filesystem::path(settings.data) / "goldenthread.db"))
    return refuse(ErrorKind::invalid,
                  fmt::format("There is no database in {}. Name the data folder with --data; where the database is in "
                              "PostgreSQL, say so with --postgresql or GOLDENTHREAD_POSTGRESQL.",
                              settings.data));
  auto lock = TRY(db::FolderLock::take(
      settings.data, db::folder_in_use, db::Use::together,
      fmt::format("A backup is being restored into {}. Try again when that is done.", settings.data)));
  auto database = TRY(db::Database::open({settings.data, settings.postgresql}, connections));
  // Asked first, because to migrate is to wait for the turn to write, which a job may hold for a while.
  bool const is_current = database->is_current(db::all_migrations());
  if (!is_current && database->is_read_only())
    return refuse(
        ErrorKind::invalid,
        fmt::format("The data in {} is of an older version and must be changed first, but its disk can only be "
                    "read. Use the version that wrote it, or copy the folder to a disk that can be written.",
                    settings.data));
  if (!is_current) TRY(database->migrate(db::all_migrations()));
  auto const writer = office::Writer::installed(settings.data, [](std::string_view what) {
    log_line("warning", "a document could not be written", {{"what", what}});
  });
  auto registry = make_registry(std::move(read_document), std::move(read_sheet), writer);
  std::unique_ptr<Program> program(
      new Program(std::move(database), std::move(clock), writer, std::move(registry), std::move(configuration)));
  program->lock_ = std::move(lock);
  return program;
}

Program::Program(std::unique_ptr<db::Database> database, std::unique_ptr<Clock> clock, office::Writer writer,
                 operations::Registry registry, Configuration configuration)
    : database_{std::move(database)},
      clock_{std::move(clock)},
      files_{database_->folder()},
      writer_{std::move(writer)},
      registry_{std::move(registry)},
      environment_{
          std::make_unique<operations::Environment>(operations::Environment{*database_, files_, *clock_, registry_})},
      configuration_{std::move(configuration)} {}

std::string plain_council_name(std::string const& printed) {
  constexpr std::string_view ending = " Council";
  return printed.ends_with(ending) ? printed.substr(0, printed.size() - ending.size()) : printed;
}

std::string version() { return GT_VERSION; }

}  // namespace gt::app
