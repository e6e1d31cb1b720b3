#pragma once

#include <string>

#include "evidence/evidence.h"
#include "funding/funding_operations.h"
#include "funding/funding_pages.h"
#include "tests/support/page_test.h"
#include "tests/support/plan_operations.h"

namespace gt::funding::test {

/// A council with whatever money a test gives it, as its programme manager; `colleague` may decide about money, too.
class FundingTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    evidence::add_operations(registry);
    gt::test::add_plan_operations(registry);
    funding::add_operations(
        registry, [](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); });
  }
  void add_pages(pages::Site& site) override { funding::add_pages(site); }

  std::string add(std::string const& kind, nlohmann::json const& input) {
    return done(kind + " add", input).value("id", "");
  }
  nlohmann::json show(std::string const& kind, std::string const& id) {
    auto key = kind;
    std::replace(key.begin(), key.end(), '-', '_');
    return done(kind + " show", {{key, id}});
  }
  std::string fund(std::string const& title = "Transformation reserve") {
    return add("fund", {{"title", title}, {"fund_kind", "corporate one-off"}});
  }
  std::string bid(std::string const& fund, std::string const& amount,
                  nlohmann::json const& more = nlohmann::json::object()) {
    nlohmann::json input{
        {"title", "Money for the plan"}, {"inside", fund}, {"amount", amount}, {"recurrence", "one-off"}};
    input.update(more);
    return add("approval", input);
  }
  operations::Actor colleague() const {
    auto other = actor_;
    other.account = AccountId::fresh();
    other.name = "Finance partner";
    other.grants = {{"finance", std::nullopt, std::nullopt}};
    return other;
  }
  void approve(std::string const& kind, std::string const& id, nlohmann::json const& more = nlohmann::json::object()) {
    auto key = kind;
    std::replace(key.begin(), key.end(), '-', '_');
    nlohmann::json input{
        {key, id}, {"version", show(kind, id).at("version")}, {"decided", "approved"}, {"decided_by", "Cabinet"}};
    input.update(more);
    auto const result = perform_as(colleague(), kind + " decide", input);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message);
  }
  std::string approved(std::string const& amount, nlohmann::json const& more = nlohmann::json::object()) {
    auto id = bid(fund(), amount, more);
    approve("approval", id);
    return id;
  }
  std::string line(std::string const& approval, std::string const& amount,
                   nlohmann::json const& more = nlohmann::json::object()) {
    nlohmann::json input{
        {"title", "Family therapists"}, {"inside", approval}, {"line_kind", "post"}, {"amount", amount}};
    input.update(more);
    return add("cost-line", input);
  }
};

}  // namespace gt::funding::test
