#pragma once

#include <map>
#include <string>
#include <vector>

#include "evidence/pages/evidence_parts.h"

// The fields of the form that adds and changes evidence.
namespace gt::evidence {

/// What each field shows, by its name; a name that is missing shows nothing.
using FormValues = std::map<std::string, std::string, std::less<>>;
FormValues values_of(Evidence const& evidence);

/// Names of the fields, as the operations take them.
std::vector<std::string_view> const& content_names();
/// Label, name and what is stored, for the page that shows two versions.
std::vector<pages::Conflicting> conflicting(Evidence const& stored);

html::Html content_fields(FormValues const& values, html::FormState const& state);
html::Html file_chooser(std::string_view label, html::FormState const& state);

}  // namespace gt::evidence
