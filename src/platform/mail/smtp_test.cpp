#include "platform/mail/smtp.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <gmock/gmock.h>

#include "platform/mail/message.h"
#include "tests/support/mail_server.h"

namespace gt::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

class Smtp : public testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "goldenthread-mail-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::filesystem::create_directory(folder_ / "taken");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path messages() const { return folder_ / "taken"; }

  static Server at(std::uint16_t port) { return {"127.0.0.1", port, Security::none, "", "", ""}; }
  static std::string message(std::string const& text = "Words.\n") {
    return written({{"Council", "from@northmere.example"},
                    {"Somebody", "somebody@northmere.example"},
                    "Subject",
                    text,
                    "",
                    "id@northmere.example",
                    Instant::from_iso("2026-11-22T07:00:00Z").value(),
                    ""})
        .value();
  }
  Outcome send(Server const& server, std::string const& to, std::string const& text = "Words.\n") {
    return deliver(server, {"from@northmere.example", to + "@northmere.example"}, message(text), watch_);
  }

  std::filesystem::path folder_;
  int ends_ = 0;
  Watch watch_{[this] {
    ++ends_;
    return true;
  }};
};

TEST_F(Smtp, TheServerTakesExactlyWhatWasSent) {
  test::MailServer server{messages()};
  std::string const text =
      ".\n..two dots\n. a dot\nFrom the start\n" + std::string(4000, 'w') + "\nFamilies’ views\n.\n";
  auto const outcome = send(at(server.port()), "somebody", text);
  EXPECT_EQ(outcome.verdict, Verdict::accepted) << outcome.reply;
  EXPECT_EQ(ends_, 1);
  auto const taken = server.taken();
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].at("content"), message(text));
  EXPECT_EQ(taken[0].at("from"), "from@northmere.example");
  EXPECT_EQ(taken[0].at("to"), nlohmann::json::array({"somebody@northmere.example"}));
}

TEST_F(Smtp, TellsRefusedFromLaterAndFromUnknown) {
  test::MailServer server{messages()};
  auto later = send(at(server.port()), "later");
  EXPECT_EQ(later.verdict, Verdict::try_later);
  EXPECT_THAT(later.reply, HasSubstr("451 4.7.1"));
  auto nobody = send(at(server.port()), "nobody");
  EXPECT_EQ(nobody.verdict, Verdict::refused);
  EXPECT_THAT(nobody.reply, HasSubstr("550 5.1.1"));
  EXPECT_EQ(ends_, 0) << "neither got as far as the message";
  auto unwelcome = send(at(server.port()), "unwelcome");
  EXPECT_EQ(unwelcome.verdict, Verdict::refused);
  EXPECT_THAT(unwelcome.reply, HasSubstr("554 5.7.1"));
  auto busy = send(at(server.port()), "busy");
  EXPECT_EQ(busy.verdict, Verdict::try_later);
  EXPECT_THAT(busy.reply, HasSubstr("452 4.3.1"));
  EXPECT_EQ(server.taken().size(), 0u);
  auto silent = send(at(server.port()), "silent");
  EXPECT_EQ(silent.verdict, Verdict::unknown) << silent.reply;
  EXPECT_EQ(server.taken().size(), 1u);
  EXPECT_EQ(send(at(server.port()), "greylisted").verdict, Verdict::try_later);
  EXPECT_EQ(send(at(server.port()), "greylisted").verdict, Verdict::accepted);
}

TEST_F(Smtp, AServerThatIsDownIsTriedLater) {
  // A port that is bound and not listened on refuses.
  int const held = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(bind(held, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  socklen_t length = sizeof address;
  ASSERT_EQ(getsockname(held, reinterpret_cast<sockaddr*>(&address), &length), 0);
  auto const outcome = send(at(ntohs(address.sin_port)), "somebody");
  close(held);
  EXPECT_EQ(outcome.verdict, Verdict::try_later);
  EXPECT_FALSE(outcome.reply.empty());
  EXPECT_EQ(ends_, 0);
}

TEST_F(Smtp, BreakingOffBeforeTheEndLeavesNothingBehind) {
  test::MailServer server{messages()};
  watch_.before_end = [] { return false; };
  EXPECT_EQ(send(at(server.port()), "somebody").verdict, Verdict::try_later);
  watch_.before_end = []() -> bool { throw std::runtime_error("the database is gone"); };
  EXPECT_THROW(send(at(server.port()), "somebody"), std::runtime_error);
  watch_.before_end = [] { return true; };
  watch_.should_stop = [] { return true; };
  EXPECT_EQ(send(at(server.port()), "somebody").verdict, Verdict::try_later);
  server.stop();
  EXPECT_EQ(server.taken().size(), 0u);
}

TEST_F(Smtp, SignsInAndAWrongPasswordIsNoFaultOfTheMessage) {
  test::MailServer server{messages(), {"--user", "golden", "--password", "thread"}};
  auto settings = at(server.port());
  settings.user = "golden";
  settings.password = "wrong";
  auto const refused = send(settings, "somebody");
  EXPECT_EQ(refused.verdict, Verdict::try_later);
  EXPECT_THAT(refused.reply, Not(HasSubstr("wrong")));
  settings.password = "thread";
  auto const outcome = send(settings, "somebody");
  EXPECT_EQ(outcome.verdict, Verdict::accepted) << outcome.reply;
  EXPECT_EQ(server.taken().at(0).at("user"), "golden");
}

TEST_F(Smtp, EncryptsAndChecksTheCertificate) {
  auto const key = (folder_ / "key.pem").string(), certificate = (folder_ / "certificate.pem").string();
  auto const make =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 400 -subj /CN=localhost -addext "
      "subjectAltName=DNS:localhost -keyout " +
      key + " -out " + certificate + " 2>/dev/null";
  ASSERT_EQ(std::system(make.c_str()), 0);
  test::MailServer server{messages(), {"--tls", certificate, key}};
  Server settings{"localhost", server.port(), Security::starttls, "", "", ""};
  auto const untrusted = send(settings, "somebody");
  EXPECT_EQ(untrusted.verdict, Verdict::try_later);
  settings.ca_file = certificate;
  auto const outcome = send(settings, "somebody");
  EXPECT_EQ(outcome.verdict, Verdict::accepted) << outcome.reply;
  settings.host = "127.0.0.1";
  EXPECT_EQ(send(settings, "somebody").verdict, Verdict::try_later) << "the certificate is another's";
  auto const taken = server.taken();
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].at("tls"), true);
}

TEST_F(Smtp, SendsNothingInTheClearWhereEncryptionIsAskedFor) {
  test::MailServer server{messages()};
  Server settings{"127.0.0.1", server.port(), Security::starttls, "", "", ""};
  EXPECT_EQ(send(settings, "somebody").verdict, Verdict::try_later);
  EXPECT_EQ(server.taken().size(), 0u);
}

}  // namespace
}  // namespace gt::mail
