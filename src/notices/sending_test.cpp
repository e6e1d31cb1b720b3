#include "notices/sending.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>

#include "notices/notices_test_fixture.h"
#include "notices/outbox.h"
#include "tests/support/mail_server.h"

// Real processes that are killed, and a real mail server.
namespace gt::notices {
namespace {

using testing::HasSubstr;

class Sending : public test::NoticesTest {
 protected:
  void SetUp() override {
    NoticesTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    server_ = std::make_unique<gt::test::MailServer>(taken_.path());
  }

  mail::Outcome deliver(mail::Envelope const& envelope, std::string const& message, mail::Watch const& watch) {
    return mail::deliver({"127.0.0.1", server_->port(), mail::Security::none, "", "", ""}, envelope, message, watch);
  }
  MailWork work(db::Database& database, Deliver deliver) {
    return {
        database,           clock_, digest_sources(sources()), {"gt@southmere.example", "https://gt.southmere.example"},
        std::move(deliver), nullptr};
  }
  MailRun run() {
    return send_due(work(database(), [this](auto const& envelope, auto const& message, auto const& watch) {
      return deliver(envelope, message, watch);
    }));
  }
  /// Sends in a process of its own, with a database connection of its own, which is killed where `deliver` says.
  void run_and_be_killed(Deliver const& deliver) {
    auto const process = fork();
    if (process == 0) {
      auto own = db::Database::open(location(), 2);
      if (own) send_due(work(**own, deliver));
      _exit(0);
    }
    int status = 0;
    waitpid(process, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it was not killed";
  }
  static void die() { kill(getpid(), SIGKILL); }
  void later(std::int64_t seconds) { clock_.set(clock_.now().plus_seconds(seconds)); }
  std::vector<std::string> states() {
    std::vector<std::string> out;
    auto transaction = database().read(administrator_.authority);
    for (auto const& each : list_mail(transaction, "", 1)) out.push_back(each.state);
    return out;
  }
  /// How often each title was told, over every mail the server took.
  int told(std::string const& title) {
    int count = 0;
    for (auto const& each : server_->taken()) {
      auto const text = each.at("content").get<std::string>();
      count += text.substr(0, text.find("text/html")).find(title) != std::string::npos;
    }
    return count;
  }
  std::set<std::string> message_ids() {
    std::set<std::string> out;
    for (auto const& each : server_->taken()) {
      auto const text = each.at("content").get<std::string>();
      auto const at = text.find("Message-ID: ");
      out.insert(text.substr(at, text.find("\r\n", at) - at));
    }
    return out;
  }

  gt::test::TemporaryFolder taken_;
  std::unique_ptr<gt::test::MailServer> server_;
};

TEST_P(Sending, EveryAnswerOfTheServerIsKept) {
  std::map<std::string, std::string> const expected{
      {"somebody", "sent"},  {"later", "waiting"}, {"nobody", "failed"},     {"unwelcome", "failed"},
      {"silent", "unknown"}, {"busy", "waiting"},  {"greylisted", "waiting"}};
  for (auto const& [who, state] : expected) tell(person(who, "theme lead", who + "@southmere.example"), "late:1");
  auto const first = run();
  EXPECT_EQ(first.composed, 7);
  EXPECT_EQ(first.sent, 1);
  EXPECT_EQ(first.postponed, 3);
  EXPECT_EQ(first.failed, 2);
  EXPECT_EQ(first.unknown, 1);
  {
    auto transaction = database().read(administrator_.authority);
    for (auto const& each : list_mail(transaction, "", 1))
      EXPECT_EQ(each.state, expected.at(each.name)) << each.last_reply;
  }
  later(61);
  EXPECT_EQ(run().sent, 1) << "the greylisted one";
  actor_ = administrator_;
  EXPECT_THAT(get("/mail").body, testing::AllOf(HasSubstr("550 5.1.1 No such person here"), HasSubstr("451 4.7.1")));
}

TEST_P(Sending, WaitsForAServerThatIsDown) {
  tell(person("Theme lead", "theme lead"), "late:1", "Action 1: Title");
  server_->stop();
  EXPECT_EQ(run().postponed, 1);
  server_ = std::make_unique<gt::test::MailServer>(taken_.path());
  EXPECT_EQ(run().sent, 0) << "not before its time";
  later(61);
  EXPECT_EQ(run().sent, 1);
  EXPECT_EQ(told("Action 1: Title"), 1);
}

// The server has the message and the sender dies before it can write that down. The mail is not sent again; what it
// said comes with the next digest, which says why.
TEST_P(Sending, KilledAfterTheServerTookItSendsNothingTwice) {
  tell(person("Theme lead", "theme lead"), "late:1", "Action 1: Title");
  run_and_be_killed([this](auto const& envelope, auto const& message, auto const& watch) {
    auto outcome = deliver(envelope, message, watch);
    die();
    return outcome;
  });
  EXPECT_EQ(server_->taken().size(), 1u);
  EXPECT_EQ(states(), std::vector<std::string>{"sending"});
  EXPECT_EQ(run().sent, 0) << "the lease still holds";
  later(lease_length + 1);
  EXPECT_EQ(run().sent, 0);
  EXPECT_EQ(states(), std::vector<std::string>{"unknown"});
  later(24 * 60 * 60);
  EXPECT_EQ(run().sent, 1);
  EXPECT_EQ(server_->taken().size(), 2u);
  EXPECT_EQ(message_ids().size(), 2u) << "another mail, not the same one again";
  EXPECT_THAT(server_->taken()[1].at("content").get<std::string>(), HasSubstr("may not have reached you"));
}

// Everything was sent but the end: the server throws it away, and it is sent anew.
TEST_P(Sending, KilledBeforeTheEndLosesNothing) {
  tell(person("Theme lead", "theme lead"), "late:1", "Action 1: Title");
  run_and_be_killed([this](auto const& envelope, auto const& message, auto const&) {
    mail::Watch const watch{[] {
                              die();
                              return true;
                            },
                            nullptr};
    return deliver(envelope, message, watch);
  });
  EXPECT_EQ(states(), std::vector<std::string>{"sending"});
  later(lease_length + 1);
  EXPECT_EQ(run().sent, 1);
  EXPECT_EQ(told("Action 1: Title"), 1);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
}

// Killed after noting that the end goes out and before it did: nobody knows, so it counts as perhaps arrived.
TEST_P(Sending, KilledAtTheEndIsToldAgainAndNotSentAgain) {
  tell(person("Theme lead", "theme lead"), "late:1", "Action 1: Title");
  run_and_be_killed([this](auto const& envelope, auto const& message, mail::Watch const& watch) {
    mail::Watch const deadly{[&] {
                               watch.before_end();
                               die();
                               return true;
                             },
                             nullptr};
    return deliver(envelope, message, deadly);
  });
  later(lease_length + 1);
  EXPECT_EQ(run().sent, 0);
  EXPECT_EQ(states(), std::vector<std::string>{"unknown"});
  EXPECT_EQ(told("Action 1: Title"), 0);
  later(24 * 60 * 60);
  run();
  EXPECT_EQ(told("Action 1: Title"), 1) << "not lost";
}

TEST_P(Sending, ALostLeaseLetsNothingOut) {
  tell(person("Theme lead", "theme lead"), "late:1", "Action 1: Title");
  auto const run_slowly =
      send_due(work(database(), [this](auto const& envelope, auto const& message, auto const& watch) {
        mail::Watch const slow{[&] {
                                 later(lease_length + 1);
                                 return watch.before_end();
                               },
                               nullptr};
        return deliver(envelope, message, slow);
      }));
  EXPECT_EQ(run_slowly.sent, 0);
  later(61);
  EXPECT_EQ(run().sent, 1) << "another one may have it then";
  EXPECT_EQ(told("Action 1: Title"), 1);
}

// Two processes, each killed at random places, until all is done: no mail arrives twice, and nothing is lost.
TEST_P(Sending, ManyDeathsSendEachMailAtMostOnceAndLoseNothing) {
  constexpr int leads = 12;
  for (int i = 0; i < leads; ++i)
    tell(person("Lead " + std::to_string(i), "theme lead"), "late:1", "Action 1: For lead " + std::to_string(i) + ".");
  int deaths = 0;
  for (int place = 0; place < 6; ++place) {
    int count = 0;
    run_and_be_killed([&](auto const& envelope, auto const& message, mail::Watch const& watch) {
      if (++count == 2 && place % 3 == 0) die();
      mail::Watch const deadly{[&] {
                                 if (count == 2 && place % 3 == 1) die();
                                 return watch.before_end();
                               },
                               nullptr};
      auto outcome = deliver(envelope, message, deadly);
      if (count == 2) die();
      return outcome;
    });
    ++deaths;
    later(lease_length + 1);
  }
  EXPECT_EQ(deaths, 6);
  run();
  EXPECT_EQ(message_ids().size(), server_->taken().size()) << "no mail twice";
  later(24 * 60 * 60);
  run();
  EXPECT_EQ(message_ids().size(), server_->taken().size());
  for (int i = 0; i < leads; ++i) EXPECT_GE(told("For lead " + std::to_string(i) + "."), 1) << i;
}

INSTANTIATE_TEST_SUITE_P(Engines, Sending, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::notices
