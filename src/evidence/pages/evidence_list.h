#pragma once

#include "evidence/evidence.h"
#include "platform/html/query.h"

// What the list of evidence and its downloads share. Used by this folder only.
namespace gt::evidence {

/// What the address narrows and sorts the list by. An unknown value matches nothing, and the filter's tag shows why.
struct Chosen {
  Filter filter;
  Order order;        ///< newest first while no heading is chosen
  Result<void> days;  ///< refused when a day cannot be read
  bool is_possible = true;

  explicit Chosen(html::Query const& query);
};

}  // namespace gt::evidence
