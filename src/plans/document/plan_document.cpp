#include "plans/document/plan_document.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/actions/action_rules.h"
#include "plans/history/plain_words.h"
#include "plans/lists/action_colours.h"
#include "plans/lists/things.h"
#include "plans/pages/thing_parts.h"
#include "platform/core/text.h"
#include "platform/html/typography.h"

namespace gt::plans {

using office::Block;
using office::Document;
using office::Heading;
using office::Paragraph;
using office::Table;

namespace {

std::string_view drawn(rules::Shape shape) {
  switch (shape) {
    case rules::Shape::diamond:
      return "◆";
    case rules::Shape::disc:
      return "●";
    case rules::Shape::triangle:
      return "▲";
    case rules::Shape::square:
      return "■";
    case rules::Shape::ring:
      return "○";
    case rules::Shape::star:
      return "★";
  }
  ENSURE(false);
}

std::string position_words(PlanPaper const& paper, Action const& action) {
  auto const position = rules::brag(brag_variant(paper.programme), position_of(action, paper.today));
  return fmt::format("{} {}", drawn(position.shape), position.word);
}

std::string due_words(Action const& action, Date today) {
  if (!action.due) return "No date yet";
  auto out = action.due->printed();
  if (action.moves > 0 && action.first_due)
    out += fmt::format("\nFirst due {}; moved {}, {}", action.first_due->printed(), times_moved(action.moves),
                       html::plural(days_moved(action), "day"));
  if (auto const late = days_late(action, today); late > 0)
    out += fmt::format("\n{} late", html::plural(late, "day"));
  else if (auto const behind = days_late_against_first(action, today); behind > 0)
    out += fmt::format("\n{} past the first date", html::plural(behind, "day"));
  if (action.status == ActionStatus::done && action.done_on)
    out += fmt::format("\nDone on {}", action.done_on->printed());
  return out;
}

std::string number_of(inspections::Finding const& finding) {
  return std::to_string(finding.number.value_or(finding.position));
}

std::string findings_words(PlanPaper const& paper, Action const& action) {
  std::vector<std::string> numbers;
  auto const answered = paper.names.findings_of(action);
  bool const is_one_inspection =
      std::all_of(paper.names.findings.begin(), paper.names.findings.end(),
                  [&](auto const& each) { return each.inspection == paper.names.findings.front().inspection; });
  for (auto const* each : answered)
    numbers.push_back(is_one_inspection ? number_of(*each)
                                        : fmt::format("{} ({})", number_of(*each), each->inspection_title));
  return numbers.empty() ? "–" : fmt::format("{}", fmt::join(numbers, ", "));
}

Table table_of(PlanPaper const& paper, std::vector<Action const*> const& actions, std::string caption) {
  Table out{std::move(caption),
            {"Action", "Owner", "Due", "Where it stands", "Difference made", "Answers finding"},
            {32, 16, 19, 13, 11, 9},
            {}};
  for (auto const* each : actions)
    out.rows.push_back({fmt::format("{} {}", each->number, each->title), each->owner_role,
                        due_words(*each, paper.today), position_words(paper, *each),
                        std::string(rules::word(rules::rung_from_code(each->difference).value_or(rules::Rung::none))),
                        findings_words(paper, *each)});
  return out;
}

bool is_in(std::string const& ids, std::string const& id) {
  auto const all = split(ids, ' ');
  return std::find(all.begin(), all.end(), id) != all.end();
}

void add_front(std::vector<Block>& blocks, PlanPaper const& paper) {
  if (paper.programme && !paper.programme->vision.empty())
    blocks.emplace_back(Paragraph{paper.programme->vision, true});
  if (paper.programme && !paper.programme->target.empty())
    blocks.emplace_back(Paragraph{"Target: " + paper.programme->target});
  if (paper.programme && paper.programme->start)
    blocks.emplace_back(Paragraph{"Started: " + paper.programme->start->printed()});
  if (!paper.version) {
    blocks.emplace_back(Paragraph{"No version of this plan has been frozen yet."});
    return;
  }
  auto const& version = *paper.version;
  blocks.emplace_back(Paragraph{fmt::format(
      "Last frozen: version {}, “{}”, on {} by {} (fingerprint {}). This paper is the plan as it stood on {}, "
      "with what has changed since.",
      version.number, version.title, version.frozen_at.london_date().printed(), version.actor,
      version.content_hash.substr(0, 12), paper.today.printed())});
}

// "… moves plans forward." and below it "Page 5, paragraph 12".
std::string said_where(inspections::Finding const& finding) {
  auto place = inspections::place_in_report(finding);
  if (place.empty()) return finding.text;
  if (place.front() == 'p') place.front() = 'P';
  return finding.text + "\n" + place;
}

void add_findings(std::vector<Block>& blocks, PlanPaper const& paper) {
  blocks.emplace_back(Heading{1, "What the inspectors said"});
  if (paper.names.findings.empty()) {
    blocks.emplace_back(Paragraph{"No inspection has been added."});
    return;
  }
  std::map<std::string, std::vector<Action const*>> answering;
  for (auto const& action : paper.actions)
    for (auto const* finding : paper.names.findings_of(action)) answering[finding->id.text()].push_back(&action);
  std::string inspection;
  for (auto const& each : paper.names.findings) {
    if (each.inspection_title != inspection)
      blocks.emplace_back(
          Table{each.inspection_title, {"Finding", "The inspectors’ words", "Answered by action"}, {24, 56, 20}, {}});
    inspection = each.inspection_title;
    std::vector<std::string> numbers;
    for (auto const* action : answering[each.id.text()]) numbers.push_back(std::to_string(action->number));
    std::get<Table>(blocks.back())
        .rows.push_back({fmt::format("{} {}", number_of(each), each.title), said_where(each),
                         numbers.empty() ? "None yet" : fmt::format("{}", fmt::join(numbers, ", "))});
  }
}

void add_theme(std::vector<Block>& blocks, PlanPaper const& paper, Theme const& theme) {
  blocks.emplace_back(Heading{1, fmt::format("{}. {}", theme.position, theme.title)});
  if (!theme.aim.empty()) blocks.emplace_back(Paragraph{theme.aim});
  if (!theme.lead_role.empty()) blocks.emplace_back(Paragraph{"Lead: " + theme.lead_role});
  if (!theme.aliases.empty())
    blocks.emplace_back(Paragraph{fmt::format("Also called {}", fmt::join(theme.aliases, ", "))});
  auto const id = theme.id.text();
  std::map<std::string, std::vector<Action const*>> by_project;
  std::vector<Action const*> in_none;
  for (auto const& each : paper.actions) {
    if (!is_in(each.themes, id)) continue;
    bool is_placed = false;
    for (auto const& project : split(each.projects, ' '))
      if (paper.projects.contains(project)) {
        by_project[project].push_back(&each);
        is_placed = true;
      }
    if (!is_placed) in_none.push_back(&each);
  }
  if (by_project.empty() && in_none.empty()) {
    blocks.emplace_back(Paragraph{"No action yet."});
    return;
  }
  std::vector<std::pair<std::string, std::string>> projects;
  for (auto const& [project, ignored] : by_project) projects.emplace_back(paper.projects.at(project), project);
  std::sort(projects.begin(), projects.end());
  for (auto const& [title, project] : projects) {
    blocks.emplace_back(Heading{2, "Project " + title});
    blocks.emplace_back(table_of(paper, by_project.at(project), ""));
  }
  if (in_none.empty()) return;
  if (!projects.empty()) blocks.emplace_back(Heading{2, "In no project"});
  blocks.emplace_back(table_of(paper, in_none, ""));
}

void add_key(std::vector<Block>& blocks, PlanPaper const& paper) {
  blocks.emplace_back(Heading{1, "What the shapes and words mean"});
  Table key{"Where an action stands", {"Shown", "Means"}, {25, 75}, {}};
  for (auto const& each : rules::key(brag_variant(paper.programme)))
    key.rows.push_back({fmt::format("{} {}", drawn(each.shape), each.word), each.meaning});
  blocks.emplace_back(std::move(key));
}

/// A version's point is named "As submitted (21 November 2026)", a day's by the day alone.
std::string since_words(Point const& since) {
  auto const day = since.words.rfind(" (");
  if (day == std::string::npos || !since.words.ends_with(')')) return since.words;
  return fmt::format("“{}”{}", since.words.substr(0, day), since.words.substr(day));
}

void add_changes(std::vector<Block>& blocks, PlanPaper const& paper) {
  if (!paper.since) return;
  blocks.emplace_back(Heading{1, "What has changed since " + since_words(*paper.since)});
  if (paper.changes.empty()) {
    blocks.emplace_back(Paragraph{"Nothing."});
    return;
  }
  Table table{"", {"What", "Kind", "Change", "From and to"}, {32, 13, 12, 43}, {}};
  for (auto const& each : paper.changes) {
    std::vector<std::string> lines;
    for (auto const& field : each.fields)
      lines.push_back(fmt::format("{}: {} → {}{}{}", field.label, field.before.empty() ? "none" : field.before,
                                  field.after.empty() ? "none" : field.after, field.moved.empty() ? "" : ", ",
                                  field.moved));
    table.rows.push_back({numbered_title(each), each.kind == "pid" ? "initiation document" : each.kind, each.what,
                          lines.empty() ? "–" : fmt::format("{}", fmt::join(lines, "\n"))});
  }
  blocks.emplace_back(std::move(table));
}

}  // namespace

Result<PlanPaper> read_plan_paper(db::Transaction& transaction, std::string const& since, Date today,
                                  std::int64_t most) {
  if (auto const actions = count_actions(transaction, ActionFilter{}, today); actions > most)
    return refuse(ErrorKind::invalid,
                  fmt::format("This plan has {} actions; a document of this kind takes at most {}. Open one theme and "
                              "print its page, or take the whole list of actions as XLSX.",
                              html::grouped(actions), html::grouped(most)));
  PlanPaper out{people::authority_here(transaction).display_name,
                today,
                find_programme(transaction),
                read_names(transaction),
                {},
                list_actions(transaction, ActionFilter{}, ActionSort{}, today, most),
                {},
                {},
                {},
                {}};
  for (auto const& each : record_names(transaction, find_record_kind("project")))
    out.projects[each.id] = fmt::format("{} {}", each.number, each.title);
  auto const versions = plan_versions(transaction);
  if (!versions.empty()) out.version = versions.front();
  auto const now = states_at(transaction, last_sequence(transaction));
  out.content_hash = content_hash(now);
  if (since.empty() && !out.version) return out;
  out.since = TRY(point_of(transaction, "since", since.empty() ? out.version->id.text() : since, today));
  out.changes = compare(states_at(transaction, out.since->sequence), now);
  put_plainly(transaction, out.changes);
  return out;
}

Document plan_document(PlanPaper const& paper) {
  Document out{paper.programme ? paper.programme->title : "Improvement plan",
               fmt::format("{}. Improvement plan as it stood on {}", paper.council, paper.today.printed()),
               {}};
  add_front(out.blocks, paper);
  add_key(out.blocks, paper);
  add_findings(out.blocks, paper);
  for (auto const& theme : paper.names.themes) add_theme(out.blocks, paper, theme);
  std::vector<Action const*> loose;
  for (auto const& each : paper.actions)
    if (each.themes.empty()) loose.push_back(&each);
  if (!loose.empty()) {
    out.blocks.emplace_back(Heading{1, "Actions in no theme"});
    out.blocks.emplace_back(table_of(paper, loose, ""));
  }
  add_changes(out.blocks, paper);
  out.blocks.emplace_back(Paragraph{fmt::format("From Golden Thread on {}. Fingerprint of the plan as it stood: {}.",
                                                paper.today.printed(), paper.content_hash.substr(0, 12))});
  return out;
}

std::string file_name(PlanPaper const& paper) { return "improvement-plan-" + paper.today.iso(); }

}  // namespace gt::plans
