#include "funding/reviews/review.h"

#include <fmt/format.h>

#include "funding/sql.h"

namespace gt::funding {

namespace {

void keep_post(db::Transaction& transaction, Record const& review, std::int64_t place, Record const& post) {
  auto const full_year = post.money("full_year");
  transaction.execute(sql::insert_review_post,
                      {{"review", review.id},
                       {"place", place},
                       {"post", post.id},
                       {"title", post.title},
                       {"step", state_of(post)},
                       {"full_year", full_year ? std::optional(full_year->pence()) : std::nullopt},
                       {"becomes", post.text("exit")},
                       {"decided_by", post.text("exit_by")},
                       {"decided_on", post.text("exit_on")},
                       {"pays", post.text("exit_pays")},
                       {"why", post.text("exit_why")}});
}

std::string named(std::vector<std::string> const& titles) {
  std::string out;
  for (auto const& each : titles) out += fmt::format("{}“{}”", out.empty() ? "" : ", ", each);
  return out;
}

}  // namespace

std::vector<ReviewPost> review_posts(db::Transaction& transaction, std::string const& review) {
  std::vector<ReviewPost> out;
  for (auto const& row : transaction.rows(sql::list_review_posts, {{"review", review}})) {
    auto const full_year = row.optional_integer("full_year");
    out.push_back({row.text("post"), row.text("title"), row.text("step"),
                   full_year ? std::optional(Money::pence(*full_year)) : std::nullopt, row.text("becomes"),
                   row.text("decided_by"), row.date("decided_on"), row.text("pays"), row.text("why")});
  }
  return out;
}

std::vector<Record> posts_under_review(db::Transaction& transaction, Record const& review) {
  return list_money(transaction, {.kind = "post", .approval = review.parent.value()});
}

Result<Record> hold_review(operations::Call& call, Record review, nlohmann::json const& values) {
  auto const held_on = records::date_of(values, "held_on").value();
  if (held_on > call.today())
    return refuse_field("held_on", "A review is recorded once it was held. This day is still to come.");
  std::vector<std::string> undecided, decided_later;
  auto const posts = posts_under_review(call.db(), review);
  for (auto const& post : posts) {
    if (post.text("exit").empty())
      undecided.push_back(post.title);
    else if (post.date("exit_on").value() > held_on)
      decided_later.push_back(post.title);
  }
  if (!undecided.empty())
    return refuse(ErrorKind::conflict,
                  fmt::format("Nobody has decided yet what becomes of {}. Decide that first: the review keeps what "
                              "becomes of every post.",
                              named(undecided)));
  if (!decided_later.empty())
    return refuse(ErrorKind::conflict,
                  fmt::format("What becomes of {} was decided after {}. Give the day the review was held with every "
                              "decision before it.",
                              named(decided_later), held_on.printed()));
  std::int64_t place = 0;
  for (auto const& post : posts) keep_post(call.db(), review, ++place, post);
  for (auto const* name : {"held_on", "found", "next"}) {
    review.fields.erase(name);
    if (values.contains(name)) review.fields[name] = values.at(name);
  }
  return review;
}

}  // namespace gt::funding
