#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

/// Where days stand on a timeline. Pure: dates in, places out; the unit is a pixel of the drawing, 0 at its first day.
namespace gt::plans {

/// How close one looks: what a step of the scale is.
enum class Zoom { year, quarter, month };
/// "year", "quarter", "month".
std::string_view word(Zoom zoom);
/// Quarter for anything else.
Zoom zoom_from(std::string_view text);

/// What is to be drawn of one thing; each day may be missing.
struct Dated {
  std::optional<Date> start, due, first_due;
  bool is_moment = false;  ///< a milestone: a diamond on its day, not a bar
};

struct DrawnDays {
  Date first, last;
  friend bool operator==(DrawnDays const&, DrawnDays const&) = default;
};
/// From the first to the last day of all, widened to whole steps of the scale. Nothing when nothing has a day.
std::optional<DrawnDays> drawn_days(std::vector<Dated> const& all, Zoom zoom);

struct Tick {
  double x;
  std::string label;  ///< "Jan", "4 Jan", "Q1"; "2027" where the step is a year or more
  bool begins_year = false;
  int year = 0;
};

/// The scale of the days drawn. A very long plan is drawn closer together, so that the drawing stays below
/// `widest` pixels and nothing is cut off.
class TimeScale {
 public:
  static constexpr double widest = 24'000;

  TimeScale(DrawnDays days, Zoom zoom);
  /// Where the day begins, and ends.
  double left(Date day) const;
  double right(Date day) const;
  double width() const { return right(days_.last); }
  bool holds(Date day) const { return day >= days_.first && day <= days_.last; }
  DrawnDays const& days() const { return days_; }
  /// Steps far enough apart for their words; the first stands at the first day.
  std::vector<Tick> ticks() const;

 private:
  DrawnDays days_;
  Zoom zoom_;
  double per_day_;
};

struct Drawn {
  enum class Shape { nothing, bar, without_start, without_end, diamond } shape = Shape::nothing;
  double x = 0;
  double width = 0;                      ///< of a bar; the diamond's x is its middle
  std::optional<double> first_due = {};  ///< where the first due date ended, when another stands now
  double end() const { return x + width; }
};
/// A bar covers its last day too. One without a start, or without an end, is a stub at the day that is known.
Drawn drawn(Dated const& each, TimeScale const& scale);

enum class Weight { plain, bold };
/// How wide words of the drawing are at most, in pixels: of the widest of the fonts that a browser may take.
double width_of_words(std::string_view text, Weight weight);
/// The text, or as much of its beginning as has room with an ellipsis after it; empty where not even four characters
/// have. Never half a character.
std::string fitted(std::string const& text, double room, Weight weight);

}  // namespace gt::plans
