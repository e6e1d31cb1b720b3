#include "platform/html/content.h"

#include <algorithm>

#include "platform/core/result.h"

namespace gt::html {
namespace {

Html headed(Literal open, Html const& content, std::string_view id, Literal close) {
  Html out;
  out << open << attribute("id", id.empty() ? std::nullopt : std::optional{std::string(id)}) << ">" << content << close;
  return out;
}

/// Lower-case letters, digits and hyphens, for an id made from words.
std::string slug(std::string_view words) {
  std::string out;
  for (char const c : words) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace

Html link(Html const& text, Href const& href) {
  Html out;
  out << "<a class=\"govuk-link\" href=\"" << href << "\">" << text << "</a>";
  return out;
}

Html head(Head const& head) {
  Html out;
  out << "<div class=\"gt-head\"><div class=\"gt-head__text\">";
  if (!head.caption.empty()) out << "<span class=\"govuk-caption-l\">" << head.caption << "</span>";
  out << "<h1 class=\"govuk-heading-l\">" << head.title;
  if (!head.beside_title.empty()) out << " <span class=\"gt-head__beside\">" << head.beside_title << "</span>";
  out << "</h1>";
  if (!head.facts.empty()) {
    out << "<dl class=\"gt-facts\">";
    for (Fact const& fact : head.facts) {
      out << "<div><dt>" << fact.name << "</dt><dd>" << fact.value << "</dd></div>";
    }
    out << "</dl>";
  }
  out << "</div>";
  if (!head.actions.empty()) {
    out << "<div class=\"gt-head__actions\">";
    for (Link const& action : head.actions) out << link(action.text, action.href);
    out << "</div>";
  }
  out << "</div>\n";
  return out;
}

Html lede(Html const& sentence) {
  Html out;
  out << "<p class=\"gt-lede\">" << sentence << "</p>\n";
  return out;
}

Html paragraph(Html const& content) {
  Html out;
  out << "<p class=\"govuk-body\">" << content << "</p>\n";
  return out;
}

Html heading(Html const& content, std::string_view id) {
  return headed("<h2 class=\"govuk-heading-m\"", content, id, "</h2>\n");
}

Html subheading(Html const& content, std::string_view id) {
  return headed("<h3 class=\"govuk-heading-s\"", content, id, "</h3>\n");
}

Html bullets(std::vector<Html> const& items) {
  Html out;
  if (items.empty()) return out;
  out << "<ul class=\"govuk-list govuk-list--bullet\">";
  for (Html const& item : items) out << "<li>" << item << "</li>";
  out << "</ul>\n";
  return out;
}

Html source_line(Html const& content) {
  Html out;
  out << "<p class=\"gt-source\">" << content << "</p>\n";
  return out;
}

Html details(std::string_view summary, Html const& content, Fold fold) {
  Html out;
  out << "<details class=\"govuk-details\"" << flag("open", fold == Fold::open)
      << "><summary class=\"govuk-details__summary\"><span "
         "class=\"govuk-details__summary-text\">"
      << summary << "</span></summary><div class=\"govuk-details__text\">" << content << "</div></details>\n";
  return out;
}

Html inset(Html const& content) {
  Html out;
  out << "<div class=\"govuk-inset-text\">" << content << "</div>\n";
  return out;
}

Html warning_text(Html const& content) {
  Html out;
  out << "<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>"
         "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning: </span>"
      << content << "</strong></div>\n";
  return out;
}

Html notification_banner(Notice kind, std::string_view title, Html const& content) {
  Html out;
  std::string const id = "notice-" + slug(title);
  if (kind == Notice::success) {
    out << "<div class=\"govuk-notification-banner govuk-notification-banner--success\" role=\"alert\"";
  } else {
    out << "<div class=\"govuk-notification-banner\" role=\"region\"";
  }
  out << attribute("aria-labelledby", id)
      << "><div class=\"govuk-notification-banner__header\"><h2 class=\"govuk-notification-banner__title\""
      << attribute("id", id) << ">" << title
      << "</h2></div><div class=\"govuk-notification-banner__content\"><p class=\"govuk-notification-banner__heading\">"
      << content << "</p></div></div>\n";
  return out;
}

Html summary_list(std::vector<SummaryRow> const& rows) {
  bool const any_action = std::any_of(rows.begin(), rows.end(), [](SummaryRow const& r) { return !r.actions.empty(); });
  Html out;
  out << "<dl class=\"govuk-summary-list\">";
  for (SummaryRow const& row : rows) {
    if (any_action && row.actions.empty()) {
      out << "<div class=\"govuk-summary-list__row govuk-summary-list__row--no-actions\">";
    } else {
      out << "<div class=\"govuk-summary-list__row\">";
    }
    out << "<dt class=\"govuk-summary-list__key\">" << row.key << "</dt><dd class=\"govuk-summary-list__value\">"
        << row.value << "</dd>";
    if (!row.actions.empty()) {
      out << "<dd class=\"govuk-summary-list__actions\">";
      for (std::size_t at = 0; at < row.actions.size(); ++at) {
        auto const& [label, target] = row.actions[at];
        if (at > 0) out << " ";
        out << "<a class=\"govuk-link\" href=\"" << target << "\">" << label << visually_hidden(" " + row.key)
            << "</a>";
      }
      out << "</dd>";
    }
    out << "</div>";
  }
  out << "</dl>\n";
  return out;
}

Html columns(Html const& main, Html const& side) {
  Html out;
  out << "<div class=\"gt-cols\"><div class=\"gt-cols__main\">\n"
      << main << "</div><div class=\"gt-cols__side\">\n"
      << side << "</div></div>\n";
  return out;
}

Html columns_even(Html const& left, Html const& right) {
  Html out;
  out << "<div class=\"gt-cols gt-cols--even\"><div>\n" << left << "</div><div>\n" << right << "</div></div>\n";
  return out;
}

Html panel(std::string_view title, Html const& content) {
  std::string const id = "panel-" + slug(title);
  Html out;
  out << "<section class=\"gt-panel\"" << attribute("aria-labelledby", id) << "><h2" << attribute("id", id) << ">"
      << title << "</h2>" << content << "</section>\n";
  return out;
}

Html tiles(std::vector<Tile> const& tiles) {
  Html out;
  out << "<dl class=\"gt-tiles\">";
  for (Tile const& tile : tiles) {
    out << "<div><dt>" << tile.label << "</dt><dd>" << tile.figure << "</dd></div>";
  }
  out << "</dl>\n";
  return out;
}

Html task_list(std::vector<Task> const& tasks) {
  Html out;
  out << "<ul class=\"gt-list\">\n";
  for (Task const& task : tasks) {
    out << "<li class=\"gt-task\"><div>" << task.what;
    if (!task.note.empty()) out << "<span class=\"gt-cell-note\">" << task.note << "</span>";
    out << "</div>";
    if (!task.when.empty()) out << "<div class=\"gt-task__when\">" << task.when << "</div>";
    out << "</li>\n";
  }
  out << "</ul>\n";
  return out;
}

Html timeline(std::vector<Event> const& events) {
  Html out;
  out << "<ul class=\"gt-timeline\">\n";
  for (Event const& event : events) {
    out << "<li><time" << attribute("datetime", event.datetime) << ">" << event.when << "</time>" << event.what
        << "</li>\n";
  }
  out << "</ul>\n";
  return out;
}

Html change(Html const& old, Html const& now) {
  Html out;
  out << "<span class=\"gt-change\"><del>" << visually_hidden("was ") << old << "</del> to <ins>" << now
      << "</ins></span>";
  return out;
}

Html clock(Clock const& clock) {
  constexpr int width = 350;
  ENSURE(clock.limit > 0);
  int const spent = std::clamp(clock.day, 0, clock.limit) * width / clock.limit;
  Html out;
  out << "<div class=\"gt-clock\"><div class=\"gt-clock__line\"><strong>" << clock.name << "</strong><span>";
  if (clock.met) {
    out << "<span class=\"gt-tag gt-tag--good\">Met</span> day " << clock.day;
  } else if (clock.day > clock.limit) {
    out << "<span class=\"gt-late\">Late</span> day " << clock.day;
  } else {
    out << "Day " << clock.day;
  }
  out << " of " << clock.limit
      << "</span></div><svg viewBox=\"0 0 350 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
         "focusable=\"false\"><rect class=\"left\" width=\"350\" height=\"14\"/><rect class=\"spent\" height=\"14\""
      << attribute("width", spent) << "/></svg>";
  if (!clock.note.empty()) out << "<div class=\"gt-small gt-quiet\">" << clock.note << "</div>";
  out << "</div>\n";
  return out;
}

Html visually_hidden(std::string_view words) {
  Html out;
  out << "<span class=\"govuk-visually-hidden\">" << words << "</span>";
  return out;
}

}  // namespace gt::html
