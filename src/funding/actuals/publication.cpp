#include "funding/actuals/publication.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "funding/reference_text.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

std::vector<PublicationRule> read_rules() {
  std::vector<PublicationRule> out;
  for (auto const& line : split_lines(embedded::publication_rules)) {
    if (line.empty() || line.front() == '#') continue;
    auto const cells = split(line, '\t');
    if (cells.size() != 3) throw std::runtime_error("reference/publication_rules.tsv: a line has not three columns.");
    out.push_back({cells[0], Money::from_typed(cells[1]).value(), cells[2]});
  }
  return out;
}

bool began_between(Record const& order, Month from, Month until) {
  auto const day = order.date("from");
  return !day || (Month::of(*day) >= from && Month::of(*day) <= until);
}

struct Between {
  std::string from, until;
};

json order_json(Record const& order) {
  return {{"id", order.id},
          {"title", order.title},
          {"supplier", order.text("supplier")},
          {"reference", order.text("reference")},
          {"amount", order.text("amount")},
          {"from", order.text("from")},
          {"until", order.text("until")}};
}

Result<json> run_publication(Call& call, Between const& input) {
  auto const from = Month::from_typed(input.from), until = Month::from_typed(input.until);
  if (!from) return refuse_field("from", from.error().message);
  if (!until) return refuse_field("until", until.error().message);
  if (*until < *from) return refuse_field("until", "The last month is before the first.");
  auto const found = publication(call.db(), *from, *until);
  json out{{"spending", json::array()},
           {"contracts", json::array()},
           {"grants", json::array()},
           {"without_supplier", found.without_supplier}};
  for (auto const& each : found.spending)
    out["spending"].push_back({{"month", each.posting.month.text()},
                               {"on", each.posting.on ? json(each.posting.on->iso()) : json(nullptr)},
                               {"beneficiary", each.beneficiary},
                               {"purpose", each.purpose},
                               {"category", each.category},
                               {"amount", each.posting.amount.text()},
                               {"reference", each.posting.reference}});
  for (auto const& each : found.contracts) out["contracts"].push_back(order_json(each));
  for (auto const& each : found.grants) out["grants"].push_back(order_json(each));
  return out;
}

}  // namespace

std::vector<PublicationRule> const& publication_rules() {
  static auto const rules = read_rules();
  return rules;
}

PublicationRule const& publication_rule(std::string_view what) {
  auto const& all = publication_rules();
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& each) { return each.what == what; });
  ENSURE(found != all.end());
  return *found;
}

Publication publication(db::Transaction& transaction, Month from, Month until) {
  std::map<std::string, Record> booked;
  for (auto const* kind : {"cost line", "service budget"})
    for (auto& each : list_money(transaction, {.kind = kind}, most_records)) {
      auto id = each.id;
      booked.emplace(std::move(id), std::move(each));
    }
  Publication out;
  for (auto& each : list_postings(
           transaction, {.from = from, .until = until, .above = publication_rule("spending").above}, most_records)) {
    if (each.supplier.empty()) {
      ++out.without_supplier;
      continue;
    }
    auto const& line = booked.at(each.record);
    auto const beneficiary = each.is_withheld ? std::string("Withheld: a private person") : each.supplier;
    auto const category = line.kind->word == "cost line" ? line.text("line_kind") : line.kind->word;
    out.spending.push_back({std::move(each), line.title, beneficiary, category});
  }
  for (auto& each : list_money(transaction, {.kind = "order"}, most_records)) {
    if (!began_between(each, from, until)) continue;
    auto const kind = each.text("order_kind") == "grant" ? "grant" : "contract";
    if (*each.money("amount") > publication_rule(kind).above)
      (each.text("order_kind") == "grant" ? out.grants : out.contracts).push_back(std::move(each));
  }
  return out;
}

void add_publication_operations(operations::Registry& registry) {
  registry.add(declare<Between>(
      "money publication", "List what the transparency code has a council publish: spending, contracts and grants",
      operations::Kind::read, "money.view",
      {field("from", &Between::from, "From this month", "2019-04").required().max_length(40),
       field("until", &Between::until, "To this month", "2019-06").required().max_length(40)},
      {{"spending", json::array()}, {"contracts", json::array()}, {"grants", json::array()}, {"without_supplier", 0}},
      &run_publication));
}

}  // namespace gt::funding
