#include "funding/pages/money_parts.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "funding/actuals/postings.h"
#include "funding/posts/post_rules.h"
#include "funding/profiles/profile.h"
#include "funding/records/money_steps.h"
#include "plans/plans.h"
#include "platform/records/form.h"

namespace gt::funding {

using namespace html;
using records::capital;

html::Link money_link() { return {words("Resources"), "/resources"}; }

Html money_navigation(std::string_view current) {
  std::vector<NavigationItem> items{{"Overview", "/resources"},
                                    {"Forecast", "/resources/forecast"},
                                    {"Lines", "/cost-lines"},
                                    {"Posts", "/resources/posts"},
                                    {"Themes", "/resources/themes"},
                                    {"Month 13", "/resources/month-13"},
                                    {"Tables", "/resources/tables"},
                                    {"What it bought", "/resources/value"},
                                    {"Month end", "/resources/month-end"},
                                    {"Published spending", "/resources/publication"},
                                    {"Everything recorded", "/resources/records"}};
  bool is_there = false;
  for (auto& each : items) {
    each.current = each.href.text() == current;
    is_there = is_there || each.current;
  }
  if (!is_there) items.back().current = true;
  return sub_navigation(items, "Resources");
}

std::vector<std::string> money_columns(records::Kind const& kind) {
  static std::map<std::string, std::vector<std::string>> const chosen{
      {"fund", {"fund_kind", "held_by", "from", "until"}},
      {"approval", {"amount", "approved_amount", "recurrence", "from"}},
      {"phase", {"amount", "planned", "released_on"}},
      {"draw-down", {"amount", "full_year", "financial_year", "recurrence"}},
      {"cost line", {"line_kind", "amount", "recurrence", "units"}},
      {"post", {"role_id", "grade", "fte", "basis", "planned_start"}},
      {"contribution", {"payer", "share", "agreed"}},
      {"virement", {"from_line", "to_line", "amount", "financial_year"}},
      {"gap reason", {"gap", "said_by", "on"}},
      {"staffing need", {"least", "most", "paid_from", "asked_of"}},
      {"budget position", {"on", "when_printed", "base", "forecast", "stands"}},
      {"year of funding", {"financial_year", "amount", "recurrence"}},
      {"printed amount", {"printed", "amount"}},
      {"ledger code", {"line", "budget", "left_out", "withheld"}},
      {"accrual", {"month", "amount", "said_by"}},
      {"order", {"order_kind", "supplier", "amount", "until", "closed_on"}},
      {"variance note", {"month", "doing", "said_by"}},
      {"underspend return", {"amount", "requested_by"}},
  };
  if (auto const found = chosen.find(kind.word); found != chosen.end()) return found->second;
  std::vector<std::string> out;
  constexpr std::size_t most = 4;
  for (auto const& field : kind.fields)
    if (field.type != records::FieldType::text && out.size() < most) out.push_back(field.name);
  return out;
}

Html money_state_tag(Record const& record) {
  auto const state = state_of(record);
  if (state.empty()) return {};
  auto const shown = record.kind->word == "post" && state == "started" ? std::string("In post") : capital(state);
  bool const good = state == "approved" || state == "started" || state == "inducted" || state == "held";
  bool const bad = state == "refused" || state == "lapsed";
  return tag(shown, good ? TagKind::good : bad ? TagKind::warn : TagKind::quiet);
}

Html amount_cell(Money amount) { return words(amount.printed()); }

std::string in_pounds(Money amount) { return Money::pounds(amount.times(1, 100).pence()).printed(); }
Html pounds_cell(Money amount) { return words(in_pounds(amount)); }

Html bars(std::string_view id, std::string const& title, std::vector<Bar> const& all) {
  constexpr int width = 330, step = 56, bar_top = 19, bar_height = 24;
  std::int64_t most = 1;
  std::string description;
  for (auto const& each : all) {
    most = std::max(most, each.amount.pence());
    description += fmt::format("{} {}. ", each.label, in_pounds(each.amount));
  }
  Html out;
  out << R"(<svg class="gt-chart gt-chart--narrow" role="img")"
      << attribute("viewBox", fmt::format("0 0 {} {}", width + 1, step * static_cast<int>(all.size()) - 8))
      << attribute("aria-labelledby", fmt::format("{0}-title {0}-words", id)) << "><title"
      << attribute("id", fmt::format("{}-title", id)) << ">" << title << "</title><desc"
      << attribute("id", fmt::format("{}-words", id)) << ">" << description << "</desc>\n";
  int top = 0;
  for (auto const& each : all) {
    auto const length =
        static_cast<double>(std::max<std::int64_t>(each.amount.pence(), 0)) / static_cast<double>(most) * (width - 1);
    out << "<text" << attribute("class", "b") << attribute("x", 0) << attribute("y", top + 13) << ">" << each.label
        << "</text><text" << attribute("class", "b end") << attribute("x", width) << attribute("y", top + 13) << ">"
        << in_pounds(each.amount) << "</text><rect" << attribute("class", each.look) << attribute("x", 0)
        << attribute("y", top + bar_top) << attribute("width", fmt::format("{:.1f}", length))
        << attribute("height", bar_height) << "/>\n";
    top += step;
  }
  out << "</svg>\n";
  return out;
}

Html gaps_part(ApprovalStanding const& standing, bool may_explain) {
  Html out;
  for (auto const& gap : standing.gaps) {
    auto const share = fmt::format("{}.{}", gap.tenths_of_per_cent / 10, gap.tenths_of_per_cent % 10);
    Html sentence = words(fmt::format("{} is {} ({}% of what was approved). ", in_pounds(gap.amount), gap.name, share));
    for (auto const& reason : gap.reasons) {
      auto const by = reason.text("said_by");
      sentence << link(words(reason.title), Href{reason.address()})
               << (by.empty() ? words(" ") : words(fmt::format(" ({}) ", by)));
    }
    if (gap.reasons.empty()) {
      sentence << "Nobody has said why.";
      if (may_explain)
        sentence << words(" ")
                 << link(words("Say why"),
                         Query{}.with("inside", standing.approval.id).with("gap", gap.name).at("/gap-reasons/new"));
    }
    out << paragraph(sentence);
  }
  return out;
}

Html total_part(ApprovalStanding const& standing, std::vector<FundStanding> const& all) {
  auto const check = check_total(standing, all);
  if (!check) return {};
  Table out;
  out.caption = fmt::format("What would make up {}", check->total.printed());
  out.caption_shown = true;
  out.columns = {{"Added up"}, {"Comes to", true}, {"Against the total", true}};
  for (auto const& sum : check->sums) {
    auto const amount = sum.short_of;
    auto const against = amount.is_nothing()  ? std::string("exactly")
                         : amount.pence() > 0 ? fmt::format("{} under", amount.printed())
                                              : fmt::format("{} over", (-amount).printed());
    out.rows.push_back({{sum.note.empty() ? words(sum.of) : with_note(words(sum.of), words(sum.note)),
                         words(sum.amount.printed()), words(against)}});
  }
  Html body = heading(words(fmt::format("The total of {}", check->total.printed())));
  body << paragraph(words(check->is_reached
                              ? std::string("One of these ways of adding up reaches it.")
                              : fmt::format("No combination reaches {}. The paper does not say why, and neither do we.",
                                            check->total.printed())));
  if (check->implied_rest.pence() > 0)
    body << paragraph(words(fmt::format("The total less what is there already implies {} for what is still to come.",
                                        check->implied_rest.printed())));
  return body << table(out);
}

Html pipeline_table(std::vector<Record> const& posts, Date today) {
  Table out;
  out.caption = "Posts, from created to in post";
  out.columns = {{"Post"}, {"Step"}, {"Next step"}, {"Starts"}, {"Unspent by waiting", true}, {"What becomes of it"}};
  for (auto const& post : posts) {
    auto const start = expected_start(post, today);
    auto const next = next_step(post, today);
    auto const saved = saved_by_waiting(post, today);
    auto const first = post.date("first_start");
    Html next_cell = words("–");
    if (next) {
      next_cell = with_note(date(next->due), words(fmt::format("to be {}", next->step.word)));
      if (next->due < today && !post.text("step").empty())
        next_cell = with_note(date(next->due), late(today.days_since(next->due)));
    }
    auto const moved = first && start.on != *first ? start.on.days_since(*first) : 0;
    Html start_cell = due(start.on, moved != 0 ? first : std::nullopt, moved != 0 ? 1 : 0);
    if (!start.is_known) start_cell = with_note(start_cell, words("expected"));
    auto const exit = post.text("exit");
    out.rows.push_back(
        {{link(words(post.title), Href{post.address()}), money_state_tag(post), next_cell, start_cell,
          saved ? words(saved->printed()) : words("–"), exit.empty() ? words("Not decided") : words(capital(exit))}});
  }
  return table(out);
}

namespace {

Html standing_of_draw(Record const& draw) {
  auto const full = draw.money("full_year");
  if (!full) return {};
  auto const part = *draw.money("amount");
  Html out =
      paragraph(words(fmt::format("{} in its first year and {} in a full year are the same posts in two years. They "
                                  "are never added within one year.",
                                  part.printed(), full->printed())));
  auto const tenths = tenths_of_months(part, *full);
  auto const year = FinancialYear::from_typed(draw.text("financial_year"));
  if (!tenths || !year || *tenths >= 120) return out;
  auto const start = implied_start(part, *full, *year);
  auto sentence = fmt::format("At that rate {} pays for {}.{} months", part.printed(), *tenths / 10, *tenths % 10);
  if (start) sentence += fmt::format(": what starts about {}", start->printed());
  return out << paragraph(words(sentence + "."));
}

Html standing_of_post(Record const& post, Date today) {
  auto const start = expected_start(post, today);
  std::vector<Html> said;
  if (start.is_known) {
    said.push_back(words(fmt::format("Somebody has been in it since {}.", start.on.printed())));
  } else {
    said.push_back(words(
        fmt::format("Somebody is expected in it on {}, by the steps that are left and the days they usually take.",
                    start.on.printed())));
  }
  if (auto const saved = saved_by_waiting(post, today); saved && saved->pence() > 0)
    said.push_back(words(fmt::format("It was first meant to start on {}. Waiting leaves {} unspent.",
                                     post.date("first_start")->printed(), saved->printed())));
  if (post.text("exit").empty() && post.text("basis") != "permanent") {
    auto const day = post.date("exit_due");
    bool const is_late = day && *day < today;
    said.push_back(words(
        day ? fmt::format("What becomes of it {} decided by {}.", is_late ? "was to be" : "is to be", day->printed())
            : std::string("Nobody has decided what becomes of it, and no day is set for that.")));
  }
  return bullets(said);
}

struct StandingRead {
  std::optional<ApprovalStanding> standing;
  std::vector<FundStanding> all;
};

Result<Html> standing_of_approval(pages::PageCall& call, Record const& record) {
  auto const read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    StandingRead out{std::nullopt, money_overview(transaction, call.environment().clock.today())};
    for (auto const& fund : out.all)
      for (auto const& each : fund.approvals)
        if (each.approval.id == record.id) out.standing = each;
    return out;
  }));
  if (!read.standing) return Html{};
  auto const& amounts = read.standing->amounts;
  Html out;
  if (state_of(record) == "approved")
    out << bars("standing", "What was approved, itemised and drawn",
                {{"Approved", amounts.approved, "f-spruce"},
                 {"Itemised", amounts.itemised, "f-spruce2"},
                 {"Drawn", amounts.drawn, "f-grey"},
                 {"Spent", amounts.spent, "f-grey"},
                 {"Forecast", amounts.forecast, "edge"}});
  out << gaps_part(*read.standing, call.may("money.edit")) << total_part(*read.standing, read.all);
  return out;
}

struct LineStanding {
  std::vector<std::pair<std::string, std::string>> themes;  ///< title and id
  std::vector<MonthAmount> months;
};

// Which themes it supports, and how much of it has months.
Result<Html> standing_of_line(pages::PageCall& call, Record const& line) {
  auto const read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    LineStanding out{{}, profile_of(transaction, line.id)};
    auto const supported = themes_of_lines(transaction, line.id);
    for (auto const& theme : plans::list_themes(transaction))
      if (std::any_of(supported.begin(), supported.end(),
                      [&](LineTheme const& each) { return each.theme == theme.id.text(); }))
        out.themes.emplace_back(theme.title, theme.id.text());
    return out;
  }));
  Html themes = words("Supports ");
  for (auto const& [title, id] : read.themes) {
    if (&title != &read.themes.front().first) themes << ", ";
    themes << link(words(title), Href{"/themes/" + id});
  }
  std::vector<Html> said{read.themes.empty() ? words("No theme is named that it supports") : themes};
  if (read.months.empty())
    said.push_back(words("Nothing says in which months it is spent"));
  else
    said.push_back(words(fmt::format("{} of it has months, from {} to {}", total(read.months).printed(),
                                     read.months.front().month.printed(), read.months.back().month.printed())));
  return bullets(said);
}

// What its ledger has posted to it in this financial year.
Result<Html> standing_of_budget(pages::PageCall& call, Record const& budget) {
  auto const posted =
      TRY(call.read("money.view", [&](db::Transaction& transaction) { return posted_to(transaction, budget.id); }));
  auto const year = FinancialYear::of(call.environment().clock.today());
  Money of_year;
  std::optional<Month> last;
  for (auto const& each : posted) {
    if (each.month.financial_year() != year) continue;
    of_year += each.amount;
    last = each.month;
  }
  if (!last) return Html{};
  return paragraph(words(fmt::format("The ledger has posted {} to it in {}, to the end of {}.", of_year.printed(),
                                     year.printed(), last->printed())));
}

}  // namespace

Result<Html> standing_of_money(pages::PageCall& call, Record const& record) {
  auto const& kind = record.kind->word;
  if (kind == "service budget") return standing_of_budget(call, record);
  if (kind == "draw-down") return standing_of_draw(record);
  if (kind == "post") {
    auto out = standing_of_post(record, call.environment().clock.today());
    return out << TRY(payers_of_post(call, record));
  }
  if (kind == "funding review") return standing_of_review(call, record);
  if (kind == "approval") return standing_of_approval(call, record);
  if (kind == "cost line") return standing_of_line(call, record);
  if (kind == "budget position") {
    auto const base = record.money("base"), forecast = record.money("forecast");
    if (!base || !forecast) return Html{};
    auto const over = *forecast - *base - record.money("changes").value_or(Money());
    return paragraph(words(over.pence() > 0   ? fmt::format("Overspend: {}.", over.printed())
                           : over.pence() < 0 ? fmt::format("Underspend: {}.", (-over).printed())
                                              : std::string("Forecast to spend just what it has.")));
  }
  return Html{};
}

Result<Html> steps_of_money(pages::PageCall& call, Record const& record) {
  std::vector<Html> links;
  for (auto const& step : money_steps())
    if (step.kind == record.kind->word && step.is_open(record) && call.may(step.permission))
      links.push_back(
          link_button(step.title, Href{fmt::format("{}/{}", record.address(), step.verb)}, ButtonKind::secondary));
  if (record.kind->word == "cost line") {
    links.push_back(link_button("Spending and forecast", Href{record.address() + "/forecast"}, ButtonKind::secondary));
    links.push_back(link_button("Profile by month", Href{record.address() + "/profile"}, ButtonKind::secondary));
    links.push_back(link_button("Themes it supports", Href{record.address() + "/themes"}, ButtonKind::secondary));
  }
  if (record.kind->word == "ledger") return ledger_files_part(call, record);
  if (record.kind->word == "service budget" && call.may("money.edit"))
    links.push_back(link_button("Bring a budget monitor in", "/service-budgets/import", ButtonKind::secondary));
  return links.empty() ? Html{} : button_group(links);
}

}  // namespace gt::funding
