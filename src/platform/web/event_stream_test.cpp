#include "platform/web/event_stream.h"

#include <atomic>

#include <gtest/gtest.h>

#include "platform/web/test_server.h"

namespace gt::web {
namespace {

/// Says what it is told to say.
class Told : public EventStream {
 public:
  explicit Told(std::vector<std::string> pieces, bool ends = true) : pieces_{std::move(pieces)}, ends_{ends} {}
  Piece next() override {
    if (at_ < pieces_.size()) {
      auto text = event_text("progress", pieces_[at_++]);
      return {std::move(text), ends_ && at_ == pieces_.size()};
    }
    return {};
  }
  std::chrono::milliseconds pause() const override { return std::chrono::milliseconds{1}; }

 private:
  std::vector<std::string> pieces_;
  std::size_t at_ = 0;
  bool ends_;
};

ServerOptions quick() {
  ServerOptions options;
  options.deadlines.linger = std::chrono::milliseconds{50};
  options.counts = std::make_shared<ServerCounts>();
  return options;
}

Router streams() {
  Router router;
  router.get("/", [](Request const&) { return Response::text("home"); });
  router.get("/ends", [](Request const&) {
    return streaming(std::make_shared<Told>(std::vector<std::string>{"1", "2\n3"}));
  });
  router.get("/goes-on",
             [](Request const&) { return streaming(std::make_shared<Told>(std::vector<std::string>{"1"}, false)); });
  router.get("/broken", [](Request const&) {
    class Broken : public EventStream {
      Piece next() override { throw std::runtime_error("no more"); }
    };
    return streaming(std::make_shared<Broken>());
  });
  return router;
}

TEST(EventStreams, SendWhatComesAndEndWithTheConnection) {
  auto const options = quick();
  TestServer server{streams(), options};
  TestClient client{server.port()};
  client.send("GET /ends HTTP/1.1\r\nHost: t\r\n\r\n");
  auto const head = client.receive(false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(head.header("Connection"), "close");
  EXPECT_FALSE(head.headers.has("Content-Length"));
  EXPECT_EQ(client.rest(), "event: progress\ndata: 1\n\nevent: progress\ndata: 2\ndata: 3\n\n");
  server.stop_and_wait();
  EXPECT_NE(options.counts->text().find("route=\"/ends\",status=\"2xx\"} 1"), std::string::npos)
      << options.counts->text();
  EXPECT_NE(options.counts->text().find("request_duration_seconds_count 0"), std::string::npos)
      << "its length is no figure";
}

TEST(EventStreams, AnswerHeadWithoutBeginning) {
  TestServer server{streams(), quick()};
  TestClient client{server.port()};
  client.send("HEAD /goes-on HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive(false).status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(EventStreams, AreSoManyAtOnceAndNoMore) {
  auto options = quick();
  options.event_streams = 2;
  TestServer server{streams(), options};
  auto const begin = [&](TestClient& client) {
    client.send("GET /goes-on HTTP/1.1\r\nHost: t\r\n\r\n");
    return client.receive(false).status;
  };
  {
    TestClient first{server.port()}, second{server.port()}, third{server.port()};
    EXPECT_EQ(begin(first), 200);
    EXPECT_EQ(begin(second), 200);
    EXPECT_EQ(first.receive_until("\n\n"), "event: progress\ndata: 1\n\n");
    EXPECT_EQ(begin(third), 503);
    EXPECT_EQ(fetch(server.port(), "/").body, "home");
  }
  // Who has gone makes room, once a write finds it out.
  int status = 503;
  for (int i = 0; status == 503 && i < 10'000; ++i) {
    TestClient again{server.port()};
    status = begin(again);
  }
  EXPECT_EQ(status, 200);
}

TEST(EventStreams, EndWhenTheServerStops) {
  TestServer server{streams(), quick()};
  TestClient client{server.port()};
  client.send("GET /goes-on HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive(false).status, 200);
  EXPECT_EQ(client.receive_until("\n\n"), "event: progress\ndata: 1\n\n");
  EXPECT_TRUE(server.stop_and_wait());
  // At most comments are left.
  EXPECT_EQ(client.rest().find("event"), std::string::npos);
}

TEST(EventStreams, EndWhenTheyFail) {
  TestServer server{streams(), quick()};
  TestClient client{server.port()};
  client.send("GET /broken HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive(false).status, 200);
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(fetch(server.port(), "/").body, "home");
}

TEST(EventStreams, AreNotTakenForAnythingElseThatIsHeld) {
  auto response = Response::text("plain");
  EXPECT_EQ(stream_of(response), nullptr);
  response.held = std::make_shared<int>(1);
  EXPECT_EQ(stream_of(response), nullptr);
  auto const told = std::make_shared<Told>(std::vector<std::string>{});
  EXPECT_EQ(stream_of(streaming(told)), told);
}

TEST(ServerCounts, SaysWhatPrometheusReads) {
  ServerCounts counts;
  counts.answered("GET /plans/{plan}", 200, std::chrono::microseconds{1500});
  counts.answered("GET /plans/{plan}", 404, std::chrono::microseconds{700});
  counts.answered("none", 404, std::chrono::seconds{60});
  auto const text = counts.text();
  for (auto const* line :
       {"# TYPE goldenthread_requests_total counter\n",
        "goldenthread_requests_total{method=\"GET\",route=\"/plans/{plan}\",status=\"2xx\"} 1\n",
        "goldenthread_requests_total{method=\"GET\",route=\"/plans/{plan}\",status=\"4xx\"} 1\n",
        "goldenthread_requests_total{method=\"none\",route=\"none\",status=\"4xx\"} 1\n",
        "goldenthread_request_duration_seconds_bucket{le=\"0.001\"} 1\n",
        "goldenthread_request_duration_seconds_bucket{le=\"0.0025\"} 2\n",
        "goldenthread_request_duration_seconds_bucket{le=\"10\"} 2\n",
        "goldenthread_request_duration_seconds_bucket{le=\"+Inf\"} 3\n",
        "goldenthread_request_duration_seconds_sum 60.0022\n", "goldenthread_request_duration_seconds_count 3\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  EXPECT_EQ(label_value("a\"b\\c\n"), "a\\\"b\\\\c\\n");
}

TEST(ServerCounts, KnowsEachRouteByItsPattern) {
  ServerOptions options;
  options.counts = std::make_shared<ServerCounts>();
  Router router;
  auto const answer = [](Request const&) { return Response::text("ok"); };
  router.get("/plans/{plan}", answer);
  router.get("/plans/new", answer);
  router.get("/assets/{name}", answer);
  router.get("/assets/{rest...}", answer);
  TestServer server{std::move(router), options};
  for (auto const* path : {"/plans/abc?secret=1", "/plans/new", "/assets/a", "/assets/a/b", "/other", "/plans/%zz"})
    fetch(server.port(), path);
  server.stop_and_wait();
  auto const text = options.counts->text();
  for (auto const* route : {"/plans/{plan}", "/plans/new", "/assets/{name}", "/assets/{rest...}"})
    EXPECT_NE(text.find("route=\"" + std::string(route) + "\",status=\"2xx\"} 1\n"), std::string::npos) << route;
  EXPECT_NE(text.find("route=\"none\",status=\"4xx\"} 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("goldenthread_connections 0\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace gt::web
