#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "plans/importing/comparison.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"

namespace gt::plans {

using nlohmann::json;

namespace {

json remark_json(tracker::Remark const& each) {
  return {{"sheet", each.place.sheet},
          {"row", each.place.row},
          {"column", sheet::column_letters(each.place.column)},
          {"found", each.found},
          {"message", each.message}};
}

json lettered_remarks(std::vector<tracker::Remark> const& remarks) {
  auto out = json::array();
  for (auto const& each : remarks) out.push_back(remark_json(each));
  return out;
}

json answer_json(std::optional<GivenAnswer> const& given) {
  if (!given) return nullptr;
  return {{"answer", given->answer}, {"by", given->by}, {"at", given->at.iso()}};
}

json fields_json(std::vector<ChangedField> const& fields) {
  auto out = json::array();
  for (auto const& each : fields)
    out.push_back({{"name", each.name}, {"label", each.label}, {"before", each.before}, {"after", each.after}});
  return out;
}

json columns_json(tracker::Reading const& reading) {
  auto out = json::array();
  for (auto const& each : reading.sheets) {
    if (!each.headings) continue;
    for (auto const& column : each.headings->columns)
      out.push_back({{"sheet", each.name},
                     {"column", sheet::column_letters(static_cast<int>(column.column) + 1)},
                     {"heading", column.heading},
                     {"field", column.field ? json(tracker::word(*column.field)) : json(nullptr)},
                     {"guessed", column.is_guess}});
  }
  return out;
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", count, count == 1 ? one : several);
}

}  // namespace

json to_json(Comparison const& comparison, tracker::Reading const& reading) {
  json out{{"columns", columns_json(reading)},
           {"rows", reading.rows.size()},
           {"new", json::array()},
           {"changed", json::array()},
           {"unchanged", 0},
           {"faults", lettered_remarks(comparison.faults)},
           {"questions", json::array()},
           {"notes", lettered_remarks(comparison.notes)},
           {"say_done", json::array()},
           {"say_at_risk", json::array()}};
  std::int64_t unchanged = 0;
  for (auto const& each : comparison.rows) {
    auto const& row = reading.rows[each.row];
    json place{{"sheet", row.place.sheet}, {"row", row.place.row}};
    if (each.says_done) out["say_done"].push_back(place);
    if (each.says_at_risk) out["say_at_risk"].push_back(place);
    if (each.is_same()) {
      ++unchanged;
      continue;
    }
    json line = place;
    line["reference"] = row.reference;
    line["title"] = each.after.title;
    line["fields"] = fields_json(each.fields);
    if (each.before) {
      line["action"] = each.before->id.text();
      line["number"] = each.before->number;
    } else {
      line["owner_role"] = each.after.owner_role;
      line["owner_account"] = each.after.owner_account ? json(each.after.owner_account->text()) : json(nullptr);
      line["due"] = each.after.due ? json(each.after.due->iso()) : json(nullptr);
      line["status"] = status_word(each.after.status);
    }
    out[each.before ? "changed" : "new"].push_back(std::move(line));
  }
  out["unchanged"] = unchanged;
  for (auto const& each : comparison.questions) {
    auto line = remark_json(each.remark);
    line["cell"] = each.cell;
    line["stands"] = each.stands;
    line["answered_before"] = answer_json(each.before);
    out["questions"].push_back(std::move(line));
  }
  return out;
}

std::vector<std::string> themes_to_add(Comparison const& comparison) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (auto const& row : comparison.rows)
    for (auto const& title : row.new_themes)
      if (seen.insert(lower_case(title)).second) out.push_back(title);
  return out;
}

std::string fingerprint(json const& comparison) { return db::sha256_hex(comparison.dump()); }

std::string in_a_sentence(json const& comparison) {
  auto count = [&](char const* name) { return comparison.at(name).size(); };
  auto const rows = comparison.at("rows").get<std::size_t>();
  auto out = fmt::format("{} read: {} new, {}, {} as in the plan.", counted(rows, "row", "rows"), count("new"),
                         counted(count("changed"), "changes the plan", "change the plan"),
                         comparison.at("unchanged").get<std::int64_t>());
  if (count("new") + count("changed") + count("faults") + count("questions") == 0) out = "Nothing differs. " + out;
  if (auto faults = count("faults"); faults > 0)
    out += fmt::format(" {} to be mended first.", counted(faults, "fault has", "faults have"));
  auto const& asked = comparison.at("questions");
  auto const answered = static_cast<std::size_t>(std::count_if(
      asked.begin(), asked.end(), [](json const& each) { return !each.at("answered_before").is_null(); }));
  if (auto questions = asked.size() - answered; questions > 0)
    out += fmt::format(" {} no day and must be answered{}.", counted(questions, "date names", "dates name"),
                       count("faults") > 0 ? " once the file is mended" : "");
  if (answered > 0)
    out += fmt::format(" {} no day and {} answered before.", counted(answered, "date names", "dates name"),
                       answered == 1 ? "was" : "were");
  return out;
}

}  // namespace gt::plans
