#include <fmt/format.h>

#include "finder/finder.h"
#include "platform/core/text.h"
#include "platform/html/components.h"

namespace gt::finder {

using namespace html;
using nlohmann::json;

namespace {

constexpr char const* path = "/search";

Html marked(json const& pieces) {
  Html out;
  for (auto const& each : pieces) {
    auto text = each.value("text", "");
    if (each.value("match", false))
      out << "<mark>" << text << "</mark>";
    else
      out << text;
  }
  return out;
}

// Its own id: the header has a field of the same name.
Html search_form(std::string const& typed, std::string const& kind) {
  Html out;
  out << "<form class=\"gt-filter\" action=\"" << Href{path} << "\" method=\"get\" aria-label=\"Search records\">"
      << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"search-words\">Words to look for</label>"
      << "<input class=\"govuk-input\" id=\"search-words\" name=\"q\" type=\"search\" autocomplete=\"off\""
      << attribute("value", typed) << "></div>";
  if (!kind.empty()) out << hidden("kind", kind);
  out << "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\">Search</button></form>\n";
  return out;
}

Html how_to() {
  Html out = heading(words("How to search"));
  out << bullets({words("Every word must be there, in any order: neglect supervision."),
                  words("Words in quotation marks stand together: \"child in need\"."),
                  words("A star stands for the rest of a word: safeg*."),
                  words("A minus leaves out: audits -fostering.")});
  return out;
}

Html nothing_typed(std::string const& typed) {
  Empty empty;
  empty.title = typed.empty() ? "What are you looking for?" : "There is no word to look for";
  empty.what_for = words(
      typed.empty() ? "Type a few words from a finding, a theme, an action or anything else that is held here. You "
                      "find what you may read."
                    : "What was typed has no letters or digits, or only words to leave out. Add a word that must "
                      "be there.");
  Html out = empty_state(empty);
  out << how_to();
  return out;
}

Html nothing_found(std::string const& typed, std::string const& kind, std::string const& kind_label,
                   json const& kinds) {
  Empty empty;
  std::int64_t elsewhere = 0;
  for (auto const& each : kinds) elsewhere += each.value("count", 0);
  empty.title = kind.empty() ? fmt::format("Nothing found for “{}”", typed)
                             : fmt::format("Nothing found for “{}” among {}", typed, lower_case(kind_label));
  if (elsewhere > 0) {
    empty.what_for = words(fmt::format("There is {} of another kind.", plural(elsewhere, "result")));
    empty.steps = {link(words("Look among every kind"), Query{}.with("q", typed).at(path))};
  } else {
    empty.what_for = words(
        "Check the spelling, use fewer words, or only the start of one with a star. What you may not read is not "
        "found.");
  }
  Html out = empty_state(empty);
  out << how_to();
  return out;
}

// The kinds that were found, with how many of each.
Html kinds_navigation(std::string const& typed, std::string const& kind, json const& kinds) {
  std::int64_t total = 0;
  for (auto const& each : kinds) total += each.value("count", 0);
  auto const every = Query{}.with("q", typed);
  std::vector<NavigationItem> items{{"Everything (" + grouped(total) + ")", every.at(path), kind.empty()}};
  for (auto const& each : kinds) {
    auto name = each.value("kind", "");
    items.push_back({fmt::format("{} ({})", each.value("label", ""), grouped(each.value("count", 0))),
                     every.with("kind", name).at(path), name == kind});
  }
  return sub_navigation(items, "Kinds of record");
}

Html results_list(json const& results, std::int64_t first) {
  Html out;
  out << "<ol class=\"gt-list gt-found\"" << attribute("start", first) << ">";
  for (auto const& each : results) {
    auto const& marks = each.at("marks");
    out << "<li><a class=\"govuk-link\" href=\"" << Href{each.value("address", "")} << "\">"
        << marked(marks.at("title")) << "</a> <span class=\"gt-quiet\">" << each.value("label", "") << "</span>";
    if (!marks.at("snippet").empty()) out << "<div class=\"gt-cell-note\">" << marked(marks.at("snippet")) << "</div>";
    out << "</li>";
  }
  out << "</ol>\n";
  return out;
}

std::string label_of(json const& kinds, std::string const& kind) {
  for (auto const& each : kinds)
    if (each.value("kind", "") == kind) return each.value("label", kind);
  return kind;
}

Result<pages::Answer> search_page(pages::PageCall& call) {
  std::string const typed = one_line(call.query().value("q")), kind{call.query().value("kind")};
  auto found = TRY(call.perform("search find", {{"q", typed}, {"kind", kind}, {"page", call.page_number()}}));
  auto const& kinds = found.at("kinds");
  auto const page_number = found.value("page", 1), pages_in_all = found.value("pages", 0);
  auto const total = found.value("total", std::int64_t{0});
  Page page;
  page.title = typed.empty() ? "Search" : fmt::format("Search: {}", typed);
  if (pages_in_all > 1) page.title += fmt::format(" (page {} of {})", page_number, pages_in_all);
  page.body << head({.title = "Search"}) << search_form(typed, kind);
  if (!found.value("asks_something", false)) {
    page.body << nothing_typed(typed);
    return pages::page(std::move(page));
  }
  if (!kinds.empty()) page.body << kinds_navigation(typed, kind, kinds);
  page.body << "<p class=\"gt-result\"><span role=\"status\"><strong>" << plural(total, "result")
            << "</strong></span></p>\n";
  if (total == 0) {
    page.body << nothing_found(typed, kind, label_of(kinds, kind), kinds);
    return pages::page(std::move(page));
  }
  auto first = std::int64_t{page_number - 1} * found.value("page_size", 1) + 1;
  page.body << results_list(found.at("results"), first)
            << pagination({.path = path,
                           .query = Query{}.with("q", typed).with("kind", kind),
                           .page = page_number,
                           .pages = pages_in_all});
  return pages::page(std::move(page));
}

}  // namespace

void add_pages(pages::Site& site) { site.get(path, &search_page); }

}  // namespace gt::finder
