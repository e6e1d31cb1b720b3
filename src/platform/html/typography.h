#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/html/html.h"

namespace gt::html {

/// Spaces become no-break spaces, so that the words stay on one line.
std::string unbroken(std::string_view words);

/// `<time>` with the printed date (`23 July 2018`) on one line.
Html date(Date day);
/// `<time>` with the printed London day and time (`23 July 2018 at 10:30`); the date and the time each stay whole.
Html moment(Instant instant);
/// `9 to 20 July 2018`, `25 June to 20 July 2018`, `18 December 2017 to 12 January 2018`; one date when they are equal.
Html date_range(Date from, Date to);

/// `1,104`; a minus sign, not a hyphen, before negatives.
std::string grouped(std::int64_t number);
/// `1 finding`, `3 findings`, `0 findings`.
std::string plural(std::int64_t count, std::string_view noun);
/// For nouns that do not take an s: `plural(2, "person", "people")`.
std::string plural(std::int64_t count, std::string_view singular, std::string_view plural_noun);
/// `8 of 11`, kept on one line.
std::string part_of(std::int64_t part, std::int64_t whole);

/// Plain text as paragraphs: a blank line parts two, a single line end becomes a line break. Empty for blank text.
Html paragraphs(std::string_view text);
/// `first`, `first and second`, `first, second and third`. Empty for no items.
Html sentence_list(std::vector<Html> const& items);

}  // namespace gt::html
