#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/meeting_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "platform/pages/conflict.h"

namespace gt::governance {

using namespace html;

namespace {

std::string minutes_address(Meeting const& meeting) { return meeting.address() + "/minutes"; }

std::vector<Entry> said_under(LoadedMeeting const& loaded, Item const& item) {
  std::vector<Entry> out;
  std::copy_if(loaded.said.begin(), loaded.said.end(), std::back_inserter(out),
               [&](Entry const& each) { return each.text("item") == item.id.text(); });
  return out;
}

Html said_list(std::vector<Entry> const& said) {
  std::vector<Html> lines;
  for (auto const& each : said) {
    Html line = words(records::capital(each.kind->word) + ": ");
    line << link(html::said(each.title), Href{each.address()});
    if (auto const by = each.text("promised_by"); !by.empty()) line << " – " << by;
    if (auto const due = each.date("due")) line << ", due " << date(*due);
    lines.push_back(line);
  }
  return lines.empty() ? Html{} : bullets(lines);
}

// One form an item, so that two people can minute different items at once.
Html minute_form(pages::PageCall const& call, Item const& item, FormState const& state) {
  Html fields =
      textarea({.name = "minutes", .label = "What was said and decided", .value = item.minutes, .rows = 6}, state);
  fields << text_input(
                {.name = "promise",
                 .label = "A promise made aloud, in the words used",
                 .hint = words("Type it and press Enter: it becomes a row of the register, due at the next meeting.")},
                state)
         << text_input({.name = "promised_by",
                        .label = item.presenter.empty() ? std::string("Promised by, by role")
                                                        : fmt::format("Promised by ({} when empty)", item.presenter)},
                       state)
         << text_input({.name = "asked_by", .label = "Asked by, by role (optional)"}, state)
         << button_group({button({.label = fmt::format("Save item {}", item.shown_number())})});
  return form({.action = Href{"/items/" + item.id.text() + "/minute"},
               .csrf_token = call.csrf_token(),
               .body = fields,
               .lock_version = pages::version_to_send(state, item.version)});
}

Html item_heading(Item const& item) {
  return heading(words(fmt::format("{} {}", item.shown_number(), item.title)), "item-" + item.id.text());
}

// The page on which a clerk writes while people speak: the item that is open, and the others as they stand.
Page writing_page(pages::PageCall const& call, LoadedMeeting const& loaded, std::string const& open, FormState state) {
  Page page = meeting_frame("Minutes of " + loaded.meeting.printed());
  page.breadcrumbs.push_back({words(loaded.meeting.printed()), Href{loaded.meeting.address()}});
  page.body << head({.title = page.title, .caption = records::capital(std::string(word(loaded.meeting.state)))});
  if (loaded.items.empty())
    page.body << paragraph(
        words("Nothing was on the agenda, so there is nothing to minute. Add an item on the meeting’s page."));
  for (auto const& item : loaded.items) {
    if (item.is_out_of_sight) continue;
    page.body << item_heading(item);
    if (item.is_private) page.body << paragraph(why_private(item));
    if (item.carried_to) {
      page.body << paragraph(words("Carried forward to a later meeting."));
      continue;
    }
    if (item.id.text() == open) {
      page.body << minute_form(call, item, state);
    } else {
      page.body << (item.minutes.empty() ? paragraph(words("Nothing has been minuted yet."))
                                         : paragraphs(item.minutes));
      Html write = words(item.minutes.empty() ? "Write" : "Go on writing");
      write << visually_hidden(fmt::format(": item {}", item.shown_number()));
      page.body << paragraph(
          link(write, Href{Query{}.with("item", item.id.text()).at(minutes_address(loaded.meeting)).text() + "#item-" +
                           item.id.text()}));
    }
    page.body << said_list(said_under(loaded, item));
  }
  page.form = std::move(state);
  return page;
}

std::string first_unwritten(LoadedMeeting const& loaded) {
  for (auto const& each : loaded.items)
    if (each.minutes.empty() && !each.carried_to && !each.is_out_of_sight) return each.id.text();
  return "";
}

Result<pages::Answer> write_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const loaded = TRY(load_meeting(call));
  if (auto const may = may_write_minutes(loaded.meeting); !may)
    return pages::see_other(loaded.meeting.address(), may.error().message);
  auto const open = call.request().query("item").value_or(first_unwritten(loaded));
  return pages::page(writing_page(call, loaded, open, {}));
}

// The meeting of an item that the person may see.
struct Found {
  Item item;
  LoadedMeeting loaded;
};

Result<Found> load_from_item(pages::PageCall& call) {
  auto const id = TRY(call.id<ItemId>("item"));
  auto const today = call.environment().clock.today();
  auto item = TRY(call.read("board.edit", [&](db::Transaction& transaction) {
    return find_item(transaction, id.text(), sight_of(transaction, call.actor(), today));
  }));
  if (!item || item->is_out_of_sight)
    return refuse(ErrorKind::not_found, "There is no such item. It may have been taken off the agenda.");
  auto loaded = TRY(load_meeting(call, item->meeting));
  return Found{*std::move(item), std::move(loaded)};
}

Result<pages::Answer> minute(pages::PageCall& call) {
  auto const found = TRY(load_from_item(call));
  auto const& item = found.item;
  auto const at =
      Query{}.with("item", item.id.text()).at(minutes_address(found.loaded.meeting)).text() + "#item-" + item.id.text();
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(writing_page(call, found.loaded, item.id.text(), pages::both_texts(call)));
  auto input = call.input({"minutes", "promise", "promised_by", "asked_by"});
  input["item"] = item.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("item minute", input);
  if (result)
    return pages::see_other(at, result->contains("promise") ? "Saved, and the promise is in the register." : "Saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && item.version != 0 && may_write_minutes(found.loaded.meeting))
    return pages::conflict_answer(call,
                                  {fmt::format("Item {}", item.shown_number()), item.id.text(), boards_section,
                                   item.version, Href{"/items/" + item.id.text() + "/minute"}},
                                  {{"What was said and decided", "minutes", item.minutes},
                                   {"Promise", "promise", ""},
                                   {"Promised by", "promised_by", ""},
                                   {"Asked by", "asked_by", ""}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(writing_page(call, found.loaded, item.id.text(), call.refused(error)), 422);
}

bool has_private_part(LoadedMeeting const& loaded) {
  return std::any_of(loaded.items.begin(), loaded.items.end(), [](Item const& each) { return each.is_private; }) ||
         std::any_of(loaded.said.begin(), loaded.said.end(), [](Entry const& each) { return each.is_private; });
}

// `file` is what its downloads begin with; empty where it has none.
Page paper(pages::PageCall const& call, LoadedMeeting const& loaded, std::string const& what, std::string const& file,
           bool writes_files) {
  auto const& meeting = loaded.meeting;
  Page page = meeting_frame(fmt::format("{} of {}", what, meeting.printed()));
  page.paper = true;
  Head top{.title = meeting.title.empty() ? loaded.body.title : meeting.title, .caption = call.session().council};
  top.facts = {{what, date(meeting.on)}};
  if (!meeting.starts_at.empty()) top.facts.push_back({"Begins", words(meeting.starts_at)});
  if (!meeting.place.empty()) top.facts.push_back({"Where", words(meeting.place)});
  if (auto const chair = loaded.body.text("chair_role"); !chair.empty()) top.facts.push_back({"Chair", words(chair)});
  add_paper_actions(call, top, meeting.address() + file, writes_files, has_private_part(loaded), loaded.sees_private);
  page.body << head(top) << private_copy_note(call, has_private_part(loaded));
  return page;
}

Result<pages::Answer> agenda_paper(pages::PageCall const& call) {
  auto const loaded = TRY(load_for_paper(call));
  Page page = paper(call, loaded, "Agenda", "", false);
  Table rows;
  rows.caption = "Agenda";
  rows.columns = {{"No."}, {"Item"}, {"Presented by"}, {"Minutes", true}};
  for (auto const& item : loaded.items) {
    Html title = words(item.title);
    if (item.is_private) title = with_note(title, why_private(item));
    rows.rows.push_back({{words(item.shown_number()), title, words(item.presenter.empty() ? "–" : item.presenter),
                          item.minutes_planned ? Html{*item.minutes_planned} : words("–")}});
  }
  page.body << (rows.rows.empty() ? paragraph(words("Nothing is on the agenda yet.")) : table(rows));
  std::vector<Html> papers;
  for (auto const& each : loaded.attached) papers.push_back(link(words(each.title), Href{each.address()}));
  if (!papers.empty()) page.body << heading(words("Papers")) << bullets(papers);
  return pages::page(std::move(page));
}

Html attendance_lines(Meeting const& meeting) {
  Html out;
  auto const line = [&](std::string const& label, std::string const& presence) {
    std::string roles;
    for (auto const& each : meeting.attendance)
      if (each.presence == presence)
        roles += (roles.empty() ? "" : "; ") + each.role + (each.stands_for.empty() ? "" : " for " + each.stands_for);
    if (!roles.empty()) out << paragraph(words(fmt::format("{}: {}.", label, roles)));
  };
  line("Present", "present");
  line("Substitutes", "substitute");
  line("Apologies", "apologies");
  line("Absent", "absent");
  for (auto const& each : meeting.attendance)
    if (!each.declared.empty()) out << paragraph(words(fmt::format("Declared by {}: {}.", each.role, each.declared)));
  if (!meeting.inquorate.empty()) out << paragraph(words("There was no quorum: " + meeting.inquorate));
  return out;
}

// An item may have become private after something was said under it.
bool is_under_hidden_item(LoadedMeeting const& loaded, Entry const& entry) {
  return std::any_of(loaded.items.begin(), loaded.items.end(),
                     [&](Item const& each) { return each.is_out_of_sight && each.id.text() == entry.text("item"); });
}

// Every promise and recommendation of the meeting in one table at the end.
Html action_log(LoadedMeeting const& loaded) {
  Table rows;
  rows.caption = "Action log";
  rows.caption_shown = true;
  rows.columns = {{"Item"}, {"What was promised or recommended"}, {"By"}, {"Due"}, {"How it stands"}};
  for (auto const& each : loaded.said) {
    if (is_under_hidden_item(loaded, each)) continue;
    bool const is_promise = each.kind->word == "promise";
    if (!is_promise && each.kind->word != "recommendation") continue;
    auto const item = std::find_if(loaded.items.begin(), loaded.items.end(),
                                   [&](Item const& one) { return one.id.text() == each.text("item"); });
    auto const due = each.date("due");
    rows.rows.push_back({{words(item == loaded.items.end() ? "–" : item->shown_number()), html::said(each.title),
                          is_promise ? words(each.text("promised_by")) : named(loaded.names, each.text("to_body")),
                          due ? date(*due) : words(each.text("due_words").empty() ? "–" : each.text("due_words")),
                          words(records::capital(state_of(each)))}});
  }
  return rows.rows.empty() ? Html{} : table(rows);
}

Result<pages::Answer> minutes_paper(pages::PageCall const& call, bool writes_files) {
  auto const loaded = TRY(load_for_paper(call));
  Page page = paper(call, loaded, "Minutes", "/minutes", writes_files);
  if (loaded.meeting.state != MeetingState::agreed && loaded.meeting.state != MeetingState::locked)
    page.body << paragraph(words("Draft: these minutes have not been agreed."));
  page.body << attendance_lines(loaded.meeting);
  for (auto const& item : loaded.items) {
    page.body << item_heading(item);
    if (item.is_private) page.body << paragraph(why_private(item));
    if (item.is_out_of_sight) continue;
    if (item.carried_to) page.body << paragraph(words("Carried forward to a later meeting."));
    page.body << (item.minutes.empty() ? Html{} : paragraphs(item.minutes)) << said_list(said_under(loaded, item));
  }
  page.body << action_log(loaded);
  return pages::page(std::move(page));
}

}  // namespace

void add_minutes_pages(pages::Site& site, office::Writer const& writer) {
  site.get("/meetings/{meeting}/minutes", &write_page);
  site.post("/items/{item}/minute", &minute);
  site.get("/meetings/{meeting}/agenda", &agenda_paper);
  site.get("/meetings/{meeting}/minutes/paper",
           [writes_files = writer.is_there()](pages::PageCall& call) { return minutes_paper(call, writes_files); });
}

}  // namespace gt::governance
