#include "plans/importing/imports.h"
#include "plans/plans_test_fixture.h"
#include "platform/sheet/written_workbook.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ImportTracker : public test::PlansTest {
 protected:
  static json upload(std::string const& bytes, std::string const& name = "tracker.csv") {
    return operations::upload_value({name, bytes});
  }
  json read(std::string const& csv, json more = json::object()) {
    more["file"] = upload(csv);
    return done("tracker read", more);
  }
  json confirm(json const& shown, json const& answers = json::object()) {
    return done("tracker confirm", {{"import", shown.at("import")}, {"answers", answers}});
  }
  static std::vector<std::string> messages(json const& remarks) {
    std::vector<std::string> out;
    for (auto const& each : remarks) out.push_back(each.at("message"));
    return out;
  }
  json action_with(std::string const& reference) {
    auto const whole = plan();
    for (auto const& each : whole.at("actions"))
      if (each.at("reference") == reference) return each;
    return nullptr;
  }
  json asked_dates() { return done("date list", json::object()).at("date_changes"); }
  std::size_t count_actions() { return plan().at("actions").size(); }
};

std::string const header = "Ref,Action,Owner,Theme,Start date,Due date,Status,Comments\n";

TEST_P(ImportTracker, ADayNumberInACsvFileAsksForTheDayAndNotForAFormat) {
  auto const faults = messages(read(header + "A,Write guidance,Lead,,,46402,,\n").at("faults"));
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0], AllOf(HasSubstr("46402"), HasSubstr("Write the day, for example 15 January 2027."),
                               testing::Not(HasSubstr("date format"))));
}

TEST_P(ImportTracker, ThemesThatItWouldAddAreNamedOnce) {
  auto const shown =
      read(header + "A,Supervise,Lead,Planning,,,,\nB,Plan,Lead,planning,,,,\n", {{"create_themes", true}});
  EXPECT_EQ(shown.at("new_themes"), json::array({"Planning"}));
}

TEST_P(ImportTracker, FaultsStandInTheOrderOfTheFile) {
  theme("Practice");
  auto const shown = read(header +
                          "A,Write guidance,Lead,Neglect,,31/03/2027,,\n"
                          "B,Train managers,Lead,Practice,,31/02/2027,,\n"
                          "C,Visit,Lead,Practice,,ongoing,,\n");
  EXPECT_THAT(messages(shown.at("faults")), ElementsAre(HasSubstr("row 2, column D"), HasSubstr("row 3, column F")));
  EXPECT_THAT(shown.at("summary").get<std::string>(), HasSubstr("must be answered once the file is mended."));
}

TEST_P(ImportTracker, NewRowsBecomeActionsAllAtOnce) {
  auto practice = theme("Practice");
  auto const shown = read(header +
                          "SUP-01,Supervise monthly,Service manager,Practice,04/01/2027,31/03/2027,Not started,\n"
                          "SUP-02,Train managers,Head of service,practice,,30 April 2027,In progress,\"One team, so "
                          "far\"\n");
  EXPECT_EQ(shown.at("summary"), "2 rows read: 2 new, 0 change the plan, 0 as in the plan.");
  EXPECT_THAT(shown.at("faults"), IsEmpty());
  EXPECT_EQ(count_actions(), 0U) << "reading changes nothing";
  auto const outcome = confirm(shown);
  EXPECT_EQ(outcome.at("added"), 2);
  auto const first = action_with("SUP-01");
  EXPECT_EQ(first.at("title"), "Supervise monthly");
  EXPECT_EQ(first.at("start"), "2027-01-04");
  EXPECT_EQ(first.at("first_due"), "2027-03-31");
  EXPECT_EQ(first.at("themes"), json::array({practice}));
  auto const second = action_with("SUP-02");
  EXPECT_EQ(second.at("status"), "on track");
  EXPECT_EQ(second.at("note"), "One team, so far");
  auto const history = done("history show", {{"record", second.at("id")}}).at("history");
  EXPECT_EQ(history.at(0).at("why"), "From the tracker tracker.csv, row 3");
  EXPECT_THAT(done("tracker list", json::object()).at("waiting"), IsEmpty());
  EXPECT_EQ(done("tracker show", {{"import", shown.at("import")}}).at("outcome").at("added"), 2);
}

TEST_P(ImportTracker, ReadingAgainUpdatesByReferenceAndShowsTheDifferenceFirst) {
  confirm(read(header + "SUP-01,Supervise monthly,Service manager,,,31/03/2027,Not started,\n"
                        "SUP-02,Train managers,Head of service,,,30/04/2027,On track,Begun\n"));
  auto const shown = read(header +
                          "sup-01,Supervise every month,Head of service,,,31/03/2027,On track,Two teams\n"
                          "SUP-02,Train managers,Head of service,,,30/04/2027,,\n");
  EXPECT_EQ(shown.at("summary"), "2 rows read: 0 new, 1 changes the plan, 1 as in the plan.");
  std::vector<std::string> changes;
  for (auto const& each : shown.at("changed").at(0).at("fields"))
    changes.push_back(each.at("label").get<std::string>() + ": " + each.at("before").get<std::string>() + " > " +
                      each.at("after").get<std::string>());
  EXPECT_THAT(changes, ElementsAre("Action: Supervise monthly > Supervise every month",
                                   "Owner: Service manager > Head of service", "Note:  > Two teams",
                                   "Status: not started > on track"));
  EXPECT_EQ(confirm(shown).at("changed"), 1);
  EXPECT_EQ(action_with("SUP-01").at("title"), "Supervise every month");
  EXPECT_EQ(action_with("SUP-02").at("note"), "Begun") << "an empty cell changes nothing";
  EXPECT_EQ(count_actions(), 2U);
}

TEST_P(ImportTracker, ADueDateThatStandsIsAskedForAndNeverOverwritten) {
  confirm(read(header + "SUP-01,Supervise monthly,Service manager,,,31/03/2027,,\n"
                        "SUP-02,Train managers,Service manager,,,,,\n"));
  auto const later = header +
                     "SUP-01,Supervise monthly,Service manager,,,30/06/2027,,\n"
                     "SUP-02,Train managers,Service manager,,,30/04/2027,,\n";
  EXPECT_EQ(confirm(read(later)).at("dates_asked"), 1);
  EXPECT_EQ(action_with("SUP-01").at("due"), "2027-03-31");
  EXPECT_EQ(action_with("SUP-02").at("first_due"), "2027-04-30") << "it had none";
  auto const asked = asked_dates();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked.at(0).at("to"), "2027-06-30");
  EXPECT_EQ(asked.at(0).at("reason"), "From the tracker tracker.csv, row 2");
  EXPECT_THAT(read(later).at("summary"), HasSubstr("Nothing differs.")) << "the date waits to be agreed";
  auto const another = read(header + "SUP-01,Supervise monthly,Service manager,,,31/07/2027,,\n");
  EXPECT_THAT(
      messages(another.at("faults")),
      ElementsAre("tracker.csv, row 2, column F: 30 June 2027 has been asked for already and waits to be agreed. "
                  "Agree or refuse that first, or write 31 March 2027."));
}

TEST_P(ImportTracker, ATrackersWordMakesNothingCompleteOrAtRisk) {
  auto const tracker = header +
                       "A,Write the guidance,Service manager,,,31/03/2027,Complete,Issued\n"
                       "B,Train managers,Service manager,,,31/03/2027,Amber,Trainer left\n";
  auto const shown = read(tracker);
  EXPECT_THAT(shown.at("say_done"), SizeIs(1));
  EXPECT_THAT(shown.at("say_at_risk"), SizeIs(1));
  auto const outcome = confirm(shown);
  EXPECT_EQ(action_with("A").at("status"), "on track");
  EXPECT_EQ(action_with("A").at("note"), "Issued");
  EXPECT_EQ(action_with("B").at("status"), "off track");
  EXPECT_EQ(outcome.at("say_done"), json::array({action_with("A").at("id")}));
  EXPECT_THAT(read(tracker).at("summary"), HasSubstr("Nothing differs."));
  prove(action_with("A").at("id"));
  done("action progress", {{"action", action_with("A").at("id")},
                           {"version", action_with("A").at("version")},
                           {"status", "done"},
                           {"done_on", "2026-11-01"},
                           {"note", "Issued"}});
  auto const again = read(tracker);
  EXPECT_THAT(again.at("summary"), HasSubstr("Nothing differs."));
  EXPECT_THAT(again.at("say_done"), IsEmpty());
}

TEST_P(ImportTracker, DatesThatNameNoDayAreAskedAboutAndNeverGuessed) {
  auto const tracker = header +
                       "A,Supervise monthly,Service manager,,,Apr-27,,\n"
                       "B,Train managers,Service manager,,,ongoing,,\n";
  auto const shown = read(tracker);
  ASSERT_THAT(shown.at("questions"), SizeIs(2));
  EXPECT_EQ(shown.at("questions").at(0).at("cell"), "F2");
  EXPECT_EQ(shown.at("questions").at(0).at("found"), "Apr-27");
  EXPECT_THAT(refusal("tracker confirm", {{"import", shown.at("import")}, {"answers", {{"F2", "2027-04-30"}}}}).fields,
              ElementsAre(FieldError{"F3", "F3: say which day “ongoing” is, or that there is no date yet."}));
  EXPECT_THAT(refusal("tracker confirm",
                      {{"import", shown.at("import")}, {"answers", {{"F2", "31 April 2027"}, {"F3", "no date yet"}}}})
                  .message,
              HasSubstr("F2: "));
  EXPECT_EQ(count_actions(), 0U);
  confirm(shown, {{"F2", "30 April 2027"}, {"F3", "No date yet"}});
  EXPECT_EQ(action_with("A").at("due"), "2027-04-30");
  EXPECT_TRUE(action_with("B").at("due").is_null());
  auto const again = read(tracker).at("questions");
  EXPECT_EQ(again.at(0).at("stands"), "30 April 2027");
  EXPECT_EQ(again.at(1).at("stands"), "no date yet");
}

TEST_P(ImportTracker, WhatWasAnsweredOnceIsNotAskedAgain) {
  auto const tracker = header +
                       "A,Supervise monthly,Service manager,,,Apr-27,,\n"
                       "B,Train managers,Service manager,,,ongoing,,\n";
  EXPECT_TRUE(read(tracker).at("questions").at(0).at("answered_before").is_null()) << "nothing is guessed";
  confirm(read(tracker), {{"F2", "30 April 2027"}, {"F3", "no date yet"}});
  auto const more = tracker + "C,Visit weekly,Service manager,,,apr-27,,\nD,Write,Service manager,,,Q2 2027/28,,\n";
  auto const again = read(more);
  auto const& questions = again.at("questions");
  ASSERT_THAT(questions, SizeIs(4));
  EXPECT_EQ(questions.at(0).at("answered_before").at("answer"), "2027-04-30");
  EXPECT_EQ(questions.at(0).at("answered_before").at("by"), actor_.name);
  EXPECT_EQ(questions.at(1).at("answered_before").at("answer"), "no date yet");
  EXPECT_EQ(questions.at(2).at("answered_before").at("answer"), "2027-04-30") << "the same words in another row";
  EXPECT_TRUE(questions.at(3).at("answered_before").is_null());
  EXPECT_THAT(again.at("summary"), AllOf(HasSubstr("1 date names no day and must be answered."),
                                         HasSubstr("3 dates name no day and were answered before.")));
  EXPECT_THAT(refusal("tracker confirm", {{"import", again.at("import")}}).fields,
              ElementsAre(FieldError{"F5", "F5: say which day “Q2 2027/28” is, or that there is no date yet."}));
  confirm(again, {{"F5", "no date yet"}});
  EXPECT_EQ(action_with("C").at("due"), "2027-04-30");
}

TEST_P(ImportTracker, AnAnswerGivenBeforeCanBeChangedAndCountsForItsOwnLayoutOnly) {
  confirm(read(header + "A,Supervise monthly,Service manager,,,Apr-27,,\n"), {{"F2", "30 April 2027"}});
  auto const tracker = header +
                       "B,Train managers,Service manager,,,Apr-27,,\n"
                       "C,Visit weekly,Service manager,,,Apr-27,,\n";
  confirm(read(tracker), {{"F2", "1 April 2027"}});
  EXPECT_EQ(action_with("B").at("due"), "2027-04-01");
  EXPECT_EQ(action_with("C").at("due"), "2027-04-30");
  auto const questions = read(tracker + "D,Write,Service manager,,,Apr-27,,\n").at("questions");
  EXPECT_EQ(questions.at(0).at("answered_before").at("answer"), "2027-04-01") << "as it was changed to";
  EXPECT_TRUE(questions.at(2).at("answered_before").is_null()) << "the answers differ, so it is asked";
  auto const other = read("Ref,Task,Lead,Deadline\nE,Read,Service manager,Apr-27\n").at("questions");
  EXPECT_TRUE(other.at(0).at("answered_before").is_null()) << "another tracker";
}

TEST_P(ImportTracker, AnAnswerOfBeforeDoesNotMoveADateBackThatThePlanHasMoved) {
  found_council();
  become("programme manager", "Programme manager");
  auto const tracker = header + "A,Supervise monthly,Service manager,,,Apr-27,,\n";
  confirm(read(tracker), {{"F2", "30 April 2027"}});
  EXPECT_EQ(confirm(read(header + "A,Supervise monthly,Service manager,,,30/06/2027,,\n")).at("dates_asked"), 1);
  auto const asked = asked_dates();
  become("programme manager", "Somebody else");
  done("date decide", {{"date_change", asked.at(0).at("id")}, {"decision", "agreed"}});
  auto const question = read(tracker).at("questions").at(0);
  EXPECT_EQ(question.at("stands"), "30 June 2027");
  EXPECT_TRUE(question.at("answered_before").is_null());
}

TEST_P(ImportTracker, EveryFaultNamesItsCellAndWhatWouldBeRightAndNothingIsBroughtIn) {
  theme("Practice");
  auto const shown = read(header +
                          "A,Supervise monthly,,,,31 April 2027,,\n"
                          "B,Train managers,Service manager,Workforce,,,Splendid,\n"
                          "A,Visit children,Service manager,Workforce,,,,\n"
                          "GT-77,Write plans,Service manager,,,,,\n");
  auto const faults = messages(shown.at("faults"));
  EXPECT_THAT(faults, testing::Contains(AllOf(HasSubstr("row 2, column F"), HasSubstr("31 April 2027"))));
  EXPECT_THAT(faults,
              testing::Contains("tracker.csv, row 2, column C: This row has no owner. Write who answers for it, "
                                "by role."));
  EXPECT_THAT(faults, testing::Contains(AllOf(HasSubstr("row 3, column G"), HasSubstr("Splendid"))));
  EXPECT_THAT(faults, testing::Contains(AllOf(HasSubstr("row 4, column A"), HasSubstr("is also in row 2"))));
  EXPECT_THAT(faults,
              testing::Contains("tracker.csv, row 5, column A: GT-77 is action 77 of this plan, and there is "
                                "none, or it was taken out. Clear the reference to add the row as a new action."));
  EXPECT_THAT(faults,
              testing::Contains("tracker.csv, row 3, column D: There is no theme “Workforce” in the plan (in 2 rows). "
                                "The plan has: Practice. Write one of these, or choose that new themes are added."));
  auto const refused = refusal("tracker confirm", {{"import", shown.at("import")}});
  EXPECT_EQ(refused.kind, ErrorKind::invalid);
  EXPECT_THAT(refused.message, HasSubstr("faults have to be mended"));
  EXPECT_EQ(count_actions(), 0U);
}

TEST_P(ImportTracker, OwnersThatNobodySignsInAsAreTold) {
  found_council();
  become("programme manager", "Head of practice");
  std::string const name = "Head of practice";
  action("Supervise", {{"reference", "A"}, {"owner_role", name}, {"owner_account", actor_.account.text()}});
  auto const shown = read(header + "A,Supervise," + name + "x,,,,,\n" +
                          "B,Visit,Nobody Known,,,,,\n"
                          "C,Write,Nobody Known,,,,,\n"
                          "D,Read," +
                          name + ",,,,,\n");
  auto const notes = messages(shown.at("notes"));
  ASSERT_THAT(notes, SizeIs(2)) << shown.dump(1);
  EXPECT_THAT(notes[0], AllOf(HasSubstr("row 2, column C"),
                              HasSubstr("will be on nobody’s My work; now it is on that of"), HasSubstr(name)));
  EXPECT_THAT(notes[1], AllOf(HasSubstr("row 3, column C"), HasSubstr("“Nobody Known” (in 2 rows)"), HasSubstr(name)));
}

TEST_P(ImportTracker, AColourThatIsNoneIsAFault) {
  auto const shown = read(
      "Ref,Action,Owner,Due date,RAG\nA,Supervise,Lead,31/03/2027,Banana\nB,Visit,Lead,31/03/2027,Green\n"
      "C,Write,Lead,31/03/2027,\n");
  ASSERT_THAT(shown.at("faults"), SizeIs(1)) << shown.dump(1);
  EXPECT_THAT(messages(shown.at("faults"))[0],
              AllOf(HasSubstr("row 2, column E"), HasSubstr("The rating “Banana” is not known. Write “Red”")));
}

TEST_P(ImportTracker, NewThemesAreMadeWhenAskedAndAliasesAreKnown) {
  auto practice = done("theme add", {{"title", "Practice"}, {"aliases", {"Core practice"}}}).at("theme");
  auto const shown = read(header +
                              "A,Supervise monthly,Service manager,Core practice,,,,\n"
                              "B,Train managers,Service manager,Workforce; Practice,,,,\n"
                              "C,Recruit,Service manager,workforce,,,,\n",
                          {{"create_themes", true}});
  EXPECT_THAT(shown.at("faults"), IsEmpty());
  EXPECT_EQ(confirm(shown).at("themes_added"), 1);
  EXPECT_EQ(plan().at("themes").size(), 2U);
  EXPECT_EQ(action_with("A").at("themes"), json::array({practice}));
  EXPECT_THAT(action_with("B").at("themes"), SizeIs(2));
  EXPECT_THAT(action_with("C").at("themes"), SizeIs(1));
}

TEST_P(ImportTracker, ProjectsAreKnownByTheirTitle) {
  auto project = done("project add", {{"title", "Supervision"}}).at("id");
  std::string const with_project = "Ref,Action,Owner,Project\n";
  confirm(read(with_project + "A,Supervise monthly,Service manager,Supervision\n"));
  auto const links = done("link list", {{"of", action_with("A").at("id")}}).at("links");
  ASSERT_THAT(links, SizeIs(1));
  EXPECT_EQ(links.at(0).at("id"), project);
  EXPECT_THAT(messages(read(with_project + "B,Train managers,Service manager,Training\n").at("faults")),
              ElementsAre(HasSubstr("There is no project “Training” in the plan. The plan has: Supervision.")));
}

TEST_P(ImportTracker, AChangedPlanIsAConflictAndTheFileIsReadAgain) {
  confirm(read(header + "A,Supervise monthly,Service manager,,,,,\n"));
  auto const tracker = header + "A,Supervise weekly,Service manager,,,,,\n";
  auto const shown = read(tracker);
  action("Another action");
  EXPECT_TRUE(done("tracker show", {{"import", shown.at("import")}}).at("current")) << "it touches nothing of this";
  auto const id = action_with("A").at("id");
  done("action change", {{"action", id},
                         {"version", 1},
                         {"title", "Supervise daily"},
                         {"owner_role", "Service manager"},
                         {"reference", "A"}});
  EXPECT_FALSE(done("tracker show", {{"import", shown.at("import")}}).at("current"));
  EXPECT_EQ(refusal("tracker confirm", {{"import", shown.at("import")}}).kind, ErrorKind::conflict);
  EXPECT_EQ(action_with("A").at("title"), "Supervise daily");
  auto const again = read(tracker);
  EXPECT_EQ(again.at("import"), shown.at("import")) << "the same file waits once";
  confirm(again);
  EXPECT_EQ(action_with("A").at("title"), "Supervise weekly");
  EXPECT_EQ(refusal("tracker confirm", {{"import", again.at("import")}}).kind, ErrorKind::conflict);
}

TEST_P(ImportTracker, TheColumnsThatAPersonChoseAreRemembered) {
  std::string const odd = "Ref,Action,Wer,Wann\nA,Supervise monthly,Service manager,31/03/2027\n";
  auto const guessed = read(odd);
  EXPECT_THAT(messages(guessed.at("faults")), ElementsAre(HasSubstr("No column was read as the owner")));
  EXPECT_THAT(refusal("tracker read", {{"file", upload(odd)}, {"mapping", {{"Wer", "boss"}}}}).message,
              HasSubstr("“boss” is nothing that a column can be. Use one of reference, action, owner"));
  confirm(read(odd, {{"mapping", {{"Wer", "owner"}, {"Wann", "due"}}}}));
  EXPECT_EQ(action_with("A").at("due"), "2027-03-31");
  auto const next = read(odd + "B,Train managers,Service manager,30/04/2027\n");
  EXPECT_THAT(next.at("faults"), IsEmpty());
  EXPECT_EQ(next.at("new").at(0).at("due"), "2027-04-30");
}

TEST_P(ImportTracker, RowsWithoutAReferenceAreNotAddedTwice) {
  std::string const plain = "Action,Owner\nSupervise monthly,Service manager\n";
  confirm(read(plain));
  EXPECT_THAT(messages(read(plain + "Train managers,Service manager\n").at("faults")),
              ElementsAre(HasSubstr("Action 1 has the same words and the same owner. If it is this one, write GT-1")));
  auto const named = read("Ref,Action,Owner\nGT-1,Supervise every month,Service manager\n");
  EXPECT_EQ(named.at("changed").at(0).at("number"), 1);
  EXPECT_THAT(
      messages(read("Ref,Action,Owner\nGT-1,Supervise,Service manager\ngt-1,Visit,Service manager\n").at("faults")),
      ElementsAre(HasSubstr("is also in row 2")));
}

TEST_P(ImportTracker, TooLongTextsAndBackwardDatesAreFaults) {
  done("action add",
       {{"title", "Train"}, {"owner_role", "Service manager"}, {"reference", "A"}, {"due", "2027-01-31"}});
  auto const faults =
      messages(read(header + "A,Train,Service manager,,01/03/2027,,,\n" + "B," + std::string(301, 'x') + ",Lead,,,,,\n")
                   .at("faults"));
  EXPECT_THAT(faults, ElementsAre(HasSubstr("row 2, column E: The start date, 1 March 2027, is after the due date, 31 "
                                            "January 2027."),
                                  HasSubstr("row 3, column B: The action has 301 characters, and at most 300")));
}

TEST_P(ImportTracker, ATakenOutReferenceIsNotUsedAgain) {
  auto id = done("action add", {{"title", "Train"}, {"owner_role", "Lead"}, {"reference", "A"}}).at("action");
  done("action end", {{"action", id}, {"version", 1}});
  EXPECT_THAT(messages(read(header + "A,Train,Lead,,,,,\n").at("faults")),
              ElementsAre(HasSubstr("Action 1 had the reference A and was taken out of the plan.")));
}

TEST_P(ImportTracker, HiddenSheetsAndFormulasAreTold) {
  using namespace sheet::written;
  auto text = [](std::string const& cell, std::string const& words) {
    return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + words + "</t></is></c>";
  };
  auto sheet_rows = [&](std::string const& words) {
    return rows("<row r=\"1\">" + text("A1", "Action") + text("B1", "Owner") + "</row><row r=\"2\">" +
                "<c r=\"A2\" t=\"str\"><f>CONCATENATE(1,2)</f><v>" + words + "</v></c>" + text("B2", "Lead") +
                "</row>");
  };
  auto const book =
      xlsx({{{"Open", sheet_rows("Visit children")}, {"Old", sheet_rows("Visit them"), "hidden"}}, {}, {}, {}, {}});
  auto const shown = done("tracker read", {{"file", upload(book, "C:\\trackers\\tracker.xlsx")}});
  EXPECT_EQ(shown.at("file"), "tracker.xlsx");
  EXPECT_THAT(shown.at("new"), SizeIs(1));
  EXPECT_THAT(messages(shown.at("notes")),
              testing::IsSupersetOf({HasSubstr("values they had when the workbook was last saved: row 2"),
                                     HasSubstr("sheet “Old”: This sheet is hidden and was not read")}));
  auto const all = done("tracker read", {{"file", upload(book, "tracker.xlsx")}, {"hidden_sheets", true}});
  EXPECT_THAT(all.at("new"), SizeIs(2));
}

TEST_P(ImportTracker, FilesThatCannotBeReadAreRefusedInWords) {
  auto refused = [&](std::string const& bytes, std::string const& name) {
    return refusal("tracker read", {{"file", upload(bytes, name)}}).message;
  };
  EXPECT_THAT(refused("PK\x03\x04 and then nothing", "tracker.xlsx"), HasSubstr("tracker.xlsx"));
  EXPECT_THAT(refused("Action,Owner\n" + std::string(50'000'000, 'x') + ",Lead\n", "tracker.csv"),
              HasSubstr("tracker.csv"));
  EXPECT_THAT(refused("Action,Owner\nVisit," + std::string(40'000, 'x') + "\n", "tracker.csv"),
              AllOf(HasSubstr("row 2, column B"), HasSubstr("32767")));
  EXPECT_THAT(done("tracker list", json::object()).at("waiting"), IsEmpty());
  EXPECT_EQ(stored_files(), 0);
}

TEST_P(ImportTracker, OnlyARoleHeldForEverythingBringsATrackerIn) {
  auto practice = theme("Practice");
  auto const shown = read(header + "A,Supervise monthly,Service manager,,,,,\n");
  for (auto const& [role, scope] : std::vector<std::pair<std::string, std::optional<std::string>>>{
           {"theme lead", practice}, {"programme manager", practice}, {"contributor", std::nullopt}}) {
    be(role, scope);
    EXPECT_EQ(refusal("tracker confirm", {{"import", shown.at("import")}}).kind, ErrorKind::forbidden) << role;
    EXPECT_EQ(refusal("tracker discard", {{"import", shown.at("import")}}).kind, ErrorKind::forbidden) << role;
    EXPECT_EQ(refusal("tracker read", {{"file", upload(header + "B,Train,Lead,,,,,\n")}}).kind, ErrorKind::forbidden)
        << role;
  }
  be("theme lead");
  EXPECT_EQ(refusal("tracker read", {{"file", upload(header)}, {"create_themes", true}}).fields.at(0).field,
            "create_themes");
  be("programme manager");
  auto const foreign = perform_as(stranger(), "tracker show", {{"import", shown.at("import")}});
  ASSERT_FALSE(foreign.has_value());
  EXPECT_EQ(foreign.error().kind, ErrorKind::not_found);
  done("tracker discard", {{"import", shown.at("import")}});
  EXPECT_EQ(refusal("tracker show", {{"import", shown.at("import")}}).kind, ErrorKind::not_found);
}

/// As the program reads: every file in a confined process.
class ImportThroughThePool : public ImportTracker {
 protected:
  void add_operations(operations::Registry& registry) override {
    static sheet::SheetReaderPool pool{{.workers = 1}};
    evidence::add_operations(registry);
    plans::add_operations(registry,
                          [](FileContent const& bytes, std::string const& name) { return pool.read(bytes, name); });
  }
};

TEST_P(ImportThroughThePool, ACellOfFiftyMegabytesIsRefusedAndTheNextFileIsRead) {
  using namespace sheet::written;
  auto row = [](std::string const& words) {
    return "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + words + "</t></is></c></row>";
  };
  // Packed it is small: what counts is what comes out.
  auto const bytes = xlsx_rows(row(std::string(50'000'000, 'x')));
  EXPECT_LT(bytes.size(), 1'000'000U);
  EXPECT_THAT(refusal("tracker read", {{"file", upload(bytes, "tracker.xlsx")}}).message, HasSubstr("tracker.xlsx"));
  EXPECT_THAT(refusal("tracker read", {{"file", upload("PK\x03\x04 and then nothing", "tracker.xlsx")}}).message,
              HasSubstr("tracker.xlsx"));
  EXPECT_EQ(confirm(read(header + "A,Supervise monthly,Service manager,,,,,\n")).at("added"), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportThroughThePool, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, ImportTracker, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
