#include "tests/support/large_programme.h"

#include <algorithm>
#include <random>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "evidence/evidence_store.h"
#include "people/people_store.h"
#include "plans/history/history.h"
#include "plans/plan_json.h"
#include "plans/plan_store.h"
#include "plans/progress/updates.h"
#include "plans/records/records.h"
#include "plans/search_documents.h"
#include "platform/search/search.h"
#include "tests/support/row_batch.h"
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
    history_.add({"plan", ++sequence_, kind, id, title, when, council_.manager, "Programme manager", "page", verb, "",
                  state.dump()});
  }

  void join(std::string_view from_kind, std::string const& from, std::string_view to_kind, std::string const& to,
            std::string_view relation = "answered by") {
    links_.add({from_kind, from, relation, to_kind, to});
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
      action.number = number + 1;
      remember("action", action.id.text(), action.title, at(due.plus_days(-120)), state_json(action));
      if (chance(15) || action.status == ActionStatus::done) {
        action.moves = chance(20) ? 1 + below(3) : 0;
        action.due = due.plus_days(static_cast<int>(action.moves) * 28);
        if (action.status == ActionStatus::done && chance(60)) action.difference = chance(70) ? "output" : "practice";
        ++action.version;
        remember("action", action.id.text(), action.title, at(due.plus_days(-30)), state_json(action), "changed");
        for (std::int64_t move = 0; move < action.moves; ++move) add_move(action.id, due, static_cast<int>(move));
      }
      place(action, number);
      add_row(action);
      search::put(*tx_, search_document(action));
      actions_.push_back(action.id);
      started_.push_back(*action.start);
    }
    action_rows_.flush(*tx_);
    moves_.flush(*tx_);
    history_.flush(*tx_);
    links_.flush(*tx_);
  }

  void add_row(Action const& action) {
    action_rows_.add({action.id,
                      action.number,
                      action.title,
                      action.owner_role,
                      action.start,
                      action.first_due,
                      action.due,
                      status_word(action.status),
                      action.note,
                      action.done_on,
                      action.kind,
                      action.reference,
                      action.owner_account,
                      action.success,
                      action.recovery,
                      action.recovery_by,
                      action.recovery.empty() ? 0 : 1,
                      action.moves,
                      action.moves * 28,
                      action.difference,
                      action.themes,
                      action.projects,
                      action.findings,
                      action.version});
  }

  void add_move(ActionId const& action, Date due, int move) {
    auto asked = at(due.plus_days(move * 28 - 10));
    moves_.add({Id<struct MadeDateChangeTag>::fresh(), action, due.plus_days(move * 28), due.plus_days((move + 1) * 28),
                "The supplier missed its date.", "Service manager", council_.owner, "Officer 1", asked, "agreed",
                council_.manager, "Programme manager", asked, "", "", 2});
  }

  // Most stand in a project; some in a theme alone or a second one; a few in none.
  void place(Action& action, int number) {
    auto const& id = action.id.text();
    std::set<std::string> themes;
    auto in_theme = [&](std::size_t theme) {
      if (themes.insert(themes_[theme]).second) join("theme", themes_[theme], "action", id);
    };
    auto any_theme = [&] { return static_cast<std::size_t>(below(size_.themes)); };
    if (chance(93)) {
      auto const project = static_cast<std::size_t>(number) % projects_.size();
      action.projects = projects_[project];
      join("project", action.projects, "action", id);
      if (chance(3)) in_theme(any_theme());
      themes.insert(themes_[project % themes_.size()]);  // by way of the project
    } else {
      if (chance(80)) in_theme(any_theme());
      if (chance(3)) in_theme(any_theme());
    }
    action.themes = fmt::format("{}", fmt::join(themes, " "));
    if (chance(60)) {
      action.findings = findings_[static_cast<std::size_t>(below(static_cast<int>(findings_.size())))];
      join("finding", action.findings, "action", id);
    }
    if (!actions_.empty() && chance(10))
      join("action", id, "action", actions_[static_cast<std::size_t>(below(number))].text(), "waits for");
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
    links_.flush(*tx_);
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
      updates_.flush(*tx_);
      if (!is_open) close_cycle(*tx_, made.id, opened.plus_days(25));
    }
  }

  void add_update(ActionId const& action, UpdateCycle const& cycle, bool is_waiting) {
    auto const& writer = people_[1 + static_cast<std::size_t>(below(static_cast<int>(people_.size()) - 1))];
    auto written = at(cycle.opened_on.plus_days(below(13)));
    using db::Value;
    updates_.add({ProgressUpdateId::fresh(), action, cycle.id, "on track",
                  "The guidance was talked through with two teams and the form was changed.",
                  "Children are seen alone in more of their visits.", "The other teams follow.", "",
                  is_waiting ? "sent" : "approved", writer, "Officer", written,
                  is_waiting ? Value(nullptr) : Value(council_.manager),
                  is_waiting ? Value(nullptr) : Value("Programme manager"),
                  is_waiting ? Value(nullptr) : Value(written), "", is_waiting ? 1 : 2});
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
  RowBatch history_{
      "record_history",
      {"area", "sequence", "kind", "record", "title", "at", "account", "actor", "channel", "verb", "why", "state"}};
  RowBatch links_{"thread_link",
                  {"from_kind", "from_id", "relation", "to_kind", "to_id"},
                  "on conflict (from_id, to_id, relation) do nothing"};
  RowBatch action_rows_{
      "plan_action",
      {"id",           "number",  "title",      "owner_role", "start_date",    "first_due", "due",      "status",
       "note",         "done_on", "kind",       "reference",  "owner_account", "success",   "recovery", "recovery_by",
       "has_recovery", "moves",   "days_moved", "difference", "themes",        "projects",  "findings", "version"}};
  RowBatch moves_{"date_change",
                  {"id", "action", "from_due", "to_due", "reason", "requester", "asked_by", "asked_by_name", "asked_at",
                   "state", "decided_by", "decided_by_name", "decided_at", "decided_in", "decision_note", "version"}};
  RowBatch updates_{"progress_update",
                    {"id", "action", "cycle", "status", "was_done", "changed_for_children", "comes_next", "help_wanted",
                     "state", "written_by", "written_by_name", "written_at", "decided_by", "decided_by_name",
                     "decided_at", "decision_note", "version"}};
};

}  // namespace

LargeCouncil make_large_council(db::Database& database, ProgrammeSize const& size, int number, Date today) {
  return Maker{database, size, number, today}.make();
}

}  // namespace gt::test
