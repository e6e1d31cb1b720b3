#include "platform/web/multipart.h"

#include <filesystem>

#include <gtest/gtest.h>

namespace gt::web {
namespace {

using namespace std::string_literals;

struct Read {
  bool is_good = false;
  Fields fields;
  std::vector<UploadedFile> files;
};

Read read_in_blocks(std::string const& bytes, std::size_t block) {
  MultipartReader reader{"XX", std::filesystem::temp_directory_path()};
  for (std::size_t i = 0; i < bytes.size(); i += block) {
    if (!reader.feed(std::string_view(bytes).substr(i, block))) return {};
  }
  if (!reader.finish()) return {};
  return {true, reader.take_fields(), reader.take_files()};
}

std::string part(std::string const& disposition, std::string const& content, std::string const& more = {}) {
  return "--XX\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n" + content + "\r\n";
}

TEST(Multipart, ReadsFieldsAndFilesWhateverTheBlocks) {
  // Content that nearly ends the part, again and again.
  std::string tricky = "\r\n--X\r\n--\r\r\n\r\n--\0XX--\r\n-"s;
  std::string form =
      "preamble\r\n" + part("name=\"title\"", "Supervision & été") + part("name=\"title\"", "") +
      part("name=\"report\"; filename=\"C:\\papers\\r.pdf\"", tricky, "Content-Type: application/pdf\r\n") +
      part("name=\"none\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n") +
      part("name=\"second\"; filename*=UTF-8''na%C3%AFve.txt; filename=\"nave.txt\"", "") + "--XX--\r\nepilogue";
  for (std::size_t block : {1UL, 2UL, 3UL, 7UL, 64UL, 100000UL}) {
    auto read = read_in_blocks(form, block);
    ASSERT_TRUE(read.is_good) << block;
    Fields expected{{"title", "Supervision & été"}, {"title", ""}};
    EXPECT_EQ(read.fields, expected);
    ASSERT_EQ(read.files.size(), 2U);
    EXPECT_EQ(read.files[0].field(), "report");
    EXPECT_EQ(read.files[0].file_name(), "r.pdf");
    EXPECT_EQ(read.files[0].content_type(), "application/pdf");
    EXPECT_EQ(read.files[0].bytes().whole(), tricky);
    EXPECT_TRUE(read.files[0].spooled_path().empty());
    EXPECT_EQ(read.files[1].file_name(), "naïve.txt");
    EXPECT_EQ(read.files[1].size(), 0U);
  }
}

TEST(Multipart, TakesALongHeadWhateverTheBlocks) {
  std::size_t taken = 0;
  for (std::size_t filling = 8000; filling < 8192; ++filling) {
    auto form = part("name=\"a\"", "1", "X: " + std::string(filling, 'x') + "\r\n") + "--XX--\r\n";
    auto whole = read_in_blocks(form, form.size());
    EXPECT_EQ(read_in_blocks(form, 1).is_good, whole.is_good) << filling;
    if (whole.is_good) ++taken;
  }
  EXPECT_GT(taken, 0U);
  EXPECT_LT(taken, 192U);
}

TEST(Multipart, SpoolsALargeFileAndDeletesItAfterwards) {
  std::string content;
  for (int i = 0; content.size() < (3U << 20U); ++i) content += "line " + std::to_string(i) + "\r\n";
  std::filesystem::path path;
  {
    auto read = read_in_blocks(part("name=\"f\"; filename=\"big.txt\"", content) + "--XX--\r\n", 16384);
    ASSERT_TRUE(read.is_good);
    ASSERT_EQ(read.files.size(), 1U);
    path = read.files[0].spooled_path();
    ASSERT_TRUE(std::filesystem::exists(path));
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(read.files[0].size(), content.size());
    EXPECT_TRUE(read.files[0].bytes().whole() == content);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Multipart, RefusesWhatIsMalformed) {
  std::vector<std::string> broken = {
      "",
      "no boundary at all",
      "--XX",
      "--XX\r\n",
      part("name=\"a\"", "1"),
      part("name=\"a\"", "1") + "--XX-",
      part("name=\"a\"", "1") + "--XXYY\r\n",
      part("title=\"a\"", "1") + "--XX--",
      part("name=\"a", "1") + "--XX--",
      part("name=\"a\"", "\xff") + "--XX--",
      part("name=\"a\"", "a\0b"s) + "--XX--",
      part("name=\"\xff\"", "1") + "--XX--",
      part("name=\"a\"", "1", "Content-Transfer-Encoding: base64\r\n") + "--XX--",
      part("name=\"a\"", "1", "broken header\r\n") + "--XX--",
      part("name=\"a\"", "1", "Content-Disposition: form-data; name=\"b\"\r\n") + "--XX--",
      part("name=\"a\"", "1", "X: " + std::string(9000, 'x') + "\r\n") + "--XX--",
      part("name=\"a\"", std::string((1U << 20U) + 1, 'x')) + "--XX--",
      "--XX\r\n\r\ncontent\r\n--XX--",
      "--XX" + std::string(100, ' ') + "\r\n",
  };
  for (auto const& form : broken) {
    for (std::size_t block : {1UL, 5UL, 1UL << 22U}) {
      if (form.size() > 100000 && block < 100) continue;
      EXPECT_FALSE(read_in_blocks(form, block).is_good) << form.substr(0, 80) << " in blocks of " << block;
    }
  }
  std::string many;
  for (int i = 0; i < 1001; ++i) many += part("name=\"a\"", "");
  EXPECT_FALSE(read_in_blocks(many + "--XX--", 4096).is_good);
}

TEST(Multipart, FindsTheBoundary) {
  EXPECT_EQ(**MultipartReader::boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(**MultipartReader::boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
  EXPECT_EQ(*MultipartReader::boundary_of("application/json"), std::nullopt);
  EXPECT_EQ(*MultipartReader::boundary_of(""), std::nullopt);
  EXPECT_FALSE(MultipartReader::boundary_of("multipart/form-data").has_value());
  EXPECT_FALSE(MultipartReader::boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')).has_value());
}

}  // namespace
}  // namespace gt::web
