#include "evidence/pages/evidence_list.h"

#include "platform/registers/day_range.h"

namespace gt::evidence {

Chosen::Chosen(html::Query const& query) {
  auto choose = [&](auto& member, std::string_view name, auto const& read) {
    auto value = query.value(name);
    member = read(value);
    if (!value.empty() && !member) is_possible = false;
  };
  choose(filter.source, "source", &source_of);
  choose(filter.rung, "rung", &rung_of);
  choose(filter.review, "review", &review_state_of);
  choose(filter.expired, "expired", [](std::string_view value) {
    return value == "yes" ? std::optional(true) : value == "no" ? std::optional(false) : std::nullopt;
  });
  filter.words = std::string(query.value("words"));
  registers::DayRange const range{std::string(query.value("from")), std::string(query.value("to"))};
  days = range.check();
  is_possible = is_possible && days.has_value();
  filter.dated_from = range.first();
  filter.dated_to = range.last();
  if (auto const key = sort_key_of(query.value("sort"))) order = {*key, query.value("order") == "desc"};
}

}  // namespace gt::evidence
