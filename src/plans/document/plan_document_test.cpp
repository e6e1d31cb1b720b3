#include "plans/document/plan_document.h"

#include <algorithm>

#include "plans/plans_test_fixture.h"
#include "platform/db/usage.h"
#include "platform/office/run_program.h"
#include "platform/operations/base64.h"

// The improvement plan as a paper: what it says, and that it is written.
namespace gt::plans::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class PlanDocument : public PlansTest {
 protected:
  office::Writer writer() const override { return office::Writer::installed(); }
  /// Every word of it, a line a paragraph, cells parted by bars.
  std::string paper(std::string const& since = "") {
    auto transaction = database().read(actor_.authority);
    auto const read = read_plan_paper(transaction, since, clock_.today(), 100);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message);
    return read ? text_of(plan_document(*read)) : "";
  }
  static std::string text_of(office::Document const& document) {
    std::string out = document.title + "\n" + document.subtitle + "\n";
    for (auto const& block : document.blocks) {
      if (auto const* heading = std::get_if<office::Heading>(&block)) out += heading->text + "\n";
      if (auto const* paragraph = std::get_if<office::Paragraph>(&block)) out += paragraph->text + "\n";
      if (auto const* table = std::get_if<office::Table>(&block)) {
        out += table->caption + "\n";
        for (auto const& row : table->rows) {
          for (auto const& each : row) out += each + " | ";
          out += "\n";
        }
      }
    }
    return out;
  }
  void fill() {
    found_council();
    become("programme manager", "Programme manager");
    auto const answered = gt::test::store_findings(
        database(), actor_.authority, {"The regularity of supervision.", "The use of chronologies."}, 2025);
    done("programme set",
         {{"title", "Northmere improves"}, {"vision", "Every child is known."}, {"target", "Good by 2028"}});
    supervision_ = theme("Supervision", {answered[0]});
    project_ = done("project add", {{"title", "Group supervision"}, {"under", {supervision_}}}).at("id");
    late_ = action("Supervise every month",
                   {{"themes", {supervision_}}, {"findings", {answered[0]}}, {"due", "2026-10-30"}});
    auto const guidance = action("Write the guidance", {{"status", "done"}});
    done("link add", {{"from", project_}, {"to", guidance}});
    action("Loose end");
  }
  std::string supervision_, project_, late_;
};

TEST_P(PlanDocument, SaysWhatThePlanSays) {
  fill();
  auto const text = paper();
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("Northmere improves\n"), HasSubstr("as it stood on 21 November 2026"),
            HasSubstr("Every child is known."), HasSubstr("Target: Good by 2028"),
            HasSubstr("No version of this plan has been frozen yet."), HasSubstr("1. Supervision"),
            HasSubstr("Project 1 Group supervision\n\n2 Write the guidance"),
            HasSubstr("1 Supervise every month | Service manager | 30 October 2026\n22 days late | ■ Late | "),
            HasSubstr("Actions in no theme"), HasSubstr("3 Loose end"), HasSubstr("Done on 1 November 2026"),
            HasSubstr("What the shapes and words mean"), HasSubstr("The use of chronologies."), HasSubstr("None yet")));
  EXPECT_THAT(text, Not(HasSubstr("What has changed since")));
}

TEST_P(PlanDocument, TellsWhatHasChangedSinceTheLastVersion) {
  fill();
  done("version freeze", {{"title", "As submitted"}});
  EXPECT_THAT(paper(), AllOf(HasSubstr("Last frozen: version 1, “As submitted”"), HasSubstr("Nothing."),
                             HasSubstr("What has changed since “As submitted” (21 November 2026)\n")));
  EXPECT_THAT(paper("2026-11-21"), HasSubstr("What has changed since 21 November 2026\n"));
  auto const asked =
      done("date ask",
           {{"action", late_}, {"due", "2027-02-26"}, {"reason", "A post was empty"}, {"requester", "Team manager"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  action("Another one");
  EXPECT_THAT(paper(), AllOf(HasSubstr("GT-4 Another one | action | added"),
                             HasSubstr("First due 30 October 2026; moved once, 119 days"),
                             HasSubstr("Due on: 30 October 2026 → 26 February 2027, moved 119 days"),
                             Not(HasSubstr("Nothing."))));
  EXPECT_THAT(refusal("plan document", {{"format", "odt"}, {"since", "yesterday week"}}).fields.at(0).field, "since");
}

TEST_P(PlanDocument, OfTooManyActionsIsRefusedAtOnce) {
  fill();
  auto transaction = database().read(actor_.authority);
  EXPECT_TRUE(read_plan_paper(transaction, "", clock_.today(), 3));
  auto const refused = read_plan_paper(transaction, "", clock_.today(), 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().message,
            "This plan has 3 actions; a document of this kind takes at most 2. Open one theme and print its page, or "
            "take the whole list of actions as XLSX.");
}

TEST_P(PlanDocument, IsWrittenInEachFormat) {
  fill();
  auto const day = clock_.today().iso();
  for (auto const format : office::all_formats) {
    auto const ending = std::string(office::ending(format));
    if (auto const why = writer().why_off(format)) {
      EXPECT_EQ(refusal("plan document", {{"format", ending}}).kind, ErrorKind::unavailable);
      continue;
    }
    auto const file = done("plan document", {{"format", ending}});
    EXPECT_EQ(file.at("name"), "improvement-plan-" + day + "." + ending);
    auto const bytes = operations::decode_base64(file.at("base64").get<std::string>()).value_or("");
    EXPECT_THAT(bytes, testing::StartsWith(format == office::Format::pdf ? "%PDF-" : "PK"));
    auto const answer = get("/plan/paper." + ending);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.first("Content-Type"), office::media_type(format));
    EXPECT_THAT(get("/plan").body, HasSubstr("href=\"/plan/paper." + ending + "\""));
    EXPECT_THAT(get("/plan/paper").body, HasSubstr("href=\"/plan/paper." + ending + "\""));
  }
}

class PlanWithoutWriter : public PlansTest {};

TEST_P(PlanWithoutWriter, ShowsWhatIsOffAndWhy) {
  found_council();
  become("programme manager", "Programme manager");
  theme("Supervision");
  auto const page = get("/plan").body;
  EXPECT_THAT(page, AllOf(HasSubstr("PDF files are off on this server: Chromium, which prints them, is not installed"),
                          HasSubstr("pandoc, which writes them, is not installed"), Not(HasSubstr("/plan/paper.pdf"))));
  EXPECT_EQ(get("/plan/paper.pdf").status, 503);
}

class PlanDocumentAlone : public PlansTest {
 protected:
  /// Ends with a fault, and tells in the middle of it how many connections to the database are in use.
  office::Writer writer() const override {
    return office::Writer{
        "/bin/false", {}, office::Printer{{}}, [this](std::string_view) { in_use_ = db::pool_usage().in_use; }};
  }
  mutable std::optional<std::int64_t> in_use_;
};

// Writing takes seconds, for which no transaction is held open.
TEST_P(PlanDocumentAlone, IsWrittenWhenThePlanHasBeenRead) {
  found_council();
  become("programme manager", "Programme manager");
  theme("Supervision");
  auto const before = db::pool_usage().in_use;
  EXPECT_EQ(refusal("plan document", {{"format", "odt"}}).kind, ErrorKind::unavailable);
  EXPECT_EQ(in_use_, before);
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanDocumentAlone, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, PlanDocument, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, PlanWithoutWriter, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans::test
