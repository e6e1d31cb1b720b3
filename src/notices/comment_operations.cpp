#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "notices/comments.h"
#include "notices/mention_rules.h"
#include "notices/operations_parts.h"
#include "people/people.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::notices {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

constexpr std::size_t longest_comment = 5000;

tl::unexpected<Error> nothing_here() {
  return refuse(ErrorKind::not_found,
                "There is nothing here to comment on, or it is not for you to see. Look for it in the plan.");
}

tl::unexpected<Error> no_such_comment() {
  return refuse(ErrorKind::not_found, "There is no such comment, or what it is about is not for you to see.");
}

struct Write {
  std::optional<RecordRef> record;
  std::optional<CommentId> comment;
  std::string text;
  std::vector<AccountId> mention;
  std::int64_t version = 0;
  SharedSources sources;  // given before the transaction
};

Result<std::string> comment_text(std::string const& typed) {
  auto text = trimmed(with_plain_line_ends(typed));
  if (text.empty()) return refuse_field("text", "Write a comment.");
  return text;
}

struct Meant {
  people::Member const* member;
  bool is_picked;
};

void add_person(std::vector<Meant>& meant, people::Member const& member, AccountId const& writer, bool is_picked) {
  bool const is_there =
      std::any_of(meant.begin(), meant.end(), [&](Meant const& each) { return each.member == &member; });
  if (member.actor.account != writer && !is_there) meant.push_back({&member, is_picked});
}

// Whoever is named in the text or picked from the list, provided that each may see what it is about.
Result<std::vector<Mentioned>> people_mentioned(Call& call, Write const& input, std::string const& text,
                                                Subject const& subject) {
  auto const members = people::members_here(call.db());
  std::vector<Named> names;
  for (auto const& each : members) names.push_back({each.actor.name, each.email});
  auto const found = find_mentions(text, names);
  if (!found.faults.empty()) return refuse_field("text", found.faults.front());
  std::vector<Meant> meant;
  for (auto place : found.people) add_person(meant, members[place], call.actor().account, false);
  for (auto const& account : input.mention) {
    auto member =
        std::find_if(members.begin(), members.end(), [&](auto const& each) { return each.actor.account == account; });
    if (member == members.end())
      return refuse_field("mention", "That account does not hold a role here. Choose somebody from the list.");
    add_person(meant, *member, call.actor().account, true);
  }
  std::vector<Mentioned> out;
  for (auto const& [member, is_picked] : meant) {
    auto const& person = member->actor;
    if (!input.sources->subject(call.db(), person, subject.id))
      return refuse_field(
          "text",
          fmt::format("{} cannot be mentioned here: {}. Leave the name out, or tell them another way.", person.name,
                      subject.is_restricted
                          ? "this is restricted, and only those who review evidence for everything may see it"
                          : "their role does not include looking at this"));
    out.push_back({person.account, person.name, is_picked});
  }
  return out;
}

// The audit log says that something was written and to whom, never what: a comment can be withdrawn, the log cannot.
json audit_view(Comment const& comment, std::vector<Mentioned> const& mentioned) {
  auto names = json::array();
  for (auto const& each : mentioned) names.push_back(each.name);
  return {{"about", comment.record_title}, {"characters", character_count(comment.text)}, {"mentions", names}};
}

void note(Call& call, Comment const& comment, json before, json after) {
  call.changed(
      {"comment", comment.id.text(), "Comment on " + comment.record_title, std::move(before), std::move(after)});
}

void keep_findable(Call& call, Comment const& comment) {
  if (comment.record_kind != "evidence") search::put(call.db(), search_document(comment));
}

json answer(Comment const& comment, std::vector<Mentioned> const& mentioned) {
  auto names = json::array();
  for (auto const& each : mentioned) names.push_back(each.name);
  return {{"comment", comment.id.text()}, {"version", comment.version}, {"mentioned", names}};
}

Result<json> run_add(Call& call, Write const& input) {
  call.allow_own();  // everybody reads the whole plan of their council, and may say something about it
  auto const subject = input.sources->subject(call.db(), call.actor(), input.record->text());
  if (!subject) return nothing_here();
  if (subject->is_ended)
    return refuse(ErrorKind::conflict,
                  fmt::format("{} was taken out of the plan, so nothing can be added. Comment on what took its place.",
                              subject->title));
  auto text = TRY(comment_text(input.text));
  auto const mentioned = TRY(people_mentioned(call, input, text, *subject));
  Comment comment{.id = CommentId::fresh(),
                  .record = subject->id,
                  .record_kind = subject->kind,
                  .record_title = subject->title,
                  .text = std::move(text),
                  .written_by = call.actor().account,
                  .written_by_name = call.actor().name,
                  .written_at = call.now()};
  mark_all_read(call.db(), comment.record, call.actor().account, call.now());
  insert_comment(call.db(), comment);
  set_mentions(call.db(), comment, mentioned, call.now());
  keep_findable(call, comment);
  note(call, comment, nullptr, audit_view(comment, mentioned));
  return answer(comment, mentioned);
}

// The comment, when what it is about may be seen.
Result<std::pair<Comment, Subject>> visible(Call& call, SharedSources const& sources, CommentId const& id) {
  auto comment = find_comment(call.db(), id);
  if (!comment) return no_such_comment();
  auto subject = sources->subject(call.db(), call.actor(), comment->record);
  if (!subject) return no_such_comment();
  return std::pair{*std::move(comment), *std::move(subject)};
}

tl::unexpected<Error> changed_first(Comment const& comment) {
  return refuse(ErrorKind::conflict,
                comment.withdrawn_at
                    ? "This comment was withdrawn, so it stays as it is."
                    : "This comment was changed after you opened it. Look at it as it is now, then change it again.");
}

Result<json> run_change(Call& call, Write const& input) {
  call.allow_own();
  auto [comment, subject] = TRY(visible(call, input.sources, *input.comment));
  if (comment.written_by != call.actor().account)
    return refuse(ErrorKind::forbidden, "Only who wrote a comment may change it. Write one of your own.");
  auto const before = audit_view(comment, {});
  comment.text = TRY(comment_text(input.text));
  if (comment.withdrawn_at) return changed_first(comment);
  auto mentioned = TRY(people_mentioned(call, input, comment.text, subject));
  // Whoever was picked from the list stays; whoever was named in words that are gone does not.
  for (auto const& each : mentioned_in(call.db(), comment))
    if (each.is_picked && std::none_of(mentioned.begin(), mentioned.end(),
                                       [&](auto const& other) { return other.account == each.account; }))
      mentioned.push_back(each);
  comment.version = input.version;
  if (!save_comment(call.db(), comment, call.now())) return changed_first(comment);
  ++comment.version;
  set_mentions(call.db(), comment, mentioned, call.now());
  keep_findable(call, comment);
  note(call, comment, before, audit_view(comment, mentioned));
  return answer(comment, mentioned);
}

struct Withdraw {
  std::optional<CommentId> comment;
  std::string why;
  std::int64_t version = 0;
  SharedSources sources;
};

Result<json> run_withdraw(Call& call, Withdraw const& input) {
  call.allow_own();
  auto [comment, subject] = TRY(visible(call, input.sources, *input.comment));
  bool const is_own = comment.written_by == call.actor().account;
  if (!is_own && !operations::may_on_theme(call.actor(), "plan.edit", ""))
    return refuse(ErrorKind::forbidden,
                  "Only who wrote a comment, or whoever runs the programme, may withdraw it. Ask one of them.");
  auto const why = one_line(input.why);
  if (!is_own && why.empty())
    return refuse_field("why", "Say why it is withdrawn, since somebody else wrote it. Do not repeat what it said.");
  if (comment.withdrawn_at) return changed_first(comment);
  comment.withdrawn_at = call.now();
  comment.withdrawn_by_name = call.actor().name;
  comment.withdrawn_why = why;
  comment.version = input.version;
  if (!withdraw_comment(call.db(), comment)) {
    comment.withdrawn_at.reset();
    return changed_first(comment);
  }
  search::remove(call.db(), kCommentKind, comment.id.text());
  note(call, comment, audit_view(comment, {}), {{"withdrawn", true}, {"why", why}});
  return json{{"comment", comment.id.text()}, {"version", comment.version + 1}};
}

struct List {
  std::optional<RecordRef> record;
  SharedSources sources;
};

Result<json> run_list(Call& call, List const& input) {
  auto const subject = input.sources->subject(call.db(), call.actor(), input.record->text());
  if (!subject) return nothing_here();
  auto comments = json::array();
  for (auto const& each : comments_on(call.db(), subject->id)) {
    auto names = json::array();
    for (auto const& person : each.mentioned) names.push_back(person.name);
    bool const stands = !each.withdrawn_at;
    comments.push_back({{"comment", each.id.text()},
                        {"text", stands ? json(each.text) : json(nullptr)},
                        {"by", each.written_by_name},
                        {"at", each.written_at.iso()},
                        {"changed_at", each.changed_at ? json(each.changed_at->iso()) : json(nullptr)},
                        {"withdrawn_at", each.withdrawn_at ? json(each.withdrawn_at->iso()) : json(nullptr)},
                        {"withdrawn_by", stands ? json(nullptr) : json(each.withdrawn_by_name)},
                        {"why", each.withdrawn_why},
                        {"mentioned", names},
                        {"version", each.version}});
  }
  return json{{"record", subject->id}, {"title", subject->title}, {"comments", comments}};
}

struct Mine {
  SharedSources sources;
};

Result<json> run_mentions(Call& call, Mine const& input) {
  constexpr int most = 200;
  auto mentions = json::array();
  for (auto const& each : mentions_waiting(call.db(), call.actor().account, most)) {
    auto const subject = input.sources->subject(call.db(), call.actor(), each.record);
    if (!subject) continue;
    mentions.push_back({{"comment", each.comment.text()},
                        {"record", each.record},
                        {"title", subject->title},
                        {"by", each.by},
                        {"at", each.at.iso()}});
  }
  return json{{"mentions", mentions}};
}

struct Read {
  std::optional<CommentId> comment;
};

Result<json> run_read(Call& call, Read const& input) {
  auto const comment = find_comment(call.db(), *input.comment);
  if (!comment || !mark_read(call.db(), comment->id, call.actor().account, call.now()))
    return refuse(ErrorKind::not_found, "No mention of you waits there. It may have been withdrawn, or read already.");
  call.changed({"comment", comment->id.text(), "Comment on " + comment->record_title, nullptr, {{"read", true}}});
  return json{{"comment", comment->id.text()}};
}

operations::Field<Write> mention_field() {
  return field("mention", &Write::mention, "Accounts to mention besides those named in the text",
               json::array({"k7m2q9x4t8v3b6dp"}));
}
operations::Field<Write> text_field() {
  return field("text", &Write::text, "Plain text; @ and a whole name or e-mail address mentions somebody",
               "@Theme lead Has the audit been booked?")
      .required()
      .max_length(longest_comment);
}

json written_example() {
  return {{"comment", "k7m2q9x4t8v3b6dp"}, {"version", 1}, {"mentioned", json::array({"Theme lead"})}};
}

}  // namespace

void add_comment_operations(operations::Registry& registry, SharedSources const& sources) {
  auto give = [sources](auto& input) -> Result<void> {
    input.sources = sources;
    return {};
  };
  constexpr char const* example = "k7m2q9x4t8v3b6dp";
  registry.add(declare<Write>(
      "comment add", "Say something about a record of the plan, a finding or evidence", Kind::change, "comment.add",
      {record_field(&Write::record).required(), text_field(), mention_field()}, written_example(), &run_add, give));
  registry.add(declare<Write>("comment change", "Change what you wrote; what it said before is kept", Kind::change,
                              "comment.add",
                              {field("comment", &Write::comment, "The comment", example).required(), text_field(),
                               mention_field(), field("version", &Write::version, "The version you saw", 1).required()},
                              written_example(), &run_change, give));
  registry.add(declare<Withdraw>(
      "comment withdraw", "Take a comment back: its words are no longer shown to anybody", Kind::change, "comment.add",
      {field("comment", &Withdraw::comment, "The comment", example).required(),
       field("why", &Withdraw::why, "Why; needed when somebody else wrote it", "It named a child."),
       field("version", &Withdraw::version, "The version you saw", 1).required()},
      {{"comment", example}, {"version", 2}}, &run_withdraw, give));
  registry.add(declare<List>("comment list", "List what was said about a record, oldest first", Kind::read, "plan.view",
                             {record_field(&List::record).required()},
                             {{"record", example}, {"title", "Action 12: Supervision"}, {"comments", json::array()}},
                             &run_list, give));
  registry.add(declare<Mine>("mention list", "List the mentions of you that you have neither read nor answered",
                             Kind::read, "", {}, {{"mentions", json::array()}}, &run_mentions, give));
  registry.add(declare<Read>("mention read", "Say that you have read a mention of you", Kind::change, "",
                             {field("comment", &Read::comment, "The comment", example).required()},
                             {{"comment", example}}, &run_read));
}

}  // namespace gt::notices
