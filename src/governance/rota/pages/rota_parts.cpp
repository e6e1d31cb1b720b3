#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "governance/registers/entry_input.h"
#include "governance/rota/pages/rota_page_list.h"
#include "platform/core/text.h"

namespace gt::governance::rota {

using namespace html;

namespace {

constexpr int days_a_week = 7;
constexpr int days_counted_in_months = 60;
constexpr double days_a_month = 30.44;

Result<Date> day_in(html::Query const& query, std::string_view name, Date usual) {
  auto const given = query.value(name);
  if (given.empty()) return usual;
  auto const day = Date::from_typed(given);
  if (!day) return refuse_field(std::string(name), day.error().message);
  return *day;
}

std::string short_day(Date day) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", day.day(), months[static_cast<std::size_t>(day.month()) - 1]);
}

Html nothing() { return Html{"<span class=\"gt-none\" aria-label=\"not on the agenda\">·</span>"}; }

Html slot(Standing standing) {
  Html out;
  switch (standing) {
    case Standing::nothing:
      return nothing();
    case Standing::set:
    case Standing::placed:
      out << "<span class=\"slot\">";
      break;
    case Standing::returns:
      out << "<span class=\"slot slot--why\">";
      break;
    case Standing::suggested:
      out << "<span class=\"slot slot--maybe\">";
      break;
    default:
      out << "<span class=\"gt-none\">";
  }
  return out << std::string(label(standing)) << "</span>";
}

Html delivered_shape(plans::ActionStatus delivered) {
  switch (delivered) {
    case plans::ActionStatus::off_track:
      return brag(Brag::red, "Off track");
    case plans::ActionStatus::at_risk:
      return brag(Brag::amber, "At risk");
    case plans::ActionStatus::on_track:
      return brag(Brag::green, "On track");
    case plans::ActionStatus::done:
      return brag(Brag::blue, "Done");
    default:
      return brag(Brag::grey, "Not started");
  }
}

Html standing_of(RotaTheme const& theme) { return theme.delivered ? delivered_shape(*theme.delivered) : Html{}; }

Html day_heading(Date day, bool is_past, bool is_next) {
  Html out;
  out << (is_past   ? Html{"<th scope=\"col\" class=\"is-past\">"}
          : is_next ? Html{"<th scope=\"col\" class=\"is-next\">"}
                    : Html{"<th scope=\"col\">"})
      << unbroken(short_day(day)) << "<br>" << day.year();
  if (is_next) out << "<br>next";
  return out << "</th>";
}

Html cell(Html const& content, bool is_past, bool is_next) {
  Html out;
  out << (is_past   ? Html{"<td class=\"is-past\">"}
          : is_next ? Html{"<td class=\"is-next\">"}
                    : Html{"<td>"})
      << content << "</td>";
  return out;
}

std::size_t themes_there(LoadedRota const& rota, std::size_t m) {
  if (rota.outcome.solution) return rota.outcome.solution->plan[m].size();
  return rota.situation.problem.meetings[m].fixed.size() + rota.situation.problem.previous[m].size();
}

Html places(LoadedRota const& rota, std::size_t m) {
  auto const slots = rota.situation.problem.meetings[m].slots;
  auto const there = static_cast<int>(themes_there(rota, m));
  // Without a plan nobody knows what stays free.
  if (there >= slots || !rota.outcome.solution) return words(html::part_of(there, slots));
  Html out;
  out << "<strong>" << fmt::format("{} of {}, {} free", there, slots, slots - there) << "</strong>";
  return out;
}

Html last_look(LoadedRota const& rota, std::size_t t) {
  auto const& last = rota.situation.problem.themes[t].last;
  return last ? date(*last) : words("Never");
}

Html longest_gap(LoadedRota const& rota, std::size_t t) {
  if (!rota.outcome.solution) return {};
  auto const& planned = rota.outcome.solution->themes[t];
  auto const gap = gap_in_words(planned.longest_gap_days);
  if (!planned.past_limit) return words(gap);
  Html out;
  out << "<span class=\"gt-late\">" << gap << ", past its limit</span>";
  return out;
}

Html next_look(LoadedRota const& rota, std::size_t t) {
  if (!rota.outcome.solution || rota.outcome.solution->themes[t].looks.empty()) return words("None planned");
  return date(rota.situation.coming[rota.outcome.solution->themes[t].looks.front()].on);
}

/// A theme with how it stands there and why.
Html theme_with_why(LoadedRota const& rota, std::size_t t, std::size_t m) {
  auto const standing = standing_at(rota.situation, rota.outcome, t, m);
  Html out;
  out << rota.situation.themes[t].theme.title << ": ";
  if (standing == Standing::returns) return out << "returns, off track";
  out << (standing == Standing::suggested ? std::string("suggested") : lower_case(label(standing)));
  if (!rota.outcome.solution) return out;
  for (auto const& each : rota.outcome.solution->meetings[m].slots)
    if (each.theme == t && standing != Standing::set) out << ", " << std::string(reason(each.why));
  return out;
}

}  // namespace

Result<std::variant<LoadedRota, std::string>> load_rota_or_job(pages::PageCall const& call) {
  auto const id = TRY(call.id<EntryId>("body"));
  auto const today = call.environment().clock.today();
  auto span = usual_span(today);
  auto const query = call.query();
  span.from = TRY(day_in(query, "from", span.from));
  span.to = TRY(day_in(query, "to", span.to));
  TRY(check_span(span, today));
  std::optional<Outcome> outcome;
  auto situation = TRY(call.read("board.view", [&](db::Transaction& transaction) {
    auto found = read_situation(transaction, id.text(), span, sight_of(transaction, call.actor(), today), today);
    if (found) outcome = find_plan(transaction, *found);
    return found;
  }));
  if (!situation) return no_such_entry("body");
  if (!outcome && takes_long(*situation)) {
    auto const job = TRY(call.perform(
        "rota plan", {{"body", id.text()}, {"from", span.from.iso()}, {"to", span.to.iso()}, {"as_job", true}}));
    return job.at("job").get<std::string>();
  }
  if (!outcome) outcome = TRY(planned(*situation));
  return LoadedRota{*std::move(situation), *std::move(outcome),
                    operations::may_on_body(call.actor(), "board.edit", id.text())};
}

Result<LoadedRota> load_rota(pages::PageCall const& call) {
  auto loaded = TRY(load_rota_or_job(call));
  if (auto* rota = std::get_if<LoadedRota>(&loaded)) return std::move(*rota);
  return refuse(ErrorKind::conflict,
                "The rota is being planned anew, because something it rests on has changed. Open its page, and do this "
                "again when it is there.");
}

std::string past_label(LoadedRota const& rota, std::size_t theme, std::size_t past) {
  auto const& meeting = rota.situation.past[past];
  auto const& id = rota.situation.problem.themes[theme].id;
  return rota.situation.on_agenda.contains({meeting.id.text(), id}) ? "Held" : "";
}

std::string gap_in_words(int days) {
  if (days < days_a_week * 2) return plural(days, "day");
  if (days < days_counted_in_months) return plural(days / days_a_week, "week");
  return plural(static_cast<int>(days / days_a_month + 0.5), "month");
}

Html matrix(LoadedRota const& rota) {
  auto const& situation = rota.situation;
  Html out;
  out << "<div class=\"gt-wide-only\"><div class=\"gt-scroll\" role=\"region\" aria-label=\"Rota of themes by meeting, "
         "scrolls "
         "sideways\" tabindex=\"0\"><table class=\"gt-matrix\"><caption>Themes by meeting</caption><thead><tr>"
         "<th scope=\"col\">Theme</th>";
  for (auto const& each : situation.past) out << day_heading(each.on, true, false);
  for (std::size_t m = 0; m < situation.coming.size(); ++m) out << day_heading(situation.coming[m].on, false, m == 0);
  out << "<th scope=\"col\">Last looked at</th><th scope=\"col\">Longest gap</th></tr></thead><tbody>";
  for (std::size_t t = 0; t < situation.themes.size(); ++t) {
    out << "<tr><th scope=\"row\">" << situation.themes[t].theme.title << "<br>" << standing_of(situation.themes[t])
        << "</th>";
    for (std::size_t p = 0; p < situation.past.size(); ++p) {
      Html held;
      if (past_label(rota, t, p).empty())
        held = nothing();
      else
        held << "<span class=\"slot\">Held</span>";
      out << cell(held, true, false);
    }
    for (std::size_t m = 0; m < situation.coming.size(); ++m)
      out << cell(slot(standing_at(situation, rota.outcome, t, m)), false, m == 0);
    out << "<td>" << last_look(rota, t) << "</td><td>" << longest_gap(rota, t) << "</td></tr>";
  }
  out << "<tr><th scope=\"row\">Themes at the meeting</th>";
  for (std::size_t p = 0; p < situation.past.size(); ++p) {
    std::int64_t there = 0;
    for (std::size_t t = 0; t < situation.themes.size(); ++t) there += past_label(rota, t, p).empty() ? 0 : 1;
    out << cell(Html{there}, true, false);
  }
  for (std::size_t m = 0; m < situation.coming.size(); ++m) out << cell(places(rota, m), false, m == 0);
  return out << "<td></td><td></td></tr></tbody></table></div></div>";
}

Html by_meeting(LoadedRota const& rota) {
  auto const& situation = rota.situation;
  Table table{.caption = "Themes of each coming meeting",
              .columns = {{"Meeting"}, {"Themes, and why"}, {"Places"}},
              .rows = {}};
  for (std::size_t m = 0; m < situation.coming.size(); ++m) {
    std::vector<Html> themes;
    for (std::size_t t = 0; t < situation.themes.size(); ++t)
      if (standing_at(situation, rota.outcome, t, m) != Standing::nothing) themes.push_back(theme_with_why(rota, t, m));
    Html what = themes.empty() ? words("No theme") : bullets(themes);
    if (rota.outcome.solution && rota.outcome.solution->meetings[m].why_free)
      what << source_line(words(reason(*rota.outcome.solution->meetings[m].why_free)));
    Html meeting = link(date(situation.coming[m].on), Href{situation.coming[m].address()});
    if (situation.coming[m].state != MeetingState::draft) meeting << " " << tag("Papers out");
    table.rows.push_back({{meeting, what, places(rota, m)}});
  }
  return html::table(table);
}

Html by_theme(LoadedRota const& rota) {
  Table table{.caption = "Looks at each theme",
              .columns = {{"Theme"}, {"Last looked at"}, {"Next"}, {"Longest gap"}},
              .rows = {}};
  for (std::size_t t = 0; t < rota.situation.themes.size(); ++t) {
    Html theme = words(rota.situation.themes[t].theme.title);
    theme << " " << standing_of(rota.situation.themes[t]);
    table.rows.push_back({{theme, last_look(rota, t), next_look(rota, t), longest_gap(rota, t)}});
  }
  Html out;
  return out << "<div class=\"gt-narrow-only\">" << html::table(table) << "</div>";
}

Html rota_key() {
  using plans::ActionStatus;
  Table table{.caption = "What the colours, shapes and words mean", .columns = {{"Shown"}, {"Means"}}, .rows = {}};
  auto const add = [&](Html const& shown, std::string_view means) { table.rows.push_back({{shown, words(means)}}); };
  add(delivered_shape(ActionStatus::off_track), "At least one action of the theme is off track.");
  add(delivered_shape(ActionStatus::at_risk),
      "At least one action of the theme is at risk or late; none is off track.");
  add(delivered_shape(ActionStatus::on_track), "None of the theme’s actions is at risk, off track or late.");
  add(delivered_shape(ActionStatus::done), "All of the theme’s actions are done.");
  add(delivered_shape(ActionStatus::not_started), "None of the theme’s actions has started.");
  add(words("Held"), "The theme was on the agenda of a meeting that is over.");
  for (auto const& [standing, means] :
       {std::pair{Standing::set, "On the agenda by hand, or because the papers are out; it stays."},
        std::pair{Standing::placed, "On the agenda, from suggestions that were accepted."},
        std::pair{Standing::suggested, "What the rota suggests; on no agenda until it is accepted."},
        std::pair{Standing::returns, "The theme is off track, and so comes back soon."},
        std::pair{Standing::leaving, "On the agenda; the rota would now have it at another meeting."},
        std::pair{Standing::not_here, "Somebody kept the theme off this meeting."},
        std::pair{Standing::away, "Whoever leads the theme is away."}})
    add(words(label(standing)), means);
  return details("What the colours, shapes and words mean", html::table(table));
}

}  // namespace gt::governance::rota
