#include "app/notice_sources.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;

/// Everything that every slice puts into a calendar.
std::vector<notices::CalendarItem> calendar_of(Program& program, operations::Actor const& owner,
                                               notices::FeedScope const& scope) {
  auto transaction = program.database().read(owner.authority);
  std::vector<notices::CalendarItem> out;
  for (auto const& source : notice_sources().calendar)
    for (auto& each : source(transaction, owner, scope, program.clock().today())) out.push_back(std::move(each));
  return out;
}

TEST(NoticeSources, ShowStatutoryClocksUntilTheyAreMet) {
  gt::test::TemporaryFolder data;
  auto opened = Program::open(
      {data.path().string(), "", true}, [](std::string_view) { return pdf::Text{}; },
      [](std::string_view, std::string const&) { return sheet::Workbook{}; }, 1);
  ASSERT_TRUE(opened) << opened.error().message;
  auto& program = **opened;
  auto made = people::create_first_administrator(
      program.database(), program.clock(),
      {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
  ASSERT_TRUE(made) << made.error().message;
  auto must = [&](std::string_view operation, json const& input) {
    auto actor = people::command_line_actor(program.database(), {"administrator@northmere.example", "", {}});
    auto done = operations::perform(program.environment(), *actor, operation, input);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : json::object();
  };
  must("role grant", {{"account", made->account.text()}, {"role", "programme manager"}});
  auto const inspection = must("inspection record", {{"kind", "sif"},
                                                     {"framework", "sif-2015-18"},
                                                     {"inspection_start", "2018-05-14"},
                                                     {"received", "2018-07-20"},
                                                     {"source", "a Cabinet report"}})
                              .at("inspection");
  auto const owner = people::command_line_actor(program.database(), {"administrator@northmere.example", "", {}});
  ASSERT_TRUE(owner);
  notices::FeedScope const programme{notices::FeedScope::Kind::programme, ""};
  auto items = calendar_of(program, *owner, programme);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].day.iso(), "2018-10-29");
  EXPECT_EQ(items[1].note, "Single inspection (SIF), May 2018");
  EXPECT_THAT(items[1].uid, testing::HasSubstr("written-statement"));
  EXPECT_TRUE(calendar_of(program, *owner, {notices::FeedScope::Kind::mine, ""}).empty());
  must("clock set", {{"inspection", inspection},
                     {"clock", "written-statement"},
                     {"duty", "required"},
                     {"done_on", "2018-10-26"},
                     {"version", 0}});
  items = calendar_of(program, *owner, programme);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].day.iso(), "2018-09-03");
}

}  // namespace
}  // namespace gt::app
