#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"
#include "platform/html/fields.h"
#include "platform/html/html.h"
#include "platform/operations/operations.h"
#include "platform/pages/pages.h"
#include "platform/search/search.h"
#include "platform/web/router.h"

/// The contract of notices: how people hear of things. Comments and who is mentioned in them, one mail a digest,
/// calendars of due dates. It knows none of the records it tells of: other slices are asked, and `app` says which.
namespace gt::notices {

using CommentId = Id<struct CommentTag>;
using MailId = Id<struct MailTag>;
using FeedId = Id<struct CalendarFeedTag>;

// ---- What other slices answer

/// A record that comments can be about.
struct Subject {
  std::string kind;  ///< "action", "theme", "evidence" …
  std::string id;
  std::string title;    ///< as printed: "Action 12: Supervision policy"
  std::string address;  ///< its page
  bool is_ended = false;
  bool is_restricted = false;  ///< not for everybody who may see the plan; then its title leaves the council in no mail
};
/// The record, when there is one at the transaction's authority that this person may see.
using FindSubject =
    std::function<std::optional<Subject>(db::Transaction&, operations::Actor const& reader, std::string const& id)>;

/// What a line of a digest is about, in the order in which a digest prints them.
enum class Heading { mentioned, decided, asked, to_decide, due_soon, late };

/// One thing to tell somebody. It is told once: the same key never again, until a mail with it is known not to have
/// arrived.
struct DigestItem {
  std::string key;
  Heading heading;
  std::string title;    ///< of the record, never what somebody wrote about it
  std::string address;  ///< of its page
};
/// What concerns this person: what happened from `since` on, and what stands today.
using DigestSource = std::function<std::vector<DigestItem>(db::Transaction&, operations::Actor const& person,
                                                           Instant since, Instant now)>;

/// Whose or which due dates a calendar shows.
struct FeedScope {
  enum class Kind { mine, theme, programme } kind = Kind::mine;
  std::string theme;  ///< its id, for Kind::theme
};
/// One day in a calendar.
struct CalendarItem {
  std::string uid;  ///< stable for as long as the record lives: "action-k7m2q9x4t8v3b6dp-due"
  Date day;
  std::string title;
  std::string note;      ///< a line beneath; may be empty
  std::string address;   ///< of the record's page
  Instant changed;       ///< when what the entry says last changed; never still to come
  std::int64_t version;  ///< grows with each change, a moved day among them
  bool is_cancelled = false;
};
using CalendarSource = std::function<std::vector<CalendarItem>(db::Transaction&, operations::Actor const& owner,
                                                               FeedScope const& scope, Date today)>;

struct Sources {
  FindSubject subject;
  std::vector<DigestSource> digest;
  std::vector<CalendarSource> calendar;
  /// The themes a calendar can be of, for choosing: id and title.
  std::function<std::vector<html::Option>(db::Transaction&)> themes;
};

// ---- What other slices show

/// The part of a record's page about its comments: how many, and the way to them.
html::Html comments_part(pages::PageCall const& call, std::string const& record);

/// A comment in which somebody is mentioned that they have neither read nor answered.
struct MentionWaiting {
  CommentId comment;
  std::string record;
  std::string by;
  Instant at;
};
/// Newest first.
std::vector<MentionWaiting> mentions_waiting(db::Transaction& transaction, AccountId const& account, int limit);

// ---- For app

inline constexpr char const* kCommentKind = "comment";
/// For filling the search anew. What is said about evidence is not found by searching, since evidence may be
/// restricted.
std::vector<search::Document> comment_documents(db::Transaction& transaction);

void add_operations(operations::Registry& registry, Sources sources);

/// What pages must know of the installation.
struct Installation {
  bool sends_mail = false;
  std::string public_address;  ///< `https://golden-thread.council.example`; empty when it is not set
};
/// `/comments…`, `/account/mail`, `/account/calendar…`, `/mail…` and `/calendar/{file}`. Site and router outlive their
/// use.
void add_pages(pages::Site& site, web::Router& router, Sources sources, Installation installation);

}  // namespace gt::notices
