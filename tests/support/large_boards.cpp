#include "tests/support/large_boards.h"

#include <random>

#include <fmt/format.h>

#include "governance/decisions/decision_store.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_store.h"
#include "plans/plans.h"

namespace gt::test {

namespace {

using namespace gt::governance;
using nlohmann::json;

constexpr char const* body_kinds[] = {
    "improvement board", "safeguarding partnership",  "senior leadership team", "scrutiny committee",
    "cabinet",           "corporate parenting board", "scrutiny sub-committee", "full council"};
constexpr int days_between_meetings = 30;
constexpr int days_until_most_is_closed = 180;

class Maker {
 public:
  Maker(db::Transaction& transaction, BoardsSize const& size, Date today)
      : transaction_{transaction}, size_{size}, today_{today} {
    for (auto const& each : plans::list_themes(transaction_)) themes_.push_back(each.id.text());
  }

  LargeBoards make() {
    for (int at = 0; at < size_.bodies; ++at) make_body(at);
    for (auto const& each : out_.bodies) make_meetings(each);
    return out_;
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool chance(int in_hundred) { return below(100) < in_hundred; }
  std::string theme() { return themes_.empty() ? "" : themes_[static_cast<std::size_t>(below(10)) % themes_.size()]; }

  std::string entry(char const* kind, std::string title, json fields, std::string const& body,
                    std::optional<std::string> parent = std::nullopt) {
    Entry made;
    made.id = EntryId::fresh();
    made.kind = &board_kind(kind);
    made.title = std::move(title);
    made.parent = std::move(parent);
    made.body = body.empty() ? made.id.text() : body;
    made.fields = std::move(fields);
    made.is_private = made.text("private") == "yes";
    insert_entry(transaction_, made);
    return made.id.text();
  }

  void make_body(int at) {
    auto const* kind = body_kinds[static_cast<std::size_t>(at) % std::size(body_kinds)];
    auto const body = entry("body", fmt::format("{} {}", records::capital(kind), at + 1),
                            {{"body_kind", kind},
                             {"chair_role", "Independent chair"},
                             {"quorum", 4},
                             {"meets", "Monthly"},
                             {"in_public", "no"}},
                            "");
    out_.bodies.push_back(body);
    for (int member = 0; member < 12; ++member)
      entry("membership", fmt::format("Member {} of body {}", member + 1, at + 1),
            {{"capacity", member == 0 ? "chair" : "member"}, {"from", today_.plus_days(-900).iso()}}, body, body);
    for (auto const* cadence : {"monthly", "quarterly", "yearly"}) {
      auto const duty = entry("reporting duty", fmt::format("Progress, {}", cadence),
                              {{"reported_by", "Director of children’s services"},
                               {"cadence", cadence},
                               {"from", today_.plus_days(-365 * size_.years).iso()}},
                              body, body);
      for (int quarter = 0; quarter < 4 * size_.years; ++quarter)
        entry("report given", fmt::format("Report {}", quarter + 1),
              {{"given_on", today_.plus_days(-91 * quarter - 20).iso()}}, body, duty);
    }
  }

  void make_meetings(std::string const& body) {
    int const past = 12 * size_.years;
    for (int number = 0; number < past + 12; ++number) {
      auto const on = today_.plus_days((number - past) * days_between_meetings + 10);
      auto const next = on.plus_days(days_between_meetings);
      bool const is_over = on < today_;
      Meeting meeting{MeetingId::fresh(),
                      body,
                      "",
                      0,
                      "",
                      on,
                      "14:00",
                      "Committee room 2",
                      is_over ? MeetingState::locked : MeetingState::draft,
                      is_over ? std::optional(on.plus_days(-7)) : std::nullopt,
                      "",
                      "",
                      {{"Independent chair", "present", "", ""}, {"Director", "apologies", "", ""}},
                      std::nullopt,
                      "",
                      1};
      insert_meeting(transaction_, meeting);
      for (int at = 0; at < (is_over || number == past ? size_.items : 0); ++at) make_item(meeting, at, is_over);
      if (!is_over) continue;
      make_said(meeting, next);
      if (number % 3 == 0) make_decision(meeting), make_decision(meeting);
      if (body == out_.bodies.front()) out_.last_meeting = meeting.id;
    }
  }

  void make_item(Meeting const& meeting, int at, bool is_over) {
    bool const is_private = at == size_.items - 1 && chance(30);
    Item item{
        ItemId::fresh(),
        meeting.id,
        meeting.body,
        at + 1,
        "",
        fmt::format("Progress of a theme, part {}", at + 1),
        is_private ? "A staffing matter" : "",
        "Head of service",
        20,
        {},
        std::nullopt,
        is_over ? "Report of the head of service" : "",
        "",
        is_private,
        is_private ? "1" : "",
        is_private ? "Named staff could be recognised." : "",
        std::nullopt,
        std::nullopt,
        is_over ? "The board heard that two of five teams had begun and asked for the figures of the others." : "",
        "",
        1,
        false};
    if (at < 2 && !themes_.empty()) item.themes = {theme()};
    insert_item(transaction_, item);
    item_ = item.id.text();
  }

  json said_there(Meeting const& meeting) {
    json fields{{"body", meeting.body}, {"meeting", meeting.id.text()}, {"item", item_}};
    if (chance(60)) fields["theme"] = theme();
    if (chance(4)) fields.update({{"private", "yes"}, {"exempt_paragraph", "1"}, {"public_interest", "Named staff."}});
    return fields;
  }

  void make_said(Meeting const& meeting, Date next) {
    auto const on = meeting.on.iso();
    bool const is_old = meeting.on < today_.plus_days(-days_until_most_is_closed);
    for (int at = 0; at < size_.promises; ++at) {
      auto fields = said_there(meeting);
      auto const due = next.plus_days(chance(20) ? 60 : 0);
      fields.update(
          {{"promised_by", "Head of service"}, {"made_on", on}, {"due", due.iso()}, {"first_due", due.iso()}});
      bool const is_answered = is_old ? chance(99) : due < today_ && chance(60);
      auto const answered = due.plus_days(chance(15) ? 20 : -3);
      if (is_answered) fields.update({{"answer", "The figures were sent."}, {"answered_on", answered.iso()}});
      if (is_answered && is_old && chance(98)) fields["closed_on"] = answered.plus_days(20).iso();
      entry("promise", fmt::format("We will bring the figures of every team back, number {}", ++said_), fields,
            meeting.body);
    }
    for (int at = 0; at < size_.claims; ++at) {
      auto fields = said_there(meeting);
      fields.update({{"made_by", "Director"}, {"made_on", on}});
      if (is_old ? chance(97) : chance(50)) fields.update({{"then_numerator", 120}, {"then_on", on}});
      entry("claim", fmt::format("All cases are allocated, statement {}", ++said_), fields, meeting.body);
    }
    for (int at = 0; at < size_.questions; ++at) {
      auto fields = said_there(meeting);
      fields.update({{"asked_by", "Lead member"}, {"asked_on", on}});
      if (is_old ? chance(98) : chance(50))
        fields.update({{"answer", "By the end of the month."}, {"answered_on", next.iso()}});
      entry("question", fmt::format("When will the other teams begin, question {}?", ++said_), fields, meeting.body);
    }
    if (!chance(30)) return;
    auto fields = said_there(meeting);
    auto const& to = out_.bodies[static_cast<std::size_t>(below(static_cast<int>(out_.bodies.size())))];
    fields.update({{"to_body", to}, {"made_on", on}});
    if (is_old) fields.update({{"answer", "accepted"}, {"answered_on", next.iso()}});
    recommendation_ =
        entry("recommendation", fmt::format("That the money be found, number {}", ++said_), fields, meeting.body);
  }

  void make_decision(Meeting const& meeting) {
    auto const made = Instant::start_of(meeting.on.plus_days(-40));
    Decision decision{DecisionId::fresh(),
                      0,
                      meeting.body,
                      "",
                      meeting.id.text(),
                      DecidedBy::executive_meeting,
                      fmt::format("Posts and money of part {}", ++said_),
                      "",
                      meeting.on,
                      std::nullopt,
                      chance(30),
                      false,
                      "",
                      10'000'000,
                      false,
                      recommendation_.empty() ? std::nullopt : std::optional(recommendation_),
                      json::object(),
                      meeting.on,
                      9'000'000,
                      {{"outcome", "Agreed"}, {"approved", "Ten posts until the end of the year."}},
                      std::nullopt,
                      "",
                      true,
                      "",
                      made,
                      made,
                      1};
    insert_decision(transaction_, decision);
  }

  db::Transaction& transaction_;
  BoardsSize size_;
  Date today_;
  std::mt19937 random_{7};
  std::vector<std::string> themes_;
  LargeBoards out_;
  std::string item_, recommendation_;
  int said_ = 0;
};

}  // namespace

LargeBoards make_large_boards(db::Database& database, AuthorityId const& authority, BoardsSize const& size,
                              Date today) {
  auto change = database.change(authority);
  auto out = Maker{change, size, today}.make();
  change.commit();
  return out;
}

}  // namespace gt::test
