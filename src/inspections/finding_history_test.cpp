#include <gmock/gmock.h>

#include "inspections/inspections_test_fixture.h"
#include "platform/audit/audit.h"

namespace gt::inspections {
namespace {

using nlohmann::json;
using testing::SizeIs;

class FindingHistory : public test::InspectionsTest {
 protected:
  /// The fourth finding of Northmere's report.
  json finding() {
    if (inspection_.empty()) inspection_ = inspection();
    return shown(inspection_).at("findings")[3];
  }
  std::string id() { return finding().at("id"); }
  void change(std::string const& title, std::string const& text, std::string const& place) {
    done("finding change",
         {{"finding", id()}, {"version", finding().at("version")}, {"title", title}, {"text", text}, {"place", place}});
  }
  std::vector<history::PastState> kept() {
    auto const finding_id = FindingId::trusted(id());
    auto read = database().read(authority());
    return states_of(read, finding_id);
  }
  json asked(std::size_t changes_ago) {
    auto const states = kept();
    return {{"finding", id()},
            {"sequence", states.at(changes_ago).sequence},
            {"newest", states.front().sequence},
            {"why", "Read wrongly"}};
  }

  std::string inspection_;
};

TEST_P(FindingHistory, BeginsWithTheReport) {
  auto const states = kept();
  ASSERT_THAT(states, SizeIs(1));
  EXPECT_EQ(states[0].verb, "added");
  EXPECT_EQ(states[0].state.at("title"), finding().at("title"));
  EXPECT_EQ(states[0].state.at("text"), finding().at("text"));
  auto const entered = done("inspection record", {{"kind", "sif"},
                                                  {"framework", "sif-2015-18"},
                                                  {"inspected_authority", "Northmere"},
                                                  {"inspection_start", "2018-05-14"},
                                                  {"findings", json::array({"The quality of plans."})},
                                                  {"source", "a Cabinet report"}});
  auto read = database().read(authority());
  EXPECT_THAT(states_of(read, FindingId::trusted(entered.at("findings").at(0).get<std::string>())), SizeIs(1));
}

TEST_P(FindingHistory, RestoresNameWordsAndPlaceAsANewChange) {
  auto const first = finding();
  change("By mistake", "Other words.", "page 4, paragraph 12");
  change("By mistake again", "Other words.", "page 5");
  done("finding restore", asked(2));
  auto const back = finding();
  for (auto const* name : {"title", "text", "page", "paragraph", "original_text"})
    EXPECT_EQ(back.at(name), first.at(name)) << name;
  EXPECT_EQ(back.at("version"), 4);
  auto const states = kept();
  ASSERT_THAT(states, SizeIs(4));
  EXPECT_EQ(states[0].verb, "restored");
  EXPECT_EQ(states[0].why, "Read wrongly");
  EXPECT_EQ(states[1].state.at("page"), 5);
  EXPECT_TRUE(states[1].state.at("paragraph").is_null());
  EXPECT_EQ(states[2].state.at("paragraph"), "12");
  auto const changed = id();
  auto read = database().read(authority());
  EXPECT_EQ(audit::last_change_of(read, changed).value().operation, "finding restore");
}

TEST_P(FindingHistory, RefusesWhatWasNotSeenAsItIs) {
  change("Second", "Other words.", "page 5");
  auto const seen = asked(1);
  change("Third", "Other words.", "page 5");
  EXPECT_EQ(refusal("finding restore", seen).kind, ErrorKind::conflict);
  EXPECT_EQ(finding().at("title"), "Third");
  auto input = asked(1);
  input["sequence"] = 999;
  EXPECT_EQ(refusal("finding restore", input).kind, ErrorKind::not_found);
  input = asked(1);
  input["finding"] = "k7m2q9x4t8v3b6dp";
  EXPECT_EQ(refusal("finding restore", input).kind, ErrorKind::not_found);
}

TEST_P(FindingHistory, IsRestoredByWhoMayChangeFindings) {
  change("Second", "Other words.", "page 5");
  auto const input = asked(1);
  be("theme lead");
  EXPECT_EQ(refusal("finding restore", input).kind, ErrorKind::forbidden);
  be("programme manager", "k7m2q9x4t8v3b6dp");
  EXPECT_EQ(refusal("finding restore", input).kind, ErrorKind::forbidden) << "for one theme only";
}

INSTANTIATE_TEST_SUITE_P(Engines, FindingHistory, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections
