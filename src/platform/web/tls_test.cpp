#include "platform/web/tls.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/web/test_certificate.h"
#include "platform/web/test_server.h"

namespace gt::web {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Router pages_over_tls() {
  Router router;
  router.get("/", [](Request const& request) { return Response::text(request.is_secure ? "https" : "http"); });
  router.get("/long", [](Request const&) {
    return Response::bytes(std::string(3'000'000, 'x'), "text/x").without_compression();
  });
  return router;
}

ServerOptions with(TestCertificate const& certificate) {
  ServerOptions options;
  options.tls = certificate.files();
  return options;
}

TEST(Tls, AnswersRequestAfterRequestAndSaysThatItIsSecure) {
  TestCertificate certificate;
  TestServer server{pages_over_tls(), with(certificate)};
  TestClient client{server.port(), Over::tls};
  EXPECT_EQ(client.version(), "TLSv1.3");
  EXPECT_EQ(client.get("/").body, "https");
  EXPECT_EQ(client.get("/long").body, std::string(3'000'000, 'x'));
  client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().body, "https");
  EXPECT_EQ(client.receive().header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Tls, RefusesWhatIsOlderThanTls12) {
  TestCertificate certificate;
  TestServer server{pages_over_tls(), with(certificate)};
  TestClient client{server.port()};
  // A ClientHello of TLS 1.0: one cipher, no extensions.
  std::string hello("\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x01", 11);
  hello += std::string(32, 'r') + std::string("\x00\x00\x02\xc0\x13\x01\x00", 7);
  client.send(hello);
  auto const answer = client.rest();
  // An alert (21), fatal (2): protocol version (70).
  ASSERT_EQ(answer.size(), 7U);
  EXPECT_EQ(answer.substr(0, 1), "\x15");
  EXPECT_EQ(answer.substr(5), "\x02\x46");
}

TEST(Tls, TellsWhoSpeaksPlainHttpWhatToDo) {
  TestCertificate certificate;
  TestServer server{pages_over_tls(), with(certificate)};
  auto const answer = fetch(server.port(), "/");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, "This server speaks https: begin its address with that\n");
}

TEST(Tls, LetsGoOfWhoNeverShakesHands) {
  TestCertificate certificate;
  auto options = with(certificate);
  options.deadlines.request = std::chrono::milliseconds{60};
  options.counts = std::make_shared<ServerCounts>();
  TestServer server{pages_over_tls(), options};
  TestClient silent{server.port()};
  EXPECT_TRUE(silent.is_closed());
  TestClient nonsense{server.port()};
  nonsense.send(std::string(1000, '\x00'));
  EXPECT_TRUE(nonsense.is_closed());
  EXPECT_TRUE(server.stop_and_wait());
  EXPECT_EQ(options.counts->handshakes_failed, 2);
}

TEST(Tls, TakesANewCertificateWhileItRuns) {
  TestCertificate certificate{"first.example"};
  auto options = with(certificate);
  options.certificate_watch = std::chrono::milliseconds{5};
  TestServer server{pages_over_tls(), options};
  TestClient before{server.port(), Over::tls};
  EXPECT_EQ(before.shown_name(), "first.example");
  certificate.renew("the-second.example");
  std::string shown = "first.example";
  // Between its two files being written there may be a moment in which they do not fit; the old one stays until then.
  for (int i = 0; shown == "first.example" && i < 10'000; ++i)
    shown = TestClient(server.port(), Over::tls).shown_name();
  EXPECT_EQ(shown, "the-second.example");
  EXPECT_EQ(before.get("/").body, "https") << "connections that are open go on";
  std::filesystem::permissions(certificate.files().key, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  std::ofstream{certificate.files().certificate} << "no certificate";
  while (server.events().empty() || server.events().back().find("chmod") == std::string::npos)
    EXPECT_EQ(TestClient(server.port(), Over::tls).shown_name(), "the-second.example");
  EXPECT_THAT(server.events().back(), HasSubstr("the certificate in use stays"));
}

TEST(Tls, NamesTheFileAtFault) {
  TestCertificate certificate, other;
  auto const fault = [](TlsFiles const& files) -> std::string {
    try {
      TlsIdentity const identity{files};
      return "";
    } catch (std::invalid_argument const& refused) {
      return refused.what();
    }
  };
  auto const files = certificate.files();
  EXPECT_EQ(fault(files), "");
  EXPECT_THAT(fault({files.certificate.string() + "x", files.key}), HasSubstr("is not there"));
  EXPECT_THAT(fault({files.certificate, files.key.parent_path()}), HasSubstr("is a folder"));
  EXPECT_THAT(fault({files.certificate, other.files().key}), HasSubstr("belong to the certificate"));
  EXPECT_THAT(fault({files.key, files.key}), HasSubstr("cannot be read as PEM"));
  std::filesystem::permissions(files.key, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  EXPECT_THAT(fault(files), HasSubstr("chmod o-r"));
}

// OpenSSL would ask for it on the terminal, and the service would stand still.
TEST(Tls, AKeyWithAPasswordIsRefusedWithoutAsking) {
  TestCertificate const certificate;
  certificate.lock_key("a password");
  try {
    TlsIdentity const identity{certificate.files()};
    FAIL() << "it was taken";
  } catch (std::invalid_argument const& refused) {
    EXPECT_THAT(refused.what(), HasSubstr("has a password"));
    EXPECT_THAT(refused.what(), HasSubstr("openssl pkey"));
  }
}

}  // namespace
}  // namespace gt::web
