#include "inspections/document/inspection_document.h"

#include "inspections/inspections_test_fixture.h"
#include "platform/operations/base64.h"

namespace gt::inspections::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

class InspectionSummaries : public InspectionsTest {
 protected:
  office::Writer writer() const override { return office::Writer::installed(); }
};

TEST_P(InspectionSummaries, SayWhatWasFoundDueAndJudged) {
  auto const id = inspection();
  std::string text;
  {
    auto transaction = database().read(authority());
    auto const paper = read_inspection_paper(transaction, InspectionId::trusted(id), clock_.today());
    ASSERT_TRUE(paper.has_value());
    auto const document = inspection_document(*paper);
    text = document.title + "\n";
    for (auto const& block : document.blocks) {
      if (auto const* heading = std::get_if<office::Heading>(&block)) text += heading->text + "\n";
      if (auto const* paragraph = std::get_if<office::Paragraph>(&block)) text += paragraph->text + "\n";
      if (auto const* table = std::get_if<office::Table>(&block))
        for (auto const& row : table->rows) {
          for (auto const& each : row) text += each + " | ";
          text += "\n";
        }
    }
    EXPECT_EQ(file_name(*paper), "inspection-2025-06-09");
  }
  EXPECT_THAT(text, AllOf(HasSubstr("Standard inspection, June 2025\n"),
                          HasSubstr("Overall effectiveness | Requires improvement | "),
                          HasSubstr("The clarity of children’s plans"), HasSubstr("Page 2, 2nd paragraph"),
                          HasSubstr("What the law asks for"), HasSubstr("Starts when the day of receipt is entered"),
                          HasSubstr("Judgement history of the council")));
}

TEST_P(InspectionSummaries, AreWrittenInEachFormat) {
  auto const id = inspection();
  auto const page = get("/inspections/" + id).body;
  for (auto const format : office::all_formats) {
    auto const ending = std::string(office::ending(format));
    auto const address = "/inspections/" + id + "/summary." + ending;
    json const input{{"inspection", id}, {"format", ending}};
    if (auto const why = writer().why_off(format)) {
      EXPECT_EQ(refusal("inspection document", input).kind, ErrorKind::unavailable);
      continue;
    }
    auto const file = done("inspection document", input);
    EXPECT_EQ(file.at("name"), "inspection-2025-06-09." + ending);
    EXPECT_THAT(operations::decode_base64(file.at("base64").get<std::string>()).value_or(""),
                testing::StartsWith(format == office::Format::pdf ? "%PDF-" : "PK"));
    EXPECT_EQ(get(address).status, 200);
    EXPECT_THAT(page, HasSubstr("href=\"" + address + "\""));
  }
  EXPECT_EQ(refusal("inspection document", {{"inspection", "k7m2q9x4t8v3b6dp"}, {"format", "odt"}}).kind,
            ErrorKind::not_found);
  EXPECT_EQ(get("/inspections/k7m2q9x4t8v3b6dp/summary.odt").status, 404);
}

// Rows of before paragraphs were kept have none of their own.
TEST_P(InspectionSummaries, FindTheParagraphOfAnOlderFinding) {
  auto const read = done("inspection import", {{"file", upload(northmere_report())}});
  auto areas = read.at("preview").at("areas");
  areas[0]["paragraph"] = nullptr;
  auto const id = done("inspection confirm", {{"reading", read.at("reading")}, {"corrections", {{"areas", areas}}}})
                      .at("inspection")
                      .get<std::string>();
  auto transaction = database().read(authority());
  auto paper = read_inspection_paper(transaction, InspectionId::trusted(id), clock_.today());
  ASSERT_TRUE(paper.has_value());
  auto const where = [&] {
    for (auto const& block : inspection_document(*paper).blocks)
      if (auto const* table = std::get_if<office::Table>(&block);
          table && table->columns.back() == "Where in the report")
        return table->rows.front().back();
    return std::string();
  };
  EXPECT_EQ(where(), "Page 2");
  paper->paragraphs.push_back({7, "", 2, paper->findings.front().original_text});
  EXPECT_EQ(where(), "Page 2, paragraph 7");
}

INSTANTIATE_TEST_SUITE_P(Engines, InspectionSummaries, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections::test
