#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/plan_parts.h"
#include "plans/pid/pid_pages.h"
#include "plans/thread/reach.h"
#include "platform/core/text.h"

namespace gt::plans {

using namespace html;

namespace {

// A row's address tells it from others of the same page after a “#”; the page itself has no such place.
Href page_of(PidRow const& row) { return Href{row.address.substr(0, row.address.find('#'))}; }

Html part_table(PidPart const& part) {
  Table out;
  out.caption = part.title;
  out.caption_shown = true;
  for (auto const& column : part.columns) out.columns.push_back({column});
  for (auto const& row : part.rows) {
    std::vector<Html> cells;
    for (auto const& cell : row.cells) cells.push_back(cells.empty() ? link(words(cell), page_of(row)) : words(cell));
    out.rows.push_back({cells});
  }
  return table(out);
}

// Old words struck through in their column, new ones underlined in theirs; the columns say which is which.
Html marked_words(std::vector<WordRun> const& runs, WordRun::Kind marked) {
  Html out;
  bool is_first = true;
  for (auto const& run : runs) {
    if (run.kind != WordRun::Kind::same && run.kind != marked) continue;
    if (!is_first) out << " ";
    is_first = false;
    if (run.kind == WordRun::Kind::same)
      out << run.words;
    else if (marked == WordRun::Kind::gone)
      out << "<del>" << run.words << "</del>";
    else
      out << "<ins>" << run.words << "</ins>";
  }
  return out.empty() ? words("Nothing") : out;
}

Html text_difference(PidDifference const& each, std::string_view from, std::string_view to) {
  auto const runs = word_differences(each.before, each.after);
  Table out;
  out.caption = "Words of: " + each.heading;
  out.columns = {{"Which"}, {"Words"}};
  out.rows = {{{words(from), marked_words(runs, WordRun::Kind::gone)}},
              {{words(to), marked_words(runs, WordRun::Kind::added)}}};
  return table(out);
}

std::string_view word_of(PidRowDifference::Kind kind) {
  switch (kind) {
    case PidRowDifference::Kind::added:
      return "Added";
    case PidRowDifference::Kind::gone:
      return "Taken out";
    case PidRowDifference::Kind::changed:
      return "Changed";
  }
  ENSURE(false);
}

Html row_differences_table(PidDifference const& each) {
  Table out;
  out.caption = each.part_title + ": what differs";
  out.caption_shown = true;
  for (auto const& column : each.columns) out.columns.push_back({column});
  out.columns.push_back({"What happened"});
  for (auto const& row : each.rows) {
    std::vector<Html> cells;
    auto const& shown = row.after.empty() ? row.before : row.after;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      bool differs = row.kind == PidRowDifference::Kind::changed && i < row.before.size() && row.before[i] != shown[i];
      cells.push_back(differs ? change(words(row.before[i]), words(shown[i])) : words(shown[i]));
    }
    cells.push_back(words(word_of(row.kind)));
    out.rows.push_back({cells});
  }
  return table(out);
}

}  // namespace

PidChange const* LoadedPid::open_change() const {
  auto found = std::find_if(changes.begin(), changes.end(), [](auto const& each) { return each.state == "asked"; });
  return found == changes.end() ? nullptr : &*found;
}

Result<LoadedPid> load_pid(pages::PageCall const& call) {
  auto id = TRY(call.id<RecordId>("project"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<LoadedPid> {
    auto project = find_record(transaction, id.text());
    if (!project || project->kind->word != "project") return std::nullopt;
    LoadedPid out{
        *std::move(project), find_pid_of(transaction, id), {}, {}, {}, themes_reaching(transaction, id.text())};
    if (out.pid) {
      out.versions = pid_versions(transaction, out.pid->id);
      out.changes = pid_changes(transaction, out.pid->id);
    }
    out.now = content_now(transaction, id, out.pid ? out.pid->sections : std::map<std::string, std::string>{});
    return out;
  }));
  if (!loaded)
    return refuse(ErrorKind::not_found,
                  "There is no such project in the plan. It may have been taken out: look in the plan.");
  return *std::move(loaded);
}

Href pid_address(RecordId const& project) { return Href{"/projects/" + project.text() + "/pid"}; }

Page pid_page_about(LoadedPid const& loaded, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(),
                      {words("Projects"), "/projects"},
                      {words(loaded.project.title), Href{"/projects/" + loaded.project.id.text()}},
                      {words("Initiation document"), pid_address(loaded.project.id)}};
  return page;
}

Html document_part(PidContent const& content) {
  Html out;
  std::int64_t number = 0;
  for (auto const& section : content.sections) {
    out << heading(words(fmt::format("{}. {}", ++number, section.heading)), section.key);
    auto const* part = content.part_of(section.key);
    if (!section.text.empty())
      out << paragraphs(section.text);
    else if (part == nullptr)
      out << R"(<p class="govuk-body gt-quiet">Nothing is written here.</p>)";
    if (part != nullptr) out << part_table(*part);
  }
  return out;
}

Html differences_part(std::vector<PidDifference> const& differences, std::string_view from, std::string_view to) {
  Html out;
  for (auto const& each : differences) {
    out << subheading(words(each.heading));
    if (each.before != each.after) out << text_difference(each, from, to);
    if (!each.rows.empty()) out << row_differences_table(each);
  }
  return out;
}

Html section_inputs(PidContent const& now, FormState const& state) {
  Html out;
  for (auto const& section : pid_sections()) {
    auto const* part = now.part_of(section.key);
    auto help = section.help;
    if (part != nullptr)
      help += fmt::format(" Printed beneath, from the plan: {}, {}.",
                          lower_case(part->title.substr(0, 1)) + part->title.substr(1),
                          plural(static_cast<std::int64_t>(part->rows.size()), "row"));
    auto const* text = now.text_of(section.key);
    out << textarea({.name = section.key,
                     .label = section.is_required ? section.heading : section.heading + " (optional)",
                     .hint = words(help),
                     .value = text != nullptr ? *text : "",
                     .rows = 4},
                    state);
  }
  return out;
}

std::vector<std::string_view> section_names(std::vector<std::string_view> more) {
  for (auto const& section : pid_sections()) more.push_back(section.key);
  return more;
}

std::vector<pages::Conflicting> stored_sections(Pid const& pid) {
  std::vector<pages::Conflicting> out;
  for (auto const& section : pid_sections()) {
    auto found = pid.sections.find(section.key);
    out.push_back({section.heading, section.key, found == pid.sections.end() ? "" : found->second});
  }
  return out;
}

Html pid_line(Record const& project, std::optional<Pid> const& pid, bool has_open_change) {
  Html out;
  out << "Initiation document: ";
  auto const to = pid_address(project.id);
  if (!pid) {
    out << link(words("none yet"), to) << ".";
    return out;
  }
  if (pid->is_locked())
    out << link(words(fmt::format("version {}, approved and locked", pid->latest)), to);
  else if (pid->state == "submitted")
    out << link(words("submitted, waits for approval"), to);
  else
    out << link(words(pid->state == "returned" ? "returned, to be put right" : "a draft"), to);
  if (has_open_change) out << "; a change waits for a decision";
  out << ".";
  return out;
}

}  // namespace gt::plans
