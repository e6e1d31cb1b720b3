#pragma once

#include <string>
#include <vector>

#include "inspections/inspection_store.h"
#include "platform/db/db.h"

/// For slices that answer findings: an inspection of Northmere with one finding for each text, stored at once.
namespace gt::test {

/// The findings' ids, in order. Each call is another inspection, a year later than the one before.
inline std::vector<std::string> store_findings(db::Database& database, AuthorityId const& authority,
                                               std::vector<std::string> const& texts, int year = 2025) {
  inspections::Draft draft;
  draft.kind = "ilacs-standard";
  draft.framework = "ilacs-2023-split";
  draft.authority = draft.authority_printed = "Northmere";
  draft.inspection_start = Date::from_parts(year, 6, 9).value();
  draft.judgements = {{"Overall effectiveness", "requires improvement", false}};
  for (auto const& text : texts) draft.areas.push_back({std::nullopt, text, {}, {}, {}, {}, 2, false, std::nullopt});
  auto now = Instant::from_iso("2026-11-21T09:00:00Z").value();
  inspections::WaitingReading reading{
      inspections::ReadingId::fresh(), new_opaque_id(), "report.pdf", 9, now, "", draft};
  auto change = database.change(authority);
  auto stored = inspections::insert_inspection(change, draft, inspections::to_json(draft), reading, AccountId::fresh(),
                                               "Programme manager", now);
  change.commit();
  std::vector<std::string> ids;
  for (auto const& id : stored.findings) ids.push_back(id.text());
  return ids;
}

}  // namespace gt::test
