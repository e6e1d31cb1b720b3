#include "inspections/history/history_drawing.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/html/components.h"

namespace gt::inspections {

using namespace html;

namespace {

constexpr int drawing_width = 960, left_edge = 236, right_edge = 944, first_row = 52, row_height = 38, radius = 10;
constexpr double letter_width = 6.6;  // of the small text, on average

std::string place_number(double value) { return fmt::format("{:.1f}", value); }

std::string first_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

class HistoryDrawing {
 public:
  explicit HistoryDrawing(JudgementHistory const& history)
      : history_{history}, first_{history.columns.front().judged_on}, last_{history.as_of} {
    auto const reach = [&](Date day) {
      first_ = std::min(first_, day);
      last_ = std::max(last_, day);
    };
    reach(history.columns.back().judged_on);
    for (auto const& each : history.targets)
      if (is_drawn(each)) reach(each.facts.by);
    if (history.window) reach(history.window->to);
    first_ = *Date::from_parts(first_.year(), 1, 1);
    last_ = *Date::from_parts(last_.year() + 1, 1, 1);
    height_ = first_row + row_height * static_cast<int>(history.lines.size());
  }

  Html whole() {
    Html out;
    out << R"(<svg class="gt-chart gt-wide-only")"
        << attribute("viewBox", fmt::format("0 0 {} {}", drawing_width, height_ + 6))
        << R"( role="img" aria-labelledby="history-title history-description"><title id="history-title">)"
        << "Judgements from " << std::to_string(first_.year()) << " to " << std::to_string(last_.year() - 1)
        << R"(</title><desc id="history-description">)"
        << "One row for each line of judgements. A disc with a letter marks a judgement, a dashed ring a target, a "
           "tinted "
           "band the window in which the next inspection is expected. The tables below say the same in words."
        << "</desc>\n";
    band(out);
    years(out);
    auto const today = x(history_.as_of);
    rule(out, "today", today, 30, today, height_);
    text(out, "s mid r", today, 14, history_.as_of.printed());
    for (std::size_t row = 0; row < history_.lines.size(); ++row) line(out, row);
    out << "</svg>\n";
    return out;
  }

 private:
  bool is_drawn(Target const& target) const {
    using State = TargetStanding::State;
    auto const state = standing(history_, target).state;
    return state != State::superseded && state != State::withdrawn && history_.line(target.line) != nullptr;
  }
  double x(Date day) const {
    return left_edge + (right_edge - left_edge) * static_cast<double>(day.days_since(first_)) /
                           static_cast<double>(last_.days_since(first_));
  }
  static double y(std::size_t row) { return first_row + row_height * (static_cast<double>(row) + 0.5); }

  static void text(Html& out, std::string_view css, double at_x, double at_y, std::string const& words_there) {
    out << "<text" << attribute("class", css) << attribute("x", place_number(at_x))
        << attribute("y", place_number(at_y)) << ">" << words_there << "</text>\n";
  }
  static void rule(Html& out, std::string_view css, double x1, double y1, double x2, double y2) {
    out << "<line" << attribute("class", css) << attribute("x1", place_number(x1)) << attribute("y1", place_number(y1))
        << attribute("x2", place_number(x2)) << attribute("y2", place_number(y2)) << "/>\n";
  }
  static void circle(Html& out, std::string_view css, double at_x, double at_y) {
    out << "<circle" << attribute("class", css) << attribute("cx", place_number(at_x))
        << attribute("cy", place_number(at_y)) << attribute("r", radius) << "/>\n";
  }

  void band(Html& out) const {
    if (!history_.window) return;
    auto const from = x(history_.window->from), to = x(history_.window->to);
    out << "<rect class=\"band\"" << attribute("x", place_number(from)) << attribute("y", 30)
        << attribute("width", place_number(to - from)) << attribute("height", height_ - 30) << "/>\n";
    text(out, "q s mid", (from + to) / 2, 28, "Next expected");
  }

  void years(Html& out) const {
    int const all = last_.year() - first_.year(), step = all > 24 ? 4 : all > 12 ? 2 : 1;
    for (int year = first_.year(); year <= last_.year(); ++year) {
      auto const at = x(*Date::from_parts(year, 1, 1));
      rule(out, "grid", at, 34, at, height_);
      if ((year - first_.year()) % step == 0 && year < last_.year()) text(out, "q s", at + 3, 46, std::to_string(year));
    }
    rule(out, "axis", left_edge, first_row, right_edge, first_row);
  }

  void line(Html& out, std::size_t row) const {
    auto const& each = history_.lines[row];
    auto const at = y(row);
    text(out, each.is_alone ? "q" : "b", 0, at + 4,
         each.label.size() > 36 ? each.label.substr(0, 35) + "…" : each.label);
    rule(out, "grid", 0, at + row_height / 2.0, right_edge, at + row_height / 2.0);
    std::vector<double> places;
    for (std::size_t i = 0; i < each.cells.size(); ++i)
      if (each.cells[i]) places.push_back(x(history_.columns[i].judged_on));
    if (places.size() > 1) rule(out, "line", places.front(), at, places.back(), at);
    for (auto const& target : history_.targets) {
      if (target.line != each.code || !is_drawn(target)) continue;
      auto const there = x(target.facts.by);
      circle(out, "edge", there, at);
      text(out, "mid", there, at + 4.5, std::string(grade_letter(target.facts.grade)));
      places.push_back(there);
    }
    places.push_back(drawing_width);
    std::sort(places.begin(), places.end());
    for (std::size_t i = 0; i < each.cells.size(); ++i) {
      if (!each.cells[i]) continue;
      auto const there = x(history_.columns[i].judged_on);
      circle(out, "f-spruce", there, at);
      text(out, "w mid", there, at + 4.5, std::string(grade_letter(each.cells[i]->grade)));
      auto const word = first_capital(each.cells[i]->grade);
      auto const next = *std::upper_bound(places.begin(), places.end(), there);
      auto const begin = there + radius + 4;
      if (begin + letter_width * static_cast<double>(word.size()) < next - radius - 2)
        text(out, "s", begin, at - 6, word);
    }
  }

  JudgementHistory const& history_;
  Date first_, last_;
  int height_ = 0;
};

}  // namespace

std::string_view grade_letter(std::string_view grade) {
  if (grade == "outstanding") return "O";
  if (grade == "good") return "G";
  if (grade == "requires improvement") return "R";
  if (grade == "adequate") return "A";
  if (grade == "inadequate") return "I";
  return "–";
}

Html history_drawing(JudgementHistory const& history) {
  return history.columns.empty() ? Html{} : HistoryDrawing{history}.whole();
}

}  // namespace gt::inspections
