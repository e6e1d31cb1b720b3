#include "governance/calendars/calendar_operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "governance/calendars/calendar_import.h"
#include "governance/meetings/meeting_operations.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/files/shown_name.h"
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

struct ImportCalendar {
  std::optional<EntryId> body;
  operations::Upload file;
  json meetings;
  std::string seen;
  MeetingCalendar calendar{};  // filled before the transaction
};

Result<void> read_calendar(ImportCalendar& input, ReadSheet const& read_sheet) {
  bool const has_file = !input.file.bytes.empty() || !input.file.filename.empty();
  if (has_file == !input.meetings.is_null())
    return refuse_field("file", "Choose a file with the calendar of the meetings.");
  if (!has_file) {
    input.calendar = TRY(calendar_from_json(input.meetings));
    return {};
  }
  if (input.file.bytes.size() > largest_calendar)
    return refuse_field("file", "The calendar is larger than 5 MB. Save only the meetings of one body and year.");
  auto const file = read_sheet(input.file.bytes, files::shown_name(input.file.filename, "calendar"));
  if (!file) return refuse_field("file", file.error().message);
  input.calendar = read_meeting_calendar(*file);
  return {};
}

json shown(CalendarPlan const& plan, ImportCalendar const& input) {
  auto out = to_json(plan);
  out["seen"] = db::sha256_hex(out.dump());
  out["given"] = to_json(input.calendar.meetings);
  return out;
}

Result<json> run_check(Call& call, ImportCalendar const& input) {
  auto const body = TRY(body_that_meets(call, input.body->text()));
  return shown(plan_calendar(call.db(), body, input.calendar, call.today()), input);
}

Result<void> bring_in(Call& call, PlannedMeeting const& planned, Entry const& body) {
  auto meeting = planned_state(planned, body);
  switch (planned.becomes) {
    case Becomes::added:
      keep_new_meeting(call, meeting);
      break;
    case Becomes::changed:
      TRY(save_own_meeting(call, *planned.now, meeting, "The calendar says so"));
      break;
    case Becomes::cancelled:
      meeting = *planned.now;
      meeting.state = MeetingState::cancelled;
      TRY(check_step(body, *planned.now, {MeetingState::cancelled, call.today(), "", ""}));
      TRY(save_own_meeting(call, *planned.now, meeting, "The calendar says so"));
      break;
    case Becomes::same:
    case Becomes::kept:
      break;
    case Becomes::left_out:
      return {};
  }
  if (!planned.given.uid.empty()) set_meeting_uid(call.db(), meeting.id, planned.given.uid);
  return {};
}

Result<json> run_import(Call& call, ImportCalendar const& input) {
  auto const body = TRY(body_that_meets(call, input.body->text()));
  auto const plan = plan_calendar(call.db(), body, input.calendar, call.today());
  if (!plan.faults.empty()) {
    auto const& first = plan.faults.front();
    return refuse_field(
        "file", fmt::format("{} to be mended in the file first; nothing was brought in. {}{}",
                            plan.faults.size() == 1 ? "1 fault has" : fmt::format("{} faults have", plan.faults.size()),
                            first.line > 0 ? fmt::format("Line {}: ", first.line) : "", first.message));
  }
  auto out = shown(plan, input);
  if (!input.seen.empty() && input.seen != out.at("seen"))
    return refuse(ErrorKind::conflict,
                  "Meetings of this body have changed since the calendar was looked at. Choose the file again and look "
                  "at what it would change now.");
  // Moves first away from days, so that two meetings may change places: a day is no key, so the order does not matter.
  for (auto const& each : plan.meetings) TRY(bring_in(call, each, body));
  out.erase("given");
  out.erase("seen");
  return out;
}

operations::Fields<ImportCalendar> fields_of_calendar() {
  using T = ImportCalendar;
  return {field("body", &T::body, "The body whose meetings they are", example_id).required(),
          field("file", &T::file, "The calendar, up to 5 MB: ICS, CSV, XLSX or ODS",
                {{"filename", "meetings.ics"}, {"base64", "QkVHSU46VkNBTEVOREFS…"}}),
          field("meetings", &T::meetings, "Or the meetings themselves, each with on and what else there is",
                json::array({{{"on", "2027-01-20"}, {"starts_at", "14:00"}, {"uid", "12@northmere.example"}}}))};
}

}  // namespace

void add_calendar_operations(operations::Registry& registry, ReadSheet read_sheet) {
  auto const before = [read_sheet = std::move(read_sheet)](ImportCalendar& input) -> Result<void> {
    return read_calendar(input, read_sheet);
  };
  json done{{"new", 11}, {"changed", 1}, {"cancelled", 0}, {"unchanged", 0}, {"left_out", 0}};
  done["meetings"] = done["faults"] = json::array();
  auto checked = done;
  checked["seen"] = "9f86d081…";
  checked["given"] = json::array();
  // It takes a file, as reads cannot, and so is declared a change; it changes nothing.
  registry.add(declare<ImportCalendar>("meeting check-calendar",
                                       "Show what a calendar would change in a body’s meetings, and each fault by its "
                                       "line; nothing is changed",
                                       Kind::change, "board.edit", fields_of_calendar(), checked, &run_check, before));
  auto fields = fields_of_calendar();
  fields.push_back(field("seen", &ImportCalendar::seen,
                         "What check-calendar gave as seen: then nothing else is done than it showed", "9f86d081…"));
  registry.add(
      declare<ImportCalendar>("meeting import-calendar",
                              "Bring a calendar of meetings in: all of it or nothing. Meetings are found again "
                              "by their uid, else by their day",
                              Kind::change, "board.edit", std::move(fields), done, &run_import, before));
}

}  // namespace gt::governance
