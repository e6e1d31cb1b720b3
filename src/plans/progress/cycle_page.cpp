#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/lists/action_lists.h"
#include "plans/pages/plan_parts.h"
#include "plans/progress/progress_pages.h"
#include "plans/progress/repeat_part.h"
#include "plans/progress/updates.h"
#include "platform/core/text.h"
#include "platform/pages/conflict.h"
#include "platform/registers/table_download.h"

namespace gt::plans {

using namespace html;

namespace {

using Names = std::map<std::string, std::string>;

struct Loaded {
  std::optional<CountedCycle> open;
  std::vector<CountedCycle> earlier;  ///< read only where they are asked for
  AskedList list;
  std::map<ActionId, Action> actions;  ///< of the list, those that are still in the plan; none for a download
  std::vector<AskedOwner> owners;
  std::vector<Theme> themes;
  Names names;  ///< of accounts, by id
  RepeatShown repeat;
};

// What stands in the address; without a standing, what is still outstanding.
AskedFilter filter_of(Query const& query) {
  AskedFilter filter;
  auto standing = query.value("standing");
  if (standing != "all") filter.stage = asked_stage(standing).value_or(AskedStage::outstanding);
  if (auto owner = query.value("owner"); !owner.empty()) filter.owner = std::string(owner);
  if (auto theme = query.value("theme"); !theme.empty()) filter.theme = std::string(theme);
  return filter;
}

bool shows_earlier(Query const& query) { return query.value("show") == "cycles"; }

// Whole, for how late each is and how often it was moved.
std::map<ActionId, Action> actions_of(db::Transaction& transaction, AskedList const& list) {
  std::vector<ActionId> ids;
  for (auto const& each : list.asked) ids.push_back(each.action);
  std::map<ActionId, Action> out;
  for (auto& each : find_actions(transaction, ids)) {
    auto id = each.id;
    out.emplace(std::move(id), std::move(each));
  }
  return out;
}

Result<Loaded> load(pages::PageCall const& call, int limit, int offset) {
  auto today = call.environment().clock.today();
  auto query = call.query();
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Loaded out;
    out.repeat = load_repeat(transaction, today);
    if (shows_earlier(query)) out.earlier = list_closed_cycles(transaction);
    auto open = open_cycle(transaction);
    if (!open) return out;
    auto asked = asked_in(transaction, open->id, today, filter_of(query), limit, offset);
    out.list = std::move(asked.list);
    out.owners = std::move(asked.owners);
    if (limit == updates_a_page) out.actions = actions_of(transaction, out.list);
    out.open = CountedCycle{*open, sum_of(out.owners)};
    out.themes = list_themes(transaction);
    std::set<std::string> accounts;
    for (auto const& each : out.owners)
      if (each.account) accounts.insert(each.account->text());
    for (auto const& each : out.list.asked)
      if (each.owner_account) accounts.insert(each.owner_account->text());
    out.names = people::account_names(transaction, accounts);
    return out;
  });
}

std::string name_of(Names const& names, std::optional<AccountId> const& account) {
  if (!account) return {};
  auto found = names.find(account->text());
  return found == names.end() ? std::string() : found->second;
}

// Accounts are often called by the role; then it stands once.
std::string owner_words(Names const& names, std::string const& role, std::optional<AccountId> const& account) {
  auto name = name_of(names, account);
  return name.empty() || lower_case(name) == lower_case(role) ? role : fmt::format("{} ({})", role, name);
}

Html counts_sentence(CycleCounts const& counts) {
  Html out;
  out << counts.outstanding << " of " << plural(counts.asked, "update") << " still outstanding, from "
      << plural(counts.owners_outstanding, "owner") << "; " << counts.sent << " sent and waiting to be approved, "
      << counts.approved << " approved.";
  return out;
}

Filter filter_for(Loaded const& loaded, Query const& query) {
  std::vector<Option> owners{{"", "Anyone", {}}}, themes{{"", "All", {}}};
  for (auto const& each : loaded.owners)
    owners.push_back({each.key(), owner_words(loaded.names, each.role, each.account), {}});
  for (auto const& each : loaded.themes) themes.push_back({each.id.text(), each.title, {}});
  Filter filter;
  filter.path = "/plan/updates";
  filter.query = query;
  filter.fields = {{"standing",
                    "Standing",
                    {{"", "Still outstanding", {}},
                     {"sent", "Waiting to be approved", {}},
                     {"approved", "Approved", {}},
                     {"all", "All that were asked for", {}}}},
                   {"owner", "Owner", owners},
                   {"theme", "Theme", themes}};
  filter.shown = loaded.list.matching;
  filter.total = loaded.open->counts.asked;
  filter.noun = "update";
  return filter;
}

// A group of rows for each owner.
Table asked_table(Loaded const& loaded, Date today) {
  Table out;
  out.caption = "Updates asked for, owner by owner";
  out.columns = {{"Action"}, {"Due"}, {"Last update"}, {"Standing"}};
  std::string owner;
  for (auto const& each : loaded.list.asked) {
    auto now = owner_words(loaded.names, each.owner_role, each.owner_account);
    if (now != owner || out.rows.empty()) out.rows.push_back({{words(now)}, RowKind::group, {}});
    owner = now;
    auto at = "/actions/" + each.action.text();
    auto const found = loaded.actions.find(each.action);
    Html standing =
        each.stage == AskedStage::outstanding
            ? words("Outstanding")
            : link(words(each.stage == AskedStage::sent ? "Waits to be approved" : "Approved"), Href{at + "/updates"});
    out.rows.push_back({{link(words(fmt::format("{} {}", each.number, each.title)), Href{at}),
                         found != loaded.actions.end() ? due_cell(found->second, today)
                         : each.due                    ? date(*each.due)
                                                       : words("No date yet"),
                         each.last_sent ? date(*each.last_sent) : words("None yet"), standing},
                        RowKind::sub,
                        {}});
  }
  return out;
}

Html open_form(pages::PageCall const& call, FormState const& state) {
  Html fields;
  fields << text_input(
                {.name = "title", .label = "What this cycle is called", .hint = words("For example, November 2026.")},
                state)
         << date_input({.name = "due", .label = "Owners send theirs by"}, state)
         << button({.label = "Ask for updates"});
  Html out = heading(words("Ask owners for updates"), "open");
  out << form({.action = "/plan/updates", .csrf_token = call.csrf_token(), .body = fields});
  return out;
}

Html earlier_part(Loaded const& loaded, Query const& query) {
  if (!shows_earlier(query))
    return paragraph(link(words("Earlier cycles"), query.without("page").with("show", "cycles").at("/plan/updates")));
  Html out = heading(words("Earlier cycles"));
  if (loaded.earlier.empty()) {
    out << paragraph(words("There are none yet."));
    return out;
  }
  Table rows;
  rows.caption = "Earlier cycles, newest first";
  rows.columns = {{"Cycle"},         {"Opened to closed"}, {"Asked", true}, {"Never sent", true}, {"Not decided", true},
                  {"Approved", true}};
  for (auto const& [cycle, counts] : loaded.earlier)
    rows.rows.push_back(
        {{words(fmt::format("{} {}", cycle.number, cycle.title)), date_range(cycle.opened_on, *cycle.closed_on),
          Html{counts.asked}, Html{counts.outstanding}, Html{counts.sent}, Html{counts.approved}}});
  out << table(rows);
  return out;
}

Page cycles(pages::PageCall const& call, Loaded const& loaded, FormState state) {
  auto query = call.query();
  Page page;
  page.title = "Updates";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  Head top{.title = "Updates"};
  if (loaded.open) {
    auto const& cycle = loaded.open->cycle;
    top.caption = fmt::format("Cycle {}: {}", cycle.number, cycle.title);
    top.facts = {{"Asked on", date(cycle.opened_on)}, {"Due", date(cycle.due)}};
    top.actions = registers::download_links("/plan/updates", query.without("show"), "the chase list");
  }
  page.body << head(top) << sub_pages("updates");
  if (!loaded.open) {
    page.body << lede(words("No cycle is open, so nobody is asked for an update. Owners may send one at any time."))
              << repeat_sentence(loaded.repeat);
    if (call.may("plan.edit")) page.body << open_form(call, state);
  } else {
    page.body << lede(counts_sentence(loaded.open->counts)) << repeat_sentence(loaded.repeat)
              << filter_bar(filter_for(loaded, query));
    if (loaded.list.asked.empty())
      page.body << paragraph(words(loaded.open->counts.asked == 0
                                       ? "No action is under way, so nothing is asked for."
                                       : "No update is in this standing. Change a filter above to see others."));
    else
      page.body << table(asked_table(loaded, call.environment().clock.today()));
    page.body << pagination({.path = "/plan/updates",
                             .query = query,
                             .page = call.page_number(),
                             .pages = static_cast<int>((loaded.list.matching + updates_a_page - 1) / updates_a_page)});
    if (call.may("plan.edit"))
      page.body << form({.action = Href{"/plan/updates/" + loaded.open->cycle.id.text() + "/close"},
                         .csrf_token = call.csrf_token(),
                         .body = button({.label = "Close this cycle", .kind = ButtonKind::secondary})});
  }
  if (call.may("plan.edit")) page.body << repeat_form(call, loaded.repeat, state);
  page.body << earlier_part(loaded, query);
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> cycle_page(pages::PageCall& call) {
  auto loaded = TRY(load(call, updates_a_page, (call.page_number() - 1) * updates_a_page));
  return pages::page(cycles(call, loaded, {}));
}

Result<sheet::Table> chase_list(pages::PageCall& call) {
  using sheet::ColumnKind;
  constexpr int everything = 100'000;
  auto const loaded = TRY(load(call, everything, 0));
  auto const today = call.environment().clock.today();
  auto const day = [](std::optional<Date> const& each) { return each ? sheet::Value{*each} : sheet::Value{}; };
  // The same list on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = "Updates to chase";
  out.notes = {fmt::format("{}, as it stood on {}: {}.", call.session().council, today.printed(),
                           plural(static_cast<std::int64_t>(loaded.list.asked.size()), "update"))};
  // Programs read these headings; they stay as they are.
  out.columns = {
      {"owner", ColumnKind::text, 30},    {"account", ColumnKind::text, 30}, {"number", ColumnKind::number, 8},
      {"action", ColumnKind::text, 60},   {"action due", ColumnKind::date},  {"last update", ColumnKind::date},
      {"standing", ColumnKind::text, 16}, {"cycle", ColumnKind::text, 20},   {"asked for by", ColumnKind::date}};
  for (auto const& each : loaded.list.asked)
    out.rows.push_back({each.owner_role, name_of(loaded.names, each.owner_account), static_cast<double>(each.number),
                        each.title, day(each.due), day(each.last_sent), std::string(word(each.stage)),
                        loaded.open->cycle.title, loaded.open->cycle.due});
  return out;
}

Result<pages::Answer> open_cycle_now(pages::PageCall& call) {
  auto result = call.perform("cycle open", call.input({"title", "due"}));
  if (result)
    return pages::see_other("/plan/updates", fmt::format("{} asked for.", plural((*result)["asked"].get<std::int64_t>(),
                                                                                 "update is", "updates are")));
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  auto loaded = TRY(load(call, updates_a_page, 0));
  return pages::page(cycles(call, loaded, call.refused(result.error())), 422);
}

Result<pages::Answer> close_cycle_now(pages::PageCall& call) {
  auto id = TRY(call.id<UpdateCycleId>("cycle"));
  TRY(call.perform("cycle close", {{"cycle", id.text()}}));
  return pages::see_other("/plan/updates", "The cycle was closed. What was sent stays, and can still be approved.");
}

Result<pages::Answer> repeat_cycles(pages::PageCall& call) {
  auto input = call.input({"every"});
  input["version"] = pages::sent_version(call);
  auto const result = call.perform("cycle repeat", input);
  if (result) {
    bool const is_stopped = (*result)["every"] == "never";
    return pages::see_other("/plan/updates", is_stopped ? "Cycles no longer repeat." : "Cycles of updates repeat.");
  }
  auto const kind = result.error().kind;
  if (kind != ErrorKind::invalid && kind != ErrorKind::conflict) return tl::unexpected<Error>(result.error());
  auto const loaded = TRY(load(call, updates_a_page, 0));
  auto state = call.refused(result.error());
  // What is stored is shown beside the choice, with its version.
  if (kind == ErrorKind::conflict) state.values.erase(std::string(lock_version_field));
  return pages::page(cycles(call, loaded, std::move(state)), web::status_for(kind));
}

}  // namespace gt::plans
