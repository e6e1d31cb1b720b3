#include "people/sign_in_attempts.h"

#include <algorithm>
#include <array>

#include "people/people_store.h"
#include "people/session_rules.h"
#include "people/sql.h"
#include "people/throttle.h"
#include "platform/auth/tokens.h"

namespace gt::people {

namespace {

struct Subject {
  std::string key;
  Throttle const& throttle;
};

std::string account_subject(std::string_view email) { return "account:" + auth::token_hash(email_key(email)); }

std::array<Subject, 2> subjects_of(SignIn const& sign_in) {
  return {Subject{account_subject(sign_in.email), account_throttle},
          Subject{"address:" + auth::token_hash(sign_in.address), address_throttle}};
}

}  // namespace

CountedAttempt count_attempt(db::Database& database, Instant now, SignIn const& sign_in) {
  auto transaction = database.change(std::nullopt);
  auto subjects = subjects_of(sign_in);
  std::array<store::Attempts, 2> before{store::Attempts{0, now}, store::Attempts{0, now}};
  std::int64_t wait = 0;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    auto found = store::attempts(transaction, subjects[i].key);
    if (!found) continue;
    wait = std::max(wait, seconds_to_wait(subjects[i].throttle, found->failures, found->last_failure, now));
    before[i] = {failures_that_count(subjects[i].throttle, found->failures, found->last_failure, now),
                 found->last_failure};
  }
  if (wait > 0) return {wait, before[1], now};
  for (std::size_t i = 0; i < subjects.size(); ++i)
    store::set_attempts(transaction, subjects[i].key, {before[i].failures + 1, now});
  transaction.execute(sql::attempts_forget, {{"before", now.plus_seconds(-account_throttle.forgotten_after)}});
  transaction.commit();
  return {0, before[1], now};
}

void forgive_attempt(db::Transaction& transaction, SignIn const& sign_in, CountedAttempt const& counted) {
  forget_attempts(transaction, sign_in.email);
  auto const key = subjects_of(sign_in)[1].key;
  auto current = store::attempts(transaction, key);
  if (!current || current->failures == 0) return;
  // Others at this address may have tried meanwhile; then their time stays and only the count goes back.
  bool is_ours = current->last_failure == counted.at && current->failures == counted.address_before.failures + 1;
  store::set_attempts(transaction, key,
                      is_ours ? counted.address_before : store::Attempts{current->failures - 1, current->last_failure});
}

void forget_attempts(db::Transaction& transaction, std::string_view email) {
  transaction.execute(sql::attempt_forget, {{"subject", account_subject(email)}});
}

}  // namespace gt::people
