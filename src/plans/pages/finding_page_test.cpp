#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "tests/support/inspection_operations.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The thread of one finding.
class FindingPage : public test::PlansTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    PlansTest::add_operations(registry);
    gt::test::add_inspection_operations(registry);
  }
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    finding_ = findings({"Supervision is irregular."}).front();
  }
  std::string page() { return get("/findings/" + finding_).body; }
  /// What the page prints from one text to the next after it.
  std::string part(std::string const& from, std::string const& to) {
    auto const whole = page();
    auto const start = whole.find(from);
    if (start == std::string::npos) return {};
    return whole.substr(start, whole.find(to, start) - start);
  }
  std::string weak_points() { return part("Where this thread is weak", "Follow the thread"); }
  std::string ratings() { return part("<dl class=\"gt-ratings\">", "</dl>"); }
  std::string on_map(std::string const& station) { return part("href=\"#" + station + "\"", "</li>"); }
  std::string answer(std::string const& title, json more = json::object()) {
    more["findings"] = {finding_};
    return action(title, more);
  }
  void move(std::string const& action, std::string const& due) {
    auto const asked =
        done("date ask", {{"action", action}, {"due", due}, {"reason", "Late"}, {"requester", "Team manager"}});
    done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  }
  std::string finding_;
};

// A later date that was agreed takes no slippage out of sight.
TEST_P(FindingPage, TellsOfActionsPastTheirFirstDate) {
  auto const moved = answer("Publish the guidance", {{"due", "2026-11-12"}});
  move(moved, "2026-12-18");
  constexpr char const* slipped = "9 days past its first date; a later date, 18 December 2026, was agreed.";
  EXPECT_THAT(page(), AllOf(HasSubstr("0 of 1 action is done, and 1 is past its first date."),
                            HasSubstr(std::string("Action 1 is ") + slipped + " Owner: Service manager.")));
  EXPECT_THAT(weak_points(), AllOf(HasSubstr("/actions/" + moved + "\""), HasSubstr(slipped)));
  answer("Supervise monthly", {{"due", "2026-10-31"}});
  EXPECT_THAT(page(), HasSubstr("0 of 2 actions are done, 1 is late, and 1 is past its first date."));
  clock_.set(Instant::from_iso("2026-12-20T09:00:00Z").value());
  EXPECT_THAT(page(), AllOf(HasSubstr("0 of 2 actions are done, and 2 are late."), Not(HasSubstr(slipped))))
      << "then it is late by the date that stands";
}

TEST_P(FindingPage, NamesWhatHoldsARatingBackAndHowManyMore) {
  for (int i = 0; i < 6; ++i) answer("Behind " + std::to_string(i), {{"status", "off track"}});
  auto const fine = answer("On track", {{"status", "on track"}});
  EXPECT_THAT(ratings(), AllOf(HasSubstr("Held back by "), HasSubstr(" and 1 more."),
                               Not(HasSubstr("/actions/" + fine + "\"")), Not(HasSubstr("No higher than"))));
}

TEST_P(FindingPage, CallsNothingHeldBackThatIsOnlyNotDone) {
  answer("Train managers", {{"status", "done"}});
  EXPECT_THAT(ratings(), Not(HasSubstr("Not done yet")));
  auto const open = answer("Supervise", {{"status", "on track"}});
  EXPECT_THAT(ratings(),
              AllOf(HasSubstr("Not done yet: "), HasSubstr("/actions/" + open + "\""), Not(HasSubstr("Held back by"))));
}

TEST_P(FindingPage, HasAWeakPointForEachStationThatShowsNothing) {
  EXPECT_THAT(weak_points(), AllOf(HasSubstr("No action answers it."), Not(HasSubstr("No measure speaks of it."))));
  auto const id = answer("Supervise");
  constexpr char const* undone = "Nothing shows that any of it was done.";
  EXPECT_THAT(weak_points(), AllOf(HasSubstr(undone), HasSubstr("No measure speaks of it."),
                                   HasSubstr("No audit, member of staff or partner has been asked about it."),
                                   HasSubstr("No child, parent or carer has been asked about it.")));
  auto const proof = prove(id);
  EXPECT_THAT(weak_points(), AllOf(Not(HasSubstr(undone)), HasSubstr("No measure speaks of it.")));
  done("evidence end", {{"evidence", proof}, {"version", 1}});
  EXPECT_THAT(weak_points(), HasSubstr("What showed that it was done no longer counts."));
}

TEST_P(FindingPage, NamesExpiredEvidenceOnce) {
  auto const proof = prove(answer("Supervise"), {{"expires", "2026-11-20"}});
  EXPECT_THAT(on_map("s-evidence"), HasSubstr("0 of 1 current"));
  EXPECT_THAT(weak_points(), AllOf(HasSubstr("/evidence/" + proof + "\""), HasSubstr("expired yesterday"),
                                   Not(HasSubstr("no longer counts"))));
}

TEST_P(FindingPage, SaysThatNobodyHasReviewedItsEvidence) {
  auto const id = answer("Supervise");
  auto const first = prove(id);
  EXPECT_THAT(on_map("s-evidence"), HasSubstr("1 item, not reviewed"));
  prove(id);
  EXPECT_THAT(on_map("s-evidence"), HasSubstr("2 items, none reviewed"));
  actor_.account = AccountId::fresh();
  done("evidence review", {{"evidence", first}, {"version", 1}, {"verdict", "accepted"}});
  EXPECT_THAT(on_map("s-evidence"), AllOf(HasSubstr("2 items"), Not(HasSubstr("reviewed"))));
}

TEST_P(FindingPage, SpeaksOfNoActionsWhereThereAreNone) {
  constexpr char const* alone = "actions stand by themselves";
  EXPECT_THAT(on_map("s-projects"), AllOf(HasSubstr("nothing there"), HasSubstr("None yet"), Not(HasSubstr(alone))));
  EXPECT_THAT(page(), AllOf(HasSubstr("No project answers this yet"), Not(HasSubstr("holds its actions together"))));
  answer("Supervise");
  EXPECT_THAT(on_map("s-projects"), AllOf(HasSubstr("partly evidenced"), HasSubstr(alone)));
}

TEST_P(FindingPage, SaysWhereItsWordingIsNotAsRead) {
  constexpr char const* mended = "Wording mended since it was read";
  EXPECT_THAT(page(), Not(HasSubstr(mended)));
  done("finding change",
       {{"finding", finding_}, {"version", 1}, {"title", "Supervision"}, {"text", "Supervision is regular."}});
  EXPECT_THAT(part("id=\"s-sentence\"", "id=\"s-themes\""),
              AllOf(HasSubstr("“Supervision is regular.”"), HasSubstr(mended), HasSubstr("“Supervision is irregular.”"),
                    HasSubstr("href=\"/history/" + finding_ + "\"")));
  EXPECT_THAT(part("<blockquote class=\"gt-quote\">", "</blockquote>"), HasSubstr(mended));
}

INSTANTIATE_TEST_SUITE_P(Engines, FindingPage, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
