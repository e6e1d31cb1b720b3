// Reads our own documents (tests/documents, examples) through the command itself and compares every field with the
// expected object beside each.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "inspections/reading/read_command.h"

namespace gt::inspections {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

fs::path source() {
  auto const* named = std::getenv("GOLDENTHREAD_SOURCE");
  return named != nullptr ? named : ".";
}

struct Answer {
  int status;
  std::vector<Json> lines;
  std::string out;
  std::string err;
};

Answer read(std::vector<std::string> const& files, bool json = true) {
  std::ostringstream out;
  std::ostringstream err;
  Answer answer{read_reports(files, json, true, out, err), {}, out.str(), err.str()};
  std::istringstream lines{answer.out};
  for (std::string line; json && std::getline(lines, line);) answer.lines.push_back(Json::parse(line));
  return answer;
}

std::vector<fs::path> expectations() {
  std::vector<fs::path> out;
  for (auto const& folder : {source() / "tests" / "documents", source() / "examples" / "northmere"}) {
    std::error_code fault;
    for (auto const& entry : fs::directory_iterator{folder, fault})
      if (entry.path().string().ends_with(".expected.json")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(OwnDocuments, AreReadExactly) {
  auto const expected_files = expectations();
  ASSERT_GE(expected_files.size(), 11U);
  std::vector<std::string> files;
  for (auto const& path : expected_files) {
    auto name = path.string();
    files.push_back(name.replace(name.size() - std::string{".expected.json"}.size(), std::string::npos, ".pdf"));
  }
  auto const answer = read(files);
  ASSERT_EQ(answer.lines.size(), files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::ifstream stream{expected_files[i]};
    auto const expected = Json::parse(stream);
    auto const& found = answer.lines[i];
    EXPECT_EQ(found["file"], files[i]);
    for (auto const& [key, value] : expected.items()) {
      if (key == "warnings" || key == "file") continue;
      if (key == "error") {
        EXPECT_EQ(found.value("error", Json::object()).value("code", ""), value["code"]) << files[i];
        continue;
      }
      ASSERT_TRUE(found.contains(key)) << files[i] << " " << found.dump().substr(0, 300);
      if (value.is_array() && found[key].is_array() && value.size() == found[key].size()) {
        for (std::size_t k = 0; k < value.size(); ++k)
          EXPECT_EQ(found[key][k], value[k]) << files[i] << " " << key << " " << k;
      } else {
        EXPECT_EQ(found[key], value) << files[i] << " " << key;
      }
    }
  }
}

class ReadCommand : public testing::Test {
 public:
  ~ReadCommand() override {
    std::error_code fault;
    fs::remove_all(folder_, fault);
  }

 protected:
  ReadCommand() : folder_{fs::temp_directory_path() / ("gt-read-" + std::to_string(::getpid()))} {
    fs::create_directories(folder_);
    std::ofstream{folder_ / "page.pdf"} << "<!DOCTYPE html><html></html>";
    std::ofstream{folder_ / "empty.pdf"};
  }
  std::string file(char const* name) const { return (folder_ / name).string(); }
  std::string report() const { return (source() / "examples" / "northmere" / "inspection-report.pdf").string(); }

  fs::path folder_;
};

TEST_F(ReadCommand, AnswersInArgumentOrderAndGoesOnAfterABadFile) {
  auto const answer =
      read({file("page.pdf"), report(), file("missing.pdf"), report(), file("empty.pdf"), folder_.string()});
  EXPECT_EQ(answer.status, 3);
  ASSERT_EQ(answer.lines.size(), 6U);
  EXPECT_EQ(answer.lines[0]["error"]["code"], "not_a_pdf");
  EXPECT_EQ(answer.lines[1]["authority"], "Northmere");
  EXPECT_EQ(answer.lines[2]["error"]["code"], "not_found");
  EXPECT_EQ(answer.lines[3]["file"], report());
  EXPECT_EQ(answer.lines[4]["error"]["code"], "not_a_pdf");
  EXPECT_EQ(answer.lines[5]["error"]["code"], "not_found");
  for (auto const i : {0, 2, 4, 5}) EXPECT_FALSE(answer.lines[static_cast<std::size_t>(i)]["error"]["message"].empty());
}

TEST_F(ReadCommand, PrintsASummaryForAPerson) {
  auto const answer = read({report(), file("page.pdf")}, false);
  EXPECT_EQ(answer.status, 3);
  EXPECT_THAT(answer.out, testing::HasSubstr("Northmere"));
  EXPECT_THAT(answer.out, testing::HasSubstr("Overall effectiveness"));
  EXPECT_THAT(answer.err, testing::HasSubstr("page.pdf: "));
}

TEST_F(ReadCommand, ReadsNothingWhenAskedForNothing) { EXPECT_EQ(read({}).status, 0); }

}  // namespace
}  // namespace gt::inspections
