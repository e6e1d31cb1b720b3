#include "plans/importing/answers.h"

#include <set>

#include "plans/sql.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"

namespace gt::plans {

namespace {

constexpr std::string_view start_field = "start", due_field = "due";

std::string field_word(bool is_start) { return std::string(is_start ? start_field : due_field); }

}  // namespace

AnswerKey answer_key(tracker::TrackerRow const& row, bool is_start) {
  auto const& date = is_start ? row.start : row.due;
  return {lower_case(one_line(row.reference.empty() ? row.action : row.reference)), is_start,
          lower_case(one_line(date.typed))};
}

std::string layout_of(tracker::Reading const& reading) {
  std::set<std::string> columns;
  for (auto const& sheet : reading.sheets) {
    if (!sheet.headings) continue;
    for (auto const& column : sheet.headings->columns)
      if (column.field)
        columns.insert(std::string(tracker::word(*column.field)) + "=" + tracker::normalised_heading(column.heading));
  }
  std::string all;
  for (auto const& each : columns) all += each + "\n";
  return db::sha256_hex(all);
}

std::vector<GivenAnswer> given_answers(db::Transaction& transaction, std::string const& layout) {
  std::vector<GivenAnswer> out;
  for (auto const& row : transaction.rows(sql::list_tracker_answers, {{"layout", layout}}))
    out.push_back({{row.text("about"), row.text("field") == start_field, row.text("typed")},
                   row.text("answer"),
                   row.text("answered_by_name"),
                   row.instant("answered_at")});
  return out;
}

void remember_answer(db::Transaction& transaction, std::string const& layout, GivenAnswer const& given,
                     AccountId const& account) {
  transaction.execute(sql::save_tracker_answer, {{"layout", layout},
                                                 {"about", given.key.about},
                                                 {"field", field_word(given.key.is_start)},
                                                 {"typed", given.key.typed},
                                                 {"answer", given.answer},
                                                 {"answered_at", given.at},
                                                 {"answered_by", account},
                                                 {"answered_by_name", given.by}});
}

GivenAnswer const* answer_for(std::vector<GivenAnswer> const& given, AnswerKey const& key) {
  GivenAnswer const* of_others = nullptr;
  bool they_differ = false;
  for (auto const& each : given) {
    if (each.key == key) return &each;
    if (each.key.is_start != key.is_start || each.key.typed != key.typed) continue;
    if (of_others != nullptr && of_others->answer != each.answer) they_differ = true;
    if (of_others == nullptr || each.at > of_others->at) of_others = &each;
  }
  return they_differ ? nullptr : of_others;
}

}  // namespace gt::plans
