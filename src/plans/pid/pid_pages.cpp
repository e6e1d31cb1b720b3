#include "plans/pid/pid_pages.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/pages/thing_parts.h"

namespace gt::plans {

using namespace html;

namespace {

bool may_write(pages::PageCall const& call, LoadedPid const& loaded) {
  return !loaded.project.is_ended && may_on_thing(call, "action.edit", loaded.themes);
}

bool is_own(pages::PageCall const& call, std::optional<SomeoneThen> const& someone) {
  return someone && someone->account == call.actor().account;
}

bool may_decide(pages::PageCall const& call, LoadedPid const& loaded) {
  return loaded.pid && loaded.pid->state == "submitted" && may_on_thing(call, "pid.approve", loaded.themes) &&
         !loaded.project.is_ended && !is_own(call, loaded.pid->submitted_by) &&
         (!loaded.pid->approver || loaded.pid->approver == call.actor().account);
}

std::string state_words(Pid const& pid) {
  if (pid.is_locked()) return "Approved and locked";
  if (pid.state == "submitted") return "Submitted for approval";
  return pid.state == "returned" ? "Returned" : "Draft";
}

Html missing_line(LoadedPid const& loaded) {
  auto missing = missing_sections(pid_sections(), loaded.now);
  if (missing.empty()) return paragraph(words("Every required section is filled. It can be submitted."));
  std::vector<Html> names;
  for (auto const* each : missing) names.push_back(link(words(each->heading), Href{"#" + each->key}));
  Html out;
  out << "Still empty, and required: " << sentence_list(names) << ".";
  return paragraph(out);
}

// What has happened in the plan since the document was locked.
Html drift_line(LoadedPid const& loaded) {
  auto const& locked = loaded.versions.front();
  auto const count = differences(locked.content, loaded.now).size();
  if (count == 0) return paragraph(words("The records behind it stand as they did when it was locked."));
  Html out;
  out << "Since then the records behind " << plural(static_cast<std::int64_t>(count), "section") << " have moved on: "
      << link(
             words("what differs"),
             Query{}.with("from", std::to_string(locked.number)).at(pid_address(loaded.project.id).text() + "/compare"))
      << ". The document stays as it was approved until a change is accepted.";
  return paragraph(out);
}

Html where_it_stands(pages::PageCall const& call, LoadedPid const& loaded, std::string const& approver) {
  auto const& pid = *loaded.pid;
  Html out;
  if (pid.state == "returned") {
    Html returned;
    returned << pid.decided_by->name << " returned it on " << date(pid.decided_at->london_date()) << ": "
             << said(pid.decision_note);
    out << inset(returned);
  }
  if (pid.is_open()) {
    if (may_write(call, loaded)) out << missing_line(loaded);
    return out;
  }
  if (pid.state == "submitted") {
    Html sentence;
    sentence << pid.submitted_by->name << " submitted it on " << date(pid.submitted_at->london_date())
             << ". It waits for " << (approver.empty() ? std::string("somebody who may approve it") : approver) << ".";
    out << paragraph(sentence);
    if (may_decide(call, loaded))
      out << button_group({link_button("Approve or return it", Href{pid_address(pid.project).text() + "/decide"})});
    if (may_write(call, loaded)) {
      Html fields = button({.label = "Take it back", .kind = ButtonKind::secondary});
      out << form({.action = Href{pid_address(pid.project).text() + "/withdraw"},
                   .csrf_token = call.csrf_token(),
                   .body = fields,
                   .lock_version = pid.version});
    }
    return out;
  }
  if (auto const* change = loaded.open_change()) {
    Html sentence;
    sentence << link(words(fmt::format("Change {}", change->number)),
                     Href{pid_address(pid.project).text() + "/changes/" + change->id.text()})
             << " waits for a decision. " << change->asked_by.name << ": " << said(change->reason);
    out << inset(sentence);
  }
  out << drift_line(loaded);
  return out;
}

Html version_rows(LoadedPid const& loaded) {
  auto const at = pid_address(loaded.project.id).text();
  Table rows;
  rows.caption = "Versions, newest first";
  rows.caption_shown = true;
  rows.columns = {{"Version"}, {"Locked"}, {"Approved by"}, {"Asked for by"}, {"Why"}, {"Fingerprint"}};
  for (auto const& each : loaded.versions)
    rows.rows.push_back({{link(words(fmt::format("Version {}", each.number)), Href{at + "/versions/" + each.id.text()}),
                          moment(each.made_at), words(each.agreed_by.name), words(each.asked_by.name),
                          words(each.why.empty() ? "–" : each.why), words(each.fingerprint.substr(0, 12))}});
  Html out = table(rows);
  if (loaded.versions.size() > 1)
    out << paragraph(
        link(words("Compare two versions"),
             Query{}.with("from", "1").with("to", std::to_string(loaded.versions.front().number)).at(at + "/compare")));
  return out;
}

Html change_rows(LoadedPid const& loaded) {
  auto const at = pid_address(loaded.project.id).text();
  Table rows;
  rows.caption = "Changes asked for, newest first";
  rows.caption_shown = true;
  rows.columns = {{"Change"}, {"Asked by"}, {"Asked"}, {"Why"}, {"What became of it"}};
  for (auto const& each : loaded.changes) {
    Html outcome;
    if (each.state == "asked")
      outcome << "Waits for a decision";
    else
      outcome << words(each.state == "accepted"  ? "Accepted"
                       : each.state == "refused" ? "Refused"
                                                 : "Withdrawn")
              << " by " << each.decided_by->name << ", " << date(each.decided_at->london_date());
    if (!each.decision_note.empty()) outcome = with_note(outcome, words(each.decision_note));
    rows.rows.push_back({{link(words(fmt::format("Change {}", each.number)), Href{at + "/changes/" + each.id.text()}),
                          words(each.asked_by.name), date(each.asked_at.london_date()), words(each.reason), outcome}});
  }
  return table(rows);
}

Html approval_part(LoadedPid const& loaded) {
  Html out = heading(words(fmt::format("{}. Approval and version history", pid_sections().size() + 1)), "approval");
  if (loaded.versions.empty())
    out << paragraph(words("It has not been approved. Approving it locks it as version 1."));
  else
    out << version_rows(loaded);
  if (!loaded.changes.empty()) out << change_rows(loaded);
  return out;
}

Page none_yet(pages::PageCall const& call, LoadedPid const& loaded) {
  auto page = pid_page_about(loaded, "Initiation document of " + loaded.project.title);
  page.breadcrumbs.pop_back();
  Empty empty;
  empty.title = "There is no initiation document yet";
  empty.what_for = words(
      "It says what the project is for, how anyone will know that it worked, and what may move. Once approved it is "
      "locked, "
      "and change is judged against it. What the plan knows of the project is printed in it by itself.");
  if (may_write(call, loaded))
    empty.steps = {link_button("Begin the document", Href{pid_address(loaded.project.id).text() + "/edit"})};
  page.body << head({.title = loaded.project.title, .caption = "Project initiation document"}) << empty_state(empty);
  return page;
}

Result<pages::Answer> pid_page(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  if (!loaded.pid) return pages::page(none_yet(call, loaded));
  auto const& pid = *loaded.pid;
  auto const at = pid_address(pid.project).text();
  auto page = pid_page_about(loaded, pid.title());
  page.breadcrumbs.pop_back();
  Head top{.title = loaded.project.title, .caption = "Project initiation document"};
  top.facts.push_back({"State", words(state_words(pid))});
  if (pid.is_locked()) {
    auto const& locked = loaded.versions.front();
    top.facts.push_back({"Version", words(std::to_string(locked.number))});
    top.facts.push_back({"Approved by", words(locked.agreed_by.name)});
    top.facts.push_back({"On", date(locked.made_at.london_date())});
    top.facts.push_back({"Fingerprint", words(locked.fingerprint.substr(0, 12))});
  }
  if (may_write(call, loaded)) {
    if (pid.is_open()) {
      top.actions.push_back({words("Write"), Href{at + "/edit"}});
      top.actions.push_back({words("Submit for approval"), Href{at + "/submit"}});
    }
    if (pid.is_locked() && loaded.open_change() == nullptr)
      top.actions.push_back({words("Ask for a change"), Href{at + "/change"}});
  }
  std::string approver;
  if (pid.approver)
    approver = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
                 return people::account_name(transaction, *pid.approver);
               })).value_or("an account that is no longer here");
  Html body = head(top);
  if (loaded.project.is_ended)
    body << inset(words("The project was taken out of the plan. The document stays as it was."));
  body << where_it_stands(call, loaded, approver)
       << document_part(pid.is_locked() ? loaded.versions.front().content : loaded.now) << approval_part(loaded)
       << history_link({std::string(kPidKind), pid.id.text(), pid.title(), "", at, false});
  page.body << R"(<div class="gt-paper">)" << body << "</div>\n";
  return pages::page(std::move(page));
}

// ---- Writing ----

Page write_form(pages::PageCall const& call, LoadedPid const& loaded, FormState state) {
  auto page = pid_page_about(loaded, loaded.pid ? "Write the initiation document" : "Begin the initiation document");
  page.body << head({.title = page.title, .caption = loaded.project.title})
            << paragraph(
                   words("Write what people will hold the project to. It can be saved half written; before it goes to "
                         "an approver every section that is not optional needs words or records."));
  Html fields = section_inputs(loaded.now, state);
  fields << button_group({button({.label = "Save"}), link(words("Cancel"), pid_address(loaded.project.id))});
  page.body << form({.action = Href{pid_address(loaded.project.id).text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.pid ? loaded.pid->version : 0)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> edit_pid_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto loaded = TRY(load_pid(call));
  if (loaded.pid && !loaded.pid->is_open()) return pages::see_other(pid_address(loaded.project.id).text());
  return pages::page(write_form(call, loaded, {}));
}

Result<pages::Answer> write_pid(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  auto const at = pid_address(loaded.project.id).text();
  auto choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(write_form(call, loaded, pages::both_texts(call)));
  auto input = call.input(section_names());
  input["project"] = loaded.project.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("pid write", input);
  if (result) return pages::see_other(at, "The document was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && loaded.pid && loaded.pid->is_open())
    return pages::conflict_answer(call,
                                  {"This document", loaded.pid->id.text(), std::string(plan_section),
                                   loaded.pid->version, Href{at + "/edit"}, Href{"/history/" + loaded.pid->id.text()}},
                                  stored_sections(*loaded.pid));
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(write_form(call, loaded, call.refused(error)), 422);
}

// ---- Submitting, approving ----

Result<Page> submit_form(pages::PageCall const& call, LoadedPid const& loaded, FormState state) {
  auto able = TRY(call.read(
      "plan.view", [](db::Transaction& transaction) { return people::accounts_who_may(transaction, "pid.approve"); }));
  std::vector<Option> options{{"", "Whoever may approve it", {}}};
  for (auto const& each : able)
    if (each.id != call.actor().account)
      options.push_back({each.id.text(), fmt::format("{} ({})", each.name, each.roles), {}});
  auto page = pid_page_about(loaded, "Submit for approval");
  page.body << head({.title = page.title, .caption = loaded.project.title})
            << paragraph(words(
                   "Nobody can write in it while it waits. Approving locks it, with the records behind it as they "
                   "stand on that day; from then on it changes only on request."));
  Html fields =
      select({.name = "approver",
              .label = "Who is asked to approve it",
              .options = options,
              .hint = words("Whoever is named here is the only one who can. It is never whoever submits it.")},
             state);
  fields << button_group({button({.label = "Submit it"}), link(words("Cancel"), pid_address(loaded.project.id))});
  page.body << form({.action = Href{pid_address(loaded.project.id).text() + "/submit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.pid->version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> submit_pid_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto loaded = TRY(load_pid(call));
  if (!loaded.pid || !loaded.pid->is_open()) return pages::see_other(pid_address(loaded.project.id).text());
  return pages::page(TRY(submit_form(call, loaded, {})));
}

Result<pages::Answer> submit_pid(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  if (!loaded.pid) return pages::see_other(pid_address(loaded.project.id).text());
  auto input = call.input({"approver"});
  input["project"] = loaded.project.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("pid submit", input);
  if (result)
    return pages::see_other(pid_address(loaded.project.id).text(), "The document was submitted for approval.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  bool is_about_sections = std::any_of(error.fields.begin(), error.fields.end(),
                                       [](auto const& each) { return find_pid_section(each.field) != nullptr; });
  if (!is_about_sections) return pages::page(TRY(submit_form(call, loaded, call.refused(error))), 422);
  // The sections are on the other form, where they can be written at once.
  FormState state;
  state.errors = error.fields;
  return pages::page(write_form(call, loaded, std::move(state)), 422);
}

Result<pages::Answer> withdraw_pid(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  TRY(call.perform("pid withdraw", {{"project", loaded.project.id.text()}, {"version", pages::sent_version(call)}}));
  return pages::see_other(pid_address(loaded.project.id).text(), "It is a draft again.");
}

Page decide_form(pages::PageCall const& call, LoadedPid const& loaded, FormState state) {
  auto page = pid_page_about(loaded, "Approve the initiation document");
  auto const& pid = *loaded.pid;
  Html submitted;
  submitted << pid.submitted_by->name << " submitted it on " << date(pid.submitted_at->london_date())
            << ". Read it, then decide at the end.";
  Html fields = radios({.name = "decision",
                        .legend = "Your decision",
                        .options = {{"approved", "Approve it", words("It is locked as you read it here.")},
                                    {"returned", "Return it", words("It can be put right and submitted again.")}}},
                       state);
  fields << textarea({.name = "note", .label = "Why (needed to return it)", .rows = 2}, state)
         << hidden("seen", fingerprint_of(loaded.now))
         << button_group({button({.label = "Save the decision"}), link(words("Cancel"), pid_address(pid.project))});
  page.body << head({.title = page.title, .caption = loaded.project.title}) << paragraph(submitted)
            << document_part(loaded.now)
            << form({.action = Href{pid_address(pid.project).text() + "/decide"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, pid.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> decide_pid_page(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  if (!may_decide(call, loaded)) return pages::see_other(pid_address(loaded.project.id).text());
  return pages::page(decide_form(call, loaded, {}));
}

Result<pages::Answer> decide_pid(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  auto input = call.input({"decision", "note", "seen"});
  input["project"] = loaded.project.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("pid decide", input);
  if (result)
    return pages::see_other(pid_address(loaded.project.id).text(), (*result)["state"] == "approved"
                                                                       ? "The document was approved and is locked."
                                                                       : "The document was returned.");
  if (result.error().kind != ErrorKind::invalid || !may_decide(call, loaded))
    return tl::unexpected<Error>(result.error());
  return pages::page(decide_form(call, loaded, call.refused(result.error())), 422);
}

}  // namespace

void add_pid_pages(pages::Site& site) {
  std::string const at = "/projects/{project}/pid";
  site.get(at, &pid_page);
  site.get(at + "/edit", &edit_pid_page);
  site.post(at + "/edit", &write_pid);
  site.get(at + "/submit", &submit_pid_page);
  site.post(at + "/submit", &submit_pid);
  site.post(at + "/withdraw", &withdraw_pid);
  site.get(at + "/decide", &decide_pid_page);
  site.post(at + "/decide", &decide_pid);
  site.get(at + "/versions/{pid_version}", &pid_version_page);
  site.get(at + "/compare", &pid_compare_page);
  site.get(at + "/change", &ask_pid_change_page);
  site.post(at + "/change", &ask_pid_change);
  site.get(at + "/changes/{pid_change}", &pid_change_page);
  site.post(at + "/changes/{pid_change}", &decide_pid_change_now);
  site.post(at + "/changes/{pid_change}/withdraw", &withdraw_pid_change);
}

}  // namespace gt::plans
