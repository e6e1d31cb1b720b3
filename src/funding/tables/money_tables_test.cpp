#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"
#include "funding/tables/money_tables.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Tables : public test::FundingTest {
 protected:
  json tables(std::string const& of = "", std::string const& unit = "") {
    return done("money tables", {{"of", of}, {"unit", unit}});
  }
  static json row(json const& tables, std::string const& part, std::string const& label) {
    for (auto const& each : tables.at("parts"))
      if (each.at("name") == part)
        for (auto const& row : each.at("rows"))
          if (row.at("label") == label) return row;
    ADD_FAILURE() << part << ", " << label << " is not in " << tables.dump(1);
    return {};
  }
  static std::string amount(json const& row, std::string const& year) {
    return row.at("years").contains(year) ? row.at("years").at(year).at("amount").get<std::string>() : "";
  }
  void profile(std::string const& line, std::string const& months) {
    done("cost-line set-profile", {{"cost_line", line}, {"profile_version", 0}, {"months", months}});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Tables, gt::test::engines(), gt::test::engine_name);

TEST_P(Tables, PutYearsAcrossAndKeepOneOffAndRecurringApart) {
  auto const approval = approved("750000", {{"title", "Improvement"}});
  add("year-of-funding",
      {{"title", "Yr2 19/20"}, {"inside", approval}, {"financial_year", "2019/20"}, {"amount", "750000"}});
  auto const therapists = line(approval, "420000", {{"title", "Therapists"}});
  auto const manager = line(approval, "80000", {{"title", "Manager"}, {"recurrence", "recurring"}});
  profile(therapists, "March 2020 20,000\nApril 2020 300,000");
  profile(manager, "April 2019 40,000\nApril 2020 80,000");
  auto const out = tables(approval);
  EXPECT_EQ(out.at("of"), "Improvement");
  EXPECT_THAT(out.at("years"), ElementsAre("2019/20", "2020/21"));
  auto const given = row(out, "Approved, one-off", "Improvement");
  EXPECT_EQ(amount(given, "2019/20"), "750000.00");
  EXPECT_EQ(given.at("in_no_year").at("amount"), "0.00");
  auto const one = row(out, "Lines, one-off", "Therapists");
  EXPECT_EQ(amount(one, "2019/20"), "20000.00");
  EXPECT_EQ(amount(one, "2020/21"), "300000.00");
  EXPECT_EQ(one.at("in_no_year").at("amount"), "100000.00");
  EXPECT_EQ(one.at("total").at("amount"), "420000.00");
  // What runs on has its amount each year.
  auto const runs_on = row(out, "Lines, recurring", "Manager");
  EXPECT_EQ(runs_on.at("in_no_year").at("amount"), "0.00");
  EXPECT_EQ(runs_on.at("total").at("amount"), "120000.00");
  auto const all = row(out, "In all", "Lines in all");
  EXPECT_EQ(amount(all, "2019/20"), "60000.00");
  EXPECT_EQ(amount(all, "2020/21"), "380000.00");
  EXPECT_THAT(out.at("not_compared").get<std::string>(), HasSubstr("runs on and is in no year"));
}

TEST_P(Tables, SayWhatIsGivenAndInNoLine) {
  auto const approval = approved("750000");
  line(approval, "676000");
  auto const in_all = row(tables(approval), "In all", "Approved and in no line");
  EXPECT_EQ(in_all.at("total").at("amount"), "74000.00");
  EXPECT_THAT(in_all.at("years"), SizeIs(0));

  auto const by_year = approved("100000", {{"title", "By year"}});
  add("year-of-funding", {{"title", "Yr1"}, {"inside", by_year}, {"financial_year", "2026/27"}, {"amount", "60000"}});
  add("year-of-funding", {{"title", "Yr2"}, {"inside", by_year}, {"financial_year", "2027/28"}, {"amount", "40000"}});
  profile(line(by_year, "70000"), "April 2026 20,000\nApril 2027 50,000");
  auto const rest = row(tables(by_year), "In all", "Approved and in no line");
  EXPECT_EQ(amount(rest, "2026/27"), "40000.00");
  EXPECT_EQ(amount(rest, "2027/28"), "-10000.00");
  EXPECT_EQ(rest.at("total").at("amount"), "30000.00");
}

TEST_P(Tables, RoundEachFigureByItselfAndATotalFromTheExactTotal) {
  auto const approval = approved("100000");
  for (auto const* title : {"One", "Two", "Three"}) line(approval, "1400", {{"title", title}});
  auto const out = tables(approval, "thousands");
  EXPECT_TRUE(out.at("is_rounded"));
  EXPECT_EQ(row(out, "Lines, one-off", "One").at("total").at("shown"), 1);
  EXPECT_EQ(row(out, "Lines, one-off", "Together").at("total").at("shown"), 4);
  EXPECT_EQ(row(out, "Lines, one-off", "Together").at("total").at("amount"), "4200.00");
  gt::test::Fields query;
  query.add("of", approval);
  query.add("unit", "thousands");
  EXPECT_THAT(get("/resources/tables", query).body,
              AllOf(HasSubstr("(£ thousand)"), HasSubstr("rounded figures may not add up")));
  gt::test::Fields pounds;
  pounds.add("of", approval);
  EXPECT_THAT(get("/resources/tables", pounds).body,
              AllOf(HasSubstr("(£)"), HasSubstr("No figure is rounded."), Not(HasSubstr("may not add up"))));
}

TEST_P(Tables, ShowBothEffectsOfADrawDownAndNeverAddThem) {
  auto const approval = approved("950000");
  for (auto const& [title, part, full] :
       {std::tuple{"Posts", "141000", "795000"}, std::tuple{"More posts", "9000", "36000"}})
    add("draw-down", {{"title", title},
                      {"inside", approval},
                      {"amount", part},
                      {"full_year", full},
                      {"recurrence", "recurring"},
                      {"financial_year", "2016/17"}});
  add("draw-down", {{"title", "Laptops"},
                    {"inside", approval},
                    {"amount", "150000"},
                    {"recurrence", "one-off"},
                    {"financial_year", "2017/18"}});
  auto const draws = tables(approval).at("draw_downs");
  ASSERT_THAT(draws, SizeIs(2));
  EXPECT_EQ(draws.at(0).at("first_year"), "2016/17");
  EXPECT_EQ(draws.at(0).at("state"), "requested");
  EXPECT_EQ(draws.at(0).at("part_year").at("amount"), "150000.00");
  EXPECT_EQ(draws.at(0).at("full_year").at("amount"), "831000.00");
  EXPECT_TRUE(draws.at(1).at("rows").at(0).at("full_year").is_null());
  auto const page = get("/resources/tables").body;
  EXPECT_THAT(page, AllOf(HasSubstr("From 2016/17, requested"), HasSubstr("never added within a year")));
  // 141 and 795, or 150 and 831, in one figure.
  EXPECT_THAT(page, AllOf(Not(HasSubstr("936,000")), Not(HasSubstr("981,000"))));
}

TEST_P(Tables, OfABidAreItsOwnAndOfAFundLeaveItOut) {
  auto const from = fund();
  auto const id = bid(from, "68000", {{"title", "Second duty manager"}, {"recurrence", "recurring"}});
  EXPECT_EQ(row(tables(id), "Asked for, recurring", "Second duty manager").at("total").at("amount"), "68000.00");
  auto const all = tables(from);
  EXPECT_THAT(all.at("parts"), SizeIs(0));
  EXPECT_EQ(all.at("bids_left_out").at(0).at("title"), "Second duty manager");
  EXPECT_EQ(refusal("money tables", {{"of", new_opaque_id()}}).kind, ErrorKind::not_found);
  EXPECT_EQ(refusal("money tables", {{"unit", "millions"}}).fields.at(0).field, "unit");
  EXPECT_THAT(get("/resources/tables").body, HasSubstr("Nothing was approved from it yet."));
  actor_ = stranger();
  EXPECT_EQ(refusal("money tables", {{"of", id}}).kind, ErrorKind::not_found);
  EXPECT_THAT(get("/resources/tables").body, HasSubstr("No money yet"));
}

TEST_P(Tables, AreDownloadedAsTheyAreShownAndPrintedWithoutNavigation) {
  auto const approval = approved("750000", {{"title", "Improvement"}});
  line(approval, "15400", {{"title", "Network, and its fee"}});
  gt::test::Fields query;
  query.add("of", approval);
  query.add("unit", "thousands");
  auto const csv = get("/resources/tables.csv", query);
  EXPECT_THAT(csv.body, AllOf(HasSubstr("Total (£ thousand)"), HasSubstr("\"Network, and its fee\",15,15,"),
                              HasSubstr("Approved and in no line,,735,")));
  for (auto const* path : {"/resources/tables.xlsx", "/resources/tables.ods"}) {
    auto const file = get(path, query);
    EXPECT_EQ(file.status, 200) << path;
    EXPECT_TRUE(file.body.starts_with("PK")) << path;
  }
  auto const paper = get("/resources/tables/paper", query).body;
  EXPECT_THAT(paper, AllOf(HasSubstr("Financial tables: Improvement"), HasSubstr("thousands of pounds"),
                           Not(HasSubstr("aria-label=\"Resources\""))));
}

}  // namespace
}  // namespace gt::funding
