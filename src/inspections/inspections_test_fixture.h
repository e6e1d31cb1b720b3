#pragma once

#include <string>

#include "inspections/inspection_operations.h"
#include "inspections/inspection_pages.h"
#include "platform/jobs/jobs.h"
#include "tests/support/page_test.h"

namespace gt::inspections::test {

/// One reader for the whole program, started before any thread, as the server starts its own.
inline pdf::ReaderPool& readers() {
  static pdf::ReaderPool pool{pdf::Options{}};
  return pool;
}

/// A file of the repository.
inline std::string file(std::string const& path) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  EXPECT_NE(source, nullptr) << "Set GOLDENTHREAD_SOURCE to the repository's root.";
  std::ifstream in{std::filesystem::path(source == nullptr ? "." : source) / path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}
inline std::string northmere_report() { return file("examples/northmere/inspection-report.pdf"); }

/// The slice with its real reader. `coverage_` is what the plan would say of the findings.
class InspectionsTest : public gt::test::PageTest {
 protected:
  void SetUp() override {
    readers();
    PageTest::SetUp();
  }
  void add_operations(operations::Registry& registry) override {
    inspections::add_operations(
        registry, [](FileContent const& bytes) { return readers().read(bytes); }, writer());
    jobs::add_operations(registry);
  }
  void add_pages(pages::Site& site) override {
    inspections::add_pages(
        site, [this](db::Transaction&) { return coverage_; }, web::upload_body_limit, writer());
  }
  /// None by itself, so that pages are the same wherever they are tested.
  virtual office::Writer writer() const { return office::Writer{{}}; }

  static nlohmann::json upload(std::string bytes, std::string name = "report.pdf") {
    return operations::upload_value({std::move(name), std::move(bytes)});
  }
  /// The id of a reading of Northmere's report that waits to be confirmed.
  std::string waiting_reading(std::string const& more_bytes = "") {
    return done("inspection import", {{"file", upload(northmere_report() + more_bytes)}}).value("reading", "");
  }
  /// The id of Northmere's inspection, confirmed as it was read.
  std::string inspection() {
    return done("inspection confirm", {{"reading", waiting_reading()}}).value("inspection", "");
  }
  nlohmann::json shown(std::string const& id) { return done("inspection show", {{"inspection", id}}); }
  nlohmann::json listed() { return done("inspection list", nlohmann::json::object()); }

  std::map<std::string, Coverage> coverage_;
};

}  // namespace gt::inspections::test
