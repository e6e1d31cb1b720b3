#pragma once

#include <string>
#include <string_view>

#include "platform/core/result.h"

/// Rules about names. Pure.
namespace gt::people {

/// How a person is shown. Errors: invalid, on field `name`, when it is empty or over 100 characters.
Result<std::string> person_name(std::string_view typed);
/// The plain name of a council. Errors: invalid, on the field given.
Result<std::string> authority_plain_name(std::string field, std::string_view typed);
/// The printed name of a council. Errors: invalid, on the field given.
Result<std::string> authority_display_name(std::string field, std::string_view typed);
/// The operating system's name of a user. Errors: invalid, on field `os_user`.
Result<std::string> os_user_name(std::string_view typed);

}  // namespace gt::people
