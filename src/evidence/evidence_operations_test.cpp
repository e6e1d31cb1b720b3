#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "evidence/evidence_test_fixture.h"
#include "platform/audit/audit.h"

namespace gt::evidence {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using EvidenceOperations = test::EvidenceTest;

std::vector<std::int64_t> numbers(json const& listed) {
  std::vector<std::int64_t> out;
  for (auto const& each : listed.at("evidence")) out.push_back(each.at("number"));
  return out;
}

TEST_P(EvidenceOperations, KeepWhatWasAdded) {
  auto added = done("evidence add", content({{"period_from", "2026-08-01"},
                                             {"period_to", "2026-09-30"},
                                             {"address", "https://council.example/policy"},
                                             {"file", file("policy.pdf", "%PDF-1.7 policy")}}));
  EXPECT_EQ(added.at("number"), 1);
  EXPECT_EQ(added.at("expires"), "2027-03-30") << "six months after the period";
  auto each = shown(added.at("evidence"));
  EXPECT_EQ(each.at("title"), "Supervision policy");
  EXPECT_EQ(each.at("source"), "document");
  EXPECT_EQ(each.at("rung"), "output");
  EXPECT_EQ(each.at("dated"), "2026-10-31");
  EXPECT_EQ(each.at("period_from"), "2026-08-01");
  EXPECT_EQ(each.at("shows"), "The policy was issued to every team.");
  EXPECT_EQ(each.at("address"), "https://council.example/policy");
  EXPECT_EQ(each.at("review").at("state"), "unreviewed");
  EXPECT_EQ(each.at("current"), true);
  EXPECT_EQ(each.at("added_by"), "Programme manager");
  EXPECT_EQ(each.at("file").at("name"), "policy.pdf");
  EXPECT_EQ(each.at("file").at("type"), "application/pdf");
  EXPECT_EQ(each.at("file").at("size"), 15);
  EXPECT_EQ(stored_files(), 1);
  EXPECT_EQ(shown(add(content({{"expires", "2026-12-31"}}))).at("expires"), "2026-12-31");
  EXPECT_EQ(done("evidence add", content()).at("number"), 3);
}

TEST_P(EvidenceOperations, KeepTypedRecords) {
  auto measured = shown(add(measure())).at("measure");
  EXPECT_EQ(measured.at("name"), "Supervision held in the month");
  EXPECT_EQ(measured.at("baseline"), (json{{"numerator", 31}, {"denominator", 80}, {"on", "2026-03-31"}}));
  EXPECT_EQ(measured.at("end"), (json{{"numerator", 66}, {"denominator", 82}, {"on", "2026-10-31"}}));
  EXPECT_EQ(measured.at("has_moved"), true);
  auto half = shown(add(measure({{"baseline_on", nullptr}}))).at("measure");
  EXPECT_EQ(half.at("has_moved"), false);
  EXPECT_EQ(half.at("missing"), json::array({"the baseline’s date is missing"}));
  auto audited = shown(add(audit()));
  EXPECT_EQ(audited.at("audit"), (json{{"question", "Is supervision reflective?"}, {"good", 8}, {"audited", 11}}));
  EXPECT_TRUE(audited.at("measure").is_null());
  auto feedback = shown(add(content({{"source", "feedback"}, {"voice", "parent or carer"}, {"rung", "experience"}})));
  EXPECT_EQ(feedback.at("voice"), "parent or carer");
}

TEST_P(EvidenceOperations, RefuseWhatCannotBeAndStoreNothing) {
  struct Case {
    json input;
    std::string field;
  };
  std::vector<Case> const cases{{content({{"title", " "}}), "title"},
                                {content({{"shows", ""}}), "shows"},
                                {content({{"rung", "proof"}}), "rung"},
                                {content({{"source", "hearsay"}}), "source"},
                                {content({{"dated", "2026-11-22"}}), "dated"},
                                {content({{"period_from", "2026-08-01"}}), "period_to"},
                                {content({{"expires", "2026-10-30"}}), "expires"},
                                {content({{"source", "feedback"}}), "voice"},
                                {content({{"voice", "child"}}), "voice"},
                                {content({{"source", "link"}}), "address"},
                                {content({{"address", "javascript:alert(1)"}}), "address"},
                                {content({{"measure_name", "Held"}}), "measure_name"},
                                {content({{"source", "measure"}}), "measure_name"},
                                {measure({{"measure_name", ""}}), "measure_name"},
                                {measure({{"measure_good", ""}}), "measure_good"},
                                {measure({{"end_denominator", 0}}), "end_denominator"},
                                {measure({{"baseline_on", "2026-11-22"}}), "baseline_on"},
                                {content({{"audit_good", 8}}), "audit_question"},
                                {audit({{"audit_question", ""}}), "audit_question"},
                                {audit({{"audit_good", nullptr}}), "audit_good"},
                                {audit({{"audit_audited", nullptr}}), "audit_audited"},
                                {audit({{"audit_good", 12}}), "audit_good"},
                                {content({{"file", file("a.html", "<html>")}}), "file"},
                                {content({{"file", file("a.pdf", "")}}), "file"}};
  for (auto const& each : cases) {
    auto error = refusal("evidence add", each.input);
    EXPECT_EQ(error.kind, ErrorKind::invalid) << each.input;
    EXPECT_EQ(field_of(error), each.field) << each.input;
  }
  EXPECT_EQ(listed().at("total"), 0);
  EXPECT_EQ(stored_files(), 0);
}

TEST_P(EvidenceOperations, ChangeOnlyWhatWasSeen) {
  auto id = add(measure());
  auto input = audit({{"evidence", id}, {"version", 1}, {"title", "Now an audit"}});
  EXPECT_EQ(done("evidence change", input).at("version"), 2);
  auto each = shown(id);
  EXPECT_EQ(each.at("title"), "Now an audit");
  EXPECT_TRUE(each.at("measure").is_null());
  EXPECT_EQ(each.at("audit").at("audited"), 11);
  EXPECT_EQ(refusal("evidence change", input).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("evidence end", {{"evidence", id}, {"version", 1}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("evidence change", content({{"evidence", EvidenceId::fresh().text()}, {"version", 1}})).kind,
            ErrorKind::not_found);
  EXPECT_EQ(field_of(refusal("evidence change", content({{"evidence", id}, {"version", 2}, {"title", ""}}))), "title");
}

TEST_P(EvidenceOperations, KeepEveryVersionOfTheFile) {
  auto id = add(content({{"file", file("policy.pdf", "%PDF-1.7 one")}}));
  json replace{{"evidence", id}, {"version", 1}, {"file", file("policy 2.pdf", "%PDF-1.7 two")}};
  EXPECT_EQ(done("evidence replace", replace).at("file_version"), 2);
  EXPECT_EQ(refusal("evidence replace", {{"evidence", id}, {"version", 1}, {"file", file("c.pdf", "%PDF-3")}}).kind,
            ErrorKind::conflict);
  replace["version"] = 2;
  EXPECT_THAT(refusal("evidence replace", replace).message, HasSubstr("the very file"));
  EXPECT_EQ(field_of(refusal("evidence replace", {{"evidence", id}, {"version", 2}})), "file");
  EXPECT_EQ(field_of(refusal("evidence replace", {{"evidence", id}, {"version", 2}, {"file", file("a", "MZ\x90")}})),
            "file");
  auto versions = shown(id).at("versions");
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0].at("name"), "policy 2.pdf");
  EXPECT_EQ(versions[1].at("name"), "policy.pdf");
  auto fetched = [&](json const& input) {
    return operations::decode_base64(done("evidence file", input).value("base64", "")).value();
  };
  EXPECT_EQ(fetched({{"evidence", id}}), "%PDF-1.7 two");
  EXPECT_EQ(fetched({{"evidence", id}, {"file_version", 1}}), "%PDF-1.7 one");
  EXPECT_EQ(refusal("evidence file", {{"evidence", id}, {"file_version", 3}}).kind, ErrorKind::not_found);
  auto without = add(content());
  EXPECT_EQ(refusal("evidence file", {{"evidence", without}}).kind, ErrorKind::not_found);
  EXPECT_EQ(done("evidence replace", {{"evidence", without}, {"version", 1}, {"file", file("a.txt", "Notes.")}})
                .at("file_version"),
            1);
  EXPECT_EQ(fetched({{"evidence", without}}), "Notes.");
}

TEST_P(EvidenceOperations, ReviewWhatSomeoneElseBrought) {
  be_another("contributor");
  auto id = add(content());
  json review{{"evidence", id}, {"version", 1}, {"verdict", "accepted"}};
  EXPECT_EQ(refusal("evidence review", review).kind, ErrorKind::forbidden) << "no reviewer";
  be("auditor");
  EXPECT_THAT(refusal("evidence review", review).message, HasSubstr("Whoever added this evidence"));
  be_another("auditor");
  json rejection{{"evidence", id}, {"version", 1}, {"verdict", "rejected"}};
  EXPECT_EQ(field_of(refusal("evidence review", rejection)), "note");
  EXPECT_EQ(field_of(refusal("evidence review", {{"evidence", id}, {"version", 1}, {"verdict", "maybe"}})), "verdict");
  rejection["note"] = "Three cases are too few.";
  done("evidence review", rejection);
  auto each = shown(id);
  EXPECT_EQ(each.at("review"), (json{{"state", "rejected"},
                                     {"reviewer", "Another auditor"},
                                     {"at", "2026-11-21T09:00:00.000Z"},
                                     {"note", "Three cases are too few."}}));
  EXPECT_EQ(each.at("current"), false);
  EXPECT_EQ(refusal("evidence review", review).kind, ErrorKind::conflict) << "an older version";
  review["version"] = 2;
  done("evidence review", review);
  EXPECT_EQ(shown(id).at("current"), true);
}

TEST_P(EvidenceOperations, AskForANewReviewOfWhatIsNoLongerTheSame) {
  auto id = add(content());
  auto accept = [&](int version) {
    be_another("auditor");
    done("evidence review", {{"evidence", id}, {"version", version}, {"verdict", "accepted"}});
    return shown(id).at("review").at("state");
  };
  EXPECT_EQ(accept(1), "accepted");
  be_another("programme manager");
  done("evidence change", content({{"evidence", id}, {"version", 2}, {"expires", "2026-12-31"}}));
  EXPECT_EQ(shown(id).at("review").at("state"), "accepted") << "it counts for less long";
  done("evidence change", content({{"evidence", id}, {"version", 3}, {"rung", "outcome"}}));
  EXPECT_EQ(shown(id).at("review").at("state"), "unreviewed");
  EXPECT_TRUE(shown(id).at("review").at("reviewer").is_null());
  EXPECT_THAT(refusal("evidence review", {{"evidence", id}, {"version", 4}, {"verdict", "accepted"}}).message,
              HasSubstr("last changed"));
  EXPECT_EQ(accept(4), "accepted");
  be_another("programme manager");
  done("evidence replace", {{"evidence", id}, {"version", 5}, {"file", file("a.txt", "Notes.")}});
  EXPECT_EQ(shown(id).at("review").at("state"), "unreviewed");
}

TEST_P(EvidenceOperations, TakeOut) {
  auto id = add(content());
  done("evidence end", {{"evidence", id}, {"version", 1}});
  EXPECT_EQ(listed().at("total"), 0);
  for (auto const* name : {"evidence show", "evidence file"})
    EXPECT_EQ(refusal(name, {{"evidence", id}}).kind, ErrorKind::not_found) << name;
  EXPECT_EQ(refusal("evidence end", {{"evidence", id}, {"version", 2}}).kind, ErrorKind::not_found);
  EXPECT_EQ(done("evidence add", content()).at("number"), 2) << "the number is not used again";
  auto transaction = database().read(authority());
  auto linked = find_many(transaction, {EvidenceId::trusted(id)}, Sight::everything);
  ASSERT_EQ(linked.size(), 1u) << "a link to it is a gap to be named";
  EXPECT_TRUE(linked[0].ended.has_value());
  EXPECT_FALSE(is_current(linked[0], clock_.today()));
}

TEST_P(EvidenceOperations, FilterAndPage) {
  for (int i = 0; i < 101; ++i) add(content({{"title", "Policy " + std::to_string(i + 1)}}));
  add(audit({{"expires", "2026-11-20"}, {"dated", "2026-05-01"}}));  // 102
  add(measure({{"shows", "Held in 100% of weeks_"}}));               // 103
  be_another("auditor");
  done("evidence review", {{"evidence", listed().at("evidence")[0].at("id")}, {"version", 1}, {"verdict", "accepted"}});
  auto first = listed();
  EXPECT_EQ(first.at("total"), 103);
  EXPECT_EQ(first.at("pages"), 2);
  EXPECT_EQ(first.at("evidence").size(), 100u);
  EXPECT_EQ(first.at("evidence")[0].at("number"), 103) << "newest first";
  EXPECT_THAT(numbers(listed({{"page", 2}})), ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers(listed({{"page", 3}})), IsEmpty());
  EXPECT_THAT(numbers(listed({{"source", "audit"}})), ElementsAre(102));
  EXPECT_THAT(numbers(listed({{"rung", "outcome"}})), ElementsAre(103));
  EXPECT_THAT(numbers(listed({{"review", "accepted"}})), ElementsAre(103));
  EXPECT_THAT(numbers(listed({{"expired", "yes"}})), ElementsAre(102));
  EXPECT_EQ(listed({{"expired", "no"}}).at("matching"), 102);
  EXPECT_THAT(numbers(listed({{"words", "sUpervision aud"}})), ElementsAre(102)) << "in the title";
  EXPECT_THAT(numbers(listed({{"words", "100% of weeks_"}})), ElementsAre(103)) << "in what it shows, taken literally";
  EXPECT_THAT(numbers(listed({{"words", "0%0"}})), IsEmpty());
  EXPECT_THAT(numbers(listed({{"words", "102"}})), ElementsAre(102)) << "by number";
  EXPECT_EQ(listed({{"source", "audit"}}).at("total"), 103);
  EXPECT_THAT(numbers(listed({{"source", "audit"}, {"rung", "outcome"}})), IsEmpty());
  EXPECT_EQ(field_of(refusal("evidence list", {{"page", 0}})), "page");
  EXPECT_EQ(field_of(refusal("evidence list", {{"sort", "colour"}})), "sort");
  auto const all = [&](json input) {
    auto out = numbers(listed(input));
    input["page"] = 2;
    for (auto const number : numbers(listed(input))) out.push_back(number);
    return out;
  };
  for (auto const* key : {"number", "source", "rung", "dated", "expires", "review"}) {
    auto forwards = all({{"sort", key}}), backwards = all({{"sort", key}, {"order", "desc"}});
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(forwards, backwards) << key;
    EXPECT_EQ(std::set<std::int64_t>(forwards.begin(), forwards.end()).size(), 103u) << key << ": each once";
  }
  EXPECT_EQ(numbers(listed({{"sort", "source"}})).front(), 102) << "an audit";
  EXPECT_EQ(numbers(listed({{"sort", "rung"}, {"order", "desc"}})).front(), 103);
  EXPECT_EQ(listed({{"from", "2026-10-31"}, {"to", "2026-10-31"}}).at("matching").get<int>() +
                listed({{"to", "2026-10-30"}}).at("matching").get<int>() +
                listed({{"from", "2026-11-01"}}).at("matching").get<int>(),
            103);
  auto transaction = database().read(authority());
  auto counts = brief(transaction, Sight::open_only, clock_.today());
  EXPECT_EQ(counts.total, 103);
  EXPECT_EQ(counts.unreviewed, 102);
  EXPECT_EQ(counts.accepted, 1);
  EXPECT_EQ(counts.rejected, 0);
  EXPECT_EQ(counts.expired, 1);
}

TEST_P(EvidenceOperations, ShowNothingRestrictedToThoseWhoMayNotSeeIt) {
  auto open = add(content());
  auto hidden = add(content(
      {{"title", "Letter of a mother"}, {"restricted", true}, {"file", file("letter.txt", "Dear inspector.")}}));
  EXPECT_EQ(listed().at("total"), 2) << "a programme manager reviews";
  json const asked{{"evidence", hidden}};
  auto expect_hidden = [&](std::string const& who) {
    EXPECT_THAT(numbers(listed()), ElementsAre(1)) << who;
    EXPECT_EQ(listed().at("total"), 1) << who;
    EXPECT_EQ(listed({{"words", "mother"}}).at("matching"), 0) << who;
    EXPECT_EQ(refusal("evidence show", asked).kind, ErrorKind::not_found) << who;
    EXPECT_EQ(refusal("evidence file", asked).kind, ErrorKind::not_found) << who;
  };
  for (auto const& role : operations::all_roles()) {
    bool reviews = role == "programme manager" || role == "theme lead" || role == "auditor";
    be_another(role);
    if (reviews)
      EXPECT_EQ(listed().at("total"), 2) << role;
    else
      expect_hidden(role);
    be_another(role, EvidenceId::fresh().text());
    expect_hidden(role + " of one theme");
    actor_.grants = {{role, std::nullopt, EvidenceId::fresh().text()}};
    expect_hidden(role + " of one body");
  }
  be_another("auditor");
  actor_.only_permissions = {"plan.view"};
  expect_hidden("a token that may only look");
  actor_.only_permissions.reset();
  be_another("contributor");
  EXPECT_EQ(refusal("evidence change", content({{"evidence", hidden}, {"version", 1}})).kind, ErrorKind::not_found);
  auto transaction = database().read(authority());
  std::vector<EvidenceId> const both{EvidenceId::trusted(open), EvidenceId::trusted(hidden)};
  EXPECT_EQ(find_many(transaction, both, Sight::open_only).size(), 1u);
  EXPECT_EQ(find_many(transaction, both, Sight::everything).size(), 2u);
  EXPECT_EQ(brief(transaction, Sight::open_only, clock_.today()).total, 1);
  EXPECT_EQ(brief(transaction, Sight::everything, clock_.today()).total, 2);
}

TEST_P(EvidenceOperations, LetANarrowRoleGoOnWithItsOwn) {
  auto other = add(content());
  be_another("theme lead", EvidenceId::fresh().text());
  auto own = add(content());
  done("evidence change", content({{"evidence", own}, {"version", 1}, {"title", "Better"}}));
  done("evidence replace", {{"evidence", own}, {"version", 2}, {"file", file("a.txt", "Notes.")}});
  done("evidence end", {{"evidence", own}, {"version", 3}});
  EXPECT_EQ(refusal("evidence change", content({{"evidence", other}, {"version", 1}})).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("evidence replace", {{"evidence", other}, {"version", 1}, {"file", file("a.txt", "Notes.")}}).kind,
            ErrorKind::forbidden);
  EXPECT_EQ(refusal("evidence end", {{"evidence", other}, {"version", 1}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("evidence review", {{"evidence", other}, {"version", 1}, {"verdict", "accepted"}}).kind,
            ErrorKind::forbidden);
  EXPECT_EQ(stored_files(), 1);
  be_another("reader");
  EXPECT_EQ(refusal("evidence add", content()).kind, ErrorKind::forbidden);
}

TEST_P(EvidenceOperations, ReachNoOtherCouncil) {
  auto id = add(content({{"file", file("a.txt", "Notes.")}}));
  auto as_stranger = [&](std::string_view name, json const& input) {
    auto result = perform_as(stranger(), name, input);
    return result ? "done" : result.error().kind == ErrorKind::not_found ? "not found" : "refused";
  };
  json const versioned{{"evidence", id}, {"version", 1}};
  auto with = [&](json more) {
    more.update(versioned);
    return more;
  };
  EXPECT_STREQ(as_stranger("evidence show", {{"evidence", id}}), "not found");
  EXPECT_STREQ(as_stranger("evidence file", {{"evidence", id}}), "not found");
  EXPECT_STREQ(as_stranger("evidence change", with(content())), "not found");
  EXPECT_STREQ(as_stranger("evidence replace", with({{"file", file("b.txt", "Other.")}})), "not found");
  EXPECT_STREQ(as_stranger("evidence review", with({{"verdict", "accepted"}})), "not found");
  EXPECT_STREQ(as_stranger("evidence end", versioned), "not found");
  auto theirs = database().read(other_authority());
  EXPECT_THAT(find_many(theirs, {EvidenceId::trusted(id)}, Sight::everything), IsEmpty());
  EXPECT_THAT(list_file_versions(theirs, EvidenceId::trusted(id)), IsEmpty());
  EXPECT_EQ(brief(theirs, Sight::everything, clock_.today()).total, 0);
}

TEST_P(EvidenceOperations, KeepWhatIsRestrictedOutOfTheAuditLog) {
  auto audit_log = [&] {
    std::string out;
    auto transaction = database().read(authority());
    for (auto const& entry : audit::list(transaction, {}, {}).entries) out += entry.changes.dump();
    return out;
  };
  add(content({{"title", "Letter of a mother"}, {"shows", "She was not told."}, {"restricted", true}}));
  EXPECT_THAT(audit_log(), HasSubstr("Restricted evidence 1"));
  EXPECT_THAT(audit_log(), Not(HasSubstr("mother")));
  EXPECT_THAT(audit_log(), Not(HasSubstr("She was not told")));
  add(content());
  EXPECT_THAT(audit_log(), HasSubstr("Supervision policy"));
}

INSTANTIATE_TEST_SUITE_P(Engines, EvidenceOperations, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::evidence
