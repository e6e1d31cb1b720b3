#include "people/records.h"

#include "platform/audit/audit.h"
#include "platform/operations/operations.h"

namespace gt::people {

void record(db::Transaction& transaction, Record const& record) {
  auto channel = record.account ? operations::Channel::page : operations::Channel::command_line;
  audit::Entry entry;
  entry.at = record.at;
  entry.authority = record.authority;
  entry.account = record.account;
  entry.actor = record.name;
  entry.channel = std::string(operations::channel_name(channel));
  entry.operation = record.operation;
  entry.summary = record.summary;
  entry.request_id = record.request_id;
  entry.changes = nlohmann::json::array();
  audit::append(transaction, std::move(entry));
}

}  // namespace gt::people
