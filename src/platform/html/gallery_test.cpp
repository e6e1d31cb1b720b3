// Whole pages made of every component, held to the files in testdata/. After an intended change:
//   GOLDENTHREAD_REBASELINE=1 gt_html_test   writes the files again; read the difference before committing it
//   GOLDENTHREAD_GALLERY=folder gt_html_test  also writes pages and assets to look at over any file server
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/html/assets.h"
#include "platform/html/components.h"
#include "platform/html/layout.h"

namespace gt::html {
namespace {

Date day(int year, int month, int day_of_month) { return Date::from_parts(year, month, day_of_month).value(); }

Frame frame() {
  return {.council = "Northmere Council",
          .sections = {{"My work", "/"},
                       {"Inspections", "/inspections"},
                       {"Plan", "/plan"},
                       {"Administration", "/administration"}},
          .signed_in = "Programme manager",
          .csrf_token = "token-of-this-session",
          .footer_links = {{{"Accessibility statement"}, "/accessibility"}, {{"How ratings work"}, "/ratings"}},
          .footer_note{"A figure underlined in gold leads to its source. Words in serif are someone else\u2019s."},
          .search = "/search"};
}

Html judgements() {
  return table(
      {.caption = "Judgements at each inspection",
       .columns = {{"Area"}, {"February 2019"}, {"June 2025"}},
       .rows = {{{{"Overall"}, grade("Good"), grade("Requires improvement")}},
                {{{"Leaders\u2019 impact on practice"},
                  with_note(grade("Requires improvement to be good"), {"as Leadership, management and governance"}),
                  grade("Inadequate")}},
                {{{"Care leavers"}, {"Not judged apart"}, grade("Outstanding")}}}});
}

Html findings() {
  std::vector<Column> const columns = {{"Finding", false, "finding"},
                                       {"Inspector\u2019s words"},
                                       {"Thread"},
                                       {"Delivered", false, "delivered"},
                                       {"Actions", true, "actions"}};
  auto const row = [](Html finding, std::string words, Html thread, Html delivered, int actions) {
    return Row{{finding, with_note(said(words), {"Paragraph 9, page 4"}), thread, delivered, Html{actions}}};
  };
  using enum Knot;
  return table(
      {.caption = "Findings of the June 2025 inspection",
       .columns = columns,
       .rows = {row(link({"1 Planning"}, "/findings/a"),
                    "Plans are not always specific about what needs to change or by when.",
                    strip({full, full, full, full, full, part}, "Holds"), brag(Brag::green, "On track"), 11),
                row(link({"2 Supervision"}, "/findings/b"),
                    "Supervision does not consistently help social workers to reflect.",
                    strip({full, full, part, gap, full, full}, "No evidence. 1 action late"),
                    brag(Brag::amber, "At risk"), 3),
                row(link({"3 Exploitation"}, "/findings/c"), "Risks outside the home are considered separately.",
                    strip({full, gap, gap, gap, gap, gap}, "No theme. Breaks after the sentence"),
                    brag(Brag::red, "Off track"), 0),
                row(link({"4 Chronologies"}, "/findings/d"), "Chronologies are often out of date or missing.",
                    strip({full, full, full, full, full, full}, "Unbroken"), brag(Brag::blue, "Embedded"), 1104)},
       .sorting = Sorting::from_query("/inspections/x", Query{{{"sort", "finding"}, {"delivered", "late"}}}, columns,
                                      "finding")});
}

Page inspection_page() {
  Html body;
  body << head({.title = "Inspection, June 2025",
                .caption =
                    "Ofsted, inspection of local authority children\u2019s services (ILACS), January 2023 framework",
                .facts = {{"On site", date_range(day(2025, 6, 9), day(2025, 6, 20))},
                          {"Published", date(day(2025, 9, 1))},
                          {"Overall", grade("Requires improvement")}},
                .actions = {{{"Read the report, 14 pages"}, "/documents/x"},
                            {{"Download findings (CSV)"}, "?format=csv"}},
                .beside_title = tag("Confirmed", TagKind::good)})
       << sub_navigation({{"Findings and coverage", "/inspections/x", true},
                          {"Report text", "/inspections/x/text"},
                          {"History", "/inspections/x/history"}})
       << columns(heading({"Judgements, by the framework they were made under"}, "judgements")
                      << judgements() << source_line({"A blank is never read as a grade."}),
                  heading({"Statutory clocks"})
                      << clock({"Priority action statement", 6, 70, false, {"Due <strong>15 February 2027</strong>."}})
                      << clock({"Written statement of action", 66, 70, true, {"Sent 29 October 2025."}})
                      << clock({"Publish the report", 33, 30, false, {}}))
       << heading({"4 findings: where each thread holds and where it breaks"})
       << filter_bar(
              {.path = "/inspections/x",
               .query = Query{{{"sort", "finding"}, {"delivered", "late"}, {"words", "plan & review"}, {"page", "3"}}},
               .fields = {{"delivered", "Delivered", {{"", "All"}, {"late", "Late"}, {"risk", "At risk"}}},
                          {"theme", "Theme", {{"", "All"}, {"2", "2 Supervision and oversight"}}},
                          {"words", "Words", {}}},
               .shown = 4,
               .total = 1118,
               .noun = "finding"})
       << brag_key() << findings()
       << pagination(
              {.path = "/inspections/x", .query = Query{{{"sort", "finding"}, {"page", "6"}}}, .page = 6, .pages = 12})
       << gaps("Gaps in coverage",
               {Html{} << "1 finding has no theme: " << link({"3 Exploitation"}, "/findings/c") << ".",
                Html{"2 actions answer no finding. They may still be worth doing."}});
  return {.title = "Inspection, June 2025",
          .section = "Inspections",
          .breadcrumbs = {{{"Inspections"}, "/inspections"}},
          .body = body};
}

std::vector<Station> stations() {
  return {{.id = "s-sentence",
           .name = "Sentence",
           .map_note = "paragraph 23",
           .kind = "The inspector\u2019s sentence",
           .facts = {tag("Area for improvement")},
           .title{"Paragraph 23 <span class=\"gt-quiet\">under Leaders\u2019 impact on practice</span>"},
           .body = paragraph(Html{} << "The focused visit returned to it: "
                                    << said("Supervision is now mostly timely. Its quality is still too variable.")),
           .margins = {{{"Answerable: director of children\u2019s services."}}}},
          {.id = "s-theme",
           .name = "Theme",
           .map_note = "2 Supervision",
           .title = link({"2 Supervision and oversight"}, "/themes/2"),
           .body = paragraph({"Sponsor: assistant director."}),
           .margins = {{{"Answerable: assistant director."}}}},
          {.id = "s-actions",
           .name = "Actions",
           .knot = Knot::part,
           .map_note = "8 of 11 done",
           .facts = {{"8 done, 2 on time, 1 late"}},
           .title{"11 actions <span class=\"gt-quiet\">3 still open</span>"},
           .body = table(
               {.caption = "Open actions for finding 4",
                .columns = {{"Action"}, {"Owner"}, {"Due"}, {"Delivered"}},
                .rows = {{{Html{} << "2.1.7 " << link({"Group supervision pilot"}, "/actions/a"),
                           {"Service manager, East"},
                           due(day(2026, 11, 30), day(2026, 4, 30), 2),
                           brag(Brag::red, "Late")}},
                         {{Html{} << "2.1.9 " << link({"Supervision record shows the child\u2019s view"}, "/actions/b"),
                           {"Principal social worker"},
                           due(day(2026, 12, 31)),
                           brag(Brag::green, "On track")}}}}),
           .margins = {{{"2.1.7 has no recovery date the board accepts."}, "Weak point 2"}}},
          {.id = "s-evidence",
           .name = "Evidence",
           .knot = Knot::gap,
           .map_note = "None yet",
           .title{"Nothing shows it yet"},
           .body = paragraph({"No evidence has been accepted for this finding."}),
           .margins = {{{"Asked for on 21 October."}, "Weak point 1"}}},
          {.id = "s-decisions",
           .name = "Decisions",
           .map_note = "last 21 October",
           .title{"What the board decided"},
           .body = timeline({{"2026-10-21",
                              {"21 October 2026, Improvement Board, item 6"},
                              {"Refused the rating \u201cFamilies feel it\u201d."}},
                             {"2026-06-17",
                              {"17 June 2026, Improvement Board, item 4"},
                              {"Agreed the second move of action 2.1.7."}}})}};
}

Page thread_page() {
  Html body;
  body << head({.title = "Finding 4: Supervision",
                .caption = "The thread of one finding",
                .actions = {{{"What changed"}, "?since=2026-10-21"}}})
       << opening({.sentence = "Supervision is regular for some and not for others. Where it happens, it does not "
                               "consistently help social workers to reflect on what life is like for the child.",
                   .source = Html{} << "Ofsted, report of " << date(day(2025, 9, 1)) << ", "
                                    << link({"paragraph 23, page 6"}, "/documents/x#page=6") << ".",
                   .stands_title = "Where it stands",
                   .stands{"<p>It has a theme and 11 actions. <strong>Nothing shows the difference yet.</strong></p>"}})
       << ratings({"Delivered: did we do what we said?",
                   brag(Brag::amber, "At risk"),
                   Html{} << figure(words(part_of(8, 11)), "#s-actions", 1) << " actions done. One is late.",
                   {"To be rated On track: a recovery date."}},
                  {"Difference made: is it different for children?",
                   difference(3, "Practice has changed"),
                   ladder(3),
                   {"To climb: feedback from families."}})
       << thread_map(stations())
       << gaps("Where this thread is weak",
               {{"<strong>No evidence</strong> has been accepted."},
                {"<strong>Action 2.1.7 is late.</strong>"},
                {"One action has no owner."}},
               true)
       << heading({"Follow the thread"}) << thread(stations());
  return {.title = "Finding 4: Supervision",
          .section = "Inspections",
          .breadcrumbs = {{{"Inspections"}, "/inspections"}, {{"Inspection, June 2025"}, "/inspections/x"}},
          .body = body};
}

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
               .saved_by = "The service manager, East,",
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

std::string without_hash(std::string text) {
  std::string const hash{all_assets().front().hash};
  for (auto at = text.find(hash); at != std::string::npos; at = text.find(hash)) text.replace(at, hash.size(), "HASH");
  return text;
}

void write_file(std::filesystem::path const& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << bytes;
}

class Gallery : public testing::TestWithParam<std::string> {};

std::string document_named(std::string const& name) {
  Frame shared = frame();
  if (name == "inspection") return document(shared, inspection_page());
  if (name == "thread") return document(shared, thread_page());
  if (name == "form") return document(shared, form_page({}));
  if (name == "form-refused") return document(shared, form_page(refused()));
  if (name == "conflict") return document(shared, conflict_page());
  if (name == "confirmation") return document(shared, confirmation_page());
  if (name == "problem") return document(shared, problem_page());
  if (name == "sign-in") return document({.council = "Northmere Council"}, sign_in_page());
  shared.development_notice = "It is run as if it were 21 November 2027 at 09:00.";
  return document(shared, pieces_page());
}

TEST_P(Gallery, MatchesTheFileInTestdata) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  ASSERT_NE(source, nullptr) << "Set GOLDENTHREAD_SOURCE to the repository's root.";
  std::string const page = document_named(GetParam());
  auto const golden = std::filesystem::path(source) / "src/platform/html/testdata" / (GetParam() + ".html");
  if (std::getenv("GOLDENTHREAD_REBASELINE") != nullptr) write_file(golden, without_hash(page));
  if (char const* const gallery = std::getenv("GOLDENTHREAD_GALLERY")) {
    write_file(std::filesystem::path(gallery) / (GetParam() + ".html"), page);
    for (Asset const& asset : all_assets()) {
      write_file(std::filesystem::path(gallery) / asset_url(asset.path).text().substr(1), asset.bytes);
    }
  }
  std::ostringstream expected;
  expected << std::ifstream{golden, std::ios::binary}.rdbuf();
  EXPECT_EQ(without_hash(page), expected.str());
}

INSTANTIATE_TEST_SUITE_P(Pages, Gallery,
                         testing::Values("inspection", "thread", "form", "form-refused", "conflict", "confirmation",
                                         "problem", "sign-in", "pieces"),
                         [](auto const& page) {
                           std::string name = page.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace gt::html
