#include "plans/pages/plan_filter.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/actions/action_rules.h"
#include "plans/lists/action_colours.h"
#include "platform/core/text.h"

namespace gt::plans {

using namespace html;

namespace {

std::vector<Option> with_all(std::vector<Option> options, std::string all) {
  options.insert(options.begin(), Option{"", std::move(all), {}});
  return options;
}

std::vector<Option> record_options(std::vector<RecordName> const& names) {
  std::vector<Option> options;
  for (auto const& each : names) options.push_back({each.id, fmt::format("{} {}", each.number, each.title), {}});
  return options;
}

std::vector<Option> rung_options() {
  std::vector<Option> options;
  for (auto rung : rules::kAllRungs)
    options.push_back({std::string(rules::code(rung)), std::string(rules::word(rung)), {}});
  return options;
}

// Never the colour alone: with the words that stand beside it wherever it is shown.
std::vector<Option> colour_options(std::string_view variant) {
  std::vector<Option> options;
  for (auto const& each : colour_choices(variant)) {
    auto label = each.colour;
    label.front() = static_cast<char>(label.front() - 32);
    options.push_back({each.colour, fmt::format("{}: {}", label, fmt::join(each.words, ", ")), {}});
  }
  return options;
}

// As the column says it.
std::vector<Option> delivered_options() {
  std::vector<Option> options;
  for (auto each : all_delivered_words) options.push_back({lower_case(each), std::string(each), {}});
  return options;
}

std::vector<Option> with_none(std::vector<Option> options, std::string none) {
  options.push_back({"none", std::move(none), {}});
  return options;
}

}  // namespace

FilterChoices read_filter_choices(db::Transaction& transaction, std::string brag_variant) {
  return {owner_roles(transaction), record_names(transaction, find_record_kind("stage")),
          record_names(transaction, find_record_kind("project")), std::move(brag_variant)};
}

Filter plan_filter(PlanNames const& names, FilterChoices const& choices, Query const& query, std::int64_t shown,
                   std::int64_t total) {
  std::vector<Option> owners;
  for (auto const& each : choices.owners) owners.push_back({each, each, {}});
  Filter filter;
  filter.path = "/plan";
  filter.query = query;
  filter.fields = {
      {"words", "Words or number", {}},
      {"theme", "Theme", with_all(with_none(theme_options(names.themes), "In no theme"), "All")},
      {"status", "Delivered", with_all(delivered_options(), "All")},
      {"difference", "Difference made", with_all(rung_options(), "All")},
      {"colour", "Colour", with_all(colour_options(choices.brag_variant), "All")},
      {"owner", "Owner", with_all(std::move(owners), "Anyone")},
      {"due",
       "Due",
       {{"", "Any time", {}},
        {"late", "Late", {}},
        {"first", "Late against the first date", {}},
        {"month", "In the next month", {}},
        {"quarter", "In the next quarter", {}},
        {"moved", "The date was moved", {}},
        {"undated", "No date yet", {}}}},
      {"from", "Due from"},
      {"to", "Due by"},
      {"finding", "Finding", with_all(with_none(finding_options(names.findings), "Answers no finding"), "All")}};
  if (!choices.stages.empty())
    filter.fields.push_back({"stage", "Stage", with_all(record_options(choices.stages), "All")});
  if (!choices.projects.empty())
    filter.fields.push_back({"project", "Project", with_all(record_options(choices.projects), "All")});
  filter.shown = shown;
  filter.total = total;
  filter.noun = "action";
  return filter;
}

}  // namespace gt::plans
