#include "governance/meetings/minutes_paper.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "governance/decisions/decision_store.h"
#include "governance/decisions/rules/money_rules.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "governance/sql.h"
#include "platform/core/text.h"

namespace gt::governance {

using office::Block;
using office::Bullets;
using office::Document;
using office::Heading;
using office::Paragraph;
using office::Table;

namespace {

// The items of the body that this reader does not see; what was said under one that became private later is private
// too.
std::set<std::string> hidden_items(db::Transaction& transaction, std::string const& body, Sight const& sight) {
  std::set<std::string> out;
  if (sight.sees(body)) return out;
  for (auto const& row : transaction.rows(sql::list_private_items_of_body, {{"body", body}}))
    out.insert(row.text("id"));
  return out;
}

std::string printed_due(Entry const& entry) {
  if (auto const due = entry.date("due")) return due->printed();
  return entry.text("due_words").empty() ? "–" : entry.text("due_words");
}

std::string name_of_body(MinutesPaper const& paper, std::string const& id) {
  auto const found = paper.bodies.find(id);
  return found == paper.bodies.end() ? "–" : found->second;
}

ActionLine line_of(MinutesPaper const& paper, Entry const& entry) {
  bool const is_promise = entry.kind->word == "promise";
  auto const item = std::find_if(paper.items.begin(), paper.items.end(),
                                 [&](Item const& each) { return each.id.text() == entry.text("item"); });
  return {entry, item == paper.items.end() ? "–" : item->shown_number(),
          is_promise ? entry.text("promised_by") : name_of_body(paper, entry.text("to_body")), printed_due(entry),
          records::capital(state_of(entry))};
}

void add_paragraphs(std::vector<Block>& blocks, std::string const& text) {
  std::string paragraph;
  auto const finish = [&] {
    if (!trimmed(paragraph).empty()) blocks.emplace_back(Paragraph{trimmed(paragraph)});
    paragraph.clear();
  };
  for (auto const& line : split_lines(text)) {
    if (trimmed(line).empty())
      finish();
    else
      paragraph += (paragraph.empty() ? "" : "\n") + line;
  }
  finish();
}

std::string why_it_is_private(Item const& item) {
  auto text = item.exempt_paragraph == "confidential"
                  ? std::string("Confidential.")
                  : fmt::format("Private: exempt under paragraph {} of Schedule 12A to the Local Government Act 1972.",
                                item.exempt_paragraph);
  if (!item.public_interest.empty()) text += " " + item.public_interest;
  return text;
}

void add_attendance(std::vector<Block>& blocks, Meeting const& meeting) {
  if (meeting.attendance.empty()) return;
  blocks.emplace_back(Heading{1, "Who was there"});
  Table table{"", {"Role", "Presence", "Interest declared"}, {45, 30, 25}, {}};
  for (auto const& each : meeting.attendance)
    table.rows.push_back({each.role,
                          each.presence == "substitute" ? fmt::format("Present for {}", each.stands_for)
                                                        : records::capital(each.presence),
                          each.declared.empty() ? "–" : each.declared});
  blocks.emplace_back(std::move(table));
  if (!meeting.inquorate.empty())
    blocks.emplace_back(Paragraph{fmt::format("There was no quorum, so nothing was decided: {}", meeting.inquorate)});
}

std::string said_line(Entry const& entry) {
  auto text = fmt::format("{}: “{}”", records::capital(entry.kind->word), entry.title);
  for (auto const* by : {"promised_by", "made_by", "asked_by"})
    if (auto const who = entry.text(by); !who.empty()) {
      text += " – " + who;
      break;
    }
  if (auto const due = printed_due(entry); due != "–") text += fmt::format(", due {}", due);
  return text;
}

void add_item(std::vector<Block>& blocks, MinutesPaper const& paper, Item const& item) {
  blocks.emplace_back(Heading{1, fmt::format("{} {}", item.shown_number(), item.title)});
  if (item.is_private) blocks.emplace_back(Paragraph{why_it_is_private(item)});
  if (item.is_out_of_sight) return;
  if (item.carried_to) blocks.emplace_back(Paragraph{"Carried forward to a later meeting."});
  add_paragraphs(blocks, item.minutes);
  Bullets said;
  for (auto const& each : paper.said)
    if (each.text("item") == item.id.text()) said.items.push_back(said_line(each));
  if (!said.items.empty()) blocks.emplace_back(std::move(said));
}

void add_decisions(std::vector<Block>& blocks, MinutesPaper const& paper) {
  bool is_first = true;
  for (auto const& each : paper.decisions) {
    if (!each.taken_on) continue;
    if (is_first) blocks.emplace_back(Heading{1, "Decisions"});
    is_first = false;
    blocks.emplace_back(Heading{2, name_of(each)});
    if (!each.is_seen) {
      blocks.emplace_back(Paragraph{"Part of this decision is private."});
      continue;
    }
    add_paragraphs(blocks, each.text("outcome"));
    add_paragraphs(blocks, each.text("approved"));
    if (each.approved_pence) blocks.emplace_back(Paragraph{fmt::format("Approved: {}.", pounds(*each.approved_pence))});
  }
}

void add_action_log(std::vector<Block>& blocks, MinutesPaper const& paper) {
  Table table{"Action log",
              {"Item", "What was promised or recommended", "By", "Due", "How it stands"},
              {8, 44, 20, 14, 14},
              {}};
  for (auto const& each : action_lines(paper))
    table.rows.push_back({each.item, each.entry.title, each.by.empty() ? "–" : each.by, each.due, each.state});
  if (table.rows.empty())
    blocks.emplace_back(Paragraph{"No promise or recommendation was recorded."});
  else
    blocks.emplace_back(std::move(table));
}

std::string subtitle(MinutesPaper const& paper, std::string const& council) {
  auto text = fmt::format("{}, {}", council, paper.meeting.on.printed());
  if (!paper.meeting.starts_at.empty()) text += ", " + paper.meeting.starts_at;
  if (!paper.meeting.place.empty()) text += ", " + paper.meeting.place;
  return text;
}

void add_warnings(std::vector<Block>& blocks, MinutesPaper const& paper) {
  if (paper.part == PaperPart::whole && paper.has_private_part)
    blocks.emplace_back(Paragraph{"This copy holds the private part. It is not for publication.", true});
  if (paper.meeting.state == MeetingState::cancelled) blocks.emplace_back(Paragraph{"This meeting was cancelled."});
}

}  // namespace

tl::unexpected<Error> whole_is_not_for_all() {
  return refuse(ErrorKind::forbidden,
                "The private part is for the members of the body and those who run the programme. Ask for the part "
                "that is open to all.");
}

MinutesPaper read_minutes_paper(db::Transaction& transaction, Meeting const& meeting, Sight const& reader,
                                PaperPart part) {
  auto const sight = part == PaperPart::whole ? reader : Sight::of_nothing_private();
  auto body = find_entry(transaction, meeting.body, sight);
  ENSURE(body.has_value());
  MinutesPaper out{meeting,
                   *std::move(body),
                   list_items(transaction, meeting.id, sight),
                   {},
                   {},
                   {},
                   {},
                   false,
                   reader.sees(meeting.body),
                   part};
  for (auto const& each : list_bodies(transaction)) out.bodies.emplace(each.id.text(), each.title);
  auto const hidden = hidden_items(transaction, meeting.body, sight);
  for (auto& each : list_entries(transaction, {.meeting = meeting.id.text()}, sight))
    if (!hidden.contains(each.text("item"))) out.said.push_back(std::move(each));
  // Closed ones are most of a register that is years old, so they are not even read.
  for (auto& each :
       list_entries(transaction, {.kind = "promise", .body = meeting.body, .not_state = "closed"}, sight)) {
    auto const made = each.date("made_on");
    if (each.text("meeting") == meeting.id.text() || !made || *made > meeting.on) continue;
    if (!hidden.contains(each.text("item"))) out.earlier.push_back(std::move(each));
  }
  DecisionFilter at_this_meeting;
  at_this_meeting.meeting = meeting.id.text();
  out.decisions = all_decisions(transaction, at_this_meeting, sight);
  out.has_private_part =
      std::any_of(out.items.begin(), out.items.end(), [](Item const& each) { return each.is_private; }) ||
      std::any_of(out.said.begin(), out.said.end(), [](Entry const& each) { return each.is_private; }) ||
      std::any_of(out.earlier.begin(), out.earlier.end(), [](Entry const& each) { return each.is_private; }) ||
      std::any_of(out.decisions.begin(), out.decisions.end(), [](Decision const& each) { return each.is_private; });
  return out;
}

std::vector<ActionLine> action_lines(MinutesPaper const& paper) {
  std::vector<ActionLine> out;
  for (auto const& each : paper.said)
    if (each.kind->word == "promise" || each.kind->word == "recommendation") out.push_back(line_of(paper, each));
  for (auto const& each : paper.earlier) {
    auto line = line_of(paper, each);
    if (auto const made = each.date("made_on")) line.item = made->printed();
    out.push_back(std::move(line));
  }
  return out;
}

Document minutes_document(MinutesPaper const& paper, std::string const& council) {
  auto const& meeting = paper.meeting;
  Document out{fmt::format("Minutes of {}", meeting.title.empty() ? paper.body.title : meeting.title),
               subtitle(paper, council),
               {}};
  add_warnings(out.blocks, paper);
  if (meeting.state != MeetingState::agreed && meeting.state != MeetingState::locked)
    out.blocks.emplace_back(Paragraph{"Draft: these minutes have not been agreed."});
  if (auto const chair = paper.body.text("chair_role"); !chair.empty())
    out.blocks.emplace_back(Paragraph{fmt::format("Chair: {}", chair)});
  add_attendance(out.blocks, meeting);
  for (auto const& each : paper.items) add_item(out.blocks, paper, each);
  add_decisions(out.blocks, paper);
  add_action_log(out.blocks, paper);
  return out;
}

Document action_log_document(MinutesPaper const& paper, std::string const& council, Date today) {
  Document out{fmt::format("Action log of {}", paper.body.title), subtitle(paper, council), {}};
  add_warnings(out.blocks, paper);
  out.blocks.emplace_back(Paragraph{
      fmt::format("What was promised and recommended at this meeting, and what was promised before and is not "
                  "closed, as it stood on {}.",
                  today.printed())});
  add_action_log(out.blocks, paper);
  return out;
}

std::string file_name(MinutesPaper const& paper, std::string const& what) {
  bool const is_private = paper.part == PaperPart::whole && paper.has_private_part;
  return fmt::format("{}-{}{}", what, paper.meeting.on.iso(), is_private ? "-with-private-part" : "");
}

}  // namespace gt::governance
