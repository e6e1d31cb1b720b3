#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/program.h"

namespace gt::app {

/// Loads a council's paper, written as in examples/papers, into an empty installation, through the ordinary operations.
/// Errors: invalid when it is not written so; conflict when somebody has an account already; else what an operation
/// refuses, with the step in front.
Result<void> load_paper(Program& program, nlohmann::json const& paper);

/// The address of the programme manager that `load_paper` makes.
std::string paper_manager_email(nlohmann::json const& paper);

/// `example load FILE`: loads the paper in the file and says how to sign in.
Exit load_paper_file(Settings const& settings, std::string const& file);

}  // namespace gt::app
