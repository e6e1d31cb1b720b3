#include <gmock/gmock.h>

#include "evidence/evidence_test_fixture.h"
#include "platform/audit/audit.h"

namespace gt::evidence {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class EvidenceHistory : public test::EvidenceTest {
 protected:
  std::vector<history::PastState> kept(std::string const& id, Sight sight = Sight::everything) {
    auto read = database().read(authority());
    return states_of(read, EvidenceId::trusted(id), sight);
  }
  void change(std::string const& id, json const& more) {
    auto input = content(more);
    input["evidence"] = id;
    input["version"] = shown(id).at("version");
    done("evidence change", input);
  }
  void end(std::string const& id) { done("evidence end", {{"evidence", id}, {"version", shown(id).at("version")}}); }
  void accept(std::string const& id) {
    auto const before = actor_;
    be_another("auditor");
    done("evidence review", {{"evidence", id}, {"version", shown(id).at("version")}, {"verdict", "accepted"}});
    actor_ = before;
  }
  /// The state that is so many changes old, 0 the newest.
  json asked(std::string const& id, std::size_t changes_ago) {
    auto const states = kept(id);
    return {{"evidence", id}, {"sequence", states.at(changes_ago).sequence}, {"newest", states.front().sequence}};
  }
  void restore_state(std::string const& id, std::size_t changes_ago) {
    done("evidence restore", asked(id, changes_ago));
  }
  static std::vector<std::string> verbs(std::vector<history::PastState> const& states) {
    std::vector<std::string> out;
    for (auto const& each : states) out.push_back(each.verb);
    return out;
  }
};

TEST_P(EvidenceHistory, KeepsEveryStateWhole) {
  auto const id = add(measure({{"file", file("first.pdf", "%PDF-1.7 first")}}));
  accept(id);
  done("evidence replace", {{"evidence", id}, {"version", 2}, {"file", file("second.pdf", "%PDF-1.7 second")}});
  change(id, {{"source", "audit"}, {"audit_question", "Is it used?"}, {"audit_good", 8}, {"audit_audited", 11}});
  end(id);
  auto const states = kept(id);
  EXPECT_THAT(verbs(states), ElementsAre("ended", "changed", "changed", "accepted", "added"));
  EXPECT_TRUE(states[0].state.is_null());
  EXPECT_EQ(states[1].state.at("audit_audited"), 11);
  EXPECT_FALSE(states[1].state.contains("measure_name"));
  EXPECT_EQ(states[2].state.at("file_version"), 2);
  EXPECT_EQ(states[2].state.at("review"), "unreviewed");
  EXPECT_EQ(states[3].state.at("review"), "accepted");
  EXPECT_EQ(states[3].state.at("reviewed_by"), "Another auditor");
  EXPECT_EQ(states[4].state.at("baseline_on"), "2026-03-31");
  EXPECT_EQ(states[4].state.at("file"), "first.pdf");
  EXPECT_EQ(states[4].actor, "Programme manager");
}

TEST_P(EvidenceHistory, RestoresAsANewChangeThatAsksForAReview) {
  auto const id = add(measure({{"file", file("first.pdf", "%PDF-1.7 first")}}));
  auto const first = shown(id);
  done("evidence replace", {{"evidence", id}, {"version", 1}, {"file", file("second.pdf", "%PDF-1.7 second")}});
  change(id, {{"title", "By mistake"}});
  accept(id);
  restore_state(id, 3);
  auto const back = shown(id);
  for (auto const* name : {"title", "source", "rung", "shows", "expires", "measure", "audit", "file"})
    EXPECT_EQ(back.at(name), first.at(name)) << name;
  EXPECT_EQ(back.at("review").at("state"), "unreviewed") << "what was accepted were other words";
  EXPECT_THAT(back.at("versions"), SizeIs(2)) << "no file is lost";
  auto const newest = kept(id).front();
  EXPECT_EQ(newest.verb, "restored");
  EXPECT_EQ(newest.why, "Restored as it was on 21 November 2026 at 09:00");
  EXPECT_EQ(newest.state.at("file_version"), 1);
  auto read = database().read(authority());
  EXPECT_EQ(audit::last_change_of(read, id).value().operation, "evidence restore");
}

TEST_P(EvidenceHistory, AReviewStaysWhereTheContentIsTheSame) {
  auto const id = add(content());
  accept(id);
  end(id);
  restore_state(id, 2);
  EXPECT_EQ(shown(id).at("review").at("state"), "accepted") << "these very words were accepted";
  EXPECT_EQ(listed().at("total"), 1) << "it is back";
  change(id, {{"title", "Other words"}});
  EXPECT_EQ(shown(id).at("review").at("state"), "unreviewed");
  restore_state(id, 3);
  EXPECT_EQ(kept(id)[4].state.at("review"), "accepted");
  EXPECT_EQ(shown(id).at("review").at("state"), "unreviewed") << "a past verdict does not come back with the words";
}

TEST_P(EvidenceHistory, RefusesWhatWasNotSeenAsItIs) {
  auto const id = add(content());
  change(id, {{"title", "Second"}});
  auto const seen = asked(id, 1);
  change(id, {{"title", "Third"}});
  EXPECT_EQ(refusal("evidence restore", seen).kind, ErrorKind::conflict);
  EXPECT_EQ(shown(id).at("title"), "Third");
  auto unknown = asked(id, 1);
  unknown["sequence"] = 99;
  EXPECT_EQ(refusal("evidence restore", unknown).kind, ErrorKind::not_found);
  end(id);
  EXPECT_EQ(refusal("evidence restore", asked(id, 0)).kind, ErrorKind::invalid) << "it was not there then";
}

TEST_P(EvidenceHistory, IsRestoredByWhoMayChangeIt) {
  auto const id = add(content());
  change(id, {{"title", "Second"}});
  auto const input = asked(id, 1);
  auto const adder = actor_;
  be_another("contributor", "k7m2q9x4t8v3b6dp");
  EXPECT_EQ(refusal("evidence restore", input).kind, ErrorKind::forbidden) << "another's, for one theme only";
  be_another("reader");
  EXPECT_EQ(refusal("evidence restore", input).kind, ErrorKind::forbidden);
  actor_ = adder;
  be("contributor", "k7m2q9x4t8v3b6dp");
  done("evidence restore", input);
}

TEST_P(EvidenceHistory, HidesWhatIsRestrictedFromThoseWhoDoNotSeeIt) {
  auto const id = add(content());
  change(id, {{"title", "Letter of a mother"}, {"restricted", true}});
  EXPECT_THAT(kept(id, Sight::open_only), IsEmpty()) << "as if it were not here";
  auto const input = asked(id, 1);
  auto const manager = actor_;
  be("contributor");
  EXPECT_EQ(refusal("evidence restore", input).kind, ErrorKind::not_found) << "unknown, though they added it";
  actor_ = manager;
  change(id, {{"title", "Letter, without names"}, {"restricted", false}});
  EXPECT_THAT(kept(id), SizeIs(3));
  auto const open = kept(id, Sight::open_only);
  ASSERT_THAT(open, SizeIs(2));
  for (auto const& each : open) EXPECT_THAT(each.title, Not(HasSubstr("mother")));
  auto hidden = asked(id, 1);
  be("contributor");
  EXPECT_EQ(refusal("evidence restore", hidden).kind, ErrorKind::not_found);
}

// What was taken out is kept without a state, but by its title.
TEST_P(EvidenceHistory, HidesTheTitleThatItWasTakenOutWithWhileItWasRestricted) {
  auto const id = add(content());
  change(id, {{"title", "Letter of a mother"}, {"restricted", true}});
  end(id);
  restore_state(id, 1);
  change(id, {{"title", "Letter, without names"}, {"restricted", false}});
  EXPECT_THAT(verbs(kept(id)), ElementsAre("changed", "restored", "ended", "changed", "added"));
  auto const open = kept(id, Sight::open_only);
  EXPECT_THAT(verbs(open), ElementsAre("changed", "added"));
  for (auto const& each : open) EXPECT_THAT(each.title, Not(HasSubstr("mother")));
  end(id);
  EXPECT_THAT(verbs(kept(id, Sight::open_only)), ElementsAre("ended", "changed", "added")) << "it was open then";
}

TEST_P(EvidenceHistory, RestoringNeverOpensWhatIsRestricted) {
  auto const id = add(content());
  change(id, {{"restricted", true}});
  restore_state(id, 1);
  EXPECT_EQ(shown(id).at("restricted"), true);
  change(id, {{"title", "Open again"}, {"restricted", false}});
  restore_state(id, 1);
  EXPECT_EQ(shown(id).at("restricted"), true) << "its words were restricted";
}

TEST_P(EvidenceHistory, BeginsWithWhatStoodBeforeStatesWereKept) {
  auto const id = add(content());
  auto transaction = database().change(authority());
  transaction.execute({"test/forget", "delete from record_history where authority = :authority and record = :record",
                       "delete from record_history where authority = :authority and record = :record"},
                      {{"record", id}});
  transaction.commit();
  EXPECT_THAT(kept(id), IsEmpty());
  change(id, {{"title", "Second"}});
  EXPECT_THAT(verbs(kept(id)), ElementsAre("changed", history::as_it_stood));
  EXPECT_EQ(kept(id)[1].title, "Supervision policy") << "not what it is called now";
  restore_state(id, 1);
  EXPECT_EQ(shown(id).at("title"), "Supervision policy");
}

TEST_P(EvidenceHistory, IsLinkedFromItsPage) {
  auto const id = add(content());
  EXPECT_THAT(get("/evidence/" + id).body, HasSubstr("href=\"/history/" + id + "\""));
}

INSTANTIATE_TEST_SUITE_P(Engines, EvidenceHistory, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::evidence
