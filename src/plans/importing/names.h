#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Names as a tracker writes them, beside those of the plan.
namespace gt::plans {

/// Names to what they name, capitals and spaces aside; nothing for a name of several.
class Names {
 public:
  void add(std::string const& name, std::string const& id);
  std::optional<std::string> find(std::string const& name) const;

 private:
  std::map<std::string, std::string> ids_;
};

struct NamedPieces {
  std::vector<std::string> ids{};
  std::vector<std::string> unknown{};
};
/// `A; B` as A and B; a name may have a semicolon of its own, so the longest known one goes first.
NamedPieces named(Names const& names, std::string const& text);

/// "A; B; C and 4 more": twelve at most.
std::string in_a_list(std::vector<std::string> const& names);
/// "The plan has: A; B." or "The plan has no themes yet."
std::string known_names(std::vector<std::string> const& names, std::string_view what);

}  // namespace gt::plans
