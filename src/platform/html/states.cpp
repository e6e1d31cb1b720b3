#include "platform/html/states.h"

#include <algorithm>

#include "platform/html/content.h"
#include "platform/html/tables.h"

namespace gt::html {
namespace {

std::string joined(std::vector<std::string> const& labels) {
  std::string out;
  for (auto const& each : labels) out += (out.empty() ? "" : ", ") + each;
  return out;
}

Html marked_if_changed(Html const& now, Html const& before, bool before_known, Html const& other) {
  Html out;
  bool const changed = before_known ? !(now == before) : !(now == other);
  if (now.empty()) {
    out << "<span class=\"gt-quiet\">nothing</span>";
  } else if (changed) {
    out << "<span class=\"gt-compare\"><mark>" << now << "</mark></span>";
  } else {
    out << now;
  }
  return out;
}

}  // namespace

Html empty_state(Empty const& empty) {
  Html out;
  out << "<div class=\"gt-empty\"><h2 class=\"govuk-heading-m\">" << empty.title << "</h2><p class=\"govuk-body\">"
      << empty.what_for << "</p>";
  if (!empty.steps.empty()) out << button_group(empty.steps);
  out << "</div>\n";
  return out;
}

Html confirmation(Confirmation const& confirmation) {
  Html out;
  out << "<div class=\"gt-done\"><h1 class=\"govuk-heading-l\">" << confirmation.title << "</h1>";
  if (!confirmation.what.empty()) out << "<p>" << confirmation.what << "</p>";
  out << "</div>\n";
  if (!confirmation.next.empty()) {
    out << heading({"What happens now"}) << bullets(confirmation.next);
  }
  if (!confirmation.after.empty()) out << paragraph(confirmation.after);
  return out;
}

Html conflict(Conflict const& conflict, FormState const& state) {
  bool const opened_known = std::any_of(conflict.fields.begin(), conflict.fields.end(),
                                        [](ConflictField const& field) { return !field.opened.empty(); });
  Table table{.caption = "What differs", .columns = {{"Field"}}, .rows = {}, .caption_shown = true};
  if (opened_known) table.columns.push_back({"Before"});
  table.columns.push_back({"Theirs, saved"});
  table.columns.push_back({"Yours, not saved"});
  for (ConflictField const& field : conflict.fields) {
    Row row{.cells = {Html{field.label}}};
    if (opened_known) {
      row.cells.push_back(field.opened.empty() ? Html{"<span class=\"gt-quiet\">nothing</span>"} : field.opened);
    }
    if (field.is_marked) {
      row.cells.push_back(field.theirs);
      row.cells.push_back(field.mine);
    } else {
      row.cells.push_back(marked_if_changed(field.theirs, field.opened, opened_known, field.mine));
      row.cells.push_back(marked_if_changed(field.mine, field.opened, opened_known, field.theirs));
    }
    table.rows.push_back(std::move(row));
  }
  Html body;
  if (conflict.fields.empty()) {
    body << paragraph(words("What they saved and what you wrote are the same."));
  } else {
    body << html::table(table);
    if (!conflict.same.empty()) body << paragraph(Html{} << "The same in both: " << joined(conflict.same) << ".");
  }
  for (auto const& [name, value] : conflict.mine) body << hidden(name, value);
  body << radios({.name = "keep",
                  .legend = "What do you want to do?",
                  .options = conflict.choices,
                  .hint = conflict.hint,
                  .small = true},
                 state)
       << button({.label = "Continue"});
  Html saved_at;
  if (!conflict.saved_at.empty()) saved_at << " on <strong>" << conflict.saved_at << "</strong>";
  Html out;
  out << head({.title = std::string(conflict_title), .caption = conflict.what})
      << lede(Html{} << "Saved by " << conflict.saved_by << saved_at
                     << " while you were editing. Nothing of yours has been saved, and nothing has been lost: "
                        "both texts are below.")
      << form({.action = conflict.action,
               .csrf_token = conflict.csrf_token,
               .body = body,
               .lock_version = conflict.stored_lock_version});
  return out;
}

Html problem(Problem const& problem) {
  Html out;
  out << head({.title = problem.title}) << lede(problem.what);
  if (!problem.next.empty()) out << paragraph(problem.next);
  if (!problem.request_id.empty()) {
    out << "<p class=\"govuk-body gt-quiet gt-small\">If you ask for help, give this number: <span class=\"gt-hash\">"
        << problem.request_id << "</span></p>\n";
  }
  return out;
}

}  // namespace gt::html
