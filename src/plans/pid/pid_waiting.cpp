#include "plans/pid/pid_waiting.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/thread/reach.h"

namespace gt::plans {

namespace {

bool reaches_pid(db::Transaction& transaction, operations::Actor const& person, RecordId const& project) {
  if (operations::may_on_theme(person, "pid.approve", "")) return true;
  auto const themes = themes_reaching(transaction, project.text());
  return std::any_of(themes.begin(), themes.end(),
                     [&](auto const& theme) { return operations::may_on_theme(person, "pid.approve", theme); });
}

bool waits_for_person(Pid const& pid, operations::Actor const& person) {
  return pid.state == "submitted" && (!pid.approver || *pid.approver == person.account) && pid.submitted_by &&
         pid.submitted_by->account != person.account;
}

}  // namespace

std::string PidToDecide::title() const {
  if (!change) return pid.title();
  return fmt::format("Change {} to the initiation document of {}", change->number, pid.project_title);
}

std::string PidToDecide::address() const {
  auto const at = "/projects/" + pid.project.text() + "/pid";
  return change ? at + "/changes/" + change->id.text() : at;
}

std::string PidToDecide::by() const { return change ? change->asked_by.name : pid.submitted_by->name; }

Instant PidToDecide::since() const { return change ? change->asked_at : *pid.submitted_at; }

std::vector<PidToDecide> pids_to_decide(db::Transaction& transaction, operations::Actor const& person) {
  std::vector<PidToDecide> out;
  if (!operations::may(person, "pid.approve")) return out;
  auto const open = open_pid_changes(transaction);
  for (auto const& pid : list_pids(transaction)) {
    bool is_open = open.contains(pid.id.text());
    if ((!is_open && !waits_for_person(pid, person)) || !reaches_pid(transaction, person, pid.project)) continue;
    if (waits_for_person(pid, person)) out.push_back({pid, std::nullopt});
    if (!is_open) continue;
    for (auto const& change : pid_changes(transaction, pid.id))
      if (change.state == "asked" && change.asked_by.account != person.account) out.push_back({pid, change});
  }
  return out;
}

}  // namespace gt::plans
