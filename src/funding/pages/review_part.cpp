#include "funding/reviews/review.h"

#include <fmt/format.h>

#include "funding/pages/money_parts.h"

namespace gt::funding {

using namespace html;
using records::capital;

namespace {

struct ReviewRead {
  std::vector<ReviewPost> kept;
  std::vector<Record> posts;  ///< as they are today
};

Html kept_table(std::vector<ReviewPost> const& kept) {
  Table out;
  out.caption = "Each post when the review was held";
  out.caption_shown = true;
  out.columns = {{"Post"}, {"Step"}, {"In a full year", true}, {"What becomes of it"}, {"Decided by"}, {"Who pays"}};
  for (auto const& each : kept) {
    Html becomes = words(capital(each.becomes));
    if (!each.why.empty()) becomes = with_note(becomes, words(each.why));
    out.rows.push_back(
        {{link(words(each.title), Href{"/posts/" + each.post}), words(capital(each.step)),
          words(each.full_year ? each.full_year->printed() : "Not given"), becomes,
          with_note(words(each.decided_by), date(each.decided_on)), words(each.pays.empty() ? "–" : each.pays)}});
  }
  return table(out);
}

Html posts_to_decide(std::vector<Record> const& posts) {
  std::vector<Html> undecided;
  for (auto const& post : posts)
    if (post.text("exit").empty()) undecided.push_back(link(words(post.title), Href{post.address()}));
  if (posts.empty()) return paragraph(words("No post hangs on this money: the review keeps what it found."));
  if (undecided.empty())
    return paragraph(words("What becomes of every post is decided. The review can be recorded once it was held."));
  Html out = paragraph(words(fmt::format("It cannot be recorded as held before somebody decides what becomes of {}:",
                                         plural(static_cast<std::int64_t>(undecided.size()), "post"))));
  return out << bullets(undecided);
}

}  // namespace

Result<Html> standing_of_review(pages::PageCall& call, Record const& review) {
  auto const read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    return ReviewRead{review_posts(transaction, review.id), posts_under_review(transaction, review)};
  }));
  auto const held_on = review.date("held_on");
  if (!held_on) return posts_to_decide(read.posts);
  if (read.kept.empty()) return paragraph(words("No post hung on this money when the review was held."));
  Html out = kept_table(read.kept);
  return out << source_line(words(fmt::format(
             "As it was decided by {}, kept when the review was recorded. What was changed since is on each post’s own "
             "page.",
             held_on->printed())));
}

}  // namespace gt::funding
