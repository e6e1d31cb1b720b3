#pragma once

#include "funding/funding.h"
#include "platform/search/search.h"

/// Rows of `money_record`. For this slice.
namespace gt::funding {

/// Gives the record its number, and puts it into the search.
void insert_money(db::Transaction& transaction, Record& record);
/// False when someone else changed it first, or it has ended.
bool save_money(db::Transaction& transaction, Record const& record);
bool end_money(db::Transaction& transaction, Record const& record, Instant now);

void keep_money_state(operations::Call& call, operations::Change change, std::string const& verb,
                      std::string const& why);
/// A state with the account that made it; newest first.
struct MoneyPast {
  registers::PastState state;
  std::string account;
};
std::vector<MoneyPast> money_history(db::Transaction& transaction, std::string const& record);

/// The themes of a line become these, and its version one more; false when someone else changed it first.
bool replace_line_themes(db::Transaction& transaction, Record const& line, std::vector<LineTheme> const& themes);

search::Document money_document(Record const& record);

/// What a council sets about its money.
struct MoneySettings {
  Money second_person_above;  ///< from here an approval needs somebody else than who asked; nothing: always
  Money note_above;           ///< a line this far from its profile needs a note at the month's end; nothing: always
  std::int64_t version = 0;   ///< 0 while nothing was set
};
MoneySettings money_settings(db::Transaction& transaction);
bool save_money_settings(db::Transaction& transaction, MoneySettings const& settings);

}  // namespace gt::funding
