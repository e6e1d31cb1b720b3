#include <algorithm>

#include "plans/pid/pid_operations.h"
#include "plans/refusals.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

json name_or_null(std::optional<SomeoneThen> const& someone) { return someone ? json(someone->name) : json(nullptr); }
json moment_or_null(std::optional<Instant> const& at) { return at ? json(at->iso()) : json(nullptr); }

json to_json(std::vector<PidDifference> const& differences) {
  auto out = json::array();
  for (auto const& each : differences) {
    auto rows = json::array();
    for (auto const& row : each.rows) rows.push_back({{"before", row.before}, {"after", row.after}});
    out.push_back({{"section", each.section},
                   {"heading", each.heading},
                   {"before", each.before},
                   {"after", each.after},
                   {"columns", each.columns},
                   {"records", rows}});
  }
  return out;
}

json to_json(PidVersion const& each) {
  return {{"id", each.id.text()},
          {"number", each.number},
          {"fingerprint", each.fingerprint},
          {"made_at", each.made_at.iso()},
          {"asked_by", each.asked_by.name},
          {"approved_by", each.agreed_by.name},
          {"why", each.why},
          {"change_request", each.change_request ? json(each.change_request->text()) : json(nullptr)}};
}

struct ShowPid {
  std::optional<RecordId> project;
  std::optional<std::int64_t> number;
};

PidVersion const* version_numbered(std::vector<PidVersion> const& versions, std::int64_t number) {
  auto found = std::find_if(versions.begin(), versions.end(), [&](auto const& each) { return each.number == number; });
  return found == versions.end() ? nullptr : &*found;
}

Result<json> run_show(Call& call, ShowPid const& input) {
  auto project = find_record(call.db(), input.project->text());
  if (!project || project->kind->word != "project") return none_such("project");
  auto pid = find_pid_of(call.db(), *input.project);
  if (!pid) return json{{"project", project->id.text()}, {"title", project->title}, {"state", "none"}, {"version", 0}};
  auto const versions = pid_versions(call.db(), pid->id);
  auto number = input.number ? *input.number : pid->is_locked() ? pid->latest : 0;
  auto const* version = number == 0 ? nullptr : version_numbered(versions, number);
  if (number != 0 && version == nullptr)
    return refuse(ErrorKind::not_found, "This document has no such version. Leave the number out to see which it has.");
  auto const now = content_now(call.db(), pid->project, pid->sections);
  auto const& content = version != nullptr ? version->content : now;
  auto rows = json::array(), changes = json::array(), missing = json::array();
  for (auto const& each : versions) rows.push_back(to_json(each));
  for (auto const& each : pid_changes(call.db(), pid->id)) changes.push_back(to_json(each));
  for (auto const* each : missing_sections(pid_sections(), now)) missing.push_back(each->key);
  auto out = plans::to_json(content);
  out.update({{"pid", pid->id.text()},
              {"project", pid->project.text()},
              {"title", pid->project_title},
              {"state", pid->state},
              {"version", pid->version},
              {"latest", pid->latest},
              {"shown", version != nullptr ? json(version->number) : json("as it stands now")},
              {"fingerprint", fingerprint_of(content)},
              {"submitted_by", name_or_null(pid->submitted_by)},
              {"submitted_at", moment_or_null(pid->submitted_at)},
              {"decided_by", name_or_null(pid->decided_by)},
              {"decided_at", moment_or_null(pid->decided_at)},
              {"decision_note", pid->decision_note},
              {"missing", missing},
              {"versions", rows},
              {"changes", changes}});
  return out;
}

Result<json> run_list(Call& call, operations::Nothing const&) {
  auto const open = open_pid_changes(call.db());
  auto const pids = list_pids(call.db());
  auto rows = json::array();
  for (auto const& project : list_records(call.db(), *find_record_kind("project"))) {
    auto pid = std::find_if(pids.begin(), pids.end(), [&](auto const& each) { return each.project == project.id; });
    bool has_one = pid != pids.end();
    rows.push_back({{"project", project.id.text()},
                    {"number", project.number},
                    {"title", project.title},
                    {"state", has_one ? pid->state : "none"},
                    {"locked_version", has_one && pid->latest > 0 ? json(pid->latest) : json(nullptr)},
                    {"change_waiting", has_one && open.contains(pid->id.text())}});
  }
  return json{{"pids", rows}};
}

struct ComparePid {
  std::optional<RecordId> project;
  std::int64_t from = 0;
  std::optional<std::int64_t> to;
};

Result<json> run_compare(Call& call, ComparePid const& input) {
  auto pid = find_pid_of(call.db(), *input.project);
  if (!pid) return none_such("initiation document");
  auto const versions = pid_versions(call.db(), pid->id);
  auto const* from = version_numbered(versions, input.from);
  if (from == nullptr) return refuse_field("from", "This document has no version of that number.");
  auto const* to = input.to ? version_numbered(versions, *input.to) : nullptr;
  if (input.to && to == nullptr) return refuse_field("to", "This document has no version of that number.");
  auto const& after = to != nullptr ? to->content : content_now(call.db(), pid->project, pid->sections);
  return json{{"from", from->number},
              {"to", to != nullptr ? json(to->number) : json("as it stands now")},
              {"differences", to_json(differences(from->content, after))}};
}

}  // namespace

void add_pid_reading_operations(operations::Registry& registry) {
  registry.add(declare<ShowPid>(
      "pid show", "Show a project’s initiation document: the locked one, else as it stands, with all its versions",
      Kind::read, "plan.view",
      {field("project", &ShowPid::project, "The project", example_id).required(),
       field("number", &ShowPid::number, "Which locked version; the newest when left out", 1)},
      {{"state", "approved"}, {"sections", json::array()}, {"versions", json::array()}}, &run_show));
  registry.add(declare<operations::Nothing>("pid list", "List the projects and where their initiation documents stand",
                                            Kind::read, "plan.view", {}, {{"pids", json::array()}}, &run_list));
  registry.add(declare<ComparePid>(
      "pid compare", "Show what differs between two versions of an initiation document, section by section", Kind::read,
      "plan.view",
      {field("project", &ComparePid::project, "The project", example_id).required(),
       field("from", &ComparePid::from, "The number of the version to compare from", 1).required(),
       field("to", &ComparePid::to, "The number of the other; as it stands now, when left out", 2)},
      {{"from", 1}, {"to", 2}, {"differences", json::array()}}, &run_compare));
}

}  // namespace gt::plans
