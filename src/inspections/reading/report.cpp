#include "inspections/reading/report.h"

namespace gt::inspections {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::ilacs_standard:
      return "ilacs-standard";
    case Kind::ilacs_short:
      return "ilacs-short";
    case Kind::sif:
      return "sif";
    case Kind::other:
      return "other";
    case Kind::focused_visit:
      return "focused-visit";
    case Kind::monitoring_visit:
      return "monitoring-visit";
    case Kind::jtai:
      return "jtai";
  }
  return "other";
}

std::string_view word(Framework framework) {
  switch (framework) {
    case Framework::ilacs_2018:
      return "ilacs-2018";
    case Framework::ilacs_2021:
      return "ilacs-2021";
    case Framework::ilacs_2023_split:
      return "ilacs-2023-split";
    case Framework::ilacs_2025_nf:
      return "ilacs-2025-nf";
    case Framework::ilacs_2026:
      return "ilacs-2026";
    case Framework::sif_2013_bullets:
      return "sif-2013-bullets";
    case Framework::sif_2014_numbered:
      return "sif-2014-numbered";
    case Framework::sif_2014_15:
      return "sif-2014-15";
    case Framework::sif_2015_18:
      return "sif-2015-18";
    case Framework::sif_reinspection:
      return "sif-reinspection";
    case Framework::lac_2013:
      return "lac-2013";
    case Framework::lscb_review:
      return "lscb-review";
    case Framework::focused_visit:
      return "focused-visit";
    case Framework::monitoring_visit:
      return "monitoring-visit";
    case Framework::jtai:
      return "jtai";
  }
  return "";
}

std::string_view word(Grade grade) {
  switch (grade) {
    case Grade::outstanding:
      return "outstanding";
    case Grade::good:
      return "good";
    case Grade::adequate:
      return "adequate";
    case Grade::requires_improvement:
      return "requires improvement";
    case Grade::inadequate:
      return "inadequate";
    case Grade::not_judged:
      return "not judged";
  }
  return "";
}

}  // namespace gt::inspections
