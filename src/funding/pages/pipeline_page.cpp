#include <fmt/format.h>

#include "evidence/evidence.h"
#include "funding/pages/money_parts.h"
#include "funding/posts/post_rules.h"
#include "plans/plans.h"

namespace gt::funding {

using namespace html;

namespace {

struct Waits {
  Record post;
  std::string title, address;
};

struct PostsRead {
  std::vector<Record> posts;
  std::vector<Waits> waiting;  ///< actions behind posts that nobody is in
};

PostsRead read_posts(db::Transaction& transaction, operations::Actor const& actor) {
  PostsRead out{list_money(transaction, {.kind = "post"}), {}};
  for (auto const& each : list_money(transaction, {.kind = "waiting action"}))
    for (auto const& post : out.posts)
      if (each.parent == post.id && post.text("started_on").empty())
        if (auto const action = plans::find_thing(transaction, each.text("action"), evidence::sight_of(actor)))
          out.waiting.push_back({post, fmt::format("{} {}", action->number, action->title), action->address});
  return out;
}

Result<pages::Answer> pipeline_page(pages::PageCall& call) {
  auto const read =
      TRY(call.read("money.view", [&](db::Transaction& transaction) { return read_posts(transaction, call.actor()); }));
  auto const today = call.environment().clock.today();
  Page page;
  page.title = "Posts";
  page.section = money_section;
  page.body << money_navigation("/resources/posts")
            << head({.title = page.title,
                     .caption = "From created to in post",
                     .actions = {{words("All posts, with filters and downloads"), "/posts"}}});
  if (read.posts.empty()) {
    page.body << empty_state({"No posts yet",
                              words("A post hangs on a cost line. Open the line that pays for it and add it there."),
                              {link_button("Cost lines", "/cost-lines")}});
    return pages::page(std::move(page));
  }
  std::int64_t filled = 0;
  Money unspent;
  for (auto const& post : read.posts) {
    if (!post.text("started_on").empty() && post.text("left_on").empty()) ++filled;
    unspent += saved_by_waiting(post, today).value_or(Money());
  }
  auto sentence = fmt::format("{} of {} filled.", filled, plural(static_cast<std::int64_t>(read.posts.size()), "post"));
  if (unspent.pence() > 0) sentence += fmt::format(" Late starts leave {} unspent.", unspent.printed());
  page.body << lede(words(sentence)) << pipeline_table(read.posts, today);
  if (!read.waiting.empty()) {
    std::vector<Html> items;
    for (auto const& each : read.waiting) {
      Html item = link(words(each.title), Href{each.address});
      item << words(
          fmt::format(" waits for {}, expected {}", each.post.title, expected_start(each.post, today).on.printed()));
      items.push_back(item);
    }
    page.body << heading(words("Actions that wait for a post")) << bullets(items);
  }
  std::string steps;
  for (auto const& each : post_steps()) steps += (steps.empty() ? "" : ", ") + each.word;
  page.body << source_line(
      words(fmt::format("Steps: {}. A start is expected from the last step and the days that the others usually "
                        "take, never before the day that was planned.",
                        steps)));
  return pages::page(std::move(page));
}

}  // namespace

void add_pipeline_page(pages::Site& site) { site.get("/resources/posts", &pipeline_page); }

}  // namespace gt::funding
