#pragma once

#include <string>

#include "evidence/evidence.h"
#include "governance/governance_operations.h"
#include "governance/governance_pages.h"
#include "people/people.h"
#include "tests/support/page_test.h"
#include "tests/support/plan_operations.h"

namespace gt::governance::test {

/// A council on 21 November 2026 with whatever a test adds to it.
class GovernanceTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    people::add_operations(registry);
    evidence::add_operations(registry);
    gt::test::add_plan_operations(registry);
    governance::add_operations(registry, tools());
  }
  void add_pages(pages::Site& site) override {
    governance::add_pages(
        site, [](db::Transaction&, operations::Actor const&, Date, Date) { return std::vector<OutsideDate>{}; });
  }

  static Tools tools(office::Writer writer = office::Writer::installed()) {
    return {[](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); },
            std::move(writer)};
  }

  /// The council as people know it, for what prints its name or adds accounts.
  void be_a_known_council() {
    constexpr std::string_view text =
        "insert into authority (id, name, display_name, created, lock_version) values (:id, :name, :display_name, "
        ":created, 1)";
    auto change = database().change(std::nullopt);
    change.execute(
        {"test/insert_authority", text, text},
        {{"id", authority()}, {"name", "Northmere"}, {"display_name", "Northmere Council"}, {"created", clock_.now()}});
    change.commit();
  }

  std::string body(std::string const& title, nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"title", title}, {"body_kind", "improvement board"}};
    input.update(more);
    return done("body add", input).value("id", "");
  }
  std::string meeting(std::string const& body, std::string const& on) {
    return done("meeting add", {{"body", body}, {"on", on}}).value("meeting", "");
  }
  std::string item(std::string const& meeting, std::string const& title,
                   nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"meeting", meeting}, {"title", title}};
    input.update(more);
    return done("item add", input).value("item", "");
  }
  nlohmann::json shown(std::string const& meeting) { return done("meeting show", {{"meeting", meeting}}); }
  /// Takes the meeting on, with what the step asks for.
  void advance(std::string const& meeting, std::string const& to, nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"meeting", meeting}, {"version", shown(meeting).at("version")}, {"to", to}};
    input.update(more);
    done("meeting advance", input);
  }
  /// Papers out and held, with three people there.
  void hold(std::string const& meeting) {
    advance(meeting, "papers out", {{"late_reason", "It was called at short notice."}});
    done("meeting attendance",
         {{"meeting", meeting},
          {"version", shown(meeting).at("version")},
          {"people", nlohmann::json::array({{{"role", "Chair"}, {"presence", "present"}},
                                            {{"role", "Director"}, {"presence", "present"}},
                                            {{"role", "Lead member"}, {"presence", "apologies"}}})}});
    advance(meeting, "held");
  }
  /// From here on the person holds the role for this body alone.
  void be_for_body(std::string role, std::string const& body) {
    actor_.grants = {{std::move(role), std::nullopt, body}};
  }
};

}  // namespace gt::governance::test
