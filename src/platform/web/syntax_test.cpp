#include "platform/web/syntax.h"

#include <gtest/gtest.h>

namespace gt::web {
namespace {

using namespace std::string_literals;

TEST(PercentDecoding, TakesOnlyWholeEscapesAndPlainUtf8) {
  struct Case {
    std::string text;
    std::optional<std::string> decoded;
  };
  for (auto const& [text, expected] : std::vector<Case>{
           {"", ""},
           {"plan", "plan"},
           {"a%20b", "a b"},
           {"a+b", "a b"},
           {"%C3%A9t%c3%a9", "été"},
           {"%F0%9F%A7%B5", "🧵"},
           {"%", std::nullopt},
           {"%4", std::nullopt},
           {"%zz", std::nullopt},
           {"%00", std::nullopt},
           {"a\0b"s, std::nullopt},
           {"%FF", std::nullopt},
           {"%C3", std::nullopt},
           {"%C0%80", std::nullopt},
           {"%E0%80%80", std::nullopt},
           {"%ED%A0%80", std::nullopt},
           {"%F5%80%80%80", std::nullopt},
           {"%F4%90%80%80", std::nullopt},
           {"%2525", "%25"},
       }) {
    auto decoded = percent_decoded(text, PlusSign::is_space);
    EXPECT_EQ(decoded.has_value(), expected.has_value()) << text;
    if (!decoded || !expected) continue;
    EXPECT_EQ(*decoded, *expected);
  }
  EXPECT_EQ(*percent_decoded("a+b", PlusSign::is_itself), "a+b");
  EXPECT_EQ(percent_encoded("a b/é~"), "a%20b%2F%C3%A9~");
}

TEST(Urlencoded, KeepsOrderRepeatsAndEmptyValues) {
  auto fields = read_urlencoded("status=open&status=late&owner=&flag&&=x&title=Supervision+%26+support");
  ASSERT_TRUE(fields.has_value());
  Fields expected{{"status", "open"}, {"status", "late"}, {"owner", ""},
                  {"flag", ""},       {"", "x"},          {"title", "Supervision & support"}};
  EXPECT_EQ(*fields, expected);
  EXPECT_EQ(fields->all("status"), (std::vector<std::string>{"open", "late"}));
  EXPECT_EQ(fields->first("Status"), std::nullopt);
  EXPECT_EQ(read_urlencoded("a=b=c")->first("a"), "b=c");
  EXPECT_FALSE(read_urlencoded("title=%GG").has_value());
  std::string many;
  for (int i = 0; i < 2001; ++i) many += "a=1&";
  EXPECT_FALSE(read_urlencoded(many).has_value());
}

TEST(Cookies, KeepsWhatIsWellFormed) {
  Fields expected{{"__Host-session", "abc=="}, {"b", "quoted"}, {"c", ""}};
  EXPECT_EQ(read_cookies("__Host-session=abc==; b=\"quoted\"; broken; =x; bad name=1; c=;"), expected);
  EXPECT_TRUE(read_cookies("").empty());
  EXPECT_TRUE(read_cookies("a=\xff").empty());
}

TEST(Path, RefusesWhatCouldMisleadARoute) {
  EXPECT_EQ(*read_path("/plans/a%20b"), "/plans/a b");
  EXPECT_EQ(*read_path("/a+b"), "/a+b");
  EXPECT_EQ(*read_path("/"), "/");
  for (auto raw : {"", "plans", "*", "/a/../b", "/a/%2e%2E/b", "/.", "/a%2Fb", "/a%5Cb", "/a\\b", "/a%0Ab", "/a%00",
                   "/%zz", "/a#b", "/%7F"}) {
    EXPECT_FALSE(read_path(raw).has_value()) << raw;
  }
}

TEST(HeaderParameters, ReadsQuotedAndBareValues) {
  auto read = read_parameters("Form-Data; name=\"report\"; FileName=\"C:\\papers\\a \\\"b\\\"; c.pdf\"; x=1;");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->type, "form-data");
  Fields expected{{"name", "report"}, {"filename", "C:\\papers\\a \"b\"; c.pdf"}, {"x", "1"}};
  EXPECT_EQ(read->parameters, expected);
  EXPECT_TRUE(read_parameters("text/html")->parameters.empty());
  for (auto bad : {"a; b", "a; =1", "a; b=", "a; b=\"open", "a; b=1; b=2", "a; b=\"x\"y"}) {
    EXPECT_FALSE(read_parameters(bad).has_value()) << bad;
  }
}

TEST(Range, AnswersOneRangeAndIgnoresTheRest) {
  struct Case {
    char const* header;
    RangeAnswer answer;
    ByteRange range;
  };
  for (auto const& [header, answer, range] : std::vector<Case>{
           {"bytes=0-0", RangeAnswer::part, {0, 0}},
           {"bytes=2-5", RangeAnswer::part, {2, 5}},
           {"bytes=5-", RangeAnswer::part, {5, 9}},
           {"bytes=-3", RangeAnswer::part, {7, 9}},
           {"bytes=-30", RangeAnswer::part, {0, 9}},
           {"bytes=8-100", RangeAnswer::part, {8, 9}},
           {"Bytes=1-2", RangeAnswer::part, {1, 2}},
           {"bytes=10-", RangeAnswer::not_satisfiable, {0, 0}},
           {"bytes=-0", RangeAnswer::not_satisfiable, {0, 0}},
           {"bytes=5-2", RangeAnswer::whole, {0, 0}},
           {"bytes=0-1,3-4", RangeAnswer::whole, {0, 0}},
           {"bytes=", RangeAnswer::whole, {0, 0}},
           {"bytes=-", RangeAnswer::whole, {0, 0}},
           {"bytes=a-b", RangeAnswer::whole, {0, 0}},
           {"bytes=--1", RangeAnswer::whole, {0, 0}},
           {"pages=1-2", RangeAnswer::whole, {0, 0}},
           {"bytes=99999999999999999999-", RangeAnswer::whole, {0, 0}},
           {"", RangeAnswer::whole, {0, 0}},
       }) {
    auto reading = read_range(header, 10);
    EXPECT_EQ(reading.answer, answer) << header;
    EXPECT_EQ(reading.range, range) << header;
  }
  EXPECT_EQ(read_range("bytes=0-", 0).answer, RangeAnswer::not_satisfiable);
  EXPECT_EQ(read_range("bytes=-1", 0).answer, RangeAnswer::not_satisfiable);
}

TEST(AcceptEncoding, RespectsQualities) {
  for (auto yes : {"gzip", "GZIP", "gzip, deflate, br", "gzip;q=0.001", "br;q=1, gzip; q=0.5", "*",
                   "identity;q=0, *;q=0.1", "x-gzip", "gzip;q=1.000"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (auto no :
       {"", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "identity", "gzip;q=", "gzip;q=x", "gzipped"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(EntityTags, AreComparedWeakly) {
  EXPECT_TRUE(etag_listed("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_listed("\"b\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(etag_listed("\"a-gzip\"", "\"a\""));
  EXPECT_TRUE(etag_listed("*", "\"a\""));
  EXPECT_FALSE(etag_listed("\"b\"", "\"a\""));
  EXPECT_FALSE(etag_listed("a", "\"a\""));
  EXPECT_FALSE(etag_listed("", "\"a\""));
}

TEST(HttpDate, HasTheFixedForm) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace gt::web
