#pragma once

#include <string>
#include <vector>

#include "plans/plan_operations.h"
#include "plans/plan_pages.h"
#include "plans/plan_store.h"
#include "tests/support/page_test.h"
#include "tests/support/stored_findings.h"

namespace gt::plans::test {

/// The slice at Northmere on 21 November 2026; findings are stored without a report.
class PlansTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override { plans::add_operations(registry); }
  void add_pages(pages::Site& site) override { plans::add_pages(site); }

  std::vector<std::string> findings(std::vector<std::string> const& texts, int year = 2025) {
    return gt::test::store_findings(database(), authority(), texts, year);
  }
  std::string theme(std::string const& title, std::vector<std::string> const& answered = {}) {
    return done("theme add", {{"title", title}, {"lead_role", "Head of service"}, {"findings", answered}})
        .value("theme", "");
  }
  std::string action(std::string const& title, nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"title", title}, {"owner_role", "Service manager"}, {"due", "2027-03-31"}};
    input.update(more);
    return done("action add", input).value("action", "");
  }
  nlohmann::json plan() { return done("plan show", nlohmann::json::object()); }
  nlohmann::json coverage() { return done("coverage show", nlohmann::json::object()); }
  /// The theme or action as the plan shows it; null when it does not.
  nlohmann::json in_plan(std::string const& kind, std::string const& id) {
    auto const whole = plan();
    for (auto const& each : whole.at(kind))
      if (each.at("id") == id) return each;
    return nullptr;
  }
};

}  // namespace gt::plans::test
