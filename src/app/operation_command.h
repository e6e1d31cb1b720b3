#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/program.h"

namespace CLI {
class App;
}

namespace gt::app {

/// The operating-system user that runs the command, by name, else by number.
std::string os_user();

/// A reader that starts its confined process when the first document comes. Only for a command, which has no threads.
inspections::ReadDocument read_when_asked();
/// Likewise for worksheets.
plans::ReadSheet read_sheet_when_asked();

/// One command made from an operation's declaration: an option a field, `FILE` for a file, `--json`, `--as`,
/// `--authority`. Secrets are asked for on standard input, never on the command line. An operation whose answer is a
/// file (`name`, `base64`) gives that: to `--output`, else to a pipe, else beside, under its own name.
class OperationCommand {
 public:
  OperationCommand(operations::Operation const& operation, CLI::App& command);
  Exit run(Settings const& settings) const;

 private:
  /// A file that is given is copied to `content`, which the answer names.
  Result<nlohmann::json> input(FileContent& content) const;
  /// "user add" on an installation without accounts: nobody can be asked for permission yet.
  Exit add_first_administrator(Program& program, nlohmann::json const& given) const;
  Exit give_file(nlohmann::json const& answer) const;
  operations::Operation operation_;
  std::map<std::string, std::vector<std::string>> given_;
  std::map<std::string, bool> flags_;
  std::string file_;
  std::optional<std::string> as_;
  std::optional<std::string> authority_;
  std::string council_ = "Our Council";
  bool as_json_ = false;
  bool gives_file_ = false;
  std::string output_;
};

}  // namespace gt::app
