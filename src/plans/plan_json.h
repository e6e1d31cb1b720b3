#pragma once

#include <functional>

#include <nlohmann/json.hpp>

#include "plans/plan_store.h"

namespace gt::plans {

nlohmann::json to_json(Programme const& programme);
nlohmann::json to_json(Theme const& theme);
/// What history keeps: nothing that depends on the day.
nlohmann::json state_json(Action const& each);
nlohmann::json to_json(Action const& action, Date today);
/// The whole plan: programme, themes with their findings and actions, and what has no place yet.
nlohmann::json to_json(Plan const& plan, Date today);
/// Findings without theme or action, actions without theme, themes without finding; and findings that are joined to
/// what was taken out, with what that was (`taken_out_below`). Of the findings only those that `shows` lets through;
/// all of these stand in `listed` with the themes and actions that answer them.
nlohmann::json coverage_json(Plan const& plan, std::map<std::string, std::vector<Thing>> const& taken_out,
                             std::function<bool(inspections::Finding const&)> const& shows);

}  // namespace gt::plans
