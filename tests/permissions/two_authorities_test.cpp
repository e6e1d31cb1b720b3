#include <algorithm>
#include <map>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "platform/core/text.h"
#include "platform/operations/openapi.h"
#include "tests/permissions/council.h"
#include "tests/support/store_test.h"

namespace gt::permissions {
namespace {

using nlohmann::json;
using operations::FieldType;
using testing::HasSubstr;
using testing::Not;

// Both are in every text of their council's rows, and in no text of the program.
constexpr char const* own_word = "Quillhaven";
constexpr char const* other_word = "Zennorwick";

/// A form's name for a thing, and an id of it.
using Ids = std::map<std::string, std::string, std::less<>>;

Ids ids_of(Council const& council) {
  Ids ids{{"account", council.manager_account.text()},
          {"owner_account", council.manager_account.text()},
          {"lead_account", council.manager_account.text()},
          {"to_account", council.manager_account.text()},
          {"inside", council.theme_a},
          {"under", council.theme_a},
          {"grant", council.manager_grant},
          {"inspection", council.inspection},
          {"reading", council.reading},
          {"finding", council.finding},
          {"theme", council.theme_a},
          {"action", council.action_a},
          {"evidence", council.evidence},
          {"token", council.token}};
  ids.insert(council.more.begin(), council.more.end());
  return ids;
}

std::string filled(std::string pattern, Ids const& ids) {
  for (auto start = pattern.find('{'); start != std::string::npos; start = pattern.find('{')) {
    auto end = pattern.find('}');
    auto name = pattern.substr(start + 1, end - start - 1);
    pattern.replace(start, end - start + 1, ids.at(name));
  }
  return pattern;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

bool is_document(std::string const& path) {
  return path.ends_with(".odt") || path.ends_with(".docx") || path.ends_with(".pdf");
}

// Papers say at which minute they were printed, and it may turn between two readings; a refusal names its request.
std::string without_moment(std::string const& text) {
  static std::regex const minute{" at [0-9]{2}:[0-9]{2}"}, request{"\"request_id\":\"[a-z0-9]*\""};
  return std::regex_replace(std::regex_replace(text, minute, " at"), request, "\"request_id\":\"\"");
}

class TwoAuthorities : public test::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    installation_ = std::make_unique<Installation>(location());
    // Adding a council is in the log of who adds it, so a third one adds both.
    auto founder = first_council(*installation_, "Foundry");
    own_ = std::make_unique<Council>(another_council(*installation_, founder, own_word));
    before_ = read_everything();
    other_ = std::make_unique<Council>(another_council(*installation_, founder, other_word));
  }
  void TearDown() override {
    if (installation_) {
      EXPECT_THAT(installation_->failures(), testing::IsEmpty());
    }
    other_.reset();
    own_.reset();
    installation_.reset();
    StoreTest::TearDown();
  }

  std::vector<web::Router::Route> pages(web::Method method) {
    std::vector<web::Router::Route> out;
    for (auto const& route : installation_->router().routes())
      if (route.method == method && !route.pattern.starts_with("/api/") && !route.pattern.starts_with("/assets/") &&
          route.pattern !=
              "/jobs/{job}/events" &&     // goes on for as long as its job; platform/jobs tests who may follow it
          route.pattern != "/metrics" &&  // numbers of the machine, which change from one moment to the next
          route.pattern != "/one-time-link" &&
          route.pattern != "/calendar/{file}")  // of nobody who is signed in
        out.push_back(route);
    return out;
  }
  /// What the own council's manager sees on every page that needs no id, on every page of an own thing, and from every
  /// operation that reads: by address.
  std::map<std::string, std::string> read_everything() {
    std::map<std::string, std::string> out;
    for (auto const& route : pages(web::Method::get)) {
      auto path = filled(route.pattern, ids_of(*own_));
      out[path] = installation_->get(path, own_->both).body;
    }
    for (auto const& operation : installation_->program().registry().all())
      if (operation.kind == operations::Kind::read)
        out[operation.name] = installation_->call(operation.name, input_for(operation, ids_of(*own_)), own_->both).body;
    return out;
  }
  /// Every id asked for; of the rest, what is required.
  static json input_for(operations::Operation const& operation, Ids const& ids) {
    auto input = json::object();
    for (auto const& field : operation.inputs) {
      auto name = field.name == "token_id" ? "token" : field.name;
      auto singular = name.ends_with('s') ? name.substr(0, name.size() - 1) : name;
      bool const is_id = field.type == FieldType::id || field.type == FieldType::id_list;
      if (is_id && !ids.contains(field.type == FieldType::id ? name : singular))
        throw std::runtime_error(operation.name + " asks for “" + name + "”, of which ids_of knows none");
      if (field.type == FieldType::id)
        input[field.name] = ids.at(name);
      else if (field.type == FieldType::id_list)
        input[field.name] = {ids.at(singular)};
      else if (field.required)
        input[field.name] = field.example;
    }
    return input;
  }
  void expect_no_word(std::string const& body, std::string const& where) {
    EXPECT_THAT(lower(body), Not(HasSubstr(lower(other_word)))) << where;
    for (auto const& [name, id] : ids_of(*other_)) EXPECT_THAT(body, Not(HasSubstr(id))) << where << ": " << name;
  }

  std::unique_ptr<Installation> installation_;
  std::unique_ptr<Council> own_;
  std::unique_ptr<Council> other_;
  std::map<std::string, std::string> before_;
};

// Without this the tests below could pass on pages that show nothing.
TEST_P(TwoAuthorities, TheOtherCouncilSeesItsOwnWordAlmostEverywhere) {
  std::vector<std::string> silent;
  for (auto const& route : pages(web::Method::get)) {
    auto path = filled(route.pattern, ids_of(*other_));
    auto answer = installation_->get(path, other_->both);
    if (answer.status == 200 && answer.body.find(other_word) == std::string::npos) silent.push_back(route.pattern);
    EXPECT_TRUE(answer.status == 200 || answer.status == 303) << path << " " << answer.status;
  }
  // Worksheets and documents are packed; the tests of exports and minutes read them.
  std::erase_if(
      silent, [](auto const& each) { return each.ends_with(".xlsx") || each.ends_with(".ods") || is_document(each); });
  EXPECT_THAT(silent, testing::IsSubsetOf({"/healthz", "/readyz", "/sign-in"}));
}

TEST_P(TwoAuthorities, NoPageShowsTheOtherCouncil) {
  for (auto const& route : pages(web::Method::get)) {
    auto path = filled(route.pattern, ids_of(*other_));
    auto answer = installation_->get(path, own_->both);
    EXPECT_EQ(answer.status == 404, path != route.pattern) << path << " " << answer.status;
    expect_no_word(answer.body, path);
  }
}

// Lists, counts, searches and exports: whatever the other council stores, nothing here is different by a letter.
TEST_P(TwoAuthorities, WhatTheOtherCouncilStoresChangesNothingHere) {
  auto after = read_everything();
  ASSERT_EQ(after.size(), before_.size());
  for (auto const& [where, body] : before_) {
    // The own account's page says when its sessions were last seen, and a document when it was written; the page that
    // prints the same minutes is compared.
    if (where == "/account" || is_document(where) || where.ends_with(" document")) continue;
    EXPECT_EQ(without_moment(after.at(where)), without_moment(body)) << where;
  }
}

TEST_P(TwoAuthorities, NoFilterOrSearchReachesAcross) {
  auto ids = ids_of(*other_);
  for (auto const& path :
       {"/plan", "/plan.csv", "/plan/paper", "/plan/coverage", "/", "/inspections", "/people", "/audit-log",
        "/audit-log/export", "/themes/new", "/actions/new", "/evidence", "/evidence.csv", "/evidence/new", "/search"}) {
    for (auto const& [name, id] : ids) {
      auto target = fmt::format("{}?{}={}", path, name, id);
      auto answer = installation_->get(target, own_->both);
      EXPECT_LT(answer.status, 500) << target;
      EXPECT_THAT(lower(answer.body), Not(HasSubstr(lower(other_word)))) << target;
    }
    auto nothing = installation_->get(fmt::format("{}?q=no-such-word-at-all", path), own_->both).body;
    auto searched = installation_->get(fmt::format("{}?q={}", path, other_word), own_->both).body;
    // The page shows the words that were searched for, and says as much as for words that are nowhere.
    auto same = [](std::string text, std::string const& word) {
      for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
      return text;
    };
    EXPECT_EQ(same(searched, other_word), same(nothing, "no-such-word-at-all")) << path;
  }
}

TEST_P(TwoAuthorities, NoOperationReachesAcross) {
  auto before = installation_->contents();
  for (auto const& operation : installation_->program().registry().all()) {
    auto input = input_for(operation, ids_of(*other_));
    bool names_something = std::any_of(operation.inputs.begin(), operation.inputs.end(), [](auto const& field) {
      return field.type == FieldType::id || field.type == FieldType::id_list;
    });
    if (operation.kind == operations::Kind::change && !names_something) continue;
    auto answer = installation_->call(operation.name, input, own_->both);
    expect_no_word(answer.body, operation.name);
    // A list asked for another council's thing is empty, as for an id that is nowhere.
    int refused_field_or_empty_list = operation.kind == operations::Kind::change ? 422 : 200;
    EXPECT_TRUE(answer.status == 404 || answer.status == refused_field_or_empty_list)
        << operation.name << " " << answer.body;
  }
  EXPECT_EQ(installation_->changes_since(before), "");
}

// One id of the other council among ids of one's own: each link has two ends.
TEST_P(TwoAuthorities, NoOperationTakesOneIdOfTheOtherCouncil) {
  auto before = installation_->contents();
  int tried = 0;
  for (auto const& operation : installation_->program().registry().all()) {
    if (operation.kind != operations::Kind::change) continue;
    for (auto const& field : operation.inputs) {
      if (field.type != FieldType::id && field.type != FieldType::id_list) continue;
      auto input = input_for(operation, ids_of(*own_));
      input[field.name] = input_for(operation, ids_of(*other_))[field.name];
      auto answer = installation_->call(operation.name, input, own_->both);
      EXPECT_TRUE(answer.status == 404 || answer.status == 422)
          << operation.name << " " << field.name << ": " << answer.status << " " << answer.body;
      expect_no_word(answer.body, operation.name);
      ++tried;
    }
  }
  EXPECT_GT(tried, 20);
  EXPECT_EQ(installation_->changes_since(before), "");
}

TEST_P(TwoAuthorities, NoFormReachesAcross) {
  auto before = installation_->contents();
  auto ids = ids_of(*other_);
  for (auto const& route : pages(web::Method::post)) {
    auto path = filled(route.pattern, ids);
    if (path == route.pattern) continue;
    auto answer = installation_->post_form(path,
                                           {{"title", "Taken"},
                                            {"text", "Taken"},
                                            {"name", "Taken"},
                                            {"email", "taken@council.example"},
                                            {"role", "reader"},
                                            {"owner_role", "Taken"},
                                            {"due", "2026-03-31"},
                                            {"status", "on track"},
                                            {"inspection_start", "2018-06-04"},
                                            {"lock_version", "1"},
                                            {"version", "1"}},
                                           own_->both);
    EXPECT_EQ(answer.status, 404) << path << ": " << answer.body;
    expect_no_word(answer.body, path);
  }
  EXPECT_EQ(installation_->changes_since(before), "");
}

// The one page that names other councils: where the account itself holds a role.
TEST_P(TwoAuthorities, NobodySwitchesToACouncilWithoutARole) {
  auto answer = installation_->post_form("/account/authority", {{"authority", other_->authority.text()}}, own_->both);
  EXPECT_EQ(answer.status, 403) << answer.body;
  EXPECT_EQ(installation_->get("/plan", own_->both).body.find(other_word), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, TwoAuthorities, test::engines(), test::engine_name);

}  // namespace
}  // namespace gt::permissions
