#include "plans/progress/my_work.h"

#include <algorithm>
#include <set>

#include "plans/sql.h"

namespace gt::plans {

namespace {

struct Waiting {
  ToDecide item;
  AccountId by;
  std::optional<AccountId> owner;
  std::set<std::string> themes;  ///< of its action
};

ToDecide::Kind kind_of(std::string const& text) {
  if (text == "date") return ToDecide::Kind::date;
  return text == "claim" ? ToDecide::Kind::claim : ToDecide::Kind::update;
}

std::string_view permission_for(ToDecide::Kind kind) {
  switch (kind) {
    case ToDecide::Kind::date:
      return "dates.agree";
    case ToDecide::Kind::claim:
      return "difference.agree";
    case ToDecide::Kind::update:
      return "update.approve";
  }
  ENSURE(false);
}

bool reaches(operations::Actor const& person, std::string_view permission, std::set<std::string> const& themes) {
  if (operations::may_on_theme(person, permission, "")) return true;  // a role that is not narrowed
  return std::any_of(themes.begin(), themes.end(),
                     [&](std::string const& theme) { return operations::may_on_theme(person, permission, theme); });
}

// The rules of the operations that decide: nobody on their own, and no owner on a claim of theirs.
bool is_own(operations::Actor const& person, Waiting const& waiting) {
  switch (waiting.item.kind) {
    case ToDecide::Kind::date:
      return waiting.by == person.account && waiting.item.by == person.name;
    case ToDecide::Kind::claim:
      return waiting.by == person.account || waiting.owner == person.account;
    case ToDecide::Kind::update:
      return waiting.by == person.account;
  }
  ENSURE(false);
}

std::vector<ToDecide> waiting_for(db::Transaction& transaction, operations::Actor const& person) {
  bool may_any = operations::may(person, "dates.agree") || operations::may(person, "difference.agree") ||
                 operations::may(person, "update.approve");
  if (!may_any) return {};
  std::vector<Waiting> waiting;
  // A row for each theme of the action; rows of one item stand together.
  for (auto const& row : transaction.rows(sql::list_waiting_to_be_decided)) {
    auto id = row.text("id");
    if (waiting.empty() || waiting.back().item.id != id)
      waiting.push_back({{kind_of(row.text("kind")), id, row.integer("number"), row.text("title"), row.text("by_name"),
                          row.instant("at").london_date(), row.text("what")},
                         row.id<AccountId>("by_account"),
                         row.optional_id<AccountId>("owner_account"),
                         {}});
    if (auto theme = row.optional_text("theme")) waiting.back().themes.insert(*theme);
  }
  std::vector<ToDecide> out;
  for (auto& each : waiting)
    if (!is_own(person, each) && reaches(person, permission_for(each.item.kind), each.themes))
      out.push_back(std::move(each.item));
  return out;
}

std::vector<HeldUp> held_up_of(db::Transaction& transaction, AccountId const& owner) {
  std::vector<HeldUp> out;
  for (auto const& row : transaction.rows(sql::list_waiting_for_others, {{"owner", owner}, {"limit", most_of_mine}}))
    out.push_back({row.id<ActionId>("id"), row.integer("number"), row.text("title"), row.id<ActionId>("other_id"),
                   row.integer("other_number"), row.text("other_title"), row.text("other_owner"),
                   row.optional_date("other_due")});
  return out;
}

}  // namespace

MyWork my_work(db::Transaction& transaction, operations::Actor const& person, Date today) {
  MyWork out;
  out.actions = actions_owned_by(transaction, person.account, most_of_mine);
  out.cycle = open_cycle(transaction);
  if (out.cycle) out.asked = outstanding_of(transaction, out.cycle->id, today, person.account, most_of_mine);
  out.to_decide = waiting_for(transaction, person);
  out.documents = pids_to_decide(transaction, person);
  out.held_up = held_up_of(transaction, person.account);
  return out;
}

}  // namespace gt::plans
