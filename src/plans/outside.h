#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"
#include "platform/pages/pages.h"

/// What the plan's pages show of slices that the plan does not know; the application wires them.
namespace gt::plans {

/// Something of another slice that waits for somebody; for My work.
struct OutsideTask {
  std::string title, note;
  std::string address;
  std::optional<Date> due;
};

/// What a board decided, was promised, was told or asked about a thing of the plan.
struct BoardWord {
  std::string kind;     ///< "Decision", "Promise" …
  std::string title;    ///< the words used
  std::string address;  ///< its page
  std::string body;     ///< the board's name
  std::optional<Date> on;
  std::string standing;  ///< "Open", "Taken" …; may be empty
  bool is_late = false;
};
struct BoardWords {
  std::vector<BoardWord> newest;  ///< newest first
  bool is_all = true;
};

struct Outside {
  /// Under “Promises to boards that you are to answer”, the first due first.
  std::function<std::vector<OutsideTask>(db::Transaction&, operations::Actor const&, Date today)> promises;
  /// About any of the things, as the reader may see it.
  std::function<BoardWords(db::Transaction&, operations::Actor const&, std::vector<std::string> const& things,
                           Date today)>
      boards;
  /// What pays for a theme, or which money names a risk, by its id; empty where there is nothing or the reader may not
  /// see money.
  std::function<html::Html(pages::PageCall const&, std::string const&thing)> resources_of_theme, money_naming_risk;
};

}  // namespace gt::plans
