#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/result.h"
#include "platform/db/db.h"

/// The links of the thread: which things may be joined, and the rows that join them. `from` is always nearer the
/// inspector's sentence, so that "down" is towards proof and "up" is towards the finding.
namespace gt::plans {

struct ThreadLink {
  std::string from_kind;
  std::string from_id;
  std::string relation;
  std::string to_kind;
  std::string to_id;

  friend auto operator<=>(ThreadLink const&, ThreadLink const&) = default;
};

/// A pair of kinds that may be joined, and what each says of the other: a finding "is answered by" a theme, a theme
/// "answers" a finding.
struct LinkRule {
  std::string_view from_kind;
  std::string_view relation;
  std::string_view to_kind;
  std::string_view back;  ///< the relation read from the other end
};

inline constexpr std::string_view answered_by = "answered by";
inline constexpr std::string_view waits_for = "waits for";

std::vector<LinkRule> const& link_rules();
/// The first rule for the two kinds; with `relation`, that one. Null when they are not joined.
LinkRule const* find_link_rule(std::string_view from_kind, std::string_view to_kind, std::string_view relation = {});

std::vector<ThreadLink> links_from(db::Transaction& transaction, std::string const& id);
/// From these things down to themes and projects, and not to their many actions. One query.
std::vector<ThreadLink> links_to_groups(db::Transaction& transaction, std::set<std::string> const& ids);
std::vector<ThreadLink> links_to(db::Transaction& transaction, std::string const& id);
/// Down to any of these things. One query.
std::vector<ThreadLink> links_to_any(db::Transaction& transaction, std::set<std::string> const& ids);
std::vector<ThreadLink> links_between(db::Transaction& transaction, std::string_view from_kind,
                                      std::string_view to_kind);

/// Each returns whether anything changed.
bool add_link(db::Transaction& transaction, ThreadLink const& link);
bool remove_link(db::Transaction& transaction, ThreadLink const& link);

/// Whether `from` would, with the new link, wait for itself by way of others.
bool closes_a_circle(db::Transaction& transaction, ThreadLink const& link);

}  // namespace gt::plans
