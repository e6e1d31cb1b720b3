#include "platform/web/request_reader.h"

#include <filesystem>
#include <random>

#include <gtest/gtest.h>

namespace gt::web {
namespace {

using namespace std::string_literals;
using State = RequestReader::State;

ReadingLimits limits() {
  return {16384,
          [](Method, std::string_view path) { return path == "/upload" ? std::size_t{8} << 20 : std::size_t{1} << 20; },
          std::filesystem::temp_directory_path()};
}

/// Feeds as the server does: what is not taken comes again with more behind it.
State feed_all(RequestReader& reader, std::string_view bytes, std::size_t block) {
  std::string in;
  for (std::size_t i = 0; i < bytes.size(); i += block) {
    in += bytes.substr(i, block);
    while (auto used = reader.feed(in)) in.erase(0, used);
  }
  return reader.state();
}

std::optional<Fault> fault_of(std::string const& bytes) {
  RequestReader reader{limits()};
  feed_all(reader, bytes, bytes.size());
  return reader.take().fault;
}

TEST(RequestReader, ReadsARequestWhateverTheBlocks) {
  std::string bytes =
      "\r\nPOST /plans/a%20b?page=2&page=3 HTTP/1.1\r\nhost: test\r\nCookie: a=1; b=2\r\nCookie: c=3\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\ntitle=x+y&flag=%26";
  bytes.replace(bytes.find("17\r\n"), 2, "18");
  for (std::size_t block = 1; block <= bytes.size(); block += 3) {
    RequestReader reader{limits()};
    ASSERT_EQ(feed_all(reader, bytes, block), State::complete) << block;
    EXPECT_TRUE(reader.keeps_alive());
    auto [request, fault] = reader.take();
    ASSERT_FALSE(fault.has_value());
    EXPECT_EQ(request.method, Method::post);
    EXPECT_EQ(request.path, "/plans/a b");
    EXPECT_EQ(request.target, "/plans/a%20b?page=2&page=3");
    EXPECT_EQ(request.query("page"), "2");
    EXPECT_EQ(request.query_fields.all("page").size(), 2U);
    EXPECT_EQ(request.cookie("c"), "3");
    EXPECT_EQ(request.form("title"), "x y");
    EXPECT_EQ(request.form("flag"), "&");
    EXPECT_EQ(request.header("HOST"), "test");
  }
}

TEST(RequestReader, ReadsAChunkedBodyAndDropsItsTrailers) {
  std::string bytes =
      "PUT / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\nA\r\n, "
      "chunked!\r\n0\r\nCookie: "
      "session=stolen\r\n\r\nGET";
  for (std::size_t block = 1; block <= bytes.size(); block += 2) {
    RequestReader reader{limits()};
    ASSERT_EQ(feed_all(reader, bytes, block), State::complete) << block;
    auto request = reader.take().request;
    EXPECT_EQ(request.body, "hello, chunked!");
    EXPECT_FALSE(request.headers.has("Cookie"));
  }
}

TEST(RequestReader, ReadsAnEmptyChunkedBodyByteByByte) {
  for (std::string const trailer : {"", "X: 1\r\n"}) {
    RequestReader reader{limits()};
    auto const bytes = "PUT / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + trailer + "\r\n";
    EXPECT_EQ(feed_all(reader, bytes, 1), State::complete) << trailer;
    EXPECT_EQ(reader.take().request.body, "");
  }
}

TEST(RequestReader, AnswersEachFaultWithItsStatus) {
  struct Case {
    std::string bytes;
    int status;
  };
  std::string const get = "GET / HTTP/1.1\r\nHost: t\r\n";
  std::string const post = "POST / HTTP/1.1\r\nHost: t\r\n";
  std::string const form = post + "Content-Type: application/x-www-form-urlencoded\r\n";
  for (auto const& [bytes, status] : std::vector<Case>{
           {"nonsense\r\n\r\n", 400},
           {"GET /\r\n\r\n", 400},
           {"GET / HTTP/1.1\nHost: t\n\n\r\n\r\n", 400},
           {"GET / HTTP/2.0\r\n\r\n", 505},
           {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
           {"GET / HTTP/1.2\r\nHost: t\r\n\r\n", 505},
           {"GET / HTTQ/1.1\r\nHost: t\r\n\r\n", 400},
           {"BREW / HTTP/1.1\r\nHost: t\r\n\r\n", 501},
           {"CONNECT a:1 HTTP/1.1\r\nHost: t\r\n\r\n", 501},
           {"GET / HTTP/1.1\r\n\r\n", 400},
           {get + "Host: u\r\n\r\n", 400},
           {"GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n", 400},
           {"GET /?a=%00 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
           {"GET /?a=%ff HTTP/1.1\r\nHost: t\r\n\r\n", 400},
           {"GET /../etc HTTP/1.1\r\nHost: t\r\n\r\n", 400},
           {"OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n", 400},
           {get + "X-Folded: a\r\n b\r\n\r\n", 400},
           {get + "Bad Name: a\r\n\r\n", 400},
           {get + "Name : a\r\n\r\n", 400},
           {get + "X: a\0b\r\n\r\n"s, 400},
           {get + "X: \xff\r\n\r\n", 400},
           {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: t\r\n\r\n", 414},
           {"GET /" + std::string(20000, 'a'), 414},
           {get + "X: " + std::string(17000, 'a') + "\r\n\r\n", 431},
           {get + "X: " + std::string(17000, 'a'), 431},
           {post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
           {post + "Content-Length: 3, 3\r\n\r\nabc", 400},
           {post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
           {post + "Content-Length: -1\r\n\r\n", 400},
           {post + "Content-Length: +3\r\n\r\nabc", 400},
           {post + "Content-Length: 0x3\r\n\r\nabc", 400},
           {post + "Content-Length: 99999999999999999999999\r\n\r\n", 400},
           {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
           {post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
           {post + "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc", 400},
           {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
           {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
           {post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
           {post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", 501},
           {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
           {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
           {post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400},
           {post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20000, 'x'), 431},
           {post + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(20000, 'x'), 431},
           {post + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(0x200000, 'x') + "\r\n0\r\n\r\n", 413},
           {post + "Content-Length: 1048577\r\n\r\n", 413},
           {"POST /upload HTTP/1.1\r\nHost: t\r\nContent-Length: 8388609\r\n\r\n", 413},
           {post + "Expect: a cake\r\nContent-Length: 3\r\n\r\n", 417},
           {form + "Content-Length: 3\r\n\r\na=\xff", 400},
           {form + "Content-Length: 5\r\n\r\na=%00", 400},
           {form + "Content-Length: 3\r\n\r\na=%", 400},
           {post + "Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc", 400},
           {post + "Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 3\r\n\r\nabc", 400},
       }) {
    auto fault = fault_of(bytes);
    ASSERT_TRUE(fault.has_value()) << bytes.substr(0, 200);
    EXPECT_EQ(fault->status, status) << bytes.substr(0, 200);
    EXPECT_FALSE(fault->message.empty());
  }
}

/// A refusal too must not depend on how the bytes were cut: the same words of log and page either way.
TEST(RequestReader, RefusesTheSameWhateverTheBlocks) {
  std::string const chunked = "POST /upload HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n";
  std::string const form = "Content-Type: multipart/form-data; boundary=b\r\n";
  struct Case {
    std::string bytes;
    int status;
  };
  for (auto const& [bytes, status] : std::vector<Case>{
           {chunked + "\r\n0\r\nX: " + std::string(17000, 'x') + "\r\n\r\n", 431},
           {chunked + "\r\n1;a=" + std::string(17000, 'x') + "\r\na\r\n0\r\n\r\n", 431},
           // The extension's quote is closed only behind what the head of a chunk may be long.
           {chunked + "\r\n1;a=\"\r\n" + std::string(17000, 'x') + "\"\r\na\r\n0\r\n\r\n", 431},
           // Too large, but broken before that: the form's first boundary does not end its line.
           {chunked + form + "\r\n900000\r\n--bX" + std::string(0x900000, 'x') + "\r\n0\r\n\r\n", 400},
       }) {
    for (std::size_t block : {std::size_t{1021}, std::size_t{65536}, bytes.size()}) {
      RequestReader reader{limits()};
      EXPECT_EQ(feed_all(reader, bytes, block), State::failed) << block;
      EXPECT_EQ(reader.fault().status, status) << bytes.substr(0, 120) << " by " << block;
    }
  }
}

TEST(RequestReader, TakesTheFormsThatHttpAllows) {
  RequestReader absolute{limits()};
  feed_all(absolute, "GET http://council.example/plans?a=1 HTTP/1.1\r\nHost: council.example\r\n\r\n", 1000);
  auto request = absolute.take().request;
  EXPECT_EQ(request.path, "/plans");
  EXPECT_EQ(request.query("a"), "1");

  RequestReader old{limits()};
  EXPECT_EQ(feed_all(old, "GET / HTTP/1.0\r\n\r\n", 1000), State::complete);
  EXPECT_FALSE(old.keeps_alive());
  EXPECT_TRUE(old.is_http_1_0());

  RequestReader closing{limits()};
  EXPECT_EQ(feed_all(closing, "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", 1000), State::complete);
  EXPECT_FALSE(closing.keeps_alive());
}

TEST(RequestReader, SpoolsALargeBodyThatIsNoForm) {
  std::string content(2'000'000, 'p');
  RequestReader reader{limits()};
  ASSERT_EQ(
      feed_all(reader,
               "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: application/pdf\r\nContent-Length: 2000000\r\n\r\n" +
                   content,
               65536),
      State::complete);
  auto request = reader.take().request;
  EXPECT_TRUE(request.body.empty());
  ASSERT_NE(request.file(""), nullptr);
  EXPECT_FALSE(request.file("")->spooled_path().empty());
  EXPECT_TRUE(request.file("")->bytes().whole() == content);
}

/// Any bytes end in a complete request, a fault, or a wait for more; the sanitizers look for the rest.
TEST(RequestReader, SurvivesMutatedRequests) {
  std::vector<std::string> const seeds = {
      "GET /plans/a%20b?page=2&q=%C3%A9 HTTP/1.1\r\nHost: t\r\nCookie: a=1; b=\"2\"\r\nAccept-Encoding: "
      "gzip;q=0.5\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nT: v\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
      "9\r\n\r\na=1&b=%26",
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: "
      "115\r\n\r\n"
      "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\nContent-Type: "
      "application/pdf\r\n\r\n%PDF"
      "\r\n--XX--\r\n"};
  std::mt19937 random{20261121};
  auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(random); };
  std::size_t complete = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = seeds[below(seeds.size())];
    for (auto changes = below(4) + 1; changes > 0; --changes) {
      auto at = below(bytes.size());
      switch (below(5)) {
        case 0:
          bytes[at] = static_cast<char>(below(256));
          break;
        case 1:
          bytes.erase(at + 1, below(8) + 1);
          break;
        case 2:
          bytes.insert(at, bytes.substr(below(bytes.size()), below(20)));
          break;
        case 3:
          bytes.insert(at, "\r\n");
          break;
        default:
          bytes.resize(at + 1);
          break;
      }
    }
    RequestReader reader{limits()};
    auto state = feed_all(reader, bytes, below(bytes.size()) + 1);
    auto [request, fault] = reader.take();
    if (state == State::complete) ++complete;
    EXPECT_EQ(state == State::failed, fault.has_value() && state != State::complete);
    EXPECT_EQ(request.path.front(), '/');
  }
  EXPECT_GT(complete, 0U);
}

}  // namespace
}  // namespace gt::web
