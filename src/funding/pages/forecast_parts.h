#pragma once

#include "funding/forecast/forecasts.h"
#include "funding/pages/money_parts.h"

// What pages show of spending and forecasts.
namespace gt::funding {

/// "£3,000 under", "£20 over", "as profiled".
std::string variance_words(Money variance);
/// "Spent to June 2019: £6,000 of £9,000 profiled to then. Forecast: £11,000, £414,000 under the profile."
html::Html forecast_sentence(ForecastSum const& sum, std::optional<Month> const& spent_to);
/// By month with a total a year.
html::Html forecast_table(std::vector<MonthForecast> const& months);
/// Profile, spent and forecast of one line or many, as they add up month by month, under a sentence that says what they
/// show; the same figures as a table.
html::Html forecast_figure(std::string_view id, std::vector<MonthForecast> const& months,
                           std::optional<Month> const& spent_to, html::Html const& sentence);
/// The sum of lines, month by month.
std::vector<MonthForecast> added_up(std::vector<LineForecast> const& lines);

}  // namespace gt::funding
