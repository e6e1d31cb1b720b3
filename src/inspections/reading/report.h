#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

namespace gt::inspections {

/// The family a document belongs to; the words are those of the JSON.
enum class Kind { ilacs_standard, ilacs_short, sif, other, focused_visit, monitoring_visit, jtai };

/// `ilacs-standard`, `sif`, `focused-visit` ...
std::string_view word(Kind kind);

/// The printed form, which changes with the inspectorate's framework.
enum class Framework {
  ilacs_2018,
  ilacs_2021,
  ilacs_2023_split,
  ilacs_2025_nf,
  ilacs_2026,
  sif_2013_bullets,
  sif_2014_numbered,
  sif_2014_15,
  sif_2015_18,
  sif_reinspection,
  lac_2013,
  lscb_review,
  focused_visit,
  monitoring_visit,
  jtai,
};

/// `ilacs-2018`, `sif-2014-15`, `lac-2013` ...
std::string_view word(Framework framework);

/// Best first, except `not_judged`. `adequate` exists only on the scale used until 2013.
enum class Grade { outstanding, good, adequate, requires_improvement, inadequate, not_judged };

/// `outstanding`, `requires improvement`, `not judged` ...
std::string_view word(Grade grade);

/// Who is judged: the council, or the safeguarding children board of its area.
enum class JudgedBody { local_authority, safeguarding_board };

struct Judgement {
  std::string category;  ///< In the standard words of its framework, e.g. `Overall effectiveness`.
  Grade grade;
  JudgedBody body = JudgedBody::local_authority;

  friend bool operator==(Judgement const&, Judgement const&) = default;
};

/// One thing to improve, as printed. `number` is empty where items are bullets; `group` is the italic topic above the
/// item, `priority` the bold group, `timescale` the 2013 one; each empty where the report has none.
struct Area {
  std::optional<int> number;
  std::string text;  ///< Sub-bullets stay inside, joined by ` - `.
  std::optional<std::string> group;
  std::optional<std::string> priority;
  std::optional<std::string> timescale;
  std::vector<std::string> tags;  ///< National Framework words in brackets; they also stay in `text`.
  int page = 0;                   ///< PDF page on which the item begins, from 1.
  int on_page = 0;  ///< Which paragraph of that page it is, counted from 1 (`paragraph_counts`); 0 where not counted.
};

/// A numbered paragraph. `section` is the heading above it without its grade, empty before the first heading.
struct Paragraph {
  int number;
  std::string section;
  int page;  ///< PDF page on which it begins, from 1.
  std::string text;
};

/// A field the document does not settle, to be filled by a person who has read it.
struct ToComplete {
  std::string field;   ///< The name used in the JSON.
  std::string reason;  ///< Plain English.
};

/// What was read. Dates are empty where they are not printed; they are never taken from a file name.
struct ReportReading {
  std::string authority;          ///< Plain name of the reference list, or the printed words without their trimmings.
  std::string authority_printed;  ///< Empty when no name was found.
  Kind kind = Kind::other;
  Framework framework = Framework::ilacs_2018;
  std::optional<Date> inspection_start;
  std::optional<Date> inspection_end;  ///< End of the last on-site period.
  std::string dates_printed;
  std::optional<Date> published;
  std::vector<std::string> lead_inspectors;
  std::vector<std::string> deputy_lead_inspectors;
  std::vector<Judgement> judgements;
  std::optional<std::string> areas_section_title;
  std::vector<Area> areas;
  std::vector<Area> board_areas;
  std::vector<Paragraph> paragraphs;
  std::vector<ToComplete> to_complete;
  std::vector<std::string> warnings;
};

}  // namespace gt::inspections
