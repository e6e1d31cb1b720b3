#include <fmt/format.h>

#include "plans/history/plain_words.h"
#include "plans/history/restoring.h"
#include "plans/history/versions.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;

namespace {

Html compare_form(std::vector<PlanVersion> const& versions, Query const& query, FormState const& state) {
  Html fields;
  for (auto const& [name, label] : {std::pair{"from", "From"}, std::pair{"to", "To"}}) {
    std::vector<Option> options{{"", std::string(name) == "to" ? "Now" : "Choose a version", {}}};
    for (auto const& each : versions)
      options.push_back(
          {each.id.text(), fmt::format("{} ({})", each.title, each.frozen_at.london_date().printed()), {}});
    auto day = std::string(name) + "_day";
    fields << select({.name = name,
                      .label = std::string(label) + " version",
                      .options = options,
                      .value = std::string(query.value(name))},
                     state)
           << date_input(
                  {.name = day, .label = std::string("or the end of this day"), .value = std::string(query.value(day))},
                  state);
  }
  Html out;
  out << "<form method=\"get\" action=\"/plan/compare\">" << fields << button({.label = "Compare"}) << "</form>\n";
  return out;
}

Page versions_list(pages::PageCall const& call, std::vector<PlanVersion> const& versions, FormState state) {
  Page page;
  page.title = "Versions of the plan";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = "What was submitted, and what has changed since"})
            << sub_pages("versions");
  Table rows;
  rows.caption = "Frozen versions, newest first";
  rows.columns = {{"Version"}, {"Frozen"}, {"By"}, {"Fingerprint"}, {"Since then"}};
  for (auto const& each : versions)
    rows.rows.push_back(
        {{words(fmt::format("{} {}", each.number, each.title)), moment(each.frozen_at), words(each.actor),
          words(each.content_hash.substr(0, 12)),
          link(words("What changed since"), Query{}.with("from", each.id.text()).at("/plan/compare"))}});
  page.body << (rows.rows.empty()
                    ? paragraph(words("Nothing has been frozen yet. Freeze the plan when it goes to Ofsted, "
                                      "to the department or to a board, so that later changes show."))
                    : table(rows));
  if (call.may("plan.edit")) {
    Html fields = text_input({.name = "title",
                              .label = "Freeze the plan as it stands",
                              .hint = words("What this version is: “As submitted to Ofsted and DfE”.")},
                             state);
    fields << button({.label = "Freeze it", .kind = ButtonKind::secondary});
    page.body << form({.action = "/plan/versions", .csrf_token = call.csrf_token(), .body = fields});
  }
  page.body << heading(words("Compare two points")) << compare_form(versions, {}, {});
  page.form = std::move(state);
  return page;
}

Result<std::vector<PlanVersion>> read_versions(pages::PageCall const& call) {
  return call.read("plan.view", [](db::Transaction& transaction) { return plan_versions(transaction); });
}

std::string chosen(Query const& query, std::string const& name) {
  auto day = query.value(name + "_day");
  return std::string(day.empty() ? query.value(name) : day);
}

Html fields_cell(PlanDifference const& each) {
  std::vector<Html> lines;
  for (auto const& field : each.fields) {
    Html line;
    line << field.label << ": "
         << change(words(field.before.empty() ? "none" : field.before),
                   words(field.after.empty() ? "none" : field.after));
    if (!field.moved.empty()) line << ", " << field.moved;
    lines.push_back(line);
  }
  return lines.empty() ? words("–") : bullets(lines);
}

struct Compared {
  Point from, to;
  std::vector<PlanDifference> differences;
};

Result<Compared> compare_points(pages::PageCall const& call, std::string const& from, std::string const& to) {
  auto today = call.environment().clock.today();
  auto read = call.read("plan.view", [&](db::Transaction& transaction) -> Result<Compared> {
    auto start = TRY(point_of(transaction, "from", from, today));
    auto end = TRY(point_of(transaction, "to", to, today));
    auto differences = compare(states_at(transaction, start.sequence), states_at(transaction, end.sequence));
    put_plainly(transaction, differences);
    return Compared{std::move(start), std::move(end), std::move(differences)};
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return *std::move(read);
}

}  // namespace

Result<pages::Answer> versions_page(pages::PageCall& call) {
  return pages::page(versions_list(call, TRY(read_versions(call)), {}));
}

Result<pages::Answer> freeze_version(pages::PageCall& call) {
  auto result = call.perform("version freeze", call.input({"title"}));
  if (result) return pages::see_other("/plan/versions", "The plan was frozen as it stands.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(versions_list(call, TRY(read_versions(call)), call.refused(result.error())), 422);
}

Result<pages::Answer> compare_page(pages::PageCall& call) {
  auto query = call.query();
  auto versions = TRY(read_versions(call));
  Page page;
  page.title = "What changed in the plan";
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words("Versions"), "/plan/versions"}};
  auto from = chosen(query, "from");
  if (from.empty()) {
    page.body << head({.title = page.title}) << sub_pages("versions")
              << paragraph(words("Choose a version or a day to compare from.")) << compare_form(versions, query, {});
    return pages::page(std::move(page));
  }
  auto compared = compare_points(call, from, chosen(query, "to"));
  if (!compared) {
    page.form.errors = compared.error().fields;
    for (auto& each : page.form.errors)  // said where it was typed
      if (!query.value(each.field + "_day").empty()) each.field += "_day";
    page.body << head({.title = page.title}) << sub_pages("versions") << compare_form(versions, query, page.form);
    return pages::page(std::move(page), 422);
  }
  std::int64_t added = 0, gone = 0, moved = 0, owners = 0;
  Table rows;
  rows.caption = "Everything that differs";
  rows.columns = {{"What"}, {"Kind"}, {"Change"}, {"Fields"}};
  for (auto const& each : compared->differences) {
    added += each.what == "added";
    gone += each.what == "taken out";
    moved += each.date_moved;
    owners += each.owner_changed;
    rows.rows.push_back(
        {{link(words(numbered_title(each)), Href{"/history/" + each.record}),
          words(each.kind == "pid" ? "initiation document" : each.kind), words(each.what), fields_cell(each)}});
  }
  page.body << head({.title = page.title, .caption = fmt::format("{} to {}", compared->from.words, compared->to.words)})
            << sub_pages("versions");
  if (rows.rows.empty()) {
    page.body << lede(words("Nothing differs between the two."));
  } else {
    Html sentence;
    sentence << plural(static_cast<std::int64_t>(rows.rows.size()), "difference") << ": " << added << " added, " << gone
             << " taken out, " << moved << " with another date, " << owners << " with another owner.";
    page.body << lede(sentence) << table(rows);
  }
  page.body << details("Compare other points", compare_form(versions, query, {}));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
