#include <fmt/format.h>

#include "governance/pages/board_parts.h"
#include "governance/rota/pages/rota_page_list.h"

namespace gt::governance::rota {

using namespace html;

namespace {

std::vector<Option> options_from(auto const& values) {
  std::vector<Option> out;
  for (auto const& each : values) out.push_back({std::string(each), std::string(each), {}});
  return out;
}

std::string number_or_empty(std::optional<int> const& number) { return number ? std::to_string(*number) : ""; }

Html rules_fields(LoadedRota const& rota, FormState const& state) {
  auto const& rules = rota.situation.rules;
  auto const last = rota.situation.versions.empty() ? 0 : rota.situation.versions.back().number;
  std::vector<Option> firm_or_not{{"aimed at", "Aimed at", words("It gives way where it must")},
                                  {"firm", "Firm", words("It never gives way; a clash is named")}};
  auto red = firm_or_not;
  red.push_back({"no rule", "No rule", {}});
  Html fields;
  fields
      << hidden("version", state.shown("version", std::to_string(last)))
      << date_input({.name = "in_force_from",
                     .label = "In force from",
                     .hint = words("What was in force before stays on record"),
                     .value = rota.situation.today.printed()},
                    state)
      << text_input({.name = "themes_a_meeting",
                     .label = "Themes at each meeting",
                     .value = std::to_string(rules.themes_a_meeting),
                     .inputmode = "numeric",
                     .width = 3},
                    state)
      << text_input({.name = "every_months",
                     .label = "Most months between two looks at a theme (optional)",
                     .value = number_or_empty(rules.every_months),
                     .inputmode = "numeric",
                     .width = 3},
                    state)
      << text_input({.name = "every_meetings",
                     .label = "Every theme once at least in any so many meetings (optional)",
                     .value = number_or_empty(rules.every_meetings),
                     .inputmode = "numeric",
                     .width = 3},
                    state)
      << radios({.name = "every_is",
                 .legend = "How much that limit weighs",
                 .options = firm_or_not,
                 .value = rules.every_is},
                state)
      << radios({.name = "red_is",
                 .legend = "A theme off track returns at the next meeting it can",
                 .options = red,
                 .value = rules.red_is},
                state)
      << radios(
             {.name = "asked_is", .legend = "What the board asks for", .options = firm_or_not, .value = rules.asked_is},
             state)
      << select({.name = "importance",
                 .label = "Of what is aimed at, first things first",
                 .options = options_from(importances),
                 .hint = words("The last gives way first"),
                 .value = rules.importance},
                state)
      << radios({.name = "odd_slot",
                 .legend = "A place that is over at the end of a round",
                 .options = {{"wraps round", "The next round begins in it", {}}, {"stays free", "It stays free", {}}},
                 .value = rules.odd_slot},
                state)
      << text_input({.name = "why", .label = "Why (optional)"}, state)
      << button_group({button({.label = "Save the rules"}), link(words("Cancel"), Href{rota.address()})});
  return fields;
}

Html rules_history(LoadedRota const& rota) {
  Table table{.caption = "Rules over time",
              .columns = {{"In force from"}, {"Rules"}, {"Why"}, {"Set by"}},
              .rows = {},
              .caption_shown = true};
  for (auto each = rota.situation.versions.rbegin(); each != rota.situation.versions.rend(); ++each)
    table.rows.push_back({{date(each->in_force_from), words(in_words(*each)), words(each->why), words(each->made_by)}});
  return table.rows.empty() ? paragraph(words("No rules have been set yet.")) : html::table(table);
}

Page framed_page(LoadedRota const& rota, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = boards_section;
  page.breadcrumbs = {boards_link(),
                      {words(rota.situation.body.title), Href{rota.situation.body.address()}},
                      {words("Rota"), Href{rota.address()}}};
  page.body << head({.title = page.title, .caption = rota.situation.body.title});
  return page;
}

Page rules_form(pages::PageCall const& call, LoadedRota const& rota, FormState state) {
  auto page = framed_page(rota, "Rules of the rota");
  if (rota.may_edit)
    page.body << form({.action = Href{rota.address() + "/rules"},
                       .csrf_token = call.csrf_token(),
                       .body = rules_fields(rota, state)});
  page.body << rules_history(rota);
  page.form = std::move(state);
  return page;
}

Page absence_form(pages::PageCall const& call, LoadedRota const& rota, FormState state) {
  auto page = framed_page(rota, "A theme’s lead is away");
  std::vector<Option> themes{{"", "Choose", {}}};
  for (auto const& each : rota.situation.themes)
    themes.push_back({each.theme.id.text(),
                      each.theme.lead_role.empty() ? each.theme.title
                                                   : fmt::format("{} ({})", each.theme.title, each.theme.lead_role),
                      {}});
  Html fields;
  fields << select({.name = "theme", .label = "Theme", .options = themes, .hint = {}, .value = {}}, state)
         << date_input({.name = "from", .label = "First day away"}, state)
         << date_input({.name = "to", .label = "Last day away (the same day when empty)"}, state)
         << text_input({.name = "why",
                        .label = "Why (optional)",
                        .hint = words("Everybody who sees the rota reads this: leave out what is personal")},
                       state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{rota.address()})});
  page.body << paragraph(words("The theme is not planned for meetings on those days."))
            << form(
                   {.action = Href{rota.address() + "/absences/new"}, .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

int status_of(Error const& error) { return error.kind == ErrorKind::conflict ? 409 : 422; }
bool is_shown_in_form(Error const& error) {
  return error.kind == ErrorKind::invalid || error.kind == ErrorKind::conflict;
}

}  // namespace

Result<pages::Answer> rules_page(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  return pages::page(rules_form(call, rota, {}));
}

Result<pages::Answer> set_rules(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  auto input = call.input({"version", "in_force_from", "themes_a_meeting", "every_months", "every_meetings", "every_is",
                           "red_is", "asked_is", "importance", "odd_slot", "why"});
  input["body"] = rota.situation.body.id.text();
  auto const result = call.perform("rota rules", input);
  if (result) return pages::see_other(rota.address(), "The rules were saved. The rota was planned again by them.");
  if (!is_shown_in_form(result.error())) return tl::unexpected<Error>(result.error());
  return pages::page(rules_form(call, rota, call.refused(result.error())), status_of(result.error()));
}

Result<pages::Answer> absence_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const rota = TRY(load_rota(call));
  return pages::page(absence_form(call, rota, {}));
}

Result<pages::Answer> add_absence(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  auto input = call.input({"theme", "from", "to", "why"});
  input["body"] = rota.situation.body.id.text();
  auto const result = call.perform("rota absence", input);
  if (result) return pages::see_other(rota.address(), "Saved. The rota was planned again around it.");
  if (!is_shown_in_form(result.error())) return tl::unexpected<Error>(result.error());
  return pages::page(absence_form(call, rota, call.refused(result.error())), status_of(result.error()));
}

}  // namespace gt::governance::rota
