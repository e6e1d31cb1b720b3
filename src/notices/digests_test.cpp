#include "notices/digests.h"

#include "notices/notices_test_fixture.h"
#include "notices/outbox.h"
#include "notices/sending.h"
#include "platform/calendar/working_days.h"

namespace gt::notices {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Digests : public test::NoticesTest {
 protected:
  void SetUp() override {
    NoticesTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    lead_ = person("Theme lead", "theme lead", "lead@southmere.example");
    actor_ = lead_;
  }
  /// Composes what is due now, and takes the mails as the mail server would.
  std::vector<std::string> run(mail::Verdict verdict = mail::Verdict::accepted) {
    std::vector<std::string> taken;
    last_ = send_due({database(),
                      clock_,
                      digest_sources(sources()),
                      {"gt@southmere.example", "https://gt.southmere.example"},
                      [&](mail::Envelope const&, std::string const& message, mail::Watch const& watch) {
                        EXPECT_TRUE(watch.before_end());
                        taken.push_back(message);
                        return mail::Outcome{verdict, "250 OK"};
                      },
                      nullptr});
    return taken;
  }
  /// The next working day at nine.
  void next_day() {
    do clock_.set(clock_.now().plus_seconds(24 * 60 * 60));
    while (!calendar::is_working_day(clock_.today()));
  }
  std::vector<std::string> states() {
    std::vector<std::string> out;
    auto transaction = database().read(administrator_.authority);
    for (auto const& each : list_mail(transaction, "", 1)) out.push_back(each.state);
    return out;
  }

  operations::Actor lead_ = actor_;
  MailRun last_;
};

TEST_P(Digests, EachThingIsToldOnceInOneMail) {
  tell(lead_, "late:1", "Action 1: Supervision, due 1 November 2026");
  tell(lead_, "late:2", "Action 2: Audits");
  auto const first = run();
  ASSERT_EQ(first.size(), 1u) << "who has nothing new gets no mail";
  EXPECT_THAT(first[0], AllOf(HasSubstr("To: \"Theme lead\" <lead@southmere.example>"),
                              HasSubstr("Subject: Southmere Council: 2 things for you in Golden Thread"),
                              HasSubstr("Action 1: Supervision, due 1 November 2026"),
                              HasSubstr("https://gt.southmere.example/actions/abc"),
                              HasSubstr("List-Unsubscribe: <https://gt.southmere.example/account/mail>")));
  EXPECT_TRUE(run().empty()) << "once a day";
  next_day();
  EXPECT_TRUE(run().empty()) << "nothing new";
  tell(lead_, "late:3");
  next_day();
  auto const second = run();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_THAT(second[0], AllOf(HasSubstr("1 thing for you"), Not(HasSubstr("Supervision"))));
}

TEST_P(Digests, MentionsAreToldWithoutTheirWords) {
  auto const action = record("Action 7: Visits");
  auto const hidden = record("Evidence 2: A family’s letter", true);
  auto const auditor = person("Auditor", "auditor", "auditor@southmere.example");
  actor_ = person("Programme manager", "programme manager");
  done("comment add", {{"record", action}, {"text", "@Auditor, the heron and its nest"}});
  done("comment add", {{"record", hidden}, {"text", "@Auditor, the heron again"}});
  auto const read = done("comment add", {{"record", action}, {"text", "@Auditor, read at once"}});
  perform_as(auditor, "mention read", {{"comment", read.at("comment")}}).value();
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0],
              AllOf(HasSubstr("auditor@southmere.example"), HasSubstr("You are mentioned in a comment on (2)"),
                    HasSubstr("Action 7: Visits"), HasSubstr("something restricted"), HasSubstr("/comments/"),
                    Not(HasSubstr("heron")), Not(HasSubstr("letter"))));
  next_day();
  EXPECT_TRUE(run().empty());
}

TEST_P(Digests, ComeWhenThePersonChose) {
  done("digest change", {{"frequency", "weekly"}, {"weekday", 3}, {"hour", 8}, {"version", 0}});
  EXPECT_EQ(refusal("digest change", {{"frequency", "never"}, {"version", 0}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("digest change", {{"frequency", "hourly"}, {"version", 1}}).kind, ErrorKind::invalid);
  EXPECT_EQ(refusal("digest change", {{"frequency", "daily"}, {"hour", 3}, {"version", 1}}).fields.at(0).field, "hour");
  tell(lead_, "late:1");
  EXPECT_TRUE(run().empty()) << "Monday";
  next_day();
  EXPECT_TRUE(run().empty()) << "Tuesday";
  next_day();
  EXPECT_EQ(run().size(), 1u) << "Wednesday";
  done("digest change", {{"frequency", "never"}, {"version", 1}});
  tell(lead_, "late:2");
  next_day();
  EXPECT_TRUE(run().empty());
  done("digest change", {{"frequency", "daily"}, {"version", 2}});
  next_day();
  EXPECT_EQ(run().size(), 1u) << "nothing was lost meanwhile";
}

TEST_P(Digests, AMailThatStillWaitsBecomesPartOfTheNext) {
  tell(lead_, "late:1", "Action 1: The older");
  run(mail::Verdict::try_later);
  EXPECT_EQ(last_.postponed, 1);
  EXPECT_EQ(states(), std::vector<std::string>{"waiting"});
  tell(lead_, "late:2", "Action 2: The newer");
  next_day();
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u) << "one mail, not two";
  EXPECT_THAT(mails[0], AllOf(HasSubstr("The older"), HasSubstr("The newer")));
  EXPECT_EQ(states(), (std::vector<std::string>{"sent", "superseded"}));
}

TEST_P(Digests, WhatMayNotHaveArrivedIsToldAgainAndTheMailIsNotSentAgain) {
  tell(lead_, "late:1", "Action 1: The older");
  EXPECT_EQ(run(mail::Verdict::unknown).size(), 1u);
  clock_.set(clock_.now().plus_seconds(3 * 60 * 60));
  EXPECT_TRUE(run().empty()) << "never the same mail twice";
  next_day();
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0], AllOf(HasSubstr("The older"), HasSubstr("The mail of 23 November 2026 may not have reached")));
  EXPECT_EQ(states(), (std::vector<std::string>{"sent", "unknown"}));
}

TEST_P(Digests, WhatWasRefusedIsToldAgain) {
  tell(lead_, "late:1", "Action 1: The older");
  run(mail::Verdict::refused);
  EXPECT_EQ(last_.failed, 1);
  next_day();
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0], AllOf(HasSubstr("The older"), Not(HasSubstr("may not have reached"))));
}

TEST_P(Digests, WhoeverLeftIsNoLongerWrittenTo) {
  tell(lead_, "late:1");
  run(mail::Verdict::try_later);
  perform_as(administrator_, "user disable", {{"account", lead_.account.text()}}).value();
  clock_.set(clock_.now().plus_seconds(61));
  EXPECT_TRUE(run().empty());
  EXPECT_EQ(states(), std::vector<std::string>{"failed"});
}

TEST_P(Digests, AreTriedAgainForADayAndThenGivenUp) {
  tell(lead_, "late:1");
  int attempts = 0;
  auto const start = clock_.now();
  done("digest change", {{"frequency", "never"}, {"version", 0}});
  // One that is composed and never followed by another.
  done("digest change", {{"frequency", "daily"}, {"version", 1}});
  run(mail::Verdict::try_later);
  done("digest change", {{"frequency", "never"}, {"version", 2}});
  while (states() == std::vector<std::string>{"waiting"} && attempts < 100) {
    clock_.set(clock_.now().plus_seconds(60));
    attempts += static_cast<int>(run(mail::Verdict::try_later).size());
  }
  EXPECT_EQ(states(), std::vector<std::string>{"failed"});
  EXPECT_LE(clock_.now(), start.plus_seconds(patience + 3600));
  EXPECT_GT(attempts, 20);
  EXPECT_LT(attempts, 30) << "1, 5, 15, 30 minutes, then each hour";
}

TEST_P(Digests, NamesAndTitlesAddNoHeaderAndKeepTheirLetters) {
  auto const somebody = person("Siân “Ness” Ünal, head of service", "theme lead", "sian@southmere.example");
  tell(somebody, "late:1", "Action 1: Families’ views\r\nBcc: all@southmere.example\r\n.\r\nRCPT TO:<x@y.example>");
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u);
  auto const headers = mails[0].substr(0, mails[0].find("\r\n\r\n"));
  EXPECT_THAT(headers, Not(HasSubstr("\r\nBcc:")));
  EXPECT_THAT(headers, HasSubstr("To: =?UTF-8?B?"));
}

TEST_P(Digests, ACouncilsPeopleHearOfTheirOwnCouncilOnly) {
  auto other =
      perform_as(administrator_, "authority add", {{"name", "Northmere"}, {"display_name", "Northmere Council"}});
  ASSERT_TRUE(other.has_value());
  tell(lead_, "late:1", "Action 1: Of Southmere");
  tell(administrator_, "late:9", "Action 9: Everywhere");
  auto const mails = run();
  ASSERT_EQ(mails.size(), 3u) << "the administrator holds a role at both, and is told by each";
  int from_northmere = 0;
  for (auto const& each : mails) {
    if (each.find("From: \"Northmere Council\"") == std::string::npos) continue;
    ++from_northmere;
    EXPECT_THAT(each, Not(HasSubstr("Southmere Council")));
    EXPECT_THAT(each, Not(HasSubstr("Of Southmere")));
  }
  EXPECT_EQ(from_northmere, 1);
}

TEST_P(Digests, ThePagesShowAndChangeThem) {
  EXPECT_THAT(get("/account/mail").body,
              AllOf(HasSubstr("One mail at a time, to lead@southmere.example"), HasSubstr("Each working day")));
  EXPECT_EQ(
      post("/account/mail", {{"frequency", "weekly"}, {"weekday", "5"}, {"hour", "9"}, {"lock_version", "0"}}).status,
      303);
  EXPECT_TRUE(gt::test::is_chosen(get("/account/mail").body, "weekly"));
  EXPECT_EQ(post("/account/mail", {{"frequency", "never"}, {"lock_version", "0"}}).status, 409);
  EXPECT_EQ(get("/mail").status, 403);
  actor_ = administrator_;
  EXPECT_THAT(get("/mail").body, HasSubstr("No mail has been made yet."));
  EXPECT_EQ(post("/mail/test", {}).status, 303);
  EXPECT_THAT(get("/mail").body, AllOf(HasSubstr("test mail"), HasSubstr("Waiting")));
  auto const mails = run();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0], HasSubstr("Message-ID: <"));
  EXPECT_THAT(get("/mail", {{"state", "sent"}}).body, HasSubstr("administrator@southmere.example"));
  EXPECT_THAT(get("/mail", {{"state", "failed"}}).body, HasSubstr("There is no such mail."));
}

TEST(DigestWords, SaysWhatItLeavesOut) {
  DigestWords words{
      "Southmere Council", "Theme <lead>", Date::from_iso("2026-11-23").value(), {}, {}, "https://x.example", {}};
  for (int i = 0; i < 40; ++i) words.items.push_back({std::to_string(i), Heading::late, "Action & co", "/actions/a"});
  auto const mail = digest_mail(words);
  EXPECT_EQ(mail.subject, "Southmere Council: 40 things for you in Golden Thread");
  EXPECT_THAT(mail.text, AllOf(HasSubstr("Yours, and late (40)"), HasSubstr("and 15 more"),
                               HasSubstr("each working day at 7:00")));
  EXPECT_THAT(mail.html,
              AllOf(HasSubstr("Action &amp; co"), HasSubstr("Theme &lt;lead&gt;"), Not(HasSubstr("<script"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, Digests, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::notices
