#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/pid/pid_waiting.h"
#include "plans/plan_store.h"
#include "plans/progress/updates.h"
#include "platform/operations/operations.h"

/// What one person has to do, in a few queries, without reading the plan.
namespace gt::plans {

/// Something that waits for somebody's agreement.
struct ToDecide {
  enum class Kind { date, claim, update } kind;
  std::string id;
  std::int64_t action_number;
  std::string action_title;
  std::string by;  ///< who asked, claimed or wrote, as they were shown then
  Date since;
  std::string what;  ///< the date as ISO, the rung, the status
};

/// Somebody's action that cannot go on before another one is done.
struct HeldUp {
  ActionId action;
  std::int64_t number;
  std::string title;
  ActionId other;
  std::int64_t other_number;
  std::string other_title, other_owner;
  std::optional<Date> other_due;
};

struct MyWork {
  std::vector<Action> actions;  ///< theirs, not done, the first due first
  std::optional<UpdateCycle> cycle;
  AskedList asked;  ///< theirs, outstanding in the open cycle
  std::vector<ToDecide> to_decide;
  std::vector<PidToDecide> documents;  ///< initiation documents, and changes to them, that wait for this person
  std::vector<HeldUp> held_up;

  bool is_empty() const {
    return actions.empty() && asked.asked.empty() && to_decide.empty() && documents.empty() && held_up.empty();
  }
};

/// At most as many rows of each as fit in someone's day.
inline constexpr int most_of_mine = 200;
/// Six queries, more where documents wait. What waits is what this person's roles reach, and is never their own.
MyWork my_work(db::Transaction& transaction, operations::Actor const& person, Date today);

}  // namespace gt::plans
