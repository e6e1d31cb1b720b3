#include "platform/web/router.h"

#include <gtest/gtest.h>

#include "platform/web/answer.h"

namespace gt::web {
namespace {

Handler saying(std::string text) {
  return [text](Request const&) { return Response::text(text); };
}

std::string said(Router const& router, Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  auto response = answer(router, {}, request);
  return response.status == 200 ? response.body : std::to_string(response.status);
}

TEST(Router, PrefersTheMoreExactPatternInAnyOrder) {
  Router router;
  router.get("/plans/{plan}", saying("one"));
  router.get("/{rest...}", saying("rest"));
  router.get("/plans/new", saying("new"));
  router.get("/plans/{plan}/actions/{action}", saying("action"));
  router.get("/", saying("home"));
  EXPECT_EQ(said(router, Method::get, "/plans/new"), "new");
  EXPECT_EQ(said(router, Method::get, "/plans/abc"), "one");
  EXPECT_EQ(said(router, Method::get, "/plans/abc/actions/7"), "action");
  EXPECT_EQ(said(router, Method::get, "/plans/abc/other"), "rest");
  EXPECT_EQ(said(router, Method::get, "/a/b/c"), "rest");
  EXPECT_EQ(said(router, Method::get, "/"), "home");
}

TEST(Router, CapturesSegments) {
  Router router;
  router.get("/plans/{plan}/files/{rest...}", [](Request const& request) {
    return Response::text(request.segment("plan") + "|" + request.segment("rest"));
  });
  EXPECT_EQ(said(router, Method::get, "/plans/a b/files/x/y.pdf"), "a b|x/y.pdf");
  EXPECT_EQ(said(router, Method::get, "/plans//files/x"), "404");
  EXPECT_EQ(said(router, Method::get, "/plans/a/files/"), "404");
  EXPECT_EQ(said(router, Method::get, "/plans/a/files"), "404");
}

TEST(Router, NamesTheMethodsThatAPathTakes) {
  Router router;
  router.post("/plans", saying("posted"));
  router.get("/plans", saying("listed"));
  router.get("/plans/new", saying("form"));
  router.post("/plans/{plan}", saying("changed"));
  EXPECT_EQ(router.match(Method::remove, "/plans").status, 405);
  EXPECT_EQ(router.match(Method::remove, "/plans").allow, "GET, HEAD, POST");
  // A literal page is never reached through its neighbour's wider pattern.
  EXPECT_EQ(router.match(Method::post, "/plans/new").status, 405);
  EXPECT_EQ(said(router, Method::head, "/plans"), "listed");
  EXPECT_EQ(router.match(Method::get, "/nothing").status, 404);
  EXPECT_EQ(router.match(Method::get, "").status, 404);
}

TEST(RouterDeathTest, RefusesRoutesThatCannotBeMeant) {
  Router router;
  router.get("/plans/{plan}", saying("x"));
  EXPECT_DEATH(router.get("/plans/{other}", saying("y")), "broken condition");
  EXPECT_DEATH(router.get("plans", saying("y")), "broken condition");
  EXPECT_DEATH(router.get("/{rest...}/more", saying("y")), "broken condition");
  EXPECT_DEATH(router.get("/pl{an}", saying("y")), "broken condition");
}

TEST(Answer, TurnsAnExceptionIntoAPageWithTheRequestsId) {
  Router router;
  router.get("/broken", [](Request const&) -> Response { throw std::runtime_error("the disk is gone"); });
  std::vector<std::string> logged;
  Hooks hooks;
  hooks.error_page = [](Request const& request, Fault const& fault) {
    return Response::html("<h1>" + fault.message + "</h1>" + request.id);
  };
  hooks.filter = [](Request const&, Response& response) { response.headers.set("X-Frame-Options", "DENY"); };
  hooks.log_failure = [&](Request const& request, std::string_view what) {
    logged.push_back(request.id + ": " + std::string(what));
  };
  Request request;
  request.id = "abcdefgh";
  request.path = "/broken";
  auto response = answer(router, hooks, request);
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find("abcdefgh"), std::string::npos);
  EXPECT_EQ(response.body.find("disk"), std::string::npos);
  EXPECT_EQ(response.headers.first("X-Frame-Options"), "DENY");
  EXPECT_EQ(logged, std::vector<std::string>{"abcdefgh: the disk is gone"});
}

TEST(Answer, StandsWithoutItsCallbacks) {
  Router router;
  Hooks hooks;
  hooks.error_page = [](Request const&, Fault const&) -> Response { throw std::runtime_error("no template"); };
  Request request;
  request.path = "/nothing";
  EXPECT_EQ(answer(router, hooks, request).status, 404);
  router.get("/", saying("secret"));
  hooks.filter = [](Request const&, Response&) { throw std::runtime_error("no headers"); };
  request.path = "/";
  auto response = answer(router, hooks, request);
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace gt::web
