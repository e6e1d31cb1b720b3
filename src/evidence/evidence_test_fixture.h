#pragma once

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/evidence_pages.h"
#include "evidence/evidence_store.h"
#include "platform/operations/base64.h"
#include "tests/support/page_test.h"

namespace gt::evidence::test {

/// The slice at Northmere on 21 November 2026.
class EvidenceTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override { evidence::add_operations(registry); }
  void add_pages(pages::Site& site) override { evidence::add_pages(site, connected_to(), 64 << 20); }
  virtual Connections connected_to() { return {}; }

  /// Someone else from here on, with this role; everyone made so has a name of their own.
  void be_another(std::string role, std::optional<std::string> theme = std::nullopt) {
    actor_.account = AccountId::fresh();
    actor_.name = "Another " + role;
    be(std::move(role), std::move(theme));
  }

  static nlohmann::json content(nlohmann::json const& more = nlohmann::json::object()) {
    nlohmann::json input{{"title", "Supervision policy"},
                         {"source", "document"},
                         {"rung", "output"},
                         {"dated", "2026-10-31"},
                         {"shows", "The policy was issued to every team."}};
    input.update(more);
    return input;
  }
  static nlohmann::json measure(nlohmann::json const& more = nlohmann::json::object()) {
    auto input = content({{"title", "Supervision held"},
                          {"source", "measure"},
                          {"rung", "outcome"},
                          {"measure_name", "Supervision held in the month"},
                          {"measure_unit", "social workers"},
                          {"measure_source", "Case system"},
                          {"measure_good", "higher"},
                          {"baseline_numerator", 31},
                          {"baseline_denominator", 80},
                          {"baseline_on", "2026-03-31"},
                          {"end_numerator", 66},
                          {"end_denominator", 82},
                          {"end_on", "2026-10-31"}});
    input.update(more);
    return input;
  }
  static nlohmann::json audit(nlohmann::json const& more = nlohmann::json::object()) {
    auto input = content({{"title", "Supervision audit"},
                          {"source", "audit"},
                          {"rung", "practice"},
                          {"audit_question", "Is supervision reflective?"},
                          {"audit_good", 8},
                          {"audit_audited", 11}});
    input.update(more);
    return input;
  }
  static nlohmann::json file(std::string name, std::string bytes) {
    return operations::upload_value({std::move(name), std::move(bytes)});
  }
  std::string add(nlohmann::json const& input) { return done("evidence add", input).value("evidence", ""); }
  nlohmann::json shown(std::string const& id) { return done("evidence show", {{"evidence", id}}); }
  nlohmann::json listed(nlohmann::json const& input = nlohmann::json::object()) { return done("evidence list", input); }
  /// The field that the refusal is about; empty when it is about none.
  static std::string field_of(Error const& error) { return error.fields.empty() ? "" : error.fields.front().field; }
};

}  // namespace gt::evidence::test
