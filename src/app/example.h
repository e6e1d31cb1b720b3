#pragma once

#include "app/program.h"
#include "people/people.h"

namespace gt::app {

/// Loads the worked example (Northmere, a council that does not exist) into an empty installation, through the ordinary
/// operations. Errors: whatever an operation refuses, which is a bug in the example.
Result<void> load_example(Program& program);

/// The address of the example's programme manager, whom a newcomer signs in as.
std::string example_manager_email();

}  // namespace gt::app
