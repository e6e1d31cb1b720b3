#include "plans/pages/board_words.h"

#include <gmock/gmock.h>

namespace gt::plans {
namespace {

BoardWords said(std::vector<std::string> const& kinds, bool is_all = true) {
  BoardWords out;
  for (auto const& kind : kinds) out.newest.push_back({kind, "Supervision", "/decisions/1", "Board", {}, {}});
  out.is_all = is_all;
  return out;
}

TEST(BoardsStation, SaysHowManyOfItsEntriesAreDecisions) {
  EXPECT_EQ(boards_station(said({})).map_note, "Nobody looked");
  EXPECT_EQ(boards_station(said({"Promise"})).map_note, "1 entry, no decision");
  EXPECT_EQ(boards_station(said({"Promise", "Paper"})).map_note, "2 entries, no decision");
  EXPECT_EQ(boards_station(said({"Decision", "Promise", "Decision"})).map_note, "2 decisions of 3 entries");
  EXPECT_EQ(boards_station(said({"Decision", "Promise"})).map_note, "1 decision of 2 entries");
  EXPECT_EQ(boards_station(said({"Decision", "Promise"}, false)).map_note, "1 decision of the newest 2 entries");
  EXPECT_EQ(boards_station(said({"Promise", "Promise"}, false)).map_note, "No decision in the newest 2 entries");
}

TEST(BoardsStation, IsNotCalledDecisionsWhereThereAreNone) {
  EXPECT_EQ(boards_station(said({"Promise"})).title.str(), "What the boards saw and decided");
  EXPECT_EQ(boards_station(said({})).title.str(), "No board has looked at this");
}

}  // namespace
}  // namespace gt::plans
