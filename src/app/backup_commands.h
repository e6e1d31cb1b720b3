#pragma once

#include <functional>
#include <string>

#include "app/program.h"
#include "platform/backup/backup.h"

namespace CLI {
class App;
}

namespace gt::app {

/// What backups, restores and the doctor know of this program.
backup::Installation installation_of(Settings const& settings);

/// `goldenthread backup`, `backup verify`, `restore` and `doctor`. Whichever is asked for is put into `chosen`.
void add_backup_commands(CLI::App& app, Settings& settings, std::function<Exit()>& chosen);

}  // namespace gt::app
