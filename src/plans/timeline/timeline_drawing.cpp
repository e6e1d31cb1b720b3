#include "plans/timeline/timeline_drawing.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/html/components.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr int label_width = 264;
constexpr int head_height = 64;
// Lines of words above the rows: the years, the steps, and today.
constexpr int years_at = 14, steps_at = 32, today_at = 50;
constexpr int row_height = 24;
constexpr int words_width = 380;  // to the right of the last bar
constexpr int bar_height = 12;
constexpr std::size_t rows_in_strip = 32;
constexpr double between_words = 8;

std::string number(double value) { return fmt::format("{:.1f}", value); }

std::string_view class_of(Action const& action) {
  switch (action.status) {
    case ActionStatus::not_started:
      return "t-waits";
    case ActionStatus::on_track:
      return "t-goes";
    case ActionStatus::at_risk:
      return "t-risk";
    case ActionStatus::off_track:
      return "t-off";
    case ActionStatus::done:
      return "t-done";
  }
  ENSURE(false);
}

void text_at(Html& out, double x, double y, std::string_view css, std::string const& text) {
  out << "<text" << attribute("x", number(x)) << attribute("y", number(y)) << attribute("class", css) << ">" << text
      << "</text>\n";
}

void line_between(Html& out, std::string_view css, double x1, double y1, double x2, double y2) {
  out << "<line" << attribute("class", css) << attribute("x1", number(x1)) << attribute("y1", number(y1))
      << attribute("x2", number(x2)) << attribute("y2", number(y2)) << "/>\n";
}

void box(Html& out, std::string_view css, double x, double y, double width, double height) {
  out << "<rect" << attribute("class", css) << attribute("x", number(x)) << attribute("y", number(y))
      << attribute("width", number(width)) << attribute("height", number(height)) << "/>\n";
}

void diamond(Html& out, std::string_view css, double x, double y) {
  constexpr double half = 8;
  out << "<path" << attribute("class", css)
      << attribute("d",
                   fmt::format("M{:.1f} {:.1f}l{} {}l-{} {}l-{} -{}z", x, y - half, half, half, half, half, half, half))
      << "/>\n";
}

// Hatchings, so that no status is told by its colour alone.
Html patterns() {
  Html out;
  out << "<defs><pattern id=\"t-hatch\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\">"
         "<rect class=\"t-paper\" width=\"6\" height=\"6\"/><path class=\"t-hatching\" d=\"M-1 7L7 -1\"/></pattern>"
         "<pattern id=\"t-cross\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\">"
         "<rect class=\"t-paper\" width=\"6\" height=\"6\"/><path class=\"t-crossing\" d=\"M0 0L6 6M0 6L6 "
         "0\"/></pattern>"
         "<marker id=\"t-arrow\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"6\" markerHeight=\"6\" "
         "orient=\"auto\"><path class=\"t-arrow\" d=\"M0 0L6 3L0 6z\"/></marker></defs>\n";
  return out;
}

class Drawing {
 public:
  Drawing(Timeline const& timeline, DrawnDays days, Zoom zoom, Date today)
      : timeline_{timeline}, scale_{days, zoom}, today_{today} {
    bottom_ = head_height + row_height * static_cast<double>(timeline.rows.size());
    has_stages_ = !timeline.stages.empty();
    if (has_stages_) bottom_ += row_height;
  }

  // In strips, one under the other without a seam, so that paper can break between them: a browser never breaks inside
  // a drawing. The first one speaks for all.
  Html whole() {
    Html out;
    out.reserve(4096 + timeline_.rows.size() * 700);
    for (std::size_t begin = 0; begin == 0 || begin < timeline_.rows.size(); begin += rows_in_strip)
      strip(out, begin, std::min(begin + rows_in_strip, timeline_.rows.size()));
    return out;
  }

 private:
  void strip(Html& out, std::size_t begin, std::size_t end) {
    bool is_first = begin == 0, is_last = end == timeline_.rows.size();
    auto const from = is_first ? 0 : middle(begin) - row_height / 2.0;
    auto const to = is_last ? bottom_ + 8 : middle(end) - row_height / 2.0;
    auto const width = label_width + scale_.width() + words_width;
    out << R"(<svg class="gt-chart gt-timeline")"
        << attribute("viewBox", fmt::format("0 {:.0f} {:.0f} {:.0f}", from, width, to - from))
        << attribute("width", fmt::format("{:.0f}", width)) << attribute("height", fmt::format("{:.0f}", to - from));
    if (is_first)
      out << R"( role="img" aria-labelledby="timeline-title timeline-description">)"
          << "\n<title id=\"timeline-title\">Timeline of the plan, " << scale_.days().first.printed() << " to "
          << scale_.days().last.printed() << R"(</title><desc id="timeline-description">)" << description()
          << "</desc>\n"
          << patterns();
    else
      out << R"( aria-hidden="true" focusable="false">)";
    stages(out, is_first);
    ticks(out, is_first);
    Html texts;
    for (auto place = begin; place < end; ++place) row(out, texts, place);
    for (auto const& each : timeline_.waits)
      if (std::min(each.awaited, each.waiting) < end && std::max(each.awaited, each.waiting) >= begin) wait(out, each);
    today(out, is_first);
    // Above the line of today, which would strike them through.
    out << texts << "</svg>\n";
  }

  double x(double place) const { return label_width + place; }
  double top() const { return has_stages_ ? head_height + row_height : head_height; }
  double middle(std::size_t row) const { return top() + row_height * (static_cast<double>(row) + 0.5); }

  std::string description() const {
    auto const today = scale_.holds(today_) ? fmt::format("A line marks today, {}.", today_.printed())
                                            : fmt::format("Today, {}, is {} the days drawn.", today_.printed(),
                                                          today_ < scale_.days().first ? "before" : "after");
    return fmt::format(
        "{} Themes are groups; beneath each stand its projects and actions as bars from start to due date, "
        "milestones as diamonds. Stages are bands. The table below says the same in words.",
        today);
  }

  // Bands behind everything, every other one tinted, with their names above the rows.
  void stages(Html& out, bool with_names) {
    std::size_t number_of = 0;
    auto free_from = x(0);  // stages may run side by side, and their names may not
    for (auto const& each : timeline_.stages) {
      auto const from = std::max(each.start.value_or(*(each.due ? each.due : each.start)), scale_.days().first);
      auto const to = std::min(each.due.value_or(scale_.days().last), scale_.days().last);
      if (to < from) continue;
      auto const begin = x(scale_.left(from)), end = x(scale_.right(to));
      box(out, ++number_of % 2 == 1 ? "t-band" : "t-band t-band--other", begin, head_height, end - begin,
          bottom_ - head_height);
      line_between(out, "t-edge", begin, head_height, begin, bottom_);
      if (!with_names) continue;
      auto const name_at = std::max(begin + 4, free_from);
      auto const name = fitted(each.title, end - name_at, Weight::bold);
      if (name.empty()) continue;
      text_at(out, name_at, head_height + 16, "b s", name);
      free_from = name_at + width_of_words(name, Weight::bold) + between_words;
    }
    if (has_stages_ && with_names) text_at(out, 0, head_height + 16, "q s", "Stages");
  }

  void ticks(Html& out, bool with_words) {
    for (auto const& each : scale_.ticks()) {
      line_between(out, "grid", x(each.x), steps_at - 2, x(each.x), bottom_);
      if (!with_words) continue;
      auto const year = std::to_string(each.year);
      if (each.begins_year && each.label != year) text_at(out, x(each.x) + 3, years_at, "b s", year);
      text_at(out, x(each.x) + 3, steps_at, "q s", each.label);
    }
    line_between(out, "axis", 0, head_height - 4, x(scale_.width()), head_height - 4);
  }

  void row(Html& out, Html& texts, std::size_t place) {
    auto const& each = timeline_.rows[place];
    auto const y = middle(place);
    if (each.kind == TimelineRow::Kind::theme) line_between(out, "grid", 0, y - 12, x(scale_.width()), y - 12);
    auto const indent = 14.0 * each.depth;
    bool const is_action = each.kind == TimelineRow::Kind::action;
    auto const label =
        fitted(each.title, label_width - between_words - indent, is_action ? Weight::plain : Weight::bold);
    text_at(texts, indent, y + 4, is_action ? "s" : "b s", label);
    auto const shape = drawn(each.dated, scale_);
    auto const words_of_row = each.action ? status_words(*each.action, today_) : group_words(each);
    if (shape.shape == Drawn::Shape::nothing) {
      text_at(texts, x(4), y + 4, "q s", words_of_row.empty() ? "No day is set" : "No day is set. " + words_of_row);
      return;
    }
    if (each.action)
      action(out, *each.action, shape, y);
    else
      bracket(out, shape, y);
    auto const end =
        std::max(shape.end(), shape.first_due.value_or(0)) + (shape.shape == Drawn::Shape::diamond ? 10 : 0);
    // Which one it is, for whoever has scrolled its name out of sight.
    auto const name = each.action ? std::to_string(each.action->number) : fitted(each.title, 180, Weight::plain);
    text_at(texts, x(end) + 6, y + 4, "s", fmt::format("{}: {}", name, words_of_row));
  }

  void bracket(Html& out, Drawn const& shape, double y) {
    box(out, "t-group", x(shape.x), y - 3, shape.width, 6);
    line_between(out, "t-group-end", x(shape.x), y - 7, x(shape.x), y + 7);
    line_between(out, "t-group-end", x(shape.end()), y - 7, x(shape.end()), y + 7);
  }

  void action(Html& out, Action const& each, Drawn const& shape, double y) {
    auto css = std::string(class_of(each));
    if (is_late(each, today_)) css += " t-late";
    if (shape.first_due) {
      line_between(out, "t-moved", x(*shape.first_due), y, x(shape.end()), y);
      line_between(out, "t-first", x(*shape.first_due), y - 8, x(*shape.first_due), y + 8);
    }
    if (shape.shape == Drawn::Shape::diamond)
      diamond(out, css, x(shape.x), y);
    else
      box(out, css, x(shape.x), y - bar_height / 2.0, shape.width, bar_height);
  }

  // From the end of what is awaited to the beginning of what waits.
  void wait(Html& out, TimelineWait const& each) {
    auto const from = drawn(timeline_.rows[each.awaited].dated, scale_);
    auto const to = drawn(timeline_.rows[each.waiting].dated, scale_);
    if (from.shape == Drawn::Shape::nothing || to.shape == Drawn::Shape::nothing) return;
    auto const y1 = middle(each.awaited), y2 = middle(each.waiting);
    auto const turn = y2 > y1 ? y2 - row_height / 2.0 : y2 + row_height / 2.0;
    out << R"svg(<path class="t-wait" marker-end="url(#t-arrow)")svg"
        << attribute("d",
                     fmt::format("M{:.1f} {:.1f}h6V{:.1f}H{:.1f}V{:.1f}h4", x(from.end()), y1, turn, x(to.x) - 6, y2))
        << "/>\n";
  }

  void today(Html& out, bool with_word) {
    if (!scale_.holds(today_)) return;
    auto const at = x((scale_.left(today_) + scale_.right(today_)) / 2);
    line_between(out, "today", at, steps_at + 6, at, bottom_);
    if (with_word) text_at(out, at + 3, today_at, "r s", "Today");
  }

  Timeline const& timeline_;
  TimeScale scale_;
  Date today_;
  double bottom_ = 0;
  bool has_stages_ = false;
};

void key_item(Html& out, Html const& shape, std::string_view meaning) {
  out << R"(<li><svg class="gt-chart gt-timeline-sample" width="34" height="18" viewBox="0 0 34 18" aria-hidden="true" focusable="false">)"
      << shape << "</svg>" << meaning << "</li>\n";
}

Html bar_sample(std::string_view css) {
  Html out;
  box(out, css, 2, 3, 30, bar_height);
  return out;
}

}  // namespace

Html timeline_drawing(Timeline const& timeline, Zoom zoom, Date today) {
  auto const days = drawn_days(timeline.all_dated(), zoom);
  if (!days) return {};
  return Drawing{timeline, *days, zoom, today}.whole();
}

std::optional<double> today_in_drawing(Timeline const& timeline, Zoom zoom, Date today) {
  auto const days = drawn_days(timeline.all_dated(), zoom);
  if (!days) return std::nullopt;
  TimeScale const scale{*days, zoom};
  return scale.holds(today) ? std::optional(label_width + scale.left(today)) : std::nullopt;
}

Html timeline_key() {
  Html out;
  out << R"(<ul class="gt-timeline-key">)"
      << "\n";
  for (auto const& [css, meaning] : {std::pair{"t-waits", "Not started: empty"},
                                     {"t-goes", "On track: tinted"},
                                     {"t-risk", "At risk: hatched"},
                                     {"t-off", "Off track: crossed"},
                                     {"t-done", "Done: solid"},
                                     {"t-waits t-late", "Late: a thick edge"}})
    key_item(out, bar_sample(css), meaning);
  Html milestone, moved, group, wait;
  diamond(milestone, "t-waits", 17, 9);
  key_item(out, milestone, "A milestone");
  line_between(moved, "t-first", 6, 1, 6, 17);
  line_between(moved, "t-moved", 6, 9, 20, 9);
  box(moved, "t-waits", 20, 3, 12, bar_height);
  key_item(out, moved, "Where it was due first");
  box(group, "t-group", 2, 6, 30, 6);
  line_between(group, "t-group-end", 2, 2, 2, 16);
  line_between(group, "t-group-end", 32, 2, 32, 16);
  key_item(out, group, "A theme or project");
  wait << R"(<path class="t-wait" d="M2 4h12V14h14"/><path class="t-arrow" d="M26 11l6 3l-6 3z"/>)";
  key_item(out, wait, "What waits for what");
  out << "</ul>\n";
  return out;
}

std::string status_words(Action const& action, Date today) {
  std::string status{status_word(action.status)};
  bool is_overdue = action.status != ActionStatus::done && action.first_due && *action.first_due < today;
  if (is_overdue) return "Late, " + status;
  status.front() = static_cast<char>(status.front() - 32);
  return status;
}

std::string group_words(TimelineRow const& row) {
  if (row.actions == 0) return "No actions yet";
  auto out = fmt::format("{} of {} done", row.done, row.actions);
  if (row.late > 0) out += fmt::format(", {} late", row.late);
  return out;
}

}  // namespace gt::plans
