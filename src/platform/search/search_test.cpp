#include "platform/search/search.h"

#include <algorithm>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "platform/search/sql.h"
#include "tests/support/store_test.h"

namespace gt::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> const kAll{"inspection.view", "plan.view"};

class Search : public test::StoreTest {
 protected:
  void put_all(std::vector<Document> const& documents) {
    auto change = database().change(authority());
    for (auto const& each : documents) put(change, each);
    change.commit();
  }
  Results found(std::string_view typed, std::vector<std::string> const& held = kAll, Page page = {},
                std::string_view kind = {}) {
    auto read = database().read(authority());
    return find(read, typed, held, page, kind);
  }
  std::set<std::string> ids(std::string_view typed, std::vector<std::string> const& held = kAll) {
    std::set<std::string> out;
    auto results = found(typed, held, {1, 1000});
    for (auto const& hit : results.hits) out.insert(hit.id);
    EXPECT_EQ(static_cast<std::int64_t>(out.size()), results.total) << typed;
    return out;
  }
};

Document document(std::string id, std::string title, std::string body = "", std::string kind = "finding",
                  std::string permission = "plan.view") {
  return {std::move(kind), id, std::move(title), std::move(body), "/findings/" + id, std::move(permission)};
}

std::vector<Document> library() {
  return {
      document("plans", "The quality of plans", "Plans for children in need are not specific enough."),
      document("voice", "Children\u2019s wishes", "Social workers see children alone; the child's voice is recorded."),
      document("agency", "Multi-agency safeguarding hub", "Partners share information at the front door."),
      document("agency-apart", "Work of every multi agency panel", "The panel meets fortnightly."),
      document("agency-joined", "Multiagency audits", "Ten case audits a month."),
      document("home", "Re-unification with family", "Too many children return home without a plan."),
      document("home-joined", "Reunification policy", "The policy was revised in 2026."),
      document("zoe", "Caf\u00e9 drop-in for care leavers", "Zo\u00eb House; na\u00efve assumptions; Ffordd T\u0177."),
      document("row", "Row 5.10 jumped", "1,204 contacts in 2025/26, from 987."),
      document("visit", "Statutory visit", "Visits happen within six weeks; visitors sign in."),
      document("policy", "Policies and procedures", "Practice standards for supervision."),
      document("obrien", "The O'Brien review", "Not to be confused with case audits."),
      document("order", "In need of help and protection", "Need in children: an unusual order of words."),
      document("title-only", "Supervision", ""),
      document("body-only", "Another", "Supervision of newly qualified social workers."),
  };
}

struct Case {
  std::string typed;
  std::set<std::string> ids;
};

// The forty cases that both databases answer alike; only the order may differ.
std::vector<Case> cases() {
  return {
      // words
      {"plans", {"plans", "home"}},
      {"PLANS", {"plans", "home"}},
      {"specific quality", {"plans"}},
      {"quality nowhere", {}},
      {"supervision", {"title-only", "body-only", "policy"}},
      {"the quality of plans", {"plans"}},
      // singular and plural
      {"plan", {"plans", "home"}},
      {"visits", {"visit"}},
      {"policy", {"policy", "home-joined"}},
      {"policies", {"policy", "home-joined"}},
      {"audit", {"agency-joined", "obrien"}},
      // prefixes
      {"safeg*", {"agency"}},
      {"visit*", {"visit"}},
      {"super*", {"title-only", "body-only", "policy"}},
      {"re-unif*", {"home", "home-joined"}},
      {"multiag*", {"agency", "agency-joined"}},
      {"zz*", {}},
      // phrases
      {"\"children in need\"", {"plans"}},
      {"\"in need\"", {"plans", "order"}},
      {"\u201cin need\u201d", {"plans", "order"}},
      {"\"need in children\"", {"order"}},
      {"\"case audits\"", {"agency-joined", "obrien"}},
      {"\"case audit\"", {}},
      {"\"hub partners\"", {}},  // not over the end of the title
      {"\"front door\" share", {"agency"}},
      // accents
      {"cafe", {"zoe"}},
      {"Caf\u00e9", {"zoe"}},
      {"Cafe\u0301", {"zoe"}},
      {"zoe naive ty", {"zoe"}},
      // apostrophes
      {"children's wishes", {"voice"}},
      {"childrens wishes", {"voice"}},
      {"children wishes", {"voice"}},
      {"children\u2019s wishes", {"voice"}},
      {"obrien", {"obrien"}},
      {"brien", {"obrien"}},
      // hyphens
      {"multi-agency", {"agency", "agency-apart", "agency-joined"}},
      {"multi agency", {"agency", "agency-apart"}},
      {"multiagency", {"agency", "agency-joined"}},
      {"re-unification", {"home", "home-joined"}},
      {"reunification", {"home", "home-joined"}},
      // numbers
      {"5.10", {"row"}},
      {"1204", {"row"}},
      {"1,204 2025/26", {"row"}},
      // without
      {"supervision -newly", {"title-only", "policy"}},
      {"audits -\"ten case\"", {"obrien"}},
      {"supervision -supervision", {}},
      // nothing to look for
      {"", {}},
      {"-supervision", {}},
      {"?!", {}},
      // words that other searches treat as orders
      {"supervision AND", {"policy"}},
      {"supervision OR policy", {}},
      {"NEAR(supervision policy)", {}},
      {"title:supervision", {}},
  };
}

TEST_P(Search, AnswersTheSameCasesOnBothDatabases) {
  put_all(library());
  EXPECT_GE(cases().size(), 40u);
  for (auto const& each : cases()) EXPECT_EQ(ids(each.typed), each.ids) << each.typed;
}

TEST_P(Search, ShowsAndCountsOnlyWhatTheReaderMaySee) {
  put_all({document("open", "Visits", "", "finding", "inspection.view"),
           document("closed", "Visits", "", "risk", "risk.view"), document("plan", "Visits", "", "action")});
  EXPECT_EQ(ids("visits", {"inspection.view"}), std::set<std::string>{"open"});
  EXPECT_EQ(ids("visits", {"risk.view", "plan.view"}), (std::set<std::string>{"closed", "plan"}));
  EXPECT_THAT(ids("visits", {}), IsEmpty());
  EXPECT_THAT(ids("visits", {"visits"}), IsEmpty());
  EXPECT_THAT(found("visits", {"inspection.view"}).kinds, ElementsAre(KindCount{"finding", 1}));
}

TEST_P(Search, KeepsCouncilsApart) {
  put_all({document("ours", "Visits")});
  auto other = database().change(other_authority());
  put(other, document("theirs", "Visits"));
  put(other, document("ours", "Visits of another council"));
  EXPECT_EQ(find(other, "visits", kAll).total, 2);
  remove(other, "finding", "ours");
  EXPECT_EQ(find(other, "visits", kAll).total, 1);
  clear(other);
  other.commit();
  EXPECT_EQ(ids("visits"), std::set<std::string>{"ours"});
  // The council's id is a word of the index, and still finds nothing.
  EXPECT_THAT(ids(authority().text()), IsEmpty());
}

TEST_P(Search, FollowsChangesAndRemovals) {
  put_all({document("one", "Visits", "To children")});
  put_all({document("one", "Audits", "Of files")});
  EXPECT_THAT(ids("visits"), IsEmpty());
  EXPECT_THAT(ids("children"), IsEmpty());
  EXPECT_EQ(ids("audits files"), std::set<std::string>{"one"});
  put_all({document("one", "Audits", "Of files")});  // the same again
  EXPECT_EQ(found("audits").total, 1);
  auto change = database().change(authority());
  remove(change, "finding", "one");
  remove(change, "finding", "never");
  change.commit();
  EXPECT_THAT(ids("audits"), IsEmpty());
  {
    auto given_up = database().change(authority());
    put(given_up, document("two", "Audits"));
  }
  EXPECT_THAT(ids("audits"), IsEmpty()) << "what was rolled back is not found";
  put_all({document("three", "Audits")});
  EXPECT_EQ(ids("audits"), std::set<std::string>{"three"});
}

TEST_P(Search, FiltersByKindAndPages) {
  std::vector<Document> many;
  for (int i = 0; i < 45; ++i)
    many.push_back(
        document("d" + std::to_string(i), "Visit " + std::to_string(i), "", i % 3 == 0 ? "theme" : "action"));
  put_all(many);
  auto first = found("visit", kAll, {1, 20});
  EXPECT_EQ(first.hits.size(), 20u);
  EXPECT_EQ(first.total, 45);
  EXPECT_THAT(first.kinds, ElementsAre(KindCount{"action", 30}, KindCount{"theme", 15}));
  std::set<std::string> seen;
  for (int page = 1; page <= 3; ++page)
    for (auto const& hit : found("visit", kAll, {page, 20}).hits) EXPECT_TRUE(seen.insert(hit.id).second) << hit.id;
  EXPECT_EQ(seen.size(), 45u);
  EXPECT_THAT(found("visit", kAll, {4, 20}).hits, IsEmpty());
  EXPECT_EQ(found("visit", kAll, {99999999, 20}).total, 45);
  auto themes = found("visit", kAll, {1, 20}, "theme");
  EXPECT_EQ(themes.total, 15);
  EXPECT_EQ(themes.kinds.size(), 2u) << "the other kinds are still offered";
  for (auto const& hit : themes.hits) EXPECT_EQ(hit.kind, "theme");
  EXPECT_EQ(found("visit", kAll, {}, "no such kind").total, 0);
}

TEST_P(Search, PutsTitlesFirst) {
  put_all({document("body", "Another matter", "The supervision of staff is late."),
           document("title", "Supervision", "Other words stand here too.")});
  auto hits = found("supervision").hits;
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].id, "title");
}

TEST_P(Search, MarksWhatItFound) {
  put_all({document("one", "Children\u2019s <plans>", "A plan\nfor each child & family.")});
  auto hits = found("plan children").hits;
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].address, "/findings/one");
  EXPECT_THAT(hits[0].title,
              ElementsAre(Piece{"Children\u2019s", true}, Piece{" <", false}, Piece{"plans", true}, Piece{">", false}));
  EXPECT_THAT(hits[0].snippet,
              ElementsAre(Piece{"A ", false}, Piece{"plan", true}, Piece{" for each child & family.", false}));
}

TEST_P(Search, TakesVeryLongRecords) {
  std::string body;
  for (int i = 0; i < 20000; ++i)
    body += (i == 1500 ? "needle " : i == 19000 ? "hidden " : "o'word-" + std::to_string(i) + " ");
  put_all({document("long", std::string(5000, 'x'), body)});
  EXPECT_EQ(ids("needle"), std::set<std::string>{"long"});
  EXPECT_THAT(ids("hidden"), IsEmpty()) << "beyond what is kept";
  EXPECT_EQ(ids(std::string(5000, 'x')), std::set<std::string>{"long"});
}

// Any text is a query, and both databases take what is made of it.
TEST_P(Search, TakesWhateverIsTyped) {
  put_all(library());
  std::vector<std::string> typed{std::string(1000, 'a'),
                                 std::string(1000, '"'),
                                 std::string(1000, '-'),
                                 std::string(1000, '*'),
                                 std::string(500, ' ') + "plans",
                                 "'; drop table search_document; --",
                                 "a:b c^2 {x} +y ~z (n) [m] \\ | & ! <-> %_",
                                 "\xff\xfe plans \xc3",
                                 "1e5abc 0x1f 12:30 a@b.c http://x.y/z?q=1"};
  std::string words;
  for (int i = 0; i < 250; ++i) words += "w" + std::to_string(i) + " ";
  typed.push_back(words);
  std::mt19937 random(20261122);
  std::vector<std::string> const parts{"plan",   "\"", "-", "*",   " ",  "(",    ")",   "'",         ":",
                                       "&",      "|",  "!", "<->", "\\", "NOT",  "AND", "caf\u00e9", "\u2019",
                                       "\u201c", "5",  ".", "%",   "\t", "\xe2", "^",   "+"};
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (auto count = random() % 12; count > 0; --count) text += parts[random() % parts.size()];
    typed.push_back(text);
  }
  for (auto const& each : typed) EXPECT_NO_THROW(found(each)) << each;
  EXPECT_FALSE(found("").asks_something);
  EXPECT_FALSE(found("-plans").asks_something);
  EXPECT_TRUE(found("nowhere").asks_something);
}

// Every word as it is folded is one word to the database too.
TEST_P(Search, FoldsWordsThatNoDatabaseCutsFurther) {
  std::mt19937 random(7);
  std::string const letters = "abe0123456789xuin\u00e9'-,.";
  std::vector<Document> documents;
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) {
    std::string word;
    for (auto count = 1 + random() % 9; count > 0; --count) word += letters[random() % 17];
    words.push_back(word);
    documents.push_back(document("d" + std::to_string(i), "x", word));
  }
  put_all(documents);
  for (int i = 0; i < 400; ++i) {
    auto expected = std::set<std::string>{};
    auto query = parse("\"" + words[static_cast<std::size_t>(i)] + "\"");
    for (int j = 0; j < 400; ++j)
      if (fold(words[static_cast<std::size_t>(j)]).words.front().text == query.terms[0].alternatives[0][0])
        expected.insert("d" + std::to_string(j));
    EXPECT_EQ(ids("\"" + words[static_cast<std::size_t>(i)] + "\""), expected) << words[static_cast<std::size_t>(i)];
  }
}

TEST_P(Search, UsesItsIndexAmongThousands) {
  std::vector<Document> many;
  for (int i = 0; i < 2000; ++i)
    many.push_back(document("d" + std::to_string(i), "Record number " + std::to_string(i),
                            "Words that many records share" + std::string(i % 200 == 0 ? ", and a rare one" : "")));
  put_all(many);
  EXPECT_EQ(found("rare").total, 10);
  EXPECT_EQ(found("records share").total, 2000);
  EXPECT_EQ(found("records share").hits.size(), 20u);
  bool is_sqlite = GetParam() == db::Engine::sqlite;
  if (!is_sqlite) {
    auto change = database().change(std::nullopt);
    change.execute({"analyze", "", "analyze search_document"});
    change.commit();
  }
  for (auto const& query : {sql::find_documents, sql::count_documents}) {
    auto text = std::string(is_sqlite ? "explain query plan " : "explain ") + std::string(query.text(GetParam()));
    auto parsed = parse("rare");
    db::Params params{{"query", is_sqlite ? to_fts5(parsed, authority().text()) : to_tsquery(parsed)},
                      {"permissions", "[\"plan.view\"]"}};
    if (query.name == sql::find_documents.name)
      for (auto const& more : db::Params{{"kind", nullptr}, {"limit", 20}, {"offset", 0}}) params.push_back(more);
    auto read = database().read(authority());
    std::string plan;
    for (auto const& row : read.rows({"explain", text, text}, params))
      plan += row.text(is_sqlite ? "detail" : "QUERY PLAN") + "\n";
    if (is_sqlite) {
      EXPECT_THAT(plan, HasSubstr("search_index VIRTUAL TABLE INDEX"));
      EXPECT_THAT(plan, testing::ContainsRegex("SEARCH document USING (COVERING )?INDEX search_document_number"));
      EXPECT_THAT(plan, testing::Not(HasSubstr("SCAN document"))) << plan;
    } else {
      EXPECT_THAT(plan, HasSubstr("Bitmap Index Scan on search_document_words")) << plan;
      EXPECT_THAT(plan, testing::Not(HasSubstr("Seq Scan"))) << plan;
    }
  }
}

// Otherwise filling the search would take the square of what it holds.
TEST_P(Search, TakesARecordOutByItsKey) {
  if (GetParam() != db::Engine::sqlite) GTEST_SKIP() << "PostgreSQL reads small tables from end to end";
  auto read = database().read(authority());
  for (auto const& query : {sql::unindex_document, sql::remove_document}) {
    auto text = "explain query plan " + std::string(query.sqlite);
    std::string plan;
    for (auto const& row : read.rows({"explain", text, text}, {{"kind", "finding"}, {"id", "one"}}))
      plan += row.text("detail") + "\n";
    EXPECT_THAT(plan, HasSubstr("(authority=? AND kind=? AND id=?)")) << query.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Search, test::engines(), test::engine_name);

}  // namespace
}  // namespace gt::search
