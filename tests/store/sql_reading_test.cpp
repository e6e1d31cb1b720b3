#include "tests/store/sql_reading.h"

#include <gmock/gmock.h>

namespace gt::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view migrations = R"(
-- create table commented (authority text);
create table theme (
  id text not null primary key,
  authority text not null references authority (id),  -- the council
  position bigint not null check (position in (1, 2)),
  unique (authority, position)
);
create table if not exists setting (name text primary key, note text default 'authority, text');
create table report (id text primary key);
alter table report add column authority text;
create table gone (id text, authority text);
drop table gone;
)";

TEST(SqlReading, FindsTablesAndTheirColumns) {
  auto const tables = tables_of(migrations);
  ASSERT_EQ(tables.size(), 3U);
  std::vector<std::string> names;
  for (auto const& column : tables.at("theme")) names.push_back(column.name + " " + column.type);
  EXPECT_THAT(names, ElementsAre("id text", "authority text", "position bigint"));
  EXPECT_THAT(council_tables(tables), ElementsAre("report", "theme"));
}

TEST(SqlReading, FindsAQueryThatForgetsTheCouncil) {
  auto const owned = council_tables(tables_of(migrations));
  EXPECT_THAT(unfiltered_tables("select id from Theme where id = :id", owned), ElementsAre("theme"));
  EXPECT_THAT(unfiltered_tables("select id from theme -- :authority\nwhere name = ':authority'", owned),
              ElementsAre("theme"));
  EXPECT_THAT(unfiltered_tables("select name from setting s join report r on r.id = s.name", owned),
              ElementsAre("report"));
  EXPECT_THAT(unfiltered_tables("select id from theme where authority=:authority", owned), IsEmpty());
  EXPECT_THAT(unfiltered_tables("select 1 from setting s, theme as t, report r", owned),
              ElementsAre("report", "theme"));
  EXPECT_THAT(unfiltered_tables("select 1 from setting, report", owned), ElementsAre("report"));
  EXPECT_THAT(unfiltered_tables("delete from theme", owned), ElementsAre("theme"));
  EXPECT_THAT(unfiltered_tables("insert into theme (id, report) values (:id, :report)", owned), ElementsAre("theme"));
  EXPECT_THAT(unfiltered_tables("update report set id = :id", owned), ElementsAre("report"));
  EXPECT_THAT(unfiltered_tables("select theme, report from setting where theme = :id order by theme, report", owned),
              IsEmpty());
  EXPECT_THAT(unfiltered_tables("select theme_name from setting", owned), IsEmpty());
}

}  // namespace
}  // namespace gt::test
