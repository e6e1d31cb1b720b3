#pragma once

#include <map>
#include <string>
#include <vector>

#include "governance/decisions/decision.h"
#include "governance/governance.h"
#include "platform/office/document.h"

/// The minutes and the action log of a meeting, as papers that leave the program.
namespace gt::governance {

/// Who a paper is for: what is exempt or confidential is in no paper that anybody may read.
enum class PaperPart { open_to_all, whole };

struct MinutesPaper {
  Meeting meeting;
  Entry body;
  std::vector<Item> items;
  std::vector<Entry> said;     ///< promises, recommendations … of this meeting, none under an item out of sight
  std::vector<Entry> earlier;  ///< promises made to the body before and not closed yet
  std::vector<Decision> decisions;
  std::map<std::string, std::string> bodies;  ///< names by id
  bool has_private_part = false;              ///< something of it is private and in this copy, or an item is left out
  bool sees_private = false;                  ///< the reader sees the body’s private part
  PaperPart part = PaperPart::open_to_all;
};

/// `sight` is the reader’s. The whole is given only to those who see the body’s private part; callers refuse others.
MinutesPaper read_minutes_paper(db::Transaction& transaction, Meeting const& meeting, Sight const& sight,
                                PaperPart part);
/// What somebody is told who asks for a whole that is not for them.
tl::unexpected<Error> whole_is_not_for_all();

/// One line of the action log.
struct ActionLine {
  Entry entry;
  std::string item, by, due, state;
};
/// Promises and recommendations of this meeting, then promises of earlier ones.
std::vector<ActionLine> action_lines(MinutesPaper const& paper);

office::Document minutes_document(MinutesPaper const& paper, std::string const& council);
office::Document action_log_document(MinutesPaper const& paper, std::string const& council, Date today);

/// "minutes-2026-11-18", "action-log-2026-11-18-with-private-part"
std::string file_name(MinutesPaper const& paper, std::string const& what);

}  // namespace gt::governance
