#pragma once

#include <string>

#include "app/program.h"

namespace gt::app {

/// What whoever starts the server is told about signing in for the first time. All empty where people have passwords.
struct Welcome {
  std::string who{};        ///< "the first administrator"
  std::string email{};      ///< of `who`, where it helps to say it, or in `advice`
  std::string link_path{};  ///< works once, for `who`
  std::string advice{};     ///< what to do instead, when there is no link
  std::string warning{};    ///< what does not work at the moment
};

/// The welcome of a server at `address`, whole lines. What is written elsewhere than on a terminal is kept, as in a
/// service's journal: no email address is in it then.
std::string welcome_text(std::string const& address, Welcome const& welcome, bool is_terminal);

/// The options that lead a command to the same data, as they are typed in a shell: `--data /var/lib/goldenthread`. A
/// connection string that holds a password is not repeated: `--postgresql CONNINFO`.
std::string place_options(Settings const& settings);

/// Loads the worked example where there are no accounts. A link for its programme manager, at each start.
Result<Welcome> set_up_example(Program& program);

/// Makes the council (as printed) and its first administrator (an email address) where there are no accounts. As long
/// as that account is the only one and has no password, each start gives a new link: the one before may never have been
/// seen. So does the worked example as long as nobody has a password. The link of an account that "user add" made stays
/// good, so that one gets advice, whose command says `place` (`place_options`).
Result<Welcome> set_up_empty(Program& program, std::string const& council, std::string const& administrator,
                             std::string const& place);

}  // namespace gt::app
