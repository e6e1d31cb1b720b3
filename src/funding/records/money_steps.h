#pragma once

#include <string>
#include <vector>

#include "funding/funding.h"

/// What takes a record of money on besides changing its fields: deciding a bid, a post's next step, what becomes of it.
/// Each is declared once, and its operation and its page follow.
namespace gt::funding {

struct MoneyStep {
  std::string kind;   ///< "approval"
  std::string verb;   ///< "decide": the operation is "approval decide", the page ends in "/decide"
  std::string title;  ///< of the page and its link
  std::string lead;   ///< what it does, above the form
  std::string button;
  std::string done;     ///< the notice afterwards
  std::string summary;  ///< of the operation
  std::string permission;
  std::vector<records::Field> fields;  ///< what is asked, beside the version seen
  /// Gives the record as it is afterwards, and does what goes with it. `values` are read and whole.
  Result<Record> (*take)(operations::Call& call, Record before, nlohmann::json const& values);
  /// Whether it can be taken from where the record stands.
  bool (*is_open)(Record const& record);
  std::string verb_past;  ///< in the history: "decided"
};
std::vector<MoneyStep> const& money_steps();

void add_step_operations(operations::Registry& registry);

/// Refuses an approver who asked for it, when it is above the council's amount. Errors: conflict.
Result<void> is_second_person(operations::Call& call, Record const& record, Money amount);

}  // namespace gt::funding
