#include <algorithm>

#include <fmt/format.h>

#include "evidence/pages/evidence_form.h"
#include "evidence/pages/evidence_page_list.h"

namespace gt::evidence {

using namespace html;

namespace {

bool is_plain_word(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char each) { return (each >= 'a' && each <= 'z') || each == '-'; });
}

// `kind:id`, or nothing.
std::string target_of(std::string const& asked) {
  auto colon = asked.find(':');
  if (colon == std::string::npos || !is_plain_word(std::string_view(asked).substr(0, colon))) return {};
  return is_opaque_id(std::string_view(asked).substr(colon + 1)) ? asked : std::string();
}

// Only `/folder/id` of ours; anything else could send the person elsewhere.
std::string back_of(std::string const& asked) {
  auto last = asked.rfind('/');
  if (!asked.starts_with('/') || last == 0 || last == std::string::npos) return {};
  return is_plain_word(std::string_view(asked).substr(1, last - 1)) &&
                 is_opaque_id(std::string_view(asked).substr(last + 1))
             ? asked
             : std::string();
}

struct Origin {
  std::string target;  ///< what it is added for
  std::string back;    ///< where to return
};

Page new_form(pages::PageCall const& call, FormValues const& values, Origin const& origin, FormState state) {
  Page page;
  page.title = "Add evidence";
  page.section = plan_section;
  page.breadcrumbs = {evidence_link()};
  page.body << head({.title = page.title});
  if (!origin.target.empty())
    page.body << paragraph(words("It will be linked to the page you came from, and can serve others later."));
  if (sight_of(call.actor()) == Sight::open_only)
    page.body << paragraph(
        words("If you mark it as restricted, only reviewers will see it: you will not find it "
              "again yourself."));
  Html fields = content_fields(values, state);
  fields << file_chooser("File, if it has one", state);
  if (!origin.target.empty()) fields << hidden("for", origin.target);
  if (!origin.back.empty()) fields << hidden("back", origin.back);
  fields << button_group({button({.label = "Add the evidence"}),
                          link(words("Cancel"), Href{origin.back.empty() ? "/evidence" : origin.back})});
  page.body << form({.action = "/evidence/new", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  page.form = std::move(state);
  return page;
}

Page edit_form(pages::PageCall const& call, Evidence const& evidence, FormState state) {
  auto page = page_about(evidence, "Change this evidence");
  if (evidence.review != ReviewState::unreviewed)
    page.body << inset(
        words("It has been reviewed. If you change what it says or let it count for longer, it will "
              "have to be reviewed again."));
  Html fields = content_fields(values_of(evidence), state);
  fields << button_group({button({.label = "Save"}), link(words("Cancel"), address_of(evidence))});
  auto at = address_of(evidence).text();
  page.body << form({.action = Href{at + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, evidence.version)})
            << paragraph(link(words("Take this evidence out"), Href{at + "/end"}));
  page.form = std::move(state);
  return page;
}

// What a page says after adding, and where it goes.
Result<pages::Answer> after_adding(pages::PageCall& call, nlohmann::json const& added, Origin const& origin,
                                   decltype(Connections::link_to) const& link_to) {
  auto id = EvidenceId::trusted(added.at("evidence").get<std::string>());
  auto notice = fmt::format("Evidence {} was added.", added.at("number").get<std::int64_t>());
  bool is_linked = origin.target.empty();
  if (link_to && !origin.target.empty()) {
    auto linked = link_to(call, id, origin.target);
    is_linked = linked.has_value();
    notice += linked ? " It is linked." : " It could not be linked: " + linked.error().message;
  }
  if (is_linked && !origin.back.empty()) return pages::see_other(origin.back, notice);
  bool is_visible =
      call.request().form("restricted").value_or("").empty() || sight_of(call.actor()) == Sight::everything;
  if (!is_visible) return pages::see_other("/evidence", notice + " It is restricted, so only reviewers see it.");
  return pages::see_other("/evidence/" + id.text(), notice);
}

}  // namespace

Result<pages::Answer> new_evidence_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "evidence.add"));
  auto asked = [&](std::string_view name) { return call.request().query(name).value_or(""); };
  FormValues values{{"title", asked("title")}, {"source", asked("source")}};
  return pages::page(new_form(call, values, {target_of(asked("for")), back_of(asked("back"))}, {}));
}

Result<pages::Answer> add_evidence(pages::PageCall& call, decltype(Connections::link_to) const& link_to) {
  Origin origin{target_of(call.request().form("for").value_or("")), back_of(call.request().form("back").value_or(""))};
  auto input = call.input(content_names());
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto result = call.perform("evidence add", input);
  if (result) return after_adding(call, *result, origin, link_to);
  auto error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  // A browser does not fill in a file again.
  if (input.contains("file") &&
      std::none_of(error.fields.begin(), error.fields.end(), [](auto const& each) { return each.field == "file"; }))
    error.fields.push_back({"file", "Choose the file again: it was not kept."});
  return pages::page(new_form(call, {}, origin, call.refused(error)), 422);
}

Result<pages::Answer> edit_evidence_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "evidence.add"));
  auto loaded = TRY(load(call));
  return pages::page(edit_form(call, loaded.evidence, {}));
}

Result<pages::Answer> change_evidence(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const& evidence = loaded.evidence;
  auto at = address_of(evidence).text();
  auto choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(edit_form(call, evidence, pages::both_texts(call)));
  auto input = call.input(content_names());
  input["evidence"] = evidence.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("evidence change", input);
  if (result) return pages::see_other(at, "The evidence was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call,
                                  {"This evidence", evidence.id.text(), std::string(plan_section), evidence.version,
                                   Href{at + "/edit"}, Href{"/history/" + evidence.id.text()}},
                                  conflicting(evidence));
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(edit_form(call, evidence, call.refused(error)), 422);
}

}  // namespace gt::evidence
