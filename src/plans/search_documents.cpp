#include "plans/search_documents.h"

#include "plans/plan_store.h"

namespace gt::plans {

namespace {

constexpr char const* permission = "plan.view";

void add(std::string& body, std::string const& more) {
  if (more.empty()) return;
  body += (body.empty() ? "" : ". ") + more;
}

}  // namespace

search::Document search_document(Theme const& theme) {
  std::string body;
  add(body, theme.aim);
  add(body, theme.lead_role);
  for (auto const& alias : theme.aliases) add(body, alias);
  auto const& id = theme.id.text();
  return {kThemeKind, id, theme.title, body, "/themes/" + id, permission};
}

search::Document search_document(Action const& action) {
  std::string body;
  for (auto const* part : {&action.owner_role, &action.note, &action.success, &action.recovery}) add(body, *part);
  add(body, action.reference);
  add(body, "GT-" + std::to_string(action.number));  // papers and exports of before it had its reference say so
  add(body, "Action " + std::to_string(action.number));
  auto const& id = action.id.text();
  return {kActionKind, id, action.title, body, "/actions/" + id, permission};
}

search::Document search_document(Record const& record) {
  std::string body;
  for (auto const& field : record.kind->fields) {
    bool is_words = field.type == RecordFieldType::line || field.type == RecordFieldType::text ||
                    field.type == RecordFieldType::choice;
    if (is_words) add(body, record.text(field.name));
  }
  auto const& id = record.id.text();
  return {record.kind->word, id, record.title, body, record.kind->address + "/" + id, permission};
}

search::Document search_document(Pid const& pid) {
  std::string body;
  for (auto const& section : pid_sections())
    if (auto found = pid.sections.find(section.key); found != pid.sections.end()) add(body, found->second);
  auto const& id = pid.project.text();
  return {kPidKind,
          id,
          "Initiation document of project " + std::to_string(pid.project_number),
          body,
          "/projects/" + id + "/pid",
          permission};
}

std::vector<search::Document> theme_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : list_themes(transaction)) out.push_back(search_document(each));
  return out;
}

std::vector<search::Document> action_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : load_plan(transaction).actions) out.push_back(search_document(each));
  return out;
}

std::vector<search::Document> pid_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : list_pids(transaction)) out.push_back(search_document(each));
  return out;
}

std::vector<search::Document> record_documents(db::Transaction& transaction, RecordKind const& kind) {
  std::vector<search::Document> out;
  for (auto const& each : list_records(transaction, kind)) out.push_back(search_document(each));
  return out;
}

}  // namespace gt::plans
