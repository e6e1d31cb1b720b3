#include "platform/html/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::html {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Query, ReplacesOneParameterAndKeepsTheOthersInOrder) {
  Query const query{{{"a", "1"}, {"b", "x y"}, {"a", "2"}}};
  EXPECT_EQ(query.at("/p").text(), "/p?a=1&b=x%20y&a=2");
  EXPECT_EQ(query.with("a", "3").at("/p").text(), "/p?a=3&b=x%20y");
  EXPECT_EQ(query.without("b").at("/p").text(), "/p?a=1&a=2");
  EXPECT_EQ(query.with("c", "\u00e9&=").at("/p").text(), "/p?a=1&b=x%20y&a=2&c=%C3%A9%26%3D");
  EXPECT_EQ(Query{}.at("/p").text(), "/p");
  EXPECT_EQ(query.value("b"), "x y");
  EXPECT_EQ(query.value("none"), "");
}

TEST(Pagination, KeepsTheOtherParameters) {
  std::string const page = pagination({"/plan", Query{{{"due", "quarter"}, {"page", "2"}}}, 2, 3}).str();
  EXPECT_THAT(page, HasSubstr("href=\"/plan?due=quarter\""));
  EXPECT_THAT(page, HasSubstr("href=\"/plan?due=quarter&amp;page=3\""));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Page 2\" aria-current=\"page\""));
  EXPECT_TRUE(pagination({"/plan", {}, 1, 1}).empty());
  EXPECT_TRUE(pagination({"/plan", {}, 1, 0}).empty());
}

TEST(Filter, OffersToRemoveEachFilterAndDropsThePage) {
  Filter const filter{"/plan",
                      Query{{{"sort", "due"}, {"theme", "2"}, {"page", "4"}}},
                      {{"theme", "Theme", {{"", "All"}, {"2", "2 Supervision"}}}},
                      3,
                      118,
                      "action"};
  std::string const bar = filter_bar(filter).str();
  EXPECT_THAT(bar, HasSubstr("<a class=\"gt-x\" href=\"/plan?sort=due\">"));
  EXPECT_THAT(bar, HasSubstr("Theme: 2 Supervision"));
  EXPECT_THAT(bar, HasSubstr("<input type=\"hidden\" name=\"sort\" value=\"due\">")) << "sorting survives the form";
  EXPECT_THAT(bar, Not(HasSubstr("page")));
  EXPECT_THAT(bar, HasSubstr("3 of 118 actions"));
  EXPECT_THAT(filter_bar({"/people", {}, {}, 2, 2, "person", "people"}).str(), HasSubstr("2 people"));
}

TEST(Table, SortsByALinkThatTurnsTheDirectionOfTheCurrentColumn) {
  std::vector<Column> const columns = {{"Action", false, "action"}, {"Due", false, "due"}, {"Owner"}};
  auto const sorting = Sorting::from_query("/plan", Query{{{"sort", "due"}, {"theme", "2"}}}, columns, "action");
  EXPECT_EQ(sorting.key, "due");
  EXPECT_FALSE(sorting.descending);
  std::string const page = table({.caption = "Actions", .columns = columns, .rows = {}, .sorting = sorting}).str();
  EXPECT_THAT(page,
              HasSubstr("<p class=\"gt-narrow-only gt-sorting\">Sort by: <a href=\"/plan?sort=action&amp;theme=2\">"))
      << "where the headings are hidden";
  EXPECT_THAT(page, HasSubstr("aria-sort=\"ascending\"><a href=\"/plan?sort=due&amp;theme=2&amp;order=desc\">Due</a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/plan?sort=action&amp;theme=2\">Action</a>"));
  EXPECT_THAT(page, HasSubstr(">Owner</th>"));
  auto const unknown =
      Sorting::from_query("/plan", Query{{{"sort", "password"}, {"order", "desc"}}}, columns, "action");
  EXPECT_EQ(unknown.key, "action");
  EXPECT_FALSE(unknown.descending);
}

TEST(Table, KeepsItsRolesWhenStackedAndFillsShortRows) {
  std::string const page =
      table({.caption = "T", .columns = {{"A"}, {"B"}, {"C", true}}, .rows = {{{{"x"}, {"y"}}}}}).str();
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\" role=\"rowheader\">x</th><td role=\"cell\" "
                              "data-label=\"B\"><span>y</span></td><td role=\"cell\" class=\"gt-num\"></td>"));
}

TEST(Grade, ShowsThePlaceOnTheScaleForEveryWordingOfAGrade) {
  auto const filled = [](std::string_view printed) {
    std::string const markup = grade(printed).str();
    int count = 0;
    for (auto at = markup.find("fill=\"#1b2325\""); at != std::string::npos;
         at = markup.find("fill=\"#1b2325\"", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(filled("Inadequate"), 1);
  EXPECT_EQ(filled("Requires improvement to be good"), 2);
  EXPECT_EQ(filled("requires improvement"), 2);
  EXPECT_EQ(filled("Adequate"), 2);
  EXPECT_EQ(filled("Good"), 3);
  EXPECT_EQ(filled("OUTSTANDING"), 4);
  EXPECT_EQ(grade("Not judged").str(), "Not judged");
}

TEST(Thread, SaysInWordsWhatEachKnotShows) {
  std::vector<Station> const stations = {{.id = "s-a", .name = "Sentence", .map_note = "paragraph 2"},
                                         {.id = "s-b", .name = "Theme", .knot = Knot::gap, .map_note = "None yet"}};
  std::string const map = thread_map(stations).str();
  EXPECT_THAT(map, HasSubstr("<li class=\"before-gap\"><a class=\"govuk-link\" href=\"#s-a\">Sentence<span "
                             "class=\"govuk-visually-hidden\">, evidenced</span>"));
  EXPECT_THAT(map, HasSubstr("<li class=\"is-gap is-last\">"));
  EXPECT_THAT(map, HasSubstr(", nothing there"));
  EXPECT_THAT(thread(stations).str(), HasSubstr("class=\"gt-station gt-station--gap gt-station--last\" id=\"s-b\""));
  EXPECT_THAT(strip({Knot::full, Knot::gap}, "No theme").str(), HasSubstr("No theme"));
}

TEST(Conflict, MarksWhatEachSideChangedAndSendsMineAgain) {
  std::string const page = conflict({.what = "An action",
                                     .saved_by = "Someone",
                                     .saved_at{"now"},
                                     .fields = {{"Due", {"May"}, {"June"}, {"May"}}, {"Owner", {}, {"A"}, {"B"}}},
                                     .action = "/a",
                                     .csrf_token = "t",
                                     .stored_lock_version = 8,
                                     .mine = {{"due", "May"}}})
                               .str();
  EXPECT_THAT(page, HasSubstr("<mark>June</mark>"));
  EXPECT_THAT(page, Not(HasSubstr("<mark>May</mark>")));
  EXPECT_THAT(page, HasSubstr("name=\"due\" value=\"May\""));
  EXPECT_THAT(page, HasSubstr("name=\"lock_version\" value=\"8\""));
  EXPECT_THAT(page, Not(HasSubstr("checked"))) << "no choice is made for the person";
}

}  // namespace
}  // namespace gt::html
