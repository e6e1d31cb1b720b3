#include <algorithm>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/pid/pid.h"
#include "plans/plan_store.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

// What the system knows of a project already, as an initiation document prints it: not how things stand, which changes
// every week, but what was meant.
namespace gt::plans {

namespace {

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string day_or_dash(std::optional<Date> const& date) { return date ? date->printed() : "–"; }
std::string or_dash(std::string text) { return text.empty() ? "–" : text; }

std::string page_of(Record const& record) { return record.kind->address + "/" + record.id.text(); }
std::string page_of(Action const& action) { return "/actions/" + action.id.text(); }

// "71 per cent (730 of 1,028)", "45 days".
std::string measured(Record const& measure, std::string const& name) {
  auto numerator = measure.whole_number(name + "_numerator");
  auto denominator = measure.whole_number(name + "_denominator");
  if (!numerator) return "–";
  if (!denominator) return fmt::format("{} {}", *numerator, measure.text("unit") == "days" ? "days" : "");
  return fmt::format("{} of {}", *numerator, *denominator);
}

std::string scores(Record const& risk, std::string const& suffix) {
  auto const score = risk_score(risk, suffix);
  return score ? score->printed() : "–";
}

class LiveParts {
 public:
  LiveParts(db::Transaction& transaction, Record const& project)
      : transaction_{transaction},
        project_{project},
        inside_{records_in(transaction, project.id.text())},
        actions_{actions_under(transaction, project.id.text())} {}

  PidPart named(std::string const& name) {
    if (name == "project") return project();
    if (name == "objectives") return objectives();
    if (name == "measures") return measures();
    if (name == "deliverables") return deliverables();
    if (name == "milestones") return milestones();
    if (name == "team") return team();
    if (name == "dependencies") return dependencies();
    if (name == "risks") return risks();
    ENSURE(name.empty());
    return {};
  }

 private:
  PidPart project() {
    PidPart out{"", "The project", {"What", "As set in the plan"}, {}};
    auto const at = page_of(project_);
    auto add = [&](std::string const& label, std::string value) {
      if (!value.empty()) out.rows.push_back({at + "#" + label, {label, std::move(value)}});
    };
    std::string above;
    for (auto const& link : links_to(transaction_, project_.id.text()))
      if (link.from_kind == "theme" || link.from_kind == "finding")
        if (auto thing = find_thing(transaction_, link.from_id); thing && !thing->is_ended)
          above += (above.empty() ? "" : "; ") + with_capital(thing->kind) + ": " + thing->title;
    add("Answers", above);
    add("What it is for", project_.text("purpose"));
    if (project_.text("project_kind") == "pilot") add("What is tried", project_.text("tried"));
    return out;
  }

  std::vector<Record> of_kind(std::string_view kind) const {
    std::vector<Record> out;
    std::copy_if(inside_.begin(), inside_.end(), std::back_inserter(out),
                 [&](auto const& each) { return each.kind->word == kind; });
    return out;
  }

  PidPart objectives() {
    PidPart out{"", "Objectives", {"Objective", "Why it matters to children", "By"}, {}};
    for (auto const& each : of_kind("objective"))
      out.rows.push_back({page_of(each), {each.title, or_dash(each.text("why")), day_or_dash(each.date("due"))}});
    return out;
  }

  PidPart measures() {
    PidPart out{
        "", "Success measures", {"Measure", "Better is", "Baseline", "Baseline on", "Target", "By", "Source"}, {}};
    for (auto const& objective : of_kind("objective"))
      for (auto const& each : records_in(transaction_, objective.id.text()))
        if (each.kind->word == "success measure")
          out.rows.push_back(
              {page_of(each),
               {each.title, each.text("better"), measured(each, "baseline"), day_or_dash(each.date("baseline_on")),
                measured(each, "target"), day_or_dash(each.date("due")), or_dash(each.text("source"))}});
    return out;
  }

  PidPart deliverables() {
    PidPart out{"", "Deliverables in the plan", {"Deliverable", "Owner", "Due"}, {}};
    for (auto const& each : actions_)
      if (each.kind == "deliverable")
        out.rows.push_back({page_of(each), {each.title, each.owner_role, day_or_dash(each.due)}});
    return out;
  }

  PidPart milestones() {
    PidPart out{"", "Dates in the plan", {"What", "Kind", "Starts", "Due"}, {}};
    if (project_.date("start") || project_.date("due"))
      out.rows.push_back({page_of(project_),
                          {"The project as a whole", "Project", day_or_dash(project_.date("start")),
                           day_or_dash(project_.date("due"))}});
    for (auto const& each : actions_)
      if (each.kind != "deliverable" && (each.start || each.due))
        out.rows.push_back(
            {page_of(each), {each.title, with_capital(each.kind), day_or_dash(each.start), day_or_dash(each.due)}});
    return out;
  }

  PidPart team() {
    PidPart out{"", "Who is in it", {"Role", "As", "From"}, {}};
    auto const at = page_of(project_);
    if (auto sponsor = project_.text("sponsor_role"); !sponsor.empty())
      out.rows.push_back({at + "#sponsor", {sponsor, "Sponsor", "–"}});
    if (auto lead = project_.text("lead_role"); !lead.empty())
      out.rows.push_back({at + "#lead", {lead, "Project lead", "–"}});
    for (auto const& each : of_kind("team member"))
      out.rows.push_back(
          {page_of(each),
           {each.title, with_capital(each.text("member_kind")), or_dash(each.text("from_organisation"))}});
    return out;
  }

  PidPart dependencies() {
    PidPart out{"", "What its actions wait for", {"Action", "Waits for"}, {}};
    for (auto const& each : actions_)
      for (auto const& link : links_from(transaction_, each.id.text()))
        if (link.relation == waits_for)
          if (auto other = find_thing(transaction_, link.to_id); other && !other->is_ended)
            out.rows.push_back({page_of(each) + "#" + link.to_id, {each.title, other->number + " " + other->title}});
    return out;
  }

  PidPart risks() {
    PidPart out{"",
                "Risks and issues in the register",
                {"Risk or issue", "Kind", "Owner", "Before", "Mitigation", "After"},
                {}};
    std::vector<std::string> ids;
    for (auto const& link : links_from(transaction_, project_.id.text()))
      if (link.to_kind == "risk") ids.push_back(link.to_id);
    for (auto const& each : find_records(transaction_, ids))
      if (!each.is_ended && each.text("risk_state") != "closed")
        out.rows.push_back({page_of(each),
                            {each.title, with_capital(each.text("risk_kind")), each.text("owner_role"),
                             scores(each, ""), or_dash(each.text("mitigation")), scores(each, "_after")}});
    return out;
  }

  db::Transaction& transaction_;
  Record const& project_;
  std::vector<Record> inside_;
  std::vector<Action> actions_;
};

}  // namespace

std::vector<PidPart> live_parts(db::Transaction& transaction, RecordId const& project) {
  auto record = find_record(transaction, project.text());
  ENSURE(record.has_value());
  LiveParts parts{transaction, *record};
  std::vector<PidPart> out;
  for (auto const& section : pid_sections()) {
    auto part = parts.named(section.shows);
    part.section = section.key;
    if (!part.rows.empty()) out.push_back(std::move(part));
  }
  return out;
}

PidContent content_now(db::Transaction& transaction, RecordId const& project,
                       std::map<std::string, std::string> const& sections) {
  PidContent out;
  for (auto const& each : pid_sections()) {
    auto found = sections.find(each.key);
    out.sections.push_back({each.key, each.heading, found == sections.end() ? "" : found->second});
  }
  out.parts = live_parts(transaction, project);
  return out;
}

std::map<std::string, std::string> with_proposal(std::map<std::string, std::string> sections,
                                                 std::map<std::string, std::string> const& proposal) {
  for (auto const& [key, text] : proposal) {
    if (text.empty())
      sections.erase(key);
    else
      sections[key] = text;
  }
  return sections;
}

}  // namespace gt::plans
