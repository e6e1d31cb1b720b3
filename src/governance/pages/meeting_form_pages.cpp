#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_rules.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/register_page_list.h"
#include "platform/core/text.h"
#include "platform/pages/conflict.h"

namespace gt::governance {

using namespace html;
using records::capital;

namespace {

struct Typed {
  std::string body, title, on, starts_at, place, link;
};

Html meeting_fields(Typed const& typed, FormState const& state) {
  Html out = date_input({.name = "on", .label = "Day", .value = typed.on}, state);
  out << text_input({.name = "starts_at",
                     .label = "Begins (optional)",
                     .hint = words("Hours and minutes, such as 14:00"),
                     .value = typed.starts_at,
                     .width = 5},
                    state)
      << text_input({.name = "place", .label = "Where (optional)", .value = typed.place}, state)
      << text_input({.name = "title", .label = "What it is called (the body’s name when empty)", .value = typed.title},
                    state)
      << text_input({.name = "link",
                     .label = "Its page in the committee system (optional)",
                     .value = typed.link,
                     .type = "url"},
                    state);
  return out;
}

Result<std::vector<Option>> bodies(pages::PageCall const& call) {
  return call.read("board.view", [](db::Transaction& transaction) { return body_options(transaction, "Choose"); });
}

Result<pages::Answer> new_form(pages::PageCall& call, bool is_series, FormState state, int status = 200) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const options = TRY(bodies(call));
  Page page = meeting_frame(is_series ? "Plan a series of meetings" : "Add a meeting");
  page.body << head({.title = page.title});
  Html fields = select({.name = "body",
                        .label = "Body that meets",
                        .options = options,
                        .value = call.request().query("body").value_or("")},
                       state);
  if (is_series) {
    std::vector<Option> rhythm{{"", "Choose", {}}};
    for (auto const each : rhythms) rhythm.push_back({std::string(each), capital(std::string(each)), {}});
    fields << date_input({.name = "first", .label = "First meeting"}, state)
           << select({.name = "rhythm",
                      .label = "How often",
                      .options = rhythm,
                      .hint = words("Months keep the weekday, such as every third Wednesday.")},
                     state)
           << text_input({.name = "count", .label = "How many meetings", .inputmode = "numeric", .width = 3}, state)
           << text_input({.name = "starts_at",
                          .label = "Begins (optional)",
                          .hint = words("Hours and minutes, such as 14:00"),
                          .width = 5},
                         state)
           << text_input({.name = "place", .label = "Where (optional)"}, state);
  } else {
    fields << meeting_fields({}, state)
           << checkboxes({.name = "was_held",
                          .legend = "A meeting of the past",
                          .options = {{"true", "It was held before its record was kept here", {}}},
                          .small = true},
                         state);
  }
  fields << button_group(
      {button({.label = is_series ? "Add the meetings" : "Add the meeting"}), link(words("Cancel"), "/meetings")});
  page.body << form(
      {.action = is_series ? "/meetings/series" : "/meetings/new", .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> add_meeting(pages::PageCall& call) {
  auto result =
      call.perform("meeting add", call.input({"body", "on", "starts_at", "place", "title", "link", "was_held"}));
  if (result) return pages::see_other("/meetings/" + (*result)["meeting"].get<std::string>(), "The meeting was added.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return new_form(call, false, call.refused(result.error()), 422);
}

Result<pages::Answer> add_series(pages::PageCall& call) {
  auto result =
      call.perform("meeting plan-series", call.input({"body", "first", "rhythm", "count", "starts_at", "place"}));
  if (result) {
    auto const made = static_cast<std::int64_t>((*result)["meetings"].size()),
               kept = static_cast<std::int64_t>((*result)["kept"].size());
    auto notice = fmt::format("{} added.", plural(made, "meeting"));
    if (kept > 0) notice += fmt::format(" {} had a meeting already and stayed as they were.", plural(kept, "day"));
    return pages::see_other(Query{}.with("body", call.request().form("body").value_or("")).at("/meetings").text(),
                            notice);
  }
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return new_form(call, true, call.refused(result.error()), 422);
}

Page edit_form(pages::PageCall const& call, Meeting const& meeting, FormState state) {
  Page page = meeting_frame("Change this meeting");
  page.breadcrumbs.push_back({words(meeting.printed()), Href{meeting.address()}});
  page.body << head({.title = page.title, .caption = meeting.printed()});
  Html fields =
      meeting_fields({"", meeting.title, meeting.on.printed(), meeting.starts_at, meeting.place, meeting.link}, state);
  fields << text_input({.name = "why", .label = "Why it changes (optional)"}, state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{meeting.address()})});
  page.body << form({.action = Href{meeting.address() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, meeting.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> edit_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  return pages::page(edit_form(call, TRY(load_meeting(call)).meeting, {}));
}

Result<pages::Answer> change_meeting(pages::PageCall& call) {
  auto const meeting = TRY(load_meeting(call)).meeting;
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(meeting.address(), "Their version was kept.");
  if (choice == "edit") return pages::page(edit_form(call, meeting, pages::both_texts(call)));
  auto input = call.input({"on", "starts_at", "place", "title", "link", "why"});
  input["meeting"] = meeting.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("meeting change", input);
  if (result) return pages::see_other(meeting.address(), "The meeting was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(
        call, {"This meeting", meeting.id.text(), boards_section, meeting.version, Href{meeting.address() + "/edit"}},
        {{"Day", "on", meeting.on.printed()},
         {"Begins", "starts_at", meeting.starts_at},
         {"Where", "place", meeting.place},
         {"Called", "title", meeting.title},
         {"Committee system", "link", meeting.link}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(edit_form(call, meeting, call.refused(error)), 422);
}

// One line for each member, and free lines for others: who, and how.
Page attendance_form(pages::PageCall const& call, LoadedMeeting const& loaded, FormState state) {
  auto const& meeting = loaded.meeting;
  Page page = meeting_frame("Who was there");
  page.breadcrumbs.push_back({words(meeting.printed()), Href{meeting.address()}});
  page.body << head({.title = page.title, .caption = meeting.printed()});
  std::string lines;
  auto const line = [&](Attendance const& each) {
    lines += each.role + "; " + each.presence;
    if (!each.stands_for.empty()) lines += " for " + each.stands_for;
    if (!each.declared.empty()) lines += "; " + each.declared;
    lines += "\n";
  };
  if (meeting.attendance.empty())
    for (auto const& each : loaded.members) line({each.title, "present", "", ""});
  for (auto const& each : meeting.attendance) line(each);
  Html hint = words(
      "One line each: role; present, apologies, absent or substitute for whom; an interest declared, if any. "
      "For example: “Head of HR; substitute for Director of resources”.");
  Html fields = textarea({.name = "people", .label = "People", .hint = hint, .value = lines, .rows = 14}, state);
  fields << button_group({button({.label = "Save"}), link(words("Cancel"), Href{meeting.address()})});
  page.body << form({.action = Href{meeting.address() + "/attendance"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, meeting.version)});
  page.form = std::move(state);
  return page;
}

nlohmann::json people_of(std::string const& text) {
  auto out = nlohmann::json::array();
  for (auto const& each : split_lines(text)) {
    if (trimmed(each).empty()) continue;
    auto const parts = split(each, ';');
    auto presence = lower_case(trimmed(parts.size() > 1 ? parts[1] : ""));
    auto stands_for = std::string();
    constexpr std::string_view substitute = "substitute for ";
    if (presence.starts_with(substitute)) {
      stands_for = trimmed(trimmed(parts[1]).substr(substitute.size()));
      presence = "substitute";
    }
    out.push_back({{"role", trimmed(parts[0])},
                   {"presence", presence},
                   {"stands_for", stands_for},
                   {"declared", trimmed(parts.size() > 2 ? parts[2] : "")}});
  }
  return out;
}

Result<pages::Answer> attendance_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  return pages::page(attendance_form(call, TRY(load_meeting(call)), {}));
}

Result<pages::Answer> set_attendance(pages::PageCall& call) {
  auto const loaded = TRY(load_meeting(call));
  nlohmann::json const input{{"meeting", loaded.meeting.id.text()},
                             {"version", pages::sent_version(call)},
                             {"people", people_of(call.request().form("people").value_or(""))}};
  auto result = call.perform("meeting attendance", input);
  if (result) return pages::see_other(loaded.meeting.address() + "#attendance", "Attendance was saved.");
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(attendance_form(call, loaded, call.refused(result.error())), web::status_for(result.error().kind));
}

Page advance_form(pages::PageCall const& call, LoadedMeeting const& loaded, MeetingState to, FormState state) {
  auto const& meeting = loaded.meeting;
  auto const today = call.environment().clock.today();
  Page page = meeting_frame(fmt::format("Meeting of {}: {}", meeting.on.printed(), word(to)));
  page.breadcrumbs.push_back({words(meeting.printed()), Href{meeting.address()}});
  page.body << head({.title = page.title, .caption = loaded.body.title});
  Html fields = hidden("to", word(to));
  if (to == MeetingState::papers_out) {
    page.body << paragraph(
        words(fmt::format("{} on the agenda. Members and the public see the agenda from now on; what "
                          "is private stays with the body.",
                          plural(static_cast<std::int64_t>(loaded.items.size()), "item"))));
    if (today > loaded.papers.by)
      fields << text_input({.name = "late_reason",
                            .label = "Why the papers are late",
                            .hint = words(fmt::format("They were due out by {}.", loaded.papers.by.printed()))},
                           state);
  }
  if (to == MeetingState::held) {
    auto const quorum = loaded.body.number_in("quorum").value_or(0);
    page.body << paragraph(words(fmt::format("{} are entered as present.", present(meeting))));
    if (static_cast<std::int64_t>(present(meeting)) < quorum)
      fields << text_input({.name = "inquorate_reason",
                            .label = "Why it went on without a quorum",
                            .hint = words(fmt::format(
                                "The quorum is {}. Without it a meeting notes things and decides nothing.", quorum))},
                           state);
  }
  if (to == MeetingState::agreed)
    fields << select({.name = "agreed_at", .label = "Agreed at the meeting", .options = loaded.later}, state);
  if (to == MeetingState::locked)
    page.body << paragraph(words("Nothing of this meeting changes any more once it is locked."));
  if (to == MeetingState::cancelled)
    page.body << paragraph(words("The meeting stays in the calendar as cancelled. Carry its items forward first."));
  fields << button_group(
      {button({.label = "Confirm", .kind = to == MeetingState::cancelled ? ButtonKind::warning : ButtonKind::primary}),
       link(words("Go back"), Href{meeting.address()})});
  page.body << form({.action = Href{meeting.address() + "/advance"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, meeting.version)});
  page.form = std::move(state);
  return page;
}

Result<MeetingState> asked_state(std::string const& text) {
  if (auto const to = meeting_state(text)) return *to;
  return refuse(ErrorKind::not_found, "Choose what the meeting becomes on its page.");
}

Result<pages::Answer> advance_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const loaded = TRY(load_meeting(call));
  auto const next = next_states(loaded.meeting.state);
  if (next.empty()) return pages::see_other(loaded.meeting.address(), "This meeting is over; nothing comes after.");
  auto const asked = meeting_state(call.request().query("to").value_or(""));
  return pages::page(advance_form(call, loaded, asked.value_or(next.front()), {}));
}

Result<pages::Answer> advance(pages::PageCall& call) {
  auto const loaded = TRY(load_meeting(call));
  auto const to = TRY(asked_state(call.request().form("to").value_or("")));
  auto input = call.input({"to", "late_reason", "inquorate_reason", "agreed_at"});
  input["meeting"] = loaded.meeting.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("meeting advance", input);
  if (result) return pages::see_other(loaded.meeting.address(), fmt::format("The meeting is now “{}”.", word(to)));
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(advance_form(call, loaded, to, call.refused(result.error())),
                     web::status_for(result.error().kind));
}

Result<pages::Answer> prefill(pages::PageCall& call) {
  auto const id = TRY(call.id<MeetingId>("meeting"));
  auto const result = TRY(call.perform("meeting prefill", {{"meeting", id.text()}}));
  auto const added = static_cast<std::int64_t>(result.at("items").size());
  return pages::see_other("/meetings/" + id.text() + "#agenda",
                          added == 0 ? "Everything the record asks for is on the agenda already."
                                     : fmt::format("{} added from the record.", plural(added, "item")));
}

}  // namespace

void add_meeting_form_pages(pages::Site& site) {
  site.get("/meetings/new", [](pages::PageCall& call) { return new_form(call, false, {}); });
  site.post("/meetings/new", &add_meeting);
  site.get("/meetings/series", [](pages::PageCall& call) { return new_form(call, true, {}); });
  site.post("/meetings/series", &add_series);
  site.get("/meetings/{meeting}/edit", &edit_page);
  site.post("/meetings/{meeting}/edit", &change_meeting);
  site.get("/meetings/{meeting}/attendance", &attendance_page);
  site.post("/meetings/{meeting}/attendance", &set_attendance);
  site.get("/meetings/{meeting}/advance", &advance_page);
  site.post("/meetings/{meeting}/advance", &advance);
  site.post("/meetings/{meeting}/prefill", &prefill);
}

}  // namespace gt::governance
