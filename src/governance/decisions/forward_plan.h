#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "governance/decisions/decision_store.h"

/// What lies ahead of the council's bodies: meetings with what goes to them, decisions, the last days for their notices
/// and papers, call-in, and dates that others set.
namespace gt::governance {

struct PlanLine {
  enum class Kind { meeting, decision, notice, outside } kind;
  Date day;
  std::string event;
  std::string address;  ///< of its page; may be empty
  std::string body;     ///< id; empty of outside dates
  std::string body_name;
  struct What {
    std::string title, address;
    bool is_key = false;
  };
  std::vector<What> what;          ///< what goes there, or what it is about
  std::optional<Date> papers_by;   ///< of a meeting: the last day for its papers
  std::string by;                  ///< the rule in words: "5 clear working days; neither end is counted"
  std::string state;               ///< "Due in 3 days", "Papers out"; may be empty
  bool is_late = false;            ///< and still to be done
  bool is_legal_deadline = false;  ///< a last day that the law sets, not met yet
};

/// A day that somebody else sets, such as the end of a statutory clock.
struct OutsideDate {
  Date day;
  std::string event, note, state, address;
  bool is_late = false;
};
/// Those between two days, both included, that this person may see; the application says where they come from.
using OutsideDates =
    std::function<std::vector<OutsideDate>(db::Transaction&, operations::Actor const&, Date from, Date to)>;

struct PlanPeriod {
  Date from, to;  ///< both included
  std::optional<std::string> body;
};

/// In order of days. Four queries, and those of `outside`, whatever the number of meetings.
std::vector<PlanLine> forward_plan(db::Transaction& transaction, operations::Actor const& reader,
                                   PlanPeriod const& period, OutsideDates const& outside, Date today);

}  // namespace gt::governance
