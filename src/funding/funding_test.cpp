#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"
#include "funding/profiles/profile.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Funding : public test::FundingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Funding, gt::test::engines(), gt::test::engine_name);

TEST_P(Funding, ABidBecomesAnApprovalBySomebodyElseThanWhoAsked) {
  auto const id = bid(fund(), "£750k");
  EXPECT_EQ(show("approval", id).at("state"), "bid");
  EXPECT_EQ(show("approval", id).at("amount"), "750000.00");
  json const decision{{"approval", id}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Cabinet"}};
  auto const alone = refusal("approval decide", decision);
  EXPECT_EQ(alone.kind, ErrorKind::conflict);
  EXPECT_THAT(alone.message, HasSubstr("somebody else approves it"));
  approve("approval", id, {{"approved_amount", "700000"}});
  auto const shown = show("approval", id);
  EXPECT_EQ(shown.at("state"), "approved");
  EXPECT_EQ(shown.at("amount"), "750000.00");
  EXPECT_EQ(shown.at("approved_amount"), "700000.00");
  // Two people approving at once: the second sees that it was done.
  auto const again = perform_as(colleague(), "approval decide", decision);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(get("/approvals/" + id + "/decide").status, 303);
  // And what was decided is not written over.
  json change{{"approval", id},     {"version", 2},           {"title", "Money"}, {"inside", shown.at("inside")},
              {"amount", "800000"}, {"recurrence", "one-off"}};
  EXPECT_THAT(refusal("approval change", change).message, HasSubstr("It stays as it was decided"));
  EXPECT_EQ(refusal("approval end", {{"approval", id}, {"version", 2}}).kind, ErrorKind::conflict);
}

TEST_P(Funding, BelowTheCouncilsAmountOnePersonIsEnough) {
  auto const id = bid(fund(), "20000");
  done("money-settings set", {{"second_person_above", "25,000"}, {"version", 0}});
  done("approval decide", {{"approval", id}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Director"}});
  EXPECT_EQ(show("approval", id).at("state"), "approved");
  EXPECT_EQ(refusal("money-settings set", {{"second_person_above", "30000"}, {"version", 0}}).kind,
            ErrorKind::conflict);
  EXPECT_EQ(refusal("money-settings set", {{"second_person_above", "-1"}, {"version", 1}}).fields.at(0).field,
            "second_person_above");
}

TEST_P(Funding, ItemisesNoMoreThanWasApprovedAndNamesWhatIsLeft) {
  auto const approval = approved("750000");
  line(approval, "676000");
  auto const over = refusal(
      "cost-line add", {{"title", "More"}, {"inside", approval}, {"line_kind", "training"}, {"amount", "74000.01"}});
  EXPECT_THAT(over.message, AllOf(HasSubstr("£750,000.01 would be itemised"), HasSubstr("At most £74,000 is left")));
  auto const overview = done("money overview", json::object()).at("funds").at(0);
  EXPECT_EQ(overview.at("approved"), "750000.00");
  EXPECT_EQ(overview.at("itemised"), "676000.00");
  EXPECT_EQ(overview.at("unallocated"), "74000.00");
  auto const gap = overview.at("approvals").at(0).at("gaps").at(0);
  EXPECT_EQ(gap.at("per_cent"), "9.9");
  EXPECT_THAT(gap.at("reasons"), SizeIs(0));
  EXPECT_THAT(get("/resources").body, AllOf(HasSubstr("Nobody has said why."), HasSubstr("Say why")));
  add("gap-reason", {{"title", "Kept for contingency"}, {"inside", approval}, {"gap", "unallocated"}});
  EXPECT_THAT(get("/resources").body, AllOf(HasSubstr("Kept for contingency"), Not(HasSubstr("Nobody has said why."))));
}

TEST_P(Funding, ShowsWhatIsItemisedBeyondASmallerApproval) {
  auto const id = bid(fund(), "100000");
  line(id, "90000");
  approve("approval", id, {{"approved_amount", "70000"}});
  auto const gap = done("money overview", json::object()).at("funds").at(0).at("approvals").at(0).at("gaps").at(0);
  EXPECT_EQ(gap.at("gap"), "itemised beyond what was approved");
  EXPECT_EQ(gap.at("amount"), "20000.00");
  EXPECT_THAT(get("/resources").body, HasSubstr("£20,000 is itemised beyond what was approved"));
}

TEST_P(Funding, RefusesBadInputByItsField) {
  auto const where = fund();
  auto const field_of = [&](std::string const& operation, json const& input) {
    auto const error = refusal(operation, input);
    return error.fields.empty() ? std::string() : error.fields.front().field;
  };
  json bad{{"title", "A"}, {"inside", where}, {"amount", "-5"}, {"recurrence", "one-off"}};
  EXPECT_EQ(field_of("approval add", bad), "amount");
  bad["amount"] = "lots";
  EXPECT_EQ(field_of("approval add", bad), "amount");
  bad["amount"] = "12.345";
  EXPECT_EQ(field_of("approval add", bad), "amount");
  bad.update({{"amount", "5"}, {"from", "2020-04-01"}, {"until", "2019-04-01"}});
  EXPECT_EQ(field_of("approval add", bad), "until");
  auto const approval = approved("100000");
  EXPECT_EQ(field_of("phase add", {{"title", "Phase"}, {"inside", where}}), "inside");
  json draw{{"title", "Posts"},  {"inside", approval},          {"amount", "141000"},
            {"full_year", "79"}, {"financial_year", "2016/17"}, {"recurrence", "recurring"}};
  EXPECT_EQ(field_of("draw-down add", draw), "amount");
  draw.update({{"amount", "50"}, {"financial_year", "2016/18"}});
  EXPECT_EQ(field_of("draw-down add", draw), "financial_year");
  draw.update({{"financial_year", "2016-17"}, {"recurrence", "one-off"}});
  EXPECT_EQ(field_of("draw-down add", draw), "full_year");
  auto const paid = line(approval, "50000");
  json post{{"title", "Therapist"}, {"inside", paid}, {"fte", "1.5"}, {"basis", "permanent"}};
  EXPECT_EQ(field_of("post add", post), "fte");
  post["fte"] = "0.6";
  auto const id = add("post", post);
  add("contribution", {{"title", "Half"}, {"inside", id}, {"payer", "Health"}, {"share", "50"}});
  EXPECT_EQ(field_of("contribution add", {{"title", "More"}, {"inside", id}, {"payer", "Police"}, {"share", "50.01"}}),
            "share");
  EXPECT_EQ(field_of("waiting-action add", {{"title", "Groups"}, {"inside", id}, {"action_number", 77}}),
            "action_number");
}

TEST_P(Funding, ADrawDownIsMadeOnceAndWithinWhatWasApproved) {
  auto const approval = approved("200000");
  json const draw{{"title", "Posts"},
                  {"inside", approval},
                  {"amount", "150000"},
                  {"recurrence", "one-off"},
                  {"financial_year", "2026/27"}};
  auto const id = add("draw-down", draw);
  EXPECT_THAT(refusal("draw-down add", draw).message, HasSubstr("is there already"));
  auto other = draw;
  other.update({{"title", "Laptops"}, {"amount", "50000.01"}});
  EXPECT_EQ(refusal("draw-down add", other).fields.at(0).field, "amount");
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("requested"), "150000.00");
  approve("draw-down", id);
  auto const overview = done("money overview", json::object()).at("funds").at(0);
  EXPECT_EQ(overview.at("drawn"), "150000.00");
  EXPECT_EQ(overview.at("not_drawn"), "50000.00");
}

TEST_P(Funding, PartYearAndFullYearAreTheSamePostsAndNoSumIsMadeToFit) {
  auto const approval = bid(fund(), "950000", {{"expected_total", "2300000"}});
  approve("approval", approval);
  auto const phase = add("phase", {{"title", "Phase 3"}, {"inside", approval}});
  auto const draw = add("draw-down", {{"title", "Posts"},
                                      {"inside", phase},
                                      {"amount", "141000"},
                                      {"full_year", "795000"},
                                      {"recurrence", "recurring"},
                                      {"financial_year", "2016/17"}});
  bid(fund("Technology fund"), "150000");
  auto const total =
      done("money overview", json::object()).at("funds").at(0).at("approvals").at(0).at("expected_total");
  EXPECT_EQ(total.at("implied_rest"), "1350000.00");
  EXPECT_EQ(total.at("is_reached"), false);
  EXPECT_EQ(total.at("sums").at(1).at("amount"), "1745000.00");
  EXPECT_EQ(total.at("sums").at(2).at("short_of"), "414000.00");
  EXPECT_EQ(total.at("sums").at(3).at("short_of"), "264000.00");
  EXPECT_THAT(get("/draw-downs/" + draw).body, AllOf(HasSubstr("never added within one year"),
                                                     HasSubstr("2.1 months: what starts about 29 January 2017")));
}

TEST_P(Funding, AProfileKeepsEveryVersionAndRefusesWhatTheLineHasNot) {
  auto const paid = line(approved("100000"), "60000", {{"from", "2026-04-01"}, {"until", "2027-03-31"}});
  auto const first = done("cost-line set-profile", {{"cost_line", paid}, {"profile_version", 0}});
  EXPECT_EQ(first.at("total"), "60000.00");
  auto const even = done("cost-line show-profile", {{"cost_line", paid}});
  EXPECT_EQ(even.at("months").at("2026-04"), "5000.00");
  EXPECT_THAT(even.at("months"), SizeIs(12));
  json next{{"cost_line", paid}, {"profile_version", 1}, {"months", "March 2027 20,000\nFeb 2027: £10k"}};
  EXPECT_EQ(refusal("cost-line set-profile", next).fields.at(0).field, "why");
  next["why"] = "The posts start late";
  next["agreed_by"] = "Improvement board";
  EXPECT_EQ(done("cost-line set-profile", next).at("profile_version"), 2);
  EXPECT_EQ(refusal("cost-line set-profile", next).kind, ErrorKind::conflict);
  EXPECT_EQ(done("cost-line show-profile", {{"cost_line", paid}}).at("total"), "30000.00");
  auto const before = done("cost-line show-profile", {{"cost_line", paid}, {"profile_version", 1}});
  EXPECT_EQ(before.at("months"), even.at("months"));
  EXPECT_EQ(before.at("versions").at(0).at("why"), "The posts start late");
  for (auto const& [months, words] :
       std::map<std::string, std::string>{{"April 2026 -5", "below nothing"},
                                          {"April 2028 5", "outside the line’s own days"},
                                          {"April 2026 60000.01", "more than the line has"},
                                          {"April 2026", "Line 1"},
                                          {"April 2026 5\nApril 2026 6", "Line 2: April 2026 is there twice"},
                                          {"April 2026 five", "Line 1"}}) {
    next.update({{"profile_version", 2}, {"months", months}});
    auto const error = refusal("cost-line set-profile", next);
    EXPECT_EQ(error.fields.at(0).field, "months") << months;
    EXPECT_THAT(error.message, HasSubstr(words)) << months;
  }
  EXPECT_THAT(
      get("/cost-lines/" + paid + "/profile").body,
      AllOf(HasSubstr("The months come to £30,000; the line has £60,000."), HasSubstr("agreed by Improvement board")));
}

TEST_P(Funding, AVirementMovesAmountsAndProfilesAndNothingIsLost) {
  auto const approval = approved("100000");
  json const year{{"from", "2026-04-01"}, {"until", "2027-03-31"}};
  auto const from = line(approval, "60000", year), to = line(approval, "10000", year);
  done("cost-line set-profile", {{"cost_line", from}, {"profile_version", 0}});
  done("cost-line set-profile", {{"cost_line", to}, {"profile_version", 0}});
  json const virement{{"title", "Two posts start late"},
                      {"inside", approval},
                      {"from_line", from},
                      {"to_line", to},
                      {"amount", "10000.01"},
                      {"financial_year", "2026/27"}};
  auto const id = add("virement", virement);
  EXPECT_EQ(show("cost-line", from).at("amount"), "60000.00");
  approve("virement", id);
  EXPECT_EQ(show("cost-line", from).at("amount"), "49999.99");
  EXPECT_EQ(show("cost-line", to).at("amount"), "20000.01");
  EXPECT_EQ(done("cost-line show-profile", {{"cost_line", from}}).at("total"), "49999.99");
  EXPECT_EQ(done("cost-line show-profile", {{"cost_line", to}}).at("total"), "20000.01");
  EXPECT_EQ(done("cost-line show-profile", {{"cost_line", to}}).at("versions").at(0).at("why"),
            "Virement 1: Two posts start late");
  EXPECT_EQ(show("cost-line", from).at("history").at(0).at("why"), "Virement 1: Two posts start late");
  // More than the line means to spend that year.
  auto more = virement;
  more.update({{"amount", "1000"}, {"financial_year", "2027/28"}});
  auto const later = add("virement", more);
  auto const refused =
      perform_as(colleague(), "virement decide",
                 {{"virement", later}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Cabinet"}});
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("means to spend £0 in 2027/28"));
  EXPECT_EQ(show("cost-line", from).at("amount"), "49999.99");
  auto const elsewhere = line(approved("5000"), "5000");
  more["to_line"] = elsewhere;
  EXPECT_EQ(refusal("virement add", more).fields.at(0).field, "to_line");
}

// Sums by month, year, line and fund agree, and the changes replayed give today's figures, whatever was changed.
TEST_P(Funding, ReplayingTheChangesGivesTodaysFigures) {
  std::mt19937 random{20261122};
  auto const approval = approved("100000000");
  std::vector<std::string> lines;
  for (int at = 0; at < 4; ++at) lines.push_back(line(approval, "10000000", {{"recurrence", "recurring"}}));
  for (int at = 0; at < 40; ++at) {
    auto const& one = lines[random() % lines.size()];
    auto const seen = done("cost-line show-profile", {{"cost_line", one}}).at("profile_version");
    json change{{"cost_line", one}, {"profile_version", seen}, {"why", "As it was heard"}};
    auto const from = Date::from_iso("2024-01-15").value().plus_days(static_cast<int>(random() % 900));
    change["from"] = from.iso();
    change["until"] = from.plus_days(static_cast<int>(random() % 700)).iso();
    change["amount"] = Money::pence(static_cast<std::int64_t>(random() % 900'000'000)).text();
    done("cost-line set-profile", change);
  }
  auto transaction = database().read(actor_.authority);
  Money by_lines;
  for (auto const& one : lines) {
    auto const now = profile_of(transaction, one);
    EXPECT_EQ(profile_after(transaction, one, 1'000'000), now);
    std::map<FinancialYear, Money> years;
    for (auto const& each : now) years[each.month.financial_year()] += each.amount;
    std::erase_if(years, [](auto const& each) { return each.second.is_nothing(); });
    std::map<FinancialYear, Money> kept;
    for (auto const& each : profile_years(transaction))
      if (each.line == one) kept[each.year] = each.amount;
    EXPECT_EQ(kept, years);
    by_lines += total(now);
  }
  Money by_fund;
  for (auto const& each : profile_years(transaction)) by_fund += each.amount;
  EXPECT_EQ(by_fund, by_lines);
}

TEST_P(Funding, APostGoesStepByStepAndItsLateStartIsPriced) {
  auto const paid = line(approved("500000", {{"until", "2027-03-31"}}), "420000");
  auto const post = add("post", {{"title", "Family therapist"},
                                 {"inside", paid},
                                 {"fte", "1"},
                                 {"basis", "fixed-term"},
                                 {"full_year", "60000"},
                                 {"planned_start", "2026-09-01"},
                                 {"exit_owner", "Head of service"}});
  auto const take = [&](std::string const& step, std::string const& on, std::string const& note = "") {
    json input{{"post", post}, {"version", show("post", post).at("version")}, {"step", step}, {"on", on}};
    if (!note.empty()) input["note"] = note;
    return perform("post step", input);
  };
  EXPECT_FALSE(take("approved", "2026-06-01").has_value());
  ASSERT_TRUE(take("created", "2026-06-01").has_value());
  ASSERT_TRUE(take("evaluated", "2026-06-20").has_value());
  EXPECT_FALSE(take("approved", "2026-06-19").has_value());
  EXPECT_FALSE(take("approved", "2030-01-01").has_value());
  ASSERT_TRUE(take("approved", "2026-07-01").has_value());
  ASSERT_TRUE(take("advertised", "2026-11-01").has_value());
  EXPECT_FALSE(take("approved", "2026-11-02").has_value());
  auto const waiting = done("post pipeline", json::object()).at("posts").at(0);
  EXPECT_EQ(waiting.at("state"), "advertised");
  EXPECT_EQ(waiting.at("next_step"), "interviewed");
  // 1 November and 30, 5, 30 and 30 days.
  EXPECT_EQ(waiting.at("starts"), "2027-02-04");
  // September to January, and 3 of 28 days.
  EXPECT_EQ(waiting.at("unspent"), "25535.71");
  EXPECT_THAT(get("/resources/posts").body, HasSubstr("0 of 1 post filled. Late starts leave £25,535.71 unspent."));
  EXPECT_THAT(get("/resources/month-13").body, AllOf(HasSubstr("£5,000 not decided"), HasSubstr("Head of service")));
  EXPECT_FALSE(
      perform(
          "post decide-exit",
          {{"post", post}, {"version", 5}, {"exit", "mainstream"}, {"exit_by", "Director"}, {"exit_on", "2026-11-01"}})
          .has_value());
  done("post decide-exit", {{"post", post},
                            {"version", 5},
                            {"exit", "mainstream"},
                            {"exit_by", "Director"},
                            {"exit_on", "2026-11-01"},
                            {"exit_pays", "Service budget"}});
  auto const month = done("money month-13", json::object()).at("approvals").at(0);
  EXPECT_EQ(month.at("kept"), "5000.00");
  EXPECT_EQ(month.at("undecided"), "0.00");
}

TEST_P(Funding, ShowsWhichThemesLinesSupportAndDividesPoundsOnlyWhereSaid) {
  auto const one = done("theme add", {{"title", "Supervision"}}).value("theme", "");
  auto const two = done("theme add", {{"title", "Adolescents"}}).value("theme", "");
  auto const approval = approved("100000");
  auto const first = line(approval, "60000"), second = line(approval, "10000");
  done("cost-line set-themes",
       {{"cost_line", first}, {"version", 1}, {"themes", {one, two}}, {"shares", {"33.33", "66.67"}}});
  json both{{"cost_line", second}, {"version", 1}, {"themes", {one, two}}, {"shares", {"50", "49"}}};
  EXPECT_EQ(refusal("cost-line set-themes", both).fields.at(0).field, "shares");
  done("cost-line set-themes", {{"cost_line", second}, {"version", 1}, {"themes", json::array({one})}});
  auto const support = done("money themes", json::object());
  EXPECT_EQ(support.at("themes").at(0).at("title"), "Supervision");
  EXPECT_THAT(support.at("themes").at(0).at("lines"), SizeIs(2));
  EXPECT_EQ(support.at("themes").at(0).at("apportioned"), "19998.00");
  EXPECT_EQ(support.at("thinnest"), json::array({two}));
  EXPECT_THAT(get("/resources/themes").body, HasSubstr("Least behind it: Adolescents, with 1 line."));
}

TEST_P(Funding, ItsWordsHaveTheRightArticle) {
  EXPECT_THAT(get("/underspend-returns/new", {{"inside", approved("750000")}}).body,
              HasSubstr("Add an underspend return"));
  EXPECT_THAT(get("/approvals/new", {{"inside", fund()}}).body, HasSubstr("Add an approval"));
}

TEST_P(Funding, PagesOfOneCouncilShowNothingOfAnother) {
  auto const approval = approved("100000");
  auto const paid = line(approval, "60000", {{"title", "Quillfeather line"}});
  for (auto const* page : {"/resources", "/cost-lines", "/funds", "/approvals"})
    EXPECT_EQ(get(page).status, 200) << page;
  EXPECT_THAT(get("/cost-lines").body, HasSubstr("Quillfeather line"));
  actor_ = stranger();
  EXPECT_THAT(get("/cost-lines").body, Not(HasSubstr("Quillfeather")));
  EXPECT_THAT(get("/resources").body, HasSubstr("No money yet"));
  EXPECT_EQ(get("/cost-lines/" + paid).status, 404);
  EXPECT_EQ(get("/cost-lines/" + paid + "/profile").status, 404);
}

TEST_P(Funding, WhatHoldsOthersOrHasAProfileIsNotMovedElsewhere) {
  auto const here = approved("100000"), there = approved("100000");
  auto const paid = line(here, "60000");
  json moved{{"cost_line", paid}, {"version", 1},        {"title", "A line"},
             {"inside", there},   {"line_kind", "post"}, {"amount", "60000"}};
  done("cost-line change", moved);
  done("cost-line set-profile", {{"cost_line", paid}, {"profile_version", 0}, {"months", "April 2026 500"}});
  moved.update({{"version", 2}, {"inside", here}});
  EXPECT_EQ(refusal("cost-line change", moved).fields.at(0).field, "inside");
}

TEST_P(Funding, TwoPeopleAtOnceSeeBothVersions) {
  auto const paid = line(approved("100000"), "60000");
  gt::test::Fields form;
  for (auto const& [name, value] : std::map<std::string, std::string>{{"title", "Mine"},
                                                                      {"inside", show("cost-line", paid).at("inside")},
                                                                      {"line_kind", "post"},
                                                                      {"amount", "50000"},
                                                                      {"lock_version", "1"}})
    form.add(name, value);
  done("cost-line change", {{"cost_line", paid},
                            {"version", 1},
                            {"title", "Theirs"},
                            {"inside", show("cost-line", paid).at("inside")},
                            {"line_kind", "post"},
                            {"amount", "40000"}});
  auto const answer = post("/cost-lines/" + paid + "/edit", form);
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("Mine"), HasSubstr("Theirs"), HasSubstr("£40,000")));
}

}  // namespace
}  // namespace gt::funding
