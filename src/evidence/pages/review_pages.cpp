#include <fmt/format.h>

#include "evidence/pages/evidence_form.h"
#include "evidence/pages/evidence_page_list.h"

namespace gt::evidence {

using namespace html;

namespace {

Page replace_form(pages::PageCall const& call, Evidence const& evidence, FormState state) {
  auto page = page_about(evidence, evidence.file ? "Bring a new version of the file" : "Bring a file");
  page.body << paragraph(words(evidence.file
                                   ? "The version in force stays and can still be fetched. The evidence will have to "
                                     "be reviewed again."
                                   : "The evidence has no file yet. Once it has one it will have to be reviewed."));
  Html fields = file_chooser("File", state);
  fields << button_group({button({.label = "Bring it"}), link(words("Cancel"), address_of(evidence))});
  page.body << form({.action = Href{address_of(evidence).text() + "/replace"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, evidence.version),
                     .multipart = true});
  page.form = std::move(state);
  return page;
}

// `version` is the one shown: a reviewer who was refused sees what it holds now, and judges that.
Page review_form(pages::PageCall const& call, Evidence const& evidence, FormState state, std::int64_t version) {
  auto page = page_about(evidence, "Review this evidence");
  page.body << summary_list({{"Source", words(source_words(evidence))},
                             {"Covers", covered(evidence)},
                             {"Expiry", expiry(evidence, call.environment().clock.today())},
                             {"Added by", words(evidence.added_by.name)}})
            << what_it_shows(evidence);
  if (evidence.file)
    page.body << paragraph(
        link(words("Read the file: " + evidence.file->name), Href{address_of(evidence).text() + "/file"}));
  if (auto other = reviewer_is_someone_else(evidence, call.actor().account); !other) {
    page.body << inset(words(other.error().message));
    return page;
  }
  Html fields = radios({.name = "verdict",
                        .legend = "Does it show what it claims?",
                        .options = {{"accepted", "Accept it: it shows what it claims", {}},
                                    {"rejected", "Reject it: it does not count", {}}},
                        .value = {}},
                       state);
  fields << textarea({.name = "note",
                      .label = "Why",
                      .hint = words("Needed when you reject it. Whoever added it will read this."),
                      .rows = 3},
                     state)
         << button_group({button({.label = "Save the review"}), link(words("Cancel"), address_of(evidence))});
  page.body << form({.action = Href{address_of(evidence).text() + "/review"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = version});
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> replace_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "evidence.add"));
  auto loaded = TRY(load(call));
  return pages::page(replace_form(call, loaded.evidence, {}));
}

Result<pages::Answer> replace_file(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const& evidence = loaded.evidence;
  nlohmann::json input{{"evidence", evidence.id.text()}, {"version", pages::sent_version(call)}};
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto result = call.perform("evidence replace", input);
  if (result)
    return pages::see_other(address_of(evidence).text(), fmt::format("Version {} of the file is in force.",
                                                                     (*result)["file_version"].get<std::int64_t>()));
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(replace_form(call, evidence, call.refused(error)), 422);
}

Result<pages::Answer> review_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "evidence.review"));
  auto loaded = TRY(load(call));
  return pages::page(review_form(call, loaded.evidence, {}, loaded.evidence.version));
}

Result<pages::Answer> review_evidence(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const& evidence = loaded.evidence;
  auto input = call.input({"verdict", "note"});
  input["evidence"] = evidence.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("evidence review", input);
  if (result) return pages::see_other(address_of(evidence).text(), "The review was saved.");
  auto error = result.error();
  if (error.kind == ErrorKind::conflict) {
    error.message =
        "Someone changed this evidence after you opened it. This is what it holds now: read it, then save "
        "your review.";
    return pages::page(review_form(call, evidence, call.refused(error), evidence.version), 409);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  auto state = call.refused(error);
  auto version = pages::version_to_send(state, evidence.version);
  return pages::page(review_form(call, evidence, std::move(state), version), 422);
}

Result<pages::Answer> end_evidence_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "evidence.add"));
  auto loaded = TRY(load(call));
  auto const& evidence = loaded.evidence;
  auto page = page_about(evidence, "Take this evidence out?");
  page.body << paragraph(words("What rests on it will show that it is gone. Its number is not used again, and its "
                               "history stays in the audit log."))
            << form({.action = Href{address_of(evidence).text() + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = button_group({button({.label = "Take it out", .kind = ButtonKind::warning}),
                                           link(words("Keep it"), address_of(evidence))}),
                     .lock_version = evidence.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_evidence_now(pages::PageCall& call) {
  auto id = TRY(call.id<EvidenceId>("evidence"));
  TRY(call.perform("evidence end", {{"evidence", id.text()}, {"version", pages::sent_version(call)}}));
  return pages::see_other("/evidence", "The evidence was taken out.");
}

}  // namespace gt::evidence
