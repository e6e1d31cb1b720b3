#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/permissions/council.h"

namespace gt::permissions {

/// Inputs with which an operation succeeds for whoever may perform it: makes what it needs as the council's manager and
/// administrator.
class Inputs {
 public:
  Inputs(Installation& installation, Council const& council);

  /// What is asked about where the operation concerns a theme or a body; an empty theme makes a fresh one.
  struct About {
    std::string theme, body;
  };
  /// `caller` is for what concerns the own account.
  nlohmann::json make(std::string_view operation, About const& about, Credentials const& caller);

  std::string fresh_theme();
  /// One of a few, for what only stands in a theme: a rota plans up to 100.
  std::string some_theme();
  std::string fresh_action(std::string const& theme);
  AccountId fresh_account();

 private:
  struct Asked {
    std::string theme, body;
    Credentials const& caller;
  };
  void add_people();
  void add_inspections();
  void add_plans();
  void add_evidence();
  void add_progress();
  void add_updates();
  operations::Actor const& colleague();
  std::string proven_action(std::string const& theme);
  void add_thread();
  void add_records();
  void add_trackers();
  void add_notices();
  void add_pids();
  void add_boards();
  void add_decisions();
  void add_rota();
  void add_jobs();
  void add_money();
  /// One of the kind, standing in fresh ones; its id.
  std::string fresh_money(std::string const& kind);
  std::string approved_money();
  nlohmann::json read_ledger();
  nlohmann::json answered_ledger();
  /// One that is over and was not asked for before.
  std::string unique_month();
  nlohmann::json money_fields(std::string const& kind);
  /// One of the kind, of the body where it has one; its id.
  std::string fresh_entry(std::string const& kind, Asked const& asked);
  nlohmann::json entry_fields(std::string const& kind, Asked const& asked);
  std::string fresh_meeting(Asked const& asked);
  std::string fresh_item(Asked const& asked);
  /// One of the kind, in or under the theme; its id.
  std::string fresh_record(std::string const& kind, std::string const& theme);
  nlohmann::json record_fields(std::string const& kind, std::string const& theme);
  nlohmann::json as_manager(std::string_view operation, nlohmann::json const& input);
  nlohmann::json as_administrator(std::string_view operation, nlohmann::json const& input);
  nlohmann::json fresh_report();
  nlohmann::json fresh_days();
  std::string unique(std::string const& words) { return words + " " + std::to_string(++made_); }

  Installation& installation_;
  Council const& council_;
  std::map<std::string, std::function<nlohmann::json(Asked const&)>, std::less<>> makers_;
  int made_ = 0;
  int months_made_ = 0;
  int meetings_ = 0;                 ///< of fresh_meeting
  int early_meetings_ = 0;           ///< within the first weeks
  std::vector<std::string> themes_;  ///< those of some_theme
  std::size_t next_theme_ = 0;
  std::optional<operations::Actor> colleague_;
};

}  // namespace gt::permissions
