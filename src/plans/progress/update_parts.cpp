#include "plans/progress/update_parts.h"

#include <fmt/format.h>

namespace gt::plans {

using namespace html;

namespace {

Href address_of(ProgressUpdate const& update) { return Href{"/updates/" + update.id.text()}; }

Html standing(ProgressUpdate const& update) {
  Html out;
  if (update.state == "sent") {
    out << "Waits to be approved. " << link(words("Read and decide"), address_of(update));
    return out;
  }
  out << (update.state == "approved" ? words("Approved") : words("Returned")) << " by " << update.decided_by->name
      << ", " << date(update.decided_at->london_date()) << ".";
  if (!update.decision_note.empty()) out << " " << said(update.decision_note);
  return out;
}

Html what_it_says(ProgressUpdate const& update) {
  Html out;
  out << update.was_done;
  if (!update.changed_for_children.empty()) out << "<br><b>For children:</b> " << update.changed_for_children;
  if (!update.comes_next.empty()) out << "<br><b>Next:</b> " << update.comes_next;
  if (!update.help_wanted.empty()) out << "<br><b>Help wanted:</b> " << update.help_wanted;
  return out;
}

Html or_nothing(std::string const& text) { return text.empty() ? words("Nothing said") : paragraphs(text); }

}  // namespace

Html update_summary(ProgressUpdate const& update) {
  Html sent;
  sent << update.written_by.name << ", " << date(update.written_at.london_date());
  std::vector<SummaryRow> rows{{"How far it is", words(rules::word(update.status)), {}},
                               {"What was done", paragraphs(update.was_done), {}},
                               {"What changed for children", or_nothing(update.changed_for_children), {}},
                               {"What is next", or_nothing(update.comes_next), {}},
                               {"Help wanted", or_nothing(update.help_wanted), {}},
                               {"Sent by", sent, {}}};
  if (update.decided_by) rows.push_back({"Decision", standing(update), {}});
  return summary_list(rows);
}

Html updates_table(std::vector<ProgressUpdate> const& updates, std::string caption) {
  Table rows;
  rows.caption = std::move(caption);
  rows.columns = {{"Sent"}, {"How far it is"}, {"What it says"}, {"Standing"}};
  for (auto const& each : updates) {
    Html sent;
    sent << link(date(each.written_at.london_date()), address_of(each));
    rows.rows.push_back({{with_note(sent, words(each.written_by.name)), words(rules::word(each.status)),
                          what_it_says(each), standing(each)}});
  }
  return table(rows);
}

Html updates_part(Action const& action, std::vector<ProgressUpdate> updates) {
  Html out = heading(words("Updates"), "updates");
  if (updates.empty()) {
    out << paragraph(words("Nobody has sent an update about it yet."));
    return out;
  }
  bool has_more = updates.size() > updates_on_action;
  if (has_more) updates.pop_back();
  out << updates_table(updates, "What its owner has said, newest first");
  if (has_more) out << paragraph(link(words("All its updates"), Href{"/actions/" + action.id.text() + "/updates"}));
  return out;
}

}  // namespace gt::plans
