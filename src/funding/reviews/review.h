#pragma once

#include "funding/funding.h"

/// A review of what money did: once held, it keeps what becomes of each post as that was decided by then.
namespace gt::funding {

struct ReviewPost {
  std::string post;  ///< id
  std::string title, step;
  std::optional<Money> full_year;
  std::string becomes;  ///< "mainstream", "extend", "end"
  std::string decided_by;
  Date decided_on;
  std::string pays, why;  ///< either may be empty
};
/// As kept when the review was held; empty before.
std::vector<ReviewPost> review_posts(db::Transaction& transaction, std::string const& review);

/// The posts of the approval that the review is of, in the order of their numbers.
std::vector<Record> posts_under_review(db::Transaction& transaction, Record const& review);

/// Gives the review as it is once held, and keeps its posts. Errors: invalid on `held_on`; conflict while a post of the
/// approval has no decision, or had none on that day, naming the posts.
Result<Record> hold_review(operations::Call& call, Record review, nlohmann::json const& values);

}  // namespace gt::funding
