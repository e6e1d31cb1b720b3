#include <algorithm>

#include <fmt/format.h>

#include "governance/pages/board_parts.h"
#include "governance/rota/pages/rota_page_list.h"

namespace gt::governance::rota {

using namespace html;

namespace {

std::vector<Html> titles_at(LoadedRota const& rota, std::size_t m) {
  std::vector<Html> out;
  for (std::size_t t = 0; t < rota.situation.themes.size(); ++t) {
    auto const standing = standing_at(rota.situation, rota.outcome, t, m);
    if (standing == Standing::nothing || standing == Standing::not_here || standing == Standing::away ||
        standing == Standing::leaving)
      continue;
    Html title;
    out.push_back(title << "<strong>" << rota.situation.themes[t].theme.title << "</strong>");
  }
  return out;
}

Html first_words(LoadedRota const& rota) {
  auto const& situation = rota.situation;
  Html out;
  auto const titles = titles_at(rota, 0);
  out << "On " << date(situation.coming[0].on) << " the body looks at "
      << (titles.empty() ? words("no theme") : sentence_list(titles)) << ".";
  std::vector<Html> waiting;
  for (std::size_t t = 0; t < situation.themes.size(); ++t) {
    auto const& planned = rota.outcome.solution->themes[t];
    if (!planned.past_limit) continue;
    Html each;
    waiting.push_back(each << "<strong>" << situation.themes[t].theme.title << "</strong> (up to "
                           << gap_in_words(planned.longest_gap_days) << ")");
  }
  if (!waiting.empty()) out << " Waiting past the limit all the same: " << sentence_list(waiting) << ".";
  return lede(out);
}

Html clash_part(LoadedRota const& rota) {
  if (!rota.outcome.clash) return {};
  auto const listed = [](std::vector<std::string> const& sentences) {
    std::vector<Html> out;
    for (auto const& each : sentences) out.push_back(words(each));
    return bullets(out);
  };
  Html out = warning_text(words(rota.outcome.solution
                                    ? "The firm rules cannot all hold. The rota below breaks them as little as can be."
                                    : "There is no rota, because these cannot hold together."));
  out << listed(clash_words(rota.situation, *rota.outcome.clash)) << paragraph(words("The way on:"))
      << listed(ways_on(rota.situation, *rota.outcome.clash));
  return out;
}

Html rules_line(LoadedRota const& rota) {
  auto const& rules = rota.situation.rules;
  Html out;
  if (rules.number == 0)
    out << "No rules have been set for this rota; it begins with: " << in_words(rules) << ". ";
  else
    out << "Rules in force since " << date(rules.in_force_from) << ": " << in_words(rules) << ". ";
  if (auto const round = meetings_in_a_round(rota.situation, rota.outcome); round > 0) {
    auto const odd = rota.outcome.solution && !rota.situation.coming.empty()
                         ? odd_slots(rota.situation.problem)
                         : round * rules.themes_a_meeting - static_cast<int>(rota.situation.themes.size());
    out << "A full round takes " << plural(round, "meeting");
    if (odd > 0) out << fmt::format(", the last with {} over", plural(odd, "place"));
    out << ". ";
  }
  out << link(words(rota.may_edit ? "Change the rules" : "Earlier rules"), Href{rota.address() + "/rules"});
  return source_line(out);
}

Html accept_part(pages::PageCall const& call, LoadedRota const& rota) {
  auto const steps = steps_to_accept(rota.situation, rota.outcome);
  if (steps.empty() || !rota.may_edit) return {};
  auto const on = std::count_if(steps.begin(), steps.end(), [](Step const& each) { return each.on; });
  auto const off = static_cast<std::int64_t>(steps.size()) - on;
  auto said = fmt::format("Accepting puts {} on the agendas of draft meetings", plural(on, "theme"));
  if (off > 0) said += fmt::format(" and takes {} off that the rota would now have elsewhere", off);
  Html body = paragraph(words(said + ". What was set by hand stays."));
  body << hidden("fingerprint", fingerprint(rota.situation, steps)) << hidden("to", rota.situation.span.to.iso())
       << button({.label = "Accept the suggestions"});
  return form({.action = Href{rota.address() + "/accept"}, .csrf_token = call.csrf_token(), .body = body});
}

std::vector<Option> theme_choices(LoadedRota const& rota) {
  std::vector<Option> out{{"", "Choose", {}}};
  for (auto const& each : rota.situation.themes) out.push_back({each.theme.id.text(), each.theme.title, {}});
  return out;
}

std::vector<Option> draft_meetings(LoadedRota const& rota) {
  std::vector<Option> out{{"", "Choose", {}}};
  for (auto const& each : rota.situation.coming)
    if (each.state == MeetingState::draft) out.push_back({each.id.text(), each.on.printed(), {}});
  return out;
}

Html change_part(pages::PageCall const& call, LoadedRota const& rota, FormState const& state) {
  if (!rota.may_edit || rota.situation.coming.empty() || rota.situation.themes.empty()) return {};
  Html fields;
  fields << select({.name = "meeting", .label = "Meeting", .options = draft_meetings(rota), .hint = {}, .value = {}},
                   state)
         << select({.name = "theme", .label = "Theme", .options = theme_choices(rota), .hint = {}, .value = {}}, state)
         << radios({.name = "what",
                    .legend = "What is decided",
                    .options = {{"set", "Set it here", words("It goes on the agenda and stays there")},
                                {"bar", "Not here", {}},
                                {"request", "The board asks for it at this meeting", {}},
                                {"request by", "The board asks for it by this meeting", {}}},
                    .value = "set",
                    .small = true},
                   state)
         << text_input({.name = "why", .label = "Reason (optional)"}, state)
         << button({.label = "Save", .kind = ButtonKind::secondary});
  Html out = heading(words("Set a theme by hand"), "by-hand");
  out << form({.action = Href{rota.address() + "/themes"}, .csrf_token = call.csrf_token(), .body = fields})
      << paragraph(link(words("A theme’s lead is away"), Href{rota.address() + "/absences/new"}));
  return out;
}

std::string mark_words(LoadedRota const& rota, Mark const& mark) {
  if (mark.kind == "away") return fmt::format("Lead away from {} to {}", mark.from->printed(), mark.to->printed());
  std::string day = "a meeting that is over";
  for (auto const& each : rota.situation.coming)
    if (mark.meeting == each.id) day = each.on.printed();
  if (mark.kind == "set") return "Set for " + day;
  if (mark.kind == "not here") return "Not on " + day;
  return (mark.kind == "asked by" ? "The board asked for it by " : "The board asked for it on ") + day;
}

bool still_matters(LoadedRota const& rota, Mark const& mark) {
  if (mark.kind == "placed") return false;
  if (mark.kind == "away") return mark.to && *mark.to >= rota.situation.today;
  return std::any_of(rota.situation.coming.begin(), rota.situation.coming.end(),
                     [&](auto const& each) { return mark.meeting == each.id; });
}

Html marks_part(pages::PageCall const& call, LoadedRota const& rota) {
  Table table{.caption = "What was said by hand",
              .columns = {{"Theme"}, {"What"}, {"Why"}, {"By"}},
              .rows = {},
              .caption_shown = true};
  if (rota.may_edit) table.columns.push_back({"Take back"});
  for (auto const& mark : rota.situation.marks) {
    if (!still_matters(rota, mark)) continue;
    std::string theme = "A theme that is no longer in the plan";
    for (auto const& each : rota.situation.themes)
      if (each.theme.id.text() == mark.theme) theme = each.theme.title;
    Row row{{words(theme), words(mark_words(rota, mark)), words(mark.why), words(mark.made_by)}};
    if (rota.may_edit)
      row.cells.push_back(button_link({.label = "Take back",
                                       .action = Href{rota.address() + "/marks/" + mark.id.text() + "/take-back"},
                                       .csrf_token = call.csrf_token(),
                                       .about = theme,
                                       .fields = {{"version", std::to_string(mark.version)}}}));
    table.rows.push_back(std::move(row));
  }
  return table.rows.empty() ? Html{} : html::table(table);
}

Html even_line(LoadedRota const& rota) {
  if (!rota.outcome.solution || rota.situation.themes.empty()) return {};
  auto const& fair = rota.outcome.solution->fairness;
  Html out;
  if (auto const& next = rota.situation.problem.next_meeting; next && *next <= rota.situation.span.to)
    out << fmt::format("A rota plans {} meetings at once: later ones are planned when some of these are over. ",
                       most_meetings);
  out << (fair.fewest_looks == fair.most_looks
              ? fmt::format("Every theme is looked at {} in these meetings", plural(fair.most_looks, "time"))
              : fmt::format("Themes are looked at {} to {} times in these meetings", fair.fewest_looks,
                            fair.most_looks))
      << fmt::format("; the longest gap of a theme is {} to {}. ", fair.shortest_gap,
                     plural(fair.longest_gap, "meeting"))
      << (rota.outcome.solution->proven
              ? words("No other rota keeps the rules better and the gaps more even.")
              : words("A slightly more even rota may exist; finding it would take too long."));
  return source_line(out);
}

Html what_is_missing(LoadedRota const& rota) {
  Html out;
  if (rota.situation.themes.empty()) {
    out << "The plan has no themes yet. " << link(words("Add them to the plan"), "/plan")
        << ", then plan who is looked at when.";
  } else {
    out << "No meeting of this body is to come. Add its meetings first: the rota is planned over them.";
  }
  return inset(out);
}

Page page_of(pages::PageCall const& call, LoadedRota const& rota, FormState state) {
  auto const& situation = rota.situation;
  Page page;
  page.title = "Rota of themes";
  page.section = boards_section;
  page.breadcrumbs = {boards_link(), {words(situation.body.title), Href{situation.body.address()}}};
  auto const query = call.query();
  page.body << head({.title = page.title,
                     .caption = situation.body.title,
                     .actions = {{words("Download (ODS)"), query.at(rota.address() + ".ods")},
                                 {words("Download (CSV)"), query.at(rota.address() + ".csv")}}});
  if (situation.themes.empty() || situation.coming.empty()) {
    page.body << what_is_missing(rota);
  } else if (rota.outcome.solution) {
    page.body << first_words(rota);
  }
  page.body << clash_part(rota);
  auto const shown = static_cast<std::int64_t>(situation.past.size() + situation.coming.size());
  page.body << filter_bar({.path = rota.address(),
                           .query = query,
                           .fields = {{"from", "Shown from", {}}, {"to", "Planned up to", {}}},
                           .shown = shown,
                           .total = shown,
                           .noun = "meeting"});
  if (!situation.themes.empty() && shown > 0) page.body << matrix(rota) << by_theme(rota) << rota_key();
  page.body << rules_line(rota);
  if (!situation.coming.empty() && !situation.themes.empty())
    page.body << accept_part(call, rota) << heading(words("Meeting by meeting, and why"), "why") << by_meeting(rota)
              << even_line(rota) << change_part(call, rota, state);
  page.body << marks_part(call, rota);
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> rota_page(pages::PageCall& call) {
  auto const loaded = TRY(load_rota_or_job(call));
  if (auto const* job = std::get_if<std::string>(&loaded)) return pages::see_other("/jobs/" + *job);
  return pages::page(page_of(call, std::get<LoadedRota>(loaded), {}));
}

Result<pages::Answer> mark_theme(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  auto input = call.input({"meeting", "theme", "why"});
  auto const what = call.input({"what"}).value("what", std::string{});
  auto const operation = what == "bar"                               ? "rota bar"
                         : what == "request" || what == "request by" ? "rota request"
                                                                     : "rota set";
  if (what == "request by") input["by"] = true;
  auto const result = call.perform(operation, input);
  if (result) return pages::see_other(rota.address(), "Saved. The rota was planned again around it.");
  if (result.error().kind != ErrorKind::invalid && result.error().kind != ErrorKind::conflict)
    return tl::unexpected<Error>(result.error());
  return pages::page(page_of(call, rota, call.refused(result.error())),
                     result.error().kind == ErrorKind::conflict ? 409 : 422);
}

Result<pages::Answer> take_mark_back(pages::PageCall& call) {
  auto const body = TRY(call.id<EntryId>("body"));
  auto const mark = TRY(call.id<MarkId>("mark"));
  auto input = call.input({"version"});
  input["mark"] = mark.text();
  TRY(call.perform("rota clear", input));
  return pages::see_other("/bodies/" + body.text() + "/rota", "Taken back. The rota was planned again.");
}

Result<pages::Answer> accept_rota(pages::PageCall& call) {
  auto const body = TRY(load_rota(call)).situation.body.id;
  auto input = call.input({"fingerprint", "to"});
  input["body"] = body.text();
  auto const done = TRY(call.perform("rota accept", input));
  return pages::see_other("/bodies/" + body.text() + "/rota",
                          fmt::format("{} put on agendas, {} taken off.", plural(done.value("put_on", 0), "theme"),
                                      done.value("taken_off", 0)));
}

}  // namespace gt::governance::rota
