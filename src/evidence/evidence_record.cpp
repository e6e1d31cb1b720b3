#include "evidence/evidence_record.h"

#include <array>
#include <utility>

#include "platform/core/result.h"

namespace gt::evidence {

namespace {

template <class T, std::size_t size>
using Words = std::array<std::pair<T, std::string_view>, size>;

constexpr Words<Source, 6> sources{{{Source::document, "document"},
                                    {Source::link, "link"},
                                    {Source::measure, "measure"},
                                    {Source::audit, "audit"},
                                    {Source::feedback, "feedback"},
                                    {Source::observation, "observation"}}};
constexpr Words<Voice, 4> voices{{{Voice::child, "child"},
                                  {Voice::parent_or_carer, "parent or carer"},
                                  {Voice::staff, "staff"},
                                  {Voice::partner, "partner"}}};
constexpr Words<Rung, 5> rungs{{{Rung::activity, "activity"},
                                {Rung::output, "output"},
                                {Rung::practice, "practice"},
                                {Rung::experience, "experience"},
                                {Rung::outcome, "outcome"}}};
constexpr Words<ReviewState, 3> review_states{{{ReviewState::unreviewed, "unreviewed"},
                                               {ReviewState::accepted, "accepted"},
                                               {ReviewState::rejected, "rejected"}}};
constexpr Words<GoodDirection, 2> directions{{{GoodDirection::higher, "higher"}, {GoodDirection::lower, "lower"}}};

template <class T, std::size_t size>
std::string_view word_in(Words<T, size> const& words, T value) {
  for (auto const& each : words)
    if (each.first == value) return each.second;
  ENSURE(false);
}

template <class T, std::size_t size>
std::optional<T> value_in(Words<T, size> const& words, std::string_view word) {
  for (auto const& each : words)
    if (each.second == word) return each.first;
  return std::nullopt;
}

}  // namespace

std::string_view word(Source source) { return word_in(sources, source); }
std::optional<Source> source_of(std::string_view word) { return value_in(sources, word); }
std::string_view word(Voice voice) { return word_in(voices, voice); }
std::optional<Voice> voice_of(std::string_view word) { return value_in(voices, word); }
std::string_view word(Rung rung) { return word_in(rungs, rung); }
std::optional<Rung> rung_of(std::string_view word) { return value_in(rungs, word); }
int step(Rung rung) { return static_cast<int>(rung) + 1; }
std::string_view word(ReviewState state) { return word_in(review_states, state); }
std::optional<ReviewState> review_state_of(std::string_view word) { return value_in(review_states, word); }
std::string_view word(GoodDirection direction) { return word_in(directions, direction); }
std::optional<GoodDirection> good_direction_of(std::string_view word) { return value_in(directions, word); }

}  // namespace gt::evidence
