#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// Handing one message to one mail server, by libcurl. Knows no database: whoever sends keeps what became of it.
namespace gt::mail {

enum class Security { none, starttls, tls };

struct Server {
  std::string host;
  std::uint16_t port = 587;
  Security security =
      Security::starttls;  ///< with starttls and tls the certificate is checked, and nothing is sent without
  std::string user;        ///< empty signs in nowhere
  std::string password;
  std::string ca_file;  ///< whose certificates are trusted instead of the system's; may be empty
};

struct Envelope {
  std::string from, to;
};

enum class Verdict {
  accepted,   ///< the server has it
  refused,    ///< for good: it will not take this message for this person
  try_later,  ///< it certainly does not have it, and may take it another time
  unknown     ///< the message was complete, and no answer came: it may have it or not
};

struct Outcome {
  Verdict verdict;
  std::string reply;  ///< the server's last words, or why there were none; for the administrator
};

/// What the sender is asked while a message goes out.
struct Watch {
  /// Called once, when everything but the message's end has been sent. Until it returns true the server cannot have the
  /// message; false breaks off.
  std::function<bool()> before_end;
  /// Asked now and then; true breaks off, unless the end was sent already. May be null.
  std::function<bool()> should_stop = {};
};

/// `message` is as `written` makes it. Takes at most `limit`.
Outcome deliver(Server const& server, Envelope const& envelope, std::string_view message, Watch const& watch,
                std::chrono::seconds limit = std::chrono::seconds{120});

}  // namespace gt::mail
