#include "app/notice_sources.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;

/// Everything that every slice puts into a calendar.
std::vector<notices::CalendarItem> calendar_of(Program& program, operations::Actor const& owner,
                                               notices::FeedScope const& scope) {
  auto transaction = program.database().read(owner.authority);
  std::vector<notices::CalendarItem> out;
  for (auto const& source : notice_sources().calendar)
    for (auto& each : source(transaction, owner, scope, program.clock().today())) out.push_back(std::move(each));
  return out;
}

class ClockCalendar : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = Program::open(
        {data_.path().string(), "", true}, [](FileContent const&) { return pdf::Text{}; },
        [](FileContent const&, std::string const&) { return sheet::Workbook{}; }, 1);
    ASSERT_TRUE(opened) << opened.error().message;
    program_ = *std::move(opened);
    auto made = people::create_first_administrator(
        program().database(), program().clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
    ASSERT_TRUE(made) << made.error().message;
    must("role grant", {{"account", made->account.text()}, {"role", "programme manager"}});
  }
  Program& program() { return *program_; }
  operations::Actor owner() {
    return *people::command_line_actor(program().database(), {"administrator@northmere.example", "", {}});
  }
  json must(std::string_view operation, json const& input) {
    auto done = operations::perform(program().environment(), owner(), operation, input);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : json::object();
  }

 private:
  gt::test::TemporaryFolder data_;
  std::unique_ptr<Program> program_;
};

TEST_F(ClockCalendar, ShowsWhatWasAskedForAndHowItEnded) {
  auto const inspection = must("inspection record", {{"kind", "sif"},
                                                     {"framework", "sif-2015-18"},
                                                     {"inspection_start", "2018-05-14"},
                                                     {"received", "2018-07-20"},
                                                     {"source", "a Cabinet report"}})
                              .at("inspection");
  notices::FeedScope const programme{notices::FeedScope::Kind::programme, ""};
  auto items = calendar_of(program(), owner(), programme);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].day.iso(), "2018-10-29");
  EXPECT_THAT(items[1].title, testing::StartsWith("Late: Publish the written statement of action"));
  EXPECT_EQ(items[1].note,
            "Single inspection (SIF), May 2018. 70 working days; the first is the day after. Education and Inspections "
            "Act 2006 section 137; SI 2007/462 regulation 3.");
  EXPECT_THAT(items[1].uid, testing::HasSubstr("written-statement"));
  EXPECT_TRUE(calendar_of(program(), owner(), {notices::FeedScope::Kind::mine, ""}).empty());
  must("clock set", {{"inspection", inspection},
                     {"clock", "written-statement"},
                     {"duty", "required"},
                     {"done_on", "2018-10-26"},
                     {"version", 0}});
  items = calendar_of(program(), owner(), programme);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].title, "Late: Publish the inspection report");
  EXPECT_THAT(items[1].title, testing::StartsWith("Done: Publish the written statement"));
  EXPECT_EQ(items[1].day.iso(), "2018-10-29") << "what was done stays on the day it was due";
  EXPECT_THAT(items[1].note, testing::HasSubstr("Done with 1 working day to spare (26 October 2018)."));
  EXPECT_GT(items[1].version, items[0].version);
  auto const report = items[0];
  auto const start = must("inspection show", {{"inspection", inspection}});
  must("inspection change", {{"inspection", inspection},
                             {"version", start.at("version")},
                             {"inspection_start", "2018-05-14"},
                             {"received", "2018-07-27"}});
  items = calendar_of(program(), owner(), programme);
  EXPECT_NE(items[0].day, report.day);
  EXPECT_EQ(items[0].uid, report.uid);
  EXPECT_GT(items[0].version, report.version) << "its day moved";
  EXPECT_GE(items[0].changed, report.changed);
  EXPECT_GT(items[0].changed, Instant::start_of(items[0].day)) << "when it was changed, not when it was received";
}

/// On the day that the paper below was received.
class ClockCalendarOfThatDay : public ClockCalendar {
 protected:
  void SetUp() override {
    ::setenv("GOLDENTHREAD_NOW", "2027-10-01T12:00:00.000Z", 1);
    ClockCalendar::SetUp();
    ::unsetenv("GOLDENTHREAD_NOW");
  }
};

TEST_F(ClockCalendarOfThatDay, WarnsPastTheLastKnownBankHolidays) {
  must("inspection record", {{"kind", "ilacs-standard"},
                             {"framework", "ilacs-2026"},
                             {"inspection_start", "2027-09-06"},
                             {"received", "2027-10-01"},
                             {"source", "a letter"}});
  auto const items = calendar_of(program(), owner(), {notices::FeedScope::Kind::programme, ""});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_THAT(items[0].note, testing::Not(testing::HasSubstr("may still move")));
  EXPECT_EQ(items[1].day.iso(), "2028-01-12");
  EXPECT_THAT(items[1].note, testing::HasSubstr("Bank holidays after 31 December 2027 are not published yet"));
  EXPECT_EQ(must("clock list", json::object()).at("clocks").at(1).at("warning"),
            "Bank holidays after 31 December 2027 are not published yet, so this day may still move.");
  auto const reader = owner();
  auto transaction = program().database().read(reader.authority);
  auto const dates = outside_dates(transaction, reader, Date::from_iso("2028-01-01").value(),
                                   Date::from_iso("2028-02-01").value(), Date::from_iso("2027-11-01").value());
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_THAT(dates[0].state, testing::HasSubstr("may still move"));
  EXPECT_FALSE(dates[0].is_late) << "it is due in two months";
}

// A report about another council may lie here for comparison; it is no part of this council's history.
TEST_F(ClockCalendar, LeavesOutInspectionsOfOtherCouncils) {
  json const report{
      {"kind", "sif"}, {"framework", "sif-2015-18"}, {"inspection_start", "2017-02-06"}, {"source", "a paper"}};
  auto theirs = report, ours = report;
  theirs.update({{"inspected_authority", "Southmere"}, {"judgements", {"overall: outstanding"}}});
  ours.update({{"inspection_start", "2016-05-09"}, {"judgements", {"overall: inadequate"}}});
  must("inspection record", theirs);
  must("inspection record", ours);
  auto const lines = must("judgement history", json::object()).at("lines");
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_EQ(lines.at(0).at("judgements").size(), 1u);
  EXPECT_EQ(lines.at(0).at("judgements").at(0).at("grade"), "inadequate");
}

}  // namespace
}  // namespace gt::app
