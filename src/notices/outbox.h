#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notices/notices.h"
#include "platform/mail/message.h"

/// The mails of one council, each row from when it is composed until it is over. Every function takes a transaction at
/// the mail's authority.
///
///   waiting -> sending -> sent
///                      -> waiting   again, when the server may take it another time
///                      -> failed    refused for good, or tried for a day
///                      -> unknown   the whole message was handed over and no answer came, or whoever sent it is gone
///   waiting -> superseded           a newer digest says what this one would have said
///
/// A mail is sent at most once: what is unknown is never sent again. What it told is told again in the next digest.
namespace gt::notices {

enum class Purpose { digest, test };
std::string_view word(Purpose purpose);

/// A mail to be put into the outbox.
struct NewMail {
  MailId id;
  AccountId account;
  Purpose purpose;
  mail::Mailbox to;
  std::string subject, text, html;
  Instant read_from;  ///< a digest tells of what happened since; for any other the moment it was composed
};
/// Given up after this: a digest a day later is better than two at once.
inline constexpr std::int64_t patience = 24 * 60 * 60;  ///< seconds
void put_mail(db::Transaction& transaction, NewMail const& mail, std::string const& message_id, Instant now);

/// A mail that this process alone may send, until the lease ends.
struct Claimed {
  MailId id;
  AccountId account;
  Purpose purpose;
  std::string lease;
  mail::Mailbox to;
  std::string subject, text, html;
  std::string message_id;
  Instant read_from, composed_at, give_up_at;
  std::int64_t attempts;  ///< this one included
};
inline constexpr std::int64_t lease_length = 5 * 60;  ///< seconds; longer than a delivery may take
/// The next one that is due, if there is one. `domain` completes a message id that was left open.
std::optional<Claimed> claim_next(db::Transaction& transaction, std::string const& domain, Instant now);

/// Notes that the message's end is about to be sent. False when the lease was lost: then it must not be.
bool note_handing_over(db::Transaction& transaction, Claimed const& mail, Instant now);
void note_sent(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now);
/// Another attempt after a while, or failed when `give_up_at` has come.
void note_try_later(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now);
void note_refused(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now);
void note_unknown(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now);

/// Mails whose sender died: what was not handed over waits again, what was is unknown. Returns how many.
int take_back_lapsed(db::Transaction& transaction, Instant now);

/// Withdraws the digests of this person that still wait. The earliest moment any of them told from.
std::optional<Instant> supersede_waiting(db::Transaction& transaction, AccountId const& account, Instant now);

/// Seconds until the next attempt after so many: 1, 5, 15, 30 minutes, then each hour.
std::int64_t pause_after(std::int64_t attempts);

/// One line of the outbox, for whoever looks after it.
struct MailLine {
  MailId id;
  std::string purpose, address, name, subject, state;
  Instant composed_at;
  std::int64_t attempts;
  Instant next_attempt;
  std::optional<Instant> finished_at;
  std::string last_reply;
};
inline constexpr int mails_a_page = 50;
/// Newest first; `state` empty asks for all.
std::vector<MailLine> list_mail(db::Transaction& transaction, std::string const& state, int page);
std::vector<MailLine> mail_of(db::Transaction& transaction, AccountId const& account, int limit);
struct MailCount {
  std::string state;
  std::int64_t mails;
};
std::vector<MailCount> count_mail(db::Transaction& transaction);
/// Of every council together: numbers for whoever watches the machine.
std::vector<MailCount> count_all_mail(db::Transaction& transaction);

/// The last digest of this person that was sent or may have been, if there was one.
struct LastDigest {
  std::string state;
  Instant composed_at;
};
std::optional<LastDigest> last_digest_of(db::Transaction& transaction, AccountId const& account);

}  // namespace gt::notices
