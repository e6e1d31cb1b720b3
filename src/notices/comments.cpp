#include "notices/comments.h"

#include <algorithm>
#include <map>

#include "notices/sql.h"

namespace gt::notices {

namespace {

Comment comment_from(db::Row const& row) {
  return {.id = row.id<CommentId>("id"),
          .record = row.text("record"),
          .record_kind = row.text("record_kind"),
          .record_title = row.text("record_title"),
          .text = row.text("body"),
          .written_by = row.id<AccountId>("written_by"),
          .written_by_name = row.text("written_by_name"),
          .written_at = row.instant("written_at"),
          .changed_at = row.optional_instant("changed_at"),
          .withdrawn_at = row.optional_instant("withdrawn_at"),
          .withdrawn_by_name = row.text("withdrawn_by_name"),
          .withdrawn_why = row.text("withdrawn_why"),
          .version = row.integer("version")};
}

Mentioned mentioned_from(db::Row const& row) {
  return {row.id<AccountId>("account"), row.text("name"), row.flag("is_picked"),
          row.optional_text("read_at").has_value()};
}

void add_wording(db::Transaction& transaction, Comment const& comment, std::int64_t number, Instant at) {
  transaction.execute(sql::insert_wording,
                      {{"comment", comment.id}, {"number", number}, {"body", comment.text}, {"written_at", at}});
}

}  // namespace

std::optional<Comment> find_comment(db::Transaction& transaction, CommentId const& id) {
  auto row = transaction.row(sql::find_comment, {{"id", id}});
  if (!row) return std::nullopt;
  return comment_from(*row);
}

CommentCount count_comments(db::Transaction& transaction, std::string const& record) {
  auto const row = transaction.row(sql::count_comments, {{"record", record}});
  return {row->integer("standing"), row->optional_instant("last_at")};
}

std::vector<Comment> comments_on(db::Transaction& transaction, std::string const& record) {
  std::vector<Comment> out;
  std::map<std::string, std::size_t> place;
  for (auto const& row : transaction.rows(sql::list_comments, {{"record", record}})) {
    place.emplace(row.text("id"), out.size());
    out.push_back(comment_from(row));
  }
  if (out.empty()) return out;
  for (auto const& row : transaction.rows(sql::list_mentions_in_record, {{"record", record}}))
    out[place.at(row.text("comment"))].mentioned.push_back(mentioned_from(row));
  return out;
}

std::vector<Wording> wordings_of(db::Transaction& transaction, CommentId const& id) {
  std::vector<Wording> out;
  for (auto const& row : transaction.rows(sql::list_wordings, {{"comment", id}}))
    out.push_back({row.text("body"), row.instant("written_at")});
  return out;
}

void insert_comment(db::Transaction& transaction, Comment const& comment) {
  transaction.execute(sql::insert_comment, {{"id", comment.id},
                                            {"record", comment.record},
                                            {"record_kind", comment.record_kind},
                                            {"record_title", comment.record_title},
                                            {"body", comment.text},
                                            {"written_by", comment.written_by},
                                            {"written_by_name", comment.written_by_name},
                                            {"written_at", comment.written_at}});
  add_wording(transaction, comment, 1, comment.written_at);
}

bool save_comment(db::Transaction& transaction, Comment const& comment, Instant now) {
  if (transaction.execute(
          sql::change_comment,
          {{"id", comment.id}, {"body", comment.text}, {"changed_at", now}, {"version", comment.version}}) == 0)
    return false;
  auto const wordings = static_cast<std::int64_t>(wordings_of(transaction, comment.id).size());
  add_wording(transaction, comment, wordings + 1, now);
  return true;
}

bool withdraw_comment(db::Transaction& transaction, Comment const& comment) {
  if (transaction.execute(sql::withdraw_comment, {{"id", comment.id},
                                                  {"withdrawn_at", comment.withdrawn_at},
                                                  {"by", comment.withdrawn_by_name},
                                                  {"why", comment.withdrawn_why},
                                                  {"version", comment.version}}) == 0)
    return false;
  transaction.execute(sql::delete_mentions, {{"comment", comment.id}});
  return true;
}

std::vector<Mentioned> mentioned_in(db::Transaction& transaction, Comment const& comment) {
  std::vector<Mentioned> out;
  for (auto const& row : transaction.rows(sql::list_mentions_in_record, {{"record", comment.record}}))
    if (row.text("comment") == comment.id.text()) out.push_back(mentioned_from(row));
  return out;
}

void set_mentions(db::Transaction& transaction, Comment const& comment, std::vector<Mentioned> const& mentioned,
                  Instant now) {
  for (auto const& before : mentioned_in(transaction, comment))
    if (std::none_of(mentioned.begin(), mentioned.end(),
                     [&](auto const& each) { return each.account == before.account; }))
      transaction.execute(sql::delete_mention, {{"comment", comment.id}, {"account", before.account}});
  for (auto const& each : mentioned)
    transaction.execute(sql::insert_mention, {{"comment", comment.id},
                                              {"account", each.account},
                                              {"name", each.name},
                                              {"is_picked", each.is_picked},
                                              {"mentioned_at", now}});
}

bool mark_read(db::Transaction& transaction, CommentId const& comment, AccountId const& account, Instant now) {
  return transaction.execute(sql::mark_mention_read, {{"comment", comment}, {"account", account}, {"now", now}}) > 0;
}

void mark_all_read(db::Transaction& transaction, std::string const& record, AccountId const& account, Instant now) {
  transaction.execute(sql::mark_mentions_in_record_read, {{"record", record}, {"account", account}, {"now", now}});
}

std::vector<MentionWaiting> mentions_waiting(db::Transaction& transaction, AccountId const& account, int limit) {
  std::vector<MentionWaiting> out;
  for (auto const& row : transaction.rows(sql::list_mentions_waiting, {{"account", account}, {"limit", limit}}))
    out.push_back({row.id<CommentId>("comment"), row.text("record"), row.text("by_name"), row.instant("at")});
  return out;
}

search::Document search_document(Comment const& comment) {
  return {kCommentKind, comment.id.text(),   "Comment on " + comment.record_title,
          comment.text, address_of(comment), "plan.view"};
}

std::vector<search::Document> comment_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& row : transaction.rows(sql::list_standing_comments))
    out.push_back(search_document(comment_from(row)));
  return out;
}

std::string comments_address(std::string const& record) { return "/comments/" + record; }
std::string address_of(Comment const& comment) { return comments_address(comment.record) + "#c-" + comment.id.text(); }

}  // namespace gt::notices
