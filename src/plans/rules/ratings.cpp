#include "plans/rules/ratings.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace gt::plans::rules {

namespace {

template <class Value>
struct Named {
  Value value;
  std::string_view code, word;
};

constexpr std::array<Named<Delivered>, 5> kDeliveredNames{{{Delivered::not_started, "not_started", "Not started"},
                                                           {Delivered::on_track, "on_track", "On track"},
                                                           {Delivered::at_risk, "at_risk", "At risk"},
                                                           {Delivered::off_track, "off_track", "Off track"},
                                                           {Delivered::done, "done", "Done"}}};
constexpr std::array<Named<Rung>, 6> kRungNames{{{Rung::none, "none", "None shown"},
                                                 {Rung::activity, "activity", "Activity"},
                                                 {Rung::output, "output", "Output"},
                                                 {Rung::practice, "practice", "Practice has changed"},
                                                 {Rung::experience, "experience", "Families feel it"},
                                                 {Rung::outcome, "outcome", "Outcome moved and held"}}};

template <class Value, std::size_t N>
std::optional<Value> from_code(std::array<Named<Value>, N> const& names, std::string_view code) {
  for (auto const& each : names)
    if (each.code == code) return each.value;
  return std::nullopt;
}

template <class Value>
std::size_t index(Value value) {
  return static_cast<std::size_t>(value);
}

std::string rung_or_above(Rung rung) {
  std::string words = "“" + std::string(word(rung)) + "”";
  return rung == Rung::outcome ? words : words + " or above";
}

std::optional<MissingProof> missing_kinds(Rung claim, std::vector<EvidenceFact> const& facts) {
  std::set<std::string> kinds;
  for (auto const& fact : facts) kinds.insert(fact.source_kind);
  if (kinds.size() >= kKindsOfSource) return std::nullopt;
  auto words = "It needs accepted, current evidence of two kinds of source at " + rung_or_above(claim);
  words += kinds.empty() ? ", such as a measure and an audit; there is none."
                         : "; there is only “" + *kinds.begin() + "”. Add another kind, such as families’ own words.";
  return MissingProof{"two-kinds-of-source", words};
}

std::optional<MissingProof> missing_quarter(std::vector<EvidenceFact> const& facts) {
  std::optional<Date> first, last;
  for (auto const& fact : facts) {
    auto from = fact.from ? fact.from : fact.to;
    auto to = fact.to ? fact.to : fact.from;
    if (!from) continue;
    first = first ? std::min(*first, *from) : *from;
    last = last ? std::max(*last, *to) : *to;
  }
  if (!first)
    return MissingProof{"covers-a-quarter",
                        "It must have held for three months; no evidence that counts says which period it covers."};
  auto needed = first->plus_months(kQuarterMonths);
  if (last->plus_days(1) >= needed) return std::nullopt;
  auto needed_until = needed.plus_days(-1);
  return MissingProof{"covers-a-quarter", "It must have held for three months; the evidence covers " +
                                              first->printed() + " to " + last->printed() +
                                              ". Add evidence that reaches " + needed_until.printed() + "."};
}

constexpr char const* agreed_by_another = "agreed-by-another";

std::optional<MissingProof> missing_agreement(std::string_view owner, std::string_view agreeing) {
  if (agreeing.empty())
    return MissingProof{agreed_by_another, "Someone other than the owner must agree; nobody has yet."};
  if (agreeing == owner)
    return MissingProof{agreed_by_another, "Someone other than the owner must agree; so far only the owner has."};
  return std::nullopt;
}

Result<void> as_refusal(std::string const& claim, std::string const& field, std::vector<MissingProof> const& missing) {
  if (missing.empty()) return {};
  Error error{ErrorKind::invalid, claim, {}};
  for (auto const& proof : missing) {
    error.message += " " + proof.words;
    error.fields.push_back({field, proof.words});
  }
  return tl::unexpected<Error>(std::move(error));
}

template <class Matches>
HeldBack those_that(std::span<Child const> children, Matches matches) {
  HeldBack out;
  for (auto const& child : children) {
    if (!matches(child)) continue;
    if (++out.all <= kHeldBackTold) out.ids.push_back(child.id);
  }
  return out;
}

std::string of_all(std::size_t count, std::size_t all, std::string_view what) {
  return std::to_string(count) + " of " + std::to_string(all) + (count == 1 || all == 1 ? " is " : " are ") +
         std::string(what) + ".";
}

bool is_slow(Child const& child) {
  return child.delivered == Delivered::at_risk || (child.is_late && child.delivered != Delivered::done);
}

HeldBack holding_delivered_back(std::span<Child const> children, RollUp const& result) {
  switch (result.delivered) {
    case Delivered::off_track:
      return those_that(children, [](Child const& child) { return child.delivered == Delivered::off_track; });
    case Delivered::at_risk:
      return those_that(children, &is_slow);
    case Delivered::on_track:
      if (result.by_delivered[index(Delivered::done)] == 0) return {};  // none is behind the rest
      return those_that(children, [](Child const& child) { return child.delivered != Delivered::done; });
    case Delivered::not_started:
    case Delivered::done:
      return {};
  }
  return {};
}

void judge_delivered(Tally const& tally, RollUp& result) {
  auto const all = tally.all();
  auto count = [&](Delivered value) { return tally.by_delivered[index(value)]; };
  if (auto off = count(Delivered::off_track); off > 0) {
    result.delivered = Delivered::off_track;
    result.delivered_why = of_all(off, all, "off track");
  } else if (tally.slow > 0) {
    result.delivered = Delivered::at_risk;
    result.delivered_why = of_all(tally.slow, all, "at risk or late");
  } else if (count(Delivered::done) == all) {
    result.delivered = Delivered::done;
    result.delivered_why = all == 1 ? "The only one is done." : "All " + std::to_string(all) + " are done.";
  } else if (count(Delivered::not_started) == all) {
    result.delivered = Delivered::not_started;
    result.delivered_why = "None has started.";
  } else {
    result.delivered = Delivered::on_track;
    result.delivered_why = of_all(count(Delivered::done), all, "done") + " None is at risk, off track or late.";
  }
}

void judge_difference(Tally const& tally, RollUp& result) {
  auto const found = std::find_if(tally.by_rung.begin(), tally.by_rung.end(), [](auto count) { return count > 0; });
  result.difference = kAllRungs[static_cast<std::size_t>(found - tally.by_rung.begin())];
  auto const no_higher = *found;
  auto const all = tally.all();
  if (all == 1)
    result.difference_why = "The rung of the only one.";
  else if (no_higher == all)
    result.difference_why = "All " + std::to_string(all) + " are on this rung.";
  else
    result.difference_why = "The lowest rung that all " + std::to_string(all) +
                            " have reached: " + std::to_string(no_higher) + (no_higher == 1 ? " is" : " are") +
                            " no higher.";
}

}  // namespace

std::string_view word(Delivered delivered) { return kDeliveredNames[index(delivered)].word; }
std::string_view code(Delivered delivered) { return kDeliveredNames[index(delivered)].code; }
std::optional<Delivered> delivered_from_code(std::string_view code) { return from_code(kDeliveredNames, code); }

std::string_view word(Rung rung) { return kRungNames[index(rung)].word; }
std::string_view code(Rung rung) { return kRungNames[index(rung)].code; }
std::optional<Rung> rung_from_code(std::string_view code) { return from_code(kRungNames, code); }

std::vector<MissingProof> missing_for_done(std::span<EvidenceFact const> facts) {
  for (auto const& fact : facts)
    if (fact.current && fact.rung >= Rung::output) return {};
  return {{"output-is-evidenced",
           facts.empty()
               ? "Done needs evidence of the output: the document issued, the post filled, the training held. "
                 "Add it."
               : "Done needs current evidence of the output; what is there shows only activity, or is out of "
                 "date. Add the document issued, the post filled or the training held."}};
}

std::vector<MissingProof> missing_for_claim(Rung claim, std::span<EvidenceFact const> facts,
                                            std::string_view owner_account, std::string_view agreeing_account) {
  std::vector<MissingProof> missing;
  if (claim == Rung::none) return missing;
  if (claim < Rung::practice) {
    bool is_shown = std::any_of(facts.begin(), facts.end(),
                                [&](EvidenceFact const& fact) { return fact.current && fact.rung >= claim; });
    if (!is_shown)
      missing.push_back(
          {"rung-is-evidenced", "It needs a current piece of evidence at " + rung_or_above(claim) + ". Add one."});
    return missing;
  }
  std::vector<EvidenceFact> counting;
  for (auto const& fact : facts)
    if (fact.current && fact.accepted && fact.rung >= claim) counting.push_back(fact);
  if (auto proof = missing_kinds(claim, counting)) missing.push_back(*proof);
  if (auto proof = missing_quarter(counting)) missing.push_back(*proof);
  if (auto proof = missing_agreement(owner_account, agreeing_account)) missing.push_back(*proof);
  if (claim == Rung::outcome &&
      std::none_of(counting.begin(), counting.end(), [](auto const& fact) { return fact.measure_moved; }))
    missing.push_back(
        {"measure-moved",
         "An outcome needs a measure that moved: its value at the start, its value at the end, and both dates."});
  return missing;
}

std::vector<MissingProof> lost_proof(Delivered delivered, Rung difference, std::span<EvidenceFact const> facts) {
  std::vector<MissingProof> lost;
  if (delivered == Delivered::done) lost = missing_for_done(facts);
  for (auto& each : missing_for_claim(difference, facts, "", ""))
    if (each.rule != agreed_by_another) lost.push_back(std::move(each));
  return lost;
}

std::vector<MissingProof> missing_for_moved(MeasureChange const& change) {
  std::vector<MissingProof> missing;
  auto lack = [&](std::string words) { missing.push_back({"measure-moved", std::move(words)}); };
  if (!change.baseline) lack("The value at the start is missing.");
  if (!change.baseline_date) lack("The date of the value at the start is missing.");
  if (!change.end_value) lack("The value at the end is missing.");
  if (!change.end_date) lack("The date of the value at the end is missing.");
  if (change.baseline_date && change.end_date && *change.end_date <= *change.baseline_date)
    lack("The end must be after " + change.baseline_date->printed() + ", the date of the value at the start.");
  if (change.baseline && change.end_value) {
    auto gain = (*change.end_value - *change.baseline) * (change.lower_is_better ? -1 : 1);
    if (!(gain > 0)) lack("The measure has not moved in the good direction.");
  }
  return missing;
}

Result<void> may_be_done(std::span<EvidenceFact const> facts) {
  return as_refusal("It cannot be done yet.", "delivered", missing_for_done(facts));
}

Result<void> may_claim(Rung claim, std::span<EvidenceFact const> facts, std::string_view owner_account,
                       std::string_view agreeing_account) {
  return as_refusal("“" + std::string(word(claim)) + "” cannot be claimed yet.", "difference",
                    missing_for_claim(claim, facts, owner_account, agreeing_account));
}

std::size_t Tally::all() const { return std::accumulate(by_delivered.begin(), by_delivered.end(), std::size_t{0}); }

void Tally::add(Delivered delivered, Rung difference, std::size_t count, std::size_t late_ones) {
  by_delivered[index(delivered)] += count;
  by_rung[index(difference)] += count;
  if (delivered == Delivered::done) return;
  late += late_ones;
  slow += delivered == Delivered::at_risk ? count : late_ones;
}

std::optional<RollUp> roll_up(Tally const& tally) {
  if (tally.all() == 0) return std::nullopt;
  RollUp result{};
  result.by_delivered = tally.by_delivered;
  result.by_rung = tally.by_rung;
  result.late = tally.late;
  judge_delivered(tally, result);
  judge_difference(tally, result);
  return result;
}

std::optional<RollUp> roll_up(std::span<Child const> children) {
  Tally tally;
  for (auto const& child : children) tally.add(child.delivered, child.difference, 1, child.is_late ? 1 : 0);
  auto result = roll_up(tally);
  if (!result) return result;
  result->delivered_held_by = holding_delivered_back(children, *result);
  if (result->by_rung[index(result->difference)] < children.size())  // else none is lower than the rest
    result->difference_held_by =
        those_that(children, [&](Child const& child) { return child.difference == result->difference; });
  return result;
}

}  // namespace gt::plans::rules
