#pragma once

#include "inspections/inspection_operations.h"

/// The inspections' operations, for tests of slices above them that need findings to be changed. Nothing reads a
/// report.
namespace gt::test {

inline void add_inspection_operations(operations::Registry& registry) {
  inspections::add_operations(
      registry, [](FileContent const&) { return pdf::Text{}; }, office::Writer{{}});
}

}  // namespace gt::test
