#include "funding/records/money_register.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/evidence.h"
#include "funding/actuals/postings.h"
#include "funding/pages/money_parts.h"
#include "funding/posts/post_rules.h"
#include "funding/posts/source_mix.h"
#include "funding/profiles/profile.h"
#include "funding/records/money_rules.h"
#include "funding/records/money_store.h"
#include "funding/reviews/review.h"
#include "governance/governance.h"
#include "plans/plans.h"
#include "platform/core/text.h"

namespace gt::funding {

using nlohmann::json;
using registers::Named;

namespace {

Result<void> nothing_settled_changes(Record const& record, Record const& before) {
  for (auto const& name : settled_fields(before))
    if (record.text(name) != before.text(name))
      return refuse_field(name,
                          fmt::format("This was decided with “{}” as {}. It stays as it was decided; ask for the "
                                      "difference in a {} of its own.",
                                      lower_case(before.kind->field(name)->label),
                                      before.text(name).empty() ? "nothing" : before.text(name), before.kind->word));
  return {};
}

// What hangs on a record stands where it stands, and is added up there.
Result<void> stays_in_place(db::Transaction& transaction, Record const& record, Record const& before) {
  if (record.parent == before.parent) return {};
  if (count_money(transaction, {.inside = record.id}) == 0 && profile_versions(transaction, record.id).empty() &&
      posted_to(transaction, record.id).empty())
    return {};
  return refuse_field(
      "inside", fmt::format("This {} holds others, has a profile or was posted to, and stays where it is. Take it out "
                            "and add it anew, or leave its place as it was.",
                            record.kind->word));
}

// The action by its number, and the first day a post was meant to start.
Result<void> derive(operations::Call& call, Record& record) {
  if (record.kind->word == "waiting action") {
    auto const action = plans::find_action_numbered(call.db(), *record.number_in("action_number"));
    if (!action)
      return refuse_field("action_number", "The plan has no action of this number. Look for it in the plan.");
    record.fields["action"] = action->id;
  }
  if (record.kind->word == "post" && record.text("first_start").empty() && !record.text("planned_start").empty())
    record.fields["first_start"] = record.text("planned_start");
  return {};
}

void add_review_posts(db::Transaction& transaction, Record const& review, json& out) {
  out["posts"] = json::array();
  for (auto const& each : review_posts(transaction, review.id))
    out["posts"].push_back({{"post", each.post},
                            {"title", each.title},
                            {"step", each.step},
                            {"full_year", each.full_year ? json(each.full_year->text()) : json(nullptr)},
                            {"becomes", each.becomes},
                            {"decided_by", each.decided_by},
                            {"decided_on", each.decided_on.iso()},
                            {"pays", each.pays},
                            {"why", each.why}});
}

void add_payers(operations::Call& call, Record const& post, json& out) {
  auto const line = find_money(call.db(), post.parent.value());
  auto const mix = source_mix(post, line ? line->title : std::string(),
                              list_money(call.db(), {.kind = "contribution", .inside = post.id}), call.today());
  out["payers"] = json::array();
  for (auto const& each : mix.payers)
    out["payers"].push_back({{"payer", each.name},
                             {"share", records::hundredths_text(each.share)},
                             {"part_year", mix.year ? json(each.part_year.text()) : json(nullptr)},
                             {"full_year", mix.year ? json(each.full_year.text()) : json(nullptr)},
                             {"is_line", each.is_line}});
  out["part_year_of"] = mix.year ? json(mix.year->printed()) : json(nullptr);
}

class MoneyRegister final : public registers::Register {
 public:
  std::vector<records::Kind> const& kinds() const override { return money_kinds(); }
  std::string_view view_permission() const override { return "money.view"; }
  char const* section() const override { return money_section; }
  html::Html navigation(std::string_view current) const override { return money_navigation(current); }
  html::Link home() const override { return money_link(); }

  std::optional<Record> find(db::Transaction& transaction, std::string const& id) const override {
    return find_money(transaction, id);
  }

  registers::Rows list(db::Transaction& transaction, registers::Filter const& filter, std::int64_t limit,
                       std::int64_t offset) const override {
    MoneyFilter wanted{.inside = filter.inside, .state = filter.state, .words = filter.words};
    if (filter.kind != nullptr) wanted.kind = filter.kind->word;
    for (auto const& [name, value] : filter.fields)
      if (!value.empty()) wanted.refers = value;
    return {limit == 0 ? std::vector<Record>{} : list_money(transaction, wanted, limit, offset),
            count_money(transaction, wanted)};
  }

  std::vector<registers::PastState> history(db::Transaction& transaction, std::string const& id) const override {
    std::vector<registers::PastState> out;
    for (auto& each : money_history(transaction, id)) out.push_back(std::move(each.state));
    return out;
  }

  void insert(operations::Call& call, Record& record) const override { insert_money(call.db(), record); }
  bool save(operations::Call& call, Record const& record) const override { return save_money(call.db(), record); }
  bool end(operations::Call& call, Record const& record) const override {
    return end_money(call.db(), record, call.now());
  }
  void keep(operations::Call& call, operations::Change change, std::string const& why) const override {
    keep_money_state(call, std::move(change), "", why);
  }

  Result<void> complete(operations::Call& call, Record& record, Record const* before) const override {
    TRY(call.allow_themes({}));  // money is the whole council’s
    TRY(check_money(record));
    if (before != nullptr) {
      TRY(nothing_settled_changes(record, *before));
      TRY(stays_in_place(call.db(), record, *before));
    }
    TRY(derive(call, record));
    return check_commitment(call.db(), record);
  }

  Result<void> may_end(operations::Call& call, Record const& record) const override {
    TRY(call.allow_themes({}));
    if (!posted_to(call.db(), record.id).empty())
      return refuse(
          ErrorKind::conflict,
          fmt::format("The ledger has posted to this {}. What was spent stays on record.", record.kind->word));
    if (record.text("decided") == "approved")
      return refuse(ErrorKind::conflict,
                    fmt::format("This {} was approved. What was approved stays on record.", record.kind->word));
    if (!record.text("held_on").empty())
      return refuse(ErrorKind::conflict, "This review was held. What it keeps of each post stays on record.");
    return {};
  }

  std::optional<Named> name(db::Transaction& transaction, operations::Actor const& actor, records::Field const& field,
                            std::string const& id) const override {
    if (field.of == "body") {
      auto const body = governance::find_entry(transaction, id, governance::Sight::of_nothing_private());
      if (!body || body->kind->word != "body") return std::nullopt;
      return Named{body->title, body->address()};
    }
    if (field.of == "decision") {
      auto const decision = governance::find_taken_decision(transaction, id, governance::Sight::of_nothing_private());
      return decision ? std::optional(Named{decision->name, decision->address}) : std::nullopt;
    }
    if (records::find_kind(money_kinds(), field.of) != nullptr) {
      auto const record = find_money(transaction, id);
      if (!record || record->kind->word != field.of) return std::nullopt;
      return Named{record->title, record->address()};
    }
    auto const thing = plans::find_thing(transaction, id, evidence::sight_of(actor));
    if (!thing || thing->kind != field.of) return std::nullopt;
    return Named{thing->number.empty() ? thing->title : fmt::format("{} {}", thing->number, thing->title),
                 thing->address};
  }

  std::vector<html::Option> options(db::Transaction& transaction, operations::Actor const&,
                                    records::Field const& field) const override {
    std::vector<html::Option> out{{"", field.required ? "Choose" : "None", {}}};
    if (field.of == "body")
      for (auto const& each : governance::list_bodies(transaction)) out.push_back({each.id.text(), each.title, {}});
    else if (field.of == "theme")
      for (auto const& each : plans::list_themes(transaction)) out.push_back({each.id.text(), each.title, {}});
    else if (field.of == "decision")
      for (auto const& each : governance::list_taken_decisions(transaction, governance::Sight::of_nothing_private()))
        out.push_back({each.id, fmt::format("{}, {}", each.name, each.taken_on.printed()), {}});
    else if (field.of == "risk")
      for (auto const& each : plans::list_things(transaction, "risk")) out.push_back({each.id, each.title, {}});
    else if (records::find_kind(money_kinds(), field.of) != nullptr)
      for (auto const& each : list_money(transaction, {.kind = field.of}, 1000))
        out.push_back({each.id, each.title, {}});
    return out;
  }

  std::vector<std::string> states(records::Kind const& kind) const override {
    if (kind.word == "approval") return {"bid", "approved", "refused", "lapsed"};
    if (kind.field("decided") != nullptr) return {"requested", "approved", "refused", "lapsed"};
    if (kind.word == "post") return post_states();
    if (kind.word == "funding review") return {"planned", "held"};
    return {};
  }
  std::string state_of(Record const& record) const override { return funding::state_of(record); }

  void add_to_answer(operations::Call& call, Record const& record, json& out) const override {
    if (record.kind->word == "funding review") add_review_posts(call.db(), record, out);
    if (record.kind->word == "post") add_payers(call, record, out);
    if (record.kind->word == "cost line") {
      out["themes"] = json::array();
      for (auto const& each : themes_of_lines(call.db(), record.id))
        out["themes"].push_back({{"theme", each.theme},
                                 {"share", each.share ? json(records::hundredths_text(*each.share)) : json(nullptr)}});
    }
  }

  std::vector<std::string> columns(records::Kind const& kind) const override { return money_columns(kind); }
  std::vector<std::string> filters(records::Kind const& kind) const override {
    for (auto const* name : {"body", "theme"})
      if (kind.field(name) != nullptr) return {name};
    return {};
  }
  html::Html state_tag(Record const& record, Date) const override { return money_state_tag(record); }
  Result<html::Html> above(pages::PageCall& call, Record const& record) const override {
    return standing_of_money(call, record);
  }
  Result<html::Html> below(pages::PageCall& call, Record const& record) const override {
    return steps_of_money(call, record);
  }
};

}  // namespace

std::string state_of(Record const& record) {
  if (record.kind->word == "post") return post_state(record);
  if (record.kind->word == "funding review") return record.text("held_on").empty() ? "planned" : "held";
  if (record.kind->field("decided") == nullptr) return {};
  auto decided = record.text("decided");
  if (!decided.empty()) return decided;
  return record.kind->word == "approval" ? "bid" : "requested";
}

std::string line_code(Record const& line) { return fmt::format("L{}", line.number); }

registers::Register const& money_register() {
  static MoneyRegister const only;
  return only;
}

}  // namespace gt::funding
