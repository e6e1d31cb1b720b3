#include "platform/web/response.h"

#include <gtest/gtest.h>

namespace gt::web {
namespace {

TEST(CookieValue, IsStrictByDefault) {
  auto cookie = Cookie::host_bound("session", "abc");
  cookie.max_age = std::chrono::hours{1};
  EXPECT_EQ(cookie.header_value(), "__Host-session=abc; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
  cookie.same_site = SameSite::strict;
  cookie.is_http_only = false;
  EXPECT_EQ(cookie.header_value(), "__Host-session=abc; Path=/; Max-Age=3600; Secure; SameSite=Strict");
  EXPECT_EQ(Cookie::expired("session").header_value(), "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  EXPECT_EQ(Cookie::expired("__Host-session").header_value(),
            "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}

TEST(CookieValue, RefusesWhatBrowsersWouldDropOrMisread) {
  auto insecure = Cookie::host_bound("session", "abc");
  insecure.is_secure = false;
  EXPECT_THROW(insecure.header_value(), std::invalid_argument);
  auto narrow = Cookie::host_bound("session", "abc");
  narrow.path = "/plans";
  EXPECT_THROW(narrow.header_value(), std::invalid_argument);
  for (auto value : {"a;b", "a b", "a\r\nSet-Cookie: x=1", "é", "a,b"}) {
    EXPECT_THROW(Cookie::host_bound("session", value).header_value(), std::invalid_argument) << value;
  }
}

TEST(ResponseHeaders, CannotBeSplit) {
  EXPECT_THROW(Response::text("x").with_header("X-Note", "a\r\nSet-Cookie: b=c"), std::invalid_argument);
  EXPECT_THROW(Response::text("x").with_header("X Note", "a"), std::invalid_argument);
  EXPECT_THROW(Response::text("x").with_etag("a\"b"), std::invalid_argument);
}

TEST(Redirects, StayOnThisSite) {
  EXPECT_EQ(Response::see_other("/plans/abc").status, 303);
  EXPECT_EQ(Response::see_other("/").headers.first("Location"), "/");
  for (auto elsewhere : {"//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "plans", ""}) {
    EXPECT_THROW(Response::see_other(elsewhere), std::invalid_argument) << elsewhere;
  }
  EXPECT_EQ(Response::redirect("https://sign-on.example/authorise", 302).status, 302);
  EXPECT_THROW(Response::redirect("javascript:alert(1)", 302), std::invalid_argument);
}

TEST(Downloads, CarryAnyFileName) {
  auto response = Response::bytes("x", "application/pdf").as_download("Plan “2026” é/\".pdf");
  EXPECT_EQ(response.headers.first("Content-Disposition"),
            "attachment; filename=\"Plan ___2026___ ____.pdf\"; "
            "filename*=UTF-8''Plan%20%E2%80%9C2026%E2%80%9D%20%C3%A9%2F%22.pdf");
}

TEST(Assets, AreTaggedByTheirContent) {
  Asset one{std::string(5000, 'a'), "text/css; charset=utf-8"};
  Asset other{std::string(5000, 'b'), "text/css; charset=utf-8"};
  EXPECT_EQ(one.hash().size(), 16U);
  EXPECT_NE(one.hash(), other.hash());
  EXPECT_EQ(one.response().headers.first("ETag"), '"' + one.hash() + '"');
  EXPECT_EQ(one.response().headers.first("Cache-Control"), "no-cache");
  EXPECT_NE(one.response(true).headers.first("Cache-Control")->find("immutable"), std::string::npos);
  EXPECT_NE(one.response().gzip_body, nullptr);
  EXPECT_EQ((Asset{"\x89PNG", "image/png"}.response().gzip_body), nullptr);
}

}  // namespace
}  // namespace gt::web
