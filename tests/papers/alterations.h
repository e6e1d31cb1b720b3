#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/operations/operations.h"

namespace gt::papers {

/// One value of a paper, and what may stand in its place.
struct Alteration {
  std::string where;                   ///< "/steps/3/input/title"
  std::vector<std::string> facts;      ///< the numbers that the value carries
  std::vector<nlohmann::json> papers;  ///< the whole paper with another value; the first that can be loaded counts
};

/// One for every value that carries a fact, and one more for every such value in a list, which is then left out.
/// Text becomes other text, a date another date, a number the next, a choice another choice, a grade another grade.
std::vector<Alteration> alterations(nlohmann::json const& paper, operations::Registry const& registry);

}  // namespace gt::papers
