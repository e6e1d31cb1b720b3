#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/history/history_drawing.h"
#include "inspections/pages/inspections_page.h"
#include "inspections/reference.h"
#include "platform/csv/csv.h"

// Judgements across inspections and framework generations, as at any day.
namespace gt::inspections {

using namespace html;

namespace {

// "sif" as people write it: "SIF", "ILACS 2018".
std::string generation_words(std::string_view code) {
  std::string out;
  for (char const c : code) out += c == '-' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

struct HistoryAsked {
  Date as_of;
  FormState state;
};

HistoryAsked asked_day(pages::PageCall const& call) {
  HistoryAsked out{call.environment().clock.today(), {}};
  auto const query = call.query();
  auto const typed = query.value("as-of");
  if (typed.empty()) return out;
  if (auto const day = Date::from_typed(typed)) {
    out.as_of = *day;
  } else {
    out.state.values["as-of"] = {std::string(typed)};
    out.state.errors.push_back({"as-of", day.error().message});
  }
  return out;
}

Result<JudgementHistory> load_history(pages::PageCall const& call, Date as_of) {
  return call.read("inspection.view", [&](db::Transaction& transaction) { return read_history(transaction, as_of); });
}

std::string sentence_of(JudgementHistory const& history) {
  auto const& last = history.columns.back();
  auto const at = history.columns.size() - 1;
  auto out = fmt::format("{}, {}", last.inspection.title, last.judged_in_words());
  auto const* overall = history.line("overall");
  if (overall != nullptr && overall->cells[at]) return fmt::format("{}: {} overall.", out, overall->cells[at]->grade);
  std::vector<std::string> grades;
  for (auto const& each : history.lines)
    if (each.cells[at]) grades.push_back(fmt::format("{} {}", each.label, each.cells[at]->grade));
  return fmt::format("{}, without an overall grade: {}.", out, fmt::join(grades, "; "));
}

Html day_form(HistoryAsked const& asked, Date today) {
  Html fields = date_input(
      {.name = "as-of", .label = "As it was known on", .value = asked.as_of == today ? "" : asked.as_of.printed()},
      asked.state);
  fields << button({.label = "Show that day", .kind = ButtonKind::secondary});
  Html out;
  out << "<form method=\"get\" action=\"/inspections/history\">" << fields << "</form>\n";
  return out;
}

Html line_name(HistoryLine const& line) {
  if (line.is_alone) return with_note(words(line.label), words("No later counterpart; joined to no other line"));
  if (!line.is_judged_now) return with_note(words(line.label), words("Not graded by the framework in force"));
  return words(line.label);
}

Html judgements_by_line(JudgementHistory const& history) {
  Table out;
  out.caption = "Judgements by line and inspection, oldest inspection first";
  out.columns = {{"Line"}};
  for (auto const& each : history.columns) out.columns.push_back({each.inspection.title});
  for (auto const& line : history.lines) {
    std::vector<Html> cells{line_name(line)};
    for (auto const& cell : line.cells) {
      if (!cell) {
        cells.push_back(words("–"));
        continue;
      }
      auto const note = fit_in_words(*cell);
      cells.push_back(note.empty() ? grade(printed_grade(cell->grade))
                                   : with_note(grade(printed_grade(cell->grade)), words(note)));
    }
    out.rows.push_back({std::move(cells)});
  }
  return table(out);
}

Html inspections_list(JudgementHistory const& history) {
  std::vector<Html> items;
  for (auto const& each : history.columns) {
    Html item = link(words(each.inspection.title), Href{"/inspections/" + each.inspection.id.text()});
    item << ": " << each.judged_in_words() << ", " << framework_label(each.inspection.framework);
    items.push_back(item);
  }
  return bullets(items);
}

Html targets_part(JudgementHistory const& history, bool may_edit) {
  using State = TargetStanding::State;
  Html out = heading(words("Targets"), "targets");
  if (history.targets.empty()) {
    out << paragraph(words("No target has been set: a grade that the council aims at in one area, by a day."));
  } else {
    Table rows;
    rows.caption = "Targets by judgement area, the newest first, and how they ended";
    rows.columns = {{"Area"}, {"Target"}, {"Set"}, {"How it stands"}};
    if (may_edit) rows.columns.push_back({"Change"});
    for (auto const& each : history.targets) {
      auto const stands = standing(history, each);
      auto const is_over = stands.state != State::open && stands.state != State::date_passed;
      auto const* line = history.line(each.line);
      auto note = each.ended_reason.empty() ? std::string() : fmt::format("{}: {}", each.ended_by, each.ended_reason);
      if (!is_over && line != nullptr && !line->is_judged_now)
        note = "The framework in force does not grade this, so no inspection will tell";
      // The word stands out; the sentence under it may wrap on a narrow screen.
      Html how = words(stands.words);
      if (stands.state == State::missed || stands.state == State::met_late) {
        how = tag(printed_grade(word(stands.state)), TagKind::warn);
        note = note.empty() ? stands.words : stands.words + ". " + note;
      }
      std::vector<Html> cells{
          words(line_label(each.line)), words(in_words(each)),
          with_note(words(fmt::format("{} by {}", each.facts.set_on.printed(), each.set_by)), words(each.reason)),
          note.empty() ? how : with_note(how, words(note))};
      if (may_edit) {
        Html change = words("End it");
        change << visually_hidden(fmt::format(": {}, {}", line_label(each.line), in_words(each)));
        cells.push_back(is_over ? words("–") : link(change, Href{fmt::format("/targets/{}/end", each.id.text())}));
      }
      rows.rows.push_back({std::move(cells)});
    }
    out << table(rows);
  }
  if (may_edit) out << button_group({link_button("Set a target", "/targets/new", ButtonKind::secondary)});
  return out;
}

Html window_part(JudgementHistory const& history) {
  Html out = heading(words("When the next inspection may come"), "expected");
  out << paragraph(words(window_in_words(history.window, history.as_of)));
  if (history.window)
    out << source_line(words(fmt::format("Rule: {}. Source: {}. A window, never a date: inspections are not announced.",
                                         history.window->rule, history.window->source)));
  return out;
}

Html visits_part(JudgementHistory const& history) {
  if (history.visits.empty()) return {};
  std::vector<Html> items;
  for (auto const& each : history.visits)
    items.push_back(link(words(each.title), Href{"/inspections/" + each.id.text()}));
  Html out = heading(words("Visits that gave no grade"), "visits");
  out << bullets(items);
  return out;
}

std::string area_label(LineArea const& of) {
  for (auto const& each : judgement_areas())
    if (each.generation == of.generation && each.code == of.area) return each.label;
  return of.area;
}

Html mapping_part(JudgementHistory const& history) {
  Table out;
  out.caption = "Which area of each framework stands in which line";
  out.columns = {{"Line"}, {"Framework"}, {"Its area"}, {"How they fit"}, {"In force"}, {"Source"}};
  for (auto const* each : history.mapping) {
    auto const from = each->valid_from ? each->valid_from->printed() : "",
               to = each->valid_to ? each->valid_to->printed() : "";
    auto const fit = words(fit_label(each->fit));
    out.rows.push_back({{words(each->label), words(generation_words(each->generation)), words(area_label(*each)),
                         each->note.empty() ? fit : with_note(fit, words(each->note)),
                         words(to.empty() ? "From " + from : fmt::format("{} to {}", from, to)), words(each->source)}});
  }
  Html body = paragraph(words(
      "Frameworks changed what they judge. Where an area has a later counterpart, both stand in one line, and what "
      "differs is said; where it has none, it stands alone."));
  body << table(out);
  Html part = heading(words("How the areas of the frameworks are joined"), "mapping");
  part << details("Show the mapping", body, Fold::open);
  return part;
}

Page history_of(pages::PageCall const& call, JudgementHistory const& history, HistoryAsked asked) {
  auto const today = call.environment().clock.today();
  auto const may_edit = call.may("inspection.edit");
  Page page;
  page.title = "Judgement history";
  page.section = section_label;
  page.breadcrumbs = {inspections_link()};
  Head top{.title = page.title, .caption = call.session().council};
  top.facts.push_back({"As it was known on", date(history.as_of)});
  if (!history.columns.empty())
    top.actions.push_back(
        {words("Download (CSV)"),
         Query{}.with("as-of", history.as_of == today ? "" : history.as_of.iso()).at("/inspections/history.csv")});
  page.body << head(top);
  if (history.columns.empty()) {
    Empty empty;
    empty.title = history.as_of == today ? "No graded inspection has been added yet"
                                         : fmt::format("No judgement was known on {}", history.as_of.printed());
    empty.what_for = words(
        "Each graded inspection of the council stands here in a column, earlier frameworks beside later ones. Add "
        "reports, "
        "or enter what other papers say of earlier inspections.");
    if (may_edit) empty.steps = {link_button("Add an inspection report", "/inspections/new")};
    page.body << empty_state(empty);
  } else {
    Html key;
    key << "O outstanding, G good, R requires improvement, A adequate (before 2013), I inadequate. A dashed ring is a "
           "target.";
    page.body << lede(words(sentence_of(history))) << heading(words("Judgements"), "judgements")
              << history_drawing(history) << R"(<div class="gt-wide-only">)" << source_line(key) << "</div>"
              << judgements_by_line(history) << inspections_list(history);
  }
  page.body << targets_part(history, may_edit) << window_part(history) << visits_part(history);
  if (!history.mapping.empty()) page.body << mapping_part(history);
  page.body << heading(words("Another day"), "day") << day_form(asked, today)
            << source_line(
                   words("A judgement stands from the day its report was published, else received, else the last "
                         "day on site; where a paper names only a month or a year, from its last day."));
  page.form = std::move(asked.state);
  return page;
}

}  // namespace

Result<pages::Answer> judgement_history_page(pages::PageCall& call) {
  auto asked = asked_day(call);
  auto const history = TRY(load_history(call, asked.as_of));
  int const status = asked.state.has_errors() ? 422 : 200;
  return pages::page(history_of(call, history, std::move(asked)), status);
}

Result<pages::Answer> judgement_history_csv(pages::PageCall& call) {
  auto const asked = asked_day(call);
  if (asked.state.has_errors()) return refuse(ErrorKind::invalid, asked.state.errors.front().message);
  auto const history = TRY(load_history(call, asked.as_of));
  return pages::Answer{web::Response::bytes(history_csv(history), csv::content_type)
                           .as_download(fmt::format("judgement-history-{}.csv", asked.as_of.iso()))};
}

}  // namespace gt::inspections
