#include <charconv>

#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/thread/links.h"

namespace gt::plans {

namespace {

// Only a page of ours; anything else could send the person elsewhere.
std::string back_to(pages::PageCall const& call) {
  auto asked = call.request().form("back").value_or("");
  auto slash = asked.rfind('/');
  bool is_ours = asked.starts_with('/') && slash != 0 && slash != std::string::npos && !asked.starts_with("//") &&
                 is_opaque_id(std::string_view(asked).substr(slash + 1));
  return is_ours ? asked : "/plan";
}

// The other end: chosen from the list, or an action by its number.
Result<std::string> other_end(pages::PageCall const& call) {
  auto chosen = call.request().form("other").value_or("");
  if (!chosen.empty()) return chosen;
  auto typed = call.request().form("action_number").value_or("");
  std::int64_t number = 0;
  auto [end, code] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (typed.empty() || code != std::errc{} || end != typed.data() + typed.size())
    return refuse(ErrorKind::invalid,
                  "Choose what to join it to, or enter the number of an action. Go back and try again.");
  auto found =
      TRY(call.read("plan.view", [&](db::Transaction& transaction) { return action_numbered(transaction, number); }));
  if (!found)
    return refuse(ErrorKind::invalid, "There is no action with that number. Go back and look it up in the plan.");
  return found->text();
}

// The kinds' rule says which of the two is the upper end.
Result<nlohmann::json> ends_of(pages::PageCall const& call, std::string const& of, std::string const& other) {
  auto read = call.read("plan.view", [&](db::Transaction& transaction) -> Result<nlohmann::json> {
    auto one = find_thing(transaction, of);
    auto two = find_thing(transaction, other);
    if (!one || !two)
      return refuse(ErrorKind::not_found, "One of the two is no longer in the plan. Go back and load the page again.");
    bool is_waiting = one->kind == "action" && two->kind == "action";
    bool down = is_waiting || find_link_rule(one->kind, two->kind) != nullptr;
    return nlohmann::json{
        {"from", down ? of : other}, {"to", down ? other : of}, {"relation", is_waiting ? std::string(waits_for) : ""}};
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return *std::move(read);
}

}  // namespace

Result<pages::Answer> add_join(pages::PageCall& call) {
  auto other = TRY(other_end(call));
  auto input = TRY(ends_of(call, call.request().form("of").value_or(""), other));
  TRY(call.perform("link add", input));
  return pages::see_other(back_to(call), "They are joined.");
}

Result<pages::Answer> remove_join(pages::PageCall& call) {
  TRY(call.perform("link remove", call.input({"from", "to", "relation"})));
  return pages::see_other(back_to(call), "The link was taken away.");
}

}  // namespace gt::plans
