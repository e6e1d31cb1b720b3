#include <gtest/gtest.h>

#include "people/names.h"
#include "people/session_rules.h"
#include "people/throttle.h"

namespace gt::people {
namespace {

Instant at(std::int64_t seconds) { return Instant::from_unix_milliseconds(1'700'000'000'000 + seconds * 1000); }

struct ThrottleCase {
  char const* what;
  std::int64_t failures;
  std::int64_t seconds_since_last;
  std::int64_t wait;
};
class AccountThrottle : public testing::TestWithParam<ThrottleCase> {};

TEST_P(AccountThrottle, SaysHowLongToWait) {
  auto const& row = GetParam();
  EXPECT_EQ(seconds_to_wait(account_throttle, row.failures, at(0), at(row.seconds_since_last)), row.wait) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, AccountThrottle,
    testing::Values(ThrottleCase{"nothing yet", 0, 0, 0}, ThrottleCase{"four mistakes are free", 4, 0, 0},
                    ThrottleCase{"the fifth costs half a minute", 5, 0, 30},
                    ThrottleCase{"part of it is over", 5, 10, 20}, ThrottleCase{"all of it is over", 5, 30, 0},
                    ThrottleCase{"the sixth costs twice as much", 6, 0, 60}, ThrottleCase{"and so on", 7, 0, 120},
                    ThrottleCase{"up to a quarter of an hour", 10, 0, 900},
                    ThrottleCase{"and never more", 1'000'000'000, 0, 900},
                    ThrottleCase{"a day later all is forgotten", 1000, 86'400, 0},
                    ThrottleCase{"the clock was set back", 5, -5000, 30}));

TEST(AddressThrottle, AllowsForAnOfficeThatSharesOneAddress) {
  EXPECT_EQ(seconds_to_wait(address_throttle, 49, at(0), at(0)), 0);
  EXPECT_EQ(seconds_to_wait(address_throttle, 50, at(0), at(0)), 30);
  EXPECT_EQ(failures_that_count(address_throttle, 80, at(0), at(3599)), 80);
  EXPECT_EQ(failures_that_count(address_throttle, 80, at(0), at(3600)), 0);
}

struct SessionCase {
  char const* what;
  std::int64_t last_seen;
  std::int64_t now;
  bool current;
};
class SessionLimits : public testing::TestWithParam<SessionCase> {};

TEST_P(SessionLimits, AreAnHourIdleAndTwelveInAll) {
  auto const& row = GetParam();
  EXPECT_EQ(session_is_current(at(0), at(row.last_seen), at(row.now)), row.current) << row.what;
}

INSTANTIATE_TEST_SUITE_P(Table, SessionLimits,
                         testing::Values(SessionCase{"new", 0, 0, true},
                                         SessionCase{"idle a second less", 0, 3599, true},
                                         SessionCase{"idle an hour", 0, 3600, false},
                                         SessionCase{"used all day", 43'100, 43'199, true},
                                         SessionCase{"twelve hours are over", 43'199, 43'200, false}));

TEST(EmailAddress, IsTrimmedAndComparedInLowerCase) {
  EXPECT_EQ(email_from_typed("  Lead@Northmere.example ").value(), "Lead@Northmere.example");
  EXPECT_EQ(email_key(" Lead@Northmere.EXAMPLE"), "lead@northmere.example");
}

TEST(EmailAddress, NeedsNameAndHost) {
  for (auto const* wrong : {"", "lead", "@northmere.example", "lead@", "a@b@c", "a b@c", "a@b,c@d", "<a@b>"}) {
    auto read = email_from_typed(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().fields.at(0).field, "email");
  }
  std::string too_long(250, 'a');
  too_long.append("@b.example");
  EXPECT_FALSE(email_from_typed(too_long));
}

TEST(RoleWords, ReadAsASentence) {
  EXPECT_EQ(role_words({}), "");
  EXPECT_EQ(role_words({"programme manager"}), "Programme manager");
  EXPECT_EQ(role_words({"administrator", "theme lead", "theme lead"}), "Administrator and theme lead");
  EXPECT_EQ(role_words({"administrator", "finance", "reader"}), "Administrator, finance and reader");
}

TEST(Names, AreOneLine) {
  EXPECT_EQ(person_name("  Head of practice ").value(), "Head of practice");
  EXPECT_FALSE(person_name("  "));
  EXPECT_FALSE(person_name("two\nlines"));
  EXPECT_FALSE(person_name(std::string(101, 'a')));
  EXPECT_FALSE(os_user_name("two words"));
  EXPECT_EQ(authority_plain_name("name", "").error().fields.at(0).field, "name");
}

}  // namespace
}  // namespace gt::people
