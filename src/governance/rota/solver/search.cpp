#include "governance/rota/solver/search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <vector>

#include "platform/core/progress.h"

namespace gt::governance::rota {

namespace {

/// The states after a meeting. A state is one byte a theme: the place of its last look.
struct Layer {
  std::size_t themes;
  std::vector<unsigned char> places{};  ///< of one state after another
  std::vector<Cost> expected{};         ///< scaled: paid so far, and the least to come
  std::vector<std::uint32_t> parents{};

  std::size_t size() const { return expected.size(); }
  unsigned char const* state(std::size_t index) const { return places.data() + index * themes; }
  void add(unsigned char const* state, Cost const& cost, std::uint32_t parent) {
    places.insert(places.end(), state, state + themes);
    expected.push_back(cost);
    parents.push_back(parent);
  }
};

struct Choice {
  std::size_t theme;
  Cost gain;  ///< what being there adds to what not being there costs; below nothing when it helps
};

/// Holds the cheapest way into each state; of more than `width` states the least promising are let go, now and then
/// while they come and at the end, which leaves the same as letting go of them at the end only.
class NextLayer {
 public:
  NextLayer(std::size_t themes, std::optional<Cost> limit, std::size_t width)
      : layer_{themes}, limit_{limit}, width_{width}, at_(1024, nobody) {}

  void offer(unsigned char const* state, Cost const& expected, std::uint32_t parent) {
    if (limit_ && expected >= *limit_) return;
    if (worst_ && expected > *worst_) return;
    auto const slot = slot_of(state);
    if (at_[slot] != nobody) {
      auto const index = at_[slot];
      if (expected < layer_.expected[index]) {
        layer_.expected[index] = expected;
        layer_.parents[index] = parent;
      }
      return;
    }
    at_[slot] = static_cast<std::uint32_t>(layer_.size());
    layer_.add(state, expected, parent);
    if (layer_.size() >= 2 * width_ && layer_.size() > fewest_to_let_go)
      keep_the_best();
    else if (layer_.size() * 2 > at_.size())
      spread(at_.size() * 4);
  }

  bool let_go() const { return worst_.has_value(); }

  Layer take() {
    if (layer_.size() > width_ || worst_) keep_the_best();
    return std::move(layer_);
  }

 private:
  static constexpr auto nobody = static_cast<std::uint32_t>(-1);
  static constexpr std::size_t fewest_to_let_go = 1024;

  /// Where the state is, or would be, in `at_`: a power of two in size, at most half full.
  std::size_t slot_of(unsigned char const* state) const {
    // FNV-1a, 64 bits, folded: states differ in few bytes.
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (std::size_t t = 0; t < layer_.themes; ++t) hash = (hash ^ state[t]) * 1'099'511'628'211ULL;
    auto const mask = at_.size() - 1;
    auto slot = static_cast<std::size_t>(hash ^ (hash >> 32)) & mask;
    while (at_[slot] != nobody && std::memcmp(layer_.state(at_[slot]), state, layer_.themes) != 0)
      slot = (slot + 1) & mask;
    return slot;
  }

  void spread(std::size_t slots) {
    at_.assign(slots, nobody);
    for (std::size_t i = 0; i < layer_.size(); ++i) at_[slot_of(layer_.state(i))] = static_cast<std::uint32_t>(i);
  }

  void keep_the_best() {
    std::vector<std::uint32_t> order(layer_.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    auto const better = [&](std::uint32_t a, std::uint32_t b) {
      if (auto const compared = layer_.expected[a] <=> layer_.expected[b]; compared != 0) return compared < 0;
      return std::memcmp(layer_.state(a), layer_.state(b), layer_.themes) < 0;
    };
    auto const kept = std::min(width_, order.size());
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(), better);
    order.resize(kept);
    std::sort(order.begin(), order.end(), better);
    Layer best{layer_.themes};
    for (auto const index : order) best.add(layer_.state(index), layer_.expected[index], layer_.parents[index]);
    layer_ = std::move(best);
    worst_ = layer_.expected.back();
    spread(at_.size());
  }

  Layer layer_;
  std::optional<Cost> limit_;
  std::size_t width_;
  std::vector<std::uint32_t> at_;
  std::optional<Cost> worst_;  ///< once some were let go: what the last of the best costs
};

/// How many of the first `count` choices of at most `size` there are, up to a limit.
std::size_t sets_of(std::size_t count, std::size_t size, std::size_t limit) {
  std::size_t sets = 1;
  for (std::size_t i = 0; i < size && sets <= limit; ++i) sets = sets * (count - i) / (i + 1);
  return sets;
}

class Expansion {
 public:
  Expansion(CostTable const& table, Relaxation const& relaxation, std::size_t m, std::size_t choices)
      : table_{table}, relaxation_{relaxation}, m_{m}, choices_{choices} {}

  /// Offers every state that follows from `node`; false when some were left out.
  bool expand(Layer const& layer, std::size_t index, Cost const& paid_back_before, NextLayer& next) {
    places_.assign(layer.state(index), layer.state(index) + layer.themes);
    placed_ = 0;
    free_.clear();
    auto const scale = Relaxation::scale;
    auto expected = layer.expected[index] + paid_back_before - relaxation_.paid_back_after(m_);
    for (std::size_t t = 0; t < table_.themes(); ++t) {
      auto const place = static_cast<Place>(layer.state(index)[t]);
      auto const before = m_ == 0 ? Cost{} : relaxation_.to_go(t, m_ - 1, place);
      expected -= before;
      auto const unseen = table_.unseen(t, place, m_) - (m_ > place ? table_.unseen(t, place, m_ - 1) : Cost{});
      auto const absent = unseen * scale + relaxation_.to_go(t, m_, place);
      if (!table_.may(t, m_)) {
        expected += absent;
        continue;
      }
      auto const present = table_.look(t, place, m_) * scale + relaxation_.to_go(t, m_, m_ + 1);
      if (table_.fixed(t, m_)) {
        expected += present;
        put(t);
      } else {
        expected += absent;
        free_.push_back({t, present - absent});
      }
    }
    std::stable_sort(free_.begin(), free_.end(), [](auto const& a, auto const& b) { return a.gain < b.gain; });
    auto const size = std::min(free_.size(), static_cast<std::size_t>(table_.slots(m_)) - placed_);
    auto considered = free_.size();
    while (considered > size && sets_of(considered, size, choices_) > choices_) --considered;
    bool const all = considered == free_.size();
    free_.resize(considered);
    choose(0, size, expected, static_cast<std::uint32_t>(index), next);
    return all;
  }

 private:
  void put(std::size_t theme) {
    ++placed_;
    places_[theme] = static_cast<unsigned char>(m_ + 1);
  }

  void choose(std::size_t from, std::size_t left, Cost const& expected, std::uint32_t index, NextLayer& next) {
    // A look never costs more than its absence unless it is early, so a place is left free only where that can be.
    if (left == 0 || !table_.fills_every_slot()) next.offer(places_.data(), expected, index);
    if (left == 0) return;
    auto const last = table_.fills_every_slot() ? free_.size() - left : free_.size() - 1;
    for (auto i = from; i <= last && i < free_.size(); ++i) {
      auto const theme = free_[i].theme;
      auto const was = places_[theme];
      put(theme);
      choose(i + 1, left - 1, expected + free_[i].gain, index, next);
      --placed_;
      places_[theme] = was;
    }
  }

  CostTable const& table_;
  Relaxation const& relaxation_;
  std::size_t m_;
  std::size_t choices_;
  std::vector<unsigned char> places_;
  std::size_t placed_ = 0;
  std::vector<Choice> free_;
};

constexpr std::size_t nodes_between_looks = 256;

Plan read_back(std::vector<Layer> const& layers, std::size_t index) {
  Plan plan(layers.size() - 1);
  for (auto m = layers.size() - 1; m > 0; --m) {
    auto const& layer = layers[m];
    for (std::size_t t = 0; t < layer.themes; ++t)
      if (layer.state(index)[t] == m) plan[m - 1].push_back(t);
    index = layer.parents[index];
  }
  return plan;
}

}  // namespace

Searched search_by_meeting(CostTable const& table, Relaxation const& relaxation, std::optional<Cost> const& limit,
                           std::size_t width, std::size_t choices) {
  auto const meetings = table.meetings();
  Searched searched;
  std::optional<Cost> scaled;
  if (limit) scaled = *limit * Relaxation::scale;
  std::vector<Layer> layers{Layer{table.themes()}};
  layers[0].add(std::vector<unsigned char>(table.themes(), 0).data(), Cost{}, 0);
  Cost paid_back{};
  for (std::size_t m = 0; m < meetings; ++m) {
    NextLayer next{table.themes(), scaled, width};
    Expansion expansion{table, relaxation, m, choices};
    for (std::size_t i = 0; i < layers[m].size(); ++i) {
      if (i % nodes_between_looks == 0)
        progress::at(static_cast<std::int64_t>(m), static_cast<std::int64_t>(meetings),
                     "Looking for a plan, by meeting");
      searched.complete = expansion.expand(layers[m], i, paid_back, next) && searched.complete;
    }
    paid_back = relaxation.paid_back_after(m);
    layers.push_back(next.take());
    searched.complete = searched.complete && !next.let_go();
  }
  auto const& ends = layers[meetings].expected;
  auto const best = std::min_element(ends.begin(), ends.end());
  if (best == ends.end()) return searched;
  searched.plan = read_back(layers, static_cast<std::size_t>(best - ends.begin()));
  searched.cost = cost_of(table, *searched.plan);
  return searched;
}

}  // namespace gt::governance::rota
