#include <csignal>

#include <gtest/gtest.h>

#include "platform/web/test_server.h"

namespace gt::web {
namespace {

using std::chrono::milliseconds;

/// A route that says when it was reached and answers when told.
struct Gate {
  std::promise<void> reached;
  std::promise<void> opened;
  std::shared_future<void> open{opened.get_future()};

  Router router() {
    Router router;
    router.get("/slow", [this](Request const&) {
      reached.set_value();
      open.wait();
      return Response::text("finished");
    });
    router.get("/", [](Request const& request) {
      return request.server_is_draining ? Response::text("draining", 503) : Response::text("ready");
    });
    return router;
  }
};

TEST(ServerDrain, FinishesTheRequestInFlight) {
  Gate gate;
  ServerOptions options;
  options.deadlines.linger = milliseconds{50};
  TestServer server{gate.router(), options};
  TestClient idle{server.port()};
  EXPECT_EQ(idle.get("/").body, "ready");
  TestClient busy{server.port()};
  busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  gate.reached.get_future().wait();
  server.stop();
  // An idle connection is let go at once: by then the server is closing, and the slow answer says so.
  EXPECT_TRUE(idle.is_closed());
  gate.opened.set_value();
  auto answer = busy.receive();
  EXPECT_EQ(answer.body, "finished");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  EXPECT_TRUE(server.wait());
}

TEST(ServerDrain, GivesUpOnARequestThatTakesTooLong) {
  Gate gate;
  ServerOptions options;
  options.deadlines.drain = milliseconds{50};
  TestServer server{gate.router(), options};
  TestClient busy{server.port()};
  busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  gate.reached.get_future().wait();
  EXPECT_FALSE(server.stop_and_wait());
  gate.opened.set_value();
}

TEST(ServerDrain, TellsTheLoadBalancerFirst) {
  Gate gate;
  ServerOptions options;
  options.drain_notice = std::chrono::hours{1};
  TestServer server{gate.router(), options};
  TestClient client{server.port()};
  EXPECT_EQ(client.get("/").body, "ready");
  server.stop();
  int status = 200;
  for (int tries = 0; status == 200 && tries < 1000; ++tries) status = client.get("/").status;
  EXPECT_EQ(status, 503);
  // Told again, it does not wait the hour out.
  EXPECT_TRUE(server.stop_and_wait());
}

TEST(ServerDrain, StopsOnATerminationSignal) {
  Gate gate;
  std::promise<std::uint16_t> ready;
  ServerOptions options;
  options.deadlines.linger = milliseconds{50};
  options.on_ready = [&](std::uint16_t port) { ready.set_value(port); };
  Server server{gate.router(), {}, options};
  std::promise<bool> finished;
  std::thread thread{[&] { finished.set_value(server.run()); }};
  auto port = ready.get_future().get();
  TestClient busy{port};
  busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  gate.reached.get_future().wait();
  TestClient idle{port};
  EXPECT_EQ(idle.get("/").body, "ready");
  std::raise(SIGTERM);
  EXPECT_TRUE(idle.is_closed());
  gate.opened.set_value();
  EXPECT_EQ(busy.receive().body, "finished");
  EXPECT_TRUE(busy.is_closed());
  thread.join();
  EXPECT_TRUE(finished.get_future().get());
}

TEST(ServerDrain, CanBeStoppedBeforeItRuns) {
  Gate gate;
  ServerOptions options;
  options.stops_on_signals = false;
  Server server{gate.router(), {}, options};
  server.stop();
  EXPECT_TRUE(server.run());
}

}  // namespace
}  // namespace gt::web
