#include "platform/html/gallery_test.h"

namespace gt::html {
namespace {

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

TEST(Gallery, Inspection) { expect_golden("inspection", gallery_frame(), inspection_page()); }
TEST(Gallery, Thread) { expect_golden("thread", gallery_frame(), thread_page()); }

}  // namespace
}  // namespace gt::html
