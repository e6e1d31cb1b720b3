#include "people/names.h"

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::people {

namespace {

Result<std::string> one_line(std::string field, std::string_view what, std::string_view typed) {
  constexpr std::size_t longest = 100;
  auto text = trimmed(typed);
  if (text.empty()) return refuse_field(std::move(field), fmt::format("Enter {}.", what));
  if (text_fault(text) || text.find_first_of("\r\n\t") != std::string::npos)
    return refuse_field(std::move(field), fmt::format("Enter {} on one line, in letters that can be printed.", what));
  if (character_count(text) > longest)
    return refuse_field(std::move(field), fmt::format("Enter {} in {} characters or fewer.", what, longest));
  return text;
}

}  // namespace

Result<std::string> person_name(std::string_view typed) { return one_line("name", "the person’s name", typed); }

Result<std::string> authority_plain_name(std::string field, std::string_view typed) {
  return one_line(std::move(field), "the council’s plain name, like Northmere", typed);
}

Result<std::string> authority_display_name(std::string field, std::string_view typed) {
  return one_line(std::move(field), "the council’s printed name, like Northmere Council", typed);
}

Result<std::string> os_user_name(std::string_view typed) {
  auto name = TRY(one_line("os_user", "the operating system’s name of the user", typed));
  if (name.find_first_of(" :/") != std::string::npos)
    return refuse_field("os_user", "The operating system’s name of a user holds no spaces, colons or slashes.");
  return name;
}

}  // namespace gt::people
