#include <algorithm>

#include "evidence/pages/evidence_list.h"
#include "evidence/pages/evidence_page_list.h"
#include "platform/registers/table_download.h"

namespace gt::evidence {

using namespace html;

namespace {

Result<Listed> read_list(pages::PageCall const& call, Chosen const& chosen, int page) {
  auto today = call.environment().clock.today();
  return call.read("plan.view", [&](db::Transaction& transaction) {
    auto listed = list_evidence(transaction, chosen.filter, sight_of(call.actor()), today, page, chosen.order);
    if (!chosen.is_possible) listed = {{}, 0, listed.total};
    return listed;
  });
}

std::vector<Option> with_all(std::vector<Option> options, std::string all) {
  options.insert(options.begin(), Option{"", std::move(all), {}});
  return options;
}

html::Filter list_filter(Query const& query, Listed const& listed) {
  html::Filter filter;
  filter.path = "/evidence";
  filter.query = query;
  filter.fields = {{"words", "Words or number", {}},
                   {"source", "Source", with_all(source_options(), "All")},
                   {"rung", "Claims", with_all(rung_options(), "Any rung")},
                   {"review", "Review", with_all(review_options(), "All")},
                   {"expired", "Expiry", {{"", "All", {}}, {"no", "Still counts", {}}, {"yes", "Expired", {}}}},
                   {"from", "Dated from"},
                   {"to", "Dated to"}};
  filter.shown = listed.matching;
  filter.total = listed.total;
  filter.noun = "piece of evidence";
  filter.plural_noun = "pieces of evidence";
  return filter;
}

Table list_table(Listed const& listed, Query const& query, Date today) {
  Table out;
  out.caption = sort_key_of(query.value("sort")) ? "Evidence" : "Evidence, newest first";
  out.columns = {{"Evidence", false, "number"}, {"Source", false, "source"},  {"Claims", false, "rung"},
                 {"Covers", false, "dated"},    {"Expiry", false, "expires"}, {"Review", false, "review"}};
  out.sorting = Sorting::from_query("/evidence", query, out.columns, "");
  for (auto const& each : listed.evidence) {
    Html name = link(words(name_of(each)), address_of(each));
    if (each.is_restricted) name << " " << restricted_tag(each);
    auto rung = std::string(word(each.rung));
    rung.front() = static_cast<char>(rung.front() - 'a' + 'A');
    out.rows.push_back({{name, words(source_words(each)), difference(step(each.rung), rung), covered(each),
                         expiry(each, today), review_tag(each)}});
  }
  return out;
}

Html nothing_yet(pages::PageCall const& call) {
  Empty empty;
  empty.title = "No evidence has been added yet";
  empty.what_for = words(
      "Evidence is what shows that something was done, or that it changed something for children: a document, a "
      "measure, an audit, what families say. Start with the one thing you would show an inspector first.");
  if (call.may("evidence.add")) empty.steps = {link_button("Add evidence", "/evidence/new")};
  return empty_state(empty);
}

}  // namespace

Result<pages::Answer> evidence_list_page(pages::PageCall& call) {
  auto const page_number = call.page_number();
  Chosen const chosen{call.query()};
  auto listed = TRY(read_list(call, chosen, page_number));
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Evidence";
  page.section = plan_section;
  page.breadcrumbs = {{words("Improvement plan"), "/plan"}};
  Head top{.title = "Evidence"};
  if (listed.total > 0) {
    if (call.may("evidence.add")) top.actions.push_back({words("Add evidence"), "/evidence/new"});
    for (auto& each : registers::download_links("/evidence", call.query())) top.actions.push_back(std::move(each));
  }
  page.body << head(top);
  if (listed.total == 0) {
    page.body << nothing_yet(call);
    return pages::page(std::move(page));
  }
  page.body << filter_bar(list_filter(call.query(), listed));
  if (!chosen.days) page.body << inset(words("A day in the filter cannot be read. " + chosen.days.error().message));
  if (listed.evidence.empty())
    page.body << paragraph(words(listed.matching == 0 ? "No evidence matches. Take off a filter above to see more."
                                                      : "There is nothing on this page. Go back to the first."));
  else
    page.body << table(list_table(listed, call.query(), today));
  page.body << pagination({.path = "/evidence",
                           .query = call.query(),
                           .page = page_number,
                           .pages = static_cast<int>((listed.matching + page_size - 1) / page_size)});
  return pages::page(std::move(page));
}

}  // namespace gt::evidence
