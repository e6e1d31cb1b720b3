#include <gmock/gmock.h>

#include "evidence/evidence_test_fixture.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::evidence {
namespace {

using gt::test::expect_golden;
using gt::test::Fields;
using gt::test::is_chosen;
using gt::test::location_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char const* folder = "src/evidence";
constexpr char const* action = "k7m2q9x4t8v3b6dp";

class EvidencePages : public test::EvidenceTest {
 protected:
  Connections connected_to() override {
    return {[](pages::PageCall const&, EvidenceId const&) { return html::paragraph(html::words("Serves action 3.")); },
            [this](pages::PageCall&, EvidenceId const& id, std::string const& target) -> Result<void> {
              if (target.starts_with("action:")) {
                linked_.emplace_back(id.text(), target);
                return {};
              }
              return refuse(ErrorKind::not_found, "There is nothing such to link.");
            }};
  }
  static Fields form(Fields more = {}) {
    Fields out{{"title", "Supervision policy"},
               {"source", "document"},
               {"voice", ""},
               {"rung", "output"},
               {"dated", "31 October 2026"},
               {"shows", "The policy was issued."},
               {"expires", ""},
               {"address", ""},
               {"measure_name", ""},
               {"audit_good", ""}};
    for (auto const& each : more) out.add(each.name, each.value);
    return out;
  }
  web::Response upload(std::string const& path, Fields fields, std::string const& name, std::string bytes) {
    web::Request request;
    request.method = web::Method::post;
    request.path = request.target = path;
    request.form_fields = std::move(fields);
    request.form_fields.add("csrf_token", "token-of-this-session");
    request.files.emplace_back("file", name, "application/octet-stream", std::move(bytes));
    return answer(std::move(request));
  }
  static std::string id_in(web::Response const& response) { return location_of(response).substr(10); }
  static std::string notice_of(web::Response const& response) {
    std::string out;
    auto cookie = response.headers.first("Set-Cookie").value_or("");
    for (auto at = cookie.find('=') + 1; at + 1 < cookie.size() && cookie[at] != ';'; at += 2)
      out += static_cast<char>(std::stoi(cookie.substr(at, 2), nullptr, 16));
    return out;
  }

  std::vector<std::pair<std::string, std::string>> linked_;
};

TEST_P(EvidencePages, SayWhatToDoFirst) {
  auto empty = get("/evidence");
  EXPECT_THAT(empty.body, AllOf(HasSubstr("No evidence has been added yet"), HasSubstr("href=\"/evidence/new\"")));
  expect_golden(folder, "evidence-none", empty);
  be("reader");
  EXPECT_THAT(get("/evidence").body, Not(HasSubstr("/evidence/new")));
  EXPECT_EQ(get("/evidence/new").status, 403);
}

TEST_P(EvidencePages, ListWithFiltersInTheAddress) {
  add(content());
  add(measure());
  add(audit({{"dated", "2026-02-01"}, {"restricted", true}}));
  expect_golden(folder, "evidence-list", get("/evidence"));
  auto filtered = get("/evidence", {{"source", "measure"}, {"words", "held"}}).body;
  EXPECT_THAT(filtered, AllOf(HasSubstr("2 Supervision held"), Not(HasSubstr("1 Supervision policy")),
                              HasSubstr("1 of 3 pieces of evidence"),
                              HasSubstr("href=\"/evidence.csv?source=measure&amp;words=held\"")));
  EXPECT_THAT(get("/evidence", {{"source", "hearsay"}}).body,
              AllOf(HasSubstr("No evidence matches"), HasSubstr("0 of 3 pieces")));
  EXPECT_THAT(get("/evidence", {{"expired", "yes"}}).body,
              AllOf(HasSubstr("3 Supervision audit"), HasSubstr("Expired 3 months ago")));
  be("contributor");
  auto unseen = get("/evidence").body;
  EXPECT_THAT(unseen, AllOf(HasSubstr("2 pieces of evidence"), Not(HasSubstr("Supervision audit")),
                            Not(HasSubstr("Restricted"))));
}

TEST_P(EvidencePages, PageByAHundred) {
  for (int i = 0; i < 101; ++i) add(content({{"title", "Policy"}}));
  auto first = get("/evidence", {{"source", "document"}}).body;
  EXPECT_THAT(first, AllOf(HasSubstr(">101 Policy<"), Not(HasSubstr(">1 Policy<")),
                           HasSubstr("href=\"/evidence?source=document&amp;page=2\"")));
  EXPECT_THAT(get("/evidence", {{"page", "2"}}).body, AllOf(HasSubstr(">1 Policy<"), Not(HasSubstr(">2 Policy<"))));
  EXPECT_THAT(get("/evidence", {{"page", "3"}}).body, HasSubstr("nothing on this page"));
  auto csv = get("/evidence.csv", {{"source", "document"}, {"page", "2"}}).body;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 102) << "every page of what is shown, and the head";
}

TEST_P(EvidencePages, ExportWhatIsShownAndRunNoFormula) {
  add(measure({{"title", "=cmd()"}}));
  add(content({{"restricted", true}, {"title", "Letter"}}));
  auto response = get("/evidence.csv", {{"source", "measure"}});
  EXPECT_EQ(response.headers.first("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(response.body, StartsWith("\xEF\xBB\xBFnumber,title,source,"));
  EXPECT_THAT(
      response.body,
      HasSubstr("\r\n1,'=cmd(),measure,,outcome,2026-10-31,,,2027-04-30,no,unreviewed,,,The policy was issued to "
                "every team.,,,,Supervision held in the month,31,80,2026-03-31,66,82,2026-10-31,,,,no,"
                "Programme manager,2026-11-21\r\n"));
  EXPECT_THAT(response.body, Not(HasSubstr("Letter")));
  EXPECT_THAT(get("/evidence.csv").body, HasSubstr("Letter"));
  be("reader");
  EXPECT_THAT(get("/evidence.csv").body, Not(HasSubstr("Letter")));
}

TEST_P(EvidencePages, SortByTheHeadingsAndNarrowByDay) {
  add(content({{"title", "Policy"}, {"dated", "2026-10-31"}, {"rung", "practice"}}));
  add(measure({{"title", "Figures"}, {"dated", "2026-11-10"}}));
  add(content({{"title", "Letter"}, {"dated", "2026-09-01"}, {"rung", "experience"}, {"restricted", true}}));
  auto const shown = [&](Fields query) {
    auto const page = gt::test::main_part(get("/evidence", std::move(query)).body);
    std::map<std::size_t, std::string> places;
    for (auto const* each : {"1 Policy", "2 Figures", "3 Letter"})
      if (auto const at = page.find(std::string(">") + each + "<"); at != std::string::npos)
        places.emplace(at, std::string(each).substr(2));
    std::vector<std::string> out;
    for (auto const& [at, title] : places) out.push_back(title);
    return out;
  };
  EXPECT_THAT(shown({}), ElementsAre("Letter", "Figures", "Policy"));
  EXPECT_THAT(shown({{"sort", "number"}}), ElementsAre("Policy", "Figures", "Letter"));
  EXPECT_THAT(shown({{"sort", "dated"}}), ElementsAre("Letter", "Policy", "Figures"));
  EXPECT_THAT(shown({{"sort", "dated"}, {"order", "desc"}}), ElementsAre("Figures", "Policy", "Letter"));
  EXPECT_THAT(shown({{"sort", "rung"}, {"order", "desc"}}), ElementsAre("Figures", "Letter", "Policy"))
      << "the ladder, not the alphabet";
  EXPECT_THAT(shown({{"from", "1 October 2026"}, {"to", "31/10/2026"}}), ElementsAre("Policy"));
  auto const unread = get("/evidence", {{"from", "soon"}}).body;
  EXPECT_THAT(unread, AllOf(HasSubstr("A day in the filter cannot be read."), HasSubstr("0 of 3 pieces")));
  EXPECT_THAT(get("/evidence", {{"sort", "dated"}}).body,
              AllOf(HasSubstr("aria-sort=\"ascending\""), HasSubstr("/evidence?sort=dated&amp;order=desc\""),
                    HasSubstr("href=\"/evidence.ods?sort=dated\"")));
  be("reader");
  EXPECT_THAT(shown({{"sort", "rung"}}), ElementsAre("Policy", "Figures")) << "restricted evidence stays unseen";
  EXPECT_THAT(get("/evidence", {{"to", "1 October 2026"}}).body, HasSubstr("0 of 2 pieces"));
}

TEST_P(EvidencePages, DownloadTheSameRowsInEveryForm) {
  add(content({{"title", "Policy"}, {"dated", "2026-10-31"}}));
  add(measure({{"title", "Figures"}, {"dated", "2026-11-10"}}));
  auto const csv = get("/evidence.csv", {{"sort", "dated"}}).body;
  EXPECT_LT(csv.find("Policy"), csv.find("Figures"));
  for (auto const* ending : {"xlsx", "ods"}) {
    auto const file = get(std::string("/evidence.") + ending, {{"source", "measure"}});
    EXPECT_THAT(file.headers.first("Content-Disposition").value_or(""), HasSubstr(std::string("evidence.") + ending));
    auto const book = sheet::read(file.body, std::string("evidence.") + ending);
    ASSERT_TRUE(book.has_value()) << ending;
    auto const& rows = book->sheets.at(0).rows;
    ASSERT_EQ(rows.size(), 5u) << ending << ": title, note, nothing, headings, the one that is shown";
    EXPECT_EQ(rows[4].cells.at(1).text, "Figures") << ending;
    EXPECT_EQ(rows[4].cells.at(18).text, "31") << ending;
  }
}

TEST_P(EvidencePages, ShowOneWithItsFigures) {
  auto moved = add(measure({{"period_from", "2026-08-01"}, {"period_to", "2026-10-31"}}));
  auto page = get("/evidence/" + moved);
  expect_golden(folder, "evidence-measure", page);
  EXPECT_THAT(page.body, AllOf(HasSubstr("31 of 80"), HasSubstr("66 of 82"), HasSubstr("It counts as moved"),
                               HasSubstr(">1 August</time> to <time"), HasSubstr("Expires 30 April 2027"),
                               HasSubstr("Serves action 3."), HasSubstr("rung 5 of 5"), Not(HasSubstr("/review\""))));
  auto half =
      get("/evidence/" + add(measure({{"baseline_numerator", ""}, {"baseline_denominator", ""}, {"baseline_on", ""}})));
  EXPECT_THAT(half.body,
              HasSubstr("It does not count as moved: the baseline’s value is missing and the baseline’s date "
                        "is missing."));
  auto audited = get("/evidence/" + add(audit()));
  EXPECT_THAT(audited.body, AllOf(HasSubstr("Is supervision reflective?"), HasSubstr("8 of 11"),
                                  HasSubstr("There is no file; the figures above")));
  EXPECT_THAT(get("/evidence/" + add(content({{"dated", "2026-02-01"}}))).body,
              AllOf(HasSubstr("It has expired"), HasSubstr("nobody can look at it here")));
  EXPECT_EQ(get("/evidence/" + EvidenceId::fresh().text()).status, 404);
  EXPECT_EQ(get("/evidence/short").status, 404);
  be_another("reader");
  EXPECT_THAT(get("/evidence/" + moved).body, AllOf(Not(HasSubstr("/edit")), Not(HasSubstr("/replace"))));
  be_another("auditor");
  EXPECT_THAT(get("/evidence/" + moved).body, HasSubstr("/review\""));
}

TEST_P(EvidencePages, AddWithAFileAndComeBack) {
  auto fresh = get("/evidence/new", {{"title", "Audit of plans"},
                                     {"source", "audit"},
                                     {"for", std::string("action:") + action},
                                     {"back", std::string("/actions/") + action}});
  expect_golden(folder, "evidence-new", fresh);
  EXPECT_THAT(fresh.body, AllOf(HasSubstr("value=\"Audit of plans\""), HasSubstr("multipart/form-data"),
                                HasSubstr(std::string("href=\"/actions/") + action)));
  EXPECT_TRUE(is_chosen(fresh.body, "audit"));
  auto where = Fields{{"for", std::string("action:") + action}, {"back", std::string("/actions/") + action}};
  auto added = upload("/evidence/new", form(where), "policy.pdf", "%PDF-1.7 policy");
  EXPECT_EQ(location_of(added), std::string("/actions/") + action);
  EXPECT_EQ(notice_of(added), "Evidence 1 was added. It is linked.");
  ASSERT_EQ(linked_.size(), 1u);
  EXPECT_EQ(linked_[0].second, std::string("action:") + action);
  EXPECT_EQ(shown(linked_[0].first).at("file").at("name"), "policy.pdf");
  auto unlinked = post("/evidence/new",
                       form({{"for", std::string("theme:") + action}, {"back", std::string("/themes/") + action}}));
  EXPECT_THAT(location_of(unlinked), StartsWith("/evidence/"));
  EXPECT_EQ(notice_of(unlinked), "Evidence 2 was added. It could not be linked: There is nothing such to link.");
}

TEST_P(EvidencePages, SendNobodyElsewhere) {
  for (auto const& back : {"https://example.org/", "//example.org/k7m2q9x4t8v3b6dp", "/\\example.org", "/actions/../x",
                           "/actions/x\r\nSet-Cookie: a=b", "actions", "/k7m2q9x4t8v3b6dp", ""}) {
    auto added = post("/evidence/new", form({{"back", back}}));
    EXPECT_THAT(location_of(added), StartsWith("/evidence/")) << back;
  }
  post("/evidence/new", form({{"for", "action:' or 1=1"}}));
  post("/evidence/new", form({{"for", "action"}}));
  EXPECT_TRUE(linked_.empty());
}

TEST_P(EvidencePages, ShowARefusedFormAsItWasLeft) {
  auto refused =
      upload("/evidence/new", form({{"audit_question", "Is it <clear>?"}, {"for", std::string("action:") + action}}),
             "policy.pdf", "%PDF-1.7");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#audit_question\""), HasSubstr("Is it &lt;clear&gt;?"), HasSubstr(" open"),
                    HasSubstr("Choose the file again"), HasSubstr("value=\"31 October 2026\""),
                    HasSubstr(std::string("value=\"action:") + action)));
  EXPECT_TRUE(is_chosen(refused.body, "output"));
  auto program = upload("/evidence/new", form(), "policy.pdf", "MZ\x90");
  EXPECT_EQ(program.status, 422);
  EXPECT_THAT(program.body, AllOf(HasSubstr("href=\"#file\""), HasSubstr("The file is a program")));
  EXPECT_EQ(listed().at("total"), 0);
  EXPECT_EQ(stored_files(), 0);
}

TEST_P(EvidencePages, TellAContributorThatRestrictedEvidenceIsGone) {
  be("contributor");
  EXPECT_THAT(get("/evidence/new").body, HasSubstr("you will not find it again"));
  auto added = post("/evidence/new", form({{"restricted", "yes"}}));
  EXPECT_EQ(location_of(added), "/evidence");
  EXPECT_THAT(notice_of(added), HasSubstr("only reviewers see it"));
  EXPECT_THAT(get("/evidence").body, HasSubstr("No evidence has been added yet"));
  be("programme manager");
  auto id = listed().at("evidence")[0].value("id", "");
  EXPECT_THAT(get("/evidence/" + id).body, HasSubstr("Restricted: it is personal"));
  be("contributor");
  for (auto const* page : {"", "/edit", "/replace", "/end", "/file"})
    EXPECT_EQ(get("/evidence/" + id + page).status, 404) << page;
}

TEST_P(EvidencePages, DownloadEachVersionSafely) {
  auto id = id_in(upload("/evidence/new", form(), "policy.pdf", "%PDF-1.7 one"));
  auto replaced = upload("/evidence/" + id + "/replace", {{"lock_version", "1"}}, "policy 2.pdf", "%PDF-1.7 two");
  EXPECT_EQ(notice_of(replaced), "Version 2 of the file is in force.");
  auto now = get("/evidence/" + id + "/file");
  EXPECT_EQ(now.body, "%PDF-1.7 two");
  EXPECT_EQ(now.headers.first("Content-Type"), "application/pdf");
  EXPECT_THAT(now.headers.first("Content-Disposition").value_or(""), StartsWith("attachment; filename=\"policy 2.pdf"));
  EXPECT_EQ(now.headers.first("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(now.headers.first("ETag"), "\"" + shown(id).at("file").value("sha256", "") + "\"");
  EXPECT_EQ(get("/evidence/" + id + "/file", {{"version", "1"}}).body, "%PDF-1.7 one");
  EXPECT_EQ(get("/evidence/" + id + "/file", {{"version", "3"}}).status, 404);
  auto page = get("/evidence/" + id);
  expect_golden(folder, "evidence-versions", page);
  EXPECT_THAT(page.body, AllOf(HasSubstr("?version=1"), HasSubstr("?version=2"), HasSubstr("2, in force"),
                               HasSubstr(shown(id).at("file").value("sha256", "").substr(0, 12))));
  EXPECT_EQ(get("/evidence/" + add(content()) + "/file").status, 404);
  EXPECT_EQ(upload("/evidence/" + id + "/replace", {{"lock_version", "2"}}, "a.pdf", "%PDF-1.7 two").status, 422);
  EXPECT_EQ(post("/evidence/" + id + "/replace", {{"lock_version", "2"}}).status, 422);
  EXPECT_EQ(upload("/evidence/" + id + "/replace", {{"lock_version", "1"}}, "a.pdf", "%PDF-1.7 x").status, 409);
}

TEST_P(EvidencePages, ShowBothVersionsOfAConflictAndLoseNeither) {
  auto id = add(content());
  auto at = "/evidence/" + id + "/edit";
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("value=\"Supervision policy\""), HasSubstr("value=\"31 October 2026\"")));
  auto theirs = form({{"lock_version", "1"}, {"measure_unit", ""}});
  EXPECT_EQ(location_of(post(at, theirs)), "/evidence/" + id);
  Fields mine{{"title", "Mine"},           {"source", "document"}, {"rung", "practice"},
              {"dated", "1 October 2026"}, {"shows", "My words"},  {"lock_version", "1"}};
  auto conflict = post(at, mine);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("The policy was issued."), HasSubstr("My words"),
                                   HasSubstr("name=\"shows\" value=\"My words\"")));
  mine = {{"title", "Mine"},     {"source", "document"}, {"rung", "practice"}, {"dated", "1 October 2026"},
          {"shows", "My words"}, {"lock_version", "2"},  {"asked", "yes"}};
  EXPECT_EQ(post(at, mine).status, 409) << "no choice, nothing saved";
  EXPECT_EQ(shown(id).at("version"), 2);
  mine.add("keep", "mine");
  EXPECT_EQ(post(at, mine).status, 303);
  EXPECT_EQ(shown(id).at("shows"), "My words");
  EXPECT_EQ(post(at, {{"lock_version", "3"}, {"title", ""}}).status, 422);
  EXPECT_EQ(location_of(post(at, {{"lock_version", "3"}, {"keep", "theirs"}})), "/evidence/" + id);
  EXPECT_THAT(post(at, {{"lock_version", "3"}, {"keep", "edit"}}).body, HasSubstr("My words"));
}

TEST_P(EvidencePages, ReviewWhatIsShown) {
  be_another("contributor");
  auto id = add(audit());
  auto at = "/evidence/" + id + "/review";
  EXPECT_EQ(get(at).status, 403);
  be("auditor");
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("Whoever added this evidence cannot review it. Ask another reviewer."),
                                  Not(HasSubstr("name=\"verdict\""))));
  EXPECT_EQ(post(at, {{"lock_version", "1"}, {"verdict", "accepted"}}).status, 403);
  be_another("auditor");
  expect_golden(folder, "evidence-review", get(at));
  auto refused = post(at, {{"lock_version", "1"}, {"verdict", "rejected"}, {"note", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#note\""));
  EXPECT_EQ(post(at, {{"lock_version", "1"}}).status, 422);
  done("evidence change", audit({{"evidence", id}, {"version", 1}, {"audit_good", 11}}));
  be_another("auditor");
  auto newer = post(at, {{"lock_version", "1"}, {"verdict", "accepted"}, {"note", "It holds."}});
  EXPECT_EQ(newer.status, 409);
  EXPECT_THAT(newer.body, AllOf(HasSubstr("11 of 11"), HasSubstr("It holds."), HasSubstr("This is what it holds now"),
                                HasSubstr("name=\"lock_version\" value=\"2\"")));
  EXPECT_EQ(location_of(post(at, {{"lock_version", "2"}, {"verdict", "accepted"}, {"note", "It holds."}})),
            "/evidence/" + id);
  EXPECT_THAT(get("/evidence/" + id).body, AllOf(HasSubstr("Accepted"), HasSubstr("by Another auditor"),
                                                 HasSubstr("It holds."), HasSubstr("Review it again")));
  EXPECT_THAT(get("/evidence/" + id + "/edit").body, HasSubstr("It has been reviewed."));
}

TEST_P(EvidencePages, TakeOut) {
  auto id = add(content());
  EXPECT_THAT(get("/evidence/" + id + "/end").body, HasSubstr("Take this evidence out?"));
  EXPECT_EQ(post("/evidence/" + id + "/end", {{"lock_version", "9"}}).status, 409);
  EXPECT_EQ(location_of(post("/evidence/" + id + "/end", {{"lock_version", "1"}})), "/evidence");
  EXPECT_EQ(get("/evidence/" + id).status, 404);
}

TEST_P(EvidencePages, ChangeNothingWithoutTheToken) {
  auto id = add(content());
  auto before = shown(id);
  auto fields = form({{"lock_version", "1"}, {"verdict", "accepted"}});
  for (auto const* path : {"/edit", "/replace", "/review", "/end"})
    EXPECT_EQ(post_without_token("/evidence/" + id + path, fields).status, 403) << path;
  EXPECT_EQ(post_without_token("/evidence/new", fields).status, 403);
  EXPECT_EQ(shown(id), before);
  EXPECT_EQ(listed().at("total"), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, EvidencePages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::evidence
