#include "inspections/search_documents.h"

#include <set>

#include "inspections/inspections_test_fixture.h"

namespace gt::inspections {
namespace {

using Searching = test::InspectionsTest;

std::vector<search::Hit> found(db::Database& database, AuthorityId const& authority, std::string const& typed,
                               std::string const& kind) {
  auto read = database.read(authority);
  return search::find(read, typed, {"inspection.view"}, {1, 100}, kind).hits;
}

TEST_P(Searching, AConfirmedReportIsFoundByItsWords) {
  auto id = inspection();
  auto finding = shown(id).at("findings").at(0);
  auto hits = found(database(), authority(), finding.value("text", ""), kFindingKind);
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].id, finding.at("id"));
  EXPECT_EQ(hits[0].address, "/findings/" + hits[0].id);
  EXPECT_EQ(found(database(), authority(), "northmere", kInspectionKind).at(0).address, "/inspections/" + id);
  auto paragraphs = found(database(), authority(), "paragraph 3", kParagraphKind);
  ASSERT_FALSE(paragraphs.empty());
  EXPECT_THAT(paragraphs[0].address, testing::StartsWith("/inspections/" + id + "/text#paragraph-"));
}

TEST_P(Searching, FollowsCorrections) {
  auto id = inspection();
  auto finding = shown(id).at("findings").at(0).value("id", "");
  done("finding change", {{"finding", finding}, {"version", 1}, {"title", "Quizzaciously"}, {"text", "Zymurgy."}});
  for (auto word : {"quizzaciously", "zymurgy"})
    EXPECT_EQ(found(database(), authority(), word, kFindingKind).size(), 1u) << word;
  done("inspection change", {{"inspection", id}, {"version", 1}, {"inspection_start", "2019-02-04"}});
  EXPECT_EQ(found(database(), authority(), "\"february 2019\"", kInspectionKind).size(), 1u);
}

TEST_P(Searching, RebuildingFindsTheSame) {
  inspection();
  auto change = database().change(authority());
  auto put_so_far = search::find(change, "the", {"inspection.view"}, {1, 1}).kinds;
  search::clear(change);
  for (auto const& documents : {inspection_documents(change), finding_documents(change), paragraph_documents(change)})
    for (auto const& each : documents) search::put(change, each);
  EXPECT_FALSE(put_so_far.empty());
  EXPECT_EQ(search::find(change, "the", {"inspection.view"}, {1, 1}).kinds, put_so_far);
}

INSTANTIATE_TEST_SUITE_P(Engines, Searching, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections
