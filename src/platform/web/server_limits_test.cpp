#include <algorithm>
#include <memory>

#include <gtest/gtest.h>

#include "platform/web/test_server.h"

namespace gt::web {
namespace {

using std::chrono::milliseconds;

Router uploads() {
  Router router;
  router.get("/", [](Request const&) { return Response::text("home"); });
  router.post("/small", [](Request const& request) { return Response::text(std::to_string(request.body.size())); });
  router.post("/upload",
              [](Request const& request) {
                auto const* file = request.file("report");
                if (!file) return Response::bad_request("no file");
                std::uint64_t sum = 0;
                file->each_block([&](std::string_view block) {
                  for (char c : block) sum = sum * 31 + static_cast<unsigned char>(c);
                });
                return Response::text(std::to_string(file->size()) + " " + std::to_string(sum) + " " +
                                      (file->spooled_path().empty() ? "memory " : "spooled ") +
                                      request.form("note").value_or(""));
              },
              {upload_body_limit});
  return router;
}

ServerOptions short_deadlines() {
  ServerOptions options;
  options.deadlines.request = milliseconds{150};
  options.deadlines.upload = milliseconds{150};
  options.deadlines.write = milliseconds{150};
  options.deadlines.linger = milliseconds{150};
  return options;
}

TEST(ServerLimits, CutsWhoNeverFinishesTheHead) {
  TestServer server{uploads(), short_deadlines()};
  TestClient client{server.port()};
  client.send("GET / HTTP/1.1\r\nHost: t\r\n");
  auto answer = client.receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
}

TEST(ServerLimits, CutsDripsAlthoughTheyNeverPause) {
  TestServer server{uploads(), short_deadlines()};
  TestClient client{server.port()};
  std::string head = "POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n";
  ASSERT_TRUE(client.send(head));
  // Bytes as fast as the socket takes them one by one, far from done by the deadline or refused by the closed socket.
  bool still_open = true;
  for (int i = 0; i < 900'000 && still_open; ++i) still_open = client.send("x");
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
  server.stop_and_wait();
  ASSERT_FALSE(server.log().empty());
  EXPECT_EQ(server.log()[0].status, 408);
  EXPECT_EQ(server.log()[0].path, "/small");
}

TEST(ServerLimits, CutsWhoNeverFinishesAnUpload) {
  TestServer server{uploads(), short_deadlines()};
  TestClient client{server.port()};
  client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: "
      "500\r\n\r\n--X\r\n");
  EXPECT_EQ(client.receive().status, 408);
}

TEST(ServerLimits, CutsWhoNeverReads) {
  auto options = short_deadlines();
  // The answer's size would otherwise buy it more time.
  options.deadlines.slowest_rate = 0;
  Router router;
  router.get("/huge",
             [](Request const&) { return Response::bytes(std::string(64U << 20U, 'x'), "application/octet-stream"); });
  router.get("/", [](Request const&) { return Response::text("home"); });
  TestServer server{std::move(router), options};
  TestClient client{server.port()};
  client.send("GET /huge HTTP/1.1\r\nHost: t\r\n\r\n");
  // The server ends only when it has let go of this connection.
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
  EXPECT_TRUE(server.stop_and_wait());
  auto log = server.log();
  ASSERT_EQ(log.size(), 2U);
  // What was cut counts as not sent.
  EXPECT_EQ(std::min(log[0].bytes_sent, log[1].bytes_sent), 0U);
}

TEST(ServerLimits, ClosesIdleConnectionsInTheEnd) {
  ServerOptions options;
  options.deadlines.idle = milliseconds{60};
  TestServer server{uploads(), options};
  TestClient silent{server.port()};
  EXPECT_TRUE(silent.is_closed());
  TestClient used{server.port()};
  EXPECT_EQ(used.get("/").status, 200);
  EXPECT_TRUE(used.is_closed());
}

TEST(ServerLimits, RefusesThreeMegabytesOfHeaders) {
  TestServer server{uploads()};
  TestClient client{server.port()};
  std::string head = "GET / HTTP/1.1\r\nHost: t\r\n";
  for (int i = 0; head.size() < (3U << 20U); ++i)
    head += "X-Filler-" + std::to_string(i) + ": " + std::string(100, 'x') + "\r\n";
  client.send(head);
  EXPECT_EQ(client.receive().status, 431);
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
}

TEST(ServerLimits, RefusesALongAddress) {
  TestServer server{uploads()};
  EXPECT_EQ(fetch(server.port(), "/" + std::string(10'000, 'a')).status, 414);
}

TEST(ServerLimits, RefusesBodiesBeyondTheRoutesLimit) {
  TestServer server{uploads()};
  TestClient declared{server.port()};
  declared.send("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\n" + std::string(1048577, 'x'));
  EXPECT_EQ(declared.receive().status, 413);
  TestClient chunked{server.port()};
  chunked.send("POST /small HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 40; ++i) chunked.send("10000\r\n" + std::string(0x10000, 'x') + "\r\n");
  EXPECT_EQ(chunked.receive().status, 413);
  TestClient fitting{server.port()};
  fitting.send("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 1048576\r\n\r\n" + std::string(1048576, 'x'));
  EXPECT_EQ(fitting.receive().body, "1048576");
  TestClient unknown{server.port()};
  unknown.send("POST /nowhere HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\n");
  EXPECT_EQ(unknown.receive().status, 413);
}

TEST(ServerLimits, SpoolsALargeUpload) {
  TestServer server{uploads()};
  std::string content(20U << 20U, '\0');
  std::uint64_t sum = 0;
  std::uint32_t state = 1;
  for (auto& c : content) {
    state = state * 1664525U + 1013904223U;
    c = static_cast<char>(state >> 24U);
    sum = sum * 31 + static_cast<unsigned char>(c);
  }
  std::string body =
      "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nété\r\n--XX\r\nContent-Disposition: form-data; "
      "name=\"report\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" +
      content + "\r\n--XX--\r\n";
  TestClient client{server.port()};
  ASSERT_TRUE(client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n"));
  ASSERT_TRUE(client.send(body));
  EXPECT_EQ(client.receive().body, std::to_string(content.size()) + " " + std::to_string(sum) + " spooled été");
  // The connection is still in step.
  EXPECT_EQ(client.get("/").body, "home");
}

TEST(ServerLimits, LetsTheApplicationRefuseAnUploadBeforeItsBody) {
  Hooks hooks;
  hooks.admit_upload = [](Request const& head) -> std::optional<Response> {
    if (head.path == "/upload" && head.cookie("session") == "known" && head.id.size() == 16) return std::nullopt;
    return Response::text("Sign in first.", 401);
  };
  hooks.filter = [](Request const&, Response& response) { response.headers.set("X-Filtered", "yes"); };
  TestServer server{uploads(), {}, hooks};
  std::string const head = "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=X\r\n";
  std::string const body =
      "--X\r\nContent-Disposition: form-data; name=\"report\"; filename=\"a\"\r\n\r\nabc\r\n--X--\r\n";
  auto length = "Content-Length: " + std::to_string(body.size()) + "\r\n";

  TestClient stranger{server.port()};
  stranger.send(head + "Expect: 100-continue\r\nContent-Length: 50000000\r\n\r\n");
  auto refused = stranger.receive();
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.header("X-Filtered"), "yes");
  EXPECT_EQ(refused.header("Connection"), "close");
  EXPECT_TRUE(stranger.is_closed());

  TestClient known{server.port()};
  known.send(head + "Cookie: session=known\r\nExpect: 100-continue\r\n" + length + "\r\n");
  EXPECT_EQ(known.receive().status, 100);
  known.send(body);
  EXPECT_EQ(known.receive().body.substr(0, 2), "3 ");
  // Other routes are never asked about.
  EXPECT_EQ(known.get("/").body, "home");
}

TEST(ServerLimits, SaysSoWhenUploadsCannotBeKept) {
  ServerOptions options;
  options.spool_folder = "nowhere/at/all";
  TestServer server{uploads(), options};
  std::string body = "--XX\r\nContent-Disposition: form-data; name=\"report\"; filename=\"a.pdf\"\r\n\r\n" +
                     std::string(2U << 20U, 'x') + "\r\n--XX--\r\n";
  TestClient client{server.port()};
  client.send("POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_EQ(client.receive().status, 500);
  EXPECT_EQ(server.failures().size(), 1U);
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
}

TEST(ServerLimits, MakesRoomByLettingTheIdlestGo) {
  ServerOptions options;
  options.connection_cap = 3;
  TestServer server{uploads(), options};
  TestClient first{server.port()};
  EXPECT_EQ(first.get("/").status, 200);
  TestClient second{server.port()};
  EXPECT_EQ(second.get("/").status, 200);
  TestClient third{server.port()};
  EXPECT_EQ(third.get("/").status, 200);
  TestClient fourth{server.port()};
  EXPECT_EQ(fourth.get("/").status, 200);
  EXPECT_TRUE(first.is_closed());
  EXPECT_EQ(second.get("/").status, 200);
}

}  // namespace
}  // namespace gt::web
