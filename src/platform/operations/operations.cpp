#include "platform/operations/operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/operations/staged.h"

namespace gt::operations {

using nlohmann::json;

namespace {
constexpr char const* beyond_themes =
    "Your role covers only some themes or one body, and this change reaches beyond. Ask the programme manager.";
}

std::string_view channel_name(Channel channel) {
  switch (channel) {
    case Channel::page:
      return "page";
    case Channel::api:
      return "api";
    case Channel::command_line:
      return "command line";
    case Channel::timer:
      return "timer";
  }
  ENSURE(false);
}

Call::Call(Actor const& actor, db::Transaction& transaction, db::FileStore const& files, Clock const& clock,
           std::string permission)
    : actor_{actor}, transaction_{transaction}, files_{files}, now_{clock.now()}, permission_{std::move(permission)} {}

Result<void> Call::allow_theme(std::string_view theme) { return allow_themes({std::string(theme)}); }

Result<void> Call::allow_themes(std::vector<std::string> const& themes) {
  auto wide = std::any_of(actor_.grants.begin(), actor_.grants.end(), [&](Grant const& grant) {
    return !grant.theme && !grant.body && role_grants(grant.role, permission_);
  });
  auto narrow = std::any_of(themes.begin(), themes.end(),
                            [&](auto const& theme) { return may_on_theme(actor_, permission_, theme); });
  if (!wide && !narrow && themes.empty()) return refuse(ErrorKind::forbidden, beyond_themes);
  if (!wide && !narrow)
    return refuse(
        ErrorKind::forbidden,
        "Your role covers other themes than this one. Ask the programme manager, or the theme’s lead, to make "
        "the change.");
  settled_ = true;
  return {};
}

Result<void> Call::allow_body(std::string_view body) {
  if (!may_on_body(actor_, permission_, body))
    return refuse(ErrorKind::forbidden,
                  "Your role covers another body than this one. Ask the programme manager, or this body’s clerk, to "
                  "make the change.");
  settled_ = true;
  return {};
}

void Call::allow_own() { settled_ = true; }

void Call::changed(Change change) { changes_.push_back(std::move(change)); }

bool Call::scope_settled() const {
  if (settled_ || permission_.empty()) return true;
  return std::any_of(actor_.grants.begin(), actor_.grants.end(), [&](Grant const& grant) {
    return !grant.theme && !grant.body && role_grants(grant.role, permission_);
  });
}

void Registry::add(Operation operation) {
  ENSURE(find(operation.name) == nullptr);
  ENSURE(operation.permission.empty() || std::find(all_permissions().begin(), all_permissions().end(),
                                                   operation.permission) != all_permissions().end());
  operations_.push_back(std::move(operation));
}

Operation const* Registry::find(std::string_view name) const {
  auto found =
      std::find_if(operations_.begin(), operations_.end(), [&](auto const& each) { return each.name == name; });
  return found == operations_.end() ? nullptr : &*found;
}

Result<void> check_read(Actor const& actor, std::string_view permission) {
  if (permission.empty() || may(actor, permission)) return {};
  return refuse(ErrorKind::forbidden,
                "Your role does not include looking at this. Ask an administrator if you need it.");
}

Result<void> check_permission(Actor const& actor, Operation const& operation) {
  if (operation.permission.empty() || may(actor, operation.permission)) return {};
  if (actor.only_permissions && !actor.only_permissions->contains(operation.permission))
    return refuse(
        ErrorKind::forbidden,
        fmt::format("This token may not do that: it lacks “{}”. Make a token that has it.", operation.permission));
  return refuse(ErrorKind::forbidden,
                fmt::format("Your role does not include this: {}. Ask an administrator, or someone whose role does.",
                            operation.summary));
}

namespace {

json changes_json(std::vector<Change> const& changes) {
  auto out = json::array();
  for (auto const& change : changes)
    out.push_back({{"kind", change.kind},
                   {"subject", change.subject},
                   {"title", change.title},
                   {"before", change.before},
                   {"after", change.after}});
  return out;
}

void write_audit_entry(Call& call, Operation const& operation) {
  auto const& actor = call.actor();
  audit::Entry entry;
  entry.at = call.now();
  entry.authority = actor.authority;
  entry.account = actor.account;
  entry.actor = actor.name;
  entry.channel = std::string(channel_name(actor.channel));
  entry.operation = operation.name;
  entry.summary = operation.summary;
  entry.request_id = actor.request_id;
  entry.changes = changes_json(call.changes());
  audit::append(call.db(), std::move(entry));
}

}  // namespace

Result<json> perform(Environment const& environment, Actor const& actor, std::string_view name, json const& input) {
  auto const* operation = environment.registry.find(name);
  if (operation == nullptr)
    return refuse(ErrorKind::not_found, fmt::format("There is no operation called “{}”.", name));
  TRY(check_permission(actor, *operation));
  auto prepared = TRY(operation->prepare(input));
  return perform_prepared(environment, actor, *operation, prepared);
}

Result<json> perform_prepared(Environment const& environment, Actor const& actor, Operation const& operation,
                              Prepared const& prepared) {
  TRY(check_permission(actor, operation));
  if (auto const* staged = prepared.target<Staged>()) TRY(staged->before(environment, actor));
  auto transaction = operation.kind == Kind::change ? environment.database.change(actor.authority)
                                                    : environment.database.read(actor.authority);
  Call call{actor, transaction, environment.files, environment.clock, operation.permission};
  auto result = prepared(call);
  if (!result) return result;  // leaving scope rolls back
  if (operation.kind == Kind::read) return result;
  if (!call.scope_settled()) return refuse(ErrorKind::forbidden, beyond_themes);
  write_audit_entry(call, operation);
  transaction.commit();
  return result;
}

}  // namespace gt::operations
