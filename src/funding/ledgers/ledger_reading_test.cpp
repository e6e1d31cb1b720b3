#include "funding/ledgers/ledger_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/sheet_reader.h"

namespace gt::funding::ledgers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LedgerReading read_text(std::string const& csv, ColumnNames const& names = {}) {
  auto const workbook = sheet::read(csv, "ledger.csv");
  EXPECT_TRUE(workbook.has_value());
  return read_ledger(*workbook, names);
}
std::string first_fault(std::string const& csv) {
  auto const read = read_text(csv);
  return read.faults.empty() ? std::string() : read.faults.front().message;
}
std::string in_short(Posting const& posting) {
  return posting.code + " " + posting.month.text() + " " + posting.amount.text();
}
std::vector<std::string> in_short(Postings const& postings) {
  std::vector<std::string> out;
  for (auto const& each : postings.all) out.push_back(in_short(each));
  return out;
}

// The three layouts that finance systems give, as councils save them; all of our own making.
constexpr char const* one_row_a_posting =
    "Transactions of children’s improvement,,,,,,\n"
    "Printed 3 July 2019,,,,,,\n"
    "Cost Centre,Subjective,Period,Posting Date,Supplier,Order No,Net Amount (£)\n"
    "CI100,10100,Apr-19,30/04/2019,Payroll,,\"35,000.00\"\n"
    "CI100,10100,May-19,31/05/2019,Payroll,,\"34,500.50\"\n"
    "CI200,40210,2019-05,17/05/2019,Training partner,PO7,(120.00)\n";
constexpr char const* months_across =
    "Improvement programme 2019/20\n"
    "Line,Description,Apr-19,May-19,Jun-19,Total\n"
    "1,Therapists,1000,2000,,3000\n"
    "2,Training,-,50.5,49.5,100\n"
    "Total,,1000,2050.5,49.5,3100\n";
constexpr char const* with_subtotals =
    "Account,Account name,Period,Amount\n"
    ",,,\n"
    "CI100,Therapists,,\n"
    ",,P1,100\n"
    ",,P2,150\n"
    "Total CI100,,,250\n"
    "CI200,Training,P1,25\n"
    ",,P2,75\n"
    "Sub-total,,,100\n"
    "Grand total,,,350\n";

TEST(LedgerReading, ReadsOneRowAPosting) {
  auto const read = read_text(one_row_a_posting);
  EXPECT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(read.layouts, ElementsAre("one row a posting, 3 amounts"));
  auto const postings = postings_of(read, {});
  EXPECT_THAT(in_short(postings), ElementsAre("CI100 / 10100 2019-04 35000.00", "CI100 / 10100 2019-05 34500.50",
                                              "CI200 / 40210 2019-05 -120.00"));
  EXPECT_EQ(postings.total.text(), "69380.50");
  EXPECT_EQ(postings.all[2].supplier, "Training partner");
  EXPECT_EQ(postings.all[2].order, "PO7");
  EXPECT_EQ(postings.all[2].on, Date::from_iso("2019-05-17").value());
  EXPECT_EQ(sheet::describe("ledger.csv", postings.all[2].place), "ledger.csv, row 6, column G");
}

TEST(LedgerReading, ReadsMonthsAcrossAndChecksItsTotals) {
  auto const read = read_text(months_across);
  EXPECT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(in_short(postings_of(read, {})),
              ElementsAre("1 2019-04 1000.00", "1 2019-05 2000.00", "2 2019-05 50.50", "2 2019-06 49.50"));
}

TEST(LedgerReading, ReadsGroupsWithBlankCodesAndSubtotals) {
  auto const read = read_text(with_subtotals);
  ASSERT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(postings_of(read, {}).questions, ElementsAre("year"));
  EXPECT_THAT(
      in_short(postings_of(read, {{}, FinancialYear::beginning(2019)})),
      ElementsAre("CI100 2019-04 100.00", "CI100 2019-05 150.00", "CI200 2019-04 25.00", "CI200 2019-05 75.00"));
  EXPECT_EQ(postings_of(read, {{}, FinancialYear::beginning(2019)}).all[1].code_words, "Therapists");
}

TEST(LedgerReading, KeepsWhatItReadWhileSomethingIsAsked) {
  for (auto const* each : {one_row_a_posting, months_across, with_subtotals}) {
    auto const read = read_text(each);
    auto const again = reading_from_json(to_json(read));
    EXPECT_EQ(to_json(again), to_json(read));
    EXPECT_THAT(again.rows, SizeIs(read.rows.size()));
  }
}

TEST(LedgerReading, NamesWhatIsWrongByItsPlace) {
  EXPECT_EQ(first_fault("Code,Month,Amount\nA,Apr-19,tbc\n"),
            "ledger.csv, row 2, column C: “tbc” is not an amount. An amount is a number, such as 1,234.50, -12.30 or "
            "(12.30).");
  EXPECT_THAT(first_fault("Code,Month,Amount\nA,,5\n"), HasSubstr("row 2, column B: This amount has no month"));
  EXPECT_THAT(first_fault("Code,Month,Amount\nA,201904,5\n"), HasSubstr("Write 2019-04 for the month"));
  EXPECT_THAT(first_fault("Code,Month,Amount\nA,P13,5\n"), HasSubstr("write period 12"));
  EXPECT_THAT(first_fault("Code,Month,Amount\n,Apr-19,5\n"), HasSubstr("row 2, column A: This amount has no code"));
  EXPECT_THAT(first_fault("Code,Month,Amount\nA,Apr-19,5\nTotal,,6\n"),
              HasSubstr("This total is 6.00. The rows above it "
                        "come to 5.00"));
  // After a total a blank code is nobody’s.
  EXPECT_THAT(first_fault("Code,Month,Amount\nA,Apr-19,5\nTotal,,5\n,Apr-19,7\n"), HasSubstr("has no code"));
  EXPECT_THAT(first_fault("Line,Apr-19,May-19,Total\n1,2,3,6\n"), HasSubstr("The row says 6.00 in all"));
  EXPECT_THAT(first_fault("Who,What\nA,5\n"), HasSubstr("no row of headings was found"));
  EXPECT_THAT(first_fault("Code,Month,Amount\n"), HasSubstr("no amounts beneath them"));
}

TEST(LedgerReading, AsksForTheUnitAndNeverGuesses) {
  auto const thousands = read_text("Forecast £000\nCode,Apr-19,May-19\nA,12.345,1\n");
  EXPECT_THAT(postings_of(thousands, {}).questions, ElementsAre("unit"));
  EXPECT_EQ(postings_of(thousands, {Unit::thousands, {}}).all[0].amount.text(), "12345.00");
  EXPECT_EQ(postings_of(thousands, {Unit::millions, {}}).all[1].amount.text(), "1000000.00");
  auto const mixed = read_text("Code,Month,Amount (£)\nA,Apr-19,5\nA,May-19,1.5k\n");
  EXPECT_THAT(postings_of(mixed, {}).questions, ElementsAre("unit"));
  auto const answered = postings_of(mixed, {Unit::pounds, {}});
  EXPECT_THAT(in_short(answered), ElementsAre("A 2019-04 5.00", "A 2019-05 1500.00"));
  EXPECT_THAT(postings_of(read_text("Code,Month,Amount\nA,Apr-19,5\n"), {}).questions, IsEmpty());
  for (auto const& [said, unit] :
       std::vector<std::pair<std::string, std::optional<Unit>>>{{"£'000", Unit::thousands},
                                                                {"£ 000s", Unit::thousands},
                                                                {"Budget £k", Unit::thousands},
                                                                {"£m", Unit::millions},
                                                                {"All in £ million", Unit::millions},
                                                                {"Amount (£)", Unit::pounds},
                                                                {"Amount", std::nullopt}})
    EXPECT_EQ(unit_said(said), unit) << said;
}

TEST(LedgerReading, RoundsPartsOfAPennyAndSaysSo) {
  auto const postings =
      postings_of(read_text("Code,Month,Amount\nA,Apr-19,1.005\nA,May-19,-1.005\nA,Jun-19,2.5\n"), {});
  EXPECT_THAT(in_short(postings), ElementsAre("A 2019-04 1.01", "A 2019-05 -1.01", "A 2019-06 2.50"));
  EXPECT_EQ(postings.rounded, 2);
}

TEST(LedgerReading, TakesOtherNamesOfHeadings) {
  auto const names = read_column_names("Kostenstelle = code\nBetrag = amount\nMonth = not read\nWann = month\n");
  ASSERT_TRUE(names.has_value());
  auto const read = read_text("Kostenstelle,Wann,Month,Betrag\nA,Apr-19,x,5\n", *names);
  EXPECT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(in_short(postings_of(read, {})), ElementsAre("A 2019-04 5.00"));
  EXPECT_THAT(read_column_names("Betrag: amount").error().fields.at(0).message, HasSubstr("Line 1"));
}

TEST(LedgerAmount, ReadsWhatLedgersPrint) {
  for (auto const& [typed, text] : std::vector<std::pair<std::string, std::string>>{{"1,234.50", "1234.50"},
                                                                                    {"-12.30", "-12.30"},
                                                                                    {"12.30-", "-12.30"},
                                                                                    {"(12.30)", "-12.30"},
                                                                                    {"£5", "5.00"},
                                                                                    {"-£5", "-5.00"},
                                                                                    {"12.30 CR", "-12.30"},
                                                                                    {"12.30 DR", "12.30"},
                                                                                    {"£2m", "2000000.00"},
                                                                                    {"1.5K", "1500.00"},
                                                                                    {"−7", "-7.00"},
                                                                                    {"0.005", "0.01"}}) {
    auto const read = read_amount(typed);
    ASSERT_TRUE(read.has_value()) << typed;
    EXPECT_EQ(in_pence(*read, Unit::pounds).text(), text) << typed;
  }
  for (auto const* each : {"", "-", "x", "1,23", "1.2.3", "12,34,567", "1.1234567", "1e5", "£", "9999999999999"})
    EXPECT_FALSE(read_amount(each).has_value()) << each;
}

}  // namespace
}  // namespace gt::funding::ledgers
