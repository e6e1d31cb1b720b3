#include "platform/db/query_text.h"

#include <gmock/gmock.h>

#include "platform/db/db.h"

namespace gt::db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(QueryText, FindsEachNameOnce) {
  auto const query = parse_query("select :b, :a_2 from t where x=:b and y in (:a_2,:c)");
  EXPECT_THAT(query.names, ElementsAre("b", "a_2", "c"));
}

TEST(QueryText, TakesNothingElseForAName) {
  EXPECT_THAT(parse_query("select ':a', \":b\", x::text, 'it''s :c', y[1:2], '12:30' from t").names, IsEmpty());
  EXPECT_THAT(parse_query("select 1 -- it's :a\n, /* don't :b */ :c").names, ElementsAre("c"));
  EXPECT_THAT(parse_query("select ':unclosed").names, IsEmpty());
}

TEST(QueryText, LeavesOutCommentsAndTheLastSemicolon) {
  EXPECT_EQ(parse_query("-- what it does\nselect '--' as dashes, 1/*one*/;\n").sql, "select '--' as dashes, 1");
  EXPECT_EQ(parse_query("").sql, "");
  EXPECT_EQ(parse_query("-- only words").sql, "");
}

TEST(StorableText, IsUtf8WithoutZeroBytes) {
  for (std::string_view const good : {"", "plain", "é", "€", "\U0001F600", "tab\tand\nlines", "\u007F"})
    EXPECT_TRUE(is_storable_text(good)) << good;
  using namespace std::string_view_literals;
  for (auto const bad : {"a\0b"sv, "\x80"sv, "\xC3"sv, "\xC3("sv, "\xC0\xAF"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv,
                         "\xF4\x90\x80\x80"sv, "\xF8"sv})
    EXPECT_FALSE(is_storable_text(bad)) << testing::PrintToString(bad);
}

TEST(LikePattern, TakesSignsLiterally) { EXPECT_EQ(like_pattern("50%_A\\b"), "%50\\%\\_a\\\\b%"); }

}  // namespace
}  // namespace gt::db
