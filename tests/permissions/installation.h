#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/program.h"
#include "app/site.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"
#include "platform/web/test_server.h"

namespace gt::permissions {

/// What a request is sent with: a token, or a session's cookie and what its forms carry.
struct Credentials {
  std::string bearer;
  std::string session;
  std::string csrf_token;

  Credentials without_csrf() const { return {bearer, session, ""}; }
};

/// The whole program on a migrated database, answering on a port of its own in this process.
class Installation {
 public:
  explicit Installation(db::Location const& location);
  ~Installation();

  app::Program& program() { return *program_; }
  web::Router const& router() const { return site_->router(); }
  /// What went wrong inside requests; should be empty.
  std::vector<std::string> failures() const { return server_->failures(); }

  web::Received get(std::string const& target, Credentials const& who);
  web::Received post_form(std::string const& target, std::vector<std::pair<std::string, std::string>> fields,
                          Credentials const& who);
  /// The operation through its API route.
  web::Received call(std::string_view operation, nlohmann::json const& input, Credentials const& who);

  operations::Actor actor(std::string const& email, std::optional<std::string> authority = {});
  /// Performs without HTTP, to prepare something. Throws std::runtime_error when it is refused.
  nlohmann::json must(operations::Actor const& actor, std::string_view operation, nlohmann::json const& input);
  /// A session as signing in opens it.
  Credentials sign_in(AccountId const& account, AuthorityId const& authority);
  /// A token of the signed-in account, good for a day.
  Credentials make_token(Credentials const& owner, std::set<std::string> const& permissions);

  /// Every row of every table and the name of every stored file, but not when sessions and tokens were last used.
  std::string contents();
  /// The lines of `contents` that came (“+ …”) and went (“- …”) since; empty when nothing changed.
  std::string changes_since(std::string const& contents_before);
  /// How many entries the audit log of all councils has.
  std::int64_t audit_entries();

 private:
  web::Received send(std::string const& request);
  std::unique_ptr<app::Program> program_;
  std::unique_ptr<app::WebSite> site_;
  std::unique_ptr<web::TestServer> server_;
  std::unique_ptr<web::TestClient> client_;
};

/// A report's bytes: read by an installation as a short inspection report whose every text has `word` in it. Reports of
/// different numbers are different files.
std::string report_bytes(std::string const& word, int number);

}  // namespace gt::permissions
