#include "app/logged_path.h"

#include <gtest/gtest.h>

#include "platform/core/id.h"

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
  auto const id = new_opaque_id();
  EXPECT_EQ(paths.answered("/", "/"), "/");
  EXPECT_EQ(paths.answered("/findings/{finding}", "/findings/" + id), "/findings/" + id);
  EXPECT_EQ(paths.answered("/findings/{finding}/edit", "/findings/" + id + "/edit"), "/findings/" + id + "/edit");
  EXPECT_EQ(paths.of(web::Method::get, "/"), "/");
  EXPECT_EQ(paths.of(web::Method::get, "/findings/" + id), "/findings/" + id);
  EXPECT_EQ(paths.of(web::Method::get, "/finding/" + id), "unknown");
}

// A route answers whatever stands where an id does, if only to say that there is no such thing.
TEST_F(LoggedPath, HoldsNothingTypedInPlaceOfAnId) {
  LoggedPaths const paths{router_};
  for (auto const* typed : {"alice.smith@council.example", "Alice Smith", "0193", "k3m9p2q7r4s8t5v6x"}) {
    auto const path = std::string("/findings/") + typed;
    EXPECT_EQ(paths.answered("/findings/{finding}", path), "/findings/{finding}");
    EXPECT_EQ(paths.answered("/findings/{finding}/edit", path + "/edit"), "/findings/{finding}/edit");
    EXPECT_EQ(paths.of(web::Method::get, path), "/findings/{finding}");
  }
  EXPECT_EQ(paths.of(web::Method::get, "/assets/a/alice.smith"), "/assets/{rest...}");
}

TEST_F(LoggedPath, NeverHoldsTheSecretOfACalendar) {
  LoggedPaths const paths{router_};
  EXPECT_EQ(paths.answered("/calendar/{file}", "/calendar/SECRET.ics"), "/calendar/…");
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
