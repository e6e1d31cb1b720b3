#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_store.h"
#include "governance/pages/meeting_load.h"
#include "governance/pages/paper_parts.h"
#include "governance/pages/register_page_list.h"
#include "platform/files/file_kinds.h"
#include "platform/pages/conflict.h"

// Papers of meetings: the form that adds one, its page with its versions, and its file.
namespace gt::governance {

using namespace html;

namespace {

struct LoadedPaper {
  Paper paper;
  Meeting meeting;
  std::vector<PaperFile> versions;
  std::vector<Option> items;
  bool may_change = false;
};

std::vector<Option> item_choices(std::vector<Item> const& items) {
  std::vector<Option> out{{"", "The whole meeting", {}}};
  for (auto const& each : items)
    if (!each.is_out_of_sight)
      out.push_back({each.id.text(), fmt::format("{} {}", each.shown_number(), each.title), {}});
  return out;
}

Result<LoadedPaper> load_paper(pages::PageCall const& call) {
  auto const id = TRY(call.id<PaperId>("paper"));
  auto const today = call.environment().clock.today();
  auto loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<LoadedPaper> {
    auto const sight = sight_of(transaction, call.actor(), today);
    auto paper = find_paper(transaction, id, sight);
    if (!paper || paper->is_ended) return std::nullopt;
    auto meeting = find_meeting(transaction, paper->meeting);
    ENSURE(meeting.has_value());
    bool const is_over = meeting->state == MeetingState::agreed || meeting->state == MeetingState::locked ||
                         meeting->state == MeetingState::cancelled;
    return LoadedPaper{*paper, *meeting, list_paper_files(transaction, id),
                       item_choices(list_items(transaction, paper->meeting, sight)),
                       !is_over && operations::may_on_body(call.actor(), "board.edit", meeting->body)};
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such paper here. Look on the page of its meeting.");
  return *std::move(loaded);
}

Html chooser(FormState const& state) {
  return file_upload({.name = "file",
                      .label = "File",
                      .hint = words("Up to 50 MB: PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), OpenDocument (.odt, "
                                    ".ods), CSV or plain text."),
                      .accept = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods,.csv,.txt"},
                     state);
}

Html content_fields(Paper const* paper, std::vector<Option> const& items, std::string const& item,
                    FormState const& state) {
  std::vector<Option> paragraphs{{"", "Choose", {}}};
  for (auto const* each : {"1", "2", "3", "4", "5", "6", "7"})
    paragraphs.push_back({each, fmt::format("Exempt, paragraph {}", each), {}});
  paragraphs.push_back({"confidential", "Confidential", {}});
  Html out =
      text_input({.name = "title", .label = "What the paper is called", .value = paper ? paper->title : ""}, state);
  out << select({.name = "item", .label = "For", .options = items, .value = item}, state);
  Html reasons = checkboxes(
      {.name = "private",
       .legend = "Private",
       .options = {{"true", "This paper is private",
                    words("A paper of a private item is private in any case. Only the body’s members and those who "
                          "run the programme see it.")}},
       .values = paper && paper->is_private_itself ? std::vector<std::string>{"true"} : std::vector<std::string>{},
       .small = true},
      state);
  reasons << select({.name = "exempt_paragraph",
                     .label = "Why it is private",
                     .options = paragraphs,
                     .hint = words("The paragraph of Schedule 12A, or confidential."),
                     .value = paper ? paper->exempt_paragraph : ""},
                    state)
          << text_input({.name = "public_interest",
                         .label = "Why the public interest is in keeping it private",
                         .value = paper ? paper->public_interest : ""},
                        state);
  out << fieldset("Kept private", reasons);
  return out;
}

nlohmann::json content_input(pages::PageCall const& call) {
  auto input = call.input({"title", "item", "exempt_paragraph", "public_interest", "why"});
  input["private"] = call.request().form("private").value_or("") == "true";
  return input;
}

// A browser does not fill in a file again.
Error with_file_again(Error error, bool had_file) {
  if (had_file &&
      std::none_of(error.fields.begin(), error.fields.end(), [](auto const& each) { return each.field == "file"; }))
    error.fields.push_back({"file", "Choose the file again: it was not kept."});
  return error;
}

Result<pages::Answer> new_form(pages::PageCall const& call, FormState state, int status) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const loaded = TRY(load_meeting(call));
  Page page = meeting_frame("Add a paper");
  page.breadcrumbs.push_back({words(loaded.meeting.printed()), Href{loaded.meeting.address()}});
  page.body << head({.title = page.title, .caption = loaded.meeting.printed()});
  Html fields = chooser(state);
  fields << content_fields(nullptr, item_choices(loaded.items), call.request().query("item").value_or(""), state)
         << button_group({button({.label = "Add the paper"}), link(words("Cancel"), Href{loaded.meeting.address()})});
  page.body << form({.action = Href{loaded.meeting.address() + "/papers/new"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .multipart = true});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> add_paper(pages::PageCall& call) {
  auto input = content_input(call);
  input.erase("why");
  input["meeting"] = TRY(call.id<MeetingId>("meeting")).text();
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto const result = call.perform("paper add", input);
  if (result) return pages::see_other("/papers/" + result->at("paper").get<std::string>(), "The paper was added.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return new_form(call, call.refused(with_file_again(result.error(), input.contains("file"))), 422);
}

Page frame_of(LoadedPaper const& loaded, std::string title) {
  Page page = meeting_frame(std::move(title));
  page.breadcrumbs.push_back({words(loaded.meeting.printed()), Href{loaded.meeting.address()}});
  return page;
}

Html versions_part(LoadedPaper const& loaded) {
  Table rows;
  rows.caption = "Versions of the file, newest first";
  rows.columns = {{"Version", true}, {"File"}, {"Added"}};
  for (auto const& each : loaded.versions)
    rows.rows.push_back(
        {{Html{each.number},
          link(words(each.name), Href{fmt::format("{}/file?version={}", loaded.paper.address(), each.number)}),
          words(fmt::format("{} by {}", each.added_at.printed(), each.added_by))}});
  return heading(words("Versions")) << table(rows);
}

Result<pages::Answer> paper_page(pages::PageCall& call) {
  auto const loaded = TRY(load_paper(call));
  auto const& paper = loaded.paper;
  Page page = frame_of(loaded, paper.title);
  Head top{.title = paper.title, .caption = fmt::format("Paper {} of {}", paper.number, loaded.meeting.printed())};
  if (paper.is_private) top.beside_title = tag("Private", TagKind::warn);
  if (loaded.may_change) {
    top.actions.push_back({words("Change"), Href{paper.address() + "/edit"}});
    top.actions.push_back({words("Bring a new version"), Href{paper.address() + "/replace"}});
    top.actions.push_back({words("Take out"), Href{paper.address() + "/end"}});
  }
  page.body << head(top);
  Html file = file_link(paper);
  auto const item = std::find_if(loaded.items.begin(), loaded.items.end(),
                                 [&](Option const& each) { return each.value == paper.item.value_or(""); });
  std::vector<SummaryRow> rows{{"File", file, {}}};
  if (item != loaded.items.end()) rows.push_back({"For", words(item->label), {}});
  if (paper.is_private)
    rows.push_back({"Why it is private",
                    words(paper.is_private_itself ? (paper.exempt_paragraph == "confidential"
                                                         ? std::string("Confidential")
                                                         : fmt::format("Exempt under paragraph {} of Schedule 12A. {}",
                                                                       paper.exempt_paragraph, paper.public_interest))
                                                  : "Its item is taken in private."),
                    {}});
  page.body << summary_list(rows) << versions_part(loaded);
  return pages::page(std::move(page));
}

enum class What { change, replace, end };

Result<pages::Answer> change_form(pages::PageCall const& call, LoadedPaper const& loaded, What what, FormState state,
                                  int status = 200) {
  TRY(operations::check_read(call.actor(), "board.edit"));
  auto const& paper = loaded.paper;
  auto page = frame_of(loaded, what == What::change    ? "Change this paper"
                               : what == What::replace ? "Bring a new version"
                                                       : "Take this paper out?");
  page.body << head({.title = page.title, .caption = paper.title});
  Html fields;
  if (what == What::change) fields << content_fields(&paper, loaded.items, paper.item.value_or(""), state);
  if (what == What::replace) fields << chooser(state);
  fields << text_input({.name = "why", .label = "Why (optional)"}, state)
         << button_group({button({.label = what == What::end ? "Take it out" : "Save",
                                  .kind = what == What::end ? ButtonKind::warning : ButtonKind::primary}),
                          link(words("Cancel"), Href{paper.address()})});
  page.body << form({.action = Href{paper.address() + (what == What::change    ? "/edit"
                                                       : what == What::replace ? "/replace"
                                                                               : "/end")},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, paper.version),
                     .multipart = what == What::replace});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> save_change(pages::PageCall& call, What what) {
  auto const loaded = TRY(load_paper(call));
  auto const& paper = loaded.paper;
  auto input = what == What::change ? content_input(call) : call.input({"why"});
  input["paper"] = paper.id.text();
  input["version"] = pages::sent_version(call);
  if (auto const* file = call.request().file("file"); file != nullptr && what == What::replace)
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto const result = call.perform(what == What::change    ? "paper change"
                                   : what == What::replace ? "paper replace"
                                                           : "paper end",
                                   input);
  if (result)
    return what == What::end ? pages::see_other(loaded.meeting.address() + "#papers", "The paper was taken out.")
                             : pages::see_other(paper.address(), what == What::change ? "The paper was changed."
                                                                                      : "The new version is in force.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::forbidden || error.kind == ErrorKind::not_found) return tl::unexpected<Error>(error);
  return change_form(call, loaded, what, call.refused(error), web::status_for(error.kind));
}

Result<pages::Answer> paper_file(pages::PageCall& call) {
  auto const loaded = TRY(load_paper(call));
  auto const asked = call.request().query("version").value_or(std::to_string(loaded.paper.file.number));
  auto const found = std::find_if(loaded.versions.begin(), loaded.versions.end(),
                                  [&](PaperFile const& each) { return std::to_string(each.number) == asked; });
  if (found == loaded.versions.end())
    return refuse(ErrorKind::not_found, "There is no such version of this paper. Look on its page.");
  auto bytes = TRY(call.environment().files.load(found->hash));
  return pages::Answer{web::Response::bytes(std::move(bytes), found->media_type)
                           .with_etag(found->hash)
                           .as_download(found->name)
                           .with_header("X-Content-Type-Options", "nosniff")
                           .with_header("Content-Security-Policy", "default-src 'none'; sandbox")
                           .with_header("Cache-Control", "private, no-cache")};
}

pages::PageHandler form_for(What what) {
  return [what](pages::PageCall& call) -> Result<pages::Answer> {
    auto const loaded = TRY(load_paper(call));
    return change_form(call, loaded, what, {});
  };
}
pages::PageHandler save_of(What what) {
  return [what](pages::PageCall& call) { return save_change(call, what); };
}

}  // namespace

Html file_link(Paper const& paper) {
  Html out = link(words(paper.file.name), Href{paper.address() + "/file"});
  out << words(
      fmt::format(" ({}, {})", files::file_kind_of(paper.file.media_type).words, files::size_words(paper.file.size)));
  return out;
}

Html papers_part(LoadedMeeting const& loaded) {
  Html out = heading(words("Papers"), "papers");
  if (loaded.attached.empty()) {
    out << paragraph(words("No paper has been added."));
  } else {
    Table rows;
    rows.caption = "Papers of this meeting";
    rows.columns = {{"No.", true}, {"Paper"}, {"For item"}, {"File"}};
    for (auto const& each : loaded.attached) {
      auto const item = std::find_if(loaded.items.begin(), loaded.items.end(),
                                     [&](Item const& one) { return each.item && one.id.text() == *each.item; });
      Html title = link(words(each.title), Href{each.address()});
      if (each.is_private) title << " " << tag("Private", TagKind::warn);
      rows.rows.push_back({{Html{each.number}, title, words(item == loaded.items.end() ? "–" : item->shown_number()),
                            file_link(each)}});
    }
    out << table(rows);
  }
  bool const is_over = loaded.meeting.state == MeetingState::agreed || loaded.meeting.state == MeetingState::locked ||
                       loaded.meeting.state == MeetingState::cancelled;
  if (loaded.may_edit && !is_over)
    out << paragraph(link(words("Add a paper"), Href{loaded.meeting.address() + "/papers/new"}));
  return out;
}

void add_paper_pages(pages::Site& site, std::size_t largest_upload) {
  site.get("/meetings/{meeting}/papers/new", [](pages::PageCall& call) { return new_form(call, {}, 200); });
  site.post("/meetings/{meeting}/papers/new", &add_paper, {largest_upload});
  site.get("/papers/{paper}", &paper_page);
  site.get("/papers/{paper}/file", &paper_file);
  site.get("/papers/{paper}/edit", form_for(What::change));
  site.post("/papers/{paper}/edit", save_of(What::change));
  site.get("/papers/{paper}/replace", form_for(What::replace));
  site.post("/papers/{paper}/replace", save_of(What::replace), {largest_upload});
  site.get("/papers/{paper}/end", form_for(What::end));
  site.post("/papers/{paper}/end", save_of(What::end));
}

}  // namespace gt::governance
