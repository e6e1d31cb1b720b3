#include <fmt/format.h>

#include "governance/meetings/minutes_paper.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/register_page_list.h"
#include "platform/office/writer.h"

// The action log as a page, and minutes and action log as files for a word processor.
namespace gt::governance {

using namespace html;
using office::Format;

namespace {

Result<MinutesPaper> load_paper(pages::PageCall const& call) {
  auto const id = TRY(call.id<MeetingId>("meeting"));
  auto const today = call.environment().clock.today();
  auto const part = asked_part(call);
  auto paper = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<MinutesPaper> {
    auto const meeting = find_meeting(transaction, id);
    if (!meeting) return std::nullopt;
    return read_minutes_paper(transaction, *meeting, sight_of(transaction, call.actor(), today), part);
  }));
  if (!paper) return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  if (part == PaperPart::whole && !paper->sees_private) return whole_is_not_for_all();
  return *std::move(paper);
}

Result<pages::Answer> download(pages::PageCall const& call, office::Writer const& writer, Format format, bool is_log) {
  auto const paper = TRY(load_paper(call));
  auto const& council = call.session().council;
  auto bytes = TRY(writer.write(
      is_log ? action_log_document(paper, council, call.environment().clock.today()) : minutes_document(paper, council),
      format));
  return pages::Answer{web::Response::bytes(std::move(bytes), std::string(office::media_type(format)))
                           .as_download(fmt::format("{}.{}", file_name(paper, is_log ? "action-log" : "minutes"),
                                                    office::ending(format)))
                           .with_header("Cache-Control", "private, no-cache")};
}

Result<pages::Answer> action_log_page(pages::PageCall const& call, office::Writer const& writer) {
  auto const paper = TRY(load_paper(call));
  auto const today = call.environment().clock.today();
  Page page = meeting_frame(fmt::format("Action log of {}", paper.meeting.printed()));
  page.breadcrumbs.push_back({words(paper.meeting.printed()), Href{paper.meeting.address()}});
  page.paper = true;
  Head top{.title = fmt::format("Action log of {}", paper.body.title), .caption = call.session().council};
  top.facts = {{"Meeting", date(paper.meeting.on)}, {"As it stood on", date(today)}};
  add_paper_actions(call, top, paper.meeting.address() + "/action-log", writer.is_there(), paper.has_private_part,
                    paper.sees_private);
  page.body << head(top) << private_copy_note(call, paper.has_private_part);
  Table rows;
  rows.caption = "Promised and recommended at this meeting, and promised before and not closed";
  rows.columns = {{"Item"}, {"What was promised or recommended"}, {"By"}, {"Due"}, {"How it stands"}};
  for (auto const& each : action_lines(paper))
    rows.rows.push_back({{words(each.item), link(said(each.entry.title), Href{each.entry.address()}),
                          words(each.by.empty() ? "–" : each.by), words(each.due), words(each.state)}});
  page.body << (rows.rows.empty() ? paragraph(words("No promise or recommendation was recorded.")) : table(rows));
  return pages::page(std::move(page));
}

}  // namespace

void add_document_pages(pages::Site& site, office::Writer const& writer) {
  for (auto const format : {Format::odt, Format::docx})
    for (bool const is_log : {false, true})
      site.get(fmt::format("/meetings/{{meeting}}/{}.{}", is_log ? "action-log" : "minutes", office::ending(format)),
               [writer, format, is_log](pages::PageCall& call) { return download(call, writer, format, is_log); });
  site.get("/meetings/{meeting}/action-log", [writer](pages::PageCall& call) { return action_log_page(call, writer); });
}

}  // namespace gt::governance
