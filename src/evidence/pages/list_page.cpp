#include <algorithm>

#include <fmt/format.h>

#include "evidence/pages/evidence_page_list.h"
#include "platform/csv/csv.h"

namespace gt::evidence {

using namespace html;

namespace {

// The filters as the address gives them; an unknown value matches nothing, and the tag shows why.
struct Chosen {
  Filter filter;
  bool is_possible = true;

  explicit Chosen(Query const& query) {
    auto choose = [&](auto& member, std::string_view name, auto const& read) {
      auto value = query.value(name);
      member = read(value);
      if (!value.empty() && !member) is_possible = false;
    };
    choose(filter.source, "source", &source_of);
    choose(filter.rung, "rung", &rung_of);
    choose(filter.review, "review", &review_state_of);
    choose(filter.expired, "expired", [](std::string_view value) {
      return value == "yes" ? std::optional(true) : value == "no" ? std::optional(false) : std::nullopt;
    });
    filter.words = std::string(query.value("words"));
  }
};

Result<Listed> read_list(pages::PageCall const& call, int page) {
  Chosen chosen{call.query()};
  auto today = call.environment().clock.today();
  return call.read("plan.view", [&](db::Transaction& transaction) {
    auto listed = list_evidence(transaction, chosen.filter, sight_of(call.actor()), today, page);
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
                   {"expired", "Expiry", {{"", "All", {}}, {"no", "Still counts", {}}, {"yes", "Expired", {}}}}};
  filter.shown = listed.matching;
  filter.total = listed.total;
  filter.noun = "piece of evidence";
  filter.plural_noun = "pieces of evidence";
  return filter;
}

Table list_table(Listed const& listed, Date today) {
  Table out;
  out.caption = "Evidence, newest first";
  out.columns = {{"Evidence"}, {"Source"}, {"Claims"}, {"Covers"}, {"Expiry"}, {"Review"}};
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
  auto listed = TRY(read_list(call, page_number));
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Evidence";
  page.section = plan_section;
  page.breadcrumbs = {{words("Improvement plan"), "/plan"}};
  Head top{.title = "Evidence"};
  if (listed.total > 0) {
    if (call.may("evidence.add")) top.actions.push_back({words("Add evidence"), "/evidence/new"});
    top.actions.push_back({words("Download this view (CSV)"), call.query().without("page").at("/evidence.csv")});
  }
  page.body << head(top);
  if (listed.total == 0) {
    page.body << nothing_yet(call);
    return pages::page(std::move(page));
  }
  page.body << filter_bar(list_filter(call.query(), listed));
  if (listed.evidence.empty())
    page.body << paragraph(words(listed.matching == 0 ? "No evidence matches. Take off a filter above to see more."
                                                      : "There is nothing on this page. Go back to the first."));
  else
    page.body << table(list_table(listed, today));
  page.body << pagination({.path = "/evidence",
                           .query = call.query(),
                           .page = page_number,
                           .pages = static_cast<int>((listed.matching + page_size - 1) / page_size)});
  return pages::page(std::move(page));
}

Result<pages::Answer> evidence_csv(pages::PageCall& call) {
  auto today = call.environment().clock.today();
  Chosen chosen{call.query()};
  std::string out{csv::byte_order_mark};
  out +=
      "number,title,source,voice,claims,dated,period from,period to,expires,expired,review,reviewer,"
      "reviewed on,what it shows,address,file,file sha256,measure,baseline,baseline of,baseline date,end,"
      "end of,end date,audit question,good or better,audited,restricted,added by,added on\r\n";
  auto iso = [](std::optional<Date> const& date) { return date ? date->iso() : std::string(); };
  auto write = [&](Evidence const& each) {
    auto measure = each.measure.value_or(MeasureRecord{});
    out += csv::row({std::to_string(each.number),
                     each.title,
                     std::string(word(each.source)),
                     each.voice ? std::string(word(*each.voice)) : "",
                     std::string(word(each.rung)),
                     each.dated.iso(),
                     iso(each.period_from),
                     iso(each.period_to),
                     each.expires.iso(),
                     is_expired(each, today) ? "yes" : "no",
                     std::string(word(each.review)),
                     each.reviewer ? each.reviewer->name : "",
                     each.reviewed_at ? each.reviewed_at->london_date().iso() : "",
                     each.shows,
                     each.address,
                     each.file ? each.file->name : "",
                     each.file ? each.file->hash : "",
                     measure.name,
                     printed(measure.baseline.numerator),
                     printed(measure.baseline.denominator),
                     iso(measure.baseline.on),
                     printed(measure.end.numerator),
                     printed(measure.end.denominator),
                     iso(measure.end.on),
                     each.audit ? each.audit->question : "",
                     each.audit ? std::to_string(each.audit->good) : "",
                     each.audit ? std::to_string(each.audit->audited) : "",
                     each.is_restricted ? "yes" : "no",
                     each.added_by.name,
                     each.added_at.london_date().iso()});
  };
  // Every page of what is shown, in one transaction, so that nothing is missed or twice.
  TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    for (int page = 1; chosen.is_possible; ++page) {
      auto listed = list_evidence(transaction, chosen.filter, sight_of(call.actor()), today, page);
      for (auto const& each : listed.evidence) write(each);
      if (static_cast<std::int64_t>(page) * page_size >= listed.matching) break;
    }
    return true;
  }));
  return pages::Answer{web::Response::bytes(std::move(out), csv::content_type).as_download("evidence.csv")};
}

}  // namespace gt::evidence
