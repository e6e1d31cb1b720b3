#include <csignal>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "platform/office/run_program.h"
#include "platform/office/writer.h"

namespace gt::office {

namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

Document minutes() {
  return {
      "Minutes of the board",
      "18 November 2026",
      {Heading{1, "4 Adolescent safeguarding"}, Paragraph{"Noted <b>three</b> cases & “one” more.\n![x](/etc/passwd)"},
       Paragraph{"Not for publication", true}, Bullets{{"Promise: we will bring the figures"}},
       Table{"Action log", {"Item", "What"}, {20, 80}, {{"4", "Bring the figures"}}}}};
}

// One part of a zip file.
std::string part(std::string const& bytes, char const* name) {
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

class Documents : public testing::Test {
 protected:
  void SetUp() override {
    if (!Writer::installed().is_there()) GTEST_SKIP() << "pandoc is not installed; script/bootstrap installs it.";
  }
  std::string written(Format format, std::filesystem::path const& folder = {}) {
    auto const bytes = Writer::installed(folder).write(minutes(), format);
    EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : bytes.error().message);
    return bytes ? *bytes : "";
  }
};

TEST_F(Documents, OpenDocumentTextHasRealHeadingsAndTables) {
  auto const text = part(written(Format::odt), "content.xml");
  EXPECT_THAT(text, HasSubstr("text:style-name=\"Title\">Minutes of the board"));
  EXPECT_THAT(text, HasSubstr("text:outline-level=\"1\">4 Adolescent safeguarding"));
  EXPECT_THAT(text, HasSubstr("<table:table-header-rows>"));
  EXPECT_THAT(text, HasSubstr("Bring the figures"));
  EXPECT_THAT(text, HasSubstr("<text:line-break"));
}

TEST_F(Documents, WordHasRealHeadingsAndTables) {
  auto const text = part(written(Format::docx), "word/document.xml");
  EXPECT_THAT(text, HasSubstr("<w:pStyle w:val=\"Title\""));
  EXPECT_THAT(text, HasSubstr("<w:pStyle w:val=\"Heading1\""));
  EXPECT_THAT(text, HasSubstr("<w:tblHeader"));
  EXPECT_THAT(text, HasSubstr("Bring the figures"));
}

TEST_F(Documents, WhatWasTypedStaysText) {
  auto const bytes = written(Format::docx);
  auto const text = part(bytes, "word/document.xml");
  EXPECT_THAT(text, HasSubstr("Noted &lt;b&gt;three&lt;/b&gt; cases &amp; “one” more."));
  EXPECT_THAT(text, HasSubstr("![x](/etc/passwd)"));
  EXPECT_THAT(text, Not(HasSubstr("w:drawing")));
}

TEST_F(Documents, ABrokenReferenceDocumentIsRefusedInWords) {
  auto const folder = std::filesystem::temp_directory_path() / fmt::format("reference-{}", ::getpid());
  std::filesystem::create_directory(folder);
  std::ofstream{folder / "reference.odt"} << "not a document";
  std::string reported;
  auto const refused =
      Writer::installed(folder, [&](std::string_view what) { reported = what; }).write(minutes(), Format::odt);
  EXPECT_EQ(written(Format::docx, folder).substr(0, 2), "PK") << "the other format has no such file";
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("reference.odt is in the data folder"));
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(reported, testing::MatchesRegex("pandoc ended with a fault: exit status [1-9][0-9]*, signal 0, [0-9]+ "
                                              "bytes of input; it said: .+"));
  EXPECT_THAT(reported, Not(HasSubstr("it said: nothing")));
}

TEST(AFailedDocument, NamesTheReferenceOnlyWhereThereIsOne) {
  std::string reported;
  Writer const writer{"/bin/false", {}, Printer{{}}, [&](std::string_view what) { reported = what; }};
  auto const refused = writer.write(minutes(), Format::docx);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, Not(HasSubstr("reference")));
  EXPECT_THAT(reported, testing::StartsWith("pandoc ended with a fault: exit status 1, signal 0, "));
  EXPECT_THAT(reported, HasSubstr("bytes of input; it said: nothing"));
}

TEST(AFailedDocument, SaysWhichLimitItHitAndNothingOfThePaper) {
  auto const program = std::filesystem::temp_directory_path() / fmt::format("pandoc-{}", ::getpid());
  auto const written = [&](char const* script) {
    std::ofstream{program} << "#!/bin/bash\n" << script << "\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    std::string reported;
    Writer const writer{program, {}, Printer{{}}, [&](std::string_view what) { reported = what; }};
    auto const refused = writer.write(minutes(), Format::odt);
    return (refused ? std::string("written") : refused.error().message) + "\n" + reported;
  };
  auto const memory = written("echo 'pandoc: Heap exhausted;' >&2; echo 'Minutes of the board' >&2; exit 251");
  auto const output = written("kill -XFSZ $$");
  std::filesystem::remove(program);
  EXPECT_THAT(memory, HasSubstr("needs more memory than the server gives"));
  EXPECT_THAT(memory, HasSubstr("pandoc ended at its limit of memory, 512 MB: exit status 251, signal 0, "));
  EXPECT_THAT(memory, HasSubstr("it said: Heap exhausted;"));
  EXPECT_THAT(memory, Not(HasSubstr("Minutes")));
  EXPECT_THAT(output, HasSubstr("The document is larger than 32 MB."));
}

TEST(DocumentsWithoutPandoc, SayWhatToDo) {
  auto const refused = Writer{{}}.write(minutes(), Format::odt);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("pandoc is not installed"));
}

TEST(RunProgram, PassesInputAndTakesOutput) {
  auto const end = run_program({"/bin/cat"}, "some words", seconds{20});
  EXPECT_EQ(end.how, ProgramEnd::How::done);
  EXPECT_EQ(end.output, "some words");
}

TEST(RunProgram, TellsHowItEndedAndTheBeginningOfItsComplaint) {
  auto const faulty = run_program({"/bin/bash", "-c", "printf 'x%.0s' {1..900} >&2; exit 7"}, "", seconds{20});
  EXPECT_EQ(faulty.status, 7);
  EXPECT_EQ(faulty.signal, 0);
  EXPECT_EQ(faulty.complaint, std::string(500, 'x'));
  EXPECT_EQ(run_program({"/bin/bash", "-c", "kill -TERM $$"}, "", seconds{20}).signal, SIGTERM);
}

TEST(RunProgram, EndsWhatTakesTooLong) {
  EXPECT_EQ(run_program({"/bin/sleep", "600"}, "", std::chrono::milliseconds{50}).how, ProgramEnd::How::too_slow);
}

TEST(RunProgram, TellsFailureAndAbsence) {
  EXPECT_EQ(run_program({"/bin/false"}, "", seconds{20}).how, ProgramEnd::How::failed);
  EXPECT_EQ(run_program({"/nowhere/at-all"}, "", seconds{20}).how, ProgramEnd::How::failed);
}

TEST(RunProgram, GivesNoEnvironmentAndNoSockets) {
  auto const end = run_program({"/usr/bin/env"}, "", seconds{20});
  EXPECT_EQ(end.output, "LANG=C.UTF-8\nPATH=/usr/bin:/bin\nHOME=/nonexistent\n");
  auto const script = "exec 3<>/dev/tcp/127.0.0.1/1 || echo refused; ls /proc/self/fd | wc -l";
  EXPECT_EQ(run_program({"/bin/bash", "-c", script}, "", seconds{20}).output, "refused\n4\n");
}

}  // namespace

}  // namespace gt::office
