#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "platform/pdf/pdf.h"
#include "platform/pdf/written_pdf.h"

namespace gt::pdf {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string const two_lines = written::line(50, 700, "First line") + written::line(50, 680, "Second line");

std::string good_document(int pages = 2) {
  written::Layout layout;
  layout.pages = pages;
  return written::document(written::packed_stream(two_lines), layout);
}

std::string contents(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path source() {
  char const* const folder = std::getenv("GOLDENTHREAD_SOURCE");
  return folder == nullptr ? fs::current_path() : fs::path(folder);
}

/// Whatever a test gives the pool, the pool reads the next document.
class ReaderPoolTest : public testing::Test {
 protected:
  static Options quick() {
    Options options;
    options.limits.processor_time = std::chrono::seconds(2);
    return options;
  }
  explicit ReaderPoolTest(Options const& options = quick()) : pool_(options) {}

  std::string fault_of(std::string_view bytes) {
    auto const text = pool_.read(bytes);
    return text ? "none" : std::string(code(text.error().fault));
  }
  std::string message_for(std::string_view bytes) {
    auto const text = pool_.read(bytes);
    return text ? "" : text.error().message;
  }
  void TearDown() override {
    auto const text = pool_.read(good_document());
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(text->pages.size(), 2U);
  }

  ReaderPool pool_;
};

TEST_F(ReaderPoolTest, ReadsEveryPage) {
  auto const text = pool_.read(good_document());
  ASSERT_TRUE(text) << text.error().message;
  ASSERT_EQ(text->pages.size(), 2U);
  EXPECT_EQ(text->pages[1].number, 2);
  EXPECT_THAT(text->pages[1].text, HasSubstr("First line\n"));
  EXPECT_THAT(text->pages[1].text, testing::Not(HasSubstr("\f")));
}

TEST_F(ReaderPoolTest, OtherFilesAreNotPdfs) {
  EXPECT_THAT(message_for(""), HasSubstr("empty"));
  EXPECT_THAT(message_for("  <!DOCTYPE html><html><title>Not found</title>"), HasSubstr("web page"));
  EXPECT_THAT(message_for("PK\x03\x04 word/document.xml"), HasSubstr("Word"));
  EXPECT_THAT(message_for("Some words"), HasSubstr("not a PDF"));
  for (std::string const bytes : {"", "<html>", "PK\x03\x04", "Some words"}) EXPECT_EQ(fault_of(bytes), "not_a_pdf");
  EXPECT_EQ(fault_of(std::string(1100, ' ') + good_document()), "not_a_pdf");
  EXPECT_EQ(fault_of("A line before\n" + good_document()), "none");
}

TEST_F(ReaderPoolTest, ACutOffDocumentIsDamagedWhereverItWasCut) {
  std::string const whole = good_document(20);
  for (std::size_t percent = 1; percent < 100; percent += 7) {
    EXPECT_EQ(fault_of(whole.substr(0, whole.size() * percent / 100)), "damaged") << percent;
  }
  EXPECT_THAT(message_for(whole.substr(0, whole.size() / 2)), HasSubstr("cut off"));
}

TEST_F(ReaderPoolTest, RandomBytesAreDamaged) {
  std::mt19937 random(20180723);
  for (int turn = 0; turn < 20; ++turn) {
    std::string bytes = "%PDF-1.7\n";
    for (int at = 0; at < 20'000; ++at) bytes.push_back(static_cast<char>(random()));
    EXPECT_EQ(fault_of(bytes + "\n%%EOF\n"), "damaged");
  }
}

TEST_F(ReaderPoolTest, WordsAreNotLostSilently) {
  std::string content = written::packed_stream(two_lines);
  content[content.find("stream\n") + 9] = '\x07';  // No such kind of block.
  EXPECT_EQ(fault_of(written::document(content)), "damaged");
  EXPECT_EQ(fault_of(written::document(written::stream(two_lines + "BT /F 12 Tf (unfinished"))), "damaged");
  EXPECT_EQ(fault_of(written::document(written::stream(two_lines + "1 2 t.05\n"))), "damaged");
  written::Layout missing;
  missing.count = "3";
  EXPECT_THAT(message_for(written::document(written::packed_stream(two_lines), missing)), HasSubstr("page 2"));
}

TEST_F(ReaderPoolTest, ALockedDocumentIsEncryptedUnlessItOpensWithoutAPassword) {
  fs::path const folder = source() / "src/platform/pdf/testdata";
  EXPECT_EQ(fault_of(contents(folder / "locked.pdf")), "encrypted");
  auto const text = pool_.read(contents(folder / "owner_password_only.pdf"));
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_THAT(text->pages[0].text, HasSubstr("Hello inner"));
}

TEST_F(ReaderPoolTest, PicturesOfPagesHaveNoText) {
  std::string const picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
  EXPECT_EQ(fault_of(written::document(written::packed_stream(picture))), "no_text");
  EXPECT_THAT(message_for(written::document(written::packed_stream(picture))), HasSubstr("text recognition"));
}

TEST_F(ReaderPoolTest, HundredsOfPagesAreReadUpToTheLimit) {
  EXPECT_EQ(fault_of(good_document(500)), "none");
  EXPECT_EQ(fault_of(good_document(600)), "too_large");
  EXPECT_THAT(message_for(good_document(600)), HasSubstr("500 pages"));
  written::Layout claims_many;
  claims_many.count = "100000000";
  EXPECT_THAT(fault_of(written::document(written::packed_stream(two_lines), claims_many)),
              testing::AnyOf("too_large", "damaged"));
}

TEST_F(ReaderPoolTest, PageTreesThatTurnBackAreDamaged) {
  for (std::string const kids : {"2 0 R", "2 0 R 2 0 R 1000 0 R"}) {
    written::Layout layout;
    layout.kids = kids;
    layout.count = "2";
    EXPECT_EQ(fault_of(written::document(written::packed_stream(two_lines), layout)), "damaged") << kids;
  }
}

TEST_F(ReaderPoolTest, DeepNestingIsDamaged) {
  written::Layout layout;
  layout.more_objects[5] = "";
  for (int depth = 0; depth < 1'000'000; ++depth) layout.more_objects[5] += "[";
  layout.kids = "5 0 R";
  EXPECT_EQ(fault_of(written::document(written::packed_stream(two_lines), layout)), "damaged");
}

TEST_F(ReaderPoolTest, FormsThatMultiplyAreTooSlow) {
  written::Layout layout;
  layout.more_resources = "/XObject<</X 10 0 R>>";
  for (int form = 10; form < 40; ++form) {
    layout.more_objects[form] =
        written::stream(form == 39 ? written::line(1, 1, "x") : "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do ",
                        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>/XObject<</X " +
                            std::to_string(form + 1) + " 0 R>>>>");
  }
  EXPECT_EQ(fault_of(written::document(written::stream("/X Do"), layout)), "too_slow");
}

TEST_F(ReaderPoolTest, ObjectStreamBombsAreRefused) {
  std::string bytes = "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
  std::size_t const bomb = bytes.size();
  bytes += "5 0 obj" +
           written::packed_stream(std::string(std::size_t{32} << 20, '1'), "/Type/ObjStm/N 999999/First 9999999") +
           "endobj\n";
  std::size_t const table = bytes.size();
  auto const entry = [](char kind, std::size_t where, char index) {
    std::string row(1, kind);
    for (int shift = 24; shift >= 0; shift -= 8) row.push_back(static_cast<char>((where >> shift) & 0xFFU));
    return row + index;
  };
  std::string const rows = entry(0, 0, 0) + entry(1, 9, 0) + entry(2, 5, 0) + entry(2, 5, 1) + entry(2, 5, 2) +
                           entry(1, bomb, 0) + entry(1, table, 0);
  bytes += "6 0 obj" + written::packed_stream(rows, "/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R") + "endobj\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
  EXPECT_THAT(fault_of(bytes), testing::AnyOf("damaged", "too_large", "too_slow"));
}

TEST_F(ReaderPoolTest, HugeCrossReferenceTablesAreRefused) {
  std::string bytes = "%PDF-1.5\n";
  std::size_t const table = bytes.size();
  bytes += "6 0 obj" +
           written::packed_stream(std::string(std::size_t{32} << 20, '\1'),
                                  "/Type/XRef/Size 2147483646/W[1 4 1]/Root 1 0 R") +
           "endobj\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  EXPECT_THAT(fault_of(bytes), testing::AnyOf("damaged", "too_large", "too_slow"));
}

class SmallPoolTest : public ReaderPoolTest {
 protected:
  static Options small() {
    Options options;
    options.limits.output_bytes = 20'000;
    options.limits.input_bytes = std::size_t{12} << 20;
    options.limits.memory_bytes = std::size_t{200} << 20;
    options.limits.processor_time = std::chrono::seconds(60);
    options.limits.wall_clock = std::chrono::seconds(60);
    return options;
  }
  SmallPoolTest() : ReaderPoolTest(small()) {}
};

TEST_F(SmallPoolTest, LargeFilesAreTooLarge) {
  EXPECT_EQ(fault_of("%PDF-1.5\n" + std::string(std::size_t{12} << 20, ' ') + "%%EOF"), "too_large");
}

TEST_F(SmallPoolTest, MuchTextIsTooLarge) {
  std::string lines;
  for (int up = 20; up < 780; up += 15) lines += written::line(10, up, std::string(50, 'm'));
  written::Layout layout;
  layout.pages = 100;
  EXPECT_EQ(fault_of(written::document(written::packed_stream(lines), layout)), "too_large");
}

#ifndef GT_SANITIZED
TEST_F(SmallPoolTest, ADocumentThatNeedsMuchMemoryIsTooLarge) {
  written::Layout layout;
  std::string& numbers = layout.more_objects[5];
  for (int turn = 0; turn < 5'000'000; ++turn) numbers += "1 ";
  numbers = "[" + numbers + "]";
  layout.kids = "5 0 R";
  EXPECT_EQ(fault_of(written::document(written::packed_stream(two_lines), layout)), "too_large");
}
#endif

class TwoReadersTest : public ReaderPoolTest {
 protected:
  static Options two() {
    Options options = quick();
    options.workers = 2;
    return options;
  }
  TwoReadersTest() : ReaderPoolTest(two()) {}
};

TEST_F(TwoReadersTest, ManyThreadsReadAtOnce) {
  std::vector<int> right(6, 0);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < right.size(); ++thread) {
    threads.emplace_back([this, thread, &right] {
      std::string const own = "Thread " + std::to_string(thread);
      std::string const document = written::document(written::packed_stream(written::line(50, 700, own)));
      std::string const broken = document.substr(0, document.size() / 2) + "%%EOF";
      for (int turn = 0; turn < 10; ++turn) {
        auto const text = pool_.read(document);
        bool const good = text && text->pages[0].text.find(own) != std::string::npos;
        right[thread] += good && !pool_.read(broken) ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(right, testing::Each(10));
}

/// What pdftotext, the program of the same library, prints for a document.
std::vector<std::string> pdftotext(std::string const& bytes) {
  fs::path const folder = fs::path(testing::TempDir()) / ("pdftotext-" + std::to_string(std::random_device{}()));
  fs::create_directories(folder);
  std::ofstream(folder / "in.pdf", std::ios::binary) << bytes;
  std::string const command =
      "pdftotext -layout '" + (folder / "in.pdf").string() + "' '" + (folder / "out.txt").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << "pdftotext comes with the package poppler-utils";
  std::vector<std::string> pages{""};
  for (char const letter : contents(folder / "out.txt")) {
    if (letter == '\f') {
      pages.emplace_back();
    } else {
      pages.back().push_back(letter);
    }
  }
  pages.pop_back();
  fs::remove_all(folder);
  return pages;
}

class SameTextTest : public ReaderPoolTest {
 protected:
  SameTextTest() : ReaderPoolTest(Options{}) {}

  void expect_same(std::string const& bytes, std::string const& name) {
    auto const text = pool_.read(bytes);
    ASSERT_TRUE(text) << name << ": " << text.error().message;
    std::vector<std::string> pages;
    for (Page const& page : text->pages) pages.push_back(page.text);
    EXPECT_EQ(pages, pdftotext(bytes)) << name;
  }
};

TEST_F(SameTextTest, CroppedAndTurnedPagesReadAsPdftotextReadsThem) {
  std::string const corners = written::line(50, 700, "Left column") + written::line(300, 700, "right column") +
                              written::line(50, 20, "near the edge") + written::line(500, 780, "corner");
  for (std::string const turn : {"0", "90", "180", "270"}) {
    for (std::string const box : {"/MediaBox[0 0 600 800]", "/MediaBox[0 0 600 800]/CropBox[100 100 350 750]",
                                  "/MediaBox[-10.5 -20.25 600.3 800.7]/CropBox[40.4 100.1 350 750]",
                                  "/MediaBox[0 0 600 800]/CropBox[-50 -50 900 900]"}) {
      written::Layout layout;
      layout.page_entries = box + "/Rotate " + turn;
      expect_same(written::document(written::packed_stream(corners), layout), layout.page_entries);
    }
  }
}

TEST_F(SameTextTest, ACrowdedPageReadsAsPdftotextReadsIt) {
  // Enough words that the C library's sort asks for the size of the machine's memory.
  std::string crowd;
  for (int up = 20; up < 780; up += 6) {
    for (int left = 10; left < 560; left += 40) crowd += written::line(left, up, "w" + std::to_string(up));
  }
  expect_same(written::document(written::packed_stream(crowd)), "crowded");
}

TEST_F(SameTextTest, TheProjectsOwnDocumentsReadAsPdftotextReadsThem) {
  int documents = 0;
  for (char const* const folder : {"tests/documents", "examples"}) {
    if (!fs::exists(source() / folder)) continue;
    for (fs::directory_entry const& entry : fs::recursive_directory_iterator(source() / folder)) {
      if (entry.path().extension() != ".pdf") continue;
      expect_same(contents(entry.path()), entry.path().filename());
      ++documents;
    }
  }
  EXPECT_GT(documents, 0);
}

/// The published sample reports are given beside the repository, not in it.
TEST_F(SameTextTest, SampleReportsReadAsPdftotextReadsThem) {
  fs::path const folder = source() / "../shared/inspections/reports";
  if (!fs::exists(folder)) GTEST_SKIP() << "the sample reports are not given";
  for (fs::directory_entry const& entry : fs::directory_iterator(folder)) {
    std::string const bytes = contents(entry.path());
    if (bytes.starts_with("%PDF-")) expect_same(bytes, entry.path().filename());
  }
}

}  // namespace
}  // namespace gt::pdf
