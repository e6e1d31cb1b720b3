#include "plans/pid/pid_operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/history/history.h"
#include "plans/refusals.h"
#include "plans/thread/reach.h"
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

constexpr std::size_t longest_section = 6000;

json shown_name(std::optional<SomeoneThen> const& someone) { return someone ? json(someone->name) : json(nullptr); }

Result<void> is_in_state(Pid const& pid, std::string_view wanted) {
  if (pid.state == wanted) return {};
  return refuse(ErrorKind::conflict,
                fmt::format("This document is {} and not {}. Look at it again.", pid.state, wanted));
}

tl::unexpected<Error> pid_is_locked() {
  return refuse(ErrorKind::conflict,
                "This document was approved and is locked. Ask for a change: it says what shall be different and why.");
}

void note_pid(Call& call, Pid const& pid, json before, std::string why, std::string verb) {
  record_change(call, {std::string(kPidKind), pid.id.text(), pid.title(), std::move(before), state_json(pid)},
                std::move(why), std::move(verb));
}

Result<json> save_and_note(Call& call, Pid pid, json const& before, std::string const& why, std::string const& verb) {
  if (!save_pid(call.db(), pid)) return changed_first("document");
  ++pid.version;
  note_pid(call, pid, before, why, verb);
  return json{{"pid", pid.id.text()}, {"state", pid.state}, {"version", pid.version}};
}

// ---- Writing ----

FieldInfo own_field(std::string name, FieldType type, bool required, std::string summary, json example) {
  return {std::move(name), type, required, std::move(summary), std::move(example), 40, {}, false};
}

struct WrittenPid {
  RecordId project;
  std::int64_t version;
  std::map<std::string, std::string> sections;
};

Result<json> run_write(Call& call, WrittenPid const& input) {
  auto project = TRY(reachable_project(call, input.project));
  auto found = find_pid_of(call.db(), input.project);
  if (!found) {
    if (input.version != 0) return changed_first("document");
    Pid pid{PidId::fresh(), input.project};
    pid.project_number = project.number;
    pid.project_title = project.title;
    pid.sections = with_proposal({}, input.sections);
    insert_pid(call.db(), pid);
    note_pid(call, pid, nullptr, "", "");
    return json{{"pid", pid.id.text()}, {"state", pid.state}, {"version", 1}};
  }
  if (found->is_locked()) return pid_is_locked();
  if (!found->is_open())
    return refuse(ErrorKind::conflict, "This document is with its approver. Take it back first, then write.");
  auto const before = state_json(*found);
  found->sections = with_proposal(std::move(found->sections), input.sections);
  found->version = input.version;
  return save_and_note(call, *std::move(found), before, "", "");
}

operations::Operation write_operation() {
  operations::Operation out;
  out.name = "pid write";
  out.summary = "Write sections of a project’s initiation document, or begin it; what is left out stays";
  out.kind = Kind::change;
  out.permission = "action.edit";
  out.inputs = section_fields();
  out.inputs.insert(out.inputs.begin(), {own_field("project", FieldType::id, true, "The project", example_id),
                                         own_field("version", FieldType::integer, false,
                                                   "The version you saw; 0 when there is none yet", 0)});
  out.output_example = {{"pid", example_id}, {"state", "draft"}, {"version", 1}};
  out.prepare = [fields = out.inputs](json const& given) -> Result<operations::Prepared> {
    auto sections = TRY(read_sections(fields, given));
    if (auto project = given.find("project"); project == given.end() || operations::is_blank(*project))
      return refuse_field("project", operations::missing_message(fields[0]));
    auto project = TRY(operations::read_id_text(given.at("project"), fields[0]));
    std::int64_t version = 0;
    if (auto seen = given.find("version"); seen != given.end() && !operations::is_blank(*seen))
      TRY(operations::read_value(*seen, fields[1], version));
    WrittenPid input{RecordId::trusted(project), version, std::move(sections)};
    return operations::Prepared{[input = std::move(input)](Call& call) { return run_write(call, input); }};
  };
  return out;
}

// ---- Submitting and approving ----

struct SubmitPid {
  std::optional<RecordId> project;
  std::int64_t version = 0;
  std::optional<AccountId> approver;
};

// Who is asked may approve, and is not who asks.
Result<void> can_approve(Call& call, AccountId const& approver) {
  auto able = people::accounts_who_may(call.db(), "pid.approve");
  if (std::none_of(able.begin(), able.end(), [&](auto const& each) { return each.id == approver; }))
    return refuse_field("approver",
                        "That account may not approve initiation documents here. Choose one from the list.");
  if (approver == call.actor().account)
    return refuse_field("approver", "Whoever submits it does not approve it. Choose somebody else.");
  return {};
}

Result<json> run_submit(Call& call, SubmitPid const& input) {
  if (input.approver) TRY(can_approve(call, *input.approver));
  auto pid = TRY(reachable_pid(call, *input.project));
  if (pid.is_locked()) return pid_is_locked();
  if (!pid.is_open()) return refuse(ErrorKind::conflict, "This document is with its approver already.");
  auto missing = missing_sections(pid_sections(), content_now(call.db(), pid.project, pid.sections));
  if (!missing.empty()) {
    Error error{ErrorKind::invalid, "", {}};
    for (auto const* each : missing)
      error.fields.push_back(
          {each->key, fmt::format("“{}” is empty. Write it{}, then submit.", each->heading,
                                  each->shows.empty() ? "" : ", or add the records that belong there to the project")});
    error.message = error.fields.front().message;
    return tl::unexpected<Error>(std::move(error));
  }
  auto const before = state_json(pid);
  pid.state = "submitted";
  pid.approver = input.approver;
  pid.submitted_by = SomeoneThen{call.actor().account, call.actor().name};
  pid.submitted_at = call.now();
  pid.version = input.version;
  return save_and_note(call, std::move(pid), before, "", "submitted");
}

struct WithdrawPid {
  std::optional<RecordId> project;
  std::int64_t version = 0;
};

Result<json> run_withdraw(Call& call, WithdrawPid const& input) {
  auto pid = TRY(reachable_pid(call, *input.project));
  TRY(is_in_state(pid, "submitted"));
  auto const before = state_json(pid);
  pid.state = "draft";
  pid.approver.reset();
  pid.version = input.version;
  return save_and_note(call, std::move(pid), before, "", "took back");
}

struct DecidePid {
  std::optional<RecordId> project;
  std::int64_t version = 0;
  std::string decision, note, seen;
};

Result<json> run_decide(Call& call, DecidePid const& input) {
  auto pid = TRY(reachable_pid(call, *input.project));
  TRY(is_in_state(pid, "submitted"));
  ENSURE(pid.submitted_by.has_value());
  if (pid.submitted_by->account == call.actor().account)
    return refuse(ErrorKind::forbidden, "You submitted this document yourself. Somebody else must approve it.");
  if (pid.approver && pid.approver != call.actor().account)
    return refuse(ErrorKind::forbidden,
                  fmt::format("{} was asked to approve this document. Only they decide, unless it is taken back and "
                              "submitted to somebody else.",
                              people::account_name(call.db(), *pid.approver).value_or("Somebody else")));
  if (input.decision == "returned" && trimmed(input.note).empty())
    return refuse_field("note", "Say what must be different, so that it can be put right.");
  auto const before = state_json(pid);
  pid.version = input.version;
  pid.state = input.decision;
  pid.decided_by = SomeoneThen{call.actor().account, call.actor().name};
  pid.decided_at = call.now();
  pid.decision_note = with_plain_line_ends(input.note);
  if (input.decision == "approved")
    TRY(lock_pid(call, pid, *pid.submitted_by, pid.decision_note, input.seen, std::nullopt));
  auto const why = pid.decision_note;
  auto out = TRY(save_and_note(call, pid, before, why, input.decision));
  out["locked_version"] = pid.latest == 0 ? json(nullptr) : json(pid.latest);
  return out;
}

}  // namespace

Result<Record> reachable_project(Call& call, RecordId const& project) {
  auto found = find_record(call.db(), project.text());
  if (!found || found->is_ended || found->kind->word != "project") return none_such("project");
  TRY(call.allow_themes(themes_reaching(call.db(), project.text())));
  return *std::move(found);
}

Result<Pid> reachable_pid(Call& call, RecordId const& project) {
  TRY(reachable_project(call, project));
  auto pid = find_pid_of(call.db(), project);
  if (!pid) return none_such("initiation document");
  return *std::move(pid);
}

json state_json(Pid const& pid) {
  json out{{"title", pid.title()},
           {"project", pid.project.text()},
           {"state", pid.state},
           {"approver", pid.approver ? json(pid.approver->text()) : json(nullptr)},
           {"submitted_by", shown_name(pid.submitted_by)},
           {"decided_by", shown_name(pid.decided_by)},
           {"decision_note", pid.decision_note},
           {"locked_version", pid.latest == 0 ? json(nullptr) : json(pid.latest)}};
  for (auto const& [key, text] : pid.sections) out[key] = text;
  return out;
}

std::vector<FieldInfo> section_fields() {
  std::vector<FieldInfo> out;
  for (auto const& each : pid_sections())
    out.push_back({each.key,
                   FieldType::text,
                   false,
                   fmt::format("{}: {}", each.heading, each.help),
                   each.heading,
                   longest_section,
                   {},
                   false});
  return out;
}

Result<std::map<std::string, std::string>> read_sections(std::vector<FieldInfo> const& all_fields, json const& given) {
  std::vector<FieldInfo const*> known;
  for (auto const& each : all_fields) known.push_back(&each);
  auto errors = operations::check_names(known, given);
  std::map<std::string, std::string> out;
  for (auto const& info : all_fields) {
    if (find_pid_section(info.name) == nullptr || !given.is_object() || !given.contains(info.name)) continue;
    auto const& value = given.at(info.name);
    std::string text;
    if (!operations::is_blank(value))
      if (auto read = operations::read_value(value, info, text); !read)
        errors.push_back({info.name, read.error().message});
    out[info.name] = trimmed(with_plain_line_ends(text));
  }
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
  return out;
}

Result<PidVersion> lock_pid(Call& call, Pid& pid, SomeoneThen asked_by, std::string why, std::string const& seen,
                            std::optional<PidChangeId> request) {
  auto content = content_now(call.db(), pid.project, pid.sections);
  auto fingerprint = fingerprint_of(content);
  if (!seen.empty() && seen != fingerprint)
    return refuse(
        ErrorKind::conflict,
        "A record behind this document changed while you were reading, so that something else would be locked. "
        "Read it again, then decide.");
  PidVersion version{PidVersionId::fresh(),  pid.id,
                     pid.latest + 1,         std::move(content),
                     std::move(fingerprint), call.now(),
                     std::move(asked_by),    {call.actor().account, call.actor().name},
                     std::move(why),         std::move(request)};
  insert_pid_version(call.db(), version);
  pid.latest = version.number;
  return version;
}

void add_pid_operations(operations::Registry& registry) {
  json const done{{"pid", example_id}, {"state", "submitted"}, {"version", 2}};
  registry.add(write_operation());
  registry.add(declare<SubmitPid>(
      "pid submit", "Submit a project’s initiation document for approval; every required section must be filled",
      Kind::change, "action.edit",
      {field("project", &SubmitPid::project, "The project", example_id).required(),
       field("version", &SubmitPid::version, "The version you saw", 1).required(),
       field("approver", &SubmitPid::approver, "Who is asked to approve; whoever may, when left out", example_id)},
      done, &run_submit));
  registry.add(declare<WithdrawPid>("pid withdraw", "Take a submitted initiation document back, to write on",
                                    Kind::change, "action.edit",
                                    {field("project", &WithdrawPid::project, "The project", example_id).required(),
                                     field("version", &WithdrawPid::version, "The version you saw", 2).required()},
                                    done, &run_withdraw));
  registry.add(declare<DecidePid>(
      "pid decide", "Approve and lock an initiation document, or return it; never by whoever submitted it",
      Kind::change, "pid.approve",
      {field("project", &DecidePid::project, "The project", example_id).required(),
       field("version", &DecidePid::version, "The version you saw", 2).required(),
       field("decision", &DecidePid::decision, "Approved or returned", "approved")
           .required()
           .choices({"approved", "returned"}),
       field("note", &DecidePid::note, "Why; needed to return it", "The measures have no baseline").max_length(1000),
       field("seen", &DecidePid::seen, "The fingerprint of what you read, so that nothing else is locked", "3f2a…")
           .max_length(64)},
      {{"pid", example_id}, {"state", "approved"}, {"version", 3}, {"locked_version", 1}}, &run_decide));
}

}  // namespace gt::plans
