#include "funding/tables/money_tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "funding/profiles/profile.h"

namespace gt::funding {

namespace {

constexpr char const* one_off = "one-off";
constexpr char const* recurring = "recurring";

struct Given {
  Record approval;
  std::vector<Record> lines, draws;
};

struct Chosen {
  std::string title;
  bool is_one = false;  ///< approval or bid
  std::vector<Given> approvals;
  std::vector<Record> bids_left_out;
};

constexpr std::int64_t most_rows = 1'000'000;

Result<Chosen> choose(db::Transaction& transaction, std::string const& of) {
  Chosen out;
  if (of.empty()) {
    out.title = "All funds";
  } else {
    auto const found = find_money(transaction, of);
    if (!found || found->is_ended || (found->kind->word != "fund" && found->kind->word != "approval"))
      return refuse(ErrorKind::not_found, "There is no such fund or approval. Choose from the list.");
    out.title = found->title;
    out.is_one = found->kind->word == "approval";
    if (out.is_one) out.approvals.push_back({*found, {}, {}});
  }
  if (!out.is_one)
    for (auto& each : list_money(transaction, {.kind = "approval", .inside = of}, most_rows)) {
      auto const state = state_of(each);
      if (state == "approved")
        out.approvals.push_back({std::move(each), {}, {}});
      else if (state == "bid")
        out.bids_left_out.push_back(std::move(each));
    }
  return out;
}

// What stands in them, by themselves or by way of a phase.
void fill(db::Transaction& transaction, std::vector<Given>& approvals) {
  std::map<std::string, Given*> place;
  for (auto& each : approvals) place[each.approval.id] = &each;
  for (auto const& phase : list_money(transaction, {.kind = "phase"}, most_rows))
    if (auto const found = place.find(phase.parent.value()); found != place.end()) place[phase.id] = found->second;
  for (auto& line : list_money(transaction, {.kind = "cost line"}, most_rows))
    if (auto const found = place.find(line.parent.value()); found != place.end())
      found->second->lines.push_back(std::move(line));
  for (auto& draw : list_money(transaction, {.kind = "draw-down"}, most_rows))
    if (auto const found = place.find(draw.parent.value()); found != place.end())
      found->second->draws.push_back(std::move(draw));
}

TableRow sum_of(std::string label, std::vector<TableRow> const& rows) {
  TableRow out{std::move(label), "", true};
  for (auto const& each : rows) out += each;
  return out;
}

// Its own word, or that of the money it is part of.
std::string recurrence_of(Record const& record, Record const& approval) {
  auto own = record.text("recurrence");
  return own.empty() ? approval.text("recurrence") : own;
}

struct Source {
  Chosen chosen;
  std::map<std::string, std::vector<Record>> funding_years;             ///< by approval
  std::map<std::string, std::map<FinancialYear, Money>> profile_years;  ///< by line
};

std::vector<TableRow> given_rows(Source const& source, char const* recurrence) {
  std::vector<TableRow> out;
  for (auto const& each : source.chosen.approvals) {
    auto const& approval = each.approval;
    TableRow row{approval.title, approval.address()};
    Money in_years;
    bool has_years = false;
    if (auto const found = source.funding_years.find(approval.id); found != source.funding_years.end())
      for (auto const& year : found->second) {
        auto const amount = *year.money("amount");
        has_years = true;
        in_years += amount;
        if (recurrence_of(year, approval) == recurrence)
          row.add(FinancialYear::from_typed(year.text("financial_year")).value(), amount);
      }
    bool const is_own = approval.text("recurrence") == recurrence;
    auto const amount = approval.money("approved_amount").value_or(*approval.money("amount"));
    // What runs on has its amount each year, so that its years are not parts of it.
    if (is_own && (recurrence == std::string_view(one_off) || !has_years)) row.add_without_year(amount - in_years);
    if (is_own || !row.years.empty()) out.push_back(std::move(row));
  }
  return out;
}

std::vector<TableRow> line_rows(Source const& source, char const* recurrence) {
  std::vector<TableRow> out;
  for (auto const& each : source.chosen.approvals)
    for (auto const& line : each.lines) {
      if (recurrence_of(line, each.approval) != recurrence) continue;
      TableRow row{line.title, line.address()};
      auto const found = source.profile_years.find(line.id);
      if (found != source.profile_years.end())
        for (auto const& [year, amount] : found->second) row.add(year, amount);
      if (recurrence == std::string_view(one_off) || found == source.profile_years.end())
        row.add_without_year(*line.money("amount") - row.total);
      out.push_back(std::move(row));
    }
  return out;
}

void add_part(MoneyTables& tables, std::string name, std::vector<TableRow> rows) {
  if (rows.empty()) return;
  if (rows.size() > 1) rows.push_back(sum_of("Together", rows));
  tables.parts.push_back({std::move(name), std::move(rows)});
}

// What is given and in no line: year by year where all of both is in years, else in all.
void add_in_all(MoneyTables& tables, TableRow given, TableRow lines, bool has_recurring) {
  bool const is_by_year = given.no_year.is_nothing() && lines.no_year.is_nothing();
  TableRow rest{tables.given + " and in no line", "", true, {}, {}, given.total - lines.total};
  if (is_by_year) {
    rest.years = given.years;
    for (auto const& [year, amount] : lines.years) rest.years[year] -= amount;
  }
  tables.parts.push_back({"In all", {std::move(given), std::move(lines)}});
  if (is_by_year || !has_recurring)
    tables.parts.back().rows.push_back(std::move(rest));
  else
    tables.not_compared =
        "What is given and what the lines come to are not taken from each other: some of it runs on and is in no year, "
        "so that the two do not stand for the same time.";
}

void add_draws(MoneyTables& tables, Source const& source) {
  std::map<std::pair<FinancialYear, std::string>, DrawPart> parts;
  for (auto const& each : source.chosen.approvals)
    for (auto const& draw : each.draws) {
      auto state = state_of(draw);
      if (state == "refused" || state == "lapsed") continue;
      auto const first = FinancialYear::from_typed(draw.text("financial_year")).value();
      auto& part = parts.try_emplace({first, state}, DrawPart{first, state, {}, {}, {}}).first->second;
      auto const full = draw.money("full_year");
      part.rows.push_back({draw, *draw.money("amount"), full});
      part.part_year += *draw.money("amount");
      part.full_year += full.value_or(Money());
    }
  for (auto& [key, part] : parts) tables.draws.push_back(std::move(part));
}

void set_years(MoneyTables& tables) {
  std::optional<FinancialYear> first, last;
  for (auto const& part : tables.parts)
    for (auto const& row : part.rows) {
      tables.has_no_year = tables.has_no_year || !row.no_year.is_nothing();
      if (row.years.empty()) continue;
      first = first ? std::min(*first, row.years.begin()->first) : row.years.begin()->first;
      last = last ? std::max(*last, row.years.rbegin()->first) : row.years.rbegin()->first;
    }
  if (first)
    for (auto year = *first; year <= *last; year = year.plus(1)) tables.years.push_back(year);
}

}  // namespace

void TableRow::add(FinancialYear year, Money amount) {
  years[year] += amount;
  total += amount;
}

void TableRow::add_without_year(Money amount) {
  no_year += amount;
  total += amount;
}

TableRow& TableRow::operator+=(TableRow const& other) {
  for (auto const& [year, amount] : other.years) years[year] += amount;
  no_year += other.no_year;
  total += other.total;
  return *this;
}

bool MoneyTables::is_rounded(Unit unit) const {
  for (auto const& part : parts)
    for (auto const& row : part.rows) {
      if (!is_whole(row.no_year, unit) || !is_whole(row.total, unit)) return true;
      for (auto const& [year, amount] : row.years)
        if (!is_whole(amount, unit)) return true;
    }
  for (auto const& part : draws)
    for (auto const& row : part.rows)
      if (!is_whole(row.part_year, unit) || !is_whole(row.full_year.value_or(Money()), unit)) return true;
  return false;
}

Result<MoneyTables> money_tables(db::Transaction& transaction, std::string const& of) {
  Source source{TRY(choose(transaction, of)), {}, {}};
  fill(transaction, source.chosen.approvals);
  for (auto& each : list_money(transaction, {.kind = "year of funding"}, most_rows)) {
    auto approval = each.parent.value();
    source.funding_years[std::move(approval)].push_back(std::move(each));
  }
  for (auto const& each : profile_years(transaction)) source.profile_years[each.line][each.year] += each.amount;

  MoneyTables out;
  out.of = source.chosen.title;
  out.bids_left_out = std::move(source.chosen.bids_left_out);
  if (source.chosen.approvals.empty()) return out;
  bool const is_bid = source.chosen.is_one && state_of(source.chosen.approvals.front().approval) != "approved";
  out.given = is_bid ? "Asked for" : "Approved";
  TableRow given{out.given + " in all", "", true}, lines{"Lines in all", "", true};
  bool has_recurring = false;
  for (auto const* recurrence : {one_off, recurring}) {
    auto rows = given_rows(source, recurrence);
    given += sum_of("", rows);
    has_recurring = has_recurring || (recurrence == recurring && !rows.empty());
    add_part(out, fmt::format("{}, {}", out.given, recurrence), std::move(rows));
  }
  for (auto const* recurrence : {one_off, recurring}) {
    auto rows = line_rows(source, recurrence);
    lines += sum_of("", rows);
    out.lines += static_cast<std::int64_t>(rows.size());
    has_recurring = has_recurring || (recurrence == recurring && !rows.empty());
    add_part(out, fmt::format("Lines, {}", recurrence), std::move(rows));
  }
  add_in_all(out, std::move(given), std::move(lines), has_recurring);
  add_draws(out, source);
  set_years(out);
  return out;
}

}  // namespace gt::funding
