#include "platform/core/file_content.h"

#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace gt {
namespace {

std::string bytes(std::size_t size) {
  std::string out;
  for (int i = 0; out.size() < size; ++i) out += "line " + std::to_string(i) + "\n";
  out.resize(size);
  return out;
}

FileContent written(std::string const& content) {
  FileContentWriter writer{std::filesystem::temp_directory_path()};
  for (std::size_t at = 0; at < content.size(); at += 100'000) writer.append(content.substr(at, 100'000));
  return std::move(writer).finish();
}

TEST(FileContent, GivesBackWhatWasWritten) {
  for (std::size_t const size : {0UL, 1UL, 1UL << 20U, (1UL << 20U) + 1, 3000001UL}) {
    auto const given = bytes(size);
    auto const content = written(given);
    EXPECT_EQ(content.descriptor() >= 0, size > std::size_t{1} << 20) << size;
    EXPECT_EQ(content.size(), size);
    EXPECT_EQ(content.empty(), size == 0);
    EXPECT_TRUE(content.whole() == given) << size;
    std::string joined;
    content.each_block([&](std::string_view block) { joined += block; });
    EXPECT_TRUE(joined == given) << size;
    EXPECT_EQ(content.in_memory().size(), content.descriptor() >= 0 ? 0 : size);
  }
}

TEST(FileContent, GivesPieces) {
  for (auto const& given : {bytes(1000), bytes(2'000'000)}) {
    auto const content = written(given);
    EXPECT_EQ(content.piece(5, 10), given.substr(5, 10));
    EXPECT_EQ(content.piece(given.size() - 3, 10), given.substr(given.size() - 3));
    EXPECT_EQ(content.piece(given.size(), 10), "");
    EXPECT_EQ(content.piece(given.size() + 5, 10), "");
  }
}

TEST(FileContent, ALargeOneIsSharedReadOnlyAndGoesWithTheLastCopy) {
  auto first = std::make_unique<FileContent>(written(bytes(2'000'000)));
  auto const second = std::make_unique<FileContent>(*first);
  int const descriptor = second->descriptor();
  EXPECT_EQ(first->descriptor(), descriptor);
  first.reset();
  EXPECT_EQ(::write(descriptor, "x", 1), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_GE(::fcntl(descriptor, F_GETFD), 0);
}

TEST(FileContent, IsFoundByItsNumberWhileItLives) {
  std::uint64_t number = 0;
  {
    auto const content = written(bytes(2'000'000));
    ASSERT_TRUE(content.number());
    number = *content.number();
    auto const found = FileContent::numbered(number);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->descriptor(), content.descriptor());
  }
  EXPECT_FALSE(FileContent::numbered(number));
  EXPECT_FALSE(written("small").number());
}

TEST(FileContent, CopiesAFileAsItIsNow) {
  auto const folder = std::filesystem::temp_directory_path();
  auto const path = folder / ("goldenthread-copy-" + std::to_string(::getpid()));
  auto const given = bytes(2'000'000);
  std::ofstream{path, std::ios::binary} << given;
  auto const copy = copy_of_file(path, folder);
  std::ofstream{path, std::ios::binary | std::ios::trunc} << "other";
  ASSERT_TRUE(copy);
  EXPECT_TRUE(copy->whole() == given);
  std::filesystem::remove(path);
  EXPECT_FALSE(copy_of_file(path, folder));
  EXPECT_FALSE(copy_of_file(folder, folder));  // no file
}

}  // namespace
}  // namespace gt
