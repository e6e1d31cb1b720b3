#pragma once

#include "evidence/evidence.h"
#include "funding/summary/summary.h"
#include "plans/plans.h"

/// Cost beside what it bought. No figure is divided by another: a line supports several themes, an action rests on
/// several lines, and what changes for children has more causes than money.
namespace gt::funding {

struct ThemeValue {
  plans::Theme theme;
  struct Line {
    Record line;
    std::optional<Money> apportioned;  ///< where the line says how it is divided
  };
  std::vector<Line> lines;
  std::optional<Money> apportioned;  ///< of the lines that say so; none when none does
  plans::ThemeProof bought;
};
struct Value {
  std::vector<ThemeValue> themes;  ///< in the plan's order
  std::vector<Record> supporting_none;
};
/// `sight`: which evidence is counted.
Value value_of_money(db::Transaction& transaction, evidence::Sight sight, Date today);

void add_value_operations(operations::Registry& registry);

}  // namespace gt::funding
