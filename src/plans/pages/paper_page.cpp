#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/lists/action_colours.h"
#include "plans/pages/plan_page_list.h"
#include "platform/pages/document_links.h"

namespace gt::plans {

using namespace html;

Result<pages::Answer> plan_paper_page(pages::PageCall& call, office::Writer const& writer) {
  auto plan = TRY(read_plan(call));
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Improvement plan, for print";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.paper = true;
  Head top{.title = plan.programme ? plan.programme->title : "Improvement plan", .caption = call.session().council};
  if (plan.programme && !plan.programme->target.empty()) top.facts.push_back({"Target", words(plan.programme->target)});
  if (plan.programme && plan.programme->start) top.facts.push_back({"Started", date(*plan.programme->start)});
  top.facts.push_back({"As it stood on", date(today)});
  page.body << head(top) << pages::document_links(writer, "/plan/paper");
  if (plan.programme && !plan.programme->vision.empty()) page.body << lede(words(plan.programme->vision));
  page.body << heading(words("What the inspectors said"));
  std::vector<Html> sentences;
  for (auto const& each : plan.findings) {
    Html sentence;
    sentence << "<strong>" << each.number.value_or(each.position) << " " << each.title << "</strong> "
             << said(each.text) << R"( <span class="gt-quiet">)" << each.inspection_title << ". "
             << "Answered by "
             << joined(
                    plan.themes_of_finding(each.id.text()), [](Theme const& theme) { return words(theme.title); },
                    "no theme yet")
             << ".</span>";
    sentences.push_back(sentence);
  }
  page.body << (sentences.empty() ? paragraph(words("No inspection has been added.")) : bullets(sentences));
  auto action_rows = [&](std::vector<Action const*> const& actions, std::string caption) {
    Table out;
    out.caption = std::move(caption);
    out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Where it stands"}};
    for (auto const* each : actions)
      out.rows.push_back(
          {{words(fmt::format("{} {}", each->number, each->title)), words(each->owner_role), due_cell(*each, today),
            status_shape(*each, today), words(each->note.empty() ? "–" : each->note)}});
    return table(out);
  };
  for (auto const& theme : plan.themes) {
    page.body << heading(words(fmt::format("{}. {}", theme.position, theme.title)));
    Html line;
    if (!theme.aim.empty()) line << theme.aim << " ";
    if (!theme.lead_role.empty()) line << "Lead: " << theme.lead_role << ". ";
    if (!theme.aliases.empty()) line << "Also called " << fmt::format("{}", fmt::join(theme.aliases, ", ")) << ".";
    if (!line.empty()) page.body << paragraph(line);
    auto actions = plan.actions_of_theme(theme.id.text());
    if (actions.empty())
      page.body << paragraph(words("No action yet."));
    else
      page.body << action_rows(actions, "Actions of " + theme.title);
  }
  std::vector<Action const*> loose;
  for (auto const& each : plan.actions)
    if (plan.themes_of_action(each.id.text()).empty()) loose.push_back(&each);
  if (!loose.empty()) page.body << heading(words("Actions in no theme")) << action_rows(loose, "Actions in no theme");
  page.body << heading(words("What the colours and shapes mean")) << brag_key_of(brag_variant(plan.programme));
  page.body << source_line(
      words(fmt::format("Printed from Golden Thread on {}.", call.environment().clock.now().printed())));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
