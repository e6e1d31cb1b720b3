#pragma once

#include "plans/pid/pid.h"
#include "plans/pid/pid_rules.h"
#include "platform/pages/conflict.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// Adds `/projects/{project}/pid` and the pages below it.
void add_pid_pages(pages::Site& site);

/// Where a project's initiation document stands, in one sentence with its link, for the project's page.
html::Html pid_line(Record const& project, std::optional<Pid> const& pid, bool has_open_change);

// ---- What the pages of this folder share ----

/// Everything they print about one project's document.
struct LoadedPid {
  Record project;
  std::optional<Pid> pid;
  std::vector<PidVersion> versions;  ///< newest first
  std::vector<PidChange> changes;    ///< newest first
  PidContent now;                    ///< the words as they are, and the records as they stand
  std::vector<std::string> themes;

  PidChange const* open_change() const;
};
/// Of the address's `{project}`. Errors: not_found.
Result<LoadedPid> load_pid(pages::PageCall const& call);

html::Href pid_address(RecordId const& project);
/// A page within the document's, with the ways back.
html::Page pid_page_about(LoadedPid const& loaded, std::string title);

/// The document: each section with its words and the records beneath.
html::Html document_part(PidContent const& content);
/// Section by section, what was and what becomes.
html::Html differences_part(std::vector<PidDifference> const& differences, std::string_view from, std::string_view to);
/// A text area for each section. `now` is what to say about the records beneath.
html::Html section_inputs(PidContent const& now, html::FormState const& state);
/// The names of those text areas, with `more` in front.
std::vector<std::string_view> section_names(std::vector<std::string_view> more = {});
/// What is stored in each section, for the page that two people's versions are shown on.
std::vector<pages::Conflicting> stored_sections(Pid const& pid);

Result<pages::Answer> pid_version_page(pages::PageCall& call);
Result<pages::Answer> pid_compare_page(pages::PageCall& call);
Result<pages::Answer> ask_pid_change_page(pages::PageCall& call);
Result<pages::Answer> ask_pid_change(pages::PageCall& call);
Result<pages::Answer> pid_change_page(pages::PageCall& call);
Result<pages::Answer> decide_pid_change_now(pages::PageCall& call);
Result<pages::Answer> withdraw_pid_change(pages::PageCall& call);

}  // namespace gt::plans
