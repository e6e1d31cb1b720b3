#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "plans/pages/plan_parts.h"

// Parts of the pages on which a tracker is brought in. `shown` is what "tracker show" answers.
namespace gt::plans {

/// Which headings and statuses are known, and a file to start from.
html::Html what_is_understood();
html::Html faults_part(nlohmann::json const& shown);
/// Rows whose status cannot be taken as it is.
html::Html promises_part(nlohmann::json const& shown);
/// A box for each date that names no day; empty without any.
html::Html questions_part(nlohmann::json const& shown, html::FormState const& state);
html::Html differences_part(nlohmann::json const& shown);
html::Html notes_part(nlohmann::json const& shown);
/// Columns by heading and what else was chosen, to read the file again with.
html::Html choices_form(pages::PageCall const& call, nlohmann::json const& shown, std::string const& address);
/// What was done, with links.
html::Html outcome_part(pages::PageCall const& call, nlohmann::json const& outcome);

/// The form's name of the answer for a cell; the name itself for anything else.
std::string answer_field(nlohmann::json const& shown, std::string const& cell);
/// What was typed, by cell.
nlohmann::json answers_given(pages::PageCall const& call, nlohmann::json const& shown);
/// The choices form as the input of "tracker read", without its file.
nlohmann::json choices_given(pages::PageCall const& call);

}  // namespace gt::plans
