#include "funding/outside_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "plans/plans.h"

namespace gt::funding {

using namespace html;
using records::capital;

namespace {

struct SupportRead {
  struct Line {
    Record line;
    std::optional<std::int64_t> share;
    std::vector<Record> posts;
  };
  std::vector<Line> lines;
  bool is_thinnest = false;
};

// Among themes with the fewest lines, unless all have as many.
bool is_among_thinnest(std::string const& theme, std::vector<LineTheme> const& all,
                       std::vector<plans::Theme> const& themes) {
  std::map<std::string, std::int64_t> counts;
  for (auto const& each : themes) counts[each.id.text()] = 0;
  for (auto const& each : all)
    if (auto const found = counts.find(each.theme); found != counts.end()) ++found->second;
  auto const own = counts.find(theme);
  if (own == counts.end()) return false;
  auto const [least, most] = std::minmax_element(counts.begin(), counts.end(),
                                                 [](auto const& a, auto const& b) { return a.second < b.second; });
  return own->second == least->second && least->second != most->second;
}

SupportRead read_support(db::Transaction& transaction, std::string const& theme) {
  SupportRead out;
  auto const all = themes_of_lines(transaction);
  out.is_thinnest = is_among_thinnest(theme, all, plans::list_themes(transaction));
  for (auto const& each : all)
    if (each.theme == theme)
      if (auto const line = find_money(transaction, each.line))
        out.lines.push_back({*line, each.share, list_money(transaction, {.kind = "post", .inside = line->id})});
  std::sort(out.lines.begin(), out.lines.end(),
            [](auto const& a, auto const& b) { return a.line.number < b.line.number; });
  return out;
}

Html lines_of_theme(std::vector<SupportRead::Line> const& lines) {
  Table out;
  out.caption = "Cost lines that support this theme";
  out.columns = {{"Line"}, {"Kind"}, {"Stated for this theme", true}, {"Posts"}};
  for (auto const& each : lines) {
    std::vector<Html> posts;
    for (auto const& post : each.posts) {
      Html item = link(words(post.title), Href{post.address()});
      posts.push_back(item << words(" ") << money_state_tag(post));
    }
    auto const amount = *each.line.money("amount");
    out.rows.push_back(
        {{link(words(each.line.title), Href{each.line.address()}), words(capital(each.line.text("line_kind"))),
          each.share ? amount_cell(amount.times(*each.share, 10'000)) : words("Not divided"),
          posts.empty() ? words("–") : bullets(posts)}});
  }
  return table(out);
}

}  // namespace

Html resources_of_theme(pages::PageCall const& call, std::string const& theme) {
  if (!call.may("money.view")) return {};
  auto const read =
      call.read("money.view", [&](db::Transaction& transaction) { return read_support(transaction, theme); });
  if (!read) return {};
  Html out = heading(words("What pays for it"), "resources");
  if (read->is_thinnest)
    out << paragraph(tag("Least behind it", TagKind::warn)
                     << words(fmt::format(" No other theme has fewer than {}.",
                                          plural(static_cast<std::int64_t>(read->lines.size()), "cost line"))));
  if (read->lines.empty()) {
    Html none = words("No cost line names this theme. ");
    none << link(words("Cost lines"), "/cost-lines") << words(" say which themes they support.");
    return out << paragraph(none);
  }
  out << lines_of_theme(read->lines);
  return out << source_line(words(
             "A line may support several themes: its pounds stand here only where it says how they are divided."));
}

Html money_naming_risk(pages::PageCall const& call, std::string const& risk) {
  if (!call.may("money.view")) return {};
  auto const approvals = call.read(
      "money.view", [](db::Transaction& transaction) { return list_money(transaction, {.kind = "approval"}); });
  if (!approvals) return {};
  std::vector<Html> items;
  for (auto const& each : *approvals) {
    if (each.text("risk") != risk) continue;
    Html item = link(words(each.title), Href{each.address()});
    item << words(fmt::format(", {} ", each.money("approved_amount").value_or(*each.money("amount")).printed()))
         << money_state_tag(each);
    if (auto const said = each.text("risk_words"); !said.empty()) item = with_note(item, words(said));
    items.push_back(item);
  }
  if (items.empty()) return {};
  return heading(words("Money whose spending slips with it"), "money") << bullets(items);
}

}  // namespace gt::funding
