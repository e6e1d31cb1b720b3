#include <algorithm>

#include <fmt/format.h>

#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "funding/summary/money_state.h"

namespace gt::funding {

namespace {

// What the approval gives: as approved, or while it is a bid as asked for.
Money given_by(Record const& approval) { return approval.money("approved_amount").value_or(*approval.money("amount")); }

Money sum_of_others(std::vector<Record> const& records, Record const& but) {
  Money out;
  for (auto const& each : records)
    if (each.id != but.id && state_of(each) != "refused" && state_of(each) != "lapsed")
      out += each.money("amount").value_or(Money());
  return out;
}

Result<void> check_line(db::Transaction& transaction, Record const& line, Record const& approval) {
  auto const limit = given_by(approval);
  auto const others = sum_of_others(list_money(transaction, {.kind = "cost line", .approval = approval.id}), line);
  if (others + *line.money("amount") <= limit) return {};
  return refuse_field("amount",
                      fmt::format("With this line {} would be itemised, and {} {}. At most {} is left: make the "
                                  "line smaller, make room in another, or ask for more in a bid of its own.",
                                  (others + *line.money("amount")).printed(), limit.printed(),
                                  state_of(approval) == "approved" ? "was approved" : "is asked for",
                                  std::max(limit - others, Money()).printed()));
}

Result<void> check_draw_down(db::Transaction& transaction, Record const& draw, Record const& approval) {
  auto const within = list_money(transaction, {.kind = "draw-down", .approval = approval.id});
  for (auto const& each : within)
    if (each.id != draw.id && each.parent == draw.parent && each.title == draw.title &&
        each.text("financial_year") == draw.text("financial_year") && each.money("amount") == draw.money("amount") &&
        state_of(each) != "refused" && state_of(each) != "lapsed")
      return refuse_field("title",
                          fmt::format("The same draw-down is there already, number {}. If it is another one, say "
                                      "in its title what it is for.",
                                      each.number));
  auto const parent = find_money(transaction, *draw.parent);
  ENSURE(parent.has_value());
  auto const limit = parent->kind->word == "approval" ? std::optional(given_by(approval)) : parent->money("amount");
  if (!limit) return {};
  auto const others =
      sum_of_others(list_money(transaction, {.kind = "draw-down", .inside = parent->id}), draw) + *draw.money("amount");
  if (others <= *limit) return {};
  return refuse_field("amount",
                      fmt::format("With this {} would be drawn, and the {} is {}. Draw less, or have more approved "
                                  "first.",
                                  others.printed(), parent->kind->word, limit->printed()));
}

Result<void> check_phases(db::Transaction& transaction, Record const& phase, Record const& approval) {
  auto const amount = phase.money("amount");
  if (!amount) return {};
  auto const limit = std::max(given_by(approval), approval.money("expected_total").value_or(Money()));
  auto const all = sum_of_others(list_money(transaction, {.kind = "phase", .approval = approval.id}), phase) + *amount;
  if (all <= limit) return {};
  return refuse_field("amount", fmt::format("The phases would come to {}, more than the {} they are parts of.",
                                            all.printed(), limit.printed()));
}

Result<void> check_shares(db::Transaction& transaction, Record const& share) {
  auto all = *share.hundredths("share");
  for (auto const& each : list_money(transaction, {.kind = "contribution", .inside = *share.parent}))
    if (each.id != share.id && each.text("agreed") != "declined") all += each.hundredths("share").value_or(0);
  if (share.text("agreed") == "declined" || all <= 10'000) return {};
  return refuse_field("share",
                      fmt::format("The shares of this post would come to {} per cent. Together they are at most 100.",
                                  records::hundredths_text(all)));
}

Result<void> check_lines_of_virement(db::Transaction& transaction, Record const& virement) {
  for (auto const* field : {"from_line", "to_line"}) {
    auto const line = find_money(transaction, virement.text(field));
    if (!line || place_of(transaction, *line).approval != virement.parent)
      return refuse_field(field,
                          "This line is of another approval. Money moves between lines of one approval; between "
                          "approvals it needs a decision of its own.");
  }
  return {};
}

Result<void> check_return(db::Transaction& transaction, Record const& given_back, Record const& approval) {
  if (state_of(approval) != "approved")
    return refuse_field("inside", "Nothing was approved here yet, so nothing can go back.");
  auto const state = money_state(transaction);
  Money spent;
  for (auto const& line : state->lines_of(approval)) spent += spent_of(*state, line);
  auto const others =
      sum_of_others(list_money(transaction, {.kind = "underspend return", .inside = approval.id}), given_back);
  auto const left = given_by(approval) - spent - others;
  if (*given_back.money("amount") <= left) return {};
  return refuse_field("amount", fmt::format("{} was approved, {} is spent and {} goes back already. At most {} can go "
                                            "back.",
                                            given_by(approval).printed(), spent.printed(), others.printed(),
                                            std::max(left, Money()).printed()));
}

Result<void> check_orders(db::Transaction& transaction, Record const& order, Record const& approval) {
  auto const line = find_money(transaction, *order.parent);
  ENSURE(line.has_value());
  auto const others = sum_of_others(list_money(transaction, {.kind = "order", .inside = line->id}), order);
  auto const all = others + *order.money("amount");
  // A line that runs on has its amount each year; an order may run over several.
  if (line->text("recurrence") == "recurring" || approval.text("recurrence") == "recurring" ||
      all <= *line->money("amount"))
    return {};
  return refuse_field(
      "amount", fmt::format("With this {} would be ordered from the line, and it has {}. Order less, or move money "
                            "to the line first.",
                            all.printed(), line->money("amount")->printed()));
}

}  // namespace

Result<void> check_commitment(db::Transaction& transaction, Record const& record) {
  auto const& kind = record.kind->word;
  if (kind == "contribution") return check_shares(transaction, record);
  if (kind == "virement") return check_lines_of_virement(transaction, record);
  if (kind != "cost line" && kind != "draw-down" && kind != "phase" && kind != "order" && kind != "underspend return")
    return {};
  auto const place = place_of(transaction, record);
  auto const approval = find_money(transaction, place.approval.value());
  ENSURE(approval.has_value());
  if (kind == "underspend return") return check_return(transaction, record, *approval);
  if (auto const state = state_of(*approval); state == "refused" || state == "lapsed")
    return refuse_field("inside", fmt::format("This bid was {}. Nothing can be planned from it.", state));
  if (kind == "cost line") return check_line(transaction, record, *approval);
  if (kind == "order") return check_orders(transaction, record, *approval);
  if (kind == "phase") return check_phases(transaction, record, *approval);
  return check_draw_down(transaction, record, *approval);
}

}  // namespace gt::funding
