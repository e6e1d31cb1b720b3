#include "governance/pages/meeting_parts.h"

#include <fmt/format.h>

#include "platform/records/kinds.h"

namespace gt::governance {

using namespace html;

Html meeting_tag(Meeting const& meeting) {
  bool const is_over = meeting.state == MeetingState::agreed || meeting.state == MeetingState::locked;
  return tag(records::capital(std::string(word(meeting.state))), meeting.state == MeetingState::cancelled
                                                                     ? TagKind::warn
                                                                 : is_over ? TagKind::good
                                                                           : TagKind::quiet);
}

Html meetings_table(std::vector<Meeting> const& meetings, Date today) {
  Table out;
  out.caption = "Meetings by day";
  out.columns = {{"Day"}, {"Body"}, {"Where and when"}, {"State"}};
  for (auto const& each : meetings) {
    auto place = each.starts_at;
    if (!each.place.empty()) place += (place.empty() ? "" : ", ") + each.place;
    Row row{{link(date(each.on), Href{each.address()}), words(each.title.empty() ? each.body_title : each.title),
             words(place.empty() ? "–" : place), meeting_tag(each)}};
    if (each.on == today) row.kind = RowKind::now;
    out.rows.push_back(std::move(row));
  }
  return table(out);
}

Html why_private(Item const& item) {
  auto text = item.exempt_paragraph == "confidential"
                  ? std::string("Confidential")
                  : fmt::format("Private: exempt under paragraph {} of Schedule 12A", item.exempt_paragraph);
  if (!item.public_interest.empty()) text += ". " + item.public_interest;
  return words(text);
}

}  // namespace gt::governance
