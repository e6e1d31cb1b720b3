#include <algorithm>

#include "governance/meetings/meeting_store.h"
#include "governance/pages/board_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"

namespace gt::governance {

using namespace html;

namespace {

struct Loaded {
  std::vector<ItemAtMeeting> items;
  std::vector<Entry> said;
  NamesById names;
};

// A day of the subject's history, and what stands on it.
struct Line {
  std::optional<Date> day;
  Html what;
};

std::optional<Date> day_of(Entry const& entry) {
  for (auto const* field : {"made_on", "asked_on", "found_on", "given_on"})
    if (auto const day = entry.date(field)) return day;
  return std::nullopt;
}

Line item_line(ItemAtMeeting const& each) {
  Html what = link(words(each.meeting.printed()), Href{each.meeting.address() + "#item-" + each.item.id.text()});
  what << words(", item " + each.item.shown_number() + ": " + each.item.title);
  if (!each.item.presenter.empty()) what << ". Presented by " << each.item.presenter;
  if (!each.item.minutes.empty()) what << paragraphs(each.item.minutes);
  return {each.meeting.on, what};
}

Line entry_line(Entry const& each, NamesById const& names, Date today) {
  Html what = words(records::capital(each.kind->word) + ": ");
  what << link(said(each.title), Href{each.address()});
  if (auto const body = each.text("body"); !body.empty()) what << ", " << named(names, body);
  what << " " << state_tag(each, today);
  return {day_of(each), what};
}

}  // namespace

Result<pages::Answer> subject_page(pages::PageCall& call, Entry const& subject) {
  auto const today = call.environment().clock.today();
  auto const loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    auto const sight = sight_of(transaction, call.actor(), today);
    Loaded out{items_of_subject(transaction, subject.id.text(), sight),
               list_entries(transaction, {.subject = subject.id.text()}, sight),
               {}};
    Names names{transaction, sight, evidence::sight_of(call.actor())};
    for (auto const& each : out.said) names.read(each);
    out.names = names.all();
    return out;
  }));
  std::vector<Line> lines;
  for (auto const& each : loaded.items) lines.push_back(item_line(each));
  for (auto const& each : loaded.said) lines.push_back(entry_line(each, loaded.names, today));
  std::stable_sort(lines.begin(), lines.end(), [](Line const& a, Line const& b) { return a.day < b.day; });
  Page page;
  page.title = subject.title;
  page.section = boards_section;
  page.breadcrumbs = {boards_link(), {words("Subjects"), "/subjects"}};
  Head top{.title = subject.title, .caption = "Subject followed across meetings and bodies"};
  if (auto const address = subject.text("link"); !address.empty())
    top.actions.push_back({words("In the committee system"), Href{address}});
  if (may_change(call, subject)) {
    top.actions.push_back({words("Change"), Href{subject.address() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{subject.address() + "/end"}});
  }
  page.body << head(top);
  if (auto const about = subject.text("about"); !about.empty()) page.body << paragraphs(about);
  std::vector<Event> events;
  for (auto const& each : lines)
    events.push_back({each.day ? each.day->iso() : "", each.day ? date(*each.day) : words("No day given"), each.what});
  page.body << heading(words("What was said and decided, in order"), "history")
            << (events.empty()
                    ? paragraph(words("Nothing belongs to this subject yet. Choose it on an agenda item, a promise, "
                                      "a question or a recommendation."))
                    : timeline(events));
  return pages::page(std::move(page));
}

}  // namespace gt::governance
