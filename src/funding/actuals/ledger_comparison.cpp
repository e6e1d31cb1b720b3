#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "funding/actuals/ledger_imports.h"
#include "funding/actuals/month_closing.h"
#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "funding/sql.h"
#include "platform/core/progress.h"

namespace gt::funding {

using nlohmann::json;

namespace {

// What stands of a ledger.
struct LedgerStanding {
  std::map<Month, std::map<std::string, Money>> by_record, by_code;
};

LedgerStanding standing_ledger(db::Transaction& transaction, std::string const& ledger) {
  LedgerStanding out;
  transaction.each(sql::sum_ledger_months, {{"ledger", ledger}}, [&](db::Row const& row) {
    auto const month = Month::from_index(static_cast<int>(row.integer("month")));
    auto const amount = Money::pence(row.integer("pence"));
    out.by_record[month][row.optional_text("record").value_or("")] += amount;
    out.by_code[month][row.text("code")] += amount;
  });
  return out;
}

// What can be booked to: what has not ended, by id and, of lines, by the number that the programme's own exports name
// them by: L12.
struct Targets {
  std::set<std::string> open{""};
  std::map<std::string, std::string> by_own_number;
};

Targets read_targets(db::Transaction& transaction) {
  Targets out;
  for (auto const& each : list_money(transaction, {.kind = "cost line"}, most_records)) {
    out.open.insert(each.id);
    out.by_own_number.emplace(line_code(each), each.id);
  }
  for (auto const& each : list_money(transaction, {.kind = "service budget"}, most_records)) out.open.insert(each.id);
  return out;
}

void book_codes(db::Transaction& transaction, LedgerImport const& import, LedgerComparison& out) {
  auto const targets = read_targets(transaction);
  // A code of a line that was taken out is asked about again.
  auto const book = [&](std::string const& code, std::string const& record) {
    if (targets.open.contains(record)) out.booked[code] = record;
  };
  for (auto const& each : list_money(transaction, {.kind = "ledger code", .inside = import.ledger}, most_records)) {
    auto const line = each.text("line");
    book(each.title, line.empty() ? each.text("budget") : line);
    if (each.text("withheld") == "withheld") out.withheld.insert(each.title);
  }
  for (auto const& [code, record] : import.answers.codes) book(code, record);
  for (auto const& row : import.reading.rows) {
    if (out.booked.contains(row.code)) continue;
    if (auto const line = targets.by_own_number.find(row.code); line != targets.by_own_number.end())
      out.booked[row.code] = line->second;
    else
      out.unknown_codes.emplace(row.code, row.code_words.empty() ? row.words : row.code_words);
  }
  if (!out.unknown_codes.empty()) out.questions.emplace_back("codes");
}

// A year to date repeats months that are closed: they stay, as long as the file says the same of them.
void check_closed_months(db::Transaction& transaction, LedgerStanding const& standing, LedgerComparison& out) {
  std::map<Month, std::map<std::string, Money>> of_file;
  for (auto const& each : out.postings.all) of_file[each.month][each.code] += each.amount;
  for (auto const& month : closed_months(transaction)) {
    auto const given = of_file.find(month);
    if (given == of_file.end()) continue;
    out.months.erase(month);
    auto const found = standing.by_code.find(month);
    if (found != standing.by_code.end() && found->second == given->second) {
      out.notes.push_back(fmt::format("{} is closed, and the file says the same of it.", month.printed()));
      continue;
    }
    Money before, after;
    for (auto const& [code, amount] : given->second) after += amount;
    if (found != standing.by_code.end())
      for (auto const& [code, amount] : found->second) before += amount;
    out.faults.push_back(fmt::format(
        "{} is closed with {}, and the file has {} or other codes. Open the month again with a reason, or have the "
        "difference posted in a month that is open.",
        month.printed(), before.printed(), after.printed()));
  }
}

void compare_months(LedgerStanding const& standing, LedgerComparison& out) {
  std::map<Month, std::map<std::string, Money>> after;
  for (auto const& each : out.postings.all) {
    auto const& record = out.booked.at(each.code);
    if (record.empty()) out.left_out += each.amount;
    after[each.month][record] += each.amount;
  }
  for (auto const& month : out.months) {
    std::map<std::string, std::pair<Money, Money>> both;
    if (auto const found = standing.by_record.find(month); found != standing.by_record.end())
      for (auto const& [record, amount] : found->second) both[record].first = amount;
    for (auto const& [record, amount] : after[month]) both[record].second = amount;
    for (auto const& [record, amounts] : both) out.changes.push_back({month, record, amounts.first, amounts.second});
  }
}

}  // namespace

LedgerComparison compare_with_ledger(db::Transaction& transaction, LedgerImport const& import, Date today) {
  LedgerComparison out;
  auto answers = import.answers.reading;
  auto const ledger = find_money(transaction, import.ledger);
  ENSURE(ledger.has_value());
  auto const remembered = ledgers::unit_of(ledger->text("unit"));
  // What the ledger is known to count in is taken unless the file says something else.
  bool const agrees = import.reading.units.empty() ||
                      (import.reading.units.size() == 1 && remembered && import.reading.units.contains(*remembered));
  if (!answers.unit && agrees) answers.unit = remembered;
  out.postings = postings_of(import.reading, answers);
  out.questions = out.postings.questions;
  book_codes(transaction, import, out);
  if (!out.questions.empty() || !import.reading.faults.empty()) return out;
  if (out.postings.rounded > 0)
    out.notes.push_back(
        fmt::format("{} amounts have parts of a penny. Each is taken to the nearest penny.", out.postings.rounded));
  if (auto const& control = import.answers.control_total; control && *control != out.postings.total)
    out.faults.push_back(
        fmt::format("The rows come to {}, and the control total is {}: {} apart. A row is missing, or "
                    "the total is of another file.",
                    out.postings.total.printed(), control->printed(), (out.postings.total - *control).printed()));
  for (auto const& each : out.postings.all) out.months.insert(each.month);
  if (!out.months.empty() && *out.months.rbegin() > Month::of(today))
    out.faults.push_back(
        fmt::format("{} is still to come, and the file has amounts in it. What is expected is a profile "
                    "or a forecast: bring in only what was posted.",
                    out.months.rbegin()->printed()));
  auto const standing = standing_ledger(transaction, import.ledger);
  check_closed_months(transaction, standing, out);
  compare_months(standing, out);
  return out;
}

json bring_in(operations::Call& call, LedgerImport const& import, LedgerComparison const& comparison) {
  auto& db = call.db();
  for (auto const& month : comparison.months)
    db.execute(sql::replace_ledger_month,
               {{"import", import.id}, {"ledger", import.ledger}, {"month", std::int64_t{month.index()}}});
  std::int64_t place = 0, kept = 0;
  auto const all = static_cast<std::int64_t>(comparison.postings.all.size());
  for (auto const& each : comparison.postings.all) {
    progress::at(place++, all, "Writing amounts");
    if (!comparison.months.contains(each.month)) continue;
    auto const& record = comparison.booked.at(each.code);
    db.execute(sql::insert_ledger_posting,
               {{"import", import.id},
                {"place", place},
                {"ledger", import.ledger},
                {"month", std::int64_t{each.month.index()}},
                {"code", each.code},
                {"record", record.empty() ? std::optional<std::string>() : std::optional(record)},
                {"pence", each.amount.pence()},
                {"on_day", each.on},
                {"supplier", each.supplier},
                {"order_number", each.order},
                {"reference", each.reference},
                {"words", each.words},
                {"found_at", sheet::describe(import.document_name, each.place)},
                {"is_withheld", comparison.withheld.contains(each.code)}});
    ++kept;
  }
  // Also where a sum stays as it was: what is kept of the months is made anew, and other orders may have been paid.
  for (auto const& each : comparison.changes)
    if (!each.record.empty())
      db.execute(sql::add_to_actual_month, {{"record", each.record},
                                            {"month", std::int64_t{each.month.index()}},
                                            {"pence", (each.after - each.before).pence()}});
  auto months = json::array();
  for (auto const& month : comparison.months) months.push_back(month.text());
  return {{"months", months},
          {"postings", kept},
          {"total", comparison.postings.total.text()},
          {"left_out", comparison.left_out.text()}};
}

}  // namespace gt::funding
