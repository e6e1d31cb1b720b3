#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "platform/db/db.h"
#include "tests/support/store_test.h"

namespace gt::db {
namespace {

// FIPS 180-4's example.
constexpr char abc_hash[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class FileStoreTest : public testing::Test {
 protected:
  std::filesystem::path place(std::string const& hash) const {
    return folder_.path() / "files" / hash.substr(0, 2) / hash;
  }
  std::size_t file_count() const {
    std::filesystem::recursive_directory_iterator all(folder_.path());
    return static_cast<std::size_t>(
        std::count_if(begin(all), end(all), [](auto const& each) { return each.is_regular_file(); }));
  }

  test::TemporaryFolder folder_;
  FileStore store_{folder_.path()};
};

TEST_F(FileStoreTest, KeepsBytesUnderTheirHash) {
  EXPECT_EQ(store_.store("abc"), abc_hash);
  EXPECT_TRUE(std::filesystem::exists(place(abc_hash)));
  EXPECT_EQ(store_.load(abc_hash).value(), "abc");
  std::string const binary("\0\xFF\n\r", 4);
  EXPECT_EQ(store_.load(store_.store(binary)).value(), binary);
  EXPECT_EQ(store_.load(store_.store("")).value(), "");
  FileContentWriter writer{folder_.path()};
  writer.append(std::string(2'000'000, 'x'));
  auto const large = std::move(writer).finish();
  auto const opened = store_.open(store_.store(large));
  ASSERT_TRUE(opened);
  EXPECT_GE(opened->descriptor(), 0);
  EXPECT_TRUE(opened->whole() == large.whole());
}

TEST_F(FileStoreTest, KeepsTheSameBytesOnce) {
  store_.store("abc");
  store_.store("abc");
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(FileStoreTest, KeepsFilesToItsUser) {
  store_.store("abc");
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(place(abc_hash)).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(folder_.path() / "files").permissions(), perms::owner_all);
}

TEST_F(FileStoreTest, NamesAMissingFile) {
  auto missing = store_.load(abc_hash);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  for (auto const* wrong : {"", "../../etc/passwd", "BA7816BF", "ba/../../../goldenthread.db"})
    EXPECT_EQ(store_.load(wrong).error().kind, ErrorKind::not_found) << wrong;
}

TEST_F(FileStoreTest, FindsADamagedFileAndReplacesIt) {
  store_.store("abc");
  std::ofstream(place(abc_hash), std::ios::binary) << "abd";
  auto damaged = store_.load(abc_hash);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().kind, ErrorKind::conflict);
  EXPECT_THAT(damaged.error().message, testing::HasSubstr("damaged"));
  store_.store("abc");
  EXPECT_EQ(store_.load(abc_hash).value(), "abc");
}

TEST_F(FileStoreTest, ThrowsWhenTheFolderCannotBeWritten) {
  FileStore nowhere{folder_.path() / "not-made"};
  EXPECT_THROW(nowhere.store("abc"), DatabaseError);
}

}  // namespace
}  // namespace gt::db
