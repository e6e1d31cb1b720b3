#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plans/thread/links.h"
#include "platform/operations/operations.h"

/// What a thing is joined to, as a part of its state in the history. One end of each link holds it: the one nearer the
/// proof ("themes" of an action), but who waits ("waits_for") and what is shown ("evidence").
namespace gt::plans {

/// The names that joins have in states; also "under", where older states have projects, objectives and stages together.
std::vector<std::string> const& names_of_joins();

/// Puts the ids of what `record` is joined to now into `state`, an empty list where there is none; nothing for a kind
/// that holds no links. Restricted evidence is left out, since whoever sees the plan sees its history.
void add_joins(db::Transaction& transaction, std::string const& kind, std::string const& record, nlohmann::json& state);

/// Keeps the state of the end that holds the link, which was made or taken away just now. No version rises: a link is
/// no part of what the forms of either end save. Nothing where that end was taken out, or the evidence is restricted.
void keep_joins(operations::Call& call, ThreadLink const& link, bool is_joined, std::string const& why = {});

}  // namespace gt::plans
