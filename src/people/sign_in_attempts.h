#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "people/people.h"
#include "people/people_store.h"

/// The counts of wrong passwords (table `sign_in_attempt`) under the rules of throttle.h.
namespace gt::people {

struct CountedAttempt {
  std::int64_t seconds_to_wait = 0;  ///< above 0: it came too soon and was not counted
  store::Attempts address_before;
  Instant at;
};
/// Counts this attempt as a failure before the password is looked at.
CountedAttempt count_attempt(db::Database& database, Instant now, SignIn const& sign_in);

/// The password was right: the account starts afresh, and the address gets this one attempt back.
void forgive_attempt(db::Transaction& transaction, SignIn const& sign_in, CountedAttempt const& counted);

/// The account has a new password: its owner need not wait for what others tried.
void forget_attempts(db::Transaction& transaction, std::string_view email);

}  // namespace gt::people
