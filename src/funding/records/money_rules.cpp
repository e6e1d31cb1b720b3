#include "funding/records/money_rules.h"

#include <fmt/format.h>

#include "funding/arithmetic/month.h"
#include "funding/ledgers/ledger_headings.h"

namespace gt::funding {

namespace {

Result<void> amounts(records::Record const& record) {
  for (auto const& field : record.kind->fields) {
    auto const amount = field.type == records::FieldType::money ? record.money(field.name) : std::nullopt;
    // Changes to a budget go both ways.
    if (amount && amount->pence() < 0 && field.name != "changes")
      return refuse_field(field.name,
                          "An amount here is not below nothing. Money that goes back is a line, a virement or "
                          "a change of its own.");
  }
  return {};
}

Result<void> order(records::Record const& record, char const* first, char const* second, char const* what) {
  auto const from = record.date(first), until = record.date(second);
  if (record.kind->field(first) != nullptr && from && until && *until < *from)
    return refuse_field(second, fmt::format("{} {} is before {}. One of the two days is not right.", what,
                                            until->printed(), from->printed()));
  return {};
}

Result<void> year_in_one_form(records::Record& record) {
  auto const typed = record.text("financial_year");
  if (typed.empty()) return {};
  auto const year = FinancialYear::from_typed(typed);
  if (!year) return refuse_field("financial_year", year.error().message);
  record.fields["financial_year"] = year->printed();
  return {};
}

Result<void> month_in_one_form(records::Record& record) {
  auto const typed = record.text("month");
  if (typed.empty()) return {};
  auto const month = Month::from_typed(typed);
  if (!month) return refuse_field("month", month.error().message);
  record.fields["month"] = month->printed();
  return {};
}

Result<void> one_target(records::Record const& code) {
  int named = 0;
  for (auto const* field : {"line", "budget", "left_out"}) named += code.text(field).empty() ? 0 : 1;
  if (named == 1) return {};
  return refuse_field("line", named == 0
                                  ? "Say what this code is booked to: a line, a service budget, or nothing of the "
                                    "programme’s."
                                  : "A code is booked to one thing. Choose a line, or a service budget, or that "
                                    "it is not the programme’s.");
}

}  // namespace

Result<void> check_money(records::Record& record) {
  TRY(amounts(record));
  TRY(order(record, "from", "until", "Its end on"));
  TRY(order(record, "planned_start", "ends_on", "Its end on"));
  TRY(year_in_one_form(record));
  TRY(month_in_one_form(record));
  auto const& kind = record.kind->word;
  if (auto const months = record.number_in("months"); months && (*months < 1 || *months > 1200))
    return refuse_field("months", "Give a number of months from 1 to 1200.");
  if (kind == "ledger") TRY(ledgers::read_column_names(record.text("columns")));
  if (kind == "ledger code") TRY(one_target(record));
  if (kind == "draw-down") {
    auto const full = record.money("full_year");
    if (record.text("recurrence") == "recurring" && !full)
      return refuse_field("full_year",
                          "What runs on has an amount in a full year. Give it, or say that it is one-off.");
    if (record.text("recurrence") == "one-off" && full)
      return refuse_field("full_year",
                          "What is one-off has no amount in a full year. Leave it empty, or say that it is "
                          "recurring.");
    if (full && *record.money("amount") > *full)
      return refuse_field("amount",
                          fmt::format("A part of a year costs no more than the full year, {}.", full->printed()));
  }
  if (kind == "post") {
    auto const fte = record.hundredths("fte");
    if (fte && (*fte < 1 || *fte > 100))
      return refuse_field("fte", "A post is more than nothing and at most 1. Two people are two posts.");
  }
  if (kind == "contribution") {
    auto const share = record.hundredths("share");
    if (share && (*share < 1 || *share > 10'000))
      return refuse_field("share", "A share is more than 0 and at most 100.");
  }
  if (kind == "virement" && record.text("from_line") == record.text("to_line"))
    return refuse_field("to_line", "Money moves from one line to another. Choose another line.");
  if (kind == "staffing need") {
    auto const least = record.number_in("least"), most = record.number_in("most");
    if (least && most && *most < *least) return refuse_field("most", "This is less than “at least”.");
  }
  return {};
}

std::vector<std::string> settled_fields(records::Record const& record) {
  auto const& kind = record.kind->word;
  if (kind == "funding review" && !record.text("held_on").empty()) return {"due", "found", "next"};
  if (record.text("decided").empty()) return {};
  if (kind == "approval") return {"amount", "recurrence"};
  if (kind == "draw-down") return {"amount", "full_year", "recurrence", "financial_year"};
  if (kind == "underspend return") return {"amount"};
  if (kind == "virement") return {"from_line", "to_line", "amount", "financial_year"};
  return {};
}

}  // namespace gt::funding
