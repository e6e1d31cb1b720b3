#include "platform/web/server.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <zlib.h>

#include "platform/web/test_server.h"

namespace gt::web {
namespace {

using namespace std::string_literals;

std::string const page = [] {
  std::string text = "<!doctype html><title>Plan</title>";
  for (int i = 0; i < 300; ++i) text += "<p>Action " + std::to_string(i) + "</p>\n";
  return text;
}();

std::string gunzipped(std::string const& bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(std::size_t{1} << 20, '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

Router pages() {
  Router router;
  router.get("/", [](Request const&) { return Response::html(page); });
  router.get("/secret", [](Request const&) { return Response::html(page).without_compression(); });
  router.get("/tagged", [](Request const&) { return Response::html(page).with_etag("v1"); });
  router.get("/style.css",
             [asset = Asset{page, "text/css; charset=utf-8"}](Request const&) { return asset.response(); });
  router.post("/echo", [](Request const& request) { return Response::text(request.body); });
  router.get("/facts", [](Request const& request) {
    return Response::text(request.remote_address + " " + (request.is_secure ? "https " : "http ") + request.id + " " +
                          request.nonce);
  });
  router.get("/broken", [](Request const&) -> Response { throw std::runtime_error("no table findings"); });
  router.post("/plans", [](Request const& request) { return Response::text(request.form("title").value_or("none")); });
  return router;
}

TEST(Server, AnswersAPageWithWhatEveryAnswerCarries) {
  Hooks hooks;
  hooks.filter = [](Request const& request, Response& response) {
    response.headers.set("Content-Security-Policy", "script-src 'nonce-" + request.nonce + "'");
  };
  TestServer server{pages(), {}, hooks};
  for (auto target : {"/", "/nothing", "/broken", "/%zz"}) {
    auto answer = fetch(server.port(), target);
    EXPECT_EQ(answer.header("Server-Timing").substr(0, 8), "app;dur=") << target;
    EXPECT_EQ(answer.header("Date").size(), 29U) << target;
    EXPECT_EQ(answer.header("Content-Security-Policy").size(), std::string("script-src 'nonce-'").size() + 24)
        << target;
    EXPECT_FALSE(answer.body.empty()) << target;
  }
  EXPECT_EQ(fetch(server.port(), "/").body, page);
}

TEST(Server, LogsEachRequestWithoutItsQuery) {
  TestServer server{pages()};
  fetch(server.port(), "/nothing?child=1234");
  fetch(server.port(), "/broken");
  server.stop_and_wait();
  auto log = server.log();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].method, "GET");
  EXPECT_EQ(log[0].path, "/nothing");
  EXPECT_EQ(log[0].status, 404);
  EXPECT_EQ(log[0].request_id.size(), 16U);
  EXPECT_EQ(log[0].remote_address, "127.0.0.1");
  EXPECT_GT(log[0].bytes_sent, 0U);
  EXPECT_EQ(log[1].status, 500);
  ASSERT_EQ(server.failures().size(), 1U);
  EXPECT_EQ(server.failures()[0], log[1].request_id + " no table findings");
}

TEST(Server, AnswersHeadLikeGetWithoutTheBody) {
  TestServer server{pages()};
  TestClient client{server.port()};
  client.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n");
  auto head = client.receive(false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), std::to_string(page.size()));
  // The next answer starts where the bodiless one ended.
  EXPECT_EQ(client.get("/").body, page);
}

TEST(Server, NamesTheAllowedMethods) {
  TestServer server{pages()};
  TestClient client{server.port()};
  client.send("DELETE /plans HTTP/1.1\r\nHost: t\r\n\r\n");
  auto answer = client.receive();
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "POST");
  EXPECT_EQ(client.get("/nothing").status, 404);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer server{pages()};
  TestClient client{server.port()};
  client.send(
      "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\noneGET /nothing HTTP/1.1\r\nHost: t\r\n\r\n"
      "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthr\r\n2\r\nee\r\n0\r\n\r\n"
      "POST /plans HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"
      "title=4GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive().body, "one");
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_EQ(client.receive().body, "three");
  EXPECT_EQ(client.receive().body, "4");
  auto last = client.receive();
  EXPECT_EQ(last.body, page);
  EXPECT_EQ(last.header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, KeepsConnectionsAsEachVersionAsks) {
  TestServer server{pages()};
  TestClient old{server.port()};
  old.send("GET /nothing HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(old.receive().header("Connection"), "keep-alive");
  old.send("GET /nothing HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.receive().header("Connection"), "close");
  EXPECT_TRUE(old.is_closed());
}

TEST(Server, SaysWhenToSendTheBody) {
  TestServer server{pages()};
  TestClient client{server.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("hello");
  EXPECT_EQ(client.receive().body, "hello");
  // A body that will be refused is refused before it is sent.
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, CompressesTextForThoseWhoAcceptIt) {
  TestServer server{pages()};
  auto packed = fetch(server.port(), "/", "Accept-Encoding: br, gzip;q=0.8\r\n");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), page.size() / 4);
  EXPECT_EQ(gunzipped(packed.body), page);
  auto plain = fetch(server.port(), "/", "Accept-Encoding: gzip;q=0\r\n");
  EXPECT_FALSE(plain.headers.has("Content-Encoding"));
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.body, page);
  auto secret = fetch(server.port(), "/secret", "Accept-Encoding: gzip\r\n");
  EXPECT_FALSE(secret.headers.has("Content-Encoding"));
  EXPECT_FALSE(fetch(server.port(), "/facts", "Accept-Encoding: gzip\r\n").headers.has("Content-Encoding"));
}

TEST(Server, AnswersConditionsOnBothFormsOfAnAsset) {
  TestServer server{pages()};
  auto first = fetch(server.port(), "/style.css", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(gunzipped(first.body), page);
  auto plain = fetch(server.port(), "/style.css");
  EXPECT_EQ(plain.body, page);
  EXPECT_NE(first.header("ETag"), plain.header("ETag"));
  TestClient client{server.port()};
  for (auto const& tag : {first.header("ETag"), plain.header("ETag"), "W/" + plain.header("ETag"), "\"x\", *"s}) {
    auto again = client.get("/style.css", "If-None-Match: " + tag + "\r\nAccept-Encoding: gzip\r\n");
    EXPECT_EQ(again.status, 304) << tag;
    EXPECT_EQ(again.header("ETag"), plain.header("ETag"));
    EXPECT_FALSE(again.headers.has("Content-Length"));
  }
  EXPECT_EQ(client.get("/style.css", "If-None-Match: \"other\"\r\n").body, page);
}

TEST(Server, SendsPartsOfTaggedAnswersAndFiles) {
  auto path = std::filesystem::temp_directory_path() / ("web-server-test-" + std::to_string(getpid()));
  std::string content;
  for (int i = 0; content.size() < 700'000; ++i) content += std::to_string(i) + ",";
  std::ofstream(path, std::ios::binary) << content;
  auto router = pages();
  router.get("/file", [path](Request const&) {
    return Response::from_file(path, "application/pdf").with_etag("v1").as_download("Plan é.pdf");
  });
  router.get("/lost", [](Request const&) { return Response::from_file("nowhere/at/all", "application/pdf"); });
  TestServer server{std::move(router)};
  TestClient client{server.port()};
  auto whole = client.get("/file");
  EXPECT_TRUE(whole.body == content);
  EXPECT_EQ(whole.header("Accept-Ranges"), "bytes");
  auto size = std::to_string(content.size());
  auto part = client.get("/file", "Range: bytes=300000-699999\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.header("Content-Range"), "bytes 300000-699999/" + size);
  EXPECT_TRUE(part.body == content.substr(300000, 400000));
  auto tail = client.get("/file", "Range: bytes=-5\r\nIf-Range: \"v1\"\r\n");
  EXPECT_EQ(tail.body, content.substr(content.size() - 5));
  auto changed = client.get("/file", "Range: bytes=-5\r\nIf-Range: \"v0\"\r\n");
  EXPECT_EQ(changed.status, 200);
  EXPECT_TRUE(changed.body == content);
  auto beyond = client.get("/file", "Range: bytes=900000-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("Content-Range"), "bytes */" + size);
  EXPECT_EQ(client.get("/file", "Range: bytes=0-1,5-6\r\n").status, 200);
  EXPECT_EQ(client.get("/tagged", "Range: bytes=0-8\r\nAccept-Encoding: gzip\r\n").body, page.substr(0, 9));
  // A page without a tag may differ by the next request, so it is never cut.
  EXPECT_EQ(client.get("/", "Range: bytes=0-8\r\n").status, 200);
  EXPECT_EQ(client.get("/lost").status, 500);
  client.send("HEAD /file HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive(false).header("Content-Length"), size);
  EXPECT_EQ(client.get("/nothing").status, 404);
  std::filesystem::remove(path);
}

TEST(Server, BelievesOnlyTrustedProxies) {
  std::string const forwarded = "X-Forwarded-For: 203.0.113.9, 198.51.100.7, 127.0.0.2\r\nX-Forwarded-Proto: https\r\n";
  auto facts = [&](std::vector<std::string> proxies, std::string const& headers) {
    ServerOptions options;
    options.trusted_proxies = std::move(proxies);
    TestServer server{pages(), options};
    auto body = fetch(server.port(), "/facts", headers).body;
    return body.substr(0, body.find(' ', body.find(' ') + 1));
  };
  EXPECT_EQ(facts({}, forwarded), "127.0.0.1 http");
  EXPECT_EQ(facts({"10.0.0.0/8"}, forwarded), "127.0.0.1 http");
  EXPECT_EQ(facts({"127.0.0.0/8"}, forwarded), "198.51.100.7 https");
  EXPECT_EQ(facts({"127.0.0.1"}, forwarded), "127.0.0.2 https");
  EXPECT_EQ(facts({"127.0.0.0/8"}, "X-Forwarded-For: somebody\r\n"), "127.0.0.1 http");
  EXPECT_EQ(facts({"127.0.0.0/8"}, "X-Forwarded-For: 203.0.113.9:5123\r\n"), "203.0.113.9 http");
  EXPECT_EQ(facts({"127.0.0.0/8"}, "X-Forwarded-For: [2001:db8::1]:5123\r\n"), "2001:db8::1 http");
  EXPECT_EQ(facts({"127.0.0.0/8"}, "X-Forwarded-For: [\r\n"), "127.0.0.1 http");
  EXPECT_EQ(facts({"127.0.0.0/8"}, ""), "127.0.0.1 http");
}

TEST(Server, RefusesAddressesItCannotRead) {
  ServerOptions proxies;
  proxies.trusted_proxies = {"10.0.0.0/33"};
  EXPECT_THROW(Server(Router{}, Hooks{}, proxies), std::invalid_argument);
  ServerOptions address;
  address.address = "localhost";
  EXPECT_THROW(Server(Router{}, Hooks{}, address), std::invalid_argument);
  TestServer first{pages()};
  ServerOptions taken;
  taken.port = first.port();
  taken.stops_on_signals = false;
  Server second{Router{}, Hooks{}, taken};
  EXPECT_THROW(second.run(), std::system_error);
}

}  // namespace
}  // namespace gt::web
