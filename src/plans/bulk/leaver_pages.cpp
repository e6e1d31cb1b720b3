#include "plans/bulk/leaver_pages.h"

#include <set>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/lists/action_lists.h"
#include "plans/pages/plan_parts.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;
using nlohmann::json;

namespace {

struct Whose {
  std::string account, role;
  std::string name;  ///< as printed
  std::vector<Option> accounts;
  json input() const {
    json out = json::object();
    if (!account.empty()) out["account"] = account;
    if (!role.empty()) out["role"] = role;
    return out;
  }
};

Result<Whose> read_whose(pages::PageCall const& call, std::string account, std::string role) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Whose out{std::move(account), std::move(role), "", account_options(transaction)};
    auto id = AccountId::from_text(out.account);
    auto name = id ? people::account_name(transaction, *id) : std::nullopt;
    out.name = name.value_or(out.role.empty() ? "nobody in particular" : out.role);
    return out;
  });
}

Html move_fields(Whose const& whose, json const& work, std::int64_t beyond, FormState const& state) {
  Html fields;
  fields << select({.name = "to_account", .label = "Who takes it over", .options = whose.accounts}, state)
         << text_input({.name = "to_role",
                        .label = "Their role (optional)",
                        .hint = words("Empty keeps the roles as they are written.")},
                       state)
         << textarea({.name = "reason", .label = "Why", .hint = words("It stands in the history of each."), .rows = 2},
                     state)
         << hidden("account", whose.account) << hidden("role", whose.role)
         << hidden("fingerprint", work["fingerprint"].get<std::string>());
  if (beyond > 0) fields << hidden("only_possible", "true");
  fields << button({.label = beyond > 0 ? "Move what I can" : "Move all of it"});
  return fields;
}

Page work_page_of(pages::PageCall const& call, Whose const& whose, json const& work, std::string const& problem,
                  FormState state) {
  Page page;
  page.title = "Work of " + whose.name;
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = "Everything that moves when somebody leaves"});
  if (!problem.empty()) page.body << inset(words(problem));
  Table rows;
  rows.caption = "What they answer for";
  rows.columns = {{"What"}, {"Kind"}, {"As"}, {"Can you move it?"}};
  std::int64_t beyond = 0;
  for (auto const& each : work["things"]) {
    auto const why = each["why_not"].get<std::string>();
    beyond += why.empty() ? 0 : 1;
    rows.rows.push_back({{link(words(each["number"].get<std::string>() + " " + each["title"].get<std::string>()),
                               Href{each["address"].get<std::string>()}),
                          words(each["kind"].get<std::string>()), words(each["as"].get<std::string>()),
                          words(why.empty() ? "Yes" : why)}});
  }
  if (rows.rows.empty()) {
    page.body << paragraph(words("They answer for nothing in the plan that is still open."));
    return page;
  }
  page.body << paragraph(
                   words("Actions that are not done, with the updates they are asked for, themes, projects, risks "
                         "and places in teams. What is done stays under their name."))
            << table(rows);
  if (beyond < static_cast<std::int64_t>(rows.rows.size()))
    page.body << heading(words("Move it to somebody else"))
              << form({.action = "/plan/work",
                       .csrf_token = call.csrf_token(),
                       .body = move_fields(whose, work, beyond, state)});
  page.form = std::move(state);
  return page;
}

// Somebody who leaves is found by their account or, as trackers have it, by their role in words.
Result<pages::Answer> choose_whose_page(pages::PageCall& call) {
  struct Known {
    std::vector<Option> accounts, roles;
  };
  auto known = TRY(call.read("plan.view", [](db::Transaction& transaction) {
    Known out{account_options(transaction), {{"", "Nobody by role alone", {}}}};
    for (auto const& each : owner_roles(transaction)) out.roles.push_back({each, each, {}});
    return out;
  }));
  Page page;
  page.title = "Whose work moves to somebody else?";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  Html fields;
  fields << select({.name = "account", .label = "Their account", .options = known.accounts})
         << select({.name = "role", .label = "Or the role that owns actions", .options = known.roles})
         << button({.label = "Show what they answer for"});
  page.body << head({.title = page.title, .caption = "Everything that moves when somebody leaves"})
            << "<form method=\"get\" action=\"/plan/work\">" << fields << "</form>\n";
  return pages::page(std::move(page));
}

// What names the person in words and not by account is theirs too, and easily left behind.
Result<Html> by_name_alone(pages::PageCall const& call, Whose const& whose, json const& work) {
  if (whose.account.empty() || !whose.role.empty()) return Html{};
  auto const named = TRY(call.perform("work list", {{"role", whose.name}}));
  std::set<std::string> shown;
  for (auto const& each : work["things"]) shown.insert(each["address"].get<std::string>());
  std::int64_t more = 0;
  for (auto const& each : named["things"]) more += shown.contains(each["address"].get<std::string>()) ? 0 : 1;
  if (more == 0) return Html{};
  Html sentence;
  sentence << plural(more, "thing") << (more == 1 ? words(" names “") : words(" name “")) << whose.name
           << "” in words alone and not by account. "
           << link(words("Look at them too"),
                   Query{}.with("account", whose.account).with("role", whose.name).at("/plan/work"));
  return inset(sentence);
}

Result<pages::Answer> work_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  if (call.request().query("account").value_or("").empty() && call.request().query("role").value_or("").empty())
    return choose_whose_page(call);
  auto whose =
      TRY(read_whose(call, call.request().query("account").value_or(""), call.request().query("role").value_or("")));
  auto work = TRY(call.perform("work list", whose.input()));
  auto page = work_page_of(call, whose, work, "", {});
  page.body << TRY(by_name_alone(call, whose, work));
  return pages::page(std::move(page));
}

Result<pages::Answer> move_work(pages::PageCall& call) {
  auto whose =
      TRY(read_whose(call, call.request().form("account").value_or(""), call.request().form("role").value_or("")));
  auto input = whose.input();
  for (auto const* name : {"to_account", "to_role"})
    if (auto value = call.request().form(name).value_or(""); !value.empty()) input[name] = value;
  for (auto const* name : {"reason", "fingerprint"}) input[name] = call.request().form(name).value_or("");
  input["only_possible"] = call.request().form("only_possible").value_or("") == "true";
  auto result = call.perform("work move", input);
  if (result)
    return pages::see_other(
        html::Query{}.with("account", whose.account).with("role", whose.role).at("/plan/work").text(),
        fmt::format("{} moved.", plural((*result)["moved"].get<std::int64_t>(), "thing")));
  auto const error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  auto work = TRY(call.perform("work list", whose.input()));
  bool is_conflict = error.kind == ErrorKind::conflict;
  return pages::page(work_page_of(call, whose, work, is_conflict ? error.message : "", call.refused(error)),
                     is_conflict ? 409 : 422);
}

}  // namespace

void add_leaver_pages(pages::Site& site) {
  site.get("/plan/work", &work_page);
  site.post("/plan/work", &move_work);
}

}  // namespace gt::plans
