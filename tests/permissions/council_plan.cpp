#include <algorithm>

#include "plans/pid/pid_content.h"
#include "plans/records/record_kinds.h"
#include "platform/jobs/job_store.h"
#include "tests/permissions/council.h"
#include "tests/permissions/sample_fields.h"

namespace gt::permissions {

using nlohmann::json;

namespace {

// Approved by somebody else, with a change that waits.
void add_pid(Installation& installation, Council& council) {
  auto const email = "director." + council.word + "@council.example";
  installation.must(council.administrator, "user add",
                    {{"email", email}, {"name", "Director of " + council.word}, {"role", "board member"}});
  json input{{"project", council.more.at("project")}, {"version", 0}};
  for (auto const& section : plans::pid_sections())
    if (section.is_required) input[section.key] = section.heading + " of " + council.word;
  installation.must(council.manager, "pid write", input);
  auto at = [&](int version) -> json { return {{"project", input.at("project")}, {"version", version}}; };
  installation.must(council.manager, "pid submit", at(1));
  auto decision = at(2);
  decision["decision"] = "approved";
  installation.must(installation.actor(email), "pid decide", decision);
  auto change = at(3);
  change.update({{"reason", "Reason of " + council.word}, {"scope_in", "More of " + council.word}});
  council.more["pid_change"] = installation.must(council.manager, "pid-change ask", change).at("pid_change");
  council.more["pid_version"] =
      installation.must(council.manager, "pid show", {{"project", input.at("project")}}).at("versions").at(0).at("id");
  council.more["approver"] = council.manager_account.text();
}

// Its page has no nonce in it, as that of one that waits has.
std::string cancelled_job_of(Installation& installation, Council const& council) {
  auto const job = waiting_job(council.manager_account, "Job of " + council.word);
  auto change = installation.program().database().change(council.authority);
  jobs::insert_job(change, job);
  jobs::cancel_queued(change, job.id, "Cancelled in " + council.word, job.asked_at);
  change.commit();
  return job.id.text();
}

}  // namespace

void add_plan_records(Installation& installation, Council& council) {
  auto must = [&](std::string const& operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  for (auto const& kind : plans::record_kinds()) {
    json input{{"title", kind.word + " of " + council.word}};
    for (auto const& field : kind.fields)
      if (field.required) input[field.name] = sample_value(field, field.label + " of " + council.word);
    if (kind.word == "success measure") input["unit"] = "count";
    if (kind.word == "goal") input["goal_kind"] = "council objective";
    auto key_of = [](std::string name) {
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    };
    if (!kind.inside.empty())
      input["inside"] = kind.inside.back() == "theme" ? council.theme_a : council.more.at(key_of(kind.inside.back()));
    if (kind.word == "project" || kind.word == "risk") input["under"] = {council.theme_a};
    council.more[key_of(kind.word)] = must(kind.command() + " add", input).at("id");
  }
  add_pid(installation, council);
  must("version freeze", {{"title", "Version of " + council.word}});
  auto change =
      must("date ask", {{"action", council.action_b}, {"due", "2026-09-30"}, {"reason", "Reason of " + council.word}});
  council.more["change"] = council.more["date_change"] = change.at("date_change");
  auto evidence = must("evidence add", {{"title", "Output of " + council.word},
                                        {"source", "observation"},
                                        {"rung", "output"},
                                        {"dated", "2025-10-31"},
                                        {"expires", "2099-12-31"},
                                        {"shows", "It was issued in " + council.word}});
  must("link add", {{"from", council.action_a}, {"to", evidence.at("evidence")}});
  council.more["difference_claim"] =
      must("difference claim",
           {{"action", council.action_a}, {"rung", "output"}, {"statement", "Issued in " + council.word}})
          .at("difference_claim");
  council.more["record"] = council.action_a;
  council.more["import"] =
      must("tracker read",
           {{"file", operations::upload_value({council.word + ".csv",
                                               "Action,Owner\nAction of the tracker of " + council.word + ",Lead\n"})}})
          .at("import");
  must("cycle open", {{"title", "Cycle of " + council.word}, {"due", "2099-12-31"}});
  council.more["cycle"] = must("cycle list", json::object()).at("cycles").at(0).at("id");
  council.more["update"] =
      must("update send",
           {{"action", council.action_b}, {"status", "on track"}, {"was_done", "It began in " + council.word}})
          .at("update");
  council.more["view"] = must("view save", {{"name", "View of " + council.word}, {"query", "due=late"}}).at("view");
  council.more["clock"] = "written-statement";
  council.more["target"] = must("target set", {{"line", "leadership"},
                                               {"grade", "good"},
                                               {"by", "2099-04-30"},
                                               {"set_by", "The board of " + council.word},
                                               {"reason", "Agreed in " + council.word},
                                               {"set_on", "2026-01-12"}})
                               .at("target");
  council.more["job"] = cancelled_job_of(installation, council);
  council.more["report"] = must("highlight issue", {{"theme", council.theme_a}}).at("id");
  council.more["comment"] =
      must("comment add", {{"record", council.action_a}, {"text", "What is said in " + council.word}}).at("comment");
  council.more["mention"] = council.manager_account.text();
  council.more["feed"] = must("calendar add", {{"scope", "theme"}, {"theme", council.theme_a}}).at("feed");
}

}  // namespace gt::permissions
