#pragma once

#include <optional>
#include <string>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"

namespace gt::people {

/// What happens outside an operation and still belongs in the audit log: signing in, first steps.
struct Record {
  Instant at;
  AuthorityId authority;
  /// Who did it; absent for whoever runs the installation's commands.
  std::optional<AccountId> account;
  std::string name;
  std::string operation;
  std::string summary;
  std::string request_id;
};
/// The `name` of whoever runs the installation's commands without an account.
inline constexpr char const* operator_name = "The installation’s operator";

/// Writes the audit entry inside the transaction: from the command line without an account, else from a page.
void record(db::Transaction& transaction, Record const& record);

}  // namespace gt::people
