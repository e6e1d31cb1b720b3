#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Reviews : public test::FundingTest {
 protected:
  std::string post(std::string const& line, std::string const& title) {
    return add("post",
               {{"title", title}, {"inside", line}, {"fte", "1"}, {"basis", "fixed-term"}, {"full_year", "60000"}});
  }
  void decide(std::string const& post, std::string const& exit, std::string const& on, std::string const& pays = "") {
    done("post decide-exit", {{"post", post},
                              {"version", show("post", post).at("version")},
                              {"exit", exit},
                              {"exit_by", "Director"},
                              {"exit_on", on},
                              {"exit_pays", pays}});
  }
  static json holding(std::string const& review, std::string const& on = "2026-11-20") {
    return {{"funding_review", review},
            {"version", 1},
            {"held_on", on},
            {"found", "Supervision is regular."},
            {"next", "The service pays for the therapist."}};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Reviews, gt::test::engines(), gt::test::engine_name);

TEST_P(Reviews, IsHeldOnceEveryPostHasADecisionAndKeepsThem) {
  auto const approval = approved("500000", {{"until", "2027-03-31"}});
  auto const paid = line(approval, "420000");
  auto const therapist = post(paid, "Family therapist"), officer = post(paid, "Quality officer");
  auto const review = add("funding-review", {{"title", "Review after the first year"}, {"inside", approval}});
  EXPECT_EQ(show("funding-review", review).at("state"), "planned");
  auto const early = refusal("funding-review hold", holding(review));
  EXPECT_EQ(early.kind, ErrorKind::conflict);
  EXPECT_THAT(early.message, HasSubstr("what becomes of “Family therapist”, “Quality officer”"));
  EXPECT_THAT(get("/funding-reviews/" + review).body,
              AllOf(HasSubstr("before somebody decides what becomes of 2 posts"), HasSubstr("Quality officer")));
  decide(therapist, "mainstream", "2026-11-01", "Service budget");
  decide(officer, "end", "2026-11-10");
  EXPECT_THAT(refusal("funding-review hold", holding(review, "2026-11-09")).message,
              AllOf(HasSubstr("“Quality officer” was decided after 9 November 2026"), Not(HasSubstr("therapist"))));
  EXPECT_EQ(refusal("funding-review hold", holding(review, "2026-11-22")).fields.at(0).field, "held_on");
  EXPECT_THAT(show("funding-review", review).at("posts"), SizeIs(0));

  done("funding-review hold", holding(review));
  auto const held = show("funding-review", review);
  EXPECT_EQ(held.at("state"), "held");
  ASSERT_THAT(held.at("posts"), SizeIs(2));
  EXPECT_EQ(held.at("posts").at(0).at("title"), "Family therapist");
  EXPECT_EQ(held.at("posts").at(0).at("becomes"), "mainstream");
  EXPECT_EQ(held.at("posts").at(0).at("decided_by"), "Director");
  EXPECT_EQ(held.at("posts").at(0).at("pays"), "Service budget");
  EXPECT_EQ(held.at("posts").at(0).at("full_year"), "60000.00");
  EXPECT_EQ(held.at("posts").at(1).at("becomes"), "end");

  // What changes later changes the post, not the review.
  decide(officer, "extend", "2026-11-21", "Health");
  done("post change", {{"post", therapist},
                       {"version", show("post", therapist).at("version")},
                       {"title", "Systemic therapist"},
                       {"inside", paid},
                       {"fte", "1"},
                       {"basis", "permanent"}});
  EXPECT_EQ(show("funding-review", review).at("posts"), held.at("posts"));
  EXPECT_THAT(get("/funding-reviews/" + review).body,
              AllOf(HasSubstr("Family therapist"), HasSubstr("Service budget"), Not(HasSubstr("Systemic therapist"))));
  // Held once, and not written over or taken out.
  auto again = holding(review);
  again["version"] = 2;
  EXPECT_EQ(refusal("funding-review hold", again).kind, ErrorKind::conflict);
  EXPECT_THAT(refusal("funding-review change", {{"funding_review", review},
                                                {"version", 2},
                                                {"title", "Review after the first year"},
                                                {"inside", approval},
                                                {"found", "Something else."}})
                  .fields.at(0)
                  .field,
              "found");
  EXPECT_EQ(refusal("funding-review end", {{"funding_review", review}, {"version", 2}}).kind, ErrorKind::conflict);
}

TEST_P(Reviews, OfMoneyWithoutPostsKeepsWhatItFound) {
  auto const approval = approved("5000");
  auto const review =
      add("funding-review",
          {{"title", "Review"}, {"inside", approval}, {"next", "Certain roles are funded by the service."}});
  EXPECT_THAT(get("/funding-reviews/" + review + "/hold").body, HasSubstr("Certain roles are funded by the service."));
  done("funding-review hold", holding(review));
  EXPECT_THAT(get("/funding-reviews/" + review).body,
              AllOf(HasSubstr("No post hung on this money"), HasSubstr("Supervision is regular.")));
}

}  // namespace
}  // namespace gt::funding
