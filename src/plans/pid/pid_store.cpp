#include <nlohmann/json.hpp>

#include "plans/pid/pid.h"
#include "plans/search_documents.h"
#include "plans/sql.h"
#include "platform/db/sha256.h"

namespace gt::plans {

using nlohmann::json;
using PidTexts = std::map<std::string, std::string>;

namespace {

std::optional<SomeoneThen> someone_in(db::Row const& row, std::string const& column) {
  auto account = row.optional_id<AccountId>(column);
  if (!account) return std::nullopt;
  return SomeoneThen{*account, row.text(column + "_name")};
}

Pid pid_of(db::Row const& row) {
  Pid out{row.id<PidId>("id"), row.id<RecordId>("project")};
  out.project_number = row.integer("project_number");
  out.project_title = row.text("project_title");
  out.project_is_ended = row.flag("is_ended");
  out.state = row.text("state");
  out.sections = json::parse(row.text("sections")).get<PidTexts>();
  out.approver = row.optional_id<AccountId>("approver");
  out.submitted_by = someone_in(row, "submitted_by");
  out.submitted_at = row.optional_instant("submitted_at");
  out.decided_by = someone_in(row, "decided_by");
  out.decided_at = row.optional_instant("decided_at");
  out.decision_note = row.text("decision_note");
  out.latest = row.integer("latest");
  out.version = row.integer("version");
  return out;
}

std::optional<Pid> pid_from(std::optional<db::Row> const& row) {
  return row ? std::optional(pid_of(*row)) : std::nullopt;
}

std::optional<AccountId> account_id_of(std::optional<SomeoneThen> const& someone) {
  return someone ? std::optional(someone->account) : std::nullopt;
}
std::optional<std::string> account_name_of(std::optional<SomeoneThen> const& someone) {
  return someone ? std::optional(someone->name) : std::nullopt;
}

db::Params params_of(Pid const& pid) {
  return {{"id", pid.id},
          {"state", pid.state},
          {"sections", json(pid.sections).dump()},
          {"approver", pid.approver},
          {"submitted_by", account_id_of(pid.submitted_by)},
          {"submitted_by_name", account_name_of(pid.submitted_by)},
          {"submitted_at", pid.submitted_at},
          {"decided_by", account_id_of(pid.decided_by)},
          {"decided_by_name", account_name_of(pid.decided_by)},
          {"decided_at", pid.decided_at},
          {"decision_note", pid.decision_note},
          {"latest", pid.latest}};
}

PidVersion pid_version_of(db::Row const& row) {
  auto request = row.optional_id<PidChangeId>("change_request");
  return {row.id<PidVersionId>("id"),
          row.id<PidId>("pid"),
          row.integer("number"),
          content_from(json::parse(row.text("content"))),
          row.text("fingerprint"),
          row.instant("made_at"),
          {row.id<AccountId>("asked_by"), row.text("asked_by_name")},
          {row.id<AccountId>("agreed_by"), row.text("agreed_by_name")},
          row.text("why"),
          request};
}

PidChange pid_change_of(db::Row const& row) {
  return {row.id<PidChangeId>("id"),
          row.id<PidId>("pid"),
          row.integer("number"),
          row.integer("base"),
          json::parse(row.text("proposal")).get<PidTexts>(),
          row.text("reason"),
          {row.id<AccountId>("asked_by"), row.text("asked_by_name")},
          row.instant("asked_at"),
          row.text("state"),
          someone_in(row, "decided_by"),
          row.optional_instant("decided_at"),
          row.text("decision_note"),
          row.integer("version")};
}

db::Params decision_of(PidChange const& change) {
  return {{"id", change.id},
          {"state", change.state},
          {"decided_by", account_id_of(change.decided_by)},
          {"decided_by_name", account_name_of(change.decided_by)},
          {"decided_at", change.decided_at},
          {"decision_note", change.decision_note}};
}

}  // namespace

std::optional<Pid> find_pid_of(db::Transaction& transaction, RecordId const& project) {
  return pid_from(transaction.row(sql::find_pid, {{"project", project}}));
}

std::optional<Pid> find_pid(db::Transaction& transaction, PidId const& id) {
  return pid_from(transaction.row(sql::find_pid_by_id, {{"id", id}}));
}

std::vector<Pid> list_pids(db::Transaction& transaction) {
  std::vector<Pid> out;
  for (auto const& row : transaction.rows(sql::list_pids)) out.push_back(pid_of(row));
  return out;
}

void insert_pid(db::Transaction& transaction, Pid const& pid) {
  auto params = params_of(pid);
  params.push_back({"project", pid.project});
  transaction.execute(sql::insert_pid, params);
  search::put(transaction, search_document(pid));
}

bool save_pid(db::Transaction& transaction, Pid const& pid) {
  auto params = params_of(pid);
  params.push_back({"version", pid.version});
  if (transaction.execute(sql::change_pid, params) != 1) return false;
  search::put(transaction, search_document(pid));
  return true;
}

std::vector<PidVersion> pid_versions(db::Transaction& transaction, PidId const& pid) {
  std::vector<PidVersion> out;
  for (auto const& row : transaction.rows(sql::list_pid_versions, {{"pid", pid}})) out.push_back(pid_version_of(row));
  return out;
}

void insert_pid_version(db::Transaction& transaction, PidVersion const& version) {
  transaction.execute(sql::insert_pid_version, {{"id", version.id},
                                                {"pid", version.pid},
                                                {"number", version.number},
                                                {"content", to_json(version.content).dump()},
                                                {"fingerprint", version.fingerprint},
                                                {"made_at", version.made_at},
                                                {"asked_by", version.asked_by.account},
                                                {"asked_by_name", version.asked_by.name},
                                                {"agreed_by", version.agreed_by.account},
                                                {"agreed_by_name", version.agreed_by.name},
                                                {"why", version.why},
                                                {"change_request", version.change_request}});
}

std::vector<PidChange> pid_changes(db::Transaction& transaction, PidId const& pid) {
  std::vector<PidChange> out;
  for (auto const& row : transaction.rows(sql::list_pid_changes, {{"pid", pid}})) out.push_back(pid_change_of(row));
  return out;
}

std::optional<PidChange> find_pid_change(db::Transaction& transaction, PidChangeId const& id) {
  auto row = transaction.row(sql::find_pid_change, {{"id", id}});
  return row ? std::optional(pid_change_of(*row)) : std::nullopt;
}

std::map<std::string, std::int64_t> open_pid_changes(db::Transaction& transaction) {
  std::map<std::string, std::int64_t> out;
  for (auto const& row : transaction.rows(sql::list_open_pid_changes)) out[row.text("pid")] = row.integer("number");
  return out;
}

void insert_pid_change(db::Transaction& transaction, PidChange const& change) {
  auto params = decision_of(change);
  for (auto& each : db::Params{{"pid", change.pid},
                               {"number", change.number},
                               {"base", change.base},
                               {"proposal", json(change.proposal).dump()},
                               {"reason", change.reason},
                               {"asked_by", change.asked_by.account},
                               {"asked_by_name", change.asked_by.name},
                               {"asked_at", change.asked_at}})
    params.push_back(std::move(each));
  transaction.execute(sql::insert_pid_change, params);
}

bool decide_pid_change(db::Transaction& transaction, PidChange const& change) {
  return transaction.execute(sql::decide_pid_change, decision_of(change)) == 1;
}

std::string fingerprint_of(PidContent const& content) { return db::sha256_hex(to_json(content).dump()); }

}  // namespace gt::plans
