#include <fmt/format.h>

#include "funding/funding.h"
#include "tests/papers/paper.h"

// Questions about money and posts.
namespace gt::papers {

using nlohmann::json;

void Questions::reads(std::string_view operation, std::function<bool(json const&)> const& holds,
                      std::string const& target, std::vector<std::string> const& words) {
  program(holds(paper_.ask(operation, json::object())), fmt::format("{} does not answer so", operation));
  auto const page = paper_.page(target);
  for (auto const& each : words) person(says(page, each), fmt::format("{} does not say “{}”", target, each));
}

void Questions::entry_says(std::string const& kind, std::string const& title, std::vector<std::string> const& words) {
  auto const found = first_entry(kind, title, "");
  program(found.is_object(), fmt::format("no {} is called {}", kind, title));
  if (found.is_null()) return person(false, fmt::format("there is no {} called {} to look at", kind, title));
  auto const page = paper_.page(funding::money_kind(kind).address + "/" + found.at("id").get<std::string>());
  for (auto const& each : words) person(says(page, each), fmt::format("the page of {} does not say “{}”", title, each));
}

}  // namespace gt::papers
