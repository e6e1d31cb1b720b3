#include "app/logged_path.h"

#include <gtest/gtest.h>

namespace gt::app {
namespace {

class LoggedPath : public testing::Test {
 protected:
  LoggedPath() {
    for (auto const* pattern : {"/", "/calendar/{file}", "/findings/{finding}", "/assets/{rest...}"})
      router_.get(pattern, [](web::Request const&) { return web::Response::no_content(); });
  }
  web::Router router_;
};

TEST_F(LoggedPath, IsThePathWhereARouteAnswered) {
  LoggedPaths const paths{router_};
  EXPECT_EQ(paths.answered("/"), "/");
  EXPECT_EQ(paths.answered("/findings/0193"), "/findings/0193");
}

TEST_F(LoggedPath, NeverHoldsTheSecretOfACalendar) {
  LoggedPaths const paths{router_};
  EXPECT_EQ(paths.answered("/calendar/SECRET.ics"), "/calendar/…");
  for (auto const* path : {"/calendar/SECRET.ics/", "/calendar/x/SECRET.ics"})
    EXPECT_EQ(paths.unanswered(path), "/calendar/…") << path;
  for (auto const* path : {"//calendar/SECRET.ics", "/Calendar/SECRET.ics", "/SECRET.ics", "/calendarSECRET.ics"})
    EXPECT_EQ(paths.unanswered(path), "unknown") << path;
}

TEST_F(LoggedPath, IsUnknownWhereAVisitorTypedIt) {
  LoggedPaths const paths{router_};
  EXPECT_EQ(paths.unanswered("/"), "/");
  EXPECT_EQ(paths.unanswered("/findings/0193/of-a-child"), "/findings/…");
  EXPECT_EQ(paths.unanswered("/a-name"), "unknown");
  EXPECT_EQ(paths.unanswered("/{finding}"), "unknown");
  EXPECT_EQ(paths.unanswered("-"), "unknown") << "a head that could not be read";
  EXPECT_EQ(paths.unanswered(""), "unknown");
}

}  // namespace
}  // namespace gt::app
