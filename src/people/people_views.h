#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/people.h"
#include "people/people_store.h"

/// What lists and pages show about accounts; all at the transaction's authority.
namespace gt::people {

struct Person {
  store::Account account;
  /// Whether this authority manages the account (name, address, links, disabling), or another does.
  bool managed_here = false;
  std::vector<store::Grant> grants;  ///< held here
};

/// Everyone this authority manages or who holds a role here, by name.
std::vector<Person> people_here(db::Transaction& transaction);
/// Errors: not_found when the account is no concern of this authority, in the same words as when there is none.
Result<Person> person_here(db::Transaction& transaction, AccountId const& account);
/// Errors: as person_here; forbidden when another authority manages the account.
Result<Person> managed_person(db::Transaction& transaction, AccountId const& account);

/// "Theme lead, for one theme": a grant in words.
std::string grant_words(store::Grant const& grant);
/// The roles held, in words; "No role" when none.
std::string person_role_words(Person const& person);

}  // namespace gt::people
