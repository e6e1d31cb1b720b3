#include "plans/thread/link_operations.h"

#include <fmt/format.h>

#include "plans/history/joins.h"
#include "plans/refusals.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

struct Ends {
  std::string from, to, relation;
};

operations::Fields<Ends> ends_fields() {
  return {field("from", &Ends::from, "The one nearer the inspector’s sentence: finding, goal, theme, project, action …",
                example_id)
              .required()
              .max_length(40),
          field("to", &Ends::to, "The one nearer the proof: theme, project, objective, action, evidence, risk …",
                example_id)
              .required()
              .max_length(40),
          field("relation", &Ends::relation, "Needed only to say that one action waits for another", "waits for")
              .max_length(40)};
}

struct Joined {
  Thing from, to;
  LinkRule const* rule;
  ThreadLink link() const { return {from.kind, from.id, std::string(rule->relation), to.kind, to.id}; }
};

// Both ends are here, may be joined, and the actor's role reaches them.
Result<Joined> joined(Call& call, Ends const& input) {
  auto sight = evidence::sight_of(call.actor());
  auto from = find_thing(call.db(), input.from, sight);
  auto to = find_thing(call.db(), input.to, sight);
  if (!from) return refuse_field("from", "There is no such thing in the plan. Choose it from the list.");
  if (!to) return refuse_field("to", "There is no such thing in the plan. Choose it from the list.");
  auto const* rule = find_link_rule(from->kind, to->kind, input.relation);
  if (rule == nullptr)
    return refuse_field("to",
                        fmt::format("A {} and a {} are not joined directly. Join them by way of an action or a theme.",
                                    from->kind, to->kind));
  // Both ends must be within reach, or a lead could take another theme's action by linking it to their own. What is in
  // no theme is free to be taken in; evidence serves any theme, and who waits does not touch what is waited for.
  auto above = themes_reaching(call.db(), from->id);
  auto below = themes_reaching(call.db(), to->id);
  bool is_shared = to->kind == "evidence" || rule->relation == waits_for;
  if (!above.empty() || below.empty()) TRY(call.allow_themes(above));
  if (!below.empty() && (above.empty() || !is_shared)) TRY(call.allow_themes(below));
  return Joined{*std::move(from), *std::move(to), rule};
}

void note(Call& call, Joined const& ends, bool is_new) {
  json value{{"from", ends.from.title}, {"relation", ends.rule->relation}, {"to", ends.to.title}};
  call.changed({"link", ends.from.id, ends.from.title, is_new ? json(nullptr) : value, is_new ? value : json(nullptr)});
  keep_joins(call, ends.link(), is_new);
}

Result<json> run_add(Call& call, Ends const& input) {
  auto ends = TRY(joined(call, input));
  if (ends.from.is_ended || ends.to.is_ended)
    return refuse_field(ends.from.is_ended ? "from" : "to", "That was taken out of the plan. Choose another.");
  auto link = ends.link();
  if (link.relation == waits_for && link.from_id == link.to_id)
    return refuse_field("to", "An action cannot wait for itself. Choose another.");
  if (link.relation == waits_for && closes_a_circle(call.db(), link))
    return refuse_field("to",
                        fmt::format("“{}” already waits, perhaps by way of others, for “{}”. The two would wait for "
                                    "each other for ever.",
                                    ends.to.title, ends.from.title));
  bool added = add_link(call.db(), link);
  if (added) note(call, ends, true);
  return json{{"changed", added}};
}

Result<json> run_remove(Call& call, Ends const& input) {
  auto ends = TRY(joined(call, input));
  bool removed = remove_link(call.db(), ends.link());
  if (removed) note(call, ends, false);
  return json{{"changed", removed}};
}

struct Proof {
  std::string of;
  std::optional<evidence::EvidenceId> evidence;
};

operations::Fields<Proof> proof_fields() {
  return {field("of", &Proof::of, "The action, objective or success measure that it shows", example_id)
              .required()
              .max_length(40),
          field("evidence", &Proof::evidence, "The evidence", example_id).required()};
}

template <bool linked>
Result<json> run_proof(Call& call, Proof const& input) {
  auto ends = TRY(joined(call, {input.of, input.evidence->text(), ""}));
  if (ends.to.kind != "evidence")
    return refuse_field("evidence", "That is no evidence. Choose it from the list of evidence.");
  if (linked && (ends.from.is_ended || ends.to.is_ended))
    return refuse_field(ends.from.is_ended ? "of" : "evidence", "That was taken out of the plan. Choose another.");
  bool changed = linked ? add_link(call.db(), ends.link()) : remove_link(call.db(), ends.link());
  if (changed) note(call, ends, linked);
  return json{{"changed", changed}};
}

struct Of {
  std::string of;
};

Result<json> run_list(Call& call, Of const& input) {
  auto sight = evidence::sight_of(call.actor());
  auto thing = find_thing(call.db(), input.of, sight);
  if (!thing) return none_such("thing");
  return json{{"kind", thing->kind}, {"title", thing->title}, {"links", links_json(call.db(), thing->id, sight)}};
}

}  // namespace

void add_link_operations(operations::Registry& registry) {
  registry.add(declare<Ends>("link add", "Join two things of the thread", Kind::change, "action.edit", ends_fields(),
                             {{"changed", true}}, &run_add));
  registry.add(declare<Ends>("link remove", "Take a link of the thread away", Kind::change, "action.edit",
                             ends_fields(), {{"changed", true}}, &run_remove));
  registry.add(declare<Proof>("evidence link", "Say what a piece of evidence shows", Kind::change, "action.progress",
                              proof_fields(), {{"changed", true}}, &run_proof<true>));
  registry.add(declare<Proof>("evidence unlink", "Say that a piece of evidence does not show it", Kind::change,
                              "action.progress", proof_fields(), {{"changed", true}}, &run_proof<false>));
  registry.add(declare<Of>("link list", "List what a thing is joined to, both ways", Kind::read, "plan.view",
                           {field("of", &Of::of, "Anything of the plan, a finding or a piece of evidence", example_id)
                                .required()
                                .max_length(40)},
                           {{"kind", "action"}, {"title", "Supervision"}, {"links", json::array()}}, &run_list));
}

}  // namespace gt::plans
