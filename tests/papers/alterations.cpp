#include "tests/papers/alterations.h"

#include <algorithm>

#include "platform/core/date.h"
#include "platform/core/money.h"
#include "platform/core/text.h"

namespace gt::papers {

using nlohmann::json;

namespace {

std::vector<std::string> numbers(json const& leaf) {
  std::vector<std::string> out;
  for (auto const& each : split(leaf.at("fact").get<std::string>(), ',')) out.push_back(trimmed(each));
  return out;
}

// "overall: good" with each other grade.
std::vector<json> other_grades(std::string const& line) {
  std::vector<json> out;
  auto const colon = line.rfind(": ");
  if (colon == std::string::npos) return out;
  std::vector<std::string> const grades{"outstanding", "good", "requires improvement", "inadequate"};
  auto const grade = line.substr(colon + 2);
  if (std::find(grades.begin(), grades.end(), grade) == grades.end()) return out;
  for (auto const& each : grades)
    if (each != grade) out.push_back(line.substr(0, colon + 2) + each);
  return out;
}

std::vector<json> other_values(json const& value, std::string const& field, std::vector<std::string> const& choices) {
  std::vector<json> out;
  // A thousand pounds less or more: what was approved may allow only the one.
  constexpr std::int64_t thousand = 1000;
  if (auto const amount = value.is_string() && value.get<std::string>().ends_with(".00")
                              ? Money::from_typed(value.get<std::string>())
                              : refuse(ErrorKind::invalid, ""))
    return {(*amount - Money::pounds(thousand)).text(), (*amount + Money::pounds(thousand)).text()};
  if (field == "financial_year") return {"1999/00"};
  if (value.is_number()) return {value.get<int>() + 1};
  auto const text = value.get<std::string>();
  for (auto const& each : choices)
    if (!each.empty() && each != text) out.push_back(each);
  if (!out.empty()) return out;
  if (auto day = Date::from_iso(text)) return {day->plus_days(40).iso(), day->plus_days(-40).iso()};
  if (out = other_grades(text); !out.empty()) return out;
  if (field == "when_printed") return {"May 1999"};
  return {"Something else altogether"};
}

class Walk {
 public:
  Walk(json const& paper, operations::Registry const& registry) : paper_{paper}, registry_{registry} {}

  std::vector<Alteration> all() {
    for (std::size_t i = 0; i < paper_.at("steps").size(); ++i) {
      auto const at = json::json_pointer("/steps/" + std::to_string(i));
      auto const& step = paper_.at(at);
      auto const* operation = registry_.find(step.at("do").get<std::string>());
      for (auto const& [name, value] : step.at("input").items()) {
        std::vector<std::string> choices;
        if (operation != nullptr)
          for (auto const& info : operation->inputs)
            if (info.name == name) choices = info.choices;
        visit(at / "input" / name, name, choices);
      }
    }
    return std::move(out_);
  }

 private:
  void visit(json::json_pointer const& at, std::string const& field, std::vector<std::string> const& choices) {
    auto const& value = paper_.at(at);
    if (value.is_object() && value.contains("fact")) {
      Alteration each{at.to_string(), numbers(value), {}};
      for (auto const& other : other_values(value.at("value"), field, choices)) {
        each.papers.push_back(paper_);
        each.papers.back().at(at)["value"] = other;
      }
      out_.push_back(std::move(each));
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        visit(at / i, field, choices);
        if (value[i].is_object() && value[i].contains("fact")) leave_out(at, i);
      }
    }
  }

  void leave_out(json::json_pointer const& list, std::size_t index) {
    auto shorter = paper_;
    shorter.at(list).erase(index);
    out_.push_back({(list / index).to_string() + " left out", numbers(paper_.at(list)[index]), {std::move(shorter)}});
  }

  json const& paper_;
  operations::Registry const& registry_;
  std::vector<Alteration> out_;
};

}  // namespace

std::vector<Alteration> alterations(json const& paper, operations::Registry const& registry) {
  return Walk(paper, registry).all();
}

}  // namespace gt::papers
