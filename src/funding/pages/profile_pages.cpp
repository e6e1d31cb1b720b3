#include <algorithm>

#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "funding/profiles/profile.h"
#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "plans/plans.h"
#include "platform/pages/conflict.h"

namespace gt::funding {

using namespace html;

namespace {

struct LineRead {
  Record line;
  std::vector<MonthAmount> months;
  std::vector<ProfileVersion> versions;
  std::vector<plans::Theme> themes;
  std::vector<LineTheme> supported;
};

Result<LineRead> line_of(pages::PageCall const& call) {
  auto const id = TRY(call.id<Id<struct MoneyTag>>("cost_line"));
  auto read = TRY(call.read("money.view", [&](db::Transaction& transaction) -> std::optional<LineRead> {
    auto line = registers::find_open(money_register(), transaction, money_kind("cost line"), id.text());
    if (!line) return std::nullopt;
    return LineRead{*std::move(line), profile_of(transaction, id.text()), profile_versions(transaction, id.text()),
                    plans::list_themes(transaction), themes_of_lines(transaction, id.text())};
  }));
  if (!read) return registers::no_such(money_kind("cost line"));
  return *std::move(read);
}

Page line_frame(Record const& line, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = money_section;
  page.breadcrumbs = {money_link(), {words(line.title), line.address()}};
  page.body << head({.title = page.title, .caption = line.title});
  return page;
}

std::string typed_months(std::vector<MonthAmount> const& months) {
  std::string out;
  for (auto const& each : months) out += fmt::format("{} {}\n", each.month.printed(), each.amount.text());
  return out;
}

Html months_table(LineRead const& read) {
  Table out;
  out.caption = "Profile by month";
  out.shape = TableShape::plain;
  out.columns = {{"Month"}, {"Amount", true}};
  std::optional<FinancialYear> year;
  Money of_year;
  auto const close = [&] {
    if (year) out.rows.push_back({{words(year->printed()), amount_cell(of_year)}, RowKind::total});
    of_year = {};
  };
  for (auto const& each : read.months) {
    if (year && *year != each.month.financial_year()) close();
    year = each.month.financial_year();
    of_year += each.amount;
    out.rows.push_back({{words(each.month.printed()), amount_cell(each.amount)}});
  }
  close();
  return table(out);
}

Html form_part(pages::PageCall const& call, LineRead const& read, FormState const& state) {
  auto const last = read.versions.empty() ? 0 : read.versions.front().number;
  Html fields = textarea(
      {.name = "months",
       .label = "Months and amounts",
       .hint = words("One month a line, such as “April 2019 5,000”. Left empty, the amount is spread evenly over "
                     "the days below."),
       .value = typed_months(read.months),
       .rows = 14},
      state);
  fields << date_input({.name = "from",
                        .label = "Spread from (optional)",
                        .hint = words("Without months. Else the line’s own first day.")},
                       state)
         << date_input({.name = "until", .label = "Spread until (optional)"}, state)
         << text_input({.name = "amount",
                        .label = "Amount to spread (optional)",
                        .hint = words("Else the line’s own."),
                        .width = 10},
                       state)
         << text_input({.name = "agreed_by", .label = "Agreed by (optional)", .hint = words("By role or body.")}, state)
         << text_input({.name = "why", .label = last > 0 ? "Why it changes" : "Why (optional)"}, state)
         << hidden("profile_version", state.shown("profile_version", std::to_string(last)))
         << button_group({button({.label = last > 0 ? "Keep this as the next version" : "Keep this profile"}),
                          link(words("Cancel"), Href{read.line.address()})});
  return form({.action = Href{read.line.address() + "/profile"}, .csrf_token = call.csrf_token(), .body = fields});
}

Page profile_form(pages::PageCall const& call, LineRead const& read, FormState state) {
  auto page = line_frame(read.line, "Profile by month");
  auto const sum = total(read.months);
  auto const amount = *read.line.money("amount");
  if (read.months.empty())
    page.body << paragraph(
        words(fmt::format("Nothing says yet in which months the {} is to be spent.", amount.printed())));
  else
    page.body << lede(words(sum == amount ? fmt::format("{} over {}.", sum.printed(),
                                                        plural(static_cast<std::int64_t>(read.months.size()), "month"))
                                          : fmt::format("The months come to {}; the line has {}. The difference of {} "
                                                        "is shown, and is not made to fit.",
                                                        sum.printed(), amount.printed(),
                                                        (sum < amount ? amount - sum : sum - amount).printed())))
              << months_table(read);
  if (!read.versions.empty()) {
    std::vector<Event> events;
    for (auto const& each : read.versions) {
      Html what = words(fmt::format("Version {} by {}", each.number, each.actor));
      if (!each.agreed_by.empty()) what << ", agreed by " << each.agreed_by;
      if (!each.why.empty()) what << ": " << each.why;
      events.push_back({each.at.iso(), words(each.at.printed()), what});
    }
    page.body << details("Versions: when it changed, who and why", timeline(events));
  }
  if (call.may("money.edit")) {
    page.body << heading(words(read.months.empty() ? "Say in which months" : "Change it"))
              << form_part(call, read, state);
  }
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> profile_page(pages::PageCall& call) {
  auto const read = TRY(line_of(call));
  return pages::page(profile_form(call, read, {}));
}

Result<pages::Answer> set_profile(pages::PageCall& call) {
  auto const read = TRY(line_of(call));
  auto input = call.input({"months", "from", "until", "amount", "agreed_by", "why", "profile_version"});
  input["cost_line"] = read.line.id;
  auto const result = call.perform("cost-line set-profile", input);
  if (result) return pages::see_other(read.line.address() + "/profile", "The profile was kept.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return pages::page(profile_form(call, read, call.refused(error)), error.kind == ErrorKind::conflict ? 409 : 422);
}

Page themes_form(pages::PageCall const& call, LineRead const& read, FormState state) {
  auto page = line_frame(read.line, "Themes this line supports");
  if (read.themes.empty()) {
    page.body << paragraph(words("The plan has no themes yet."));
    return page;
  }
  std::vector<Option> options;
  std::vector<std::string> chosen;
  Html shares;
  for (auto const& theme : read.themes) {
    options.push_back({theme.id.text(), theme.title, {}});
    auto const found = std::find_if(read.supported.begin(), read.supported.end(),
                                    [&](LineTheme const& each) { return each.theme == theme.id.text(); });
    if (found != read.supported.end()) chosen.push_back(found->theme);
    auto const share = found != read.supported.end() && found->share ? records::hundredths_text(*found->share) : "";
    shares << text_input({.name = "share-" + theme.id.text(),
                          .label = theme.title,
                          .value = share,
                          .inputmode = "decimal",
                          .width = 5,
                          .suffix = "%"},
                         state);
  }
  page.body << paragraph(
      words("A line may support several themes. Its pounds are divided between them only where you say how."));
  if (!call.may("money.edit")) {
    std::vector<Html> items;
    for (auto const& theme : read.themes)
      if (std::find(chosen.begin(), chosen.end(), theme.id.text()) != chosen.end())
        items.push_back(link(words(theme.title), Href{"/themes/" + theme.id.text()}));
    page.body << (items.empty() ? paragraph(words("None is named.")) : bullets(items));
    return page;
  }
  Html fields = checkboxes({.name = "themes", .legend = "Themes", .options = options, .values = chosen}, state);
  fields << details("Divide its pounds (optional)", shares)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{read.line.address()})});
  page.body << form({.action = Href{read.line.address() + "/themes"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, read.line.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> themes_page(pages::PageCall& call) {
  auto const read = TRY(line_of(call));
  return pages::page(themes_form(call, read, {}));
}

Result<pages::Answer> set_themes(pages::PageCall& call) {
  auto const read = TRY(line_of(call));
  auto themes = nlohmann::json::array(), shares = nlohmann::json::array();
  bool any_share = false;
  auto const typed = call.typed();
  if (auto const found = typed.find("themes"); found != typed.end())
    for (auto const& each : found->second) {
      themes.push_back(each);
      auto const share = call.request().form("share-" + each).value_or("");
      any_share = any_share || !share.empty();
      shares.push_back(share);
    }
  nlohmann::json input{{"cost_line", read.line.id}, {"version", pages::sent_version(call)}, {"themes", themes}};
  if (any_share) input["shares"] = shares;
  auto const result = call.perform("cost-line set-themes", input);
  if (result) return pages::see_other(read.line.address(), "The themes were kept.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return pages::page(themes_form(call, read, call.refused(error)), error.kind == ErrorKind::conflict ? 409 : 422);
}

Result<pages::Answer> settings_answer(pages::PageCall& call, FormState state, int status) {
  auto const settings =
      TRY(call.read("money.view", [](db::Transaction& transaction) { return money_settings(transaction); }));
  Page page;
  page.title = "Who approves money";
  page.section = money_section;
  page.breadcrumbs = {money_link()};
  page.body << head({.title = page.title})
            << paragraph(words(settings.second_person_above.is_nothing()
                                   ? std::string("Every approval needs somebody else than who asked for it.")
                                   : fmt::format("Above {} an approval needs somebody else than who asked for it.",
                                                 settings.second_person_above.printed())));
  if (call.may("money.decide")) {
    Html fields = text_input({.name = "second_person_above",
                              .label = "A second person approves above",
                              .hint = words("In pounds. 0 means always."),
                              .value = settings.second_person_above.printed(),
                              .width = 10},
                             state);
    fields << text_input({.name = "note_above",
                          .label = "A line needs a note when it is further from its profile than",
                          .hint = words("In pounds. 0 means at any difference."),
                          .value = settings.note_above.printed(),
                          .width = 10},
                         state)
           << button({.label = "Save"});
    page.body << form({.action = "/resources/settings",
                       .csrf_token = call.csrf_token(),
                       .body = fields,
                       .lock_version = pages::version_to_send(state, settings.version)});
  }
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> settings_page(pages::PageCall& call) { return settings_answer(call, {}, 200); }

Result<pages::Answer> set_settings(pages::PageCall& call) {
  auto input = call.input({"second_person_above", "note_above"});
  input["version"] = pages::sent_version(call);
  auto const result = call.perform("money-settings set", input);
  if (result) return pages::see_other("/resources/settings", "It was saved.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return settings_answer(call, call.refused(error), error.kind == ErrorKind::conflict ? 409 : 422);
}

}  // namespace

void add_profile_pages(pages::Site& site) {
  site.get("/cost-lines/{cost_line}/profile", &profile_page);
  site.post("/cost-lines/{cost_line}/profile", &set_profile);
  site.get("/cost-lines/{cost_line}/themes", &themes_page);
  site.post("/cost-lines/{cost_line}/themes", &set_themes);
}

void add_money_settings_page(pages::Site& site) {
  site.get("/resources/settings", &settings_page);
  site.post("/resources/settings", &set_settings);
}

}  // namespace gt::funding
