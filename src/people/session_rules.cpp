#include "people/session_rules.h"

#include <algorithm>

#include "platform/core/text.h"

namespace gt::people {

bool session_is_current(Instant signed_in, Instant last_seen, Instant now) {
  return now < last_seen.plus_seconds(session_idle_limit) && now < signed_in.plus_seconds(session_absolute_limit);
}

Result<std::string> email_from_typed(std::string_view text) {
  auto email = trimmed(text);
  auto at = email.rfind('@');
  bool has_parts = at != std::string::npos && at > 0 && at + 1 < email.size() && email.find('@') == at;
  bool has_space = email.find_first_of(" \t\r\n<>,;\"") != std::string::npos;
  if (!has_parts || has_space || email.size() > 254 || text_fault(email))
    return refuse_field("email", "Enter an email address in full, like name@council.gov.uk.");
  return email;
}

std::string email_key(std::string_view email) { return lower_case(trimmed(email)); }

std::string role_words(std::vector<std::string> roles) {
  std::string words;
  std::vector<std::string> once;
  for (auto& role : roles)
    if (std::find(once.begin(), once.end(), role) == once.end()) once.push_back(std::move(role));
  for (std::size_t i = 0; i < once.size(); ++i) {
    if (i > 0) words += i + 1 == once.size() ? " and " : ", ";
    words += once[i];
  }
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

}  // namespace gt::people
