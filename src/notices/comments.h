#pragma once

#include <optional>
#include <string>
#include <vector>

#include "notices/notices.h"

/// Rows of comments and mentions to values and back. No rules.
namespace gt::notices {

/// Somebody whose name stands after an “@”.
struct Mentioned {
  AccountId account;
  std::string name;
  bool is_picked = false;  ///< chosen from the list, not named in the text
  bool is_read = false;
};

struct Comment {
  CommentId id;
  std::string record;
  std::string record_kind;
  std::string record_title;  ///< as it was when the comment was written
  std::string text;
  AccountId written_by;
  std::string written_by_name;
  Instant written_at;
  std::optional<Instant> changed_at = {};
  std::optional<Instant> withdrawn_at = {};
  std::string withdrawn_by_name = {}, withdrawn_why = {};
  std::int64_t version = 1;
  std::vector<Mentioned> mentioned = {};
};

struct Wording {
  std::string text;
  Instant written_at;
};

/// Without the people mentioned; `mentioned_in` has them.
std::optional<Comment> find_comment(db::Transaction& transaction, CommentId const& id);
/// Oldest first, also those withdrawn.
std::vector<Comment> comments_on(db::Transaction& transaction, std::string const& record);
struct CommentCount {
  std::int64_t standing = 0;       ///< those not withdrawn
  std::optional<Instant> last_at;  ///< when the last of them was written
};
CommentCount count_comments(db::Transaction& transaction, std::string const& record);
/// Every wording, the first one first.
std::vector<Wording> wordings_of(db::Transaction& transaction, CommentId const& id);

void insert_comment(db::Transaction& transaction, Comment const& comment);
/// False when someone else changed it first, or it was withdrawn.
bool save_comment(db::Transaction& transaction, Comment const& comment, Instant now);
bool withdraw_comment(db::Transaction& transaction, Comment const& comment);

std::vector<Mentioned> mentioned_in(db::Transaction& transaction, Comment const& comment);
/// Who is mentioned from now on; who was already stays as they are, and nobody else is.
void set_mentions(db::Transaction& transaction, Comment const& comment, std::vector<Mentioned> const& mentioned,
                  Instant now);
bool mark_read(db::Transaction& transaction, CommentId const& comment, AccountId const& account, Instant now);
/// In every comment on the record.
void mark_all_read(db::Transaction& transaction, std::string const& record, AccountId const& account, Instant now);

search::Document search_document(Comment const& comment);

/// `/comments/{record}#c-{id}`
std::string address_of(Comment const& comment);
std::string comments_address(std::string const& record);

}  // namespace gt::notices
