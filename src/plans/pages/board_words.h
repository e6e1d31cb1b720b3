#pragma once

#include <string>
#include <vector>

#include "plans/outside.h"
#include "platform/html/components.h"
#include "platform/html/thread.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// What the boards said, as a table.
html::Html board_words_table(BoardWords const& said);
/// The station of a thread: a gap where no board has looked at it.
html::Station boards_station(BoardWords const& said);
/// The same under a heading, for the end of a thing's page.
html::Html board_words_part(pages::PageCall const& call, Outside const& outside,
                            std::vector<std::string> const& things);
/// The page with that at its end, where boards said something of the thing that the segment of its address names.
Result<pages::Answer> with_board_words(pages::PageCall const& call, Outside const& outside,
                                       Result<pages::Answer> answer, std::string_view segment);

}  // namespace gt::plans
