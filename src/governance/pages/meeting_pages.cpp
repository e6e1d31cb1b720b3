#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/meeting_parts.h"
#include "governance/pages/paper_parts.h"
#include "governance/pages/register_page_list.h"

namespace gt::governance {

using namespace html;
using records::capital;

namespace {

constexpr int meetings_a_page = 100;

Result<pages::Answer> list_page(pages::PageCall& call) {
  auto const query = call.query();
  auto const today = call.environment().clock.today();
  auto const typed_day = [&](char const* name) -> std::optional<Date> {
    auto const read = Date::from_typed(query.value(name));
    return read ? std::optional(*read) : std::nullopt;
  };
  MeetingFilter filter{std::string(query.value("body")), typed_day("from"), typed_day("to"),
                       std::string(query.value("state"))};
  if (query.value("from").empty() && query.value("to").empty()) filter.from = today.plus_days(-92);
  struct Listed {
    std::vector<Meeting> meetings;
    std::vector<Option> bodies;
  };
  auto listed = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    return Listed{
        list_meetings(transaction, filter, meetings_a_page + 1, std::int64_t{call.page_number() - 1} * meetings_a_page),
        body_options(transaction, "All")};
  }));
  bool const has_more = listed.meetings.size() > static_cast<std::size_t>(meetings_a_page);
  if (has_more) listed.meetings.pop_back();
  Page page = meeting_frame("Meetings");
  page.breadcrumbs.clear();
  Head top{.title = "Meetings", .caption = "Everything the bodies meet for, by day"};
  if (call.may("board.edit")) {
    top.actions.push_back({words("Add a meeting"), "/meetings/new"});
    top.actions.push_back({words("Plan a series"), "/meetings/series"});
    top.actions.push_back({words("Bring in a calendar"), "/meetings/import"});
  }
  page.body << boards_navigation("/meetings") << head(top);
  Filter bar;
  bar.path = "/meetings";
  bar.query = query;
  FilterField state{"state", "State", {{"", "All", {}}}};
  for (auto const each :
       {MeetingState::draft, MeetingState::papers_out, MeetingState::held, MeetingState::minutes_draft,
        MeetingState::agreed, MeetingState::locked, MeetingState::cancelled})
    state.options.push_back({std::string(word(each)), capital(std::string(word(each))), {}});
  bar.fields = {{"body", "Body", listed.bodies}, {"from", "From", {}}, {"to", "To", {}}, state};
  bar.shown = bar.total = static_cast<std::int64_t>(listed.meetings.size());
  bar.noun = "meeting on this page";
  bar.plural_noun = "meetings on this page";
  page.body << filter_bar(bar);
  if (query.value("from").empty() && query.value("to").empty())
    page.body << paragraph(
        words(fmt::format("From {} on. Give a day above to look further back.", filter.from->printed())));
  page.body << (listed.meetings.empty() ? paragraph(words("No meeting is in the calendar for this choice."))
                                        : meetings_table(listed.meetings, today));
  page.body << pagination({.path = "/meetings",
                           .query = query,
                           .page = call.page_number(),
                           .pages = call.page_number() + (has_more ? 1 : 0)});
  return pages::page(std::move(page));
}

std::vector<Html> item_links(LoadedMeeting const& loaded, Item const& item) {
  auto const at = "/items/" + item.id.text();
  std::vector<Html> out;
  auto const add = [&](std::string_view label, std::string const& path) {
    Html text = words(label);
    text << visually_hidden(fmt::format(": item {}", item.shown_number()));
    out.push_back(link(text, Href{at + path}));
  };
  if (may_change_agenda(loaded.meeting)) {
    add("Change", "/edit");
    add("Take off", "/remove");
  }
  if (!item.carried_to && loaded.meeting.state != MeetingState::cancelled &&
      loaded.meeting.state != MeetingState::agreed && loaded.meeting.state != MeetingState::locked)
    add("Carry forward", "/carry");
  return out;
}

Html item_cell(LoadedMeeting const& loaded, Item const& item) {
  Html title = words(item.title);
  if (item.is_private) title = with_note(title, why_private(item));
  Html more;
  for (auto const& theme : item.themes) more << words(more.empty() ? "Theme: " : ", ") << named(loaded.names, theme);
  if (item.subject) more << words(more.empty() ? "" : ". ") << "Subject: " << named(loaded.names, *item.subject);
  if (!item.paper.empty())
    more << words(more.empty() ? "" : ". ")
         << "Paper: " << (item.paper_link.empty() ? words(item.paper) : link(words(item.paper), Href{item.paper_link}));
  if (!item.why.empty()) more << words(more.empty() ? "" : ". ") << item.why;
  if (item.carried_to)
    more << words(more.empty() ? "" : ". ") << "Carried forward: " << named(loaded.names, *item.carried_to);
  return more.empty() ? title : with_note(title, more);
}

Html agenda_part(LoadedMeeting const& loaded) {
  Html out = heading(words("Agenda"), "agenda");
  if (loaded.items.empty()) {
    out << paragraph(words("Nothing is on the agenda yet. Add an item, or let the record suggest what is due."));
    return out;
  }
  Table rows;
  rows.caption = "Agenda in order";
  rows.columns = {{"No."}, {"Item"}, {"Presented by"}, {"Minutes", true}};
  if (loaded.may_edit) rows.columns.push_back({"Change"});
  std::int64_t total = 0;
  for (auto const& item : loaded.items) {
    total += item.minutes_planned.value_or(0);
    std::vector<Html> cells{words(item.shown_number()), item_cell(loaded, item),
                            words(item.presenter.empty() ? "–" : item.presenter),
                            item.minutes_planned ? Html{*item.minutes_planned} : words("–")};
    if (loaded.may_edit) {
      Html change;
      for (auto const& each : item_links(loaded, item)) change << (change.empty() ? Html{} : words(" ")) << each;
      cells.push_back(change);
    }
    rows.rows.push_back({cells, RowKind::plain, "item-" + item.id.text()});
  }
  if (total > 0) rows.rows.push_back({{words("Total"), words(""), words(""), Html{total}}, RowKind::total});
  out << table(rows);
  return out;
}

Html said_part(pages::PageCall const& call, LoadedMeeting const& loaded) {
  Html out = heading(words("What came of it"), "outcomes");
  bool is_anything = false;
  for (auto const* kind : {"promise", "recommendation", "claim", "question", "correction"}) {
    std::vector<Entry> rows;
    std::copy_if(loaded.said.begin(), loaded.said.end(), std::back_inserter(rows),
                 [&](Entry const& each) { return each.kind->word == kind; });
    if (rows.empty()) continue;
    is_anything = true;
    out << subheading(words(capital(board_kind(kind).plural)))
        << entries_table(rows, board_kind(kind), loaded.names, call.environment().clock.today());
  }
  if (!is_anything)
    out << paragraph(words("No promise, recommendation, claim, question or correction is recorded for it."));
  if (loaded.may_edit && loaded.meeting.state != MeetingState::cancelled) {
    Html add = words("Record: ");
    bool is_first = true;
    for (auto const* kind : {"promise", "recommendation", "claim", "question", "correction"}) {
      if (!is_first) add << ", ";
      is_first = false;
      add << link(words(fmt::format("a {}", kind)), Query{}
                                                        .with("body", loaded.meeting.body)
                                                        .with("meeting", loaded.meeting.id.text())
                                                        .at(board_kind(kind).address + "/new"));
    }
    out << paragraph(add);
  }
  return out;
}

Html attendance_part(LoadedMeeting const& loaded) {
  Html out = heading(words("Who was there"), "attendance");
  auto const& meeting = loaded.meeting;
  if (meeting.attendance.empty()) {
    out << paragraph(words("Nobody has been entered yet."));
  } else {
    Table rows;
    rows.caption = "Attendance";
    rows.columns = {{"Role"}, {"Presence"}, {"Declared"}};
    for (auto const& each : meeting.attendance)
      rows.rows.push_back(
          {{words(each.role),
            words(each.presence == "substitute" ? "Present for " + each.stands_for : capital(each.presence)),
            words(each.declared.empty() ? "–" : each.declared)}});
    out << table(rows);
    if (auto const quorum = loaded.body.number_in("quorum"))
      out << paragraph(words(fmt::format("{} present; the quorum is {}.", present(meeting), *quorum)));
  }
  if (!meeting.inquorate.empty())
    out << warning_text(words("It had no quorum, so it decided nothing: " + meeting.inquorate));
  if (loaded.may_edit && meeting.state != MeetingState::agreed && meeting.state != MeetingState::locked &&
      meeting.state != MeetingState::cancelled)
    out << paragraph(link(words("Enter who was there"), Href{meeting.address() + "/attendance"}));
  return out;
}

Html papers_sentence(LoadedMeeting const& loaded, Date today) {
  auto const& meeting = loaded.meeting;
  Html out;
  if (meeting.state == MeetingState::cancelled) return lede(words("This meeting was cancelled."));
  if (meeting.papers_out_on) {
    out << "The papers went out on " << date(*meeting.papers_out_on) << ".";
    if (!meeting.late_papers.empty()) out << " They were late: " << meeting.late_papers;
  } else if (meeting.state != MeetingState::draft) {
    out << "It was held before its record was kept here.";
  } else {
    out << "The papers are due out by " << date(loaded.papers.by) << ", " << loaded.papers.rule << ".";
    if (today > loaded.papers.by) out << " " << late(today.days_since(loaded.papers.by));
  }
  if (meeting.agreed_at) out << " The minutes were agreed at " << named(loaded.names, *meeting.agreed_at) << ".";
  return lede(out);
}

Html steps(pages::PageCall const& call, LoadedMeeting const& loaded) {
  if (!loaded.may_edit) return {};
  auto const& meeting = loaded.meeting;
  auto const at = meeting.address();
  std::vector<Html> buttons;
  if (may_change_agenda(meeting)) {
    buttons.push_back(link_button("Add an item", Href{at + "/items/new"}, ButtonKind::secondary));
    if (meeting.state != MeetingState::held)
      buttons.push_back(
          form({.action = Href{at + "/prefill"},
                .csrf_token = call.csrf_token(),
                .body = button({.label = "Add what the record asks for", .kind = ButtonKind::secondary})}));
  }
  if (may_write_minutes(meeting)) buttons.push_back(link_button("Write the minutes", Href{at + "/minutes"}));
  for (auto const each : next_states(meeting.state)) {
    auto const label = each == MeetingState::papers_out      ? "Send the papers out"
                       : each == MeetingState::held          ? "Mark as held"
                       : each == MeetingState::minutes_draft ? "Circulate the draft minutes"
                       : each == MeetingState::agreed        ? "Record that the minutes were agreed"
                       : each == MeetingState::locked        ? "Lock the record"
                                                             : "Cancel the meeting";
    buttons.push_back(link_button(label, Query{}.with("to", word(each)).at(at + "/advance"), ButtonKind::secondary));
  }
  return buttons.empty() ? Html{} : button_group(buttons);
}

Result<pages::Answer> meeting_page(pages::PageCall& call) {
  auto const loaded = TRY(load_meeting(call));
  auto const& meeting = loaded.meeting;
  auto const today = call.environment().clock.today();
  Page page = meeting_frame(meeting.printed());
  page.breadcrumbs.push_back({words(loaded.body.title), Href{loaded.body.address()}});
  Head top{.title = meeting.printed(), .caption = fmt::format("{}, meeting {}", loaded.body.title, meeting.number)};
  if (!meeting.starts_at.empty()) top.facts.push_back({"Begins", words(meeting.starts_at)});
  if (!meeting.place.empty()) top.facts.push_back({"Where", words(meeting.place)});
  if (!meeting.link.empty()) top.actions.push_back({words("In the committee system"), Href{meeting.link}});
  if (loaded.may_edit && meeting.state != MeetingState::locked)
    top.actions.push_back({words("Change"), Href{meeting.address() + "/edit"}});
  top.actions.push_back({words("Agenda for print"), Href{meeting.address() + "/agenda"}});
  top.actions.push_back({words("Minutes for print"), Href{meeting.address() + "/minutes/paper"}});
  top.actions.push_back({words("Action log"), Href{meeting.address() + "/action-log"}});
  top.beside_title = meeting_tag(meeting);
  page.body << head(top) << papers_sentence(loaded, today) << steps(call, loaded) << agenda_part(loaded)
            << papers_part(loaded) << said_part(call, loaded) << attendance_part(loaded);
  std::vector<Event> events;
  for (auto const& each : loaded.past) {
    Html what = words(fmt::format("{} by {}", capital(each.verb), each.actor));
    if (each.state.is_object()) what << ": " << each.state.value("state", "");
    if (!each.why.empty()) what << ". " << each.why;
    events.push_back({each.at.iso(), words(each.at.printed()), what});
  }
  page.body << details("History: who changed it and when", timeline(events));
  return pages::page(std::move(page));
}

}  // namespace

void add_meeting_pages(pages::Site& site) {
  site.get("/meetings", &list_page);
  site.get("/meetings/{meeting}", &meeting_page);
  add_meeting_form_pages(site);
}

}  // namespace gt::governance
