#include "governance/governance_test_fixture.h"

// Calendars of meetings, looked at and brought in.
namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::string event(std::string const& uid, std::string const& start, std::string const& more = "") {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTART;TZID=Europe/London:" + start + "\r\n" + more + "END:VEVENT\r\n";
}
std::string calendar(std::string const& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

class CalendarImports : public GovernanceTest {
 protected:
  void SetUp() override {
    GovernanceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    board_ = body("Improvement Board");
  }
  json input(std::string const& bytes, std::string const& name = "meetings.ics") {
    return {{"body", board_}, {"file", operations::upload_value({name, bytes})}};
  }
  json meetings() { return done("meeting list", {{"body", board_}}).at("meetings"); }
  std::string board_;
};

TEST_P(CalendarImports, AddMeetingsAndFindThemAgainByUid) {
  auto const first = calendar(event("a@x", "20270120T140000", "SUMMARY:Improvement Board\r\nLOCATION:Room 2\r\n") +
                              event("b@x", "20270217T140000", "SUMMARY:Special meeting\r\n"));
  auto const checked = done("meeting check-calendar", input(first));
  EXPECT_EQ(checked.at("new"), 2);
  EXPECT_THAT(meetings(), SizeIs(0)) << "looking changes nothing";
  EXPECT_EQ(done("meeting import-calendar", input(first)).at("new"), 2);
  ASSERT_THAT(meetings(), SizeIs(2));
  EXPECT_EQ(meetings().at(0).at("title"), "") << "the body’s own name is no title";
  EXPECT_EQ(meetings().at(0).at("place"), "Room 2");
  EXPECT_EQ(meetings().at(1).at("title"), "Special meeting");
  EXPECT_EQ(done("meeting import-calendar", input(first)).at("unchanged"), 2);
  // One moves and loses its room in the file, the other is cancelled.
  auto const again =
      calendar(event("a@x", "20270127T093000") + event("b@x", "20270217T140000", "STATUS:CANCELLED\r\n"));
  auto const done_again = done("meeting import-calendar", input(again));
  EXPECT_EQ(done_again.at("changed"), 1);
  EXPECT_EQ(done_again.at("cancelled"), 1);
  EXPECT_THAT(done_again.at("meetings").at(0).at("note").get<std::string>(),
              HasSubstr("27 January 2027, was 20 January 2027"));
  EXPECT_EQ(meetings().at(0).at("on"), "2027-01-27");
  EXPECT_EQ(meetings().at(0).at("starts_at"), "09:30");
  EXPECT_EQ(meetings().at(0).at("place"), "Room 2");
  EXPECT_EQ(meetings().at(1).at("state"), "cancelled");
}

TEST_P(CalendarImports, MeetingsAreFoundByTheirDayWhereThereIsNoUid) {
  auto const there = meeting(board_, "2027-01-20");
  auto const table = std::string("date,time\n20 January 2027,14:00\n17 February 2027,14:00\n");
  auto const brought = done("meeting import-calendar", input(table, "meetings.csv"));
  EXPECT_EQ(brought.at("changed"), 1);
  EXPECT_EQ(brought.at("new"), 1);
  EXPECT_EQ(shown(there).at("starts_at"), "14:00");
  // A calendar system of its own later names the same meeting.
  done("meeting import-calendar", input(calendar(event("a@x", "20270120T140000"))));
  done("meeting import-calendar", input(calendar(event("a@x", "20270121T140000"))));
  EXPECT_EQ(shown(there).at("on"), "2027-01-21");
}

TEST_P(CalendarImports, AllOrNothingWithEachFaultByItsLine) {
  auto const wrong = calendar(event("a@x", "20270120T140000") + event("b@x", "20270231T140000") +
                              event("c@x", "20270317T140000", "RRULE:FREQ=MONTHLY\r\n"));
  auto const faults = done("meeting check-calendar", input(wrong)).at("faults");
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults.at(0).at("line"), 7);
  EXPECT_EQ(faults.at(1).at("line"), 11);
  EXPECT_THAT(refusal("meeting import-calendar", input(wrong)).message,
              AllOf(HasSubstr("2 faults"), HasSubstr("Line 7")));
  EXPECT_THAT(meetings(), SizeIs(0));
  EXPECT_THAT(refusal("meeting check-calendar", input(std::string(std::size_t{6} << 20, 'x'))).message,
              HasSubstr("larger than 5 MB"));
  EXPECT_THAT(refusal("meeting check-calendar", input("%PDF-1.7")).message, HasSubstr("a PDF"));
  EXPECT_EQ(refusal("meeting check-calendar", {{"body", board_}}).fields.at(0).field, "file");
}

TEST_P(CalendarImports, WhatWasHeldStaysAndThePastIsNotMadeUp) {
  auto const held = meeting(board_, "2026-11-18");
  item(held, "Turnover");
  hold(held);
  done("meeting import-calendar", input(calendar(event("a@x", "20261118T140000") + event("b@x", "20261014T140000") +
                                                 event("c@x", "20270120T140000", "STATUS:CANCELLED\r\n"))));
  EXPECT_EQ(shown(held).at("starts_at"), "");
  EXPECT_THAT(meetings(), SizeIs(1));
  auto const moved = done("meeting check-calendar", input(calendar(event("a@x", "20261202T140000"))));
  EXPECT_EQ(moved.at("meetings").at(0).at("becomes"), "kept as it is");
}

TEST_P(CalendarImports, AMoveOntoAnotherMeetingIsAFault) {
  done("meeting import-calendar", input(calendar(event("a@x", "20270120T140000") + event("b@x", "20270217T140000"))));
  auto const clash = done("meeting check-calendar", input(calendar(event("a@x", "20270217T140000"))));
  ASSERT_THAT(clash.at("faults"), SizeIs(1));
  EXPECT_THAT(clash.at("faults").at(0).at("message").get<std::string>(),
              HasSubstr("meets on 17 February 2027 already"));
  // Two that change places do not clash.
  auto const swapped = done("meeting import-calendar",
                            input(calendar(event("a@x", "20270217T140000") + event("b@x", "20270120T140000"))));
  EXPECT_EQ(swapped.at("changed"), 2);
}

TEST_P(CalendarImports, OnlyWhatWasSeenIsDone) {
  auto in = input(calendar(event("a@x", "20270120T140000")));
  auto const checked = done("meeting check-calendar", in);
  json confirm{{"body", board_}, {"meetings", checked.at("given")}, {"seen", checked.at("seen")}};
  meeting(board_, "2027-01-20");
  EXPECT_EQ(refusal("meeting import-calendar", confirm).kind, ErrorKind::conflict);
  confirm["seen"] = done("meeting check-calendar", in).at("seen");
  EXPECT_EQ(done("meeting import-calendar", confirm).at("changed"), 1);
}

TEST_P(CalendarImports, IsDoneOnItsPages) {
  EXPECT_THAT(get("/meetings").body, HasSubstr("/meetings/import"));
  EXPECT_THAT(get("/meetings/import", {{"body", board_}}).body, HasSubstr("multipart/form-data"));
  auto const checked = done("meeting check-calendar", input(calendar(event("a@x", "20270120T140000"))));
  gt::test::Fields form;
  form.add("body", board_);
  form.add("seen", checked.at("seen").get<std::string>());
  form.add("meetings", checked.at("given").dump());
  auto const saved = post("/meetings/import/confirm", form);
  EXPECT_EQ(saved.status, 303);
  EXPECT_THAT(meetings(), SizeIs(1));
  gt::test::Fields empty;
  empty.add("body", board_);
  EXPECT_EQ(post("/meetings/import", empty).status, 422);
  be("member");
  EXPECT_EQ(get("/meetings/import").status, 403);
  EXPECT_EQ(refusal("meeting check-calendar", input("date\n")).kind, ErrorKind::forbidden);
}

TEST_P(CalendarImports, ARoleForOneBodyReachesThatBodyAlone) {
  auto const other = body("Scrutiny");
  be_for_body("clerk", board_);
  EXPECT_TRUE(perform("meeting check-calendar", input(calendar(event("a@x", "20270120T140000")))).has_value());
  auto theirs = input(calendar(event("a@x", "20270120T140000")));
  theirs["body"] = other;
  EXPECT_EQ(refusal("meeting check-calendar", theirs).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("meeting import-calendar", theirs).kind, ErrorKind::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarImports, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
