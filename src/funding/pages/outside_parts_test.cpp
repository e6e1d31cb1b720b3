#include "funding/outside_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"
#include "platform/html/components.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The parts alone, each on a page of its own.
class OutsideParts : public test::FundingTest {
 protected:
  void add_pages(pages::Site& site) override {
    FundingTest::add_pages(site);
    auto const shown = [](auto part) {
      return [part](pages::PageCall& call) -> Result<pages::Answer> {
        html::Page page;
        page.body << part(call, std::string(call.request().segment("id")));
        return pages::page(std::move(page));
      };
    };
    site.get("/theme-part/{id}", shown(&resources_of_theme));
    site.get("/risk-part/{id}", shown(&money_naming_risk));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, OutsideParts, gt::test::engines(), gt::test::engine_name);

TEST_P(OutsideParts, OfAThemeAreItsLinesWithTheirPosts) {
  auto const supervision = done("theme add", {{"title", "Supervision"}}).value("theme", "");
  auto const quiet = done("theme add", {{"title", "Adolescents"}}).value("theme", "");
  auto const paid = line(approved("100000"), "60000", {{"title", "Therapists"}});
  add("post", {{"title", "Family therapist"}, {"inside", paid}, {"fte", "1"}, {"basis", "fixed-term"}});
  done("cost-line set-themes", {{"cost_line", paid}, {"version", 1}, {"themes", json::array({supervision})}});
  EXPECT_THAT(get("/theme-part/" + supervision).body,
              AllOf(HasSubstr("What pays for it"), HasSubstr("Therapists"), HasSubstr("Family therapist"),
                    HasSubstr("Not begun"), HasSubstr("Not divided"), Not(HasSubstr("Least behind it"))));
  EXPECT_THAT(get("/theme-part/" + quiet).body,
              AllOf(HasSubstr("Least behind it"), HasSubstr("No cost line names this theme.")));
  actor_.grants.clear();
  EXPECT_THAT(get("/theme-part/" + supervision).body, Not(HasSubstr("What pays for it")));
}

TEST_P(OutsideParts, OfARiskAreTheApprovalsThatNameIt) {
  auto const theme = done("theme add", {{"title", "Supervision"}}).value("theme", "");
  auto const risk = done("risk add", {{"title", "Posts are filled late"},
                                      {"risk_kind", "risk"},
                                      {"owner_role", "HR partner"},
                                      {"likelihood", 3},
                                      {"impact", 4},
                                      {"under", json::array({theme})}})
                        .value("id", "");
  auto const other = done("risk add", {{"title", "Another"},
                                       {"risk_kind", "risk"},
                                       {"owner_role", "HR partner"},
                                       {"likelihood", 3},
                                       {"impact", 4},
                                       {"under", json::array({theme})}})
                         .value("id", "");
  auto const id = bid(fund(), "750000", {{"risk", risk}, {"risk_words", "Slippage, because posts are recruited"}});
  EXPECT_THAT(get("/risk-part/" + risk).body,
              AllOf(HasSubstr("/approvals/" + id), HasSubstr("£750,000"), HasSubstr("Slippage, because")));
  EXPECT_THAT(get("/risk-part/" + other).body, Not(HasSubstr("Money whose spending")));
  EXPECT_THAT(get("/approvals/" + id).body, AllOf(HasSubstr("/risks/" + risk), HasSubstr("Posts are filled late")));
}

}  // namespace
}  // namespace gt::funding
