#include "people/pages/page_parts.h"
#include "people/session_rules.h"

namespace gt::people {

using html::words;
using pages::Answer;
using pages::PageCall;

namespace {

// From the registry and the role table, so that it cannot say anything but what is checked.
html::Table permission_table(operations::Registry const& registry) {
  html::Table table{.caption = "What each role may do",
                    .columns = {{"Operation"}},
                    .rows = {},
                    .shape = html::TableShape::scroll,
                    .tight = true};
  for (auto const& role : operations::all_roles()) table.columns.push_back({role_words({role})});
  for (auto const& operation : registry.all()) {
    html::Row row{{html::with_note(words(operation.summary), words(operation.name))}};
    for (auto const& role : operations::all_roles()) {
      if (operation.permission.empty()) {
        row.cells.push_back(words("Own"));
      } else {
        row.cells.push_back(operations::role_grants(role, operation.permission) ? words("Yes") : words("–"));
      }
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Result<Answer> show_permissions(PageCall& call) {
  html::Html main = html::head({.title = "Permissions"});
  main << html::lede(words("What each role may do. A role given for one theme does it for that theme only."))
       << people_navigation(call, "Permissions") << html::table(permission_table(call.environment().registry))
       << html::source_line(
              words("“Own” means everyone signed in, about themselves only. An operation is the same from a "
                    "page, the API and the command line."));
  html::Page page;
  page.title = "Permissions";
  page.section = std::string(people_section);
  page.body = std::move(main);
  return pages::page(std::move(page));
}

}  // namespace

void add_permissions_page(pages::Site& site) { site.get("/permissions", show_permissions); }

}  // namespace gt::people
