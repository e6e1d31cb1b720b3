#pragma once

#include <map>
#include <string>
#include <vector>

#include "notices/notices.h"
#include "people/people.h"
#include "tests/support/page_test.h"

namespace gt::notices::test {

/// The slice at a council with accounts, on Monday 23 November 2026 at nine; records are made up here.
class NoticesTest : public gt::test::PageTest {
 protected:
  void SetUp() override {
    PageTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    clock_.set(Instant::from_iso("2026-11-23T09:00:00Z").value());
    auto made = people::create_first_administrator(
        database(), clock_, {"Southmere", "Southmere Council", "administrator@southmere.example", "Administrator"});
    ASSERT_TRUE(made.has_value());
    administrator_ = operations::Actor{made->account,
                                       "Administrator",
                                       made->authority,
                                       {{"administrator", {}, {}}},
                                       operations::Channel::page,
                                       "request",
                                       {}};
    actor_ = administrator_;
  }
  void add_operations(operations::Registry& registry) override {
    people::add_operations(registry);
    notices::add_operations(registry, sources());
  }
  void add_pages(pages::Site& site) override {
    notices::add_pages(site, router(), sources(), {true, "https://gt.southmere.example"});
  }

  Sources sources() {
    return {.subject = [this](db::Transaction& transaction, operations::Actor const& reader,
                              std::string const& id) -> std::optional<Subject> {
              auto const found = records_.find(id);
              bool const is_hidden =
                  found == records_.end() || transaction.authority() != administrator_.authority ||
                  (found->second.is_restricted && !operations::may_on_theme(reader, "evidence.review", ""));
              if (is_hidden) return std::nullopt;
              return found->second;
            },
            .digest = {[this](db::Transaction&, operations::Actor const& person, Instant, Instant) {
              auto const found = items_.find(person.account.text());
              return found == items_.end() ? std::vector<DigestItem>{} : found->second;
            }},
            .calendar = {[this](db::Transaction&, operations::Actor const&, FeedScope const& scope, Date) {
              return scope.kind == FeedScope::Kind::mine ? days_ : std::vector<CalendarItem>{};
            }},
            .themes = [](db::Transaction&) { return std::vector<html::Option>{}; }};
  }

  /// Somebody with an account; the actor is who they are.
  operations::Actor person(std::string const& name, std::string const& role, std::string email = {}) {
    if (email.empty()) email = "person." + std::to_string(++people_) + "@southmere.example";
    auto made = perform_as(administrator_, "user add", {{"email", email}, {"name", name}, {"role", role}});
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message);
    auto actor = administrator_;
    actor.account = AccountId::trusted(made->value("account", ""));
    actor.name = name;
    actor.grants = {{role, {}, {}}};
    return actor;
  }
  std::string record(std::string const& title, bool is_restricted = false) {
    auto id = new_opaque_id();
    records_[id] = {is_restricted ? "evidence" : "action", id, title, "/actions/" + id, false, is_restricted};
    return id;
  }
  void tell(operations::Actor const& who, std::string const& key, std::string const& title = "Action 1: Title") {
    items_[who.account.text()].push_back({key, Heading::late, title, "/actions/abc"});
  }

  operations::Actor administrator_ = actor_;
  std::map<std::string, Subject> records_;
  std::map<std::string, std::vector<DigestItem>> items_;
  std::vector<CalendarItem> days_;
  int people_ = 0;
};

}  // namespace gt::notices::test
