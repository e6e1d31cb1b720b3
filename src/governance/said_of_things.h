#pragma once

#include <string>
#include <vector>

#include "governance/governance.h"

/// What governance tells pages of other slices. Each asks for the reader's sight.
namespace gt::governance {

/// Promises that wait for an answer from this person, by their account or the role a membership gives them, the first
/// due first. Two queries.
std::vector<Entry> promises_to_answer(db::Transaction& transaction, operations::Actor const& person, Date today);

/// Something that a board decided, was promised, was told or asked about a thing of the plan.
struct SaidOfThing {
  std::string kind;     ///< "promise", "agenda item", "decision" …
  std::string title;    ///< the words used
  std::string address;  ///< its page
  std::string body;     ///< the body's name
  std::optional<Date> on;
  std::string standing;  ///< "open", "supported", "taken" …; may be empty
  bool is_late = false;
};
struct SaidOfThings {
  std::vector<SaidOfThing> newest;  ///< newest first
  bool is_all = true;               ///< there is no more than `newest`
};
/// Of any of the things, each record once; what is out of sight is not there.
SaidOfThings said_of_things(db::Transaction& transaction, operations::Actor const& reader,
                            std::vector<std::string> const& things, Date today);

}  // namespace gt::governance
