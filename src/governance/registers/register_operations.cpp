#include <fmt/format.h>

#include "governance/registers/entry_input.h"
#include "governance/registers/entry_operations.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using records::example_id;

namespace {

// Sets a field, or takes it away when there is nothing to say.
void set(Entry& entry, char const* name, std::string const& value) {
  if (value.empty())
    entry.fields.erase(name);
  else
    entry.fields[name] = value;
}
void set(Entry& entry, char const* name, std::optional<Date> const& day) {
  set(entry, name, day ? day->iso() : std::string());
}
void set(Entry& entry, char const* name, std::optional<std::int64_t> number) {
  if (number)
    entry.fields[name] = *number;
  else
    entry.fields.erase(name);
}

Result<void> not_in_the_future(Call& call, char const* name, std::optional<Date> const& day) {
  if (day && *day > call.today()) return refuse_field(name, "This day has not come yet. Give the day it was done.");
  return {};
}

struct AnswerPromise {
  std::optional<EntryId> promise, evidence;
  std::int64_t version = 0;
  std::string answer, answered_by, link;
  std::optional<Date> answered_on, sent_on;
};

// Whoever owns the promise may answer it; whoever else may answer has a role for everything, for its theme or its body.
Result<void> may_answer(Call& call, Entry const& promise) {
  if (promise.text("owner_account") == call.actor().account.text()) {
    call.allow_own();
    return {};
  }
  if (auto const theme = promise.text("theme"); !theme.empty() && call.allow_theme(theme)) return {};
  return call.allow_body(*promise.body);
}

Result<json> run_answer_promise(Call& call, AnswerPromise const& input) {
  auto const before = TRY(find_open_entry(call, board_kind("promise"), input.promise->text()));
  TRY(may_answer(call, before));
  if (state_of(before) == "closed")
    return refuse(ErrorKind::conflict,
                  "The body has closed this promise. Reopen it first, if the answer is no longer right.");
  auto entry = before;
  entry.version = input.version;
  auto const answered = input.answered_on.value_or(call.today());
  TRY(not_in_the_future(call, "answered_on", answered));
  TRY(not_in_the_future(call, "sent_on", input.sent_on));
  if (auto const made = before.date("made_on"); made && answered < *made)
    return refuse_field(
        "answered_on",
        fmt::format("It was promised on {}, so it was not answered before. Check the day.", made->printed()));
  set(entry, "answer", with_plain_line_ends(input.answer));
  set(entry, "answered_on", std::optional(answered));
  set(entry, "answered_by", one_line(input.answered_by.empty() ? call.actor().name : input.answered_by));
  set(entry, "sent_on", input.sent_on);
  set(entry, "answer_evidence", input.evidence ? input.evidence->text() : std::string());
  set(entry, "answer_link", one_line(input.link));
  TRY(complete_entry(call, entry));
  return save_changed(call, before, std::move(entry));
}

struct ClosePromise {
  std::optional<EntryId> promise;
  std::optional<MeetingId> meeting;
  std::int64_t version = 0;
  std::string note;
};

Result<json> run_close_promise(Call& call, ClosePromise const& input) {
  auto const before = TRY(find_open_entry(call, board_kind("promise"), input.promise->text()));
  TRY(call.allow_body(*before.body));
  if (state_of(before) == "closed") return refuse(ErrorKind::conflict, "This promise is closed already.");
  auto const meeting = find_meeting(call.db(), *input.meeting);
  if (!meeting) return refuse_field("meeting", "There is no such meeting here. Choose one from the list.");
  if (meeting->body != *before.body)
    return refuse_field("meeting", "Only the body that was promised closes a promise. Choose one of its own meetings.");
  if (meeting->on > call.today() || meeting->state == MeetingState::cancelled)
    return refuse_field("meeting", fmt::format("The meeting of {} has not been held. A promise is closed at a meeting.",
                                               meeting->on.printed()));
  if (auto const made = before.date("made_on"); made && meeting->on < *made)
    return refuse_field("meeting",
                        fmt::format("That meeting was before the promise, which was made on {}.", made->printed()));
  if (state_of(before) == "open" && input.note.empty())
    return refuse_field("note", "No answer is recorded. Record the answer first, or say why the body lets it go.");
  auto entry = before;
  entry.version = input.version;
  set(entry, "closed_on", std::optional(meeting->on));
  set(entry, "closed_at", meeting->id.text());
  set(entry, "close_note", with_plain_line_ends(input.note));
  return save_changed(call, before, std::move(entry));
}

struct ReopenPromise {
  std::optional<EntryId> promise;
  std::int64_t version = 0;
  std::string why;
};

Result<json> run_reopen_promise(Call& call, ReopenPromise const& input) {
  auto const before = TRY(find_open_entry(call, board_kind("promise"), input.promise->text()));
  TRY(call.allow_body(*before.body));
  if (state_of(before) != "closed") return refuse(ErrorKind::conflict, "This promise is open already.");
  auto entry = before;
  entry.version = input.version;
  for (auto const* name : {"closed_on", "closed_at", "close_note"}) entry.fields.erase(name);
  return save_changed(call, before, std::move(entry), one_line(input.why));
}

struct AnswerRecommendation {
  std::optional<EntryId> recommendation;
  std::optional<MeetingId> meeting;
  std::int64_t version = 0;
  std::string answer, words;
  std::optional<Date> answered_on;
};

Result<json> run_answer_recommendation(Call& call, AnswerRecommendation const& input) {
  auto const before = TRY(find_open_entry(call, board_kind("recommendation"), input.recommendation->text()));
  TRY(call.allow_body(before.text("to_body")));
  auto entry = before;
  entry.version = input.version;
  auto day = input.answered_on;
  if (input.meeting) {
    auto const meeting = find_meeting(call.db(), *input.meeting);
    if (!meeting || meeting->body != before.text("to_body"))
      return refuse_field("meeting", "The body it was made to answers. Choose one of that body’s meetings.");
    if (!day) day = meeting->on;
  }
  if (!day) return refuse_field("answered_on", "Give the day of the answer, or the meeting that gave it.");
  TRY(not_in_the_future(call, "answered_on", day));
  if (auto const made = before.date("made_on"); made && *day < *made)
    return refuse_field("answered_on", fmt::format("It was recommended on {}, so the answer came later. Check the day.",
                                                   made->printed()));
  set(entry, "answer", input.answer);
  set(entry, "answered_on", day);
  set(entry, "answer_words", with_plain_line_ends(input.words));
  set(entry, "answered_at", input.meeting ? input.meeting->text() : std::string());
  return save_changed(call, before, std::move(entry));
}

struct CompareClaim {
  std::optional<EntryId> claim;
  std::int64_t version = 0;
  std::optional<std::int64_t> numerator, denominator;
  std::optional<Date> figure_of;
  std::string note;
};

Result<json> run_compare_claim(Call& call, CompareClaim const& input) {
  auto const before = TRY(find_open_entry(call, board_kind("claim"), input.claim->text()));
  TRY(allow_entry(call, before));
  TRY(not_in_the_future(call, "on", input.figure_of));
  auto entry = before;
  entry.version = input.version;
  set(entry, "now_numerator", input.numerator);
  set(entry, "now_denominator", input.denominator);
  set(entry, "now_on", input.figure_of);
  set(entry, "now_note", with_plain_line_ends(input.note));
  TRY(complete_entry(call, entry));
  return save_changed(call, before, std::move(entry));
}

struct ChangeFrequency {
  std::optional<EntryId> duty;
  std::int64_t version = 0;
  std::string cadence, words, why;
  std::optional<Date> from;
};

// What was owed before stays as it was, with its end; the new duty names the one it replaces.
Result<json> run_change_frequency(Call& call, ChangeFrequency const& input) {
  auto const& kind = board_kind("reporting duty");
  auto const before = TRY(find_open_entry(call, kind, input.duty->text()));
  TRY(allow_entry(call, before));
  if (!input.from && input.words.empty())
    return refuse_field("from", "Give the first day of the new rhythm, or the words of the paper where it names none.");
  if (auto const begun = before.date("from"); begun && input.from && *input.from <= *begun)
    return refuse_field("from", fmt::format("The duty began on {}; the new rhythm begins later.", begun->printed()));
  if (before.text("cadence") == input.cadence)
    return refuse_field("cadence", fmt::format("It is {} already. Choose another, or leave it.", input.cadence));
  auto old = before;
  old.version = input.version;
  set(old, "until", input.from ? std::optional(input.from->plus_days(-1)) : std::nullopt);
  set(old, "until_words", one_line(input.words));
  auto const saved = TRY(save_changed(call, before, old, one_line(input.why)));
  auto next = before;
  next.id = EntryId::fresh();
  next.version = 1;
  set(next, "cadence", input.cadence);
  set(next, "from", input.from);
  set(next, "from_words", one_line(input.words));
  set(next, "until", std::string());
  set(next, "until_words", std::string());
  set(next, "replaces", before.id.text());
  next.number = insert_entry(call.db(), next);
  keep_state(call, {kind.word, next.id.text(), next.title, nullptr, to_json(next)},
             {*next.body, false, one_line(input.why)});
  return json{{"ended", before.id.text()}, {"id", next.id.text()}, {"number", next.number}, {"version", 1}};
}

void add_promise_operations(operations::Registry& registry) {
  json const done{{"id", example_id}, {"version", 2}};
  auto const seen = "The version you saw, so that nobody’s change is lost";
  registry.add(declare<AnswerPromise>(
      "promise answer", "Record the answer to a promise", Kind::change, "board.answer",
      {field("promise", &AnswerPromise::promise, "The promise", example_id).required(),
       field("version", &AnswerPromise::version, seen, 1).required(),
       field("answer", &AnswerPromise::answer, "What the body is told", "41 permanent staff left in the year.")
           .required()
           .max_length(4000),
       field("answered_on", &AnswerPromise::answered_on, "Answered on; today when empty", "2026-11-11"),
       field("answered_by", &AnswerPromise::answered_by, "By role; you when empty", "HR partner").max_length(200),
       field("sent_on", &AnswerPromise::sent_on, "Sent to the body on", "2026-11-12"),
       field("evidence", &AnswerPromise::evidence, "Evidence it rests on", example_id),
       field("link", &AnswerPromise::link, "Where the answer is", "https://northmere.example/answer").max_length(500)},
      done, &run_answer_promise));
  registry.add(declare<ClosePromise>(
      "promise close", "Close a promise at a meeting of the body that was promised", Kind::change, "board.edit",
      {field("promise", &ClosePromise::promise, "The promise", example_id).required(),
       field("version", &ClosePromise::version, seen, 1).required(),
       field("meeting", &ClosePromise::meeting, "The body’s meeting at which it was closed", example_id).required(),
       field("note", &ClosePromise::note, "Why; must be said when there is no answer", "Taken into the annual report")
           .max_length(2000)},
      done, &run_close_promise));
  registry.add(declare<ReopenPromise>(
      "promise reopen", "Open a closed promise again", Kind::change, "board.edit",
      {field("promise", &ReopenPromise::promise, "The promise", example_id).required(),
       field("version", &ReopenPromise::version, seen, 1).required(),
       field("why", &ReopenPromise::why, "Why", "The figures were of another year").required().max_length(500)},
      done, &run_reopen_promise));
}

}  // namespace

void add_register_operations(operations::Registry& registry) {
  add_promise_operations(registry);
  json const done{{"id", example_id}, {"version", 2}};
  auto const seen = "The version you saw, so that nobody’s change is lost";
  registry.add(declare<AnswerRecommendation>(
      "recommendation answer", "Record how the body answered a recommendation", Kind::change, "board.edit",
      {field("recommendation", &AnswerRecommendation::recommendation, "The recommendation", example_id).required(),
       field("version", &AnswerRecommendation::version, seen, 1).required(),
       field("answer", &AnswerRecommendation::answer, "What it answered", "accepted")
           .required()
           .choices({"accepted", "accepted in part", "rejected", "noted"}),
       field("words", &AnswerRecommendation::words, "In its words", "Agreed as printed.").max_length(4000),
       field("answered_on", &AnswerRecommendation::answered_on, "On; the meeting’s day when empty", "2026-12-09"),
       field("meeting", &AnswerRecommendation::meeting, "The meeting that answered", example_id)},
      done, &run_answer_recommendation));
  registry.add(declare<CompareClaim>(
      "claim compare", "Put today’s figure beside a claim", Kind::change, "board.edit",
      {field("claim", &CompareClaim::claim, "The claim", example_id).required(),
       field("version", &CompareClaim::version, seen, 1).required(),
       field("numerator", &CompareClaim::numerator, "How many", 22),
       field("denominator", &CompareClaim::denominator, "Out of; empty for a plain count", 160),
       field("on", &CompareClaim::figure_of, "The day of the figure", "2026-10-31").required(),
       field("note", &CompareClaim::note, "What is to be said about it", "Agency use rose again in the summer.")
           .max_length(2000)},
      done, &run_compare_claim));
  registry.add(declare<ChangeFrequency>(
      "reporting-duty change-frequency",
      "Report more or less often from a day on; what was owed before stays as it was", Kind::change, "board.edit",
      {field("reporting_duty", &ChangeFrequency::duty, "The reporting duty", example_id).required(),
       field("version", &ChangeFrequency::version, seen, 1).required(),
       field("cadence", &ChangeFrequency::cadence, "How often from then on", "monthly")
           .required()
           .choices(board_kind("reporting duty").field("cadence")->choices),
       field("from", &ChangeFrequency::from, "From", "2027-01-01"),
       field("from_words", &ChangeFrequency::words, "From, as printed, where the paper names no day", "later")
           .max_length(200),
       field("why", &ChangeFrequency::why, "Why", "The position is steadier").max_length(500)},
      {{"ended", example_id}, {"id", example_id}, {"version", 1}}, &run_change_frequency));
}

}  // namespace gt::governance
