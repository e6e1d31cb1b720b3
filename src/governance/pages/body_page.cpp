#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_store.h"
#include "governance/pages/board_parts.h"
#include "governance/pages/meeting_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"

namespace gt::governance {

using namespace html;
using records::capital;

namespace {

constexpr int past_days_shown = 400;
constexpr std::size_t past_meetings_shown = 6;
constexpr std::size_t coming_meetings_shown = 8;
constexpr std::int64_t promises_shown = 100;

struct Duty {
  Entry duty;
  std::optional<Date> last, next;
};

struct Loaded {
  std::vector<Entry> members, promises;
  std::vector<Duty> duties;
  std::vector<Meeting> past, coming;
  PromiseCounts counts;
  NamesById names;
  std::int64_t unsupported = 0;
};

Loaded read(db::Transaction& transaction, Entry const& body, Sight const& sight, evidence::Sight evidence, Date today) {
  Loaded out;
  auto const id = body.id.text();
  Names names{transaction, sight, evidence};
  names.read(body);
  out.members = list_entries(transaction, {.kind = "membership", .parent = id}, sight);
  read_shown(names, out.members);
  auto const reports = last_reports(transaction, id, sight);
  for (auto& each : list_entries(transaction, {.kind = "reporting duty", .parent = id}, sight)) {
    auto const found = reports.find(each.id.text());
    auto const last = found == reports.end() ? std::nullopt : std::optional(found->second);
    auto const next = next_report_due(each, last, today);
    out.duties.push_back({std::move(each), last, next});
  }
  out.promises =
      list_entries(transaction, {.kind = "promise", .body = id, .not_state = "closed"}, sight, promises_shown);
  out.counts = count_promises(transaction, id, sight, today);
  read_shown(names, out.promises);
  out.unsupported = count_entries(transaction, {.kind = "claim", .body = id, .state = "unsupported"}, sight);
  for (auto& each : list_meetings(transaction, {.body = id, .from = today.plus_days(-past_days_shown)}, 500))
    (each.on < today ? out.past : out.coming).push_back(std::move(each));
  if (out.past.size() > past_meetings_shown) out.past.erase(out.past.begin(), out.past.end() - past_meetings_shown);
  if (out.coming.size() > coming_meetings_shown) out.coming.resize(coming_meetings_shown, out.coming.front());
  out.names = names.all();
  return out;
}

Html opening(Loaded const& loaded) {
  Html out;
  if (loaded.coming.empty())
    out << "No coming meeting is planned. ";
  else
    out << "It next meets on " << date(loaded.coming.front().on) << ". ";
  auto const& counts = loaded.counts;
  out << plural(counts.open, "promise") << words(counts.open == 1 ? " is" : " are") << " open, " << counts.late
      << " of them late; " << counts.answered << " answered and not closed.";
  return lede(out);
}

Html facts(Entry const& body, NamesById const& names) {
  std::vector<SummaryRow> rows;
  for (auto const& field : body.kind->fields)
    if (!body.text(field.name).empty())
      rows.push_back({field.label,
                      records::value_of(body.fields, field,
                                        [&](records::Field const&, std::string const& id) { return named(names, id); }),
                      {}});
  return summary_list(rows);
}

Html duties_part(pages::PageCall const& call, Entry const& body, std::vector<Duty> const& duties, Date today) {
  Html out = heading(words("What it must be told"), "duties");
  if (duties.empty())
    out << paragraph(words("Nothing is owed to this body yet. A duty says who reports what, and how often."));
  else {
    Table rows;
    rows.caption = "What this body must be told, by whom and how often";
    rows.columns = {{"What"}, {"Who"}, {"How often"}, {"From"}, {"Until"}, {"Last given"}, {"Next due"}};
    for (auto const& each : duties) {
      auto const day_or = [&](char const* day, char const* printed) {
        if (auto const on = each.duty.date(day)) return date(*on);
        auto const text = each.duty.text(printed);
        return text.empty() ? words("–") : words(text);
      };
      Html next = words("–");
      if (each.next) next = *each.next < today ? late(today.days_since(*each.next)) : date(*each.next);
      rows.rows.push_back(
          {{link(words(each.duty.title), Href{each.duty.address()}), words(each.duty.text("reported_by")),
            words(capital(each.duty.text("cadence"))), day_or("from", "from_words"), day_or("until", "until_words"),
            each.last ? date(*each.last) : words("–"), next}});
    }
    out << table(rows);
  }
  if (may_change(call, body))
    out << paragraph(
        link(words("Add a reporting duty"), Query{}.with("inside", body.id.text()).at("/reporting-duties/new")));
  return out;
}

Html members_part(pages::PageCall const& call, Entry const& body, Loaded const& loaded, Date today) {
  auto const& kind = board_kind("membership");
  std::vector<Entry> now, before;
  for (auto const& each : loaded.members) (is_in_force(each, today) ? now : before).push_back(each);
  Html out = heading(words("Members"), "members");
  out << (now.empty() ? paragraph(words(kind.empty_words)) : entries_table(now, kind, loaded.names, today));
  if (!before.empty()) out << details("Earlier and coming members", entries_table(before, kind, loaded.names, today));
  if (may_change(call, body))
    out << paragraph(link(words("Add a member"), Query{}.with("inside", body.id.text()).at("/memberships/new")));
  return out;
}

Html promises_part(Entry const& body, Loaded const& loaded, Date today) {
  Html out = heading(words("Promises made to it"), "promises");
  auto const& counts = loaded.counts;
  out << (loaded.promises.empty() ? paragraph(words("No promise to this body is waiting."))
                                  : entries_table(loaded.promises, board_kind("promise"), loaded.names, today));
  if (counts.open + counts.answered > promises_shown)
    out << paragraph(
        words(fmt::format("These are the first {} of {}.", promises_shown, counts.open + counts.answered)));
  if (counts.reported_late + counts.never > 0)
    out << paragraph(words(fmt::format("Of all promises to this body, {} were reported back late and {} never.",
                                       counts.reported_late, counts.never)));
  out << paragraph(link(words("All promises to this body"), Query{}.with("body", body.id.text()).at("/promises")));
  if (loaded.unsupported > 0) {
    Html more = words(fmt::format("{} made to it {} no support yet: ", plural(loaded.unsupported, "statement"),
                                  loaded.unsupported == 1 ? "has" : "have"));
    more << link(words("look before the next meeting"),
                 Query{}.with("body", body.id.text()).with("state", "unsupported").at("/claims"));
    out << paragraph(more);
  }
  return out;
}

Html meetings_part(pages::PageCall const& call, Entry const& body, Loaded const& loaded) {
  Html out = heading(words("Meetings"), "meetings");
  if (loaded.coming.empty() && loaded.past.empty())
    out << paragraph(words("No meeting is in the calendar."));
  else {
    auto all = loaded.past;
    all.insert(all.end(), loaded.coming.begin(), loaded.coming.end());
    out << meetings_table(all, call.environment().clock.today());
  }
  out << paragraph(link(words("All its meetings"), Query{}.with("body", body.id.text()).at("/meetings")));
  if (may_change(call, body))
    out << button_group(
        {link_button("Add a meeting", Query{}.with("body", body.id.text()).at("/meetings/new"), ButtonKind::secondary),
         link_button("Plan a series", Query{}.with("body", body.id.text()).at("/meetings/series"),
                     ButtonKind::secondary)});
  return out;
}

}  // namespace

Result<pages::Answer> body_page(pages::PageCall& call, Entry const& body) {
  auto const today = call.environment().clock.today();
  auto const loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    return read(transaction, body, sight_of(transaction, call.actor(), today), evidence::sight_of(call.actor()), today);
  }));
  Page page;
  page.title = body.title;
  page.section = boards_section;
  page.breadcrumbs = {boards_link()};
  Head top{.title = body.title, .caption = capital(body.text("body_kind"))};
  if (auto const chair = body.text("chair_role"); !chair.empty()) top.facts.push_back({"Chair", words(chair)});
  if (auto const meets = body.text("meets"); !meets.empty()) top.facts.push_back({"Meets", words(meets)});
  if (auto const quorum = body.number_in("quorum")) top.facts.push_back({"Quorum", Html{*quorum}});
  if (auto const to = body.text("reports_to"); !to.empty())
    top.facts.push_back({"Reports to", named(loaded.names, to)});
  top.actions.push_back({words("Rota"), Href{"/bodies/" + body.id.text() + "/rota"}});
  top.actions.push_back({words("Call-over"), Href{"/bodies/" + body.id.text() + "/call-over"}});
  if (may_change(call, body)) {
    top.actions.push_back({words("Change"), Href{body.address() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{body.address() + "/end"}});
  }
  page.body << head(top) << opening(loaded) << meetings_part(call, body, loaded) << promises_part(body, loaded, today)
            << duties_part(call, body, loaded.duties, today) << members_part(call, body, loaded, today)
            << details("Terms of reference and settings", facts(body, loaded.names));
  return pages::page(std::move(page));
}

}  // namespace gt::governance
