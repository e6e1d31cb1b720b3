#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_operations.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/papers/paper.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/files/file_kinds.h"
#include "platform/operations/base64.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using records::example_id;

namespace {

constexpr char const* paper_kind = "paper";
constexpr std::size_t most_papers = 200;

struct PaperInput {
  std::optional<MeetingId> meeting;
  std::optional<PaperId> paper;
  std::optional<ItemId> item;
  std::int64_t version = 0;
  std::string title, exempt_paragraph, public_interest, why;
  bool is_private = false;
  operations::Upload file;
  std::optional<files::FileKind> kind{};  // of the file; filled before the transaction
  std::string hash{};
};

Result<void> examine(PaperInput& input) {
  if (input.file.bytes.empty() && input.file.filename.empty()) return refuse_field("file", "Choose the file.");
  input.kind = TRY(files::file_kind(input.file.bytes));
  input.hash = db::sha256_of(input.file.bytes);
  return {};
}

PaperFile file_of(Call& call, PaperInput const& input, std::int64_t number) {
  return {number,
          input.hash,
          files::safe_file_name(input.file.filename, *input.kind, "paper"),
          static_cast<std::int64_t>(input.file.bytes.size()),
          std::string(input.kind->media_type),
          call.actor().name,
          call.actor().account,
          call.now()};
}

// Papers may still come while the minutes are written; afterwards the record stands.
Result<void> may_change_papers(Meeting const& meeting) {
  if (meeting.state != MeetingState::agreed && meeting.state != MeetingState::locked &&
      meeting.state != MeetingState::cancelled)
    return {};
  return refuse(
      ErrorKind::conflict,
      fmt::format("This meeting is “{}”, so its papers do not change any more. What is wrong in one goes into "
                  "the register of corrections.",
                  word(meeting.state)));
}

struct OwnPaper {
  Paper paper;
  Meeting meeting;
};
tl::unexpected<Error> no_such_paper() {
  return refuse(ErrorKind::not_found, "There is no such paper here. Look on the page of its meeting.");
}
tl::unexpected<Error> paper_changed_first() {
  return refuse(ErrorKind::conflict,
                "Someone else changed this paper after you opened it. Look at it as it is now, then change it again.");
}

Result<OwnPaper> find_own_paper(Call& call, std::optional<PaperId> const& id) {
  auto paper = find_paper(call.db(), *id, Sight::of_everything());
  if (!paper || paper->is_ended) return no_such_paper();
  auto meeting = TRY(find_own_meeting(call, paper->meeting));
  TRY(may_change_papers(meeting));
  return OwnPaper{*std::move(paper), std::move(meeting)};
}

// Title, item and privacy; a paper of a private item is private whatever is said.
Result<void> take_content(Call& call, Paper& paper, PaperInput const& input) {
  paper.title = one_line(input.title);
  paper.item.reset();
  bool item_is_private = false;
  if (input.item) {
    auto const item = find_item(call.db(), input.item->text(), Sight::of_everything());
    if (!item || item->meeting != paper.meeting)
      return refuse_field("item", "There is no such item on this meeting’s agenda. Choose one from the list.");
    paper.item = item->id.text();
    item_is_private = item->is_private;
  }
  paper.is_private_itself = input.is_private;
  paper.is_private = input.is_private || item_is_private;
  paper.exempt_paragraph = input.is_private ? input.exempt_paragraph : "";
  paper.public_interest = input.is_private ? one_line(input.public_interest) : "";
  return check_reason_for_private(paper.is_private_itself, paper.exempt_paragraph, paper.public_interest);
}

json done(Paper const& paper) {
  return {{"paper", paper.id.text()},
          {"number", paper.number},
          {"file_version", paper.file.number},
          {"version", paper.version}};
}

Result<json> run_add_paper(Call& call, PaperInput const& input) {
  auto const meeting = TRY(find_own_meeting(call, *input.meeting));
  TRY(may_change_papers(meeting));
  if (list_papers(call.db(), meeting.id, Sight::of_everything()).size() >= most_papers)
    return refuse(ErrorKind::conflict,
                  fmt::format("This meeting has {} papers, which is the most. Join some of them.", most_papers));
  Paper paper{PaperId::fresh(),        meeting.id, {}, meeting.body, 0, "", false, false, "", "", false,
              file_of(call, input, 1), 1};
  TRY(take_content(call, paper, input));
  call.files().store(input.file.bytes);
  insert_paper(call.db(), paper);
  keep_state(call, {paper_kind, paper.id.text(), paper.title, nullptr, to_json(paper)},
             {meeting.body, paper.is_private});
  return done(paper);
}

Result<json> save(Call& call, Paper const& before, Paper paper, PaperInput const& input) {
  paper.version = input.version;
  if (!save_paper(call.db(), paper, call.now())) return paper_changed_first();
  ++paper.version;
  keep_state(call, {paper_kind, paper.id.text(), paper.title, to_json(before), to_json(paper)},
             {paper.body, before.is_private || paper.is_private, one_line(input.why)});
  return done(paper);
}

Result<json> run_change_paper(Call& call, PaperInput const& input) {
  auto const own = TRY(find_own_paper(call, input.paper));
  auto paper = own.paper;
  TRY(take_content(call, paper, input));
  return save(call, own.paper, std::move(paper), input);
}

Result<json> run_replace_paper(Call& call, PaperInput const& input) {
  auto const own = TRY(find_own_paper(call, input.paper));
  if (own.paper.file.hash == input.hash)
    return refuse_field("file", "This is the very file that is in force already. Choose the new one.");
  auto paper = own.paper;
  paper.file = file_of(call, input, list_paper_files(call.db(), paper.id).front().number + 1);
  auto const out = TRY(save(call, own.paper, paper, input));
  insert_paper_file(call.db(), paper.id, paper.file);
  call.files().store(input.file.bytes);
  return out;
}

Result<json> run_end_paper(Call& call, PaperInput const& input) {
  auto const own = TRY(find_own_paper(call, input.paper));
  auto paper = own.paper;
  paper.is_ended = true;
  paper.version = input.version;
  if (!save_paper(call.db(), paper, call.now())) return paper_changed_first();
  keep_state(call, {paper_kind, paper.id.text(), paper.title, to_json(own.paper), nullptr},
             {paper.body, paper.is_private, one_line(input.why)});
  return json{{"ended", paper.id.text()}};
}

struct ReadPaper {
  std::optional<MeetingId> meeting;
  std::optional<PaperId> paper;
  std::optional<std::int64_t> file_version;
};

Result<json> run_list_papers(Call& call, ReadPaper const& input) {
  if (!find_meeting(call.db(), *input.meeting))
    return refuse(ErrorKind::not_found, "There is no such meeting here. Look in the list of meetings.");
  auto rows = json::array();
  for (auto const& each : list_papers(call.db(), *input.meeting, sight_of(call.db(), call.actor(), call.today())))
    rows.push_back(to_json(each));
  return json{{"papers", rows}};
}

Result<Paper> visible_paper(Call& call, ReadPaper const& input) {
  auto paper = find_paper(call.db(), *input.paper, sight_of(call.db(), call.actor(), call.today()));
  if (!paper || paper->is_ended) return no_such_paper();
  return *std::move(paper);
}

Result<json> run_show_paper(Call& call, ReadPaper const& input) {
  auto const paper = TRY(visible_paper(call, input));
  auto out = to_json(paper);
  out["versions"] = json::array();
  for (auto const& each : list_paper_files(call.db(), paper.id)) out["versions"].push_back(to_json(each));
  return out;
}

Result<json> run_paper_file(Call& call, ReadPaper const& input) {
  auto const paper = TRY(visible_paper(call, input));
  for (auto const& each : list_paper_files(call.db(), paper.id)) {
    if (each.number != input.file_version.value_or(paper.file.number)) continue;
    auto const bytes = TRY(call.files().load(each.hash));
    auto out = to_json(each);
    out["base64"] = operations::encode_base64(bytes);
    return out;
  }
  return refuse(ErrorKind::not_found, "There is no such version of this paper.");
}

operations::Fields<PaperInput> content_fields() {
  using T = PaperInput;
  return {field("title", &T::title, "What the paper is called", "Highlight report, October").required().max_length(300),
          field("item", &T::item, "The item it is for; the whole meeting when left out", example_id),
          field("private", &T::is_private, "Whether it is private; a paper of a private item is so in any case", false),
          field("exempt_paragraph", &T::exempt_paragraph, "The paragraph of Schedule 12A, or confidential", "3")
              .choices({"1", "2", "3", "4", "5", "6", "7", "confidential"}),
          field("public_interest", &T::public_interest, "Why the public interest is in keeping it private",
                "It names a child.")
              .max_length(1000)};
}

}  // namespace

void add_paper_operations(operations::Registry& registry) {
  using T = PaperInput;
  json const example{{"paper", example_id}, {"number", 1}, {"file_version", 1}, {"version", 1}};
  auto const edit = "board.edit";
  auto const paper = [] { return field("paper", &T::paper, "The paper", example_id).required(); };
  auto const version = [] {
    return field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required();
  };
  auto const file = [] {
    return field("file", &T::file, "The file, up to 50 MB: PDF, picture, Word, Excel, OpenDocument, CSV or text",
                 {{"filename", "report.pdf"}, {"base64", "JVBERi0xLjcK…"}})
        .required();
  };
  auto const why = [] { return field("why", &T::why, "Why", "The figures were corrected").max_length(300); };
  auto added = content_fields();
  added.insert(added.begin(), field("meeting", &T::meeting, "The meeting", example_id).required());
  added.push_back(file());
  registry.add(declare<T>("paper add", "Add a paper to a meeting or to an item of its agenda", Kind::change, edit,
                          std::move(added), example, &run_add_paper, &examine));
  auto changed = content_fields();
  changed.insert(changed.begin(), {paper(), version()});
  changed.push_back(why());
  registry.add(declare<T>("paper change", "Change a paper’s title, item or privacy", Kind::change, edit,
                          std::move(changed), example, &run_change_paper));
  registry.add(declare<T>("paper replace", "Bring a new version of a paper; earlier ones stay", Kind::change, edit,
                          {paper(), version(), file(), why()}, example, &run_replace_paper, &examine));
  registry.add(declare<T>("paper end", "Take a paper out; its history stays", Kind::change, edit,
                          {paper(), version(), why()}, {{"ended", example_id}}, &run_end_paper));
  registry.add(declare<ReadPaper>("paper list", "List the papers of a meeting", Kind::read, "board.view",
                                  {field("meeting", &ReadPaper::meeting, "The meeting", example_id).required()},
                                  {{"papers", json::array()}}, &run_list_papers));
  registry.add(declare<ReadPaper>("paper show", "Show a paper and its versions", Kind::read, "board.view",
                                  {field("paper", &ReadPaper::paper, "The paper", example_id).required()},
                                  {{"paper", example_id}, {"versions", json::array()}}, &run_show_paper));
  registry.add(declare<ReadPaper>(
      "paper file", "Fetch the file of a paper", Kind::read, "board.view",
      {field("paper", &ReadPaper::paper, "The paper", example_id).required(),
       field("file_version", &ReadPaper::file_version, "An earlier version; the one in force when left out", 1)},
      {{"name", "report.pdf"}, {"type", "application/pdf"}, {"base64", "JVBERi0xLjcK…"}}, &run_paper_file));
}

}  // namespace gt::governance
