#include "plans/timeline/timeline.h"

#include <regex>

#include <gmock/gmock.h>

#include "plans/lists/action_lists.h"
#include "plans/plans_test_fixture.h"
#include "plans/timeline/timeline_drawing.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Timelines : public test::PlansTest {
 protected:
  Timeline timeline(ActionFilter const& filter = {}, int page = 1) {
    auto read = database().read(authority());
    return read_timeline(read, filter, today_, page);
  }
  std::vector<std::string> titles(Timeline const& timeline) {
    std::vector<std::string> out;
    for (auto const& each : timeline.rows)
      out.push_back(std::string(2 * static_cast<std::size_t>(each.depth), ' ') + each.title);
    return out;
  }
  /// So many actions of the theme and project, the next one due a day later.
  void many(int count, std::string const& theme, std::string const& project = "") {
    auto first = Date::from_iso("2026-06-01").value();
    for (int i = 0; i < count; ++i) {
      json more{{"themes", {theme}}, {"due", first.plus_days(i).iso()}};
      if (!project.empty()) more["under"] = {project};
      action("Step", more);
    }
  }
  Date const today_ = Date::from_iso("2026-11-21").value();
};

struct WordsDrawn {
  double left, right, top, bottom;
  std::string text;
};

std::vector<WordsDrawn> words_of(std::string const& drawing) {
  static std::regex const text(R"re(<text x="([0-9.]+)" y="([0-9.]+)" class="([a-z ]*)">([^<]*)</text>)re");
  std::vector<WordsDrawn> out;
  for (std::sregex_iterator at{drawing.begin(), drawing.end(), text}, end; at != end; ++at) {
    auto const x = std::stod((*at)[1]), y = std::stod((*at)[2]);
    auto const weight = (*at)[3].str().find_first_of("br") != std::string::npos ? Weight::bold : Weight::plain;
    out.push_back({x, x + width_of_words((*at)[4].str(), weight), y - 10, y + 3, (*at)[4]});
  }
  return out;
}

TEST_P(Timelines, DrawNoWordsOverOtherWordsAndNoneBeyondTheEdge) {
  auto const long_title = std::string("Agree with parents and partners one plan template that every team uses well");
  auto const practice = theme(long_title);
  auto const project = done("project add", {{"title", long_title + " again"}, {"under", {practice}}}).at("id");
  for (auto const* due : {"2026-11-19", "2026-12-02", "2027-10-30"})
    action(long_title, {{"themes", {practice}}, {"under", {project}}, {"start", "2026-11-02"}, {"due", due}});
  action(long_title, {{"themes", {practice}}});
  for (auto const& [title, start, due] :
       {std::tuple{"Laying the foundations of all that follows", "2026-11-01", "2027-03-31"},
        std::tuple{"Side by side with the first one", "2026-11-10", "2027-02-28"},
        std::tuple{"Short", "2026-12-01", "2026-12-03"},
        std::tuple{"Embedding what works", "2027-04-01", "2027-10-30"}})
    done("stage add", {{"title", title}, {"start", start}, {"due", due}});
  for (auto const zoom : {Zoom::year, Zoom::quarter, Zoom::month}) {
    auto const drawing = timeline_drawing(timeline(), zoom, today_).str();
    auto const all = words_of(drawing);
    ASSERT_GT(all.size(), 12U);
    auto const width = std::stod(drawing.substr(drawing.find(" width=\"") + 8));
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_LE(all[i].right, width) << all[i].text;
      for (auto k = i + 1; k < all.size(); ++k) {
        bool const is_over = all[i].left < all[k].right && all[k].left < all[i].right && all[i].top < all[k].bottom &&
                             all[k].top < all[i].bottom;
        EXPECT_FALSE(is_over) << word(zoom) << ": " << all[i].text << " / " << all[k].text;
      }
    }
  }
}

TEST_P(Timelines, OpenWithTodayInSight) {
  action("Supervise", {{"start", "2026-01-05"}, {"due", "2027-06-30"}});
  auto const at = today_in_drawing(timeline(), Zoom::month, today_);
  ASSERT_TRUE(at);
  EXPECT_GT(*at, 264.0) << "right of the names";
  EXPECT_FALSE(today_in_drawing(timeline(), Zoom::month, Date::from_iso("2030-01-01").value()));
  EXPECT_THAT(get("/plan/timeline").body,
              AllOf(HasSubstr("<div class=\"gt-timeline-start\" aria-hidden=\"true\">"), Not(HasSubstr("style="))));
}

TEST_P(Timelines, OfAnEmptyPlanSaysSo) {
  EXPECT_THAT(timeline().rows, IsEmpty());
  EXPECT_THAT(get("/plan/timeline").body,
              AllOf(HasSubstr("There is nothing to draw yet"), Not(HasSubstr("gt-timeline-region"))));
}

TEST_P(Timelines, GroupActionsByThemeAndProject) {
  auto practice = theme("Practice"), front_door = theme("Front door");
  auto guidance = done("project add",
                       {{"title", "Guidance"}, {"start", "2026-01-05"}, {"due", "2027-06-30"}, {"under", {practice}}})
                      .at("id")
                      .get<std::string>();
  action("In the project", {{"under", {guidance}}, {"start", "2026-02-01"}, {"due", "2026-12-01"}});
  action("In the theme", {{"themes", {practice}}});
  action("In both themes", {{"themes", {practice, front_door}}, {"due", "2027-01-31"}});
  action("In none");
  auto const all = timeline();
  EXPECT_THAT(titles(all),
              ElementsAre("Practice", "  Guidance", "    1 In the project", "  3 In both themes", "  2 In the theme",
                          "Front door", "  3 In both themes", "In no theme", "  4 In none"));
  EXPECT_EQ(all.rows[0].actions, 3);
  EXPECT_EQ(all.rows[0].dated.start, Date::from_iso("2026-01-05").value()) << "a theme lasts as long as what is in it";
  EXPECT_EQ(all.rows[0].dated.due, Date::from_iso("2027-06-30").value());
  EXPECT_EQ(all.matching, 4);
  EXPECT_FALSE(all.is_closed);
}

TEST_P(Timelines, FollowTheFiltersOfTheList) {
  auto practice = theme("Practice"), front_door = theme("Front door");
  action("Mine", {{"themes", {practice}}, {"owner_role", "Principal social worker"}});
  action("Theirs", {{"themes", {practice}}});
  action("Elsewhere", {{"themes", {front_door}}});
  ActionFilter owner;
  owner.owner = "Principal social worker";
  EXPECT_THAT(titles(timeline(owner)), ElementsAre("Practice", "  1 Mine"));
  ActionFilter by_theme;
  by_theme.theme = front_door;
  EXPECT_THAT(titles(timeline(by_theme)), ElementsAre("Front door", "  3 Elsewhere"));
  ActionFilter nothing;
  nothing.status = "done";
  EXPECT_THAT(timeline(nothing).rows, IsEmpty());
  EXPECT_EQ(timeline(nothing).total, 3);
  EXPECT_THAT(get("/plan/timeline", {{"status", "done"}}).body, HasSubstr("No action matches"));
  EXPECT_THAT(get("/plan/timeline", {{"finding", "none"}}).body, HasSubstr("Remove filter"))
      << "no filter is in force unseen";
  auto narrowed = get("/plan/timeline", {{"theme", practice}, {"zoom", "month"}}).body;
  EXPECT_THAT(narrowed, AllOf(HasSubstr("2 of 3 actions"), HasSubstr("zoom=year"), Not(HasSubstr("Elsewhere"))));
}

TEST_P(Timelines, OfMoreThanCanBeReadShowThemesAndProjectsThatOpen) {
  auto practice = theme("Practice"), front_door = theme("Front door");
  auto guidance = done("project add", {{"title", "Guidance"}, {"under", {practice}}}).at("id").get<std::string>();
  many(3, practice, guidance);
  many(static_cast<int>(most_timeline_actions) - 4, practice);
  many(1, front_door);
  EXPECT_FALSE(timeline().is_closed) << "just as many as can be read";
  auto const strips = get("/plan/timeline").body;
  EXPECT_THAT(strips,
              AllOf(HasSubstr("aria-hidden=\"true\" focusable=\"false\">"), HasSubstr("197 Step"), HasSubstr("200: ")))
      << "the last row is drawn too";
  many(1, front_door);
  auto const closed = timeline();
  EXPECT_TRUE(closed.is_closed);
  EXPECT_THAT(titles(closed), ElementsAre("Practice", "  Guidance", "  In no project", "Front door"));
  std::int64_t counted = 0;
  for (auto const& each : closed.rows)
    if (each.depth == 0) counted += each.actions;
  EXPECT_EQ(counted, closed.matching) << "nothing is left out";
  EXPECT_EQ(closed.rows[1].actions, 3);
  EXPECT_EQ(closed.rows[1].opens.project, guidance);
  EXPECT_EQ(closed.rows[3].opens.theme, front_door);
  auto const page = get("/plan/timeline", {{"zoom", "year"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("201 actions match"), HasSubstr("theme=" + front_door + "&amp;zoom=year"),
                          HasSubstr("Open 2 actions"), Not(HasSubstr("/actions/"))));
  ActionFilter opened;
  opened.theme = front_door;
  EXPECT_THAT(timeline(opened).rows, SizeIs(3));
}

TEST_P(Timelines, OfOneLargeThemeComeOnPages) {
  auto practice = theme("Practice");
  many(static_cast<int>(most_timeline_actions) + 1, practice);
  ActionFilter filter;
  filter.theme = practice;
  auto const first = timeline(filter), second = timeline(filter, 2);
  EXPECT_EQ(first.pages, 2);
  EXPECT_EQ(first.rows.size() + second.rows.size(), static_cast<std::size_t>(most_timeline_actions) + 1 + 2);
  EXPECT_THAT(get("/plan/timeline", {{"theme", practice}, {"page", "2"}}).body, HasSubstr("Actions 201 to 201 of 201"));
}

// The counts of the drawing and the list have the same conditions.
TEST_P(Timelines, CountWhatTheListCounts) {
  auto practice = theme("Practice");
  auto stage = done("stage add", {{"title", "Foundations"}, {"start", "2026-01-01"}, {"due", "2026-06-30"}})
                   .at("id")
                   .get<std::string>();
  done("link add", {{"from", stage}, {"to", practice}});
  action("One", {{"themes", {practice}}, {"due", "2026-06-01"}});
  action("Two", {{"owner_role", "Principal social worker"}, {"start", "2026-01-01"}});
  action("Three", {{"due", ""}});
  action("Four", {{"status", "done"}});
  auto read = database().read(authority());
  for (auto const& query : {html::Query{}, html::Query{}.with("theme", practice), html::Query{}.with("theme", "none"),
                            html::Query{}.with("stage", stage), html::Query{}.with("status", "done"),
                            html::Query{}.with("owner", "Principal social worker"), html::Query{}.with("due", "late"),
                            html::Query{}.with("due", "undated"), html::Query{}.with("due", "first"),
                            html::Query{}.with("from", "2027-01-01"), html::Query{}.with("finding", "none"),
                            html::Query{}.with("difference", "output"), html::Query{}.with("due", "moved")}) {
    auto const filter = ActionFilter::from_query(query);
    EXPECT_EQ(timeline_actions_counted(read, filter, today_), count_actions(read, filter, today_))
        << query.at("/").text();
  }
}

TEST_P(Timelines, ShowWhatWaitsForWhat) {
  auto first = action("Write it", {{"due", "2026-12-01"}}), second = action("Use it", {{"start", "2026-12-02"}});
  done("link add", {{"from", second}, {"to", first}, {"relation", "waits for"}});
  auto const all = timeline();
  ASSERT_THAT(all.waits, SizeIs(1));
  EXPECT_EQ(all.rows[all.waits[0].waiting].title, "2 Use it");
  EXPECT_EQ(all.rows[all.waits[0].awaited].title, "1 Write it");
  EXPECT_THAT(get("/plan/timeline").body,
              AllOf(HasSubstr("class=\"t-wait\" marker-end"), HasSubstr("<span>1 Write it</span>")));
}

TEST_P(Timelines, SayEverythingInWordsToo) {
  auto practice = theme("Practice");
  done("stage add", {{"title", "Laying the foundations"}, {"start", "2026-01-01"}, {"due", "2026-12-31"}});
  action("A milestone <here>", {{"themes", {practice}}, {"kind", "milestone"}, {"due", "2026-12-01"}});
  action("Overdue", {{"themes", {practice}}, {"due", "2026-11-01"}});
  action("Without a day", {{"themes", {practice}}, {"due", ""}});
  auto const page = get("/plan/timeline").body;
  EXPECT_THAT(page, AllOf(HasSubstr("role=\"img\" aria-labelledby=\"timeline-title timeline-description\""),
                          HasSubstr("A line marks today, 21 November 2026"), HasSubstr(">Today</text>"),
                          HasSubstr("A milestone &lt;here&gt;"), HasSubstr("Milestone"), HasSubstr("Late, not started"),
                          HasSubstr("No day is set"), HasSubstr("Laying the foundations")));
  EXPECT_THAT(page,
              AllOf(HasSubstr("tabindex=\"0\" aria-label=\"Timeline, scrolls sideways\""), Not(HasSubstr(" style="))));
}

TEST_P(Timelines, SayOnPaperOfWhichDayTheyAreAndWhatTheyShow) {
  auto const practice = theme("Practice");
  action("Supervise", {{"themes", {practice}}});
  action("Train");
  EXPECT_THAT(get("/plan/timeline").body,
              HasSubstr("<p class=\"gt-print-only\">As at 21 November 2026. The whole plan: 2 of 2 actions.</p>"));
  EXPECT_THAT(get("/plan/timeline", {{"theme", practice}, {"words", "<super"}, {"due", "first"}}).body,
              HasSubstr("As at 21 November 2026. Only Words or number: &lt;super; Theme: Practice; Due: Late against "
                        "the first date: 0 of 2 actions.</p>"));
}

// Drawn last, with an edge of paper, so that no line strikes them through.
TEST_P(Timelines, HaveTheWordsOfTheBarsAboveTheLineOfToday) {
  action("Supervise", {{"start", "2026-10-01"}, {"due", "2026-11-20"}});
  auto const page = get("/plan/timeline").body;
  auto const line = page.find("<line class=\"today\""), words = page.find(">1: Late, not started</text>");
  ASSERT_NE(line, std::string::npos);
  ASSERT_NE(words, std::string::npos);
  EXPECT_LT(line, words);
}

TEST_P(Timelines, SayWhereTodayIsWhenItIsNotDrawn) {
  action("Long ago", {{"start", "2020-01-01"}, {"due", "2020-03-31"}, {"status", "done"}, {"done_on", "2020-03-31"}});
  auto const page = get("/plan/timeline").body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("Today, 21 November 2026, is after the days drawn."), Not(HasSubstr(">Today</text>"))));
}

TEST_P(Timelines, WithoutAnyDaySayThat) {
  action("Some day", {{"due", ""}});
  EXPECT_THAT(get("/plan/timeline").body,
              AllOf(HasSubstr("has a day yet"), HasSubstr("1 Some day"), Not(HasSubstr("<desc"))));
}

TEST_P(Timelines, ShowAFirstDateThatMoved) {
  auto id = action("Moves", {{"due", "2026-12-31"}, {"start", "2026-10-01"}});
  auto asked = done("date ask", {{"action", id}, {"due", "2027-03-31"}, {"reason", "Late"}, {"requester", "Lead"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  auto const page = get("/plan/timeline").body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("class=\"t-first\" x1="), HasSubstr("31 December 2026"), HasSubstr("31 March 2027")));
}

TEST_P(Timelines, AreOfOneCouncil) {
  action("Ours");
  auto read = database().read(other_authority());
  EXPECT_THAT(read_timeline(read, {}, today_, 1).rows, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Timelines, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
