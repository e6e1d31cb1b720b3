#include "app/made.h"

#include <fmt/format.h>

#include "funding/arithmetic/month.h"
#include "platform/calendar/working_days.h"
#include "platform/csv/csv.h"
#include "platform/operations/fields.h"

namespace gt::app {

using nlohmann::json;

Result<json> Made::resolved(json const& value) const {
  if (value.is_object() && value.contains("fact")) return resolved(value.at("value"));
  if (value.is_object() && value.contains("of")) return id_of(value);
  if (value.is_object() && value.contains("days") && today_) {
    auto day = today_->plus_days(value.at("days").get<int>());
    while (value.value("working", false) && !calendar::is_working_day(day)) day = day.plus_days(1);
    if (value.value("as", "") == "financial year") return json(funding::FinancialYear::of(day).printed());
    return json(day.iso());
  }
  if (value.is_object() && value.contains("months") && today_)
    return json(funding::Month::of(*today_).plus(value.at("months").get<int>()).text());
  if (value.is_object() && value.contains("csv")) return file_of(value);
  if (!value.is_structured()) return value;
  auto out = value.is_array() ? json::array() : json::object();
  for (auto const& [name, each] : value.items()) {
    auto inner = TRY(resolved(each));
    if (value.is_array())
      out.push_back(std::move(inner));
    else
      out[name] = std::move(inner);
  }
  return out;
}

Result<json> Made::file_of(json const& value) const {
  std::string rows;
  for (auto const& row : TRY(resolved(value.at("csv")))) rows += csv::row(row.get<std::vector<std::string>>());
  return operations::upload_value({value.at("filename").get<std::string>(), rows});
}

Result<json> Made::id_of(json const& reference) const {
  auto const name = reference.at("of").get<std::string>();
  auto const found = results_.find(name);
  auto const wrong = [](std::string const& what) {
    return refuse(ErrorKind::invalid, what + " examples/papers/README.md says how a paper is written.");
  };
  if (found == results_.end()) return wrong(fmt::format("No step before is called “{}”.", name));
  auto const& result = found->second;
  if (reference.contains("all")) {
    auto const list = reference["all"].get<std::string>();
    if (!result.contains(list)) return wrong(fmt::format("“{}” has no {}.", name, list));
    return result[list];
  }
  for (auto const* each : {"inspection", "theme", "action", "evidence", "import", "id", "item", "meeting", "decision"})
    if (result.contains(each)) return result[each];
  return wrong(fmt::format("“{}” makes nothing that can be named.", name));
}

}  // namespace gt::app
