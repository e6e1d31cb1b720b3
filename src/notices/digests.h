#pragma once

#include <optional>
#include <string>
#include <vector>

#include "notices/notices.h"
#include "notices/schedule_rules.h"
#include "people/people.h"

/// One mail a digest: what a person chose, what is told to whom, and when.
namespace gt::notices {

/// The usual when the person chose nothing.
DigestSetting digest_setting(db::Transaction& transaction, AccountId const& account);
/// False when it was changed meanwhile; `setting.version` is the one that was seen.
bool save_digest_setting(db::Transaction& transaction, AccountId const& account, DigestSetting const& setting);

/// What every mail of the installation needs.
struct Sender {
  std::string address;         ///< mails come from it
  std::string public_address;  ///< links start with it: `https://golden-thread.council.example`, without a slash

  /// What stands after the “@”; it completes the ids of mails.
  std::string domain() const { return address.substr(address.find('@') + 1); }
};

/// A digest's words. Pure.
struct DigestMail {
  std::string subject, text, html;
};
struct DigestWords {
  std::string council;  ///< as printed
  std::string person;
  Date day;
  std::vector<DigestItem> items;
  std::optional<Date> uncertain;  ///< the day of an earlier mail that may not have arrived
  std::string public_address;
  DigestSetting setting;
};
/// Titles, counts and links of records, and nothing that anybody wrote about them. At most `most_of_a_heading` lines
/// under each heading; the rest is counted.
inline constexpr std::size_t most_of_a_heading = 25;
DigestMail digest_mail(DigestWords const& words);

/// Composes the digests that are due at this authority, each person's in a transaction of its own: what is new goes
/// into one mail in the outbox, and is marked as told with it. Who has nothing new gets no mail. Returns how many were
/// put there.
int compose_digests(db::Database& database, people::AuthorityName const& authority,
                    std::vector<DigestSource> const& sources, Sender const& sender, Instant now);

/// "each working day at 7:00", "each Monday at 7:00", "never"
std::string setting_words(DigestSetting const& setting);

}  // namespace gt::notices
