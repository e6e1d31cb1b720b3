#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/actuals/month_closing.h"
#include "funding/actuals/postings.h"
#include "funding/funding_test_fixture.h"
#include "platform/operations/fields.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Actuals : public test::FundingTest {
 protected:
  void SetUp() override {
    test::FundingTest::SetUp();
    if (IsSkipped()) return;
    approval_ = approved("750000", {{"from", "2019-04-01"}, {"until", "2020-03-31"}});
    therapists_ = line(approval_, "420000", {{"from", "2019-04-01"}, {"until", "2020-03-31"}});
    training_ = line(approval_, "60000", {{"title", "Training"}, {"line_kind", "training"}});
    ledger_ = add("ledger", {{"title", "General ledger"}});
  }
  json read(std::string const& csv, std::string const& name = "ledger.csv") {
    return done("ledger read", {{"ledger", ledger_}, {"file", operations::upload_value({name, csv})}});
  }
  json answer(json const& read, json more) {
    more["ledger_import"] = read.at("import");
    more["version"] = read.at("version");
    return done("ledger-import answer", more);
  }
  json bring_in(json const& read) {
    return done("ledger-import bring-in", {{"ledger_import", read.at("import")}, {"version", read.at("version")}});
  }
  Error not_brought_in(json const& read) {
    return refusal("ledger-import bring-in", {{"ledger_import", read.at("import")}, {"version", read.at("version")}});
  }
  /// Both codes are known to the ledger.
  void know_codes() {
    add("ledger-code", {{"title", "CI100"}, {"inside", ledger_}, {"line", therapists_}});
    add("ledger-code", {{"title", "CI200"}, {"inside", ledger_}, {"line", training_}});
  }
  std::string spent(std::string const& line) {
    return done("cost-line show-forecast", {{"cost_line", line}}).at("spent");
  }
  std::string approval_, therapists_, training_, ledger_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Actuals, gt::test::engines(), gt::test::engine_name);

TEST_P(Actuals, AsksForCodesOnceAndRemembersThem) {
  auto first = read("Code,Month,Amount\nCI100,Apr-19,35000\nCI200,Apr-19,\"1,200.50\"\nXX9,Apr-19,99\n");
  EXPECT_EQ(first.at("questions"), json::array({"codes"}));
  EXPECT_THAT(first.at("unknown_codes"), SizeIs(3));
  EXPECT_THAT(not_brought_in(first).message, HasSubstr("answered first"));
  EXPECT_THAT(refusal("ledger-import answer",
                      {{"ledger_import", first.at("import")}, {"version", 1}, {"codes", {{"CI100", approval_}}}})
                  .fields.at(0)
                  .message,
              HasSubstr("choose a cost line"));
  first = answer(first, {{"codes", {{"CI100", therapists_}, {"CI200", training_}, {"XX9", "not ours"}}}});
  EXPECT_THAT(first.at("questions"), IsEmpty());
  EXPECT_EQ(first.at("left_out"), "99.00");
  EXPECT_EQ(spent(therapists_), "0.00");
  auto const done_now = bring_in(first);
  EXPECT_EQ(done_now.at("months"), json::array({"2019-04"}));
  EXPECT_EQ(spent(therapists_), "35000.00");
  EXPECT_EQ(spent(training_), "1200.50");
  EXPECT_THAT(not_brought_in(first).message, HasSubstr("brought in already"));
  // The next month asks for nothing, and each code has a record of its own.
  EXPECT_THAT(read("Code,Month,Amount\nCI100,May-19,35000\nXX9,May-19,1\n").at("questions"), IsEmpty());
  EXPECT_THAT(done("ledger-code list", {{"inside", ledger_}}).at("records"), SizeIs(3));
}

TEST_P(Actuals, ALaterFileReplacesTheMonthAndNothingElse) {
  know_codes();
  bring_in(read("Code,Month,Amount\nCI100,Apr-19,100\nCI200,Apr-19,50\nCI100,May-19,200\n"));
  auto const again = read("Code,Month,Amount\nCI100,May-19,250\n");
  ASSERT_THAT(again.at("changes"), SizeIs(1));
  EXPECT_EQ(again.at("changes").at(0).at("before"), "200.00");
  EXPECT_EQ(again.at("changes").at(0).at("after"), "250.00");
  bring_in(again);
  EXPECT_EQ(spent(therapists_), "350.00");
  EXPECT_EQ(spent(training_), "50.00");
  // A code that the month no longer has comes to nothing.
  bring_in(read("Code,Month,Amount\nCI100,Apr-19,100\n"));
  EXPECT_EQ(spent(training_), "0.00");
  auto transaction = database().read(authority());
  EXPECT_THAT(list_postings(transaction, {.record = therapists_}), SizeIs(2));
  EXPECT_EQ(list_postings(transaction, {.record = therapists_}).back().found_at, "ledger.csv, row 2, column C");
}

TEST_P(Actuals, ChecksTheControlTotalAndTheClosedMonths) {
  know_codes();
  auto april = read("Code,Month,Amount\nCI100,Apr-19,100\nCI200,Apr-19,50\n");
  april = answer(april, {{"control_total", "151"}});
  EXPECT_THAT(not_brought_in(april).fields.at(0).message, HasSubstr("£150, and the control total is £151: −£1 apart"));
  bring_in(answer(april, {{"control_total", "150"}}));
  done("money-month close", {{"month", "April 2019"}});
  EXPECT_THAT(refusal("money-month close", {{"month", "2019-04"}}).message, HasSubstr("closed already"));
  auto const changed = read("Code,Month,Amount\nCI100,Apr-19,101\nCI200,Apr-19,50\nCI100,May-19,7\n");
  EXPECT_THAT(not_brought_in(changed).fields.at(0).message,
              HasSubstr("April 2019 is closed with £150, and the file has £151"));
  // A year to date repeats it.
  auto const same = read("Code,Month,Amount\nCI100,Apr-19,100\nCI200,Apr-19,50\nCI100,May-19,7\n");
  EXPECT_THAT(same.at("notes"), Contains(HasSubstr("says the same")));
  EXPECT_EQ(bring_in(same).at("months"), json::array({"2019-05"}));
  EXPECT_EQ(spent(therapists_), "107.00");
  EXPECT_THAT(refusal("money-month reopen", {{"month", "2019-04"}, {"why", " "}}).fields.at(0).message,
              HasSubstr("Say why"));
  done("money-month reopen", {{"month", "2019-04"}, {"why", "An invoice was booked twice"}});
  bring_in(read("Code,Month,Amount\nCI100,Apr-19,101\nCI200,Apr-19,50\n"));
  EXPECT_EQ(spent(therapists_), "108.00");
  EXPECT_THAT(refusal("money-month close", {{"month", "2099-01"}}).fields.at(0).message, HasSubstr("not over"));
}

TEST_P(Actuals, RefusesAFileWithAFaultWholeAndDiscardsIt) {
  know_codes();
  auto const bad = read("Code,Month,Amount\nCI100,Apr-19,100\nCI100,Apr-19,tbc\n");
  EXPECT_THAT(not_brought_in(bad).fields.at(0).message, HasSubstr("row 3, column C: “tbc” is not an amount"));
  EXPECT_EQ(spent(therapists_), "0.00");
  done("ledger-import discard", {{"ledger_import", bad.at("import")}, {"version", 1}});
  EXPECT_EQ(refusal("ledger-import show", {{"ledger_import", bad.at("import")}}).kind, ErrorKind::not_found);
  EXPECT_THAT(done("ledger-import list", json::object()).at("imports"), IsEmpty());
}

TEST_P(Actuals, SeesThatSomethingElseWouldChangeThanWasShown) {
  know_codes();
  auto const first = read("Code,Month,Amount\nCI100,Apr-19,100\n"),
             second = read("Code,Month,Amount\nCI100,Apr-19,200\n");
  bring_in(first);
  EXPECT_THAT(not_brought_in(second).message, HasSubstr("has changed since this file was looked at"));
  auto const one = read("Code,Month,Amount\nCI100,Apr-19,300\n");
  answer(one, {{"control_total", "300"}});
  EXPECT_EQ(not_brought_in(one).kind, ErrorKind::conflict);  // somebody answered meanwhile
}

TEST_P(Actuals, TheUnitIsAskedForUnlessTheLedgerSaysIt) {
  know_codes();
  auto const csv = "Spending £000\nCode,Month,Amount\nCI100,Apr-19,1.5\n";
  EXPECT_EQ(read(csv).at("questions"), json::array({"unit"}));
  EXPECT_EQ(bring_in(answer(read(csv), {{"unit", "thousands"}})).at("total"), "1500.00");
  done("ledger change", {{"ledger", ledger_}, {"version", 1}, {"title", "General ledger"}, {"unit", "thousands"}});
  EXPECT_THAT(read(csv).at("questions"), IsEmpty());
  // What says otherwise than the ledger is asked about.
  EXPECT_EQ(read("Spending £m\nCode,Month,Amount\nCI100,Apr-19,1.5\n").at("questions"), json::array({"unit"}));
}

TEST_P(Actuals, WhatWasPostedToStays) {
  know_codes();
  bring_in(read("Code,Month,Amount\nCI200,Apr-19,50\n"));
  EXPECT_THAT(refusal("cost-line end", {{"cost_line", training_}, {"version", 1}}).message, HasSubstr("has posted to"));
}

TEST_P(Actuals, AccrualsCountInTheirMonthAndAreTakenBackInTheNext) {
  know_codes();
  bring_in(read("Code,Month,Amount\nCI100,Apr-19,100\n"));
  add("accrual",
      {{"title", "Agency invoice to come"}, {"inside", therapists_}, {"month", "2019-04"}, {"amount", "40"}});
  auto shown = done("cost-line show-forecast", {{"cost_line", therapists_}});
  EXPECT_EQ(shown.at("spent"), "140.00");
  EXPECT_EQ(shown.at("months").at(0).at("spent"), "140.00");
  bring_in(read("Code,Month,Amount\nCI100,May-19,60\n"));
  shown = done("cost-line show-forecast", {{"cost_line", therapists_}});
  EXPECT_EQ(shown.at("months").at(1).at("spent"), "20.00");
  EXPECT_EQ(shown.at("spent"), "160.00");
}

TEST_P(Actuals, TheForecastFollowsThePostsAndWhatIsLeftIsNamedAndGoesBack) {
  know_codes();
  std::string months;
  for (auto const* each : {"2019-04", "2019-05", "2019-06", "2019-07", "2019-08", "2019-09", "2019-10", "2019-11",
                           "2019-12", "2020-01", "2020-02", "2020-03"})
    months += std::string(each) + " 35000\n";
  done("cost-line set-profile", {{"cost_line", therapists_}, {"profile_version", 0}, {"months", months}});
  EXPECT_EQ(done("cost-line show-forecast", {{"cost_line", therapists_}}).at("forecast"), "420000.00");
  for (int at = 0; at < 5; ++at)
    add("post", {{"title", "Therapist " + std::to_string(at)},
                 {"inside", therapists_},
                 {"fte", "1"},
                 {"basis", "fixed-term"},
                 {"full_year", "84000"},
                 {"planned_start", "2019-04-01"}});
  // Nobody is in post on this day long after the money's end, so that nothing more will be spent.
  bring_in(read("Code,Month,Amount\nCI100,Apr-19,1000\nCI100,May-19,2000\nCI100,Jun-19,3000\n"));
  auto shown = done("cost-line show-forecast", {{"cost_line", therapists_}});
  EXPECT_EQ(shown.at("spent_to"), "2019-06");
  EXPECT_EQ(shown.at("forecast"), "6000.00");
  EXPECT_EQ(shown.at("variance"), "-414000.00");
  EXPECT_THAT(
      refusal(
          "cost-line set-forecast",
          {{"cost_line", therapists_}, {"forecast_version", 0}, {"month", "2019-06"}, {"amount", "5"}, {"why", "x"}})
          .fields.at(0)
          .message,
      HasSubstr("The ledgers have June 2019"));
  json set{{"cost_line", therapists_}, {"forecast_version", 0}, {"month", "2019-07"}, {"amount", "5000"}};
  EXPECT_EQ(refusal("cost-line set-forecast", set).fields.at(0).field, "why");
  set["why"] = "Agency cover";
  done("cost-line set-forecast", set);
  EXPECT_EQ(refusal("cost-line set-forecast", set).kind, ErrorKind::conflict);
  shown = done("cost-line show-forecast", {{"cost_line", therapists_}});
  EXPECT_EQ(shown.at("forecast"), "11000.00");
  EXPECT_EQ(shown.at("months").at(3).at("from"), "set by hand");

  auto const overview = done("money overview", json::object()).at("funds").at(0);
  EXPECT_EQ(overview.at("spent"), "6000.00");
  EXPECT_EQ(overview.at("forecast"), "11000.00");
  EXPECT_EQ(overview.at("unspent"), "739000.00");
  EXPECT_EQ(overview.at("approvals").at(0).at("gaps").back().at("gap"), "not spent");
  json back{{"title", "Posts were filled late"}, {"inside", approval_}, {"amount", "744001"}};
  EXPECT_THAT(refusal("underspend-return add", back).fields.at(0).message, HasSubstr("At most £744,000 can go back"));
  back["amount"] = "700000";
  auto const returned = add("underspend-return", back);
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("returned"), "0.00");
  approve("underspend-return", returned);
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("returned"), "700000.00");
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("unspent"), "39000.00");
}

TEST_P(Actuals, OrdersAreCommittedUntilTheyArePaid) {
  know_codes();
  json order{{"title", "Course"},  {"inside", training_}, {"order_kind", "contract"}, {"supplier", "Training partner"},
             {"reference", "PO7"}, {"amount", "61000"}};
  EXPECT_THAT(refusal("order add", order).fields.at(0).message, HasSubstr("it has £60,000"));
  order["amount"] = "9000";
  add("order", order);
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("committed"), "9000.00");
  bring_in(read("Code,Month,PO No,Supplier,Amount\nCI200,Apr-19,PO7,Training partner,4000\nCI200,Apr-19,,,600\n"));
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("committed"), "5000.00");
  auto const published = done("money publication", {{"from", "2019-04"}, {"until", "2019-06"}});
  ASSERT_THAT(published.at("spending"), SizeIs(1));
  EXPECT_EQ(published.at("spending").at(0).at("beneficiary"), "Training partner");
  EXPECT_EQ(published.at("without_supplier"), 1);
  EXPECT_THAT(published.at("contracts"), SizeIs(1));
  EXPECT_THAT(published.at("grants"), IsEmpty());
}

TEST_P(Actuals, AnOrderIsPaidByAFileThatChangesNoSum) {
  know_codes();
  add("order", {{"title", "Course"},
                {"inside", training_},
                {"order_kind", "contract"},
                {"supplier", "Training partner"},
                {"reference", "PO7"},
                {"amount", "9000"}});
  bring_in(read("Code,Month,PO No,Amount\nCI200,Apr-19,,4000\n"));
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("committed"), "9000.00");
  bring_in(read("Code,Month,PO No,Amount\nCI200,Apr-19,PO7,4000\n"));
  EXPECT_EQ(done("money overview", json::object()).at("funds").at(0).at("committed"), "5000.00");
}

TEST_P(Actuals, TheCodeOfALineThatWasTakenOutIsAskedAboutAgain) {
  know_codes();
  done("cost-line end", {{"cost_line", training_}, {"version", 1}});
  auto const asked = read("Code,Month,Amount\nCI200,Apr-19,5\n");
  EXPECT_EQ(asked.at("questions"), json::array({"codes"}));
  bring_in(answer(asked, {{"codes", {{"CI200", therapists_}}}}));
  EXPECT_EQ(spent(therapists_), "5.00");
  // And known from then on.
  bring_in(read("Code,Month,Amount\nCI200,May-19,6\n"));
  EXPECT_EQ(spent(therapists_), "11.00");
}

TEST_P(Actuals, WhatIsStillToComeIsNotSpent) {
  know_codes();
  EXPECT_THAT(not_brought_in(read("Code,Month,Amount\nCI100,Apr-19,5\nCI100,2099-01,5\n")).fields.at(0).message,
              HasSubstr("January 2099 is still to come"));
}

TEST_P(Actuals, SuppliersWhoArePrivatePersonsAreNotPublished) {
  add("ledger-code", {{"title", "CI200"}, {"inside", ledger_}, {"line", training_}, {"withheld", "withheld"}});
  bring_in(read("Code,Month,Supplier,Amount\nCI200,Apr-19,A. Person,501\nCI200,Apr-19,A. Person,500\n"));
  auto const published = done("money publication", {{"from", "2019-04"}, {"until", "2019-04"}});
  ASSERT_THAT(published.at("spending"), SizeIs(1));
  EXPECT_EQ(published.at("spending").at(0).at("beneficiary"), "Withheld: a private person");
}

TEST_P(Actuals, SumsOfMonthsAreThoseOfThePostings) {
  know_codes();
  bring_in(read("Line,Apr-19,May-19,Jun-19\nCI100,100,200,300\nCI200,1,2,3\n"));
  bring_in(read("Line,May-19,Jun-19\nCI100,250,-40\n"));
  bring_in(read("Code,Month,Amount\nCI200,Jun-19,7.77\n"));
  auto transaction = database().read(authority());
  for (auto const& record : {therapists_, training_}) {
    std::map<Month, Money> sums;
    for (auto const& each : list_postings(transaction, {.record = record})) sums[each.month] += each.amount;
    std::erase_if(sums, [](auto const& each) { return each.second.is_nothing(); });
    std::map<Month, Money> kept;
    for (auto const& each : posted_to(transaction, record)) kept[each.month] = each.amount;
    EXPECT_EQ(kept, sums);
  }
}

}  // namespace
}  // namespace gt::funding
