#include <algorithm>
#include <fstream>
#include <memory>

#include <gtest/gtest.h>

#include "platform/web/test_certificate.h"
#include "platform/web/test_server.h"

// What many or heavy senders cost, each over plain http and over TLS.
namespace gt::web {
namespace {

using std::chrono::milliseconds;

class ServerLoad : public testing::TestWithParam<Over> {
 protected:
  ServerOptions options() {
    ServerOptions out;
    if (GetParam() == Over::tls) out.tls = certificate_.files();
    return out;
  }
  TestCertificate certificate_;
};

Router home_and_upload() {
  constexpr std::size_t largest = std::size_t{256} << 20;
  Router router;
  router.get("/", [](Request const&) { return Response::text("home"); });
  router.post("/upload",
              [](Request const& request) {
                auto const* file = request.file("report");
                if (!file) return Response::bad_request("no file");
                std::uint64_t sum = 0;
                file->each_block([&](std::string_view block) {
                  for (char each : block) sum = sum * 31 + static_cast<unsigned char>(each);
                });
                return Response::text(std::to_string(file->size()) + " " + std::to_string(sum));
              },
              {largest});
  return router;
}

TEST_P(ServerLoad, TwoHundredAndFiftySixIdleConnectionsDelayNobody) {
  auto given = options();
  given.workers = 2;
  TestServer server{home_and_upload(), given};
  std::vector<std::unique_ptr<TestClient>> idle;
  for (int i = 0; i < 256; ++i) {
    idle.push_back(std::make_unique<TestClient>(server.port(), GetParam()));
    ASSERT_EQ(idle.back()->get("/").status, 200);
  }
  // Were a worker held by each, this would wait for the first of them to be let go after a minute.
  EXPECT_EQ(fetch(server.port(), "/", {}, GetParam()).body, "home");
  for (auto& client : idle) EXPECT_EQ(client->get("/").body, "home");
}

TEST_P(ServerLoad, SixtyFourSlowSendersAreCutAndHinderNobody) {
  auto given = options();
  given.workers = 2;
  given.deadlines.request = milliseconds{1500};
  given.deadlines.linger = milliseconds{150};
  TestServer server{home_and_upload(), given};
  std::vector<std::unique_ptr<TestClient>> slow;
  for (int i = 0; i < 64; ++i) {
    slow.push_back(std::make_unique<TestClient>(server.port(), GetParam()));
    slow.back()->send("GET / HTTP/1.1\r\nHost: t\r\nX-Slow: ");
  }
  EXPECT_EQ(fetch(server.port(), "/", {}, GetParam()).body, "home");
  // A byte from each, again and again: far from done by the deadline, which counts from a request's first byte.
  std::size_t cut = 0;
  while (cut < slow.size()) {
    cut = 0;
    for (auto& client : slow)
      if (!client->send("x")) ++cut;
    auto const log = server.log();
    cut = std::max(cut, static_cast<std::size_t>(std::count_if(log.begin(), log.end(),
                                                               [](auto const& each) { return each.status == 408; })));
  }
  EXPECT_EQ(fetch(server.port(), "/", {}, GetParam()).body, "home");
}

TEST_P(ServerLoad, ThreeMegabytesOfHeadersGet431) {
  TestServer server{home_and_upload(), options()};
  TestClient client{server.port(), GetParam()};
  std::string head = "GET / HTTP/1.1\r\nHost: t\r\n";
  for (int i = 0; head.size() < (3U << 20U); ++i)
    head += "X-Filler-" + std::to_string(i) + ": " + std::string(100, 'x') + "\r\n";
  client.send(head);
  EXPECT_EQ(client.receive().status, 431);
  EXPECT_EQ(fetch(server.port(), "/", {}, GetParam()).body, "home");
}

/// Kilobytes.
long peak_memory() {
  std::ifstream status{"/proc/self/status"};
  for (std::string word; status >> word;) {
    long kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

TEST_P(ServerLoad, TwoHundredMegabytesUploadedCostUnderForty) {
  constexpr std::size_t block_size = std::size_t{1} << 20;
  constexpr int blocks = 200;
  TestServer server{home_and_upload(), options()};
  // Client and server share this process, so the client sends one small block again and again.
  std::string block(block_size, '\0');
  for (std::size_t i = 0; i < block.size(); ++i) block[i] = static_cast<char>(i * 2654435761U >> 13U);
  std::uint64_t sum = 0;
  for (int i = 0; i < blocks; ++i)
    for (char each : block) sum = sum * 31 + static_cast<unsigned char>(each);
  std::string const before =
      "--XX\r\nContent-Disposition: form-data; name=\"report\"; filename=\"a.pdf\"\r\nContent-Type: "
      "application/pdf\r\n\r\n";
  std::string const after = "\r\n--XX--\r\n";
  TestClient client{server.port(), GetParam()};
  ASSERT_EQ(client.get("/").body, "home");
  // The peak begins anew from what is held now.
  std::ofstream{"/proc/self/clear_refs"} << "5";
  auto const memory = peak_memory();
  ASSERT_TRUE(client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: " +
      std::to_string(before.size() + blocks * block_size + after.size()) + "\r\n\r\n" + before));
  for (int i = 0; i < blocks; ++i) ASSERT_TRUE(client.send(block));
  ASSERT_TRUE(client.send(after));
  EXPECT_EQ(client.receive().body, std::to_string(blocks * block_size) + " " + std::to_string(sum));
#ifndef GT_SANITIZED
  EXPECT_LT(peak_memory() - memory, 40 * 1024) << "kilobytes";
#endif
  RecordProperty("kilobytes", static_cast<int>(peak_memory() - memory));
  EXPECT_EQ(client.get("/").body, "home");
}

TEST_P(ServerLoad, ASignalToEndLetsTheRequestInFlightFinish) {
  std::promise<void> reached, opened;
  auto open = opened.get_future().share();
  Router router;
  router.get("/slow", [&](Request const&) {
    reached.set_value();
    open.wait();
    return Response::text("finished");
  });
  std::promise<std::uint16_t> ready;
  auto given = options();
  given.deadlines.linger = milliseconds{50};
  given.on_ready = [&](std::uint16_t port) { ready.set_value(port); };
  Server server{std::move(router), {}, given};
  std::promise<bool> finished;
  std::thread thread{[&] { finished.set_value(server.run()); }};
  TestClient busy{ready.get_future().get(), GetParam()};
  busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  reached.get_future().wait();
  std::raise(SIGTERM);
  opened.set_value();
  EXPECT_EQ(busy.receive().body, "finished");
  EXPECT_TRUE(busy.is_closed());
  thread.join();
  EXPECT_TRUE(finished.get_future().get());
}

INSTANTIATE_TEST_SUITE_P(Over, ServerLoad, testing::Values(Over::plain, Over::tls),
                         [](auto const& each) { return each.param == Over::tls ? "tls" : "plain"; });

}  // namespace
}  // namespace gt::web
