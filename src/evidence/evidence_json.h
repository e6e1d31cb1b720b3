#pragma once

#include <nlohmann/json.hpp>

#include "evidence/evidence.h"

// Evidence as the API prints it and as the audit log keeps it.
namespace gt::evidence {

nlohmann::json to_json(Evidence const& evidence, Date today);
nlohmann::json to_json(FileVersion const& file);
/// For the audit log, which is read by others than restricted evidence is: then only what names nobody.
nlohmann::json audit_view(Evidence const& evidence, Date today);
/// How the audit log names it.
std::string audit_title(Evidence const& evidence);

}  // namespace gt::evidence
