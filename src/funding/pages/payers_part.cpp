#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "funding/posts/month_payers.h"
#include "funding/posts/source_mix.h"

namespace gt::funding {

using namespace html;

Result<Html> payers_of_post(pages::PageCall& call, Record const& post) {
  auto const today = call.environment().clock.today();
  auto const mix = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    auto const line = find_money(transaction, post.parent.value());
    return source_mix(post, line ? line->title : std::string("Its line"),
                      list_money(transaction, {.kind = "contribution", .inside = post.id}), today);
  }));
  if (!mix.year && mix.payers.size() == 1 && mix.asked.empty()) return Html{};
  Table out;
  out.caption = "Who pays for this post";
  out.caption_shown = true;
  out.shape = TableShape::plain;
  out.columns = {{"Payer"}, {"Share", true}};
  if (mix.year) {
    out.columns.push_back({"In " + mix.year->printed(), true});
    out.columns.push_back({"In a full year", true});
  }
  Money part, full;
  auto const row_of = [&](Payer const& payer, Html const& name, RowKind kind) {
    std::vector<Html> cells{name, words(records::hundredths_text(payer.share) + "%")};
    if (mix.year) {
      cells.push_back(amount_cell(payer.part_year));
      cells.push_back(amount_cell(payer.full_year));
    }
    out.rows.push_back({cells, kind, {}});
  };
  for (auto const& payer : mix.payers) {
    row_of(payer, payer.is_line ? with_note(words(payer.name), words("its line")) : words(payer.name), RowKind::plain);
    part += payer.part_year;
    full += payer.full_year;
  }
  if (mix.payers.size() > 1) row_of({"", 10'000, part, full}, words("Together"), RowKind::total);
  Html body = table(out);
  for (auto const& payer : mix.asked) {
    auto sentence =
        fmt::format("{} is asked for {}% and has not agreed", payer.name, records::hundredths_text(payer.share));
    if (mix.year)
      sentence += fmt::format(": {} in a full year, which its line pays until then", payer.full_year.printed());
    body << paragraph(words(sentence + "."));
  }
  if (mix.year)
    body << source_line(
        words(fmt::format("{} is the year in which somebody {} it. The two years are the same post, and "
                          "are not added.",
                          mix.year->printed(), post.text("started_on").empty() ? "is expected in" : "came to")));
  return body;
}

Html month_payers_part(MonthThirteen const& month, std::vector<Record> const& contributions) {
  auto const payers = month_payers(month, contributions);
  if (payers.empty()) return {};
  Table out;
  out.caption = fmt::format("Who pays what a month when {} ends", month.approval.title);
  out.caption_shown = true;
  out.shape = TableShape::plain;
  out.columns = {{"Payer"}, {"A month", true}};
  Money all;
  for (auto const& [payer, amount] : payers) {
    out.rows.push_back({{payer == nobody_named ? tag(payer, TagKind::warn) : words(payer), amount_cell(amount)}});
    all += amount;
  }
  if (payers.size() > 1) out.rows.push_back({{words("Together"), amount_cell(all)}, RowKind::total, {}});
  return table(out);
}

}  // namespace gt::funding
