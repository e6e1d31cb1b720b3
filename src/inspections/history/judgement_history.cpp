#include "inspections/history/judgement_history.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "inspections/inspection_store.h"
#include "inspections/sql.h"
#include "platform/core/text.h"
#include "platform/csv/csv.h"

namespace gt::inspections {

using nlohmann::json;

namespace {

struct StoredJudgement {
  std::string category, grade;
  bool about_board;
};

std::map<std::string, std::vector<StoredJudgement>> all_judgements(db::Transaction& transaction) {
  std::map<std::string, std::vector<StoredJudgement>> out;
  for (auto const& row : transaction.rows(sql::list_all_judgements))
    out[row.text("inspection")].push_back({row.text("category"), row.text("grade"), row.text("body") == "board"});
  return out;
}

std::string generation_of(std::string_view framework) {
  auto const* form = find_framework_form(framework);
  return form == nullptr ? "" : form->generation;
}

// The area's code within the generation; empty for one that the framework does not know.
std::string area_code(std::string const& generation, StoredJudgement const& judgement) {
  for (auto const& each : judgement_areas())
    if (each.generation == generation && each.about_board == judgement.about_board &&
        lower_case(each.label) == lower_case(judgement.category))
      return each.code;
  return {};
}

bool is_in_force(LineArea const& each, Date day) {
  return (!each.valid_from || *each.valid_from <= day) && (!each.valid_to || day <= *each.valid_to);
}

HistoryLine& line_at(JudgementHistory& history, std::string const& code, std::string const& label, bool is_alone) {
  for (auto& each : history.lines)
    if (each.code == code) return each;
  HistoryLine made{code, label, std::vector<std::optional<HistoryCell>>(history.columns.size()), is_alone, false};
  for (auto const& area : line_areas())
    if (area.line == code && !is_alone && is_in_force(area, history.as_of)) made.is_judged_now = true;
  history.lines.push_back(std::move(made));
  return history.lines.back();
}

void put(JudgementHistory& history, std::size_t column, StoredJudgement const& judgement) {
  auto const generation = generation_of(history.columns[column].inspection.framework);
  auto const code = area_code(generation, judgement);
  bool is_known = false;
  for (auto const& each : line_areas()) {
    if (each.generation != generation || each.area != code) continue;
    is_known = true;
    line_at(history, each.line, each.label, each.fit == "alone").cells[column] =
        HistoryCell{judgement.grade, judgement.category, each.fit, each.note};
  }
  if (is_known) return;
  line_at(history, "as printed: " + judgement.category, judgement.category, true).cells[column] =
      HistoryCell{judgement.grade, judgement.category, "alone", "An area that the framework’s list does not name"};
}

// Place of a line in the reference data; what it does not name comes last.
std::size_t place_of(std::string_view line) {
  auto const& all = line_areas();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [&](LineArea const& each) { return each.line == line; }) - all.begin());
}

Date last_day_named(std::string const& sortable) {
  // "2018-06" or "2018"
  auto const month = sortable.size() > 4 ? std::stoi(sortable.substr(5)) : 12;
  auto const first = Date::from_parts(std::stoi(sortable.substr(0, 4)), month, 1);
  ENSURE(first.has_value());
  return first->plus_months(1).plus_days(-1);
}

}  // namespace

std::optional<Date> judged_on(InspectionSummary const& each) {
  for (auto const& day : {each.published, each.received, each.end, each.start})
    if (day) return day;
  auto const named = sortable_when(each.when_printed);
  return named ? std::optional(last_day_named(*named)) : std::nullopt;
}

std::vector<Judged> JudgementHistory::judged(std::string_view code) const {
  std::vector<Judged> out;
  auto const* found = line(code);
  if (found == nullptr) return out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (found->cells[i]) out.push_back({found->cells[i]->grade, columns[i].judged_on, columns[i].inspection.title});
  return out;
}

HistoryLine const* JudgementHistory::line(std::string_view code) const {
  auto const found = std::find_if(lines.begin(), lines.end(), [&](auto const& each) { return each.code == code; });
  return found == lines.end() ? nullptr : &*found;
}

JudgementHistory read_history(db::Transaction& transaction, Date as_of) {
  JudgementHistory out{as_of, {}, {}, {}, {}, {}, {}};
  auto const judgements = all_judgements(transaction);
  std::vector<InspectionSummary> known;
  for (auto& each : list_own_inspections(transaction)) {
    auto const day = judged_on(each);
    if (!day || *day > as_of) continue;
    known.push_back(each);
    auto const* kind = find_event_type(each.kind);
    if (kind != nullptr && !kind->is_graded) {
      out.visits.push_back(std::move(each));
    } else if (judgements.contains(each.id.text())) {
      bool const has_day = each.published || each.received || each.end || each.start;
      auto when = has_day ? day->printed() : each.when_printed;
      out.columns.push_back({std::move(each), *day, std::move(when), has_day});
    }
  }
  std::stable_sort(out.columns.begin(), out.columns.end(),
                   [](auto const& a, auto const& b) { return a.judged_on < b.judged_on; });
  std::vector<std::string> generations;
  for (std::size_t column = 0; column < out.columns.size(); ++column) {
    for (auto const& each : judgements.at(out.columns[column].inspection.id.text())) put(out, column, each);
    generations.push_back(generation_of(out.columns[column].inspection.framework));
  }
  std::stable_sort(out.lines.begin(), out.lines.end(),
                   [](auto const& a, auto const& b) { return place_of(a.code) < place_of(b.code); });
  for (auto const& each : line_areas())
    if (std::find(generations.begin(), generations.end(), each.generation) != generations.end())
      out.mapping.push_back(&each);
  for (auto& each : list_targets(transaction))
    if (each.facts.set_on <= as_of) out.targets.push_back(std::move(each));
  std::reverse(out.targets.begin(), out.targets.end());
  std::stable_sort(out.targets.begin(), out.targets.end(),
                   [](auto const& a, auto const& b) { return place_of(a.line) < place_of(b.line); });
  out.window = expected_window(known);
  return out;
}

TargetStanding standing(JudgementHistory const& history, Target const& target) {
  return standing(target.facts, history.judged(target.line), history.as_of);
}

std::string in_words(Target const& target) {
  auto grade = target.facts.grade;
  grade.front() = static_cast<char>(grade.front() - 'a' + 'A');
  return fmt::format("{} by {}", grade, target.facts.by.printed());
}

std::string fit_in_words(HistoryCell const& cell) { return cell.fit == "same" ? "" : cell.note; }

std::string_view fit_label(std::string_view fit) {
  if (fit == "same") return "The same";
  if (fit == "near") return "The same subject, other criteria";
  if (fit == "wider") return "Wider";
  if (fit == "shared") return "One judgement for two lines";
  return "No counterpart";
}

json to_json(JudgementHistory const& history) {
  auto inspections = json::array(), lines = json::array(), mapping = json::array(), visits = json::array();
  for (auto const& each : history.columns)
    inspections.push_back({{"inspection", each.inspection.id.text()},
                           {"title", each.inspection.title},
                           {"framework", each.inspection.framework},
                           {"judged_on", each.judged_on.iso()},
                           {"when", each.when}});
  for (auto const& line : history.lines) {
    auto judgements = json::array();
    for (std::size_t i = 0; i < history.columns.size(); ++i)
      if (auto const& cell = line.cells[i])
        judgements.push_back({{"inspection", history.columns[i].inspection.id.text()},
                              {"judged_on", history.columns[i].judged_on.iso()},
                              {"grade", cell->grade},
                              {"area", cell->area},
                              {"fit", cell->fit},
                              {"note", cell->note}});
    lines.push_back({{"line", line.code},
                     {"label", line.label},
                     {"has_counterpart", !line.is_alone},
                     {"judged_now", line.is_judged_now},
                     {"judgements", judgements}});
  }
  for (auto const* each : history.mapping)
    mapping.push_back({{"line", each->line},
                       {"generation", each->generation},
                       {"area", each->area},
                       {"fit", each->fit},
                       {"note", each->note},
                       {"valid_from", date_json(each->valid_from)},
                       {"valid_to", date_json(each->valid_to)},
                       {"source", each->source}});
  for (auto const& each : history.visits)
    visits.push_back(
        {{"inspection", each.id.text()}, {"title", each.title}, {"judged_on", date_json(judged_on(each))}});
  json window = nullptr;
  if (history.window)
    window = {{"from", history.window->from.iso()},
              {"to", history.window->to.iso()},
              {"counted_from", history.window->last_title},
              {"rule", history.window->rule},
              {"source", history.window->source}};
  return {{"as_of", history.as_of.iso()},
          {"inspections", inspections},
          {"lines", lines},
          {"visits_without_grade", visits},
          {"mapping", mapping},
          {"expected_window", window},
          {"expected_window_in_words", window_in_words(history.window, history.as_of)}};
}

std::string history_csv(JudgementHistory const& history) {
  std::string out(csv::byte_order_mark);
  out += csv::row({"what", "line", "date", "grade", "inspection", "framework", "area as printed", "fit", "note"});
  for (auto const& line : history.lines)
    for (std::size_t i = 0; i < history.columns.size(); ++i)
      if (auto const& cell = line.cells[i])
        out += csv::row({"judgement", line.label, history.columns[i].judged_on.iso(), cell->grade,
                         history.columns[i].inspection.title, history.columns[i].inspection.framework, cell->area,
                         cell->fit, cell->note});
  for (auto const& each : history.targets)
    out += csv::row({"target", line_label(each.line), each.facts.by.iso(), each.facts.grade, "", "", "", "",
                     fmt::format("Set on {} by {}: {}. {}", each.facts.set_on.printed(), each.set_by, each.reason,
                                 standing(history, each).words)});
  return out;
}

}  // namespace gt::inspections
