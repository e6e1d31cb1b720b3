#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "notices/notices.h"
#include "people/people.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"
#include "plans/pid/pid_pages.h"
#include "plans/records/record_pages.h"
#include "platform/records/form.h"

namespace gt::plans {

using namespace html;

namespace {

using records::capital;

Href address_of(Record const& record) { return Href{record.kind->address + "/" + record.id.text()}; }

Thing thing_of(Record const& record) {
  return {record.kind->word,         record.id.text(), record.title, std::to_string(record.number),
          address_of(record).text(), record.is_ended};
}

tl::unexpected<Error> no_such(RecordKind const& kind) {
  return refuse(
      ErrorKind::not_found,
      fmt::format("There is no such {} in the plan. It may have been taken out: look in the plan.", kind.word));
}

// Everything a record's page prints.
struct Loaded {
  Record record;
  std::optional<Thing> parent;
  std::vector<Record> inside;
  std::vector<Action> actions;  ///< the first of them
  std::int64_t action_count = 0;
  Standing standing;  ///< of a project's actions
  Joins joins;
  std::vector<std::string> themes;
  std::vector<Option> accounts;
  std::optional<Html> pid;  ///< where a project’s initiation document stands
  std::string variant;      ///< the rule of the colours
};

// A page needs the names of the accounts in its fields, a form all that may be chosen.
enum class Accounts { named, all };

std::vector<Option> named_accounts(db::Transaction& transaction, Record const& record) {
  std::vector<Option> out;
  for (auto const& field : record.kind->fields)
    if (auto id = record.text(field.name); field.type == RecordFieldType::account && !id.empty())
      if (auto name = people::account_name(transaction, AccountId::trusted(id))) out.push_back({id, *name, {}});
  return out;
}

Result<Loaded> load(pages::PageCall const& call, RecordKind const& kind, Accounts accounts = Accounts::all) {
  auto id = TRY(call.id<RecordId>(kind.key()));
  auto sight = evidence::sight_of(call.actor());
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto record = find_record(transaction, id.text());
    if (!record || record->kind != &kind) return std::nullopt;
    Loaded out{*record, std::nullopt, records_in(transaction, id.text()),       {}, 0, {}, {}, {},
               {},      {},           brag_variant(find_programme(transaction))};
    if (record->parent) out.parent = find_thing(transaction, *record->parent, sight);
    out.joins = read_joins(transaction, thing_of(*record), sight);
    if (kind.word == "project") {
      auto today = call.environment().clock.today();
      out.standing = standing_of(transaction, {.project = id.text()}, today);
      out.action_count = static_cast<std::int64_t>(out.standing.all());
      out.actions = find_actions(transaction, out.standing.first(actions_on_page));
    } else {
      out.action_count = std::count_if(out.joins.lines.begin(), out.joins.lines.end(), [](auto const& line) {
        return !line.is_broken && line.is_down && line.other.kind == "action";
      });
      if (out.action_count > 0) out.actions = actions_under(transaction, id.text(), actions_on_page);
    }
    out.themes = themes_reaching(transaction, id.text());
    out.accounts = accounts == Accounts::all ? account_options(transaction) : named_accounts(transaction, *record);
    if (kind.word == "project") {
      auto pid = find_pid_of(transaction, id);
      out.pid = pid_line(*record, pid, pid && open_pid_changes(transaction).contains(pid->id.text()));
    }
    return out;
  }));
  if (!loaded) return no_such(kind);
  return *std::move(loaded);
}

std::string label_of(std::vector<Option> const& accounts, std::string const& id) {
  auto found = std::find_if(accounts.begin(), accounts.end(), [&](auto const& each) { return each.value == id; });
  return found == accounts.end() ? "An account that no longer has a role here" : found->label;
}

Html value_of(Record const& record, RecordField const& field, std::vector<Option> const& accounts) {
  return records::value_of(record.fields, field,
                           [&](RecordField const&, std::string const& id) { return words(label_of(accounts, id)); });
}

Html fields_part(Loaded const& loaded) {
  std::vector<SummaryRow> rows;
  for (auto const& field : loaded.record.kind->fields)
    if (!loaded.record.text(field.name).empty())
      rows.push_back({field.label, value_of(loaded.record, field, loaded.accounts), {}});
  return rows.empty() ? Html{} : summary_list(rows);
}

// The plan's list, narrowed to the record where it can be.
ActionFilter filter_of(Record const& record) {
  if (record.kind->word == "project") return {.project = record.id.text()};
  if (record.kind->word == "stage") return {.stage = record.id.text()};
  return {};
}

// Aims of a stage, objectives of a project: one table a kind, and a way to add one.
Html inside_part(pages::PageCall const& call, Loaded const& loaded) {
  Html out;
  for (auto const& kind : record_kinds()) {
    auto const& own = loaded.record.kind->word;
    if (std::find(kind.inside.begin(), kind.inside.end(), own) == kind.inside.end()) continue;
    std::vector<Record> rows;
    std::copy_if(loaded.inside.begin(), loaded.inside.end(), std::back_inserter(rows),
                 [&](auto const& each) { return each.kind == &kind; });
    out << heading(words(capital(kind.plural)))
        << (rows.empty() ? paragraph(words(kind.empty_words)) : records_table(kind, rows));
    if (may_on_thing(call, kind.permission, loaded.themes))
      out << paragraph(
          link(words(add_words(kind)), Query{}.with("inside", loaded.record.id.text()).at(kind.address + "/new")));
  }
  return out;
}

struct FormText {
  std::string title, action, button;
  Href back;
};

Page record_form(pages::PageCall const& call, Record const& record, std::vector<Option> const& accounts,
                 FormText const& text, std::string const& inside, std::vector<Option> const& under, FormState state) {
  Page page;
  page.title = text.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(capital(record.kind->plural)), record.kind->address}};
  page.body << head({.title = page.title, .caption = record.title});
  Html fields = textarea({.name = "title", .label = record.kind->title_label, .value = record.title, .rows = 2}, state);
  for (auto const& field : record.kind->fields)
    fields << records::field_input(
        record.fields, field, [&](RecordField const&) { return accounts; }, state);
  if (!under.empty())
    fields << checkboxes(
        {.name = "under", .legend = "What it belongs to", .options = under, .values = {inside}, .small = true}, state);
  if (!record.kind->inside.empty()) fields << hidden("inside", inside);
  fields << button_group({button({.label = text.button}), link(words("Cancel"), text.back)});
  auto version = record.version > 0 ? std::optional(pages::version_to_send(state, record.version)) : std::nullopt;
  page.body << form({.action = text.action, .csrf_token = call.csrf_token(), .body = fields, .lock_version = version});
  page.form = std::move(state);
  return page;
}

Record blank(RecordKind const& kind) {
  return {RecordId::trusted(""), &kind, 0, "", std::nullopt, nlohmann::json::object(), false, 0};
}

struct Choices {
  std::vector<Option> accounts, under;
};

Result<Choices> choices(pages::PageCall const& call, RecordKind const& kind) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Choices out{account_options(transaction), {}};
    if (kind.inside.empty()) out.under = under_options(transaction, kind);
    std::erase_if(out.under, [&](Option const& option) {
      return !may_on_thing(call, kind.permission, themes_reaching(transaction, option.value));
    });
    return out;
  });
}

std::int64_t score_now(Record const& risk) {
  if (risk.text("risk_state") == "closed") return 0;
  auto const after = risk_score(risk, "_after");
  return after ? after->product : risk_score(risk).value_or(RiskScore{}).product;
}

// The worst first; those that are closed last.
Html risks_table(RecordKind const& kind, std::vector<Record> records) {
  std::stable_sort(records.begin(), records.end(),
                   [](auto const& a, auto const& b) { return score_now(a) > score_now(b); });
  Table out;
  out.caption = capital(kind.plural) + ", the worst first: likelihood × impact, each from 1 to 5";
  out.caption_shown = true;
  out.columns = {{kind.title_label}, {"Kind"}, {"Owner"}, {"Before mitigation"}, {"After mitigation"}, {"State"}};
  auto scored = [](std::optional<RiskScore> const& score) { return words(score ? score->printed() : "Not scored"); };
  auto or_dash = [](std::string const& text) { return words(text.empty() ? "–" : capital(text)); };
  for (auto const& each : records)
    out.rows.push_back({{link(words(fmt::format("{} {}", each.number, each.title)), address_of(each)),
                         or_dash(each.text("risk_kind")), or_dash(each.text("owner_role")), scored(risk_score(each)),
                         scored(risk_score(each, "_after")), or_dash(each.text("risk_state"))}});
  return table(out);
}

}  // namespace

std::string add_words(RecordKind const& kind) {
  bool const begins_with_vowel = std::string_view("aeio").find(kind.word.front()) != std::string_view::npos;
  return fmt::format("Add {} {}", begins_with_vowel ? "an" : "a", kind.word);
}

Html records_table(RecordKind const& kind, std::vector<Record> const& records,
                   std::map<std::string, ParentStanding> const* standing) {
  if (kind.word == "risk") return risks_table(kind, records);
  Table out;
  out.caption = capital(kind.plural);
  out.columns = {{kind.title_label}};
  std::vector<RecordField const*> shown;
  auto const most = standing == nullptr ? 4u : 2u;
  for (auto const& field : kind.fields)
    if (field.type != RecordFieldType::text && field.type != RecordFieldType::account && shown.size() < most)
      shown.push_back(&field);
  for (auto const* field : shown) out.columns.push_back({field->label, field->type == RecordFieldType::number});
  if (standing != nullptr)
    for (auto& column : standing_columns()) out.columns.push_back(std::move(column));
  for (auto const& each : records) {
    std::vector<Html> cells{link(words(fmt::format("{} {}", each.number, each.title)), address_of(each))};
    for (auto const* field : shown)
      cells.push_back(each.text(field->name).empty() ? words("–") : value_of(each, *field, {}));
    if (standing != nullptr) {
      auto found = standing->find(each.id.text());
      for (auto& cell : standing_cells(found == standing->end() ? rules::Tally{} : found->second.tally,
                                       filter_of(each).to_query().at("/plan")))
        cells.push_back(std::move(cell));
    }
    out.rows.push_back({cells});
  }
  return table(out);
}

Result<pages::Answer> record_list_page(pages::PageCall& call, RecordKind const& kind) {
  struct Listed {
    std::vector<Record> records;
    std::optional<std::map<std::string, ParentStanding>> standing;  ///< of projects
    std::string variant;                                            ///< the rule of the colours
  };
  auto [records, standing, variant] = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    Listed out{list_records(transaction, kind), std::nullopt, brag_variant(find_programme(transaction))};
    if (kind.word == "project")
      out.standing = standing_by(transaction, ParentKind::project, call.environment().clock.today());
    return out;
  }));
  Page page;
  page.title = capital(kind.plural);
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = kind.summary});
  if (records.empty())
    page.body << paragraph(words(kind.empty_words));
  else
    page.body << records_table(kind, records, standing ? &*standing : nullptr);
  if (kind.inside.empty() && call.may(kind.permission))
    page.body << link_button(add_words(kind), Href{kind.address + "/new"});
  if (standing && !records.empty()) page.body << colour_key(variant);
  return pages::page(std::move(page));
}

Result<pages::Answer> record_page(pages::PageCall& call, RecordKind const& kind, Outside const& outside) {
  auto loaded = TRY(load(call, kind, Accounts::named));
  auto const& record = loaded.record;
  Page page;
  page.title = record.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(capital(kind.plural)), kind.address}};
  if (loaded.parent) page.breadcrumbs.push_back({words(loaded.parent->title), loaded.parent->address});
  Head top{.title = record.title, .caption = fmt::format("{} {}", capital(kind.word), record.number)};
  bool may_edit = !record.is_ended && may_on_thing(call, kind.permission, loaded.themes);
  if (may_edit) {
    top.actions.push_back({words("Change"), Href{address_of(record).text() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{address_of(record).text() + "/end"}});
  }
  page.body << head(top);
  if (record.kind->word == "project" && !record.is_ended) page.body << roll_up_part(loaded.standing, "project");
  if (record.is_ended) page.body << inset(words("This was taken out of the plan. Its history stays."));
  if (loaded.pid) page.body << paragraph(*loaded.pid);
  page.body << fields_part(loaded) << inside_part(call, loaded);
  if (!loaded.actions.empty())
    page.body << heading(words("Actions"))
              << table(action_rows(loaded.actions, call.environment().clock.today(), "Actions"))
              << all_of_them(loaded.actions.size(), static_cast<std::size_t>(loaded.action_count), filter_of(record));
  if (kind.word == "risk" && outside.money_naming_risk) page.body << outside.money_naming_risk(call, record.id.text());
  page.body << joins_part(call, thing_of(record), loaded.joins, may_edit, {"action"})
            << notices::comments_part(call, record.id.text()) << history_link(thing_of(record));
  if (!loaded.actions.empty() || record.kind->word == "project") page.body << colour_key(loaded.variant);
  return pages::page(std::move(page));
}

Result<pages::Answer> new_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto lists = TRY(choices(call, kind));
  auto inside = call.request().query("inside").value_or("");
  return pages::page(record_form(call, blank(kind), lists.accounts,
                                 {add_words(kind), kind.address + "/new", "Add", kind.address}, inside, lists.under,
                                 {}));
}

Result<pages::Answer> add_record(pages::PageCall& call, RecordKind const& kind) {
  auto names = records::input_names(kind);
  auto lists = TRY(choices(call, kind));
  if (kind.inside.empty() && !lists.under.empty()) names.push_back("under[]");
  auto result = call.perform(kind.command() + " add", call.input(names));
  if (result) return pages::see_other(kind.address + "/" + (*result)["id"].get<std::string>(), "It was added.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      record_form(call, blank(kind), lists.accounts, {add_words(kind), kind.address + "/new", "Add", kind.address},
                  call.request().form("inside").value_or(""), lists.under, call.refused(error)),
      422);
}

Result<pages::Answer> edit_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto loaded = TRY(load(call, kind));
  auto at = address_of(loaded.record);
  return pages::page(record_form(call, loaded.record, loaded.accounts,
                                 {"Change: " + kind.word, at.text() + "/edit", "Save", at},
                                 loaded.record.parent.value_or(""), {}, {}));
}

Result<pages::Answer> change_record(pages::PageCall& call, RecordKind const& kind) {
  auto loaded = TRY(load(call, kind));
  auto const& record = loaded.record;
  auto at = address_of(record).text();
  FormText const text{"Change: " + kind.word, at + "/edit", "Save", at};
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit")
    return pages::page(record_form(call, record, loaded.accounts, text, record.parent.value_or(""), {}, {}));
  auto input = call.input(records::input_names(kind));
  input[kind.key()] = record.id.text();
  input["version"] = sent_version(call);
  auto result = call.perform(kind.command() + " change", input);
  if (result) return pages::see_other(at, "It was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict) {
    std::vector<pages::Conflicting> fields{{kind.title_label, "title", record.title}};
    for (auto const& field : kind.fields)
      fields.push_back({field.label, field.name, records::printed(record.fields, field)});
    if (record.parent) fields.push_back({"Stands in", "inside", *record.parent});
    return pages::conflict_answer(call, "This " + kind.word, std::string(plan_section), record.version,
                                  Href{at + "/edit"}, fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      record_form(call, record, loaded.accounts, text, record.parent.value_or(""), {}, call.refused(error)), 422);
}

Result<pages::Answer> end_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto loaded = TRY(load(call, kind));
  auto at = address_of(loaded.record);
  Page page;
  page.title = fmt::format("Take this {} out of the plan?", kind.word);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(loaded.record.title), at}};
  Html fields = text_input({.name = "why", .label = "Why it is taken out"});
  fields << button_group({button({.label = "Take it out", .kind = ButtonKind::warning}), link(words("Keep it"), at)});
  page.body << head({.title = page.title, .caption = loaded.record.title})
            << paragraph(words("It no longer shows in the plan. Its number is not used again, its history stays, and "
                               "it can be restored from there."))
            << form({.action = Href{at.text() + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = loaded.record.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_record_now(pages::PageCall& call, RecordKind const& kind) {
  auto id = TRY(call.id<RecordId>(kind.key()));
  TRY(call.perform(
      kind.command() + " end",
      {{kind.key(), id.text()}, {"version", sent_version(call)}, {"why", call.request().form("why").value_or("")}}));
  return pages::see_other(kind.address, "It was taken out of the plan.");
}

void add_record_pages(pages::Site& site, Outside const& outside) {
  for (auto const& kind : record_kinds()) {
    auto with = [&kind](auto page) { return [page, &kind](pages::PageCall& call) { return page(call, kind); }; };
    site.get(kind.address, with(&record_list_page));
    site.get(kind.address + "/new", with(&new_record_page));
    site.post(kind.address + "/new", with(&add_record));
    auto const at = kind.address + "/{" + kind.key() + "}";
    site.get(at, [&kind, outside](pages::PageCall& call) { return record_page(call, kind, outside); });
    site.get(at + "/edit", with(&edit_record_page));
    site.post(at + "/edit", with(&change_record));
    site.get(at + "/end", with(&end_record_page));
    site.post(at + "/end", with(&end_record_now));
  }
}

}  // namespace gt::plans
