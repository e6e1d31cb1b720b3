#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/thing_parts.h"
#include "plans/pid/pid_pages.h"
#include "platform/core/text.h"

namespace gt::plans {

using namespace html;

namespace {

tl::unexpected<Error> no_such(std::string_view what) {
  return refuse(ErrorKind::not_found,
                fmt::format("This initiation document has no such {}. Start from the project’s page.", what));
}

PidVersion const* numbered(LoadedPid const& loaded, std::string_view number) {
  auto found = std::find_if(loaded.versions.begin(), loaded.versions.end(),
                            [&](auto const& each) { return std::to_string(each.number) == number; });
  return found == loaded.versions.end() ? nullptr : &*found;
}

Html compare_form(LoadedPid const& loaded, Query const& query) {
  Html fields;
  for (auto const& [name, label] : {std::pair{"from", "From"}, std::pair{"to", "To"}}) {
    std::vector<Option> options;
    if (std::string_view(name) == "to") options.push_back({"", "As the records stand now", {}});
    for (auto const& each : loaded.versions)
      options.push_back({std::to_string(each.number),
                         fmt::format("Version {} ({})", each.number, each.made_at.london_date().printed()),
                         {}});
    fields << select({.name = name, .label = label, .options = options, .value = std::string(query.value(name))});
  }
  Html out;
  out << "<form method=\"get\" action=\"" << Href{pid_address(loaded.project.id).text() + "/compare"} << "\">" << fields
      << button({.label = "Compare", .kind = ButtonKind::secondary}) << "</form>\n";
  return out;
}

// ---- A change request ----

Page ask_form(pages::PageCall const& call, LoadedPid const& loaded, FormState state) {
  auto page = pid_page_about(loaded, "Ask for a change to the initiation document");
  Html fields = textarea({.name = "reason",
                          .label = "Why it must change",
                          .hint = words("Whoever decides reads this first. It is kept with the decision."),
                          .rows = 3},
                         state);
  fields << section_inputs(loaded.now, state)
         << button_group(
                {button({.label = "Ask for this change"}), link(words("Cancel"), pid_address(loaded.project.id))});
  page.body << head({.title = page.title, .caption = loaded.project.title})
            << paragraph(
                   words("Write each section as it shall be; leave the rest. The records printed beneath are taken as "
                         "they stand when the change is accepted. Somebody else decides, section by section difference "
                         "before their eyes, and the version that stands now is kept."))
            << form({.action = Href{pid_address(loaded.project.id).text() + "/change"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.pid->version)});
  page.form = std::move(state);
  return page;
}

struct OneChange {
  LoadedPid loaded;
  PidChange change;
  PidContent before;  ///< the version it was written against
  PidContent after;   ///< what it became, or would become now
};

Result<OneChange> load_change(pages::PageCall const& call) {
  auto loaded = TRY(load_pid(call));
  auto id = TRY(call.id<PidChangeId>("pid_change"));
  auto change =
      std::find_if(loaded.changes.begin(), loaded.changes.end(), [&](auto const& each) { return each.id == id; });
  if (change == loaded.changes.end()) return no_such("change request");
  auto const* base = numbered(loaded, std::to_string(change->base));
  ENSURE(base != nullptr);
  OneChange out{loaded, *change, base->content, {}};
  auto made = std::find_if(loaded.versions.begin(), loaded.versions.end(),
                           [&](auto const& each) { return each.change_request == id; });
  if (made != loaded.versions.end()) {
    out.after = made->content;
  } else {
    // What was refused is shown by its words alone: the records have moved on since.
    out.after = change->state == "asked" ? loaded.now : base->content;
    for (auto& section : out.after.sections)
      if (auto found = change->proposal.find(section.key); found != change->proposal.end())
        section.text = found->second;
  }
  return out;
}

bool may_decide(pages::PageCall const& call, OneChange const& one) {
  return one.change.state == "asked" && !one.loaded.project.is_ended &&
         may_on_thing(call, "pid.approve", one.loaded.themes) && one.change.asked_by.account != call.actor().account;
}

Page change_page(pages::PageCall const& call, OneChange const& one, FormState state) {
  auto const& [loaded, change, before, after] = one;
  auto const at = pid_address(loaded.project.id).text() + "/changes/" + change.id.text();
  auto page = pid_page_about(loaded, fmt::format("Change {} to the initiation document", change.number));
  Head top{.title = page.title, .caption = loaded.project.title};
  top.facts.push_back({"State", words(change.state == "asked"      ? "Waits for a decision"
                                      : change.state == "accepted" ? "Accepted"
                                      : change.state == "refused"  ? "Refused"
                                                                   : "Withdrawn")});
  top.facts.push_back({"Asked by", words(change.asked_by.name)});
  top.facts.push_back({"On", date(change.asked_at.london_date())});
  top.facts.push_back({"Against", words(fmt::format("Version {}", change.base))});
  page.body << head(top) << paragraph(said(change.reason));
  if (change.decided_by) {
    Html decided;
    decided << change.decided_by->name << ", " << date(change.decided_at->london_date());
    if (!change.decision_note.empty()) decided << ": " << said(change.decision_note);
    page.body << inset(decided);
  }
  auto const was = fmt::format("Version {}", change.base);
  page.body << heading(words("What differs, section by section"))
            << differences_part(differences(before, after), was,
                                change.state == "asked"      ? "As it would be"
                                : change.state == "accepted" ? "As it became"
                                                             : "As it was asked for");
  if (may_decide(call, one)) {
    Html fields =
        radios({.name = "decision",
                .legend = "Your decision",
                .options = {{"accepted", "Accept it", words(fmt::format("It becomes version {}.", change.base + 1))},
                            {"refused", "Refuse it", words("The document stays as it is; the request is kept.")}}},
               state);
    fields << textarea({.name = "note", .label = "Why (needed to refuse it)", .rows = 2}, state)
           << hidden("seen", fingerprint_of(after))
           << button_group(
                  {button({.label = "Save the decision"}), link(words("Cancel"), pid_address(loaded.project.id))});
    page.body << form({.action = Href{at}, .csrf_token = call.csrf_token(), .body = fields});
  } else if (change.state == "asked") {
    page.body << paragraph(words("Somebody else who may approve initiation documents decides on it."));
  }
  if (change.state == "asked" && may_on_thing(call, "action.edit", loaded.themes))
    page.body << form({.action = Href{at + "/withdraw"},
                       .csrf_token = call.csrf_token(),
                       .body = button({.label = "Withdraw the request", .kind = ButtonKind::secondary})});
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> pid_version_page(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  auto id = TRY(call.id<PidVersionId>("pid_version"));
  auto version =
      std::find_if(loaded.versions.begin(), loaded.versions.end(), [&](auto const& each) { return each.id == id; });
  if (version == loaded.versions.end()) return no_such("version");
  auto page = pid_page_about(loaded, fmt::format("Version {} of the initiation document", version->number));
  Head top{.title = loaded.project.title,
           .caption = fmt::format("Project initiation document, version {}", version->number)};
  top.facts = {{"Approved by", words(version->agreed_by.name)},
               {"On", date(version->made_at.london_date())},
               {"Asked for by", words(version->asked_by.name)}};
  Html body = head(top);
  if (version->number < loaded.versions.front().number) {
    Html newer;
    newer << "This is not the version that stands. " << link(words("Open the document"), pid_address(loaded.project.id))
          << ", or see "
          << link(words("what has changed since"), Query{}
                                                       .with("from", std::to_string(version->number))
                                                       .with("to", std::to_string(loaded.versions.front().number))
                                                       .at(pid_address(loaded.project.id).text() + "/compare"))
          << ".";
    body << inset(newer);
  }
  if (!version->why.empty()) body << paragraph(said(version->why));
  body << document_part(version->content) << heading(words("Fingerprint")) << R"(<p class="gt-hash">)"
       << version->fingerprint << "</p>\n"
       << source_line(
              words("SHA-256 of what this version says. The same words and records give the same fingerprint."));
  page.body << R"(<div class="gt-paper">)" << body << "</div>\n";
  return pages::page(std::move(page));
}

Result<pages::Answer> pid_compare_page(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  auto page = pid_page_about(loaded, "What differs between two versions");
  auto const query = call.query();
  page.body << head({.title = page.title, .caption = loaded.project.title});
  if (loaded.versions.empty()) {
    page.body << paragraph(words("Nothing has been approved yet, so there is no version to compare."));
    return pages::page(std::move(page));
  }
  auto const* from = numbered(loaded, query.value("from"));
  auto const* to = numbered(loaded, query.value("to"));
  if (from == nullptr || (to == nullptr && !query.value("to").empty())) {
    page.body << paragraph(words("Choose two versions.")) << compare_form(loaded, query);
    return pages::page(std::move(page));
  }
  auto const found = differences(from->content, to != nullptr ? to->content : loaded.now);
  auto const was = fmt::format("Version {}", from->number);
  auto const is = to != nullptr ? fmt::format("Version {}", to->number) : std::string("As it stands now");
  page.body << lede(words(found.empty() ? fmt::format("{} and {} say the same.", was,
                                                      to != nullptr ? is : "the records as they stand now")
                                        : fmt::format("{} between {} and {}.",
                                                      plural(static_cast<std::int64_t>(found.size()), "section differs",
                                                             "sections differ"),
                                                      lower_case(was), lower_case(is))))
            << differences_part(found, was, is) << details("Compare other versions", compare_form(loaded, query));
  return pages::page(std::move(page));
}

Result<pages::Answer> ask_pid_change_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto loaded = TRY(load_pid(call));
  auto const at = pid_address(loaded.project.id).text();
  if (!loaded.pid || !loaded.pid->is_locked()) return pages::see_other(at);
  if (auto const* open = loaded.open_change())
    return pages::see_other(at + "/changes/" + open->id.text(),
                            "This change waits already. Only one can wait at a time.");
  return pages::page(ask_form(call, loaded, {}));
}

Result<pages::Answer> ask_pid_change(pages::PageCall& call) {
  auto loaded = TRY(load_pid(call));
  auto const at = pid_address(loaded.project.id).text();
  if (!loaded.pid) return pages::see_other(at);
  auto choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(ask_form(call, loaded, pages::both_texts(call)));
  auto input = call.input(section_names({"reason"}));
  input["project"] = loaded.project.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("pid-change ask", input);
  if (result)
    return pages::see_other(at + "/changes/" + (*result)["pid_change"].get<std::string>(),
                            "The change was asked for. It stands once somebody else accepts it.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && loaded.pid->is_locked() && loaded.open_change() == nullptr) {
    auto fields = stored_sections(*loaded.pid);
    fields.insert(fields.begin(), {"Why it must change", "reason", ""});
    return pages::conflict_answer(
        call,
        {"This document", loaded.pid->id.text(), std::string(plan_section), loaded.pid->version, Href{at + "/change"},
         Href{"/history/" + loaded.pid->id.text()}},
        fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(ask_form(call, loaded, call.refused(error)), 422);
}

Result<pages::Answer> pid_change_page(pages::PageCall& call) {
  auto one = TRY(load_change(call));
  return pages::page(change_page(call, one, {}));
}

Result<pages::Answer> decide_pid_change_now(pages::PageCall& call) {
  auto one = TRY(load_change(call));
  auto input = call.input({"decision", "note", "seen"});
  input["pid_change"] = one.change.id.text();
  auto result = call.perform("pid-change decide", input);
  if (result)
    return pages::see_other(pid_address(one.loaded.project.id).text(),
                            (*result)["state"] == "accepted" ? "The change was accepted and makes a new version."
                                                             : "The change was refused. It is kept below.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(change_page(call, one, call.refused(result.error())), 422);
}

Result<pages::Answer> withdraw_pid_change(pages::PageCall& call) {
  auto one = TRY(load_change(call));
  TRY(call.perform("pid-change withdraw", {{"pid_change", one.change.id.text()}}));
  return pages::see_other(pid_address(one.loaded.project.id).text(), "The request was withdrawn. It is kept below.");
}

}  // namespace gt::plans
