#pragma once

#include <functional>
#include <string>
#include <vector>

#include "notices/digests.h"
#include "platform/mail/smtp.h"

/// What runs each minute, in the server or by `goldenthread mail send-due`: composing what is due, and sending what
/// waits.
namespace gt::notices {

/// Hands one message to the mail server; the installation's is mail::deliver with its settings.
using Deliver =
    std::function<mail::Outcome(mail::Envelope const& envelope, std::string const& message, mail::Watch const& watch)>;

struct MailRun {
  int composed = 0;
  int sent = 0;
  int postponed = 0;  ///< to be tried again
  int failed = 0;
  int unknown = 0;  ///< handed over without an answer
};

struct MailWork {
  db::Database& database;
  gt::Clock const& clock;
  std::vector<DigestSource> digest_sources;
  Sender sender;
  Deliver deliver;
  /// Asked between two mails and while one goes out; may be null.
  std::function<bool()> should_stop = {};
};
/// At every authority. Several processes may do this at once: each mail is one's alone.
MailRun send_due(MailWork const& work);

/// The sources of the installation, with what this slice knows itself: mentions.
std::vector<DigestSource> digest_sources(Sources const& sources);

}  // namespace gt::notices
