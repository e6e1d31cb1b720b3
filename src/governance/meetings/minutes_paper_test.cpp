#include <zip.h>

#include "governance/governance_test_fixture.h"
#include "platform/operations/base64.h"

// Minutes and action logs as files, and who gets what of them.
namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The text of a part of a zip file.
std::string part_of_file(std::string const& bytes, char const* name) {
  zip_error_t fault;
  zip_error_init(&fault);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
  auto* archive = zip_open_from_source(source, ZIP_RDONLY, &fault);
  if (archive == nullptr) return "no zip";
  zip_stat_t about;
  std::string out;
  if (zip_stat(archive, name, 0, &about) == 0) {
    out.resize(about.size);
    auto* file = zip_fopen(archive, name, 0);
    EXPECT_EQ(zip_fread(file, out.data(), out.size()), static_cast<zip_int64_t>(out.size()));
    zip_fclose(file);
  }
  zip_discard(archive);
  return out;
}

class MinutesPapers : public GovernanceTest {
 protected:
  void SetUp() override {
    if (!office::Writer::installed().is_there())
      GTEST_SKIP() << "pandoc is not installed; script/bootstrap installs it.";
    GovernanceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    be_a_known_council();
    board_ = body("Improvement Board", {{"chair_role", "Independent chair"}});
    auto const before = meeting(board_, "2026-10-21");
    done("promise add", {{"title", "Turnover will be reported."},
                         {"body", board_},
                         {"meeting", before},
                         {"promised_by", "HR partner"},
                         {"due", "2026-11-18"}});
    held_ = meeting(board_, "2026-11-18");
    auto const open = item(held_, "Adolescent safeguarding");
    auto const hidden = item(held_, "Settlement with Quillfeather",
                             {{"private", true},
                              {"exempt_paragraph", "1"},
                              {"public_interest", "It names a person."},
                              {"public_title", "A staffing matter"}});
    hold(held_);
    done("item minute", {{"item", open},
                         {"version", 1},
                         {"minutes", "The board noted the report.\n\nIt asked for figures."},
                         {"promise", "We will bring the figures."},
                         {"promised_by", "Director"}});
    done("item minute", {{"item", hidden},
                         {"version", 1},
                         {"minutes", "Quillfeather leaves in May."},
                         {"promise", "We will write to Quillfeather."},
                         {"promised_by", "Director"}});
  }
  std::string file(std::string const& format, std::string const& what, std::string const& part) {
    auto const out = done("meeting document", {{"meeting", held_}, {"format", format}, {"what", what}, {"part", part}});
    return operations::decode_base64(out.value("base64", "")).value_or("");
  }
  std::string board_, held_;
};

TEST_P(MinutesPapers, HoldWhatWasSaidWithRealStyles) {
  auto const text = part_of_file(file("odt", "minutes", "open"), "content.xml");
  EXPECT_THAT(text, AllOf(HasSubstr("text:style-name=\"Title\">Minutes of Improvement Board"),
                          HasSubstr("text:outline-level=\"1\">1 Adolescent safeguarding"),
                          HasSubstr("The board noted the report."), HasSubstr("It asked for figures."),
                          HasSubstr("<table:table-header-rows>"), HasSubstr("We will bring the figures."),
                          HasSubstr("Turnover will be reported."), HasSubstr("Draft: these minutes"),
                          HasSubstr("Apologies"), HasSubstr("Chair: Independent chair")));
  auto const word = part_of_file(file("docx", "minutes", "open"), "word/document.xml");
  EXPECT_THAT(word, AllOf(HasSubstr("w:val=\"Heading1\""), HasSubstr("<w:tblHeader"),
                          HasSubstr("The board noted the report.")));
}

TEST_P(MinutesPapers, NothingPrivateIsInWhatIsOpenToAll) {
  for (auto const* what : {"minutes", "action log"}) {
    auto const open = part_of_file(file("odt", what, "open"), "content.xml");
    EXPECT_THAT(open, Not(HasSubstr("Quillfeather"))) << what;
    EXPECT_THAT(part_of_file(file("docx", what, "open"), "word/document.xml"), Not(HasSubstr("Quillfeather"))) << what;
    EXPECT_THAT(part_of_file(file("odt", what, "whole"), "content.xml"),
                AllOf(HasSubstr("Quillfeather"), HasSubstr("not for publication")))
        << what;
  }
  EXPECT_THAT(part_of_file(file("odt", "minutes", "open"), "content.xml"),
              AllOf(HasSubstr("A staffing matter"), HasSubstr("exempt under paragraph 1")));
  auto const at = "/meetings/" + held_;
  EXPECT_THAT(get(at + "/minutes/paper").body, AllOf(Not(HasSubstr("Quillfeather")), HasSubstr("part=whole")));
  EXPECT_THAT(get(at + "/agenda").body, Not(HasSubstr("Quillfeather")));
  EXPECT_THAT(get(at + "/action-log").body, Not(HasSubstr("Quillfeather")));
  EXPECT_THAT(get(at + "/minutes/paper", {{"part", "whole"}}).body,
              AllOf(HasSubstr("Quillfeather"), HasSubstr("not for publication")));
  EXPECT_THAT(get(at + "/action-log", {{"part", "whole"}}).body, HasSubstr("Quillfeather"));
}

TEST_P(MinutesPapers, TheWholeIsForThoseWhoSeeIt) {
  be("member");
  json const whole{{"meeting", held_}, {"format", "odt"}, {"part", "whole"}};
  EXPECT_EQ(refusal("meeting document", whole).kind, ErrorKind::forbidden);
  auto const at = "/meetings/" + held_;
  for (auto const* path :
       {"/minutes.odt", "/minutes.docx", "/action-log.odt", "/action-log", "/minutes/paper", "/agenda"})
    EXPECT_EQ(get(at + path, {{"part", "whole"}}).status, 403) << path;
  EXPECT_THAT(get(at + "/minutes/paper").body, Not(HasSubstr("part=whole")));
  be_for_body("clerk", board_);
  EXPECT_TRUE(perform("meeting document", whole).has_value());
}

TEST_P(MinutesPapers, AreDownloadedFromTheirPages) {
  auto const at = "/meetings/" + held_;
  EXPECT_THAT(get(at + "/minutes/paper").body, AllOf(HasSubstr(at + "/minutes.odt"), HasSubstr(at + "/minutes.docx")));
  auto const odt = get(at + "/minutes.odt");
  EXPECT_EQ(odt.status, 200);
  EXPECT_EQ(odt.headers.first("Content-Type"), "application/vnd.oasis.opendocument.text");
  EXPECT_THAT(odt.headers.first("Content-Disposition").value_or(""), HasSubstr("minutes-2026-11-18.odt"));
  auto const whole = get(at + "/action-log.docx", {{"part", "whole"}});
  EXPECT_THAT(whole.headers.first("Content-Disposition").value_or(""),
              HasSubstr("action-log-2026-11-18-with-private-part.docx"));
  EXPECT_EQ(get("/meetings/zzzzzzzzzzzzzzzz/minutes.odt").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, MinutesPapers, gt::test::engines(), gt::test::engine_name);

// A server on which pandoc is not installed.
class WithoutWriter : public GovernanceTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    people::add_operations(registry);
    evidence::add_operations(registry);
    gt::test::add_plan_operations(registry);
    governance::add_operations(registry, tools(office::Writer{{}}));
  }
  void add_pages(pages::Site& site) override {
    governance::add_pages(
        site, [](db::Transaction&, operations::Actor const&, Date, Date) { return std::vector<OutsideDate>{}; },
        web::upload_body_limit, office::Writer{{}});
  }
};

TEST_P(WithoutWriter, DownloadsAreLeftOutAndTheRefusalSaysWhy) {
  be_a_known_council();
  auto const held = meeting(body("Improvement Board"), "2026-11-18");
  auto const at = "/meetings/" + held;
  EXPECT_THAT(get(at + "/minutes/paper").body, Not(HasSubstr("minutes.odt")));
  EXPECT_THAT(get(at + "/action-log").body, Not(HasSubstr("action-log.odt")));
  EXPECT_THAT(get(at + "/minutes.odt").body, HasSubstr("pandoc is not installed"));
  EXPECT_THAT(refusal("meeting document", {{"meeting", held}, {"format", "odt"}}).message,
              HasSubstr("Print the page instead"));
}

INSTANTIATE_TEST_SUITE_P(Engines, WithoutWriter, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
