// Compares the reading of every report in the shared folder with its truth, one check an item. The folder is
// $GOLDENTHREAD_SHARED, else ../shared beside the source tree. Where it is missing the reports are skipped; where it is
// given, a report that could not be checked is a failure.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "inspections/reading/read_command.h"

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

/// The reports the folder is known to hold.
constexpr int known_reports = 24;

fs::path shared_folder() {
  if (auto const* named = std::getenv("GOLDENTHREAD_SHARED"); named != nullptr && *named != '\0') return named;
  auto const* source = std::getenv("GOLDENTHREAD_SOURCE");
  return fs::path{source != nullptr ? source : "."} / ".." / "shared";
}

class Checks {
 public:
  void equal(std::string const& report, std::string const& item, Json const& truth, Json const& found) {
    ++run_;
    if (truth == found) return;
    ++failed_;
    std::cout << fmt::format("{}: {}\n    truth   {}\n    reading {}\n", report, item, shown(truth), shown(found));
  }
  int run() const { return run_; }
  int failed() const { return failed_; }

 private:
  static std::string shown(Json const& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 600);
  }
  int run_ = 0;
  int failed_ = 0;
};

Json field(Json const& object, char const* key) { return object.contains(key) ? object[key] : Json(nullptr); }

std::string joined(Json const& names) {
  std::string out;
  for (auto const& name : names) out += (out.empty() ? "" : "; ") + name.get<std::string>();
  return out;
}

std::string first_words(std::string const& text, std::size_t count) {
  std::istringstream stream{text};
  std::string out;
  std::string word;
  for (std::size_t i = 0; i < count && stream >> word; ++i) out += (out.empty() ? "" : " ") + word;
  return out;
}

void check_list(Checks& checks, std::string const& report, std::string const& what, Json const& truth,
                Json const& items) {
  checks.equal(report, what + ": number of items", truth.size(), items.size());
  for (std::size_t i = 0; i < truth.size(); ++i)
    checks.equal(report, fmt::format("{} {}", what, i + 1), truth[i],
                 i < items.size() ? items[i]["text"] : Json(nullptr));
}

/// A column of the areas, e.g. their printed numbers. One value for several items is that of the paragraph they stand
/// in.
void check_column(Checks& checks, std::string const& report, Json const& truth, char const* key, Json const& items,
                  char const* name) {
  auto const column = field(truth, key);
  if (!column.is_array() || column.empty()) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto const& expected = column.size() == 1 ? column[0] : i < column.size() ? column[i] : Json(nullptr);
    checks.equal(report, fmt::format("area {}: {}", i + 1, name), expected, items[i][name]);
  }
  if (column.size() > 1) checks.equal(report, std::string{"number of values of "} + name, column.size(), items.size());
}

void check_paragraphs(Checks& checks, std::string const& report, Json const& truth, Json const& paragraphs) {
  if (auto const count = field(truth, "number_of_numbered_paragraphs"); !count.is_null())
    checks.equal(report, "number of paragraphs", count, paragraphs.size());
  auto const starts = field(truth, "paragraph_starts");
  if (starts.is_array())
    for (std::size_t i = 0; i < starts.size(); ++i) {
      Json found = nullptr;
      if (i < paragraphs.size())
        found = Json::array({paragraphs[i]["number"], first_words(paragraphs[i]["text"].get<std::string>(), 5)});
      checks.equal(report, fmt::format("start of paragraph {}", i + 1), starts[i], found);
    }
  auto const sections = field(truth, "sections");
  if (!sections.is_array()) return;
  auto found = Json::array();
  for (auto const& paragraph : paragraphs) {
    if (found.empty() || found.back()["section"] != paragraph["section"])
      found.push_back({{"section", paragraph["section"]}, {"paragraphs", 0}});
    found.back()["paragraphs"] = found.back()["paragraphs"].get<int>() + 1;
  }
  checks.equal(report, "sections and their paragraphs", sections, found);
}

void check(Checks& checks, std::string const& report, Json const& truth, Json const& reading) {
  if (truth["subclass"] == "not-a-pdf") {
    checks.equal(report, "error code", "not_a_pdf", field(field(reading, "error"), "code"));
    return;
  }
  if (reading.contains("error")) {
    checks.equal(report, "can be read", "yes", reading["error"]);
    return;
  }
  for (auto const* key : {"authority", "authority_printed", "kind", "inspection_start", "inspection_end", "published",
                          "areas_section_title"})
    checks.equal(report, key, field(truth, key), field(reading, key));
  checks.equal(report, "framework", truth["subclass"], reading["framework"]);
  auto const named = [&](char const* key) {
    return field(truth, key).is_string() ? truth[key].get<std::string>() : "";
  };
  checks.equal(report, "lead inspectors", named("lead_inspector"), joined(reading["lead_inspectors"]));
  checks.equal(report, "deputy lead inspectors", named("deputy_lead_inspector"),
               joined(reading["deputy_lead_inspectors"]));

  checks.equal(report, "number of judgements", truth["judgements"].size(), reading["judgements"].size());
  std::map<std::string, Json> grades;
  for (auto const& one : reading["judgements"]) grades[one["category"].get<std::string>()] = one["grade"];
  for (auto const& one : truth["judgements"]) {
    auto const category = one["category"].get<std::string>();
    checks.equal(report, "grade of " + category, one["grade"],
                 grades.contains(category) ? grades[category] : Json(nullptr));
  }

  auto const& items = reading["areas_for_improvement"];
  check_list(checks, report, "area", truth["areas_for_improvement"], items);
  check_column(checks, report, truth, "areas_numbers", items, "number");
  check_column(checks, report, truth, "areas_groups", items, "group");
  check_column(checks, report, truth, "areas_priority", items, "priority");
  check_column(checks, report, truth, "areas_timescales", items, "timescale");
  if (auto const board = field(truth, "lscb_areas_for_improvement"); board.is_array())
    check_list(checks, report, "board area", board, reading["board_areas_for_improvement"]);
  check_paragraphs(checks, report, truth, reading["paragraphs"]);
}

Json parsed_file(fs::path const& path) {
  std::ifstream stream{path};
  return Json::parse(stream, nullptr, false);
}

}  // namespace

int main() {
  auto const folder = shared_folder() / "inspections";
  std::error_code fault;
  if (!fs::is_directory(folder / "truth", fault)) {
    std::cout << "The shared folder with reports is not here; set GOLDENTHREAD_SHARED to check against it.\n"
              << fmt::format("conformance: 0 run, {} skipped\n", known_reports);
    return 0;
  }
  std::map<std::string, Json> truths;
  for (auto const& entry : fs::directory_iterator{folder / "truth"})
    if (entry.path().extension() == ".json") truths[entry.path().stem().string()] = parsed_file(entry.path());

  std::vector<std::string> files;
  for (auto const& [name, truth] : truths) files.push_back((folder / "reports" / (name + ".pdf")).string());
  std::ostringstream out;
  std::ostringstream err;
  auto const status = gt::inspections::read_reports(files, true, true, out, err);

  std::map<std::string, Json> readings;
  std::istringstream lines{out.str()};
  for (std::string line; std::getline(lines, line);) {
    auto json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("file")) continue;
    auto name = json["file"].get<std::string>();
    readings.emplace(std::move(name), std::move(json));
  }

  Checks checks;
  int skipped = 0;
  bool unreadable = false;
  std::size_t at = 0;
  for (auto const& [name, truth] : truths) {
    auto const found = readings.find(files[at++]);
    if (truth.is_discarded() || found == readings.end()) {
      std::cout << name << ": skipped, " << (truth.is_discarded() ? "its truth is no JSON" : "no answer came") << '\n';
      ++skipped;
      continue;
    }
    unreadable = unreadable || found->second.contains("error");
    check(checks, name, truth, found->second);
  }
  checks.equal("all reports", "exit status", unreadable ? 3 : 0, status);
  if (truths.empty()) ++skipped;
  std::cout << fmt::format("{} reports, {} checks, {} differ\n", truths.size(), checks.run(), checks.failed())
            << fmt::format("conformance: {} run, {} skipped\n", checks.run(), skipped);
  return checks.failed() == 0 && skipped == 0 ? 0 : 1;
}
