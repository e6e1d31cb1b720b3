#pragma once

#include <string>

#include "app/program.h"

namespace gt::app {

/// What whoever starts the server is told about signing in for the first time. All empty where people have passwords.
struct Welcome {
  std::string who{};        ///< "the first administrator, administrator@council.example"
  std::string link_path{};  ///< works once, for `who`
  std::string advice{};     ///< what to do instead, when there is no link
};

/// Loads the worked example where there are no accounts. A link for its programme manager, at each start.
Result<Welcome> set_up_example(Program& program);

/// Makes the council (as printed) and its first administrator (an email address) where there are no accounts. As long
/// as that account is the only one and has no password, each start gives a new link: the one before may never have been
/// seen. The link of an account that "user add" made stays good, so that one gets advice.
Result<Welcome> set_up_empty(Program& program, std::string const& council, std::string const& administrator);

}  // namespace gt::app
