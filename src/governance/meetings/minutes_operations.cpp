#include "governance/meetings/minutes_operations.h"

#include <fmt/format.h>

#include "governance/meetings/minutes_paper.h"
#include "people/people.h"
#include "platform/operations/base64.h"
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

struct MeetingDocument {
  std::optional<MeetingId> meeting;
  std::string format, what, part;
  office::Writer writer{{}};
};

Result<json> run_meeting_document(Call& call, MeetingDocument const& input) {
  auto const meeting = find_meeting(call.db(), *input.meeting);
  if (!meeting) return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  auto const part = input.part == "whole" ? PaperPart::whole : PaperPart::open_to_all;
  if (part == PaperPart::whole && !sight.sees(meeting->body)) return whole_is_not_for_all();
  auto const paper = read_minutes_paper(call.db(), *meeting, sight, part);
  auto const council = people::authority_here(call.db()).display_name;
  bool const is_log = input.what == "action log";
  auto const format = *office::format_from(input.format);
  auto const bytes = TRY(input.writer.write(
      is_log ? action_log_document(paper, council, call.today()) : minutes_document(paper, council), format));
  return json{{"name", fmt::format("{}.{}", file_name(paper, is_log ? "action-log" : "minutes"), input.format)},
              {"type", office::media_type(format)},
              {"base64", operations::encode_base64(bytes)}};
}

}  // namespace

void add_minutes_operations(operations::Registry& registry, office::Writer const& writer) {
  registry.add(declare<MeetingDocument>(
      "meeting document", "Fetch the minutes or the action log of a meeting as an OpenDocument or Word file",
      Kind::read, "board.view",
      {field("meeting", &MeetingDocument::meeting, "The meeting", example_id).required(),
       field("format", &MeetingDocument::format, "Which kind of file", "odt").required().choices({"odt", "docx"}),
       field("what", &MeetingDocument::what, "Which paper; the minutes when left out", "minutes")
           .choices({"minutes", "action log"}),
       field("part", &MeetingDocument::part,
             "What is open to all, which is the usual, or the whole with its private part, for those who see it",
             "open")
           .choices({"open", "whole"})},
      {{"name", "minutes-2026-11-18.odt"},
       {"type", "application/vnd.oasis.opendocument.text"},
       {"base64", "UEsDBBQAAAgA…"}},
      &run_meeting_document, [writer](MeetingDocument& input) -> Result<void> {
        input.writer = writer;
        return {};
      }));
}

}  // namespace gt::governance
