#include "platform/html/navigation.h"

#include <algorithm>
#include <set>

#include "platform/html/typography.h"

namespace gt::html {
namespace {

/// The words of the value a filter is set to.
std::string chosen_words(FilterField const& field, std::string_view value) {
  for (Option const& option : field.options) {
    if (option.value == value) return option.label;
  }
  return std::string(value);
}

void filter_field(Html& out, FilterField const& field, Query const& query) {
  std::string const id = "filter-" + field.name;
  std::string_view const value = query.value(field.name);
  out << "<div class=\"govuk-form-group\"><label class=\"govuk-label\"" << attribute("for", id) << ">" << field.label
      << "</label>";
  if (field.options.empty()) {
    out << "<input class=\"govuk-input\" type=\"search\"" << attribute("id", id) << attribute("name", field.name)
        << attribute("value", value) << ">";
  } else {
    out << "<select class=\"govuk-select\"" << attribute("id", id) << attribute("name", field.name) << ">";
    for (Option const& option : field.options) {
      out << "<option" << attribute("value", option.value) << flag("selected", option.value == value) << ">"
          << option.label << "</option>";
    }
    out << "</select>";
  }
  out << "</div>";
}

/// The page numbers to show: the ends, the current one and its neighbours; 0 stands for a gap.
std::vector<int> page_numbers(int page, int pages) {
  std::set<int> shown{1, pages};
  for (int near = std::max(1, page - 1); near <= std::min(pages, page + 1); ++near) shown.insert(near);
  std::vector<int> out;
  for (int const number : shown) {
    if (!out.empty() && number == out.back() + 2) {
      out.push_back(number - 1);
    } else if (!out.empty() && number > out.back() + 1) {
      out.push_back(0);
    }
    out.push_back(number);
  }
  return out;
}

}  // namespace

Html breadcrumbs(std::vector<Link> const& links) {
  Html out;
  if (links.empty()) return out;
  out << "<nav class=\"govuk-breadcrumbs\" aria-label=\"Breadcrumb\"><ol class=\"govuk-breadcrumbs__list\">";
  for (Link const& link : links) {
    out << "<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\" href=\"" << link.href
        << "\">" << link.text << "</a></li>";
  }
  out << "</ol></nav>\n";
  return out;
}

Html sub_navigation(std::vector<NavigationItem> const& items, std::string_view label) {
  Html out;
  out << "<nav class=\"gt-subnav\"" << attribute("aria-label", label) << "><ul>";
  for (NavigationItem const& item : items) {
    out << "<li><a href=\"" << item.href << "\"";
    if (item.current) out << " aria-current=\"page\"";
    out << ">" << item.label << "</a></li>";
  }
  out << "</ul></nav>\n";
  return out;
}

Html pagination(Pagination const& pagination) {
  Html out;
  if (pagination.pages <= 1) return out;
  auto const at_page = [&](int page) {
    return pagination.query.with("page", page == 1 ? std::string{} : std::to_string(page)).at(pagination.path);
  };
  out << "<nav class=\"govuk-pagination\" aria-label=\"Pages of this list\">";
  if (pagination.page > 1) {
    out << "<div class=\"govuk-pagination__prev\"><a class=\"govuk-link govuk-pagination__link\" href=\""
        << at_page(pagination.page - 1)
        << "\" rel=\"prev\"><span class=\"govuk-pagination__link-title\">Previous<span "
           "class=\"govuk-visually-hidden\"> page</span></span></a></div>";
  }
  out << "<ul class=\"govuk-pagination__list\">";
  for (int const number : page_numbers(pagination.page, pagination.pages)) {
    if (number == 0) {
      out << "<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">\u22ef</li>";
      continue;
    }
    bool const current = number == pagination.page;
    out << "<li"
        << attribute("class",
                     current ? "govuk-pagination__item govuk-pagination__item--current" : "govuk-pagination__item")
        << "><a class=\"govuk-link govuk-pagination__link\" href=\"" << at_page(number) << "\""
        << attribute("aria-label", "Page " + std::to_string(number));
    if (current) out << " aria-current=\"page\"";
    out << ">" << number << "</a></li>";
  }
  out << "</ul>";
  if (pagination.page < pagination.pages) {
    out << "<div class=\"govuk-pagination__next\"><a class=\"govuk-link govuk-pagination__link\" href=\""
        << at_page(pagination.page + 1)
        << "\" rel=\"next\"><span class=\"govuk-pagination__link-title\">Next<span "
           "class=\"govuk-visually-hidden\"> page</span></span></a></div>";
  }
  out << "</nav>\n";
  return out;
}

Html filter_bar(Filter const& filter) {
  Query const query = filter.query.without("page");
  Html out;
  out << "<form class=\"gt-filter\" action=\"" << Href{filter.path} << "\" method=\"get\" aria-label=\"Filter\">";
  for (auto const& [name, value] : query.pairs()) {
    bool const has_field = std::any_of(filter.fields.begin(), filter.fields.end(),
                                       [&, &key = name](FilterField const& field) { return field.name == key; });
    if (!has_field) out << hidden(name, value);
  }
  for (FilterField const& field : filter.fields) filter_field(out, field, query);
  out << "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\">Apply</button></form>\n";

  Html tags;
  Query cleared = query;
  int on = 0;
  for (FilterField const& field : filter.fields) {
    std::string_view const value = query.value(field.name);
    if (value.empty()) continue;
    ++on;
    cleared = cleared.without(field.name);
    tags << "<li><a class=\"gt-x\" href=\"" << query.without(field.name).at(filter.path) << "\">"
         << visually_hidden("Remove filter ") << field.label << ": " << chosen_words(field, value)
         << " <span aria-hidden=\"true\">\u00d7</span></a></li>";
  }
  if (on > 0) {
    out << "<ul class=\"gt-filter-tags\"><li class=\"gt-quiet\">Showing:</li>" << tags;
    if (on > 1) {
      out << "<li><a class=\"govuk-link\" href=\"" << cleared.at(filter.path) << "\">";
      if (on == 2) {
        out << "Clear both";
      } else {
        out << "Clear all " << on;
      }
      out << "</a></li>";
    }
    out << "</ul>\n";
  }
  std::string const many = filter.plural_noun.empty() ? filter.noun + "s" : filter.plural_noun;
  out << "<p class=\"gt-result\"><span role=\"status\"><strong>";
  if (filter.shown == filter.total) {
    out << plural(filter.total, filter.noun, many);
  } else {
    out << grouped(filter.shown) << " of " << plural(filter.total, filter.noun, many);
  }
  out << "</strong></span></p>\n";
  return out;
}

}  // namespace gt::html
