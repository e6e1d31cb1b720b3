#include "platform/html/gallery_test.h"

namespace gt::html {
namespace {

Page form_page(FormState const& state) {
  Html fields;
  fields << text_input({.name = "title",
                        .label = "What will be done",
                        .hint{"Start with a verb."},
                        .value = "Group supervision <pilot>"},
                       state)
         << date_input({.name = "due", .label = "New due date", .value = "30 November 2026", .strong_label = true},
                       state)
         << textarea({.name = "why",
                      .label = "Why is it moving?",
                      .value = "The East team has no manager.",
                      .strong_label = true},
                     state)
         << select({.name = "theme",
                    .label = "Theme",
                    .options = {{"", "Choose one"}, {"1", "1 Front door"}, {"2", "2 Supervision"}},
                    .value = "2"},
                   state)
         << radios({.name = "keep",
                    .legend = "Who decides?",
                    .options = {{"board", "The board", {"It meets on 16 December."}}, {"sponsor", "The sponsor"}},
                    .value = "sponsor"},
                   state)
         << checkboxes({.name = "findings",
                        .legend = "Findings it answers",
                        .options = {{"1", "1 Planning"}, {"4", "4 Supervision"}, {"5", "5 Oversight"}},
                        .values = {"4"},
                        .small = true},
                       state)
         << text_input({.name = "cost",
                        .label = "Cost",
                        .value = "64000",
                        .inputmode = "numeric",
                        .width = 10,
                        .prefix = "\u00a3"},
                       state)
         << file_upload({.name = "report",
                         .label = "Inspection report",
                         .hint{"A PDF of up to 20 MB."},
                         .accept = ".pdf,application/pdf"},
                        state)
         << button_group({button({"Ask the board"}), button({"Save as draft", ButtonKind::secondary, "draft", "1"}),
                          link({"Cancel"}, "/actions/a")});
  Html body;
  body << head({.title = "Ask for a new due date", .caption = "2.1.7 Group supervision pilot in East and North"})
       << paragraph({"First due 30 April 2026. Moved twice. A third move must go to the board."})
       << form({.action = "/actions/a",
                .csrf_token = "token-of-this-session",
                .body = fields,
                .lock_version = 7,
                .multipart = true});
  return {.title = "Change a due date",
          .section = "Plan",
          .breadcrumbs = {{{"Plan"}, "/plan"}},
          .body = body,
          .form = state};
}

Page conflict_page() {
  return {.title = std::string(conflict_title),
          .section = "Plan",
          .body = conflict(
              {.what = "2.1.7 Group supervision pilot in East and North",
               .saved_by = "the service manager, East",
               .saved_at = moment(Instant::from_iso("2026-11-12T10:51:00Z").value()),
               .fields = {{"Due date", {"30 November 2026"}, {"30 November 2026"}, {"29 January 2027"}},
                          {"Progress",
                           {"Waiting for a manager"},
                           {"Cover found from 23 November"},
                           {"East has no manager until 4 January"}},
                          {"Risk score", {9}, {6}, {9}}},
               .action = "/actions/a/conflict",
               .csrf_token = "token-of-this-session",
               .stored_lock_version = 8,
               .mine = {{"due", "29 January 2027"}, {"progress", "East has no \"manager\" until 4 January"}}})};
}

Page pieces_page() {
  Html body;
  body << head({.title = "Every other piece"}) << lede({"The first thing someone must know, in words."})
       << columns(
              heading(Html{} << "Due from you <span class=\"gt-quiet\">" << 2 << "</span>")
                  << task_list({{link({"Sign off the report"}, "/a"), {"2 figures have no source."}, late(13)},
                                {link({"Confirm the draft"}, "/b"), {}, {"Tomorrow"}}})
                  << summary_list({{"Owner", words("Service manager, East"), {{"Change", "/actions/a/edit"}}},
                                   {"Due", date(day(2026, 11, 30)), {}}})
                  << details("Show these figures as a table",
                             table({.caption = "Case supervision on time",
                                    .columns = {{"Month"}, {"On time", true}, {"Rate", true}},
                                    .rows = {{{{"October 2025"}, words(grouped(1104)), {"71%"}}},
                                             {{{"October 2026"}, withheld(), {"88%"}}},
                                             {{{"All"}, {1946}, {"80%"}}, RowKind::total}},
                                    .shape = TableShape::plain,
                                    .caption_shown = true,
                                    .tight = true}))
                  << warning_text({"This cannot be taken back."}) << inset({"A window, not a date."})
                  << paragraphs("First line\nsecond line\n\nNew paragraph & <b>")
                  << quote({"You are the first person who asked.", {"A parent, November 2026"}}),
              panel("What changed since the board of 21 October",
                    Html{} << "<ul class=\"gt-list gt-change gt-flush\"><li>"
                           << change({"Output only"}, {"Practice has changed"}) << "</li></ul>")
                  << tiles({{"findings with nothing yet shown", figure({"5 <small>of 14</small>"}, "/inspections/x")},
                            {"actions late", figure(9, "/plan?late=1")}})
                  << subheading({"In a matrix"}) << bullets({{"Promise"}, {"Decision"}}))
       << table({.caption = "The plan by theme",
                 .columns = {{"Action"}, {"Owner"}, {"Answers"}, {"A", true}, {"B", true}, {"C", true}},
                 .rows = {{{Html{} << "2 Supervision <span class=\"gt-quiet\">" << brag(Brag::amber, "At risk")
                                   << "</span>"},
                           RowKind::group},
                          {{{"2.1 Supervision that moves plans"},
                            {"Principal social worker"},
                            sentence_list({{4}, {5}, {12}}),
                            {1},
                            {2},
                            {3}},
                           RowKind::sub},
                          {{{"2.1.7 Group supervision pilot"}, {"Service manager, East"}, {4}, {1}}, RowKind::sub2},
                          {{{"2.1.9 Now"}, {"Someone"}, {5}, {1}, {2}, {3}}, RowKind::now}},
                 .shape = TableShape::scroll})
       << columns_even(
              empty_state({"No promises recorded yet",
                           {"When someone tells a committee \u201cwe will come back to you\u201d, write it here."},
                           {link_button("Record the first promise", "/promises/new"),
                            link({"Read them from minutes"}, "/minutes")}}),
              button_link({.label = "Remove",
                           .action = "/actions/a/remove",
                           .csrf_token = "t",
                           .about = "action 2.1.7",
                           .lock_version = 3}));
  return {.title = "Every other piece",
          .section = "My work",
          .body = body,
          .notice = notification_banner(Notice::success, "Saved", {"The action is saved."})};
}

Page confirmation_page() {
  return {.title = "Report issued",
          .section = "Inspections",
          .body = confirmation({"Report read and stored",
                                {"Havenport, 12 pages, 5 areas for improvement"},
                                {{"Check the areas against the page."}, {"Confirm, and they become findings."}},
                                link({"Check it now"}, "/inspections/x")})};
}

Page problem_page() {
  return {.title = "Page not found",
          .body = problem(
              {"Page not found", {"There is nothing at this address."}, link({"Go to my work"}, "/"), "req-7k2m"})};
}

Page sign_in_page() {
  Html fields;
  fields << text_input({.name = "email", .label = "Email address", .type = "email", .autocomplete = "username"})
         << text_input({.name = "password",
                        .label = "Password",
                        .value = "never shown",
                        .type = "password",
                        .autocomplete = "current-password"})
         << button({"Continue"});
  return {.title = "Sign in",
          .body = columns(
              Html{} << "<div class=\"gt-signin gt-flush\"><h1 class=\"govuk-heading-l\">Sign in</h1>"
                     << form({.action = "/sign-in", .csrf_token = "before", .body = fields}) << "</div>",
              panel("What this is for",
                    paragraph(
                        {"Golden Thread follows each thing inspectors said through to what changed for children."})))};
}

FormState refused() {
  return FormState::refused({{"csrf_token", {"x"}},
                             {"title", {"Pilot \"East\""}},
                             {"due", {"29 1 2026"}},
                             {"why", {"\n<i>first line empty"}},
                             {"theme", {""}},
                             {"findings", {"1", "5"}}},
                            Error{ErrorKind::invalid,
                                  "Two fields need another look.",
                                  {{"due", "The new date must be after 30 November 2026, the date it replaces"},
                                   {"why", "Say why the date is moving. The board will read these words"},
                                   {"theme", "Choose a theme"},
                                   {"keep", "Say who decides"},
                                   {"findings", "Choose findings of this inspection"},
                                   {"report", "That file is not a PDF"}}});
}

TEST(Gallery, Form) { expect_golden("form", gallery_frame(), form_page({})); }
TEST(Gallery, RefusedForm) { expect_golden("form-refused", gallery_frame(), form_page(refused())); }
TEST(Gallery, Conflict) { expect_golden("conflict", gallery_frame(), conflict_page()); }
TEST(Gallery, Confirmation) { expect_golden("confirmation", gallery_frame(), confirmation_page()); }
TEST(Gallery, Problem) { expect_golden("problem", gallery_frame(), problem_page()); }
TEST(Gallery, SignIn) { expect_golden("sign-in", {.council = "Northmere Council"}, sign_in_page()); }

TEST(Gallery, EveryOtherPiece) {
  Frame frame = gallery_frame();
  frame.development_notice = "It is run as if it were 21 November 2027 at 09:00.";
  expect_golden("pieces", frame, pieces_page());
}

TEST(Gallery, Paper) {
  Page page = pieces_page();
  page.paper = true;
  page.notice = {};
  expect_golden("paper", gallery_frame(), page);
}

}  // namespace
}  // namespace gt::html
