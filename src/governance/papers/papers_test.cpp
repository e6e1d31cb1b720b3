#include "governance/governance_test_fixture.h"
#include "platform/operations/base64.h"
#include "platform/search/search.h"

// Papers of meetings: files, versions, and who sees them.
namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class MeetingPapers : public GovernanceTest {
 protected:
  void SetUp() override {
    GovernanceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    board_ = body("Improvement Board");
    meeting_ = meeting(board_, "2026-12-02");
    open_ = item(meeting_, "Adolescent safeguarding");
    hidden_ = item(meeting_, "Settlement",
                   {{"private", true}, {"exempt_paragraph", "1"}, {"public_interest", "It names a person."}});
  }
  json add(json more, std::string const& bytes = "%PDF-1.7 report") {
    json input{
        {"meeting", meeting_}, {"title", "Highlight report"}, {"file", operations::upload_value({"r.pdf", bytes})}};
    if (more.is_object()) input.update(more);
    return done("paper add", input);
  }
  std::string file_of(std::string const& paper) {
    return operations::decode_base64(done("paper file", {{"paper", paper}}).value("base64", "")).value_or("");
  }
  json list() { return done("paper list", {{"meeting", meeting_}}).at("papers"); }
  std::string board_, meeting_, open_, hidden_;
};

TEST_P(MeetingPapers, AreKeptWithEveryVersion) {
  auto const paper = add({{"item", open_}}).at("paper").get<std::string>();
  EXPECT_EQ(file_of(paper), "%PDF-1.7 report");
  auto const again = done("paper replace", {{"paper", paper},
                                            {"version", 1},
                                            {"why", "Figures corrected"},
                                            {"file", operations::upload_value({"r2.pdf", "%PDF-1.7 mended"})}});
  EXPECT_EQ(again.at("file_version"), 2);
  EXPECT_EQ(file_of(paper), "%PDF-1.7 mended");
  EXPECT_EQ(operations::decode_base64(done("paper file", {{"paper", paper}, {"file_version", 1}}).value("base64", "")),
            "%PDF-1.7 report");
  EXPECT_THAT(done("paper show", {{"paper", paper}}).at("versions"), SizeIs(2));
  EXPECT_EQ(
      refusal("paper replace",
              {{"paper", paper}, {"version", 1}, {"file", operations::upload_value({"r3.pdf", "%PDF-1.7 third"})}})
          .kind,
      ErrorKind::conflict);
  EXPECT_THAT(
      refusal("paper replace",
              {{"paper", paper}, {"version", 2}, {"file", operations::upload_value({"r.pdf", "%PDF-1.7 mended"})}})
          .message,
      HasSubstr("in force already"));
}

TEST_P(MeetingPapers, AreTakenByTheirContent) {
  EXPECT_THAT(
      refusal("paper add",
              {{"meeting", meeting_}, {"title", "x"}, {"file", operations::upload_value({"r.pdf", "MZ program"})}})
          .message,
      HasSubstr("a program"));
  EXPECT_EQ(refusal("paper add", {{"meeting", meeting_}, {"title", "x"}}).fields.at(0).field, "file");
  auto const paper = add({}, "plain words").at("paper");
  EXPECT_EQ(done("paper show", {{"paper", paper}}).at("file").at("name"), "r.pdf.txt");
  auto const other = meeting(board_, "2026-12-16");
  EXPECT_EQ(refusal("paper add", {{"meeting", other},
                                  {"item", open_},
                                  {"title", "x"},
                                  {"file", operations::upload_value({"r.pdf", "%PDF-1.7"})}})
                .fields.at(0)
                .field,
            "item");
}

TEST_P(MeetingPapers, APaperOfAPrivateItemIsPrivate) {
  auto const open = add({{"title", "Open paper"}}).at("paper").get<std::string>();
  auto const hidden = add({{"title", "Quillfeather terms"}, {"item", hidden_}}).at("paper").get<std::string>();
  auto const own =
      add({{"title", "Quillfeather note"}, {"private", true}, {"exempt_paragraph", "3"}, {"public_interest", "Money."}})
          .at("paper")
          .get<std::string>();
  EXPECT_EQ(refusal("paper change", {{"paper", open}, {"version", 1}, {"title", "Open paper"}, {"private", true}})
                .fields.at(0)
                .field,
            "exempt_paragraph");
  EXPECT_THAT(list(), SizeIs(3));
  {
    auto transaction = database().read(authority());
    EXPECT_EQ(search::find(transaction, "Quillfeather", {"board.view"}).total, 0);
  }
  be("member");
  ASSERT_THAT(list(), SizeIs(1));
  EXPECT_EQ(list().at(0).at("title"), "Open paper");
  for (auto const& each : {hidden, own}) {
    EXPECT_EQ(refusal("paper show", {{"paper", each}}).kind, ErrorKind::not_found);
    EXPECT_EQ(refusal("paper file", {{"paper", each}}).kind, ErrorKind::not_found);
    EXPECT_EQ(get("/papers/" + each).status, 404);
    EXPECT_EQ(get("/papers/" + each + "/file").status, 404);
  }
  EXPECT_EQ(get("/papers/" + open + "/file").body, "%PDF-1.7 report");
  EXPECT_THAT(get("/meetings/" + meeting_).body, AllOf(HasSubstr("Open paper"), Not(HasSubstr("Quillfeather"))));
  EXPECT_THAT(get("/meetings/" + meeting_ + "/agenda").body, Not(HasSubstr("Quillfeather")));
  be("programme manager");
  EXPECT_THAT(get("/meetings/" + meeting_ + "/agenda").body, Not(HasSubstr("Quillfeather")))
      << "what is printed for all holds nothing private, whoever prints it";
  EXPECT_THAT(get("/meetings/" + meeting_).body, HasSubstr("Quillfeather terms"));
  // When the item is opened, so is its paper.
  done("item change", {{"item", hidden_}, {"version", 1}, {"title", "Settlement"}});
  be("member");
  EXPECT_THAT(list(), SizeIs(2));
}

TEST_P(MeetingPapers, StayAsTheyAreOnceTheMinutesAreAgreed) {
  auto const paper = add({{"item", open_}}).at("paper");
  EXPECT_THAT(refusal("item remove", {{"item", open_}, {"version", 1}}).message, HasSubstr("has papers"));
  advance(meeting_, "cancelled");
  EXPECT_EQ(refusal("paper end", {{"paper", paper}, {"version", 1}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("paper add",
                    {{"meeting", meeting_}, {"title", "x"}, {"file", operations::upload_value({"r.pdf", "%PDF-1.7"})}})
                .kind,
            ErrorKind::conflict);
}

TEST_P(MeetingPapers, AreTakenOutAndTheirHistoryStays) {
  auto const paper = add({}).at("paper").get<std::string>();
  done("paper end", {{"paper", paper}, {"version", 1}, {"why", "Wrong meeting"}});
  EXPECT_THAT(list(), SizeIs(0));
  EXPECT_EQ(get("/papers/" + paper + "/file").status, 404);
  auto transaction = database().read(authority());
  EXPECT_THAT(history_of(transaction, paper, Sight::of_everything()), SizeIs(2));
}

TEST_P(MeetingPapers, HavePagesOfTheirOwn) {
  auto const at = "/meetings/" + meeting_;
  EXPECT_THAT(get(at).body, HasSubstr("No paper has been added."));
  EXPECT_THAT(get(at + "/papers/new").body, HasSubstr("multipart/form-data"));
  gt::test::Fields empty;
  empty.add("title", "Report");
  EXPECT_THAT(post(at + "/papers/new", empty).body, HasSubstr("Choose a file"));
  auto const paper = "/papers/" + add({{"item", open_}}).at("paper").get<std::string>();
  EXPECT_THAT(get(at).body, AllOf(HasSubstr(paper), HasSubstr("PDF")));
  EXPECT_THAT(get(paper).body, AllOf(HasSubstr("Versions"), HasSubstr("1 Adolescent safeguarding")));
  EXPECT_THAT(get(paper + "/replace").body, HasSubstr("multipart/form-data"));
  gt::test::Fields change;
  change.add("title", "Report of October");
  change.add("lock_version", "1");
  EXPECT_EQ(post(paper + "/edit", change).status, 303);
  EXPECT_EQ(post(paper + "/edit", change).status, 409);
  EXPECT_THAT(get(paper).body, HasSubstr("Report of October"));
  gt::test::Fields end;
  end.add("lock_version", "2");
  EXPECT_EQ(post(paper + "/end", end).status, 303);
  EXPECT_EQ(get(paper).status, 404);
  EXPECT_EQ(get(at + "/papers/new").status, 200);
  be("member");
  EXPECT_EQ(get(at + "/papers/new").status, 403);
}

INSTANTIATE_TEST_SUITE_P(Engines, MeetingPapers, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
