#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/content.h"
#include "platform/html/fields.h"
#include "platform/html/html.h"
#include "platform/html/query.h"

namespace gt::html {

/// The way back, top first; the current page is not listed. Empty prints nothing.
Html breadcrumbs(std::vector<Link> const& links);

struct NavigationItem {
  std::string label;
  Href href;
  bool current = false;
};
/// The views of one record, as links.
Html sub_navigation(std::vector<NavigationItem> const& items, std::string_view label = "In this section");

/// Pages of a list, numbered from 1, in `?page=`; every other query parameter is kept. Prints nothing for one page.
struct Pagination {
  std::string path;
  Query query{};
  int page = 1;
  int pages = 1;
};
Html pagination(Pagination const& pagination);

/// One filter: a select when it has options (the first stands for "no filter", with an empty value), else a text box.
struct FilterField {
  std::string name;
  std::string label;
  std::vector<Option> options{};
};
/// A GET form above a list, then the filters that are on as tags that can be taken off, then the count. State is in
/// the address only; the page number is dropped when a filter changes, the sorting is kept.
struct Filter {
  std::string path;
  Query query{};
  std::vector<FilterField> fields;
  std::int64_t shown = 0;
  std::int64_t total = 0;
  /// "action": the count reads "12 of 118 actions".
  std::string noun;
  /// When it is not the noun and an s.
  std::string plural_noun{};
};
Html filter_bar(Filter const& filter);

}  // namespace gt::html
