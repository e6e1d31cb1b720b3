#include "inspections/clocks/clocks.h"

#include "inspections/inspections_test_fixture.h"
#include "tests/support/day.h"

namespace gt::inspections {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

calendar::ClockRule const& statement() { return *calendar::find_clock("written-statement", day(2018, 7, 20)); }

TEST(ClockRules, SayHowAClockStands) {
  using State = ClockStanding::State;
  auto const received = day(2018, 7, 20);  // due on 29 October 2018
  struct Case {
    Duty duty;
    std::optional<Date> start, done_on;
    Date today;
    State state;
    char const* words;
  };
  for (auto const& each : {
           Case{Duty::required, received, {}, day(2018, 10, 26), State::running, "1 working day left"},
           Case{Duty::required, received, {}, day(2018, 10, 29), State::running, "Due today"},
           Case{Duty::required, received, {}, day(2018, 10, 30), State::late, "1 working day late"},
           Case{Duty::required, received, day(2018, 10, 26), day(2019, 1, 1), State::done,
                "Done with 1 working day to spare"},
           Case{Duty::required, received, day(2018, 10, 29), day(2019, 1, 1), State::done, "Done, on the last day"},
           Case{Duty::required, received, day(2018, 11, 1), day(2019, 1, 1), State::done_late,
                "Done, 3 working days late"},
           Case{Duty::required,
                {},
                {},
                day(2018, 10, 26),
                State::not_running,
                "Starts when the day of receipt is entered"},
           Case{Duty::required, {}, day(2018, 11, 1), day(2019, 1, 1), State::done, "Done"},
           Case{Duty::voluntary,
                received,
                {},
                day(2019, 1, 1),
                State::running,
                "Not done; voluntary, so it is never late"},
           Case{Duty::voluntary, received, day(2018, 12, 1), day(2019, 1, 1), State::done, "Done"},
           Case{Duty::not_required, received, {}, day(2019, 1, 1), State::not_required, "Not required"},
       }) {
    auto const found = standing(statement(), each.duty, each.start, each.done_on, each.today);
    EXPECT_EQ(found.state, each.state) << each.words;
    EXPECT_EQ(found.words, each.words);
  }
  EXPECT_EQ(standing(statement(), Duty::required, received, {}, received).due, day(2018, 10, 29));
}

class Clocks : public test::InspectionsTest {
 protected:
  std::string entered(json more = json::object()) {
    json input{{"kind", "sif"},
               {"framework", "sif-2015-18"},
               {"inspected_authority", "Northmere"},
               {"inspection_start", "2018-05-14"},
               {"source", "a Cabinet report"},
               {"received", "2018-07-20"}};
    input.update(more);
    return done("inspection record", input).at("inspection");
  }
  json clocks(std::string const& inspection) { return done("clock list", {{"inspection", inspection}}).at("clocks"); }
};

TEST_P(Clocks, RunFromTheDayOfReceipt) {
  clock_.set(Instant::from_iso("2018-10-15T09:00:00Z").value());
  auto id = entered();
  auto found = clocks(id);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].at("clock"), "report-publication");
  EXPECT_EQ(found[0].at("due"), "2018-09-03");
  EXPECT_EQ(found[0].at("is_late"), true);
  EXPECT_EQ(found[1].at("due"), "2018-10-29");
  EXPECT_EQ(found[1].at("standing"), "10 working days left");
  EXPECT_EQ(shown(id).at("clocks"), found);
  auto page = get("/inspections/" + id).body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("Statutory clocks"), HasSubstr("29 October 2018"), HasSubstr("10 working days left"),
                    HasSubstr("30 working days late"), HasSubstr("SI 2007/462 regulation 3"),
                    HasSubstr("/inspections/" + id + "/clocks/written-statement")));
}

TEST_P(Clocks, WaitForTheDayOfReceipt) {
  auto id = entered({{"received", ""}});
  EXPECT_EQ(clocks(id)[1].at("due"), nullptr);
  EXPECT_THAT(get("/inspections/" + id).body, HasSubstr("Starts when the day of receipt is entered"));
  EXPECT_THAT(get("/inspections/" + id + "/clocks/written-statement").body, HasSubstr("Enter that day"));
}

TEST_P(Clocks, AskNothingAfterALetterUnlessTheCouncilSaysSo) {
  auto id = entered({{"kind", "focused-visit"}, {"framework", "ilacs-2018"}});
  EXPECT_EQ(clocks(id)[1].at("duty"), "not required");
  EXPECT_EQ(clocks(id)[1].at("due"), nullptr);
  done("clock set", {{"inspection", id}, {"clock", "written-statement"}, {"duty", "voluntary"}, {"version", 0}});
  EXPECT_EQ(clocks(id)[1].at("due"), "2018-10-29");
}

TEST_P(Clocks, KeepWhatWasDoneAndWhenItWasAccepted) {
  auto id = entered();
  auto at = "/inspections/" + id + "/clocks/written-statement";
  EXPECT_THAT(get(at).body, HasSubstr("70 working days; the first is the day after"));
  auto refused = post(at, {{"duty", "required"}, {"accepted_on", "9 November 2018"}, {"lock_version", "0"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Enter the day it was published and sent"));
  auto saved = post(at, {{"duty", "required"},
                         {"done_on", "26 October 2018"},
                         {"accepted_on", "9 November 2018"},
                         {"note", "Sent by the director"},
                         {"lock_version", "0"}});
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_THAT(get("/inspections/" + id).body,
              AllOf(HasSubstr("26 October 2018"), HasSubstr("Accepted on 9 November 2018"),
                    HasSubstr("Done with 1 working day to spare"), HasSubstr("Sent by the director")));
  auto stale = post(at, {{"duty", "voluntary"}, {"done_on", ""}, {"lock_version", "0"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(clocks(id)[1].at("done_on"), "2018-10-26");
  EXPECT_EQ(post(at, {{"duty", "required"}, {"done_on", "1 November 2018"}, {"lock_version", "1"}}).status, 303);
  EXPECT_EQ(clocks(id)[1].at("standing"), "Done, 3 working days late");
  EXPECT_EQ(clocks(id)[1].at("version"), 2);
}

TEST_P(Clocks, RefuseDaysThatCannotBe) {
  auto id = entered();
  json const input{{"inspection", id}, {"clock", "report-publication"}, {"duty", "required"}, {"version", 0}};
  auto with = [&](char const* name, char const* day) {
    auto out = input;
    out[name] = day;
    return refusal("clock set", out).message;
  };
  EXPECT_THAT(with("done_on", "2018-07-19"), HasSubstr("The report was received on 20 July 2018"));
  EXPECT_THAT(with("done_on", "2099-01-01"), HasSubstr("still to come"));
  EXPECT_THAT(with("accepted_on", "2018-08-01"), HasSubstr("Only a written statement is accepted"));
  EXPECT_EQ(get("/inspections/" + id + "/clocks/nothing").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, Clocks, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections
