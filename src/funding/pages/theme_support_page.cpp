#include <algorithm>

#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "plans/plans.h"

namespace gt::funding {

using namespace html;

namespace {

struct ThemesRead {
  std::vector<plans::Theme> themes;
  Support support;
};

Result<pages::Answer> theme_support_page(pages::PageCall& call) {
  auto const read = TRY(call.read("money.view", [](db::Transaction& transaction) {
    ThemesRead out{plans::list_themes(transaction), {}};
    std::vector<std::string> ids;
    for (auto const& each : out.themes) ids.push_back(each.id.text());
    out.support = support_of_themes(transaction, ids);
    return out;
  }));
  auto const title_of = [&](std::string const& id) {
    auto const found =
        std::find_if(read.themes.begin(), read.themes.end(), [&](auto const& each) { return each.id.text() == id; });
    return found == read.themes.end() ? std::string("A theme that is no longer here") : found->title;
  };
  Page page;
  page.title = "What supports each theme";
  page.section = money_section;
  page.body << money_navigation("/resources/themes")
            << head({.title = page.title, .caption = "Lines, not pounds: a line may support several themes"});
  if (read.themes.empty()) {
    page.body << empty_state(
        {"No themes yet", words("Once the plan has themes, this shows which cost lines support each."), {}});
    return pages::page(std::move(page));
  }
  auto const& support = read.support;
  if (!support.thinnest.empty()) {
    std::string names;
    for (auto const& each : support.thinnest) names += (names.empty() ? "" : ", ") + title_of(each);
    page.body << lede(
        words(fmt::format("Least behind it: {}, with {}.", names,
                          plural(static_cast<std::int64_t>(support.themes.back().lines.size()), "line"))));
  }
  Table out;
  out.caption = "Cost lines that support each theme";
  out.columns = {{"Theme"}, {"Lines", true}, {"Which"}, {"Apportioned", true}};
  for (auto const& each : support.themes) {
    Html lines;
    for (auto const& line : each.lines) {
      if (!lines.empty()) lines << ", ";
      lines << link(words(line.title), Href{line.address()});
    }
    out.rows.push_back({{link(words(title_of(each.theme)), Href{"/themes/" + each.theme}),
                         Html{static_cast<std::int64_t>(each.lines.size())}, lines.empty() ? words("None") : lines,
                         each.is_apportioned ? words(each.apportioned.printed()) : words("–")}});
  }
  page.body << table(out);
  if (!support.supporting_none.empty()) {
    std::vector<Html> lines;
    for (auto const& line : support.supporting_none) lines.push_back(link(words(line.title), Href{line.address()}));
    page.body << heading(words("Lines that name no theme")) << bullets(lines);
  }
  page.body << source_line(
      words("Adding pounds by theme would count the same pound several times. Pounds stand here only where "
            "a line says how it is divided."));
  return pages::page(std::move(page));
}

}  // namespace

void add_theme_support_page(pages::Site& site) { site.get("/resources/themes", &theme_support_page); }

}  // namespace gt::funding
