#include "plans/actions/difference_claims.h"

#include <nlohmann/json.hpp>

#include "plans/sql.h"

namespace gt::plans {

namespace {

DifferenceClaim claim_of(db::Row const& row) {
  auto rung = rules::rung_from_code(row.text("rung"));
  ENSURE(rung.has_value());
  DifferenceClaim out{row.id<DifferenceClaimId>("id"),
                      row.id<ActionId>("action"),
                      *rung,
                      row.text("statement"),
                      {row.id<AccountId>("claimed_by"), row.text("claimed_by_name")},
                      row.instant("claimed_at"),
                      row.text("state"),
                      std::nullopt,
                      row.optional_instant("decided_at"),
                      row.text("decision_note"),
                      nlohmann::json::parse(row.text("evidence")).get<std::vector<std::string>>(),
                      row.integer("version")};
  if (auto by = row.optional_id<AccountId>("decided_by"))
    out.decided_by = SomeoneThen{*by, row.text("decided_by_name")};
  return out;
}

std::vector<DifferenceClaim> claims_from(std::vector<db::Row> const& rows) {
  std::vector<DifferenceClaim> out;
  for (auto const& row : rows) out.push_back(claim_of(row));
  return out;
}

db::Params decision_params(DifferenceClaim const& claim) {
  using Id = std::optional<AccountId>;
  using Name = std::optional<std::string>;
  return {{"id", claim.id},
          {"state", claim.state},
          {"decided_by", claim.decided_by ? Id(claim.decided_by->account) : Id()},
          {"decided_by_name", claim.decided_by ? Name(claim.decided_by->name) : Name()},
          {"decided_at", claim.decided_at},
          {"decision_note", claim.decision_note}};
}

}  // namespace

std::vector<DifferenceClaim> claims_of(db::Transaction& transaction, ActionId const& action) {
  return claims_from(transaction.rows(sql::list_claims_of_action, {{"action", action}}));
}

std::vector<DifferenceClaim> claims_in(db::Transaction& transaction, std::string_view state) {
  return claims_from(transaction.rows(sql::list_claims_in_state, {{"state", state}}));
}

std::vector<DifferenceClaim> claims_agreed_in_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                                    Instant before) {
  return claims_from(
      transaction.rows(sql::list_theme_claims, {{"theme", theme}, {"begin", begin}, {"before", before}}));
}

std::optional<DifferenceClaim> find_claim(db::Transaction& transaction, DifferenceClaimId const& id) {
  auto row = transaction.row(sql::find_claim, {{"id", id}});
  return row ? std::optional(claim_of(*row)) : std::nullopt;
}

void insert_claim(db::Transaction& transaction, DifferenceClaim const& claim) {
  auto params = decision_params(claim);
  for (auto& each : db::Params{{"action", claim.action},
                               {"rung", rules::code(claim.rung)},
                               {"statement", claim.statement},
                               {"claimed_by", claim.claimed_by.account},
                               {"claimed_by_name", claim.claimed_by.name},
                               {"claimed_at", claim.claimed_at},
                               {"evidence", nlohmann::json(claim.evidence).dump()}})
    params.push_back(std::move(each));
  transaction.execute(sql::insert_claim, params);
}

bool decide_claim(db::Transaction& transaction, DifferenceClaim const& claim) {
  return transaction.execute(sql::decide_claim, decision_params(claim)) == 1;
}

}  // namespace gt::plans
