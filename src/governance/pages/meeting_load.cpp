#include "governance/pages/meeting_load.h"

#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_store.h"

namespace gt::governance {

using namespace html;

Page meeting_frame(std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = boards_section;
  page.breadcrumbs = {boards_link(), {words("Meetings"), "/meetings"}};
  return page;
}

Result<LoadedMeeting> load_meeting(pages::PageCall const& call) {
  return load_meeting(call, TRY(call.id<MeetingId>("meeting")));
}

PaperPart asked_part(pages::PageCall const& call) {
  return call.request().query("part").value_or("") == "whole" ? PaperPart::whole : PaperPart::open_to_all;
}

Result<LoadedMeeting> load_for_paper(pages::PageCall const& call) {
  auto const id = TRY(call.id<MeetingId>("meeting"));
  auto loaded = TRY(load_meeting(call, id, asked_part(call)));
  if (asked_part(call) == PaperPart::whole && !loaded.sees_private) return whole_is_not_for_all();
  return loaded;
}

void add_paper_actions(pages::PageCall const& call, Head& top, std::string const& address, bool writes_files,
                       bool has_private_part, bool sees_private) {
  bool const is_whole = asked_part(call) == PaperPart::whole;
  auto const query = is_whole ? Query{}.with("part", "whole") : Query{};
  if (writes_files) {
    top.actions.push_back({words("Download (ODT)"), query.at(address + ".odt")});
    top.actions.push_back({words("Download (DOCX)"), query.at(address + ".docx")});
  }
  if (is_whole && has_private_part)
    top.actions.push_back({words("Only what is open to all"), Href{call.request().path}});
  if (!is_whole && has_private_part && sees_private)
    top.actions.push_back({words("With the private part"), Query{}.with("part", "whole").at(call.request().path)});
}

Html private_copy_note(pages::PageCall const& call, bool has_private_part) {
  if (asked_part(call) != PaperPart::whole || !has_private_part) return {};
  return inset(words("This copy holds the private part. It is not for publication."));
}

Result<LoadedMeeting> load_meeting(pages::PageCall const& call, MeetingId const& id, PaperPart part) {
  auto const today = call.environment().clock.today();
  auto loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<LoadedMeeting> {
    auto meeting = find_meeting(transaction, id);
    if (!meeting) return std::nullopt;
    auto const reader = sight_of(transaction, call.actor(), today);
    auto const sight = part == PaperPart::whole ? reader : Sight::of_nothing_private();
    auto body = find_entry(transaction, meeting->body, sight);
    ENSURE(body.has_value());
    LoadedMeeting out{*meeting,
                      *body,
                      list_items(transaction, id, sight),
                      {},
                      {},
                      {{"", "Choose", {}}},
                      {},
                      {},
                      papers_due(*body, meeting->on),
                      operations::may_on_body(call.actor(), "board.edit", meeting->body),
                      reader.sees(meeting->body)};
    out.said = list_entries(transaction, {.meeting = id.text()}, sight);
    out.members = list_entries(transaction, {.kind = "membership", .parent = meeting->body}, sight);
    for (auto const& each :
         list_meetings(transaction, {.body = meeting->body, .from = meeting->on.plus_days(1), .to = today}))
      out.later.push_back({each.id.text(), each.printed(), {}});
    Names names{transaction, sight, evidence::sight_of(call.actor())};
    read_shown(names, out.said);
    for (auto const& each : out.items) {
      for (auto const& theme : each.themes) names.of("theme", theme);
      if (each.subject) names.of("subject", *each.subject);
      if (each.carried_to) names.of("item", *each.carried_to);
    }
    if (meeting->agreed_at) names.of("meeting", *meeting->agreed_at);
    out.names = names.all();
    out.attached = list_papers(transaction, id, sight);
    out.past = history_of(transaction, id.text(), sight);
    return out;
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  return *std::move(loaded);
}

}  // namespace gt::governance
