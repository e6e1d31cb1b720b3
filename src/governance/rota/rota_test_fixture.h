#pragma once

#include <map>
#include <string>
#include <vector>

#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_store.h"
#include "governance/rota/rota_operations.h"
#include "governance/rota/rota_pages.h"
#include "platform/jobs/jobs.h"
#include "tests/support/page_test.h"
#include "tests/support/plan_operations.h"

namespace gt::governance::rota::test {

/// The rota of Northmere's improvement board on 21 November 2026: seven themes, and a meeting each four weeks from 9
/// December 2026.
class RotaTest : public gt::test::PageTest {
 protected:
  void SetUp() override {
    PageTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    board_ = body("Improvement Board");
    for (int each = 1; each <= 7; ++each) themes_.push_back(theme("Theme " + std::to_string(each)));
    for (int each = 0; each < 8; ++each)
      meetings_.push_back(meeting(Date::from_iso("2026-12-09").value().plus_days(28 * each)));
  }
  void add_operations(operations::Registry& registry) override {
    gt::test::add_plan_operations(registry);
    add_rota_operations(registry);
    jobs::add_operations(registry);
  }
  void add_pages(pages::Site& site) override { add_rota_pages(site); }

  std::string body(std::string title) {
    Entry entry;
    entry.id = EntryId::fresh();
    entry.kind = &board_kind("body");
    entry.title = std::move(title);
    entry.fields["body_kind"] = "improvement board";
    entry.fields["themes_a_meeting"] = 2;
    entry.body = entry.id.text();
    auto change = database().change(authority());
    insert_entry(change, entry);
    change.commit();
    return entry.id.text();
  }
  std::string theme(std::string title) {
    return done("theme add",
                {{"title", std::move(title)}, {"lead_role", "Head of service"}, {"findings", nlohmann::json::array()}})
        .value("theme", "");
  }
  std::string meeting(Date on, MeetingState state = MeetingState::draft) {
    governance::Meeting each{MeetingId::fresh(), board_, "", 0, "", on, "", "", state, {}, "", "", {}, {}, "", 1};
    auto change = database().change(authority());
    insert_meeting(change, each);
    change.commit();
    return each.id.text();
  }
  /// On that agenda by somebody's hand.
  void put_on(std::string const& meeting, std::string const& theme, bool is_private = false) {
    Item item{ItemId::fresh(),
              MeetingId::trusted(meeting),
              board_,
              1,
              "",
              "Theme",
              "A staffing matter",
              "",
              {},
              {theme},
              {},
              "",
              "",
              is_private,
              is_private ? "3" : "",
              is_private ? "Terms." : "",
              {},
              {},
              "",
              "",
              1};
    auto change = database().change(authority());
    insert_item(change, item);
    change.commit();
  }
  /// Its one action is off track, so the theme is.
  void set_off_track(std::string const& theme) {
    auto const action = done("action add", {{"title", "Visits on time"},
                                            {"owner_role", "Service manager"},
                                            {"due", "2027-03-31"},
                                            {"status", "off track"},
                                            {"note", "Staff left."},
                                            {"recovery", "Agency cover."},
                                            {"recovery_by", "2027-01-31"},
                                            {"themes", {theme}}});
    EXPECT_FALSE(action.value("action", "").empty());
  }

  nlohmann::json shown(nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"body", board_}};
    input.update(more);
    return done("rota show", input);
  }
  /// Themes by their number from 1, at each coming meeting, that stand there or are suggested.
  std::vector<std::vector<int>> plan() {
    std::vector<std::vector<int>> out;
    auto const rota = shown();
    for (auto const& meeting : rota.at("meetings")) {
      out.emplace_back();
      for (auto const& each : meeting.at("themes"))
        if (each.contains("why") || each.at("state") == "held") out.back().push_back(number_of(each.at("theme")));
    }
    return out;
  }
  int number_of(std::string const& theme) const {
    return static_cast<int>(std::find(themes_.begin(), themes_.end(), theme) - themes_.begin()) + 1;
  }
  std::string state_of(std::size_t meeting, std::size_t theme) {
    auto const rota = shown();
    for (auto const& each : rota.at("meetings").at(meeting).at("themes"))
      if (each.at("theme") == themes_.at(theme)) return each.at("state");
    return "";
  }
  void set_rules(nlohmann::json more = nlohmann::json::object()) {
    nlohmann::json input{{"body", board_}, {"version", shown().at("rules").at("number")}, {"themes_a_meeting", 2}};
    input.update(more);
    done("rota rules", input);
  }
  nlohmann::json accept() {
    return done("rota accept", {{"body", board_}, {"fingerprint", shown().value("fingerprint", "")}});
  }
  std::vector<Item> agenda(std::string const& meeting) {
    auto transaction = database().read(authority());
    return list_items(transaction, MeetingId::trusted(meeting), Sight::of_everything());
  }
  std::string page(gt::test::Fields query = {}) {
    auto const response = get("/bodies/" + board_ + "/rota", std::move(query));
    EXPECT_EQ(response.status, 200);
    return response.body;
  }

  std::string board_;
  std::vector<std::string> themes_, meetings_;
};

}  // namespace gt::governance::rota::test
