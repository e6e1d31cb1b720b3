#include "funding/posts/month_payers.h"
#include "funding/posts/post_rules.h"
#include "funding/summary/summary.h"
#include "plans/plans.h"
#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::Kind;

namespace {

Result<json> run_overview(Call& call, operations::Nothing const&) {
  return json{{"funds", to_json(money_overview(call.db(), call.today()))}};
}

Result<json> run_themes(Call& call, operations::Nothing const&) {
  std::vector<std::string> ids;
  std::map<std::string, std::string> titles;
  for (auto const& each : plans::list_themes(call.db())) {
    ids.push_back(each.id.text());
    titles[each.id.text()] = each.title;
  }
  auto const support = support_of_themes(call.db(), ids);
  json out{{"themes", json::array()}, {"thinnest", support.thinnest}, {"lines_supporting_none", json::array()}};
  for (auto const& each : support.themes) {
    auto lines = json::array();
    for (auto const& line : each.lines)
      lines.push_back({{"id", line.id}, {"title", line.title}, {"amount", line.text("amount")}});
    out["themes"].push_back({{"theme", each.theme},
                             {"title", titles[each.theme]},
                             {"lines", lines},
                             {"apportioned", each.is_apportioned ? json(each.apportioned.text()) : json(nullptr)}});
  }
  for (auto const& line : support.supporting_none)
    out["lines_supporting_none"].push_back({{"id", line.id}, {"title", line.title}});
  return out;
}

Result<json> run_month_thirteen(Call& call, operations::Nothing const&) {
  auto out = json::array();
  for (auto const& each : month_thirteen(call.db(), call.today())) {
    auto posts = json::array();
    for (auto const& going : each.posts)
      posts.push_back({{"id", going.post.id},
                       {"title", going.post.title},
                       {"a_month", going.has_cost ? json(going.a_month.text()) : json(nullptr)},
                       {"exit", going.post.text("exit")},
                       {"pays", going.post.text("exit_pays")}});
    out.push_back({{"approval", each.approval.id},
                   {"title", each.approval.title},
                   {"ends", each.ends.iso()},
                   {"posts", posts},
                   {"undecided", each.undecided.text()},
                   {"kept", each.kept.text()},
                   {"ending", each.ending.text()},
                   {"payers", month_payers_json(call.db(), each)}});
  }
  return json{{"approvals", out}};
}

Result<json> run_pipeline(Call& call, operations::Nothing const&) {
  auto out = json::array();
  for (auto const& post : list_money(call.db(), {.kind = "post"})) {
    auto const start = expected_start(post, call.today());
    auto const saved = saved_by_waiting(post, call.today());
    auto const next = next_step(post, call.today());
    out.push_back({{"id", post.id},
                   {"title", post.title},
                   {"state", state_of(post)},
                   {"starts", start.on.iso()},
                   {"has_started", start.is_known},
                   {"next_step", next ? json(next->step.word) : json(nullptr)},
                   {"next_due", next ? json(next->due.iso()) : json(nullptr)},
                   {"unspent", saved ? json(saved->text()) : json(nullptr)}});
  }
  return json{{"posts", out}};
}

}  // namespace

void add_summary_operations(operations::Registry& registry) {
  registry.add(declare<operations::Nothing>(
      "money overview", "Show what was asked for, approved, itemised, drawn and profiled, by fund and approval",
      Kind::read, "money.view", {}, {{"funds", json::array()}}, &run_overview));
  registry.add(declare<operations::Nothing>("money themes", "Show which cost lines support which theme", Kind::read,
                                            "money.view", {}, {{"themes", json::array()}}, &run_themes));
  registry.add(declare<operations::Nothing>("money month-13", "Show what goes on when the money ends, and who pays",
                                            Kind::read, "money.view", {}, {{"approvals", json::array()}},
                                            &run_month_thirteen));
  registry.add(declare<operations::Nothing>("post pipeline",
                                            "Show how far each post is, and when somebody will be in it", Kind::read,
                                            "money.view", {}, {{"posts", json::array()}}, &run_pipeline));
}

}  // namespace gt::funding
