#include "plans/records/record_list.h"

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::plans {
namespace {

using gt::test::Fields;
using gt::test::main_part;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RecordLists : public test::PlansTest {
 protected:
  std::string add(std::string const& kind, std::string const& title, json more) {
    more["title"] = title;
    return done(kind + " add", more).value("id", "");
  }
  std::string risk(std::string const& title, int likelihood, int impact, json more = json::object()) {
    json input{
        {"risk_kind", "risk"}, {"owner_role", "Head of service"}, {"likelihood", likelihood}, {"impact", impact}};
    input.update(more);
    return add("risk", title, input);
  }
  std::vector<std::string> titles(std::string const& operation, json const& input = json::object()) {
    std::vector<std::string> out;
    auto const listed = done(operation, input);
    for (auto const& each : listed.at("records")) out.push_back(each.at("title"));
    return out;
  }
  /// The titles in the order in which the list's page names them.
  std::vector<std::string> on_page(std::string const& path, Fields query, std::vector<std::string> const& known) {
    auto const page = main_part(get(path, std::move(query)).body);
    std::map<std::size_t, std::string> places;
    for (auto const& each : known)
      if (auto const at = page.find(" " + each + "</a>"); at != std::string::npos) places.emplace(at, each);
    std::vector<std::string> out;
    for (auto const& [at, title] : places) out.push_back(title);
    return out;
  }
};

TEST_P(RecordLists, OfRisksAreNarrowedByWhatTheAddressSays) {
  risk("Posts stay empty", 4, 5, {{"due", "2027-01-31"}, {"cause", "Pay is low"}});
  risk("The supplier is late", 4, 4, {{"likelihood_after", 1}, {"impact_after", 2}, {"owner_role", "Head of IT"}});
  risk("Money runs out", 2, 5, {{"risk_kind", "issue"}, {"risk_state", "closed"}, {"closed_note", "It was granted"}});
  std::vector<std::string> const all{"Posts stay empty", "The supplier is late", "Money runs out"};
  auto shown = [&](Fields query) { return on_page("/risks", std::move(query), all); };
  EXPECT_THAT(shown({}), ElementsAre("Posts stay empty", "The supplier is late", "Money runs out"));
  EXPECT_THAT(shown({{"words", "PAY is"}}), ElementsAre("Posts stay empty"));
  EXPECT_THAT(shown({{"words", "2"}}), ElementsAre("The supplier is late"));
  EXPECT_THAT(shown({{"owner", "Head of IT"}}), ElementsAre("The supplier is late"));
  EXPECT_THAT(shown({{"risk_kind", "issue"}}), ElementsAre("Money runs out"));
  EXPECT_THAT(shown({{"risk_state", "open"}}), ElementsAre("Posts stay empty", "The supplier is late"))
      << "one of which nobody said otherwise is open";
  EXPECT_THAT(shown({{"score", "10"}}), ElementsAre("Posts stay empty", "Money runs out")) << "as it stands today";
  EXPECT_THAT(shown({{"from", "1 January 2027"}, {"to", "31/1/2027"}}), ElementsAre("Posts stay empty"));
  EXPECT_THAT(shown({{"to", "30 January 2027"}}), IsEmpty());
  EXPECT_THAT(shown({{"risk_kind", "wish"}}), IsEmpty());
  EXPECT_THAT(shown({{"score", "high"}}), IsEmpty());
  EXPECT_THAT(get("/risks", {{"from", "soon"}}).body, HasSubstr("A day in the filter cannot be read."));
  EXPECT_THAT(get("/risks", {{"words", "nothing of it"}}).body,
              AllOf(HasSubstr("No risk matches."), HasSubstr("0 of 3 risks")));
}

TEST_P(RecordLists, AreSortedByTheHeadings) {
  risk("Beds are short", 2, 5);
  risk("agency staff leave", 4, 5, {{"likelihood_after", 1}, {"impact_after", 2}});
  risk("Courts are slow", 4, 4, {{"likelihood_after", 3}, {"impact_after", 4}});
  std::vector<std::string> const all{"Beds are short", "agency staff leave", "Courts are slow"};
  auto shown = [&](Fields query) { return on_page("/risks", std::move(query), all); };
  EXPECT_THAT(shown({}), ElementsAre("Courts are slow", "Beds are short", "agency staff leave")) << "the worst first";
  EXPECT_THAT(shown({{"sort", "score"}, {"order", "desc"}}),
              ElementsAre("agency staff leave", "Courts are slow", "Beds are short"));
  EXPECT_THAT(shown({{"sort", "score_after"}}), ElementsAre("agency staff leave", "Courts are slow", "Beds are short"));
  EXPECT_THAT(shown({{"sort", "score_after"}, {"order", "desc"}}),
              ElementsAre("Courts are slow", "agency staff leave", "Beds are short"))
      << "what has no score comes last, whichever way";
  auto const page = get("/risks", {{"sort", "score"}, {"owner", "Head of service"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("aria-sort=\"ascending\""),
                          HasSubstr("/risks?sort=score&amp;owner=Head%20of%20service&amp;order=desc\""),
                          HasSubstr("href=\"/risks.xlsx?sort=score&amp;owner=Head%20of%20service\"")));
  EXPECT_THAT(get("/risks").body, Not(HasSubstr("aria-sort")));
  EXPECT_THAT(titles("risk list", {{"sort", "title"}, {"order", "desc"}}),
              ElementsAre("Courts are slow", "Beds are short", "agency staff leave"));
}

TEST_P(RecordLists, ShowTheScoreOfARiskEverywhere) {
  auto const id = risk("Posts stay empty", 4, 5, {{"likelihood_after", 3}, {"impact_after", 4}});
  EXPECT_THAT(get("/risks/" + id).body, AllOf(HasSubstr("Score before mitigation"), HasSubstr("20 (4 × 5)"),
                                              HasSubstr("Score after mitigation"), HasSubstr("12 (3 × 4)")));
  EXPECT_THAT(get("/risks/" + risk("Unmitigated", 2, 2)).body,
              AllOf(HasSubstr("4 (2 × 2)"), Not(HasSubstr("Score after mitigation"))));
  EXPECT_THAT(get("/risks").body, AllOf(HasSubstr("20 (4 × 5)"), HasSubstr("12 (3 × 4)")));
  auto const listed = done("risk list", {{"score", 5}}).at("records");
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].at("score"), 20);
  EXPECT_EQ(listed[0].at("score_after"), 12);
  EXPECT_EQ(done("risk show", {{"risk", id}}).at("score"), 20);
}

TEST_P(RecordLists, DownloadJustWhatIsShown) {
  risk("=cmd()", 4, 5, {{"due", "2027-01-31"}, {"likelihood_after", 3}, {"impact_after", 4}});
  risk("Money runs out", 2, 5);
  auto const file = get("/risks.csv", {{"score", "12"}});
  EXPECT_THAT(file.headers.first("Content-Disposition").value_or(""), HasSubstr("risks.csv"));
  EXPECT_EQ(file.body,
            "\xEF\xBB\xBF"
            "Number,The risk or issue in a sentence,Kind,Cause and effect,Owner,Their account,"
            "Likelihood before mitigation,Impact before mitigation,Mitigation,"
            "Likelihood after mitigation,Impact after mitigation,Look at it again on,State,"
            "Why it was closed,Score before mitigation,Score after mitigation\r\n"
            "1,'=cmd(),risk,,Head of service,,4,5,,3,4,2027-01-31,,,20,12\r\n");
  auto const sorted = get("/risks.csv", {{"sort", "score"}, {"page", "2"}}).body;
  EXPECT_LT(sorted.find("Money runs out"), sorted.find("=cmd()")) << "every page, in the order shown";
  for (auto const* ending : {"xlsx", "ods"}) {
    auto const bytes = get(std::string("/risks.") + ending, {{"score", "12"}}).body;
    auto const book = sheet::read(bytes, std::string("risks.") + ending);
    ASSERT_TRUE(book.has_value()) << ending;
    auto const& rows = book->sheets.at(0).rows;
    ASSERT_EQ(rows.size(), 5u) << ending << ": title, note, nothing, headings, the one that is shown";
    EXPECT_EQ(rows[4].cells.at(1).text, "=cmd()") << ending;
    EXPECT_EQ(rows[4].cells.at(14).text, "20") << ending;
  }
  actor_ = stranger();
  EXPECT_THAT(get("/risks.csv").body, Not(HasSubstr("Money runs out")));
}

TEST_P(RecordLists, OfTheWholeAreShownAHundredAPage) {
  for (int each = 1; each <= 101; ++each) risk("Risk", 2, 2);
  EXPECT_THAT(get("/risks").body, AllOf(HasSubstr(">100 Risk<"), Not(HasSubstr(">101 Risk<")), HasSubstr("page=2")));
  EXPECT_THAT(get("/risks", {{"page", "2"}}).body, AllOf(HasSubstr(">101 Risk<"), Not(HasSubstr(">100 Risk<"))));
  EXPECT_THAT(get("/risks", {{"page", "3"}}).body, HasSubstr("There is nothing on this page."));
  auto const csv = get("/risks.csv").body;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 102);
}

TEST_P(RecordLists, FollowTheThreadDownFromAThemeAStageAndAFinding) {
  auto const found = findings({"Supervision is weak."}).front();
  auto const practice = theme("Practice", {found}), workforce = theme("Workforce");
  auto const stage = add("stage", "Foundations", json::object());
  done("link add", {{"from", stage}, {"to", practice}});
  auto const project = add("project", "Guidance", {{"under", {practice}}});
  add("project", "Hiring", {{"under", {workforce}}});
  auto const trained = action("Train managers", {{"under", {project}}});
  done("link add", {{"from", trained}, {"to", risk("Nobody comes", 3, 3)}});
  risk("Guidance is ignored", 2, 2, {{"under", {project}}});
  risk("Nobody applies", 4, 4, {{"under", {workforce}}});
  auto const objective = add("objective", "Plans are clear", {{"inside", project}});
  add("objective", "Posts are filled", {{"inside", workforce}});
  add("success-measure", "Good plans", {{"inside", objective}, {"unit", "count"}, {"better", "higher"}});
  auto const partner = add("organisation", "Hospital", {{"organisation_kind", "partner"}});
  auto const part = add("part", "Ward staff", {{"inside", partner}, {"involvement", "supports"}});
  done("link add", {{"from", trained}, {"to", part}});
  add("organisation", "Police", {{"organisation_kind", "partner"}});
  for (auto const& [name, thing] :
       std::vector<std::pair<std::string, std::string>>{{"theme", practice}, {"stage", stage}, {"finding", found}}) {
    EXPECT_THAT(titles("project list", {{name, thing}}), ElementsAre("Guidance")) << name;
    EXPECT_THAT(titles("risk list", {{name, thing}}), ElementsAre("Nobody comes", "Guidance is ignored")) << name;
    EXPECT_THAT(titles("objective list", {{name, thing}}), ElementsAre("Plans are clear")) << name;
    EXPECT_THAT(titles("success-measure list", {{name, thing}}), ElementsAre("Good plans")) << name;
  }
  EXPECT_THAT(titles("risk list", {{"project", project}}), ElementsAre("Nobody comes", "Guidance is ignored"));
  EXPECT_THAT(titles("organisation list", {{"theme", practice}}), ElementsAre("Hospital"));
  EXPECT_THAT(titles("stage list", {{"theme", practice}}), ElementsAre("Foundations"));
  EXPECT_THAT(titles("stage list", {{"theme", workforce}}), IsEmpty());
  EXPECT_THAT(titles("objective list", {{"inside", workforce}}), ElementsAre("Posts are filled"));
  auto const page = get("/objectives").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Stands in"), HasSubstr("/projects/" + project + "\">Guidance</a>")));
  done("project end", {{"project", project}, {"version", 1}});
  EXPECT_THAT(titles("risk list", {{"theme", practice}}), IsEmpty()) << "the way there was taken out";
}

TEST_P(RecordLists, OfProjectsAreSortedByWhereTheirActionsStand) {
  auto const first = add("project", "Guidance", {{"lead_role", "Head of service"}});
  auto const second = add("project", "Hiring", {{"project_kind", "pilot"}, {"due", "2027-03-31"}});
  action("One", {{"under", {first}}, {"status", "on track"}});
  action("Two", {{"under", {second}}, {"status", "off track"}});
  action("Three", {{"under", {second}}, {"status", "on track"}});
  std::vector<std::string> const all{"Guidance", "Hiring"};
  auto shown = [&](Fields query) { return on_page("/projects", std::move(query), all); };
  EXPECT_THAT(shown({{"sort", "actions"}, {"order", "desc"}}), ElementsAre("Hiring", "Guidance"));
  EXPECT_THAT(shown({{"sort", "delivered"}}), ElementsAre("Hiring", "Guidance")) << "off track first";
  EXPECT_THAT(shown({{"project_kind", "pilot"}}), ElementsAre("Hiring"));
  EXPECT_THAT(shown({{"owner", "Head of service"}}), ElementsAre("Guidance"));
  EXPECT_THAT(shown({{"from", "2027-03-01"}}), ElementsAre("Hiring"));
  EXPECT_THAT(titles("project list", {{"sort", "actions"}}), ElementsAre("Guidance", "Hiring"));
  EXPECT_THAT(get("/projects.csv", {{"project_kind", "pilot"}}).body, HasSubstr(",2,0,0,Off track,None shown\r\n"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordLists, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
