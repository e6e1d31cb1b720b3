#include "governance/rota/solver/search.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

namespace gt::governance::rota {

namespace {

constexpr auto no_parent = static_cast<std::size_t>(-1);

struct Node {
  std::string places;  ///< one byte a theme: the place of its last look
  Cost expected{};     ///< scaled: paid so far, and the least to come
  std::size_t parent{no_parent};
  std::vector<std::size_t> placed{};
};

using Layer = std::vector<Node>;

struct Choice {
  std::size_t theme;
  Cost gain;  ///< what being there adds to what not being there costs; below nothing when it helps
};

/// Adds the cheapest way into each state.
class NextLayer {
 public:
  NextLayer(Layer& layer, std::optional<Cost> limit) : layer_{layer}, limit_{limit} {}

  void offer(std::string const& places, Cost const& expected, std::size_t parent,
             std::vector<std::size_t> const& placed) {
    if (limit_ && expected >= *limit_) return;
    auto const [found, fresh] = at_.try_emplace(places, layer_.size());
    if (fresh) layer_.push_back(Node{places, expected, parent, placed});
    auto& node = layer_[found->second];
    if (!fresh && expected < node.expected) {
      node.expected = expected;
      node.parent = parent;
      node.placed = placed;
    }
  }

 private:
  Layer& layer_;
  std::optional<Cost> limit_;
  std::unordered_map<std::string, std::size_t> at_;
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
  bool expand(Node const& node, std::size_t index, Cost const& paid_back_before, NextLayer& next) {
    places_ = node.places;
    placed_.clear();
    free_.clear();
    auto const scale = Relaxation::scale;
    auto expected = node.expected + paid_back_before - relaxation_.paid_back_after(m_);
    for (std::size_t t = 0; t < table_.themes(); ++t) {
      auto const place = static_cast<Place>(static_cast<unsigned char>(node.places[t]));
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
    auto const size = std::min(free_.size(), static_cast<std::size_t>(table_.slots(m_)) - placed_.size());
    auto considered = free_.size();
    while (considered > size && sets_of(considered, size, choices_) > choices_) --considered;
    bool const all = considered == free_.size();
    free_.resize(considered);
    choose(0, size, expected, index, next);
    return all;
  }

 private:
  void put(std::size_t theme) {
    placed_.push_back(theme);
    places_[theme] = static_cast<char>(static_cast<unsigned char>(m_ + 1));
  }

  void choose(std::size_t from, std::size_t left, Cost const& expected, std::size_t index, NextLayer& next) {
    // A look never costs more than its absence unless it is early, so a place is left free only where that can be.
    if (left == 0 || !table_.fills_every_slot()) next.offer(places_, expected, index, placed_);
    if (left == 0) return;
    auto const last = table_.fills_every_slot() ? free_.size() - left : free_.size() - 1;
    for (auto i = from; i <= last && i < free_.size(); ++i) {
      auto const theme = free_[i].theme;
      auto const was = places_[theme];
      put(theme);
      choose(i + 1, left - 1, expected + free_[i].gain, index, next);
      placed_.pop_back();
      places_[theme] = was;
    }
  }

  CostTable const& table_;
  Relaxation const& relaxation_;
  std::size_t m_;
  std::size_t choices_;
  std::string places_;
  std::vector<std::size_t> placed_;
  std::vector<Choice> free_;
};

Plan read_back(std::vector<Layer> const& layers, std::size_t index) {
  Plan plan(layers.size() - 1);
  for (auto m = layers.size() - 1; m > 0; --m) {
    auto const& node = layers[m][index];
    plan[m - 1] = node.placed;
    std::sort(plan[m - 1].begin(), plan[m - 1].end());
    index = node.parent;
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
  std::vector<Layer> layers(meetings + 1);
  layers[0].push_back(Node{std::string(table.themes(), '\0'), Cost{}, no_parent, {}});
  Cost paid_back{};
  for (std::size_t m = 0; m < meetings; ++m) {
    NextLayer next{layers[m + 1], scaled};
    Expansion expansion{table, relaxation, m, choices};
    for (std::size_t i = 0; i < layers[m].size(); ++i)
      searched.complete = expansion.expand(layers[m][i], i, paid_back, next) && searched.complete;
    paid_back = relaxation.paid_back_after(m);
    auto& layer = layers[m + 1];
    if (layer.size() > width) {
      searched.complete = false;
      auto const better = [](Node const& a, Node const& b) {
        return a.expected != b.expected ? a.expected < b.expected : a.places < b.places;
      };
      std::nth_element(layer.begin(), layer.begin() + static_cast<std::ptrdiff_t>(width), layer.end(), better);
      layer.resize(width);
      std::sort(layer.begin(), layer.end(), better);
    }
    // Only the states of the layer at hand are compared again.
    for (auto& node : layers[m]) std::string{}.swap(node.places);
  }
  auto const& ends = layers[meetings];
  auto const best =
      std::min_element(ends.begin(), ends.end(), [](Node const& a, Node const& b) { return a.expected < b.expected; });
  if (best == ends.end()) return searched;
  searched.plan = read_back(layers, static_cast<std::size_t>(best - ends.begin()));
  searched.cost = cost_of(table, *searched.plan);
  return searched;
}

}  // namespace gt::governance::rota
