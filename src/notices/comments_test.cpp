#include "notices/comments.h"

#include "notices/notices_test_fixture.h"
#include "platform/audit/audit.h"

namespace gt::notices {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Comments : public test::NoticesTest {
 protected:
  void SetUp() override {
    NoticesTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    lead_ = person("Theme lead", "contributor");
    manager_ = person("Programme manager", "programme manager", "manager@southmere.example");
    auditor_ = person("Auditor", "auditor");
    action_ = record("Action 12: Supervision");
    actor_ = lead_;
  }
  json add(std::string const& text, json more = json::object()) {
    json input{{"record", action_}, {"text", text}};
    input.update(more);
    return done("comment add", input);
  }
  json mentions_of(operations::Actor const& who) {
    return perform_as(who, "mention list", json::object())->at("mentions");
  }
  json listed() { return done("comment list", {{"record", action_}}).at("comments"); }

  operations::Actor lead_ = actor_, manager_ = actor_, auditor_ = actor_;
  std::string action_;
};

TEST_P(Comments, AreReadInOrderWithTheirWriters) {
  add("First.\r\nSecond line.");
  clock_.set(clock_.now().plus_seconds(60));
  actor_ = manager_;
  add("  An answer.  ");
  auto const comments = listed();
  ASSERT_EQ(comments.size(), 2u);
  EXPECT_EQ(comments[0].at("text"), "First.\nSecond line.");
  EXPECT_EQ(comments[0].at("by"), "Theme lead");
  EXPECT_EQ(comments[1].at("text"), "An answer.");
  EXPECT_THAT(refusal("comment add", {{"record", action_}, {"text", " \n "}}).fields.at(0).field, "text");
  EXPECT_EQ(refusal("comment add", {{"record", new_opaque_id()}, {"text", "Words"}}).kind, ErrorKind::not_found);
  records_[action_].is_ended = true;
  EXPECT_EQ(refusal("comment add", {{"record", action_}, {"text", "Words"}}).kind, ErrorKind::conflict);
}

TEST_P(Comments, MentionByNameByAddressAndFromTheList) {
  auto const made = add("@Programme manager and @manager@southmere.example, see this; @Theme lead too",
                        {{"mention", {auditor_.account.text()}}});
  EXPECT_EQ(made.at("mentioned"), json({"Programme manager", "Auditor"})) << "each once, and never oneself";
  ASSERT_EQ(mentions_of(manager_).size(), 1u);
  EXPECT_EQ(mentions_of(manager_)[0].at("title"), "Action 12: Supervision");
  EXPECT_EQ(mentions_of(manager_)[0].at("by"), "Theme lead");
  EXPECT_EQ(mentions_of(lead_).size(), 0u);
  auto const nobody = refusal("comment add", {{"record", action_}, {"text", "@Programme please"}});
  EXPECT_THAT(nobody.fields.at(0).message, HasSubstr("Did you mean @Programme manager?"));
  person("Programme manager", "reader");
  auto const two = refusal("comment add", {{"record", action_}, {"text", "@Programme manager please"}});
  EXPECT_THAT(two.message, AllOf(HasSubstr("2 people here are called “Programme manager”. Write @"),
                                 HasSubstr("@manager@southmere.example"), HasSubstr(" instead.")));
  EXPECT_EQ(refusal("comment add", {{"record", action_}, {"text", "x"}, {"mention", {AccountId::fresh().text()}}}).kind,
            ErrorKind::invalid);
}

TEST_P(Comments, AMentionWaitsUntilItIsReadOrAnswered) {
  auto const first = add("@Programme manager @Auditor");
  actor_ = manager_;
  done("mention read", {{"comment", first.at("comment")}});
  EXPECT_EQ(mentions_of(manager_).size(), 0u);
  EXPECT_EQ(refusal("mention read", {{"comment", first.at("comment")}}).kind, ErrorKind::not_found);
  EXPECT_EQ(mentions_of(auditor_).size(), 1u);
  actor_ = auditor_;
  add("An answer.");
  EXPECT_EQ(mentions_of(auditor_).size(), 0u);
}

TEST_P(Comments, OnRestrictedRecordsStayWithThoseWhoSeeThem) {
  actor_ = manager_;
  auto const hidden = record("Evidence 3: A family’s letter", true);
  auto const refused = refusal("comment add", {{"record", hidden}, {"text", "@Theme lead, read this"}});
  EXPECT_THAT(refused.message, AllOf(HasSubstr("Theme lead cannot be mentioned here"), HasSubstr("restricted")));
  done("comment add", {{"record", hidden}, {"text", "@Auditor, a heron in the file"}});
  actor_ = lead_;
  EXPECT_EQ(refusal("comment list", {{"record", hidden}}).kind, ErrorKind::not_found);
  EXPECT_EQ(refusal("comment add", {{"record", hidden}, {"text", "Words"}}).kind, ErrorKind::not_found);
  EXPECT_EQ(get("/comments/" + hidden).status, 404);
  auto transaction = database().read(administrator_.authority);
  EXPECT_EQ(search::find(transaction, "heron", operations::all_permissions()).total, 0) << "evidence is not searched";
  EXPECT_TRUE(comment_documents(transaction).empty());
}

TEST_P(Comments, AreChangedByTheirWriterAloneAndEveryWordingIsKept) {
  auto const made = add("Teh first heron. @Auditor");
  json const change{{"comment", made.at("comment")}, {"text", "The first heron. @Programme manager"}, {"version", 1}};
  actor_ = manager_;
  EXPECT_EQ(refusal("comment change", change).kind, ErrorKind::forbidden);
  actor_ = lead_;
  done("comment change", change);
  EXPECT_EQ(refusal("comment change", change).kind, ErrorKind::conflict) << "a version that is past";
  EXPECT_EQ(mentions_of(auditor_).size(), 0u) << "who is no longer named waits for nothing";
  EXPECT_EQ(mentions_of(manager_).size(), 1u);
  {
    auto transaction = database().read(administrator_.authority);
    auto const wordings = wordings_of(transaction, CommentId::trusted(made.at("comment")));
    ASSERT_EQ(wordings.size(), 2u);
    EXPECT_EQ(wordings[0].text, "Teh first heron. @Auditor");
    EXPECT_EQ(search::find(transaction, "teh", {"plan.view"}).total, 0);
    EXPECT_EQ(search::find(transaction, "heron", {"plan.view"}).total, 1);
  }
  auto const page = get("/comment/" + made.at("comment").get<std::string>()).body;
  EXPECT_THAT(page, HasSubstr("Teh first heron."));
}

TEST_P(Comments, WithdrawnOnesAreShownToNobody) {
  auto const made = add("A heron that should not be here. @Auditor");
  json input{{"comment", made.at("comment")}, {"version", 1}};
  actor_ = auditor_;
  EXPECT_EQ(refusal("comment withdraw", input).kind, ErrorKind::forbidden);
  actor_ = manager_;
  EXPECT_EQ(refusal("comment withdraw", input).fields.at(0).field, "why");
  input["why"] = "It named a child.";
  done("comment withdraw", input);
  EXPECT_EQ(refusal("comment withdraw", input).kind, ErrorKind::conflict);
  auto const comments = listed();
  EXPECT_TRUE(comments[0].at("text").is_null());
  EXPECT_EQ(comments[0].at("withdrawn_by"), "Programme manager");
  EXPECT_EQ(mentions_of(auditor_).size(), 0u);
  auto const id = made.at("comment").get<std::string>();
  for (auto const& path : {"/comments/" + action_, "/comment/" + id})
    EXPECT_THAT(get(path).body, AllOf(Not(HasSubstr("heron")), HasSubstr("ithdrawn"))) << path;
  actor_ = lead_;
  EXPECT_EQ(refusal("comment change", {{"comment", id}, {"text", "Again"}, {"version", 2}}).kind, ErrorKind::conflict);
  auto transaction = database().read(administrator_.authority);
  EXPECT_EQ(search::find(transaction, "heron", {"plan.view"}).total, 0);
}

TEST_P(Comments, TheAuditLogSaysThatAndNeverWhat) {
  add("A heron. @Auditor");
  auto transaction = database().read(administrator_.authority);
  std::string all;
  for (auto const& each : audit::list(transaction, {}, {0, 100}).entries) all += each.operation + each.changes.dump();
  EXPECT_THAT(all, AllOf(HasSubstr("comment add"), HasSubstr("Auditor"), Not(HasSubstr("heron"))));
}

TEST_P(Comments, ThePageAddsChangesAndRefuses) {
  auto const at = "/comments/" + action_;
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("Nobody has said anything"), HasSubstr("Programme manager</option>"),
                                  Not(HasSubstr("Theme lead</option>"))));
  auto const refused = post(at, {{"text", "@Nobody <b>at all</b>"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("“@Nobody” is nobody who may sign in here."),
                                  HasSubstr("@Nobody &lt;b&gt;at all&lt;/b&gt;"), HasSubstr("There is a problem")));
  auto const added = post(at, {{"text", "Has <it> begun?"}, {"mention", manager_.account.text()}});
  EXPECT_EQ(added.status, 303);
  EXPECT_THAT(gt::test::location_of(added), HasSubstr(at + "#c-"));
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("Has &lt;it&gt; begun?"), HasSubstr("For Programme manager"),
                                  HasSubstr("Withdraw"), Not(HasSubstr("Mark as read"))));
  auto const id = listed()[0].at("comment").get<std::string>();
  EXPECT_EQ(post("/comment/" + id + "/edit", {{"text", "Has it begun?"}, {"lock_version", "1"}}).status, 303);
  auto const conflict = post("/comment/" + id + "/edit", {{"text", "Mine"}, {"lock_version", "1"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Has it begun?"), HasSubstr("Mine")));
  actor_ = manager_;
  EXPECT_THAT(get(at).body, HasSubstr("Mark as read"));
  EXPECT_EQ(post("/comment/" + id + "/read", {}).status, 303);
  EXPECT_EQ(mentions_of(manager_).size(), 0u);
  EXPECT_EQ(post("/comment/" + id + "/withdraw", {{"why", ""}, {"lock_version", "2"}}).status, 422);
  EXPECT_EQ(post("/comment/" + id + "/withdraw", {{"why", "Twice."}, {"lock_version", "2"}}).status, 303);
  be("reader");
  EXPECT_THAT(get(at).body, Not(HasSubstr("<textarea")));
}

TEST_P(Comments, NothingReachesAnotherCouncil) {
  auto const made = add("Ours.");
  auto const other = stranger();
  for (auto const* operation : {"comment change", "comment withdraw"})
    EXPECT_EQ(
        perform_as(other, operation, {{"comment", made.at("comment")}, {"text", "x"}, {"version", 1}}).has_value(),
        false);
  EXPECT_EQ(perform_as(other, "comment list", {{"record", action_}}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(listed()[0].at("text"), "Ours.");
}

INSTANTIATE_TEST_SUITE_P(Engines, Comments, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::notices
