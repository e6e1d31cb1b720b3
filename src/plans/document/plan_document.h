#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plans/history/restoring.h"
#include "plans/history/versions.h"
#include "plans/pages/action_table.h"
#include "platform/office/writer.h"

/// The improvement plan as a paper that leaves the program: what it says today, and what changed since a version.
namespace gt::plans {

struct PlanPaper {
  std::string council;
  Date today;
  std::optional<Programme> programme;
  PlanNames names;
  std::map<std::string, std::string> projects;  ///< "2 Supervision that reflects", by id, of those in the plan
  std::vector<Action> actions;                  ///< every one, by number
  std::optional<PlanVersion> version;           ///< the last one frozen
  std::optional<Point> since;                   ///< what changes are told from; nothing when nothing was frozen
  std::vector<PlanDifference> changes;          ///< with the names of what ids stand for
  std::string content_hash;                     ///< over everything the plan held when it was read
};

/// What pandoc writes, and what Chromium prints, well within their limits of time and memory: more than any council's
/// plan has.
constexpr std::int64_t most_actions_on_paper(office::Format format) {
  return format == office::Format::pdf ? 2'000 : 5'000;
}

/// `since` is a version's id, a day as people type it, or empty for the last version. Errors: invalid on `since`; and
/// before anything else is read, when the plan has more than `most` actions.
Result<PlanPaper> read_plan_paper(db::Transaction& transaction, std::string const& since, Date today,
                                  std::int64_t most);

/// Pure.
office::Document plan_document(PlanPaper const& paper);

/// "improvement-plan-2026-11-22"
std::string file_name(PlanPaper const& paper);

/// "plan document"; and its pages, `/plan/paper.odt`, `.docx` and `.pdf`.
void add_document_operations(operations::Registry& registry, office::Writer const& writer);
void add_document_pages(pages::Site& site, office::Writer const& writer);

}  // namespace gt::plans
