#include "plans/progress/repeats.h"

#include "plans/sql.h"

namespace gt::plans {

namespace {

db::Params values_of(UpdateRepeat const& repeat) {
  return {{"every", word(repeat.every)},
          {"first_title", repeat.first.title},
          {"first_opened_on", repeat.first.opened_on},
          {"first_due", repeat.first.due},
          {"set_on", repeat.set_on},
          {"set_by", repeat.set_by.account},
          {"set_by_name", repeat.set_by.name}};
}

}  // namespace

std::optional<UpdateRepeat> find_repeat(db::Transaction& transaction) {
  auto const row = transaction.row(sql::find_update_repeat);
  if (!row) return std::nullopt;
  auto const every = every_from(row->text("every"));
  ENSURE(every.has_value());
  return UpdateRepeat{*every,
                      {row->text("first_title"), row->date("first_opened_on"), row->date("first_due")},
                      row->date("set_on"),
                      {row->id<AccountId>("set_by"), row->text("set_by_name")},
                      row->integer("version")};
}

void insert_repeat(db::Transaction& transaction, UpdateRepeat const& repeat) {
  transaction.execute(sql::insert_update_repeat, values_of(repeat));
}

bool change_repeat(db::Transaction& transaction, UpdateRepeat const& repeat) {
  auto values = values_of(repeat);
  values.push_back({"version", repeat.version});
  return transaction.execute(sql::change_update_repeat, values) == 1;
}

RepeatedCycle as_repeated(UpdateCycle const& cycle) {
  return {cycle.title, cycle.period.value_or(cycle.opened_on), cycle.period_due.value_or(cycle.due)};
}

std::optional<NextCycle> next_by_repeat(db::Transaction& transaction, UpdateRepeat const& repeat, Date today) {
  if (repeat.every == Every::never) return std::nullopt;
  auto const last = last_cycle(transaction);
  ENSURE(last.has_value());  // none repeats before there is one, and cycles stay
  return next_cycle(repeat.first, repeat.every, repeat.set_on, {last->period, last->due, !last->closed_on}, today);
}

std::optional<AccountId> who_repeats_updates(db::Transaction& transaction, Date today) {
  auto const repeat = find_repeat(transaction);
  if (!repeat) return std::nullopt;
  auto const next = next_by_repeat(transaction, *repeat, today);
  return next && is_due(*next, today) ? std::optional(repeat->set_by.account) : std::nullopt;
}

}  // namespace gt::plans
