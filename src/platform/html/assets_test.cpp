#include "platform/html/assets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "platform/html/layout.h"

namespace gt::html {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Assets, HoldTheBytesOfTheFiles) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  ASSERT_NE(source, nullptr);
  for (Asset const& asset : all_assets()) {
    std::ostringstream bytes;
    bytes << std::ifstream{std::filesystem::path(source) / "assets" / asset.path, std::ios::binary}.rdbuf();
    EXPECT_EQ(bytes.str(), asset.bytes) << asset.path;
    EXPECT_FALSE(asset.bytes.empty()) << asset.path;
  }
}

TEST(Assets, AreFoundByTheAddressThatPagesPrint) {
  for (Asset const& asset : all_assets()) {
    auto const found = find_asset(asset_url(asset.path).text());
    ASSERT_TRUE(found) << asset.path;
    EXPECT_EQ(found->bytes.data(), asset.bytes.data());
  }
  EXPECT_EQ(find_asset("theme.css")->content_type, "text/css; charset=utf-8");
  EXPECT_EQ(find_asset("favicon.svg")->content_type, "image/svg+xml");
  EXPECT_EQ(find_asset("fonts/source-sans-3.woff2")->content_type, "font/woff2");
  EXPECT_THAT(std::string(find_asset("fonts/OFL.txt")->bytes), HasSubstr("SIL OPEN FONT LICENSE"));
}

TEST(Assets, AreNotFoundUnderAnotherHashOrName) {
  EXPECT_FALSE(find_asset("/assets/0000000000000000/theme.css"));
  EXPECT_FALSE(find_asset("/assets/theme.css"));
  EXPECT_FALSE(find_asset("/assets/"));
  EXPECT_FALSE(find_asset(asset_url("theme.css").text() + "/../theme.css"));
  EXPECT_FALSE(find_asset("../theme.css"));
  EXPECT_FALSE(find_asset("govuk.scss"));
  EXPECT_FALSE(find_asset(""));
}

TEST(Assets, ReferOnlyToEachOther) {
  std::regex const reference{R"(url\(["']?([^"')]+)["']?\))"};
  for (Asset const& asset : all_assets()) {
    if (!asset.path.ends_with(".css")) continue;
    std::string const css{asset.bytes};
    for (std::sregex_iterator match{css.begin(), css.end(), reference}; match != std::sregex_iterator{}; ++match) {
      // A pattern of the drawing that the page holds.
      if ((*match)[1].str().starts_with('#')) continue;
      EXPECT_TRUE(find_asset((*match)[1].str())) << asset.path << " refers to " << (*match)[1];
    }
    EXPECT_THAT(css, Not(HasSubstr("crest")));
    EXPECT_THAT(css, Not(HasSubstr("@import")));
  }
}

std::string page_for(Frame const& frame, Page const& page) { return document(frame, page); }

TEST(Layout, PutsErrorBeforeTheTitleAndTheSummaryBeforeTheBody) {
  Page page{.title = "Change <date>", .body{"<h1>Body</h1>"}};
  EXPECT_THAT(page_for({.council = "Northmere Council"}, page),
              HasSubstr("<title>Change &lt;date&gt; \u2013 Golden Thread \u2013 Northmere Council</title>"));
  page.form.errors = {{"due", "Give a date"}};
  std::string const refused = page_for({.council = "Northmere Council"}, page);
  EXPECT_THAT(refused, HasSubstr("<title>Error: Change &lt;date&gt;"));
  EXPECT_LT(refused.find("There is a problem"), refused.find("<h1>Body</h1>"));
}

TEST(Layout, ShowsTheFrameOnlyForWhatThereIs) {
  std::string const bare = page_for({}, {.title = "Sign in", .body{"x"}});
  EXPECT_THAT(bare, Not(HasSubstr("Sections")));
  EXPECT_THAT(bare, Not(HasSubstr("Sign out")));
  EXPECT_THAT(bare, Not(HasSubstr("role=\"search\"")));
  EXPECT_THAT(bare, Not(HasSubstr("gt-development")));
  std::string const full = page_for({.council = "C",
                                     .sections = {{"Plan", "/plan"}},
                                     .signed_in = "Analyst",
                                     .csrf_token = "t",
                                     .development_notice = "Clock fixed.",
                                     .search = "/search"},
                                    {.title = "Plan", .section = "Plan", .body{"x"}});
  EXPECT_THAT(full, HasSubstr("<a href=\"/plan\" aria-current=\"true\">Plan</a>"));
  EXPECT_THAT(full, HasSubstr("Menu: Plan"));
  EXPECT_THAT(full, HasSubstr("Clock fixed."));
  EXPECT_THAT(full, HasSubstr("<form class=\"gt-button-link\" action=\"/sign-out\" method=\"post\"><input "
                              "type=\"hidden\" name=\"csrf_token\" value=\"t\">"));
}

TEST(Layout, NeedsNothingThatTheContentPolicyForbids) {
  std::string const page =
      page_for({.council = "C", .sections = {{"Plan", "/plan"}}, .signed_in = "A"}, {.title = "T", .body{"x"}});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<style")));
  EXPECT_THAT(page, Not(HasSubstr(" style=")));
  EXPECT_THAT(page, Not(HasSubstr("//")));
}

}  // namespace
}  // namespace gt::html
