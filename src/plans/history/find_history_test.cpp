#include <gmock/gmock.h>

#include "plans/history/find_history.h"
#include "plans/history/versions.h"
#include "plans/plans_test_fixture.h"
#include "tests/support/inspection_operations.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// The history of what other slices keep, on the plan's page and by its operations.
class HistoryOfAnything : public test::PlansTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    PlansTest::add_operations(registry);
    gt::test::add_inspection_operations(registry);
  }
  std::string evidence(json const& more = json::object()) { return prove(action("Supervise"), more); }
  void change_evidence(std::string const& id, json const& more) {
    json input{{"evidence", id},
               {"version", done("evidence show", {{"evidence", id}}).at("version")},
               {"title", "Guidance issued"},
               {"source", "link"},
               {"address", "https://northmere.example/guidance"},
               {"rung", "output"},
               {"dated", "2026-11-01"},
               {"shows", "It was issued to every team."}};
    input.update(more);
    done("evidence change", input);
  }
  json history_shown(std::string const& id) { return done("history show", {{"record", id}}).at("history"); }
  web::Response restore_on_page(std::string const& id, json const& history, std::size_t changes_ago) {
    return post("/history/" + id, {{"sequence", history.at(changes_ago).at("sequence").dump()},
                                   {"newest", history.at(0).at("sequence").dump()}});
  }
};

TEST_P(HistoryOfAnything, ShowsEvidenceAndRestoresIt) {
  auto const id = evidence();
  change_evidence(id, {{"title", "Changed by mistake"}, {"shows", "Nothing."}});
  auto const history = history_shown(id);
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_EQ(history[0].at("kind"), "evidence");
  auto const page = get("/history/" + id);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("Changed by mistake"), HasSubstr("What it shows"),
                    HasSubstr("Programme manager changed it, by page."), HasSubstr("Restore it as it was then")));
  EXPECT_EQ(restore_on_page(id, history, 1).status, 303);
  EXPECT_EQ(done("evidence show", {{"evidence", id}}).at("title"), "Guidance issued");
  EXPECT_EQ(restore_on_page(id, history, 1).status, 409) << "it was restored since that page was opened";
}

TEST_P(HistoryOfAnything, BringsBackEvidenceThatWasTakenOut) {
  auto const id = evidence();
  done("evidence end", {{"evidence", id}, {"version", 1}});
  EXPECT_THAT(get("/history/" + id).body,
              AllOf(HasSubstr("Restoring an earlier state brings it back"), Not(HasSubstr("/evidence/" + id))));
  auto const history = history_shown(id);
  done("history restore", {{"record", id}, {"sequence", history[1].at("sequence")}, {"why", "Still holds"}});
  EXPECT_EQ(done("evidence show", {{"evidence", id}}).at("current"), true);
  EXPECT_EQ(history_shown(id)[0].at("why"), "Still holds");
}

TEST_P(HistoryOfAnything, IsRestoredByWhoMayChangeIt) {
  auto const id = evidence();
  change_evidence(id, {{"title", "Second"}});
  auto const history = history_shown(id);
  auto const manager = actor_;
  actor_.account = AccountId::fresh();
  be("contributor", "k7m2q9x4t8v3b6dp");
  EXPECT_THAT(get("/history/" + id).body, Not(HasSubstr("Restore it as it was then")));
  EXPECT_EQ(restore_on_page(id, history, 1).status, 403) << "another's";
  be("theme lead", "k7m2q9x4t8v3b6dp");
  EXPECT_EQ(refusal("history restore", {{"record", id}, {"sequence", history[1].at("sequence")}}).kind,
            ErrorKind::forbidden)
      << "another's, with a role for one theme";
  be("auditor");
  EXPECT_EQ(restore_on_page(id, history, 1).status, 303) << "whoever may change evidence needs no right to actions";
  actor_ = manager;
  EXPECT_EQ(history_shown(id)[0].at("verb"), "restored");
}

TEST_P(HistoryOfAnything, KnowsNothingOfWhatIsRestricted) {
  auto const id = evidence({{"title", "Letter of a mother"}, {"restricted", true}});
  change_evidence(id, {{"title", "Letter of another mother"}, {"restricted", true}});
  auto const history = history_shown(id);
  be("contributor");
  auto const unknown = std::string("k7m2q9x4t8v3b6dp");
  EXPECT_EQ(refusal("history show", {{"record", id}}).message, refusal("history show", {{"record", unknown}}).message);
  EXPECT_EQ(get("/history/" + id).status, 404);
  EXPECT_THAT(get("/history/" + id).body, Not(HasSubstr("mother")));
  EXPECT_EQ(restore_on_page(id, history, 1).status, 404);
  be("theme lead", "k7m2q9x4t8v3b6dp");
  EXPECT_EQ(refusal("history restore", {{"record", id}, {"sequence", history[1].at("sequence")}}).kind,
            ErrorKind::not_found);
}

TEST_P(HistoryOfAnything, ShowsAFindingAndRestoresIt) {
  auto const id = findings({"The quality of supervision."})[0];
  EXPECT_THAT(get("/findings/" + id).body, HasSubstr("href=\"/history/" + id + "\""));
  EXPECT_THAT(history_shown(id), IsEmpty()) << "stored before states were kept";
  EXPECT_THAT(get("/history/" + id).body, HasSubstr("Nothing has changed since its history is kept"));
  done("finding change", {{"finding", id}, {"version", 1}, {"title", "Supervision"}, {"text", "By mistake."}});
  auto const history = history_shown(id);
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_THAT(get("/history/" + id).body, AllOf(HasSubstr("It stood like this before its changes were kept here."),
                                                HasSubstr("By mistake."), HasSubstr("Restore it as it was then")));
  EXPECT_EQ(restore_on_page(id, history, 1).status, 303);
  EXPECT_EQ(history_shown(id)[0].at("state").at("text"), "The quality of supervision.");
  be("contributor");
  EXPECT_THAT(get("/history/" + id).body, Not(HasSubstr("Restore it as it was then")));
  EXPECT_EQ(restore_on_page(id, history, 1).status, 403);
  be("theme lead");
  EXPECT_EQ(refusal("history restore", {{"record", id}, {"sequence", history[1].at("sequence")}}).kind,
            ErrorKind::forbidden)
      << "who may change actions may not change findings";
}

TEST_P(HistoryOfAnything, RefusesThePlansRecordsToo) {
  auto const id = action("Supervise");
  done("action change", {{"action", id}, {"version", 1}, {"title", "Second"}, {"owner_role", "Lead"}});
  auto const history = history_shown(id);
  done("action change", {{"action", id}, {"version", 2}, {"title", "Third"}, {"owner_role", "Lead"}});
  EXPECT_EQ(restore_on_page(id, history, 1).status, 409);
  EXPECT_EQ(in_plan("actions", id).at("title"), "Third");
}

TEST_P(HistoryOfAnything, StaysOutOfTheFrozenPlanAndItsComparisons) {
  auto const finding = findings({"The quality of supervision."})[0];
  auto const id = evidence();
  auto const version = done("version freeze", {{"title", "As submitted"}});
  change_evidence(id, {{"title", "Letter of a mother"}, {"restricted", true}});
  done("finding change", {{"finding", finding}, {"version", 1}, {"title", "Supervision"}, {"text", "Other words."}});
  evidence::EvidenceId const trusted = evidence::EvidenceId::trusted(id);
  {
    auto read = database().read(authority());
    EXPECT_THAT(evidence::states_of(read, trusted, evidence::Sight::everything), SizeIs(2));
    EXPECT_EQ(last_sequence(read), version.at("sequence")) << "the plan itself has not changed";
    EXPECT_EQ(content_hash(states_at(read, last_sequence(read))), version.at("content_hash"));
  }
  EXPECT_THAT(done("plan compare", {{"from", version.at("id")}}).at("differences"), IsEmpty());
  EXPECT_THAT(get("/plan/compare", {{"from", version.at("id").get<std::string>()}}).body, Not(HasSubstr("mother")));
  done("action add", {{"title", "New"}, {"owner_role", "Lead"}, {"due", "2027-03-31"}});
  auto read = database().read(authority());
  EXPECT_EQ(content_hash(states_at(read, version.at("sequence"))), version.at("content_hash"));
}

INSTANTIATE_TEST_SUITE_P(Engines, HistoryOfAnything, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
