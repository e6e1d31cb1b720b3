#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_store.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_store.h"
#include "plans/plans.h"
#include "platform/pages/conflict.h"

namespace gt::governance {

using namespace html;

namespace {

struct LoadedItem {
  Item item;
  Meeting meeting;
  std::vector<Option> themes, subjects, later;
};

struct ItemChoices {
  std::vector<Option> themes, subjects;
};

ItemChoices item_choices(db::Transaction& transaction, Sight const& sight) {
  ItemChoices out{{}, {{"", "None", {}}}};
  for (auto const& each : plans::list_themes(transaction)) out.themes.push_back({each.id.text(), each.title, {}});
  for (auto const& each : list_entries(transaction, {.kind = "subject"}, sight))
    out.subjects.push_back({each.id.text(), each.title, {}});
  return out;
}

Result<LoadedItem> load_item(pages::PageCall const& call) {
  auto const id = TRY(call.id<ItemId>("item"));
  auto const today = call.environment().clock.today();
  auto found = TRY(call.read("board.edit", [&](db::Transaction& transaction) -> std::optional<LoadedItem> {
    auto const sight = sight_of(transaction, call.actor(), today);
    auto item = find_item(transaction, id.text(), sight);
    if (!item || item->is_out_of_sight) return std::nullopt;
    auto meeting = find_meeting(transaction, item->meeting);
    ENSURE(meeting.has_value());
    auto choices = item_choices(transaction, sight);
    LoadedItem out{*item, *meeting, std::move(choices.themes), std::move(choices.subjects), {{"", "Choose", {}}}};
    for (auto const& each : list_meetings(transaction, {.body = meeting->body, .from = meeting->on.plus_days(1)}))
      if (each.state == MeetingState::draft || each.state == MeetingState::papers_out)
        out.later.push_back({each.id.text(), each.printed(), {}});
    return out;
  }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such item. It may have been taken off the agenda.");
  return *std::move(found);
}

Page item_frame(Meeting const& meeting, std::string title) {
  auto page = meeting_frame(std::move(title));
  page.breadcrumbs.push_back({words(meeting.printed()), Href{meeting.address()}});
  return page;
}

constexpr std::string_view item_inputs[] = {
    "title", "printed_number", "presenter",        "minutes_planned", "themes[]",    "subject",
    "paper", "paper_link",     "exempt_paragraph", "public_interest", "public_title"};

nlohmann::json item_input(pages::PageCall const& call) {
  auto input = call.input({std::begin(item_inputs), std::end(item_inputs)});
  input["private"] = call.request().form("private").value_or("") == "true";
  if (!input.contains("themes")) input["themes"] = nlohmann::json::array();
  return input;
}

Html private_fields(Item const* item, FormState const& state) {
  std::vector<Option> paragraphs{{"", "Choose", {}}};
  for (auto const* each : {"1", "2", "3", "4", "5", "6", "7"})
    paragraphs.push_back({each, fmt::format("Exempt, paragraph {}", each), {}});
  paragraphs.push_back({"confidential", "Confidential", {}});
  Html out = checkboxes(
      {.name = "private",
       .legend = "Private",
       .options = {{"true", "It is taken in private",
                    words("Only the body’s members and those who run the programme see it.")}},
       .values = item != nullptr && item->is_private ? std::vector<std::string>{"true"} : std::vector<std::string>{},
       .small = true},
      state);
  out << select({.name = "exempt_paragraph",
                 .label = "Why it is private",
                 .options = paragraphs,
                 .hint = words("The paragraph of Schedule 12A, or confidential."),
                 .value = item != nullptr ? item->exempt_paragraph : ""},
                state)
      << text_input({.name = "public_interest",
                     .label = "Why the public interest is in keeping it private",
                     .value = item != nullptr ? item->public_interest : ""},
                    state)
      << text_input({.name = "public_title",
                     .label = "What the public agenda calls it",
                     .value = item != nullptr ? item->public_title : ""},
                    state);
  return fieldset("Taken in private", out);
}

Html item_fields(Item const* item, ItemChoices const& choices, FormState const& state) {
  auto const stored = [&](auto read) { return item != nullptr ? read(*item) : std::string(); };
  Html out = text_input(
      {.name = "title", .label = "What it is about", .value = stored([](Item const& each) { return each.title; })},
      state);
  out << text_input({.name = "printed_number",
                     .label = "Its number on the agenda (its place when empty)",
                     .value = stored([](Item const& each) { return each.printed_number; }),
                     .width = 5},
                    state)
      << text_input({.name = "presenter",
                     .label = "Presented by, by role (optional)",
                     .value = stored([](Item const& each) { return each.presenter; })},
                    state)
      << text_input({.name = "minutes_planned",
                     .label = "Minutes it is given (optional)",
                     .value = stored([](Item const& each) {
                       return each.minutes_planned ? std::to_string(*each.minutes_planned) : std::string();
                     }),
                     .inputmode = "numeric",
                     .width = 3},
                    state);
  if (!choices.themes.empty())
    out << checkboxes({.name = "themes",
                       .legend = "Themes it looks at (optional)",
                       .options = choices.themes,
                       .values = item != nullptr ? item->themes : std::vector<std::string>{},
                       .small = true},
                      state);
  if (choices.subjects.size() > 1)
    out << select({.name = "subject",
                   .label = "Subject it belongs to (optional)",
                   .options = choices.subjects,
                   .value = stored([](Item const& each) { return each.subject.value_or(""); })},
                  state);
  out << text_input({.name = "paper",
                     .label = "Paper before the meeting (optional)",
                     .value = stored([](Item const& each) { return each.paper; })},
                    state)
      << text_input({.name = "paper_link",
                     .label = "Where the paper is (optional)",
                     .value = stored([](Item const& each) { return each.paper_link; }),
                     .type = "url"},
                    state)
      << private_fields(item, state);
  return out;
}

Result<pages::Answer> new_item_form(pages::PageCall& call, FormState state, int status) {
  auto const loaded = TRY(load_meeting(call));
  auto const today = call.environment().clock.today();
  auto const choices = TRY(call.read("board.edit", [&](db::Transaction& transaction) {
    return item_choices(transaction, sight_of(transaction, call.actor(), today));
  }));
  Page page = item_frame(loaded.meeting, "Add an item to the agenda");
  page.body << head({.title = page.title, .caption = loaded.meeting.printed()});
  Html fields = item_fields(nullptr, choices, state);
  fields << button_group({button({.label = "Add the item"}), link(words("Cancel"), Href{loaded.meeting.address()})});
  page.body << form(
      {.action = Href{loaded.meeting.address() + "/items/new"}, .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> add_item(pages::PageCall& call) {
  auto const id = TRY(call.id<MeetingId>("meeting"));
  auto input = item_input(call);
  input["meeting"] = id.text();
  auto result = call.perform("item add", input);
  if (result) return pages::see_other("/meetings/" + id.text() + "#agenda", "The item is on the agenda.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::forbidden || error.kind == ErrorKind::not_found) return tl::unexpected<Error>(error);
  return new_item_form(call, call.refused(error), web::status_for(error.kind));
}

Page item_form(pages::PageCall const& call, LoadedItem const& loaded, FormState state) {
  Page page = item_frame(loaded.meeting, fmt::format("Change item {}", loaded.item.shown_number()));
  page.body << head({.title = page.title, .caption = loaded.item.title});
  Html fields = item_fields(&loaded.item, {loaded.themes, loaded.subjects}, state);
  fields << text_input({.name = "place",
                        .label = "Move it to this place on the agenda (as it is when empty)",
                        .inputmode = "numeric",
                        .width = 3},
                       state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{loaded.meeting.address()})});
  page.body << form({.action = Href{"/items/" + loaded.item.id.text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.item.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> item_edit_page(pages::PageCall& call) {
  return pages::page(item_form(call, TRY(load_item(call)), {}));
}

Result<pages::Answer> change_item(pages::PageCall& call) {
  auto const loaded = TRY(load_item(call));
  auto const back = loaded.meeting.address() + "#agenda";
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(back, "Their version was kept.");
  if (choice == "edit") return pages::page(item_form(call, loaded, pages::both_texts(call)));
  auto input = item_input(call);
  input["item"] = loaded.item.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("item change", input);
  if (result) {
    if (auto const place = call.request().form("place").value_or(""); !place.empty()) {
      auto moved = call.perform("item move",
                                {{"item", loaded.item.id.text()}, {"version", (*result)["version"]}, {"place", place}});
      if (!moved)
        return pages::page(item_form(call, TRY(load_item(call)), call.refused(moved.error())),
                           web::status_for(moved.error().kind));
    }
    return pages::see_other(back, "The item was changed.");
  }
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call,
                                  {"This item", loaded.item.id.text(), boards_section, loaded.item.version,
                                   Href{"/items/" + loaded.item.id.text() + "/edit"}},
                                  {{"About", "title", loaded.item.title},
                                   {"Number", "printed_number", loaded.item.printed_number},
                                   {"Presented by", "presenter", loaded.item.presenter},
                                   {"Paper", "paper", loaded.item.paper}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(item_form(call, loaded, call.refused(error)), 422);
}

Page carry_form(pages::PageCall const& call, LoadedItem const& loaded, FormState state) {
  Page page = item_frame(loaded.meeting, "Carry this item forward");
  page.body << head({.title = page.title, .caption = loaded.item.title});
  if (loaded.later.size() == 1)
    page.body << paragraph(words("No later meeting of this body is in the calendar. Add one first."));
  Html fields = select({.name = "to", .label = "To the meeting", .options = loaded.later}, state);
  fields << text_input({.name = "why", .label = "Why (optional)"}, state)
         << button_group(
                {button({.label = "Carry it forward"}), link(words("Cancel"), Href{loaded.meeting.address()})});
  page.body << form({.action = Href{"/items/" + loaded.item.id.text() + "/carry"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.item.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> carry_page(pages::PageCall& call) {
  return pages::page(carry_form(call, TRY(load_item(call)), {}));
}

Result<pages::Answer> carry_item(pages::PageCall& call) {
  auto const loaded = TRY(load_item(call));
  auto input = call.input({"to", "why"});
  input["item"] = loaded.item.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("item carry", input);
  if (result)
    return pages::see_other("/meetings/" + (*result)["meeting"].get<std::string>() + "#agenda",
                            "The item was carried forward to this meeting.");
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(carry_form(call, loaded, call.refused(result.error())), web::status_for(result.error().kind));
}

Page remove_form(pages::PageCall const& call, LoadedItem const& loaded, FormState state) {
  Page page = item_frame(loaded.meeting, "Take this item off the agenda?");
  page.body << head({.title = page.title, .caption = loaded.item.title});
  Html fields = text_input({.name = "why", .label = "Why (optional)"}, state);
  fields << button_group({button({.label = "Take it off", .kind = ButtonKind::warning}),
                          link(words("Keep it"), Href{loaded.meeting.address()})});
  page.body << form({.action = Href{"/items/" + loaded.item.id.text() + "/remove"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.item.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> remove_page(pages::PageCall& call) {
  return pages::page(remove_form(call, TRY(load_item(call)), {}));
}

Result<pages::Answer> remove_item(pages::PageCall& call) {
  auto const loaded = TRY(load_item(call));
  auto input = call.input({"why"});
  input["item"] = loaded.item.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("item remove", input);
  if (result) return pages::see_other(loaded.meeting.address() + "#agenda", "The item was taken off the agenda.");
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return pages::page(remove_form(call, loaded, call.refused(result.error())), web::status_for(result.error().kind));
}

}  // namespace

void add_agenda_pages(pages::Site& site) {
  site.get("/meetings/{meeting}/items/new", [](pages::PageCall& call) { return new_item_form(call, {}, 200); });
  site.post("/meetings/{meeting}/items/new", &add_item);
  site.get("/items/{item}/edit", &item_edit_page);
  site.post("/items/{item}/edit", &change_item);
  site.get("/items/{item}/carry", &carry_page);
  site.post("/items/{item}/carry", &carry_item);
  site.get("/items/{item}/remove", &remove_page);
  site.post("/items/{item}/remove", &remove_item);
}

}  // namespace gt::governance
