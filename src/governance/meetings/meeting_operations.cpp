#include "governance/meetings/meeting_operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
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

constexpr std::size_t most_people = 200;
constexpr std::int64_t meetings_a_page = 200;

Meeting blank_meeting(Entry const& body, Date on) {
  return {MeetingId::fresh(),  body.id.text(), body.title, 0,  "", on, "", "",
          MeetingState::draft, std::nullopt,   "",         "", {}, {}, "", 1};
}

Result<void> check_time(std::string const& time) {
  if (time.empty()) return {};
  bool const is_time =
      time.size() == 5 && time[2] == ':' && time < "24:00" && time[3] < '6' &&
      std::all_of(time.begin(), time.end(), [](char each) { return each == ':' || (each >= '0' && each <= '9'); });
  if (!is_time) return refuse_field("starts_at", "Give the time as hours and minutes, such as 14:00.");
  return {};
}

Result<void> check_address(std::string const& link) {
  if (link.empty() || link.starts_with("https://") || link.starts_with("http://")) return {};
  return refuse_field("link", "Give the whole address, beginning with https://.");
}

Result<void> check_place_in_order(Call& call, Meeting const& meeting) {
  for (auto const& each : list_meetings(call.db(), {.body = meeting.body, .from = meeting.on, .to = meeting.on}))
    if (each.id != meeting.id && each.state != MeetingState::cancelled)
      return refuse_field("on", fmt::format("{} meets on {} already. Choose another day, or change that meeting.",
                                            meeting.body_title, meeting.on.printed()));
  return {};
}

Result<json> keep_new(Call& call, Meeting meeting) {
  keep_new_meeting(call, meeting);
  return json{{"meeting", meeting.id.text()}, {"number", meeting.number}, {"version", 1}};
}

struct AddMeeting {
  std::optional<EntryId> body;
  std::optional<Date> on;
  std::string title, starts_at, place, link;
  bool was_held = false;
};

Result<json> run_add_meeting(Call& call, AddMeeting const& input) {
  auto const body = TRY(body_that_meets(call, input.body->text()));
  auto meeting = blank_meeting(body, *input.on);
  meeting.title = one_line(input.title);
  meeting.starts_at = input.starts_at;
  meeting.place = one_line(input.place);
  meeting.link = input.link;
  TRY(check_time(meeting.starts_at));
  TRY(check_address(meeting.link));
  TRY(check_place_in_order(call, meeting));
  if (input.was_held) {
    if (meeting.on > call.today())
      return refuse_field("was_held", "This day has not come, so the meeting was not held yet. Leave it empty.");
    meeting.state = MeetingState::held;
  }
  return keep_new(call, std::move(meeting));
}

struct PlanSeries {
  std::optional<EntryId> body;
  std::optional<Date> first;
  std::string rhythm, starts_at, place;
  std::int64_t count = 0;
};

Result<json> run_plan_series(Call& call, PlanSeries const& input) {
  auto const body = TRY(body_that_meets(call, input.body->text()));
  TRY(check_time(input.starts_at));
  auto made = json::array(), kept = json::array();
  for (auto const& day : TRY(series(*input.first, input.rhythm, input.count))) {
    auto meeting = blank_meeting(body, day);
    meeting.starts_at = input.starts_at;
    meeting.place = one_line(input.place);
    if (!check_place_in_order(call, meeting)) {
      kept.push_back(day.iso());
      continue;
    }
    made.push_back(TRY(keep_new(call, std::move(meeting))).at("meeting"));
  }
  return json{{"meetings", made}, {"kept", kept}};
}

struct ChangeMeeting {
  std::optional<MeetingId> meeting;
  std::int64_t version = 0;
  std::optional<Date> on;
  std::string title, starts_at, place, link, why;
};

Result<json> run_change_meeting(Call& call, ChangeMeeting const& input) {
  auto const before = TRY(find_own_meeting(call, *input.meeting));
  auto meeting = before;
  meeting.version = input.version;
  meeting.on = *input.on;
  meeting.title = one_line(input.title);
  meeting.starts_at = input.starts_at;
  meeting.place = one_line(input.place);
  meeting.link = input.link;
  bool const has_come = before.state != MeetingState::draft && before.state != MeetingState::papers_out;
  if (has_come && meeting.on != before.on)
    return refuse_field("on",
                        "This meeting has been held or cancelled, so its day does not change. A wrong day goes into "
                        "the register of corrections.");
  TRY(check_time(meeting.starts_at));
  TRY(check_address(meeting.link));
  TRY(check_place_in_order(call, meeting));
  TRY(save_own_meeting(call, before, meeting, one_line(input.why)));
  return json{{"meeting", meeting.id.text()}, {"version", meeting.version}};
}

struct SetAttendance {
  std::optional<MeetingId> meeting;
  std::int64_t version = 0;
  json people;
};

Result<std::vector<Attendance>> read_people(json const& given) {
  auto const wrong = [](std::string const& what) { return refuse_field("people", what); };
  if (!given.is_array()) return wrong("Give a list of people, each with a role and a presence.");
  if (given.size() > most_people) return wrong(fmt::format("Give at most {} people.", most_people));
  std::vector<Attendance> out;
  for (auto const& each : given) {
    auto const text = [&](char const* name) {
      auto found = each.is_object() ? each.find(name) : each.end();
      return each.is_object() && found != each.end() && found->is_string() ? one_line(found->get<std::string>())
                                                                           : std::string();
    };
    Attendance person{text("role"), text("presence"), text("stands_for"), text("declared")};
    if (person.role.empty()) return wrong("Each person has a role in words, such as director or member.");
    if (person.presence != "present" && person.presence != "apologies" && person.presence != "absent" &&
        person.presence != "substitute")
      return wrong(fmt::format("“{}”: presence is present, apologies, absent or substitute.", person.role));
    if (person.presence == "substitute" && person.stands_for.empty())
      return wrong(fmt::format("“{}” is a substitute: say for whom, under “stands_for”.", person.role));
    out.push_back(std::move(person));
  }
  return out;
}

Result<json> run_set_attendance(Call& call, SetAttendance const& input) {
  auto const before = TRY(find_own_meeting(call, *input.meeting));
  if (before.state == MeetingState::agreed || before.state == MeetingState::locked ||
      before.state == MeetingState::cancelled)
    return refuse(ErrorKind::conflict,
                  fmt::format("This meeting is “{}”, so who was there does not change any more.", word(before.state)));
  auto meeting = before;
  meeting.version = input.version;
  meeting.attendance = TRY(read_people(input.people));
  TRY(save_own_meeting(call, before, meeting));
  return json{{"meeting", meeting.id.text()}, {"present", present(meeting)}, {"version", meeting.version}};
}

struct Advance {
  std::optional<MeetingId> meeting, agreed_at;
  std::int64_t version = 0;
  std::string to, late_reason, inquorate_reason;
};

Result<json> run_advance(Call& call, Advance const& input) {
  auto const before = TRY(find_own_meeting(call, *input.meeting));
  auto const body = find_entry(call.db(), before.body, Sight::of_everything());
  ENSURE(body.has_value());
  auto const to = meeting_state(input.to);
  if (!to) return refuse_field("to", "Choose what the meeting becomes.");
  MeetingStep step{*to, call.today(), one_line(input.late_reason), one_line(input.inquorate_reason)};
  for (auto const& each : list_items(call.db(), before.id, Sight::of_everything())) {
    ++step.items;
    if (each.minutes.empty() && !each.carried_to) ++step.items_without_minutes;
  }
  if (input.agreed_at) {
    step.agreed_at = find_meeting(call.db(), *input.agreed_at);
    if (!step.agreed_at) return refuse_field("agreed_at", "There is no such meeting here. Choose one from the list.");
  }
  TRY(check_step(*body, before, step));
  auto meeting = before;
  meeting.version = input.version;
  meeting.state = *to;
  if (*to == MeetingState::papers_out) {
    meeting.papers_out_on = call.today();
    meeting.late_papers = call.today() > papers_due(*body, meeting.on).by ? step.late_reason : "";
  }
  if (*to == MeetingState::held)
    meeting.inquorate = static_cast<std::int64_t>(present(meeting)) < body->number_in("quorum").value_or(0)
                            ? step.inquorate_reason
                            : "";
  if (*to == MeetingState::agreed) meeting.agreed_at = step.agreed_at->id.text();
  TRY(save_own_meeting(call, before, meeting));
  return json{{"meeting", meeting.id.text()}, {"state", word(meeting.state)}, {"version", meeting.version}};
}

struct Prefill {
  std::optional<MeetingId> meeting;
};

Result<json> run_prefill(Call& call, Prefill const& input) {
  auto const meeting = TRY(find_own_meeting(call, *input.meeting));
  TRY(may_change_agenda(meeting));
  auto added = json::array();
  for (auto& each : suggested_items(call.db(), meeting, call.today()))
    added.push_back(add_own_item(call, meeting, std::move(each)).id.text());
  return json{{"items", added}};
}

struct ListMeetings {
  std::optional<EntryId> body;
  std::optional<Date> from, to;
  std::string state;
  std::int64_t page = 1;
};

Result<json> run_list_meetings(Call& call, ListMeetings const& input) {
  if (input.page < 1) return refuse_field("page", "Pages are counted from 1.");
  auto rows = json::array();
  MeetingFilter const filter{input.body ? input.body->text() : "", input.from, input.to, input.state};
  for (auto const& each : list_meetings(call.db(), filter, meetings_a_page, (input.page - 1) * meetings_a_page))
    rows.push_back(to_json(each));
  return json{{"meetings", rows}};
}

struct OneMeeting {
  std::optional<MeetingId> meeting;
};

Result<json> run_show_meeting(Call& call, OneMeeting const& input) {
  auto const meeting = find_meeting(call.db(), *input.meeting);
  if (!meeting) return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  auto out = to_json(*meeting);
  out["items"] = json::array();
  for (auto const& each : list_items(call.db(), meeting->id, sight_of(call.db(), call.actor(), call.today())))
    out["items"].push_back(to_json(each));
  return out;
}

std::vector<std::string> rhythm_words() { return {std::begin(rhythms), std::end(rhythms)}; }

}  // namespace

Result<Entry> body_that_meets(Call& call, std::string const& id) {
  auto body = find_entry(call.db(), id, Sight::of_everything());
  if (!body || body->is_ended || body->kind->word != "body")
    return refuse_field("body", "There is no such body here. Choose one from the list.");
  TRY(call.allow_body(id));
  return *std::move(body);
}

void keep_new_meeting(Call& call, Meeting& meeting) {
  meeting.number = insert_meeting(call.db(), meeting);
  keep_state(call, {"meeting", meeting.id.text(), meeting.printed(), nullptr, to_json(meeting)}, {meeting.body});
}

Result<Meeting> find_own_meeting(Call& call, MeetingId const& id) {
  auto meeting = find_meeting(call.db(), id);
  if (!meeting) return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  TRY(call.allow_body(meeting->body));
  return *std::move(meeting);
}

Result<void> save_own_meeting(Call& call, Meeting const& before, Meeting& meeting, std::string why) {
  if (!save_meeting(call.db(), meeting))
    return refuse(
        ErrorKind::conflict,
        "Someone else changed this meeting after you opened it. Look at it as it is now, then change it again.");
  ++meeting.version;
  keep_state(call, {"meeting", meeting.id.text(), meeting.printed(), to_json(before), to_json(meeting)},
             {meeting.body, false, std::move(why)});
  return {};
}

void add_meeting_operations(operations::Registry& registry) {
  auto const seen = "The version you saw, so that nobody’s change is lost";
  json const done{{"meeting", example_id}, {"version", 1}};
  auto const edit = "board.edit";
  registry.add(declare<AddMeeting>(
      "meeting add", "Add a meeting of a body", Kind::change, edit,
      {field("body", &AddMeeting::body, "The body that meets", example_id).required(),
       field("on", &AddMeeting::on, "Its day", "2026-11-18").required(),
       field("title", &AddMeeting::title, "What it is called; the body’s name when empty", "Special meeting")
           .max_length(200),
       field("starts_at", &AddMeeting::starts_at, "Hours and minutes", "14:00").max_length(5),
       field("place", &AddMeeting::place, "Where", "Committee room 2").max_length(200),
       field("link", &AddMeeting::link, "Its page in the committee system", "https://northmere.example/meetings/12")
           .max_length(500),
       field("was_held", &AddMeeting::was_held, "It was held before its record was kept here", false)},
      done, &run_add_meeting));
  registry.add(declare<PlanSeries>(
      "meeting plan-series", "Add a series of meetings of a body; days on which it meets already are kept",
      Kind::change, edit,
      {field("body", &PlanSeries::body, "The body that meets", example_id).required(),
       field("first", &PlanSeries::first, "The first day", "2027-01-20").required(),
       field("rhythm", &PlanSeries::rhythm, "How often; months keep the weekday, such as every third Wednesday",
             "every month")
           .required()
           .choices(rhythm_words()),
       field("count", &PlanSeries::count, "How many meetings, at most 60", 12).required(),
       field("starts_at", &PlanSeries::starts_at, "Hours and minutes", "14:00").max_length(5),
       field("place", &PlanSeries::place, "Where", "Committee room 2").max_length(200)},
      {{"meetings", {example_id}}, {"kept", json::array()}}, &run_plan_series));
  registry.add(declare<ChangeMeeting>(
      "meeting change", "Change a meeting’s day, time, place or name; what is left out becomes empty", Kind::change,
      edit,
      {field("meeting", &ChangeMeeting::meeting, "The meeting", example_id).required(),
       field("version", &ChangeMeeting::version, seen, 1).required(),
       field("on", &ChangeMeeting::on, "Its day", "2026-11-18").required(),
       field("title", &ChangeMeeting::title, "What it is called", "Special meeting").max_length(200),
       field("starts_at", &ChangeMeeting::starts_at, "Hours and minutes", "14:00").max_length(5),
       field("place", &ChangeMeeting::place, "Where", "Committee room 2").max_length(200),
       field("link", &ChangeMeeting::link, "Its page in the committee system", "https://northmere.example/meetings/12")
           .max_length(500),
       field("why", &ChangeMeeting::why, "Why", "The chair is away").max_length(300)},
      done, &run_change_meeting));
  registry.add(declare<SetAttendance>(
      "meeting attendance", "Enter who was at a meeting, with apologies, substitutes and declarations", Kind::change,
      edit,
      {field("meeting", &SetAttendance::meeting, "The meeting", example_id).required(),
       field("version", &SetAttendance::version, seen, 1).required(),
       field("people", &SetAttendance::people, "Everybody, each with role, presence, stands_for and declared",
             json::array({{{"role", "Director"}, {"presence", "present"}}}))
           .required()},
      {{"meeting", example_id}, {"present", 7}, {"version", 2}}, &run_set_attendance));
  registry.add(declare<Advance>(
      "meeting advance", "Take a meeting on: papers out, held, minutes in draft, agreed, locked; or cancel it",
      Kind::change, edit,
      {field("meeting", &Advance::meeting, "The meeting", example_id).required(),
       field("version", &Advance::version, seen, 1).required(),
       field("to", &Advance::to, "What it becomes", "papers out")
           .required()
           .choices({"papers out", "held", "minutes in draft", "minutes agreed", "locked", "cancelled"}),
       field("late_reason", &Advance::late_reason, "Why the papers go out late", "The letter came yesterday")
           .max_length(500),
       field("inquorate_reason", &Advance::inquorate_reason, "Why it went on without a quorum", "To hear the adviser")
           .max_length(500),
       field("agreed_at", &Advance::agreed_at, "The later meeting that agreed the minutes", example_id)},
      {{"meeting", example_id}, {"state", "papers out"}, {"version", 2}}, &run_advance));
  registry.add(
      declare<Prefill>("meeting prefill",
                       "Put on the agenda what the record asks for: the last minutes, promises due, themes off "
                       "track, claims without support",
                       Kind::change, edit, {field("meeting", &Prefill::meeting, "The meeting", example_id).required()},
                       {{"items", {example_id}}}, &run_prefill));
  registry.add(declare<ListMeetings>("meeting list", "List meetings by day", Kind::read, "board.view",
                                     {field("body", &ListMeetings::body, "Only of this body", example_id),
                                      field("from", &ListMeetings::from, "From this day on", "2026-09-01"),
                                      field("to", &ListMeetings::to, "Up to this day", "2027-03-31"),
                                      field("state", &ListMeetings::state, "Only those that stand so", "held"),
                                      field("page", &ListMeetings::page, "Of 200 each, from 1", 1)},
                                     {{"meetings", json::array()}}, &run_list_meetings));
  registry.add(declare<OneMeeting>("meeting show", "Show a meeting with its agenda and minutes", Kind::read,
                                   "board.view",
                                   {field("meeting", &OneMeeting::meeting, "The meeting", example_id).required()},
                                   {{"meeting", example_id}, {"items", json::array()}}, &run_show_meeting));
}

}  // namespace gt::governance
