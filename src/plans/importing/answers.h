#pragma once

#include <string>
#include <vector>

#include "plans/tracker/tracker.h"
#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"

/// What people said about dates of a tracker that name no day, kept with the council's columns, so that the same
/// tracker read again asks nothing twice. Nothing is here that a person did not answer.
namespace gt::plans {

/// Which date of which row is meant, however its words are written.
struct AnswerKey {
  std::string about;  ///< the row's reference, or its action where it has none; in lower case
  bool is_start = false;
  std::string typed;  ///< in lower case

  friend bool operator==(AnswerKey const&, AnswerKey const&) = default;
};
AnswerKey answer_key(tracker::TrackerRow const& row, bool is_start);

struct GivenAnswer {
  AnswerKey key;
  std::string answer;  ///< an ISO day, or `no_date_yet`
  std::string by;
  Instant at;
};

/// The same for two trackers whose columns that were read have the same headings.
std::string layout_of(tracker::Reading const& reading);

/// In the order of what they are about.
std::vector<GivenAnswer> given_answers(db::Transaction& transaction, std::string const& layout);
/// Instead of an earlier answer to the same question.
void remember_answer(db::Transaction& transaction, std::string const& layout, GivenAnswer const& given,
                     AccountId const& account);

/// The answer to the same date of the same row; else the one that was given wherever these words stood in that column,
/// if it was the same everywhere. Null when nobody has answered, or people answered differently.
GivenAnswer const* answer_for(std::vector<GivenAnswer> const& given, AnswerKey const& key);

}  // namespace gt::plans
