#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"
#include "platform/records/kinds.h"

/// The contract of governance: the bodies that ask about the programme, their meetings, and the registers of what was
/// promised, claimed, asked and found there.
namespace gt::governance {

using MeetingId = Id<struct MeetingTag>;
using ItemId = Id<struct AgendaItemTag>;
/// A body, promise, claim or any other record that `reference/board_kinds.tsv` names.
using EntryId = Id<struct BoardRecordTag>;

/// What somebody may see of what is private (exempt or confidential). A body's private part is seen by whoever runs the
/// programme, by people whose role is for that body, and by its current members with an account; nobody else, in no
/// list, count, export, search, feed or mail.
class Sight {
 public:
  static Sight of_everything() { return Sight{true, ""}; }
  static Sight of_nothing_private() { return Sight{false, ""}; }
  /// The bodies whose private part is seen, ids parted by spaces.
  static Sight of_bodies(std::string ids) { return Sight{false, std::move(ids)}; }

  bool sees(std::string_view body) const {
    return sees_all_ || (!body.empty() && bodies_.find(body) != std::string::npos);
  }
  bool sees_all() const { return sees_all_; }
  /// For SQL: `(is_private = 0 or cast(:sees_all as bigint) = 1 or :sees_bodies like '%' || body || '%')`.
  std::string const& bodies() const { return bodies_; }
  void add_to(db::Params& params) const;

 private:
  Sight(bool sees_all, std::string bodies) : sees_all_{sees_all}, bodies_{std::move(bodies)} {}
  bool sees_all_;
  std::string bodies_;
};
/// One query.
Sight sight_of(db::Transaction& transaction, operations::Actor const& actor, Date today);

/// A record of one of the registers.
struct Entry {
  EntryId id = EntryId::trusted("");
  records::Kind const* kind = nullptr;
  std::int64_t number = 0;  ///< within its kind; stable, never reused
  std::string title;        ///< of a promise or claim, the words used
  std::optional<std::string> parent = {};
  std::optional<std::string> body = {};  ///< whose private part it is in; of a body, itself
  nlohmann::json fields = nlohmann::json::object();
  bool is_private = false;
  bool is_ended = false;
  std::int64_t version = 1;

  std::string text(std::string_view field) const { return records::text_of(fields, field); }
  std::optional<Date> date(std::string_view field) const { return records::date_of(fields, field); }
  std::optional<std::int64_t> number_in(std::string_view field) const { return records::number_of(fields, field); }
  std::string address() const { return kind->address + "/" + id.text(); }
};

std::vector<records::Kind> const& board_kinds();
/// By word; stops the program when there is none: the words are the program's own.
records::Kind const& board_kind(std::string_view word);

/// Nothing when there is none, or it is out of sight. Ended ones too.
std::optional<Entry> find_entry(db::Transaction& transaction, std::string const& id, Sight const& sight);
/// The council's bodies that have not ended, by number.
std::vector<Entry> list_bodies(db::Transaction& transaction);

enum class MeetingState { draft, papers_out, held, minutes_draft, agreed, locked, cancelled };
/// "draft", "papers out", "held", "minutes in draft", "minutes agreed", "locked", "cancelled"
std::string_view word(MeetingState state);
std::optional<MeetingState> meeting_state(std::string_view text);

/// Somebody who was there, or sent apologies.
struct Attendance {
  std::string role;        ///< the role in words
  std::string presence;    ///< "present", "apologies", "absent", "substitute"
  std::string stands_for;  ///< of a substitute
  std::string declared;    ///< an interest declared; may be empty
};

struct Meeting {
  MeetingId id;
  std::string body;  ///< id of an Entry
  std::string body_title;
  std::int64_t number;  ///< within its body, in the order they were made
  std::string title;    ///< may be empty: the body's name then says enough
  Date on;
  std::string starts_at, place;
  MeetingState state;
  std::optional<Date> papers_out_on;
  std::string late_papers;  ///< why the papers were late; empty when they were not
  std::string inquorate;    ///< why it went on without a quorum; empty when it had one
  std::vector<Attendance> attendance;
  std::optional<std::string> agreed_at;  ///< the meeting that agreed the minutes
  std::string link;
  std::int64_t version;

  std::string address() const { return "/meetings/" + id.text(); }
  /// "Improvement Board, 18 November 2026"
  std::string printed() const;
};

/// Absent or empty = any.
struct MeetingFilter {
  std::string body = {};
  std::optional<Date> from = {}, to = {};
  std::string state = {};
};
/// By day, earliest first.
std::vector<Meeting> list_meetings(db::Transaction& transaction, MeetingFilter const& filter, std::int64_t limit = 200,
                                   std::int64_t offset = 0);
std::optional<Meeting> find_meeting(db::Transaction& transaction, MeetingId const& id);
/// The body's first meeting after the day that is not cancelled.
std::optional<Meeting> next_meeting(db::Transaction& transaction, std::string const& body, Date after);

struct Item {
  ItemId id;
  MeetingId meeting;
  std::string body;  ///< the meeting's
  std::int64_t position;
  std::string printed_number;  ///< as the agenda prints it; may be empty
  std::string title;           ///< of a private item out of sight, its public title or "Private item"
  std::string public_title;
  std::string presenter;  ///< by role
  std::optional<std::int64_t> minutes_planned;
  std::vector<std::string> themes;  ///< ids
  std::optional<std::string> subject;
  std::string paper, paper_link;
  bool is_private;
  std::string exempt_paragraph, public_interest;
  std::optional<std::string> carried_from, carried_to;  ///< ids of items
  std::string minutes;                                  ///< what was said; empty out of sight
  std::string why;  ///< why it is on the agenda: "Rota", "Off track: returns"; may be empty
  std::int64_t version;
  bool is_out_of_sight = false;  ///< then nothing here says what it is about

  /// The printed number, else the place on the agenda.
  std::string shown_number() const { return printed_number.empty() ? std::to_string(position) : printed_number; }
};
/// In order; what is out of sight says nothing of itself.
std::vector<Item> list_items(db::Transaction& transaction, MeetingId const& meeting, Sight const& sight);
std::optional<Item> find_item(db::Transaction& transaction, std::string const& id, Sight const& sight);
/// A theme's looks at this body's meetings: meeting and state, by day. For the rota.
struct Look {
  MeetingId meeting;
  std::string theme;
  Date on;
  MeetingState state;
  ItemId item;
};
std::vector<Look> list_looks(db::Transaction& transaction, std::string const& body);

/// Puts a theme on a draft meeting's agenda, or finds it there; `why` is printed. Inside a change whose scope the
/// caller has settled for the body. Errors: conflict when the papers are out.
Result<ItemId> put_theme_on_agenda(operations::Call& call, Meeting const& meeting, std::string const& theme,
                                   std::string const& title, std::string const& lead, std::string const& why);
/// Takes that item off a draft agenda again; nothing when it is not there.
Result<void> take_theme_off_agenda(operations::Call& call, Meeting const& meeting, std::string const& theme);

/// Notes the change for the audit entry and keeps the state after it.
struct Kept {
  std::string body;
  bool is_private = false;
  std::string why = {};
  std::string verb = {};  ///< "added", "changed", "ended" by itself
};
void keep_state(operations::Call& call, operations::Change change, Kept const& kept);

/// A decision that was taken on a day that is known, as its reader may see it.
struct TakenDecision {
  std::string id;
  std::string name;  ///< "Decision 7: Phase 3 of the plan"
  std::string body_name;
  Date taken_on;
  std::string address;
};
/// The latest first.
std::vector<TakenDecision> list_taken_decisions(db::Transaction& transaction, Sight const& sight);
/// Nothing when there is none, or it was not taken.
std::optional<TakenDecision> find_taken_decision(db::Transaction& transaction, std::string const& id,
                                                 Sight const& sight);

struct PastState {
  std::string kind;
  std::string body;  ///< empty when it was in none
  bool is_private;
  Instant at;
  std::string actor, channel;  ///< as they were shown then
  std::string verb, why;
  nlohmann::json state;  ///< null when it was ended
};
/// Newest first; states that were private and are out of sight are left out.
std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record, Sight const& sight);

}  // namespace gt::governance
