#pragma once

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "people/people.h"
#include "plans/plan_operations.h"
#include "plans/plan_pages.h"
#include "plans/plan_store.h"
#include "tests/support/page_test.h"
#include "tests/support/stored_findings.h"

namespace gt::plans::test {

/// The slice at Northmere on 21 November 2026; findings are stored without a report.
class PlansTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    people::add_operations(registry);
    evidence::add_operations(registry);
    plans::add_operations(
        registry, [](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); },
        writer());
  }
  void add_pages(pages::Site& site) override { plans::add_pages(site, {}, writer()); }
  /// None by itself, so that pages are the same wherever they are tested.
  virtual office::Writer writer() const { return office::Writer{{}}; }

  /// A council with accounts, for tests about who is who; what comes after is in it.
  void found_council() {
    auto made = people::create_first_administrator(
        database(), clock_, {"Southmere", "Southmere Council", "administrator@southmere.example", "Administrator"});
    ASSERT_TRUE(made.has_value());
    actor_.authority = made->authority;
    actor_.account = made->account;
  }
  /// The person from here on is another one, with an account of their own and this role. After `found_council`.
  void become(std::string const& role, std::string const& name) {
    be("administrator");
    auto made =
        done("user add", {{"email", std::to_string(++people_) + "@southmere.example"}, {"name", name}, {"role", role}});
    actor_.account = AccountId::trusted(made.value("account", ""));
    actor_.name = name;
    be(role);
  }

  std::vector<std::string> findings(std::vector<std::string> const& texts, int year = 2025) {
    return gt::test::store_findings(database(), authority(), texts, year);
  }
  std::string theme(std::string const& title, std::vector<std::string> const& answered = {}) {
    return done("theme add", {{"title", title}, {"lead_role", "Head of service"}, {"findings", answered}})
        .value("theme", "");
  }
  /// One that is done is added, proven and then marked done, as a person must.
  std::string action(std::string const& title, nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"title", title}, {"owner_role", "Service manager"}, {"due", "2027-03-31"}};
    input.update(more);
    bool is_done = input.value("status", "") == "done";
    nlohmann::json const finished{
        {"status", "done"}, {"done_on", input.value("done_on", "2026-11-01")}, {"version", 1}};
    if (is_done) input.erase("status");
    input.erase("done_on");
    auto id = done("action add", input).value("action", "");
    if (!is_done) return id;
    prove(id);
    auto progress = finished;
    progress["action"] = id;
    done("action progress", progress);
    return id;
  }
  /// Evidence of the output, linked to the action; its id.
  std::string prove(std::string const& action, nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{
        {"title", "Guidance issued"}, {"source", "link"},      {"address", "https://northmere.example/guidance"},
        {"rung", "output"},           {"dated", "2026-11-01"}, {"shows", "It was issued to every team."}};
    input.update(more);
    auto evidence = done("evidence add", input).value("evidence", "");
    done("link add", {{"from", action}, {"to", evidence}});
    return evidence;
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

 private:
  int people_ = 0;
};

}  // namespace gt::plans::test
