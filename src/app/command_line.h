#pragma once

namespace gt::app {

/// The whole command line: `goldenthread serve`, `inspection read`, `audit verify`, and one command for each operation
/// of the registry. Returns the exit status (Exit).
int run_command_line(int count, char const* const* words);

}  // namespace gt::app
