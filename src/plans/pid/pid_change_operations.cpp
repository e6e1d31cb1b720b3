#include <algorithm>

#include <fmt/format.h>

#include "plans/history/history.h"
#include "plans/pid/pid_operations.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::FieldInfo;
using operations::FieldType;
using operations::Kind;

namespace {

struct AskedPidChange {
  RecordId project;
  std::int64_t version;
  std::string reason;
  std::map<std::string, std::string> sections;
};

void note_change(Call& call, Pid const& pid, json before, PidChange const& change) {
  call.changed({"pid change", pid.id.text(),
                fmt::format("Change {} to the initiation document of {}", change.number, pid.project_title),
                std::move(before), to_json(change)});
}

Result<json> run_ask(Call& call, AskedPidChange const& input) {
  auto pid = TRY(reachable_pid(call, input.project));
  if (!pid.is_locked())
    return refuse(ErrorKind::conflict, "This document is not approved yet, so nothing is locked. Write in it instead.");
  if (pid.version != input.version) return changed_first("document");
  auto const earlier = pid_changes(call.db(), pid.id);
  for (auto const& each : earlier)
    if (each.state == "asked")
      return refuse(ErrorKind::conflict,
                    fmt::format("Change {} to this document waits for a decision already. Decide on it or withdraw it "
                                "first: one change at a time, so that whoever decides sees all of it.",
                                each.number));
  auto proposal = input.sections;
  std::erase_if(proposal, [&](auto const& each) {
    auto found = pid.sections.find(each.first);
    return each.second == (found == pid.sections.end() ? std::string() : found->second);
  });
  auto const now = content_now(call.db(), pid.project, with_proposal(pid.sections, proposal));
  auto const versions = pid_versions(call.db(), pid.id);
  ENSURE(!versions.empty());
  if (differences(versions.front().content, now).empty())
    return refuse(ErrorKind::invalid,
                  "Nothing would be different: the words are the same and so are the records behind them. Change a "
                  "section first.");
  if (auto missing = missing_sections(pid_sections(), now); !missing.empty())
    return refuse_field(
        missing.front()->key,
        fmt::format("“{}” would be empty. It is required: write what it shall say.", missing.front()->heading));
  PidChange change{PidChangeId::fresh(), pid.id,       earlier.empty() ? 1 : earlier.front().number + 1, pid.latest,
                   std::move(proposal),  input.reason, {call.actor().account, call.actor().name},        call.now()};
  insert_pid_change(call.db(), change);
  note_change(call, pid, nullptr, change);
  return json{{"pid_change", change.id.text()}, {"number", change.number}, {"state", change.state}};
}

operations::Operation ask_operation() {
  operations::Operation out;
  out.name = "pid-change ask";
  out.summary = "Ask for a change to a locked initiation document; what is left out stays, the records are taken anew";
  out.kind = Kind::change;
  out.permission = "action.edit";
  out.inputs = {
      {"project", FieldType::id, true, "The project", example_id, 40, {}, false},
      {"version", FieldType::integer, true, "The version of the document you saw", 3, 40, {}, false},
      {"reason", FieldType::text, true, "Why it must change", "The supplier delivers in May", 1000, {}, false}};
  for (auto& each : section_fields()) out.inputs.push_back(std::move(each));
  out.output_example = {{"pid_change", example_id}, {"number", 1}, {"state", "asked"}};
  out.prepare = [fields = out.inputs](json const& given) -> Result<operations::Prepared> {
    auto sections = TRY(read_sections(fields, given));
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < 3; ++i)
      if (!given.contains(fields[i].name) || operations::is_blank(given.at(fields[i].name)))
        errors.push_back({fields[i].name, fields[i].name == "reason"
                                              ? "Say why it must change, so that whoever decides can."
                                              : operations::missing_message(fields[i])});
    if (!errors.empty())
      return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
    auto project = TRY(operations::read_id_text(given.at("project"), fields[0]));
    AskedPidChange input{RecordId::trusted(project), 0, "", std::move(sections)};
    TRY(operations::read_value(given.at("version"), fields[1], input.version));
    if (auto read = operations::read_value(given.at("reason"), fields[2], input.reason); !read)
      return refuse_field("reason", read.error().message);
    input.reason = trimmed(with_plain_line_ends(input.reason));
    return operations::Prepared{[input = std::move(input)](Call& call) { return run_ask(call, input); }};
  };
  return out;
}

struct FoundPidChange {
  PidChange change;
  Pid pid;
};

Result<FoundPidChange> open_change(Call& call, PidChangeId const& id) {
  auto change = find_pid_change(call.db(), id);
  auto pid = change ? find_pid(call.db(), change->pid) : std::nullopt;
  if (!pid) return none_such("change request");
  TRY(reachable_project(call, pid->project));
  if (change->state != "asked")
    return refuse(ErrorKind::conflict, fmt::format("This change was {} already. Look at the document.", change->state));
  return FoundPidChange{*std::move(change), *std::move(pid)};
}

struct WithdrawPidChange {
  std::optional<PidChangeId> change;
};

Result<json> run_withdraw(Call& call, WithdrawPidChange const& input) {
  auto [change, pid] = TRY(open_change(call, *input.change));
  auto const was = to_json(change);
  change.state = "withdrawn";
  change.decided_by = SomeoneThen{call.actor().account, call.actor().name};
  change.decided_at = call.now();
  if (!decide_pid_change(call.db(), change)) return changed_first("change request");
  note_change(call, pid, was, change);
  return json{{"pid_change", change.id.text()}, {"state", change.state}};
}

struct DecidePidChange {
  std::optional<PidChangeId> change;
  std::string decision, note, seen;
};

Result<json> run_decide(Call& call, DecidePidChange const& input) {
  auto [change, pid] = TRY(open_change(call, *input.change));
  if (change.asked_by.account == call.actor().account)
    return refuse(ErrorKind::forbidden, "You asked for this change yourself. Somebody else must decide on it.");
  if (input.decision == "refused" && trimmed(input.note).empty())
    return refuse_field("note", "Say why it is refused: the request is kept with its answer.");
  // One request is open at a time, so this is a bug or a hand in the database.
  if (change.base != pid.latest) return changed_first("document");
  auto const was = to_json(change);
  change.state = input.decision;
  change.decided_by = SomeoneThen{call.actor().account, call.actor().name};
  change.decided_at = call.now();
  change.decision_note = trimmed(with_plain_line_ends(input.note));
  if (!decide_pid_change(call.db(), change)) return changed_first("change request");
  note_change(call, pid, was, change);
  if (change.state == "accepted") {
    auto const before = state_json(pid);
    pid.sections = with_proposal(std::move(pid.sections), change.proposal);
    pid.submitted_by = change.asked_by;
    pid.submitted_at = change.asked_at;
    pid.decided_by = change.decided_by;
    pid.decided_at = change.decided_at;
    pid.decision_note = change.decision_note;
    TRY(lock_pid(call, pid, change.asked_by, change.reason, input.seen, change.id));
    if (!save_pid(call.db(), pid)) return changed_first("document");
    record_change(call, {std::string(kPidKind), pid.id.text(), pid.title(), before, state_json(pid)}, change.reason);
  }
  return json{{"pid_change", change.id.text()}, {"state", change.state}, {"locked_version", pid.latest}};
}

struct ListPidChanges {
  std::optional<RecordId> project;
};

Result<json> run_list(Call& call, ListPidChanges const& input) {
  auto rows = json::array();
  for (auto const& pid : list_pids(call.db()))
    if (!input.project || pid.project == *input.project)
      for (auto const& each : pid_changes(call.db(), pid.id)) {
        auto row = to_json(each);
        row["project"] = pid.project.text();
        rows.push_back(std::move(row));
      }
  return json{{"changes", rows}};
}

}  // namespace

json to_json(PidChange const& each) {
  return {{"id", each.id.text()},
          {"number", each.number},
          {"base", each.base},
          {"sections", each.proposal},
          {"reason", each.reason},
          {"asked_by", each.asked_by.name},
          {"asked_at", each.asked_at.iso()},
          {"state", each.state},
          {"decided_by", each.decided_by ? json(each.decided_by->name) : json(nullptr)},
          {"decided_at", each.decided_at ? json(each.decided_at->iso()) : json(nullptr)},
          {"decision_note", each.decision_note}};
}

void add_pid_change_operations(operations::Registry& registry) {
  json const done{{"pid_change", example_id}, {"state", "accepted"}};
  registry.add(ask_operation());
  registry.add(declare<WithdrawPidChange>(
      "pid-change withdraw", "Withdraw a change that waits for a decision; it is kept", Kind::change, "action.edit",
      {field("pid_change", &WithdrawPidChange::change, "The change request", example_id).required()}, done,
      &run_withdraw));
  registry.add(declare<DecidePidChange>(
      "pid-change decide", "Accept a change, which makes the next version, or refuse it; never by whoever asked",
      Kind::change, "pid.approve",
      {field("pid_change", &DecidePidChange::change, "The change request", example_id).required(),
       field("decision", &DecidePidChange::decision, "Accepted or refused", "accepted")
           .required()
           .choices({"accepted", "refused"}),
       field("note", &DecidePidChange::note, "Why; needed to refuse", "The board decides in January").max_length(1000),
       field("seen", &DecidePidChange::seen, "The fingerprint of what you read, so that nothing else is locked",
             "3f2a…")
           .max_length(64)},
      {{"pid_change", example_id}, {"state", "accepted"}, {"locked_version", 2}}, &run_decide));
  registry.add(declare<ListPidChanges>("pid-change list", "List changes that were asked for, with what became of them",
                                       Kind::read, "plan.view",
                                       {field("project", &ListPidChanges::project, "Only of this project", example_id)},
                                       {{"changes", json::array()}}, &run_list));
}

}  // namespace gt::plans
