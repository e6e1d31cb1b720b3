#pragma once

#include <string_view>

namespace gt::app {

/// examples/northmere/programme.json and inspection-report.pdf, as they were when the program was built.
std::string_view example_programme();
std::string_view example_report();

}  // namespace gt::app
