#include "platform/files/file_kinds.h"

#include <gmock/gmock.h>

namespace gt::files {
namespace {

using testing::HasSubstr;

std::string number(std::size_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// A zip of stored entries; checksums are left 0, since nothing is unpacked.
std::string zip(std::vector<std::pair<std::string, std::string>> const& entries) {
  std::string out, directory;
  for (auto const& [name, content] : entries) {
    auto const at = out.size();
    auto const sizes = number(content.size(), 4) + number(content.size(), 4) + number(name.size(), 2);
    out += "PK\x03\x04" + number(20, 2) + number(0, 2) + number(0, 2) + number(0, 8) + sizes + number(0, 2) + name +
           content;
    directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + number(0, 4) + number(0, 8) + sizes + number(0, 2) +
                 number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(at, 4) + name;
  }
  auto const start = out.size();
  return out + directory + "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) +
         number(directory.size(), 4) + number(start, 4) + number(0, 2);
}

std::string ending(std::string const& bytes) {
  auto kind = file_kind(bytes);
  return kind ? std::string(kind->ending) : kind.error().message;
}

TEST(FileKind, IsToldByItsContent) {
  std::string const types = "[Content_Types].xml";
  EXPECT_EQ(ending("%PDF-1.7\n\x01\x02"), ".pdf");
  EXPECT_EQ(ending("\x89PNG\r\n\x1A\n" + std::string(9, '\0')), ".png");
  EXPECT_EQ(ending("\xFF\xD8\xFF\xE0"), ".jpg");
  EXPECT_EQ(ending(zip({{types, "x"}, {"word/document.xml", "x"}})), ".docx");
  EXPECT_EQ(ending(zip({{types, "x"}, {"xl/workbook.xml", "x"}})), ".xlsx");
  EXPECT_EQ(ending(zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "x"}})), ".odt");
  EXPECT_EQ(ending(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "x"}})),
            ".ods");
  EXPECT_EQ(ending("team,held\nAssessment,8\n"), ".csv");
  EXPECT_EQ(ending("\xEF\xBB\xBFteam,held\r\n\"A, B\",8\r\n"), ".csv");
  EXPECT_EQ(ending("Notes of the visit.\nAll went well, on the whole.\n"), ".txt");
  EXPECT_EQ(ending("cost \xA3"
                   "5"),
            ".txt")
      << "text of an older Windows program";
}

TEST(FileKind, SaysWhatIsWrongAndWhatToBring) {
  std::string const types = "[Content_Types].xml";
  struct Case {
    std::string bytes, words;
  };
  std::vector<Case> const cases{
      {"", "The file is empty"},
      {"<!DOCTYPE html><p>", "web page"},
      {"  <svg onload='x'>", "web page or a drawing"},
      {"<?xml version='1.0'?>", "in code"},
      {"{\\rtf1 x}", "rich text"},
      {"#!/bin/sh\n", "a program"},
      {"MZ\x90", "a program"},
      {"\x7F"
       "ELF\x02",
       "a program"},
      {"\xD0\xCF\x11\xE0\xA1", "locked with a password"},
      {std::string("GIF89a\0\x01", 8), "not known"},
      {zip({{"a.txt", "x"}}), "zip archive of another kind"},
      {zip({{types, "x"}}), "zip archive of another kind"},
      {zip({{types, "x"}, {"word/document.xml", "x"}, {"word/vbaProject.bin", "x"}}), "macros"},
      {zip({{"mimetype", "application/epub+zip"}}), "zip archive of another kind"},
      {zip({{types, "x"}, {"word/document.xml", "x"}}).substr(0, 60), "not whole"},
      {std::string(largest_file + 1, 'a'), "at most 50 MB"}};
  for (auto const& each : cases) {
    auto kind = file_kind(each.bytes);
    ASSERT_FALSE(kind.has_value()) << each.words;
    EXPECT_THAT(kind.error().message, HasSubstr(each.words));
    EXPECT_EQ(kind.error().fields.front().field, "file");
  }
  EXPECT_EQ(ending(std::string(largest_file, 'a')), ".txt");
}

TEST(FileKind, ReadsNoZipBeyondItsEnd) {
  auto const whole = zip({{"[Content_Types].xml", "x"}, {"word/document.xml", "x"}});
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(file_kind(whole.substr(0, length)).has_value() && length > 3) << length;
  for (std::size_t at = 4; at < whole.size(); ++at) {
    auto spoilt = whole;
    spoilt[at] = '\xFF';
    auto kind = file_kind(spoilt);  // refused or taken, never read outside
    if (kind) {
      EXPECT_EQ(kind->ending, ".docx");
    }
  }
}

TEST(SafeFileName, HasTheEndingOfItsContent) {
  auto const pdf = file_kind("%PDF-1.7").value();
  EXPECT_EQ(safe_file_name("Audit.PDF", pdf, "evidence"), "Audit.PDF");
  EXPECT_EQ(safe_file_name("C:\\audits\\october.pdf", pdf, "evidence"), "october.pdf");
  EXPECT_EQ(safe_file_name("../../etc/passwd", pdf, "evidence"), "passwd.pdf");
  EXPECT_EQ(safe_file_name("run.exe", pdf, "evidence"), "run.exe.pdf");
  EXPECT_EQ(safe_file_name("", pdf, "evidence"), "evidence.pdf");
  EXPECT_EQ(safe_file_name("a\x01", pdf, "evidence"), "evidence.pdf");
  EXPECT_EQ(safe_file_name(std::string(300, 'a'), pdf, "evidence"), "evidence.pdf");
  EXPECT_EQ(safe_file_name("photo.jpeg", file_kind("\xFF\xD8\xFF").value(), "evidence"), "photo.jpeg");
}

TEST(SizeWords, RoundToWhatPeopleSay) {
  EXPECT_EQ(size_words(1), "1 byte");
  EXPECT_EQ(size_words(900), "900 bytes");
  EXPECT_EQ(size_words(12 * 1024), "12 KB");
  EXPECT_EQ(size_words(3'565'158), "3.4 MB");
}

// What is too large for memory is told apart from its beginning, its end and block by block.
TEST(FileKind, IsToldOfALargeFileOnDisk) {
  auto const on_disk = [](std::string const& bytes) {
    FileContentWriter writer{std::filesystem::temp_directory_path()};
    writer.append(bytes);
    auto content = std::move(writer).finish();
    EXPECT_GE(content.descriptor(), 0);
    auto const kind = file_kind(content);
    return kind ? std::string(kind->ending) : kind.error().message;
  };
  std::string const filling(3'000'000, 'x');
  auto const document = zip({{"[Content_Types].xml", "x"}, {"word/media/film", filling}, {"word/document.xml", "x"}});
  EXPECT_EQ(on_disk(document), ".docx");
  EXPECT_EQ(on_disk(document + std::string(60'000, ' ')), ".docx") << "with a comment";
  EXPECT_THAT(on_disk(document.substr(0, document.size() - 10)), testing::HasSubstr("is not whole"));
  EXPECT_EQ(on_disk(filling), ".txt");
  EXPECT_THAT(on_disk(filling + '\0'), testing::HasSubstr("not known"));
  EXPECT_EQ(on_disk("a,b\n1,2\n" + filling), ".csv");
}

}  // namespace
}  // namespace gt::files
