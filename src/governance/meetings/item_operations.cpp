#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_operations.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/meeting_store.h"
#include "governance/papers/paper.h"
#include "governance/registers/entry_input.h"
#include "governance/registers/entry_store.h"
#include "plans/plans.h"
#include "platform/core/text.h"
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

constexpr char const* item_kind = "agenda item";

struct Written {
  std::string title, public_title, printed_number, presenter, paper, paper_link, exempt_paragraph, public_interest;
  std::optional<std::int64_t> minutes_planned;
  std::vector<plans::ThemeId> themes;
  std::optional<EntryId> subject;
  bool is_private = false;
};
struct AddItem : Written {
  std::optional<MeetingId> meeting;
};
struct ChangeItem : Written {
  std::optional<ItemId> item;
  std::int64_t version = 0;
  std::string why;
};

// The same field of each of the two inputs.
template <class Input, class Member>
operations::Field<Input> written(std::string name, Member Written::*member, std::string summary, json example) {
  return field(std::move(name), static_cast<Member Input::*>(member), std::move(summary), std::move(example));
}

template <class Input>
operations::Fields<Input> written_fields() {
  return {
      written<Input>("title", &Written::title, "What it is about", "Theme 4: Adolescent safeguarding")
          .required()
          .max_length(300),
      written<Input>("printed_number", &Written::printed_number, "Its number, as the agenda prints it", "9")
          .max_length(30),
      written<Input>("presenter", &Written::presenter, "Who presents it, by role", "Head of adolescent services")
          .max_length(200),
      written<Input>("minutes_planned", &Written::minutes_planned, "How many minutes it is given", 30),
      written<Input>("themes", &Written::themes, "Themes of the plan that it looks at", json::array({example_id}))
          .max_length(20),
      written<Input>("subject", &Written::subject, "The matter it belongs to, where one is followed", example_id),
      written<Input>("paper", &Written::paper, "The paper before the meeting", "Highlight report, October")
          .max_length(300),
      written<Input>("paper_link", &Written::paper_link, "Where the paper is", "https://northmere.example/papers/4")
          .max_length(500),
      written<Input>("private", &Written::is_private, "Whether it is taken in private", false),
      written<Input>("exempt_paragraph", &Written::exempt_paragraph, "The paragraph of Schedule 12A, or confidential",
                     "3")
          .choices({"1", "2", "3", "4", "5", "6", "7", "confidential"}),
      written<Input>("public_interest", &Written::public_interest, "Why the public interest is in keeping it private",
                     "The terms are still being negotiated.")
          .max_length(1000),
      written<Input>("public_title", &Written::public_title, "What the public agenda calls a private item",
                     "A staffing matter")
          .max_length(300),
  };
}

Result<void> take_written(Call& call, Item& item, Written const& input) {
  item.title = one_line(input.title);
  item.printed_number = one_line(input.printed_number);
  item.presenter = one_line(input.presenter);
  item.minutes_planned = input.minutes_planned;
  if (item.minutes_planned && (*item.minutes_planned < 1 || *item.minutes_planned > 600))
    return refuse_field("minutes_planned", "Give a number of minutes from 1 to 600, or leave it empty.");
  auto const known = plans::list_themes(call.db());
  item.themes.clear();
  for (auto const& each : input.themes) {
    if (std::none_of(known.begin(), known.end(), [&](auto const& theme) { return theme.id == each; }))
      return refuse_field("themes", "There is no such theme in the plan. Choose from the list.");
    item.themes.push_back(each.text());
  }
  item.subject.reset();
  if (input.subject) {
    TRY(find_open_entry(call, board_kind("subject"), input.subject->text()));
    item.subject = input.subject->text();
  }
  item.paper = one_line(input.paper);
  item.paper_link = input.paper_link;
  if (!item.paper_link.empty() && !item.paper_link.starts_with("https://") && !item.paper_link.starts_with("http://"))
    return refuse_field("paper_link", "Give the whole address, beginning with https://.");
  item.is_private = input.is_private;
  item.exempt_paragraph = item.is_private ? input.exempt_paragraph : "";
  item.public_interest = item.is_private ? one_line(input.public_interest) : "";
  item.public_title = item.is_private ? one_line(input.public_title) : "";
  return check_reason_for_private(item.is_private, item.exempt_paragraph, item.public_interest);
}

json done(Item const& item) {
  return {{"item", item.id.text()}, {"meeting", item.meeting.text()}, {"version", item.version}};
}

Result<json> run_add_item(Call& call, AddItem const& input) {
  auto const meeting = TRY(find_own_meeting(call, *input.meeting));
  TRY(may_change_agenda(meeting));
  auto item = new_item(meeting, "");
  TRY(take_written(call, item, input));
  return done(add_own_item(call, meeting, std::move(item)));
}

Result<json> run_change_item(Call& call, ChangeItem const& input) {
  auto const own = TRY(find_own_item(call, *input.item));
  TRY(may_change_agenda(own.meeting));
  auto item = own.item;
  item.version = input.version;
  TRY(take_written(call, item, input));
  TRY(save_own_item(call, own.item, item, one_line(input.why)));
  return done(item);
}

struct MoveItem {
  std::optional<ItemId> item;
  std::int64_t version = 0;
  std::int64_t place = 0;
};

Result<json> run_move_item(Call& call, MoveItem const& input) {
  auto own = TRY(find_own_item(call, *input.item));
  TRY(may_change_agenda(own.meeting));
  if (own.item.version != input.version)
    return refuse(ErrorKind::conflict, "Someone else changed this item after you opened it. Look at the agenda again.");
  auto items = list_items(call.db(), own.meeting.id, Sight::of_everything());
  if (input.place < 1 || input.place > static_cast<std::int64_t>(items.size()))
    return refuse_field("place", fmt::format("Give a place from 1 to {}.", items.size()));
  auto at = std::find_if(items.begin(), items.end(), [&](Item const& each) { return each.id == own.item.id; });
  auto moved = *at;
  items.erase(at);
  items.insert(items.begin() + (input.place - 1), moved);
  for (std::size_t place = 0; place < items.size(); ++place) {
    auto const before = items[place];
    auto const position = static_cast<std::int64_t>(place) + 1;
    if (before.position == position) continue;
    auto item = before;
    item.position = position;
    TRY(save_own_item(call, before, item));
    if (item.id == own.item.id) own.item = item;
  }
  return done(own.item);
}

struct CarryItem {
  std::optional<ItemId> item;
  std::optional<MeetingId> to;
  std::int64_t version = 0;
  std::string why;
};

Result<json> run_carry_item(Call& call, CarryItem const& input) {
  auto const own = TRY(find_own_item(call, *input.item));
  if (own.item.carried_to) return refuse(ErrorKind::conflict, "This item was carried forward already.");
  if (!may_change_agenda(own.meeting)) TRY(may_write_minutes(own.meeting));
  auto const to = find_meeting(call.db(), *input.to);
  if (!to || to->body != own.meeting.body)
    return refuse_field("to", "An item is carried forward to a meeting of the same body. Choose one from the list.");
  if (to->on <= own.meeting.on)
    return refuse_field("to",
                        fmt::format("That meeting is on {}, not after {}. An item is carried forward, never back.",
                                    to->on.printed(), own.meeting.on.printed()));
  TRY(may_change_agenda(*to));
  auto carried = own.item;
  carried.id = ItemId::fresh();
  carried.meeting = to->id;
  carried.printed_number.clear();
  carried.carried_from = own.item.id.text();
  carried.minutes.clear();
  carried.why = fmt::format("Carried forward from {}", own.meeting.on.printed());
  carried.version = 1;
  carried = add_own_item(call, *to, std::move(carried));
  auto item = own.item;
  item.version = input.version;
  item.carried_to = carried.id.text();
  TRY(save_own_item(call, own.item, item, one_line(input.why)));
  return done(carried);
}

struct RemoveItem {
  std::optional<ItemId> item;
  std::int64_t version = 0;
  std::string why;
};

Result<json> run_remove_item(Call& call, RemoveItem const& input) {
  auto const own = TRY(find_own_item(call, *input.item));
  TRY(may_change_agenda(own.meeting));
  if (!own.item.minutes.empty())
    return refuse(ErrorKind::conflict, "Something was minuted under this item, so it stays on the agenda.");
  if (item_has_papers(call.db(), own.item.id))
    return refuse(ErrorKind::conflict,
                  "This item has papers. Take them out, or put them under another item, before the item is taken off.");
  auto item = own.item;
  item.version = input.version;
  if (!delete_item(call.db(), item))
    return refuse(ErrorKind::conflict, "Someone else changed this item after you opened it. Look at the agenda again.");
  keep_state(call, {item_kind, item.id.text(), item.title, to_json(own.item), nullptr},
             {own.meeting.body, item.is_private, one_line(input.why)});
  return json{{"removed", item.id.text()}};
}

struct MinuteItem {
  std::optional<ItemId> item;
  std::int64_t version = 0;
  std::string minutes, promise, promised_by, asked_by;
};

// A promise made aloud: its words become a row while the minutes are written.
Result<json> add_promise(Call& call, Item const& item, MinuteItem const& input) {
  Entry promise;
  promise.id = EntryId::fresh();
  promise.kind = &board_kind("promise");
  promise.title = one_line(input.promise);
  promise.fields["item"] = item.id.text();
  auto const by = one_line(input.promised_by.empty() ? item.presenter : input.promised_by);
  if (by.empty()) return refuse_field("promised_by", "Say who promised it, by role.");
  promise.fields["promised_by"] = by;
  if (!input.asked_by.empty()) promise.fields["asked_by"] = one_line(input.asked_by);
  if (item.themes.size() == 1) promise.fields["theme"] = item.themes.front();
  promise.fields["body"] = item.body;
  TRY(complete_entry(call, promise));
  promise.number = insert_entry(call.db(), promise);
  keep_state(call, {"promise", promise.id.text(), promise.title, nullptr, to_json(promise)},
             {*promise.body, promise.is_private});
  return json(promise.id.text());
}

Result<json> run_minute_item(Call& call, MinuteItem const& input) {
  auto const own = TRY(find_own_item(call, *input.item));
  TRY(may_write_minutes(own.meeting));
  auto item = own.item;
  item.version = input.version;
  item.minutes = with_plain_line_ends(input.minutes);
  TRY(save_own_item(call, own.item, item));
  auto out = done(item);
  if (!one_line(input.promise).empty()) out["promise"] = TRY(add_promise(call, item, input));
  return out;
}

}  // namespace

Item new_item(Meeting const& meeting, std::string title, std::string why) {
  Item item{ItemId::fresh(),
            meeting.id,
            meeting.body,
            0,
            "",
            std::move(title),
            "",
            "",
            std::nullopt,
            {},
            std::nullopt,
            "",
            "",
            false,
            "",
            "",
            std::nullopt,
            std::nullopt,
            "",
            std::move(why),
            1,
            false};
  return item;
}

Result<OwnItem> find_own_item(Call& call, ItemId const& id) {
  auto item = find_item(call.db(), id.text(), Sight::of_everything());
  if (!item) return refuse(ErrorKind::not_found, "There is no such item. It may have been taken off the agenda.");
  auto meeting = TRY(find_own_meeting(call, item->meeting));
  return OwnItem{*std::move(item), std::move(meeting)};
}

Item add_own_item(Call& call, Meeting const& meeting, Item item) {
  item.position = next_position(call.db(), meeting.id);
  insert_item(call.db(), item);
  keep_state(call, {item_kind, item.id.text(), item.title, nullptr, to_json(item)}, {meeting.body, item.is_private});
  return item;
}

Result<void> save_own_item(Call& call, Item const& before, Item& item, std::string why) {
  if (!save_item(call.db(), item))
    return refuse(ErrorKind::conflict,
                  "Someone else changed this item after you opened it. Look at their version, then change it again.");
  ++item.version;
  keep_state(call, {item_kind, item.id.text(), item.title, to_json(before), to_json(item)},
             {item.body, item.is_private || before.is_private, std::move(why)});
  return {};
}

Result<ItemId> put_theme_on_agenda(Call& call, Meeting const& meeting, std::string const& theme,
                                   std::string const& title, std::string const& lead, std::string const& why) {
  for (auto const& each : list_items(call.db(), meeting.id, Sight::of_everything()))
    if (std::find(each.themes.begin(), each.themes.end(), theme) != each.themes.end()) return each.id;
  TRY(may_change_agenda(meeting));
  auto item = new_item(meeting, title, why);
  item.themes = {theme};
  item.presenter = lead;
  return add_own_item(call, meeting, std::move(item)).id;
}

Result<void> take_theme_off_agenda(Call& call, Meeting const& meeting, std::string const& theme) {
  for (auto const& each : list_items(call.db(), meeting.id, Sight::of_everything())) {
    if (each.themes != std::vector{theme}) continue;
    TRY(may_change_agenda(meeting));
    ENSURE(delete_item(call.db(), each));
    keep_state(call, {item_kind, each.id.text(), each.title, to_json(each), nullptr}, {meeting.body, each.is_private});
  }
  return {};
}

void add_item_operations(operations::Registry& registry) {
  auto const seen = "The version you saw, so that nobody’s change is lost";
  json const example{{"item", example_id}, {"meeting", example_id}, {"version", 1}};
  auto const edit = "board.edit";
  auto added = written_fields<AddItem>();
  added.insert(added.begin(), field("meeting", &AddItem::meeting, "The meeting", example_id).required());
  registry.add(declare<AddItem>("item add", "Put an item on a meeting’s agenda", Kind::change, edit, std::move(added),
                                example, &run_add_item));
  auto changed = written_fields<ChangeItem>();
  changed.insert(changed.begin(), {field("item", &ChangeItem::item, "The item", example_id).required(),
                                   field("version", &ChangeItem::version, seen, 1).required()});
  changed.push_back(field("why", &ChangeItem::why, "Why", "The chair asked for it").max_length(300));
  registry.add(declare<ChangeItem>("item change", "Change an agenda item; what is left out becomes empty", Kind::change,
                                   edit, std::move(changed), example, &run_change_item));
  registry.add(declare<MoveItem>("item move", "Move an item to another place on the agenda", Kind::change, edit,
                                 {field("item", &MoveItem::item, "The item", example_id).required(),
                                  field("version", &MoveItem::version, seen, 1).required(),
                                  field("place", &MoveItem::place, "Its place, from 1", 2).required()},
                                 example, &run_move_item));
  registry.add(declare<CarryItem>("item carry", "Carry an item forward to a later meeting", Kind::change, edit,
                                  {field("item", &CarryItem::item, "The item", example_id).required(),
                                   field("version", &CarryItem::version, seen, 1).required(),
                                   field("to", &CarryItem::to, "The later meeting", example_id).required(),
                                   field("why", &CarryItem::why, "Why", "There was no time").max_length(300)},
                                  example, &run_carry_item));
  registry.add(declare<RemoveItem>("item remove", "Take an item off the agenda; its history stays", Kind::change, edit,
                                   {field("item", &RemoveItem::item, "The item", example_id).required(),
                                    field("version", &RemoveItem::version, seen, 1).required(),
                                    field("why", &RemoveItem::why, "Why", "Not ready").max_length(300)},
                                   {{"removed", example_id}}, &run_remove_item));
  registry.add(declare<MinuteItem>(
      "item minute", "Write what was said under an item, and a promise made with it", Kind::change, edit,
      {field("item", &MinuteItem::item, "The item", example_id).required(),
       field("version", &MinuteItem::version, seen, 1).required(),
       field("minutes", &MinuteItem::minutes, "What was said and decided", "The board noted the report.")
           .max_length(20000),
       field("promise", &MinuteItem::promise, "A promise made aloud, in the words used", "We will bring the figures.")
           .max_length(500),
       field("promised_by", &MinuteItem::promised_by, "Who promised it, by role; who presents the item when empty",
             "Director")
           .max_length(200),
       field("asked_by", &MinuteItem::asked_by, "Who asked for it, by role", "A member").max_length(200)},
      {{"item", example_id}, {"version", 2}, {"promise", example_id}}, &run_minute_item));
}

}  // namespace gt::governance
