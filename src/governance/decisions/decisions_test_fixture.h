#pragma once

#include <string>
#include <vector>

#include "governance/decisions/decision_operations.h"
#include "governance/decisions/decision_pages.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_store.h"
#include "tests/support/day.h"
#include "tests/support/page_test.h"

namespace gt::governance::test {

/// Decisions and the forward plan at Northmere on 21 November 2026, with a cabinet, a scrutiny committee and a board.
class DecisionsTest : public gt::test::PageTest {
 protected:
  void SetUp() override {
    PageTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    cabinet_ = body("Cabinet", "cabinet");
    scrutiny_ = body("Children’s Scrutiny Committee", "scrutiny committee");
    board_ = body("Improvement Board", "improvement board");
  }
  void add_operations(operations::Registry& registry) override {
    add_decision_operations(registry);
    add_decision_settings_operations(registry);
  }
  void add_pages(pages::Site& site) override { add_decision_pages(site, outside_); }

  std::string body(std::string title, std::string kind, nlohmann::json more = nlohmann::json::object()) {
    Entry entry{EntryId::fresh(), &board_kind("body"), 0, ""};
    entry.title = std::move(title);
    entry.fields = std::move(more);
    entry.fields["body_kind"] = std::move(kind);
    entry.body = entry.id.text();
    auto change = database().change(authority());
    insert_entry(change, entry);
    change.commit();
    return entry.id.text();
  }
  std::string meeting(std::string const& of, Date on, MeetingState state = MeetingState::draft) {
    Meeting meeting{MeetingId::fresh(), of, "", 0, "", on, "", "", state, {}, "", "", {}, {}, "", 1};
    auto change = database().change(authority());
    insert_meeting(change, meeting);
    change.commit();
    return meeting.id.text();
  }

  /// A key decision of the cabinet on 10 February 2027, with what the rules need.
  nlohmann::json content(nlohmann::json const& more = nlohmann::json::object()) const {
    nlohmann::json input{{"title", "Phase 3 of the improvement plan"},
                         {"body", cabinet_},
                         {"day", "2027-02-10"},
                         {"is_key", "yes"},
                         {"why_key", "It spends £395,000 on one service."},
                         {"money", "£395,000"},
                         {"is_private", "no"},
                         {"decision_maker", "Cabinet"},
                         {"contact", "Head of improvement"}};
    input.update(more);
    return input;
  }
  nlohmann::json private_content(nlohmann::json const& more = nlohmann::json::object()) const {
    auto input = content({{"title", "Settlement with the former agency"},
                          {"is_private", "yes"},
                          {"public_title", "A contractual matter"},
                          {"exempt_paragraph", "3"},
                          {"public_interest", "It would weaken the council’s hand in the dispute."},
                          {"recommendation", "Offer sixty thousand to settle."}});
    input.update(more);
    return input;
  }
  std::string plan(nlohmann::json const& input) { return done("decision plan", input).value("decision", ""); }
  nlohmann::json shown(std::string const& id) { return done("decision show", {{"decision", id}}); }
  std::int64_t version(std::string const& id) { return shown(id).value("version", std::int64_t{0}); }
  nlohmann::json about(std::string const& id, nlohmann::json const& more) {
    nlohmann::json input{{"decision", id}, {"version", version(id)}};
    input.update(more);
    return input;
  }
  void step(std::string const& id, std::string const& name, std::string const& on) {
    done("decision step", about(id, {{"step", name}, {"day", on}}));
  }
  /// The line of the checklist for a rule; empty when it is not on it.
  nlohmann::json line(std::string const& id, std::string const& rule) {
    auto const all = shown(id);
    for (auto const& each : all.at("checklist"))
      if (each.at("rule") == rule) return each;
    return nlohmann::json::object();
  }
  static std::vector<std::string> fields_of(Error const& error) {
    std::vector<std::string> out;
    for (auto const& each : error.fields) out.push_back(each.field);
    return out;
  }
  void today_is(char const* moment) { clock_.set(Instant::from_iso(moment).value()); }

  std::string cabinet_, scrutiny_, board_;
  OutsideDates outside_;
};

}  // namespace gt::governance::test
