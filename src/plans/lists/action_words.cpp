#include "plans/lists/action_words.h"

#include <string>
#include <vector>

#include "plans/sql.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

struct ActionWords {
  std::int64_t number;
  std::string words;  ///< title, reference and owner in small letters, a line each
};

std::vector<ActionWords> read_words(db::Transaction& transaction) {
  std::vector<ActionWords> out;
  transaction.each(sql::list_action_words, {}, [&](db::Row const& row) {
    auto const number = row.integer("number");
    auto words = row.text("title");
    words += "\n" + row.text("reference");
    words += "\n" + row.text("owner_role");
    out.push_back({number, lower_case(words)});
  });
  out.shrink_to_fit();
  return out;
}

}  // namespace

std::unordered_set<std::int64_t> numbers_with_words(db::Transaction& transaction, std::string_view words) {
  auto const all =
      transaction.kept<std::vector<ActionWords>>(sql::stamp_of_action_words, [&] { return read_words(transaction); });
  auto const wanted = lower_case(words);
  auto const number = wanted.starts_with("gt-") ? wanted.substr(3) : wanted;
  std::unordered_set<std::int64_t> out;
  for (auto const& each : *all)
    if (each.words.find(wanted) != std::string::npos || std::to_string(each.number) == number) out.insert(each.number);
  return out;
}

}  // namespace gt::plans
