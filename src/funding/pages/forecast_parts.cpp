#include "funding/pages/forecast_parts.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace gt::funding {

using namespace html;

namespace {

// The drawing of the page prototypes: labels at the right of the last month.
constexpr int left = 56, right = 430, top = 12, bottom = 242, width = 560, height = 270;

struct Scale {
  std::size_t months;
  std::int64_t most;  ///< pence at the top

  double x(std::size_t month) const {
    return left +
           (right - left) * static_cast<double>(month) / static_cast<double>(std::max<std::size_t>(months, 2) - 1);
  }
  double y(Money amount) const {
    return bottom -
           (bottom - top) * static_cast<double>(std::max<std::int64_t>(amount.pence(), 0)) / static_cast<double>(most);
  }
};

// A round amount above `most` in four steps.
std::int64_t round_top(std::int64_t most) {
  constexpr int steps = 4;
  for (std::int64_t size = 1000;; size *= 10)
    for (auto const tenths : {10, 15, 20, 25, 30, 40, 50, 60, 80})
      if (size / 10 * tenths * steps >= most) return size / 10 * tenths * steps;
}

std::string path_of(std::vector<Money> const& running, std::size_t from, std::size_t to, Scale const& scale) {
  std::string out;
  for (auto at = from; at < to; ++at)
    out += fmt::format("{}{:.1f} {:.1f}", at == from ? "M" : "L", scale.x(at), scale.y(running[at]));
  return out;
}

void curve(Html& out, char const* look, std::string const& path) {
  if (path.find('L') != std::string::npos) out << "<path" << attribute("class", look) << attribute("d", path) << "/>";
}

void label(Html& out, char const* look, double x, double y, std::string const& words_shown) {
  out << "<text" << attribute("class", look) << attribute("x", fmt::format("{:.1f}", x))
      << attribute("y", fmt::format("{:.1f}", y)) << ">" << words_shown << "</text>";
}

void axes(Html& out, std::vector<MonthForecast> const& months, Scale const& scale) {
  constexpr int steps = 4;
  for (int step = 0; step <= steps; ++step) {
    auto const amount = Money::pence(scale.most / steps * step);
    auto const y = scale.y(amount);
    out << "<path" << attribute("class", "grid") << attribute("d", fmt::format("M{} {:.1f}H{}", left, y, right))
        << "/>";
    label(out, "q end", left - 6, y + 4, fmt::format("£{}k", amount.thousands()));
  }
  auto const every = std::max<std::size_t>(1, (months.size() + 11) / 12);
  for (std::size_t at = 0; at < months.size(); at += every)
    label(out, "q mid", scale.x(at), bottom + 20, months[at].month.brief().substr(0, 3));
}

Html key_line(char const* look) {
  Html out;
  out << R"(<svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true" class="gt-chart gt-chart-key"><path)"
      << attribute("class", look) << R"( d="M0 6h26"/></svg>)";
  return out;
}

Html legend() {
  Html out;
  out << R"(<ul class="gt-legend"><li>)" << key_line("l-profile") << "Profile</li><li>" << key_line("l-actual")
      << "Spent</li><li>" << key_line("l-forecast") << "Forecast</li></ul>\n";
  return out;
}

}  // namespace

std::string variance_words(Money variance) {
  if (variance.is_nothing()) return "as profiled";
  return variance.pence() > 0 ? fmt::format("{} over", in_pounds(variance))
                              : fmt::format("{} under", in_pounds(-variance));
}

Html forecast_sentence(ForecastSum const& sum, std::optional<Month> const& spent_to) {
  std::string out;
  if (spent_to)
    out = fmt::format("Spent to {}: {}, where {} was profiled. ", spent_to->printed(), in_pounds(sum.spent),
                      in_pounds(sum.profile_to_date));
  else
    out = "No ledger has been brought in yet. ";
  auto const against = variance_words(sum.variance());
  return words(out + fmt::format("Forecast: {}, {}{}.", in_pounds(sum.forecast), against,
                                 sum.variance().is_nothing() ? "" : " the profile"));
}

Html forecast_table(std::vector<MonthForecast> const& months) {
  Table out;
  out.caption = "Profile, spending and forecast by month";
  out.columns = {{"Month"}, {"Profile", true}, {"Spent", true}, {"Forecast", true}, {"Forecast comes from"}};
  std::optional<FinancialYear> year;
  MonthForecast of_year{Month::from_index(0), {}, {}, {}, Basis::profile};
  auto const close = [&] {
    if (year)
      out.rows.push_back({{words(year->printed()), pounds_cell(of_year.profile), pounds_cell(of_year.spent),
                           pounds_cell(of_year.forecast), Html{}},
                          RowKind::total});
    of_year.profile = of_year.spent = of_year.forecast = Money();
  };
  for (auto const& each : months) {
    if (year && *year != each.month.financial_year()) close();
    year = each.month.financial_year();
    of_year.profile += each.profile;
    of_year.spent += each.spent;
    of_year.forecast += each.forecast;
    out.rows.push_back({{words(each.month.printed()), pounds_cell(each.profile),
                         each.basis == Basis::spent ? pounds_cell(each.spent) : words("–"), pounds_cell(each.forecast),
                         words(std::string(word(each.basis)))}});
  }
  close();
  return table(out);
}

Html forecast_figure(std::string_view id, std::vector<MonthForecast> const& months,
                     std::optional<Month> const& spent_to, Html const& sentence) {
  if (months.size() < 2) return paragraph(sentence);
  std::vector<Money> profile, forecast;
  Money profiled, expected;
  std::int64_t most = 1;
  std::size_t spent = 0;
  for (auto const& each : months) {
    profile.push_back(profiled += each.profile);
    forecast.push_back(expected += each.forecast);
    most = std::max({most, profiled.pence(), expected.pence()});
    if (spent_to && each.month <= *spent_to) ++spent;
  }
  Scale const scale{months.size(), round_top(most)};
  auto said = fmt::format("Profiled in all {}; forecast {}.", profiled.printed(), expected.printed());
  if (spent > 0) said += fmt::format(" Spent to {}: {}.", spent_to->printed(), forecast[spent - 1].printed());
  Html chart;
  chart << R"(<svg class="gt-chart gt-chart--half" role="img")"
        << attribute("viewBox", fmt::format("0 0 {} {}", width, height))
        << attribute("aria-labelledby", fmt::format("{0}-title {0}-words", id)) << "><title"
        << attribute("id", fmt::format("{}-title", id)) << ">Profile, spending and forecast, added up</title><desc"
        << attribute("id", fmt::format("{}-words", id)) << ">" << said << "</desc>\n";
  axes(chart, months, scale);
  curve(chart, "l-profile", path_of(profile, 0, months.size(), scale));
  curve(chart, "l-forecast", path_of(forecast, spent > 0 ? spent - 1 : 0, months.size(), scale));
  curve(chart, "l-actual", path_of(forecast, 0, spent, scale));
  if (spent > 0)
    chart << "<circle" << attribute("cx", fmt::format("{:.1f}", scale.x(spent - 1)))
          << attribute("cy", fmt::format("{:.1f}", scale.y(forecast[spent - 1]))) << R"( r="4.5" class="f-spruce"/>)";
  auto profile_y = scale.y(profiled) + 4, forecast_y = scale.y(expected) + 4;
  constexpr double least_apart = 16;
  if (std::abs(profile_y - forecast_y) < least_apart)
    (profile_y <= forecast_y ? forecast_y : profile_y) = std::min(profile_y, forecast_y) + least_apart;
  label(chart, "b", right + 7, profile_y, fmt::format("Profile £{}k", profiled.thousands()));
  label(chart, "b", right + 7, forecast_y, fmt::format("Forecast £{}k", expected.thousands()));
  chart << "</svg>\n";
  Html out;
  out << R"(<figure class="gt-figure"><figcaption><p class="gt-figure__sentence">)" << sentence
      << R"(</p><p class="gt-figure__sub">Added up month by month, £ thousand.</p></figcaption>)"
      << R"(<div class="gt-scroll" role="region" aria-label="Profile, spending and forecast, scrolls sideways" tabindex="0">)"
      << chart << "</div>" << legend() << details("Show these figures as a table", forecast_table(months))
      << "</figure>\n";
  return out;
}

std::vector<MonthForecast> added_up(std::vector<LineForecast> const& lines) {
  std::map<Month, MonthForecast> sums;
  for (auto const& line : lines)
    for (auto const& each : line.months) {
      auto& sum = sums.try_emplace(each.month, MonthForecast{each.month, {}, {}, {}, each.basis}).first->second;
      sum.profile += each.profile;
      sum.spent += each.spent;
      sum.forecast += each.forecast;
    }
  std::vector<MonthForecast> out;
  for (auto const& [month, sum] : sums) out.push_back(sum);
  return out;
}

}  // namespace gt::funding
