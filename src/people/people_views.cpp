#include "people/people_views.h"

#include <map>

#include "people/session_rules.h"

namespace gt::people {

std::vector<Person> people_here(db::Transaction& transaction) {
  auto const& here = transaction.authority();
  ENSURE(here.has_value());
  std::vector<Person> people;
  std::map<AccountId, std::size_t> place;
  for (auto& account : store::accounts_here(transaction)) {
    place.emplace(account.id, people.size());
    auto managed_here = account.authority == *here;
    people.push_back({std::move(account), managed_here, {}});
  }
  for (auto& grant : store::grants_here(transaction)) {
    auto found = place.find(grant.account);
    if (found != place.end()) people[found->second].grants.push_back(std::move(grant));
  }
  return people;
}

Result<Person> person_here(db::Transaction& transaction, AccountId const& account) {
  auto const& here = transaction.authority();
  ENSURE(here.has_value());
  auto found = store::account_here(transaction, account);
  if (!found)
    return refuse(ErrorKind::not_found, "There is no such account at your council. Look it up in the list of people.");
  Person person{*std::move(found), false, {}};
  person.managed_here = person.account.authority == *here;
  for (auto& grant : store::grants_of(transaction, account))
    if (grant.authority == *here) person.grants.push_back(std::move(grant));
  return person;
}

Result<Person> managed_person(db::Transaction& transaction, AccountId const& account) {
  auto person = TRY(person_here(transaction, account));
  if (!person.managed_here)
    return refuse(ErrorKind::forbidden,
                  "Another council manages this account. Ask its administrator; you can give and take roles here.");
  return person;
}

std::string grant_words(store::Grant const& grant) {
  auto words = role_words({grant.role});
  if (grant.theme) words += ", for one theme";
  if (grant.body) words += ", for one body";
  return words;
}

std::string person_role_words(Person const& person) {
  std::vector<std::string> roles;
  for (auto const& grant : person.grants) roles.push_back(grant.role);
  return roles.empty() ? "No role" : role_words(std::move(roles));
}

}  // namespace gt::people
