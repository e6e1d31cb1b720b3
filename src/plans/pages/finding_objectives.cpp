#include <fmt/format.h>

#include "plans/pages/finding_stations.h"
#include "plans/records/record_load.h"

namespace gt::plans {

using namespace html;

namespace {

// "80 out of 100, 31 March 2027"; a dash where none is given.
Html figure_of(Record const& measure, std::string const& name, std::string const& day) {
  auto const numerator = measure.whole_number(name + "_numerator");
  if (!numerator) return words("–");
  Html out{*numerator};
  if (auto const denominator = measure.whole_number(name + "_denominator")) out << " out of " << *denominator;
  if (measure.text("unit") == "days") out << " days";
  if (auto const on = measure.date(day)) out << ", " << date(*on);
  return out;
}

Html record_link(Record const& record) {
  return link(words(fmt::format("{} {}", record.number, record.title)), address_of(record));
}

}  // namespace

Html objectives_table(LoadedFinding const& loaded) {
  Table rows;
  rows.caption = "What its themes and projects are to change, and how anyone will know";
  rows.columns = {{"Objective"}, {"Success measure"}, {"Baseline"}, {"Target"}};
  for (auto const& objective : loaded.objectives) {
    auto const before = rows.rows.size();
    for (auto const& measure : loaded.measures)
      if (measure.parent == objective.id.text())
        rows.rows.push_back({{record_link(objective), record_link(measure),
                              figure_of(measure, "baseline", "baseline_on"), figure_of(measure, "target", "due")}});
    if (rows.rows.size() == before)
      rows.rows.push_back(
          {{record_link(objective), words("Nothing says yet how anyone will know."), words("–"), words("–")}});
  }
  return table(rows);
}

}  // namespace gt::plans
