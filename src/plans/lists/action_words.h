#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "platform/db/db.h"

/// Actions by the words that people look for. Titles are no part of lists/brief_plan.h, so that a list without words
/// never reads them.
namespace gt::plans {

/// Numbers of the actions in the plan whose title, reference or owner has `words` in it, capitals aside, and of the one
/// whose number they are, by itself or as exports write it ("12", "GT-12"). Kept from one request to the next for as
/// long as no action changes.
std::unordered_set<std::int64_t> numbers_with_words(db::Transaction& transaction, std::string_view words);

}  // namespace gt::plans
