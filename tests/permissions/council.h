#pragma once

#include <map>
#include <string>

#include "platform/jobs/jobs.h"
#include "tests/permissions/installation.h"

namespace gt::permissions {

/// A council with a little of everything. Every text of its rows has `word` in it; ids are as the API gives them.
struct Council {
  std::string word;
  AuthorityId authority;
  AccountId administrator_account;
  AccountId manager_account;
  operations::Actor administrator;
  operations::Actor manager;
  std::string manager_grant;  ///< the manager's role, as `user list` names it
  Credentials both;           ///< a session of the manager, who is an administrator as well
  std::string token;          ///< one of the manager's
  std::string inspection;
  std::string reading;
  std::string finding;
  std::string theme_a;
  std::string theme_b;
  std::string action_a;  ///< in theme A, for the finding
  std::string action_b;  ///< in theme B
  std::string evidence;  ///< a text file that anyone may see
  /// What else forms and routes name, by that name: a record of each kind, a date asked for, a claim.
  std::map<std::string, std::string, std::less<>> more{};
};

/// A job that waits, of this account.
jobs::Job waiting_job(AccountId const& account, std::string const& title);
/// A record of each kind, a frozen version, a date asked for, a claim and a job that was cancelled.
void add_plan_records(Installation& installation, Council& council);
/// Two bodies, meetings with an agenda, and a record of each register.
void add_board_records(Installation& installation, Council& council);
/// A record of each kind of money.
void add_money_records(Installation& installation, Council& council);

/// The installation's first council.
Council first_council(Installation& installation, std::string const& word);
/// Another one beside it, whose people are its own.
Council another_council(Installation& installation, Council const& first, std::string const& word);

}  // namespace gt::permissions
