#include "funding/posts/source_mix.h"

#include <algorithm>
#include <iterator>

#include "funding/posts/post_rules.h"

namespace gt::funding {

namespace {

constexpr std::int64_t whole = 10'000;

bool pays(records::Record const& share) {
  auto const agreed = share.text("agreed");
  return agreed.empty() || agreed == "agreed";
}

std::vector<std::int64_t> shares_of(std::vector<records::Record> const& paying) {
  std::vector<std::int64_t> out;
  out.reserve(paying.size());
  for (auto const& each : paying) out.push_back(each.hundredths("share").value_or(0));
  return out;
}

std::vector<records::Record> who_pay(std::vector<records::Record> const& shares) {
  std::vector<records::Record> out;
  std::copy_if(shares.begin(), shares.end(), std::back_inserter(out), pays);
  return out;
}

}  // namespace

std::vector<Money> by_share(Money amount, std::vector<std::int64_t> const& shares) {
  std::vector<Money> out;
  std::int64_t so_far = 0;
  Money given;
  for (auto const share : shares) {
    so_far += share;
    auto const until_now = amount.times(so_far, whole);
    out.push_back(until_now - given);
    given = until_now;
  }
  out.push_back(amount - given);
  return out;
}

SourceMix source_mix(records::Record const& post, std::string_view line, std::vector<records::Record> const& shares,
                     Date today) {
  SourceMix out;
  auto const cost = post.money("full_year");
  Money part;
  if (cost) {
    auto const start = expected_start(post, today).on;
    out.year = FinancialYear::of(start);
    part = part_year(*cost, start, *out.year, post.date("ends_on"));
  }
  auto const full = cost.value_or(Money());
  auto const paying = who_pay(shares);
  auto const by = shares_of(paying);
  auto const parts = by_share(part, by), fulls = by_share(full, by);
  std::int64_t left = whole;
  for (std::size_t at = 0; at < paying.size(); ++at) {
    out.payers.push_back({paying[at].text("payer"), by[at], parts[at], fulls[at]});
    left -= by[at];
  }
  if (left > 0) out.payers.push_back({std::string(line), left, parts.back(), fulls.back(), true});
  for (auto const& each : shares)
    if (each.text("agreed") == "asked") {
      auto const share = each.hundredths("share").value_or(0);
      out.asked.push_back({each.text("payer"), share, part.times(share, whole), full.times(share, whole)});
    }
  return out;
}

std::vector<std::pair<std::string, Money>> payers_of(Money amount, std::string const& rest,
                                                     std::vector<records::Record> const& shares) {
  auto const paying = who_pay(shares);
  auto const amounts = by_share(amount, shares_of(paying));
  std::vector<std::pair<std::string, Money>> out;
  for (std::size_t at = 0; at < paying.size(); ++at) out.emplace_back(paying[at].text("payer"), amounts[at]);
  if (!amounts.back().is_nothing()) out.emplace_back(rest, amounts.back());
  return out;
}

}  // namespace gt::funding
