#include "tests/support/large_programme.h"

#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "evidence/evidence_store.h"
#include "people/people_store.h"
#include "plans/history/history.h"
#include "plans/lists/action_lists.h"
#include "plans/plan_json.h"
#include "plans/plan_store.h"
#include "plans/progress/updates.h"
#include "plans/records/records.h"
#include "plans/sql.h"
#include "tests/support/stored_findings.h"

namespace gt::test {

namespace {

using namespace gt::plans;

constexpr std::string_view subjects[] = {
    "supervision",       "assessments", "child protection visits", "care plans",    "pathway plans",
    "return interviews", "case audits", "strategy discussions",    "health checks", "placement reviews"};
constexpr std::string_view teams[] = {"assessment",   "the front door", "family support",    "children in care",
                                      "care leavers", "fostering",      "disabled children", "early help"};
constexpr std::string_view verbs[] = {"Agree", "Write", "Publish", "Train", "Audit", "Check", "Review", "Commission"};

class Maker {
 public:
  Maker(db::Database& database, ProgrammeSize const& size, int number, Date today)
      : database_{database}, size_{size}, number_{number}, today_{today}, random_{static_cast<unsigned>(number)} {}

  LargeCouncil make() {
    make_people();
    std::vector<std::string> texts;
    for (int at = 0; at < size_.findings; ++at)
      texts.push_back(fmt::format("The timeliness and quality of {} in {}, so that children are seen and heard ({}).",
                                  subject(at), team(at / 3), at + 1));
    findings_ = store_findings(database_, council_.authority, texts);
    auto change = database_.change(council_.authority);
    tx_ = &change;
    make_programme();
    make_actions();
    make_evidence();
    make_updates();
    change.commit();
    return council_;
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool chance(int in_hundred) { return below(100) < in_hundred; }
  static std::string subject(int at) {
    return std::string(subjects[static_cast<std::size_t>(at) % std::size(subjects)]);
  }
  static std::string team(int at) { return std::string(teams[static_cast<std::size_t>(at) % std::size(teams)]); }
  Instant at(Date day) { return Instant::start_of(day); }

  void make_people() {
    auto const now = at(today_.plus_days(-700));
    auto change = database_.change(std::nullopt);
    council_ = {AuthorityId::fresh(), AccountId::fresh(), AccountId::fresh(), fmt::format("Hubshire {}", number_)};
    people::store::insert_authority(change, {council_.authority, council_.name, council_.name + " Council"}, now);
    for (int at_person = 0; at_person < size_.users; ++at_person) {
      auto id = at_person == 0 ? council_.manager : at_person == 1 ? council_.owner : AccountId::fresh();
      auto role = at_person == 0 ? "programme manager" : at_person % 10 == 2 ? "theme lead" : "contributor";
      people::store::insert_account(change,
                                    {id, council_.authority, fmt::format("person{}@hub{}.example", at_person, number_),
                                     fmt::format("Officer {}", at_person), std::nullopt, now, 1, std::nullopt});
      people::store::insert_grant(
          change, {people::GrantId::fresh(), id, council_.authority, role, std::nullopt, std::nullopt}, now);
      people_.push_back(id);
    }
    change.commit();
  }

  void remember(std::string const& kind, std::string const& id, std::string const& title, Instant when,
                nlohmann::json const& state, std::string const& verb = "added") {
    tx_->execute(plans::sql::insert_history, {{"sequence", ++sequence_},
                                              {"kind", kind},
                                              {"record", id},
                                              {"title", title},
                                              {"at", when},
                                              {"account", council_.manager},
                                              {"actor", "Programme manager"},
                                              {"channel", "page"},
                                              {"verb", verb},
                                              {"why", ""},
                                              {"state", state.dump()}});
  }

  void join(std::string_view from_kind, std::string const& from, std::string_view to_kind, std::string const& to,
            std::string_view relation = "answered by") {
    tx_->execute(
        plans::sql::insert_link,
        {{"from_kind", from_kind}, {"from_id", from}, {"relation", relation}, {"to_kind", to_kind}, {"to_id", to}});
  }

  std::string record(std::string_view kind, std::string title, nlohmann::json fields,
                     std::optional<std::string> parent = std::nullopt) {
    Record made{RecordId::fresh(), find_record_kind(kind), 0,     std::move(title),
                std::move(parent), std::move(fields),      false, 1};
    made.number = insert_record(*tx_, made);
    remember(std::string(kind), made.id.text(), made.title, at(today_.plus_days(-600)), to_json(made));
    return made.id.text();
  }

  void make_programme() {
    insert_programme(*tx_, {ProgrammeId::fresh(), council_.name + " improvement programme",
                            "Every child has a social worker who knows them.", "Good overall by April 2028",
                            today_.plus_days(-600), "", "default", DatesAgreedBy::manager, 1});
    std::vector<std::string> stages;
    for (int number = 1; number <= 3; ++number)
      stages.push_back(record("stage", fmt::format("Stage {}", number), {{"verdict", "not judged yet"}}));
    for (int number = 0; number < size_.themes; ++number) {
      Theme theme{ThemeId::fresh(),
                  0,
                  fmt::format("Theme {}: {}", number + 1, subject(number)),
                  "Children notice that it works.",
                  "Head of " + team(number),
                  {},
                  people_[2],
                  1};
      theme.position = insert_theme(*tx_, theme);
      remember("theme", theme.id.text(), theme.title, at(today_.plus_days(-590)), to_json(theme));
      themes_.push_back(theme.id.text());
      join("stage", stages[static_cast<std::size_t>(number) % stages.size()], "theme", theme.id.text(), "holds");
      for (int goal = 0; goal < 3; ++goal)
        record("objective", fmt::format("Objective {} of theme {}", goal + 1, number + 1), {{"why", "It matters."}},
               theme.id.text());
    }
    for (std::size_t at_finding = 0; at_finding < findings_.size(); ++at_finding)
      if (at_finding % 13 != 12) join("finding", findings_[at_finding], "theme", themes_[at_finding % themes_.size()]);
    for (int number = 0; number < size_.projects; ++number) {
      projects_.push_back(record("project",
                                 fmt::format("Project {}: {} in {}", number + 1, subject(number), team(number / 2)),
                                 {{"project_kind", "project"},
                                  {"purpose", "What it is for and why it is done now, in a few sentences."},
                                  {"lead_role", "Service manager, " + team(number)},
                                  {"due", today_.plus_days(below(500)).iso()}}));
      join("theme", themes_[static_cast<std::size_t>(number) % themes_.size()], "project", projects_.back());
    }
    for (int number = 0; number < size_.projects; ++number) {
      auto risk = record("risk", fmt::format("Risk {}: posts in {} stay empty", number + 1, team(number)),
                         {{"risk_kind", "risk"},
                          {"owner_role", "Head of service"},
                          {"likelihood", 1 + below(5)},
                          {"impact", 1 + below(5)},
                          {"risk_state", "open"}});
      if (chance(60)) join("project", projects_[static_cast<std::size_t>(number)], "risk", risk, "threatened by");
    }
  }

  ActionStatus status_for(Date due) {
    if (due < today_)
      return chance(85) ? ActionStatus::done : chance(50) ? ActionStatus::at_risk : ActionStatus::off_track;
    if (chance(10)) return ActionStatus::done;
    return chance(6) ? ActionStatus::at_risk : chance(45) ? ActionStatus::on_track : ActionStatus::not_started;
  }

  void make_actions() {
    for (int number = 0; number < size_.actions; ++number) {
      auto due = today_.plus_days(below(900) - 450);
      auto subject_at = below(10);
      Action action{ActionId::fresh(),
                    0,
                    fmt::format("{} {} for {} so that children are seen in time, part {}",
                                verbs[static_cast<std::size_t>(below(8))], subject(subject_at), team(below(8)), number),
                    fmt::format("{}, {}", chance(50) ? "Team manager" : "Service manager", team(below(8))),
                    due.plus_days(-90),
                    due,
                    due,
                    status_for(due),
                    "Two of five teams have begun; the rest follow when the guidance has been agreed by the board.",
                    std::nullopt,
                    1};
      action.owner_account = people_[1 + static_cast<std::size_t>(below(static_cast<int>(people_.size()) - 1))];
      action.success = "Nine in ten audited files show reflection on what the child’s days are like.";
      if (action.status == ActionStatus::done) action.done_on = std::min(due, today_);
      if (action.status == ActionStatus::at_risk) {
        action.recovery = "Two agency workers from next month";
        action.recovery_by = today_.plus_days(30);
      }
      action.number = insert_action(*tx_, action);
      auto const added = at(due.plus_days(-120));
      remember("action", action.id.text(), action.title, added, state_json(action));
      if (chance(15) || action.status == ActionStatus::done) {
        action.moves = chance(20) ? 1 + below(3) : 0;
        action.due = due.plus_days(static_cast<int>(action.moves) * 28);
        if (action.status == ActionStatus::done && chance(60)) action.difference = chance(70) ? "output" : "practice";
        save_action(*tx_, action);
        ++action.version;
        remember("action", action.id.text(), action.title, at(due.plus_days(-30)), state_json(action), "changed");
        for (std::int64_t move = 0; move < action.moves; ++move) add_move(action.id, due, static_cast<int>(move));
      }
      place(action.id.text(), number);
      actions_.push_back(action.id);
      started_.push_back(*action.start);
    }
  }

  void add_move(ActionId const& action, Date due, int move) {
    auto id = Id<struct MadeDateChangeTag>::fresh();
    auto asked = at(due.plus_days(move * 28 - 10));
    tx_->execute(plans::sql::insert_date_change, {{"id", id},
                                                  {"action", action},
                                                  {"from_due", due.plus_days(move * 28)},
                                                  {"to_due", due.plus_days((move + 1) * 28)},
                                                  {"reason", "The supplier missed its date."},
                                                  {"requester", "Service manager"},
                                                  {"asked_by", council_.owner},
                                                  {"asked_by_name", "Officer 1"},
                                                  {"asked_at", asked}});
    tx_->execute(plans::sql::decide_date_change, {{"id", id},
                                                  {"state", "agreed"},
                                                  {"decided_by", council_.manager},
                                                  {"decided_by_name", "Programme manager"},
                                                  {"decided_at", asked},
                                                  {"decided_in", ""},
                                                  {"decision_note", ""}});
  }

  // Most stand in a project; some in a theme alone or a second one; a few in none.
  void place(std::string const& action, int number) {
    if (chance(93))
      join("project", projects_[static_cast<std::size_t>(number) % projects_.size()], "action", action);
    else if (chance(80))
      join("theme", themes_[static_cast<std::size_t>(below(size_.themes))], "action", action);
    if (chance(3)) join("theme", themes_[static_cast<std::size_t>(below(size_.themes))], "action", action);
    if (chance(60))
      join("finding", findings_[static_cast<std::size_t>(below(static_cast<int>(findings_.size())))], "action", action);
    if (!actions_.empty() && chance(10))
      join("action", action, "action", actions_[static_cast<std::size_t>(below(number))].text(), "waits for");
    place_actions(*tx_, action);
  }

  void make_evidence() {
    using evidence::Source;
    auto number = evidence::next_number(*tx_);
    evidence::Person const someone{council_.owner, "Officer 1"};
    for (std::size_t at_action = 0; at_action < actions_.size(); ++at_action) {
      if (!chance(30)) continue;
      auto dated = today_.plus_days(-below(300));
      auto kind = chance(50) ? Source::link : chance(60) ? Source::observation : Source::feedback;
      evidence::Evidence item{
          .id = evidence::EvidenceId::fresh(),
          .number = number++,
          .title = fmt::format("Guidance and notes {}", at_action),
          .source = kind,
          .voice = kind == Source::feedback ? std::optional(evidence::Voice::parent_or_carer) : std::nullopt,
          .rung = evidence::Rung::output,
          .dated = dated,
          .period_from = dated.plus_days(-60),
          .period_to = dated,
          .shows = "It was issued to every team and talked through in supervision.",
          .expires = dated.plus_days(365),
          .address = kind == Source::link ? "https://hub.example/guidance" : "",
          .measure = std::nullopt,
          .audit = std::nullopt,
          .file = std::nullopt,
          .review = evidence::ReviewState::unreviewed,
          .reviewer = std::nullopt,
          .reviewed_at = std::nullopt,
          .review_note = "",
          .is_restricted = false,
          .added_by = someone,
          .added_at = at(dated),
          .changed_by = someone,
          .version = 1,
          .ended = std::nullopt};
      evidence::insert_evidence(*tx_, item);
      join("action", actions_[at_action].text(), "evidence", item.id.text(), "shown by");
    }
  }

  // Cycles of 13 weeks back from today, the last one open; each asks those that had started.
  void make_updates() {
    int const cycles = std::max(1, size_.updates / std::max(1, size_.actions));
    for (int cycle = 0; cycle < cycles; ++cycle) {
      auto opened = today_.plus_days(-28 * (cycles - 1 - cycle) - 14);
      UpdateCycle made{
          UpdateCycleId::fresh(), cycle + 1, fmt::format("Cycle {}", cycle + 1), opened, opened.plus_days(21),
          std::nullopt,           1};
      insert_cycle(*tx_, made);
      bool is_open = cycle == cycles - 1;
      for (std::size_t each = 0; each < actions_.size(); ++each) {
        if (is_open && !(started_[each] <= today_ && chance(60))) continue;
        add_update(actions_[each], made, is_open && chance(2));
      }
      if (!is_open) close_cycle(*tx_, made.id, opened.plus_days(25));
    }
  }

  void add_update(ActionId const& action, UpdateCycle const& cycle, bool is_waiting) {
    auto id = ProgressUpdateId::fresh();
    auto const& writer = people_[1 + static_cast<std::size_t>(below(static_cast<int>(people_.size()) - 1))];
    auto written = at(cycle.opened_on.plus_days(below(13)));
    tx_->execute(plans::sql::insert_progress_update,
                 {{"id", id},
                  {"action", action},
                  {"cycle", cycle.id},
                  {"status", "on track"},
                  {"was_done", "The guidance was talked through with two teams and the form was changed."},
                  {"changed_for_children", "Children are seen alone in more of their visits."},
                  {"comes_next", "The other teams follow."},
                  {"help_wanted", ""},
                  {"written_by", writer},
                  {"written_by_name", "Officer"},
                  {"written_at", written}});
    if (is_waiting) return;
    tx_->execute(plans::sql::decide_progress_update, {{"id", id},
                                                      {"state", "approved"},
                                                      {"decided_by", council_.manager},
                                                      {"decided_by_name", "Programme manager"},
                                                      {"decided_at", written},
                                                      {"decision_note", ""}});
  }

  db::Database& database_;
  ProgrammeSize size_;
  int number_;
  Date today_;
  std::mt19937 random_;
  LargeCouncil council_{AuthorityId::trusted(""), AccountId::trusted(""), AccountId::trusted(""), ""};
  db::Transaction* tx_ = nullptr;
  std::int64_t sequence_ = 0;
  std::vector<AccountId> people_;
  std::vector<std::string> findings_, themes_, projects_;
  std::vector<ActionId> actions_;
  std::vector<Date> started_;
};

}  // namespace

LargeCouncil make_large_council(db::Database& database, ProgrammeSize const& size, int number, Date today) {
  return Maker{database, size, number, today}.make();
}

}  // namespace gt::test
