#pragma once

#include <string>
#include <string_view>

#include "platform/core/date.h"
#include "platform/core/result.h"

/// One e-mail as it travels: headers and two bodies, in the form that every mail server takes.
namespace gt::mail {

struct Mailbox {
  std::string name;     ///< as shown; may be empty
  std::string address;  ///< `somebody@council.example`
};

/// Errors: invalid, saying what is wrong, unless it is `local@domain` in plain letters, digits and
/// `.!#$%&'*+/=?^_{|}~-`.
Result<void> check_address(std::string_view address);

struct Message {
  Mailbox from, to;
  std::string subject;
  std::string text;        ///< the plain form
  std::string html;        ///< the same as a page; empty sends the plain form alone
  std::string message_id;  ///< `k7m2…@council.example`, without brackets; the same for every attempt
  Instant date;
  std::string unsubscribe;  ///< the page where these mails are stopped; may be empty
};

/// The message as RFC 5322 has it: lines of at most 76 characters ended by CR LF, nothing but ASCII (RFC 2047, quoted-
/// printable). Line ends in names and subjects become spaces, so that no text can add a header. Errors: invalid when an
/// address cannot be one.
Result<std::string> written(Message const& message);

}  // namespace gt::mail
