#include "plans/highlights/document.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "plans/actions/action_rules.h"
#include "plans/pages/plan_parts.h"
#include "platform/core/text.h"

namespace gt::plans {

using nlohmann::json;

namespace {

Words about(Action const& action) {
  return {fmt::format("{} {}", action.number, action.title), address_of(action).text()};
}
Words about(Highlight const& report, ActionId const& id) {
  auto const* action = report.action(id);
  return action != nullptr ? about(*action) : Words{"An action that was taken out"};
}

// "…, and …" between links.
void append_list(Line& line, std::vector<Words> const& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) line.push_back({i + 1 == items.size() ? " and " : ", "});
    line.push_back(items[i]);
  }
}

// Someone else's words in a line of ours.
std::string said(std::string const& their_words) { return "“" + their_words + "”"; }

ReportPart status_part(Highlight const& report, Period const& period) {
  ReportPart part{"Where it stands"};
  if (!report.now) {
    part.none = "The theme has no action, so there is nothing to judge.";
    return part;
  }
  auto row = [&](std::string rating, auto const& word, std::string const& why) {
    part.rows.push_back({{{std::move(rating)}},
                         {{report.before          ? std::string(word(*report.before))
                           : report.was_kept_then ? "No action yet"
                                                  : "Not kept here yet"}},
                         {{std::string(word(*report.now))}},
                         {{why}}});
  };
  part.caption = "Both ratings, when the period began and now";
  part.columns = {"Rating", "On " + period.from.printed(), "Now", "Why"};
  row(
      "Delivered", [](rules::RollUp const& each) { return rules::word(each.delivered); }, report.now->delivered_why);
  row(
      "Difference made", [](rules::RollUp const& each) { return rules::word(each.difference); },
      report.now->difference_why);
  return part;
}

ReportPart achievements(Highlight const& report, Period const& period) {
  ReportPart part{"Achieved"};
  part.none = "Nothing was completed in this period.";
  for (auto const& each : report.actions) {
    if (!each.done_on || *each.done_on < period.from || *each.done_on > period.to) continue;
    Line line{about(each), {fmt::format(", done on {}. ", each.done_on->printed())}};
    std::vector<Words> shown_by;
    if (auto found = report.evidence.find(each.id.text()); found != report.evidence.end())
      for (auto const& item : found->second)
        shown_by.push_back({fmt::format("{} {}", item.number, item.title), "/evidence/" + item.id.text()});
    if (shown_by.empty()) {
      line.push_back({"No evidence is shown here."});
    } else {
      line.push_back({"Shown by "});
      append_list(line, shown_by);
      line.push_back({"."});
    }
    part.lines.push_back(std::move(line));
  }
  return part;
}

ReportPart slipped(Highlight const& report, Period const& period, Date today) {
  ReportPart part{"Slipped, and why"};
  part.none = "Nothing slipped in this period.";
  std::set<std::string> told;
  for (auto const& each : report.date_changes) {
    part.lines.push_back(
        {about(report, each.action),
         {fmt::format(": from {} to {}{}. Cause: {}", each.from_due ? each.from_due->printed() : "no date",
                      each.to_due.printed(), each.state == "agreed" ? ", agreed" : ", asked for and not agreed yet",
                      each.reason)}});
    told.insert(each.action.text());
  }
  // What fell due by the end of the period and was not done has slipped, whether or not anyone asked.
  for (auto const& each : report.actions) {
    if (told.contains(each.id.text()) || !is_late(each, today) || *each.due > period.to) continue;
    part.lines.push_back({about(each),
                          {fmt::format(": due on {} and not done. No cause has been given: nobody asked for another "
                                       "date in this period.",
                                       each.due->printed())}});
  }
  return part;
}

ReportPart next_period(Highlight const& report, Period const& period) {
  auto const next = period_after(period);
  ReportPart part{fmt::format("Next, {} to {}", next.from.printed(), next.to.printed())};
  part.none = "Nothing falls due in the next period.";
  for (auto const& each : report.actions) {
    if (each.status == ActionStatus::done || !each.due || *each.due < next.from || *each.due > next.to) continue;
    part.lines.push_back({about(each), {fmt::format(", due on {}. {}.", each.due->printed(), each.owner_role)}});
  }
  return part;
}

ReportPart difference_part(Highlight const& report) {
  ReportPart part{"What difference for children"};
  part.none = "No difference for children was agreed or reported in this period.";
  for (auto const& each : report.claims)
    part.lines.push_back({about(report, each.action),
                          {fmt::format(": {} {}{}.", said(each.statement), rules::word(each.rung),
                                       each.decided_by ? fmt::format(", agreed by {}", each.decided_by->name)
                                                       : ", stands on its evidence")}});
  for (auto const& each : report.updates)
    if (!each.changed_for_children.empty())
      part.lines.push_back({about(report, each.action),
                            {fmt::format(": {} {} says so; the proof is with the action.",
                                         said(each.changed_for_children), each.written_by.name)}});
  return part;
}

std::string score(Record const& risk, std::string const& suffix = {}) {
  auto const known = risk_score(risk, suffix);
  return known ? known->printed() : "Not scored";
}

ReportPart risks_part(Highlight const& report) {
  ReportPart part{"Risks and issues"};
  part.none = "No risk or issue is open.";
  part.caption = "Open risks and issues: likelihood × impact before and after mitigation";
  part.columns = {"Risk or issue", "Before", "After", "Mitigation"};
  for (auto const& each : report.risks) {
    auto mitigation = each.text("mitigation");
    part.rows.push_back({{{fmt::format("{} {}", each.number, each.title), each.kind->address + "/" + each.id.text()}},
                         {{score(each)}},
                         {{score(each, "_after")}},
                         {{mitigation.empty() ? "None is recorded" : mitigation}}});
  }
  return part;
}

ReportPart help_part(Highlight const& report) {
  ReportPart part{"Help wanted"};
  part.none = "Nobody asked for help in this period.";
  for (auto const& each : report.updates)
    if (!each.help_wanted.empty())
      part.lines.push_back(
          {about(report, each.action), {fmt::format(": {} {}.", said(each.help_wanted), each.written_by.name)}});
  return part;
}

json line_json(Line const& line) {
  auto out = json::array();
  for (auto const& each : line) {
    json piece{{"text", each.text}};
    if (!each.address.empty()) piece["address"] = each.address;
    out.push_back(std::move(piece));
  }
  return out;
}
Line line_from(json const& from) {
  Line out;
  for (auto const& each : from) out.push_back({each.at("text"), each.value("address", "")});
  return out;
}

json part_json(ReportPart const& part) {
  json out{{"heading", part.heading}};
  if (!part.lines.empty()) {
    out["lines"] = json::array();
    for (auto const& each : part.lines) out["lines"].push_back(line_json(each));
  }
  if (!part.rows.empty()) {
    out["caption"] = part.caption;
    out["columns"] = part.columns;
    out["rows"] = json::array();
    for (auto const& row : part.rows) {
      auto cells = json::array();
      for (auto const& cell : row) cells.push_back(line_json(cell));
      out["rows"].push_back(std::move(cells));
    }
  }
  if (part.lines.empty() && part.rows.empty()) out["none"] = part.none;
  return out;
}
ReportPart part_from(json const& from) {
  ReportPart part{from.at("heading")};
  part.none = from.value("none", "");
  part.caption = from.value("caption", "");
  if (from.contains("lines"))
    for (auto const& each : from.at("lines")) part.lines.push_back(line_from(each));
  if (from.contains("rows")) {
    part.columns = from.at("columns").get<std::vector<std::string>>();
    for (auto const& row : from.at("rows")) {
      auto& cells = part.rows.emplace_back();
      for (auto const& cell : row) cells.push_back(line_from(cell));
    }
  }
  return part;
}

html::Html line_html(Line const& line) {
  html::Html out;
  for (auto const& each : line) {
    auto const shown = html::words(each.text);
    out << (each.address.empty() ? shown : html::link(shown, html::Href{each.address}));
  }
  return out;
}

}  // namespace

HighlightDocument document_of(Highlight const& report, Period const& period, Date today, Instant now) {
  return {report.theme.id.text(),
          report.theme.title,
          report.theme.aim,
          report.theme.lead_role,
          period,
          today,
          now,
          {status_part(report, period), achievements(report, period), slipped(report, period, today),
           next_period(report, period), difference_part(report), risks_part(report), help_part(report)}};
}

json to_json(HighlightDocument const& document) {
  auto parts = json::array();
  for (auto const& each : document.parts) parts.push_back(part_json(each));
  return {{"theme", document.theme},
          {"title", document.title},
          {"aim", document.aim},
          {"lead", document.lead},
          {"from", document.period.from.iso()},
          {"to", document.period.to.iso()},
          {"as_of", document.as_of.iso()},
          {"assembled", document.assembled.iso()},
          {"parts", parts}};
}

HighlightDocument document_from(json const& from) {
  auto day = [&](char const* name) { return Date::from_iso(from.at(name).get<std::string>()).value(); };
  HighlightDocument out{from.at("theme"),
                        from.at("title"),
                        from.at("aim"),
                        from.at("lead"),
                        {day("from"), day("to")},
                        day("as_of"),
                        Instant::from_iso(from.at("assembled").get<std::string>()).value(),
                        {}};
  for (auto const& each : from.at("parts")) out.parts.push_back(part_from(each));
  return out;
}

html::Html parts_html(HighlightDocument const& document) {
  html::Html out;
  for (auto const& part : document.parts) {
    out << html::heading(html::words(part.heading));
    if (!part.rows.empty()) {
      html::Table table;
      table.caption = part.caption;
      for (auto const& each : part.columns) table.columns.push_back({each});
      for (auto const& row : part.rows) {
        auto& cells = table.rows.emplace_back().cells;
        for (auto const& cell : row) cells.push_back(line_html(cell));
      }
      out << html::table(table);
    } else if (!part.lines.empty()) {
      std::vector<html::Html> lines;
      for (auto const& each : part.lines) lines.push_back(line_html(each));
      out << html::bullets(lines);
    } else {
      out << html::paragraph(html::words(part.none));
    }
  }
  return out;
}

}  // namespace gt::plans
