#include "evidence/evidence_rules.h"

#include <gmock/gmock.h>

#include "evidence/settings.h"

namespace gt::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Date day(std::string_view iso) { return Date::from_iso(iso).value(); }
Date const today = day("2026-11-21");

Evidence document() {
  auto const adder = Person{AccountId::trusted("adder"), "Contributor"};
  return {.id = EvidenceId::fresh(),
          .number = 7,
          .title = "Supervision policy",
          .source = Source::document,
          .voice = {},
          .rung = Rung::output,
          .dated = day("2026-10-31"),
          .period_from = {},
          .period_to = {},
          .shows = "The policy was issued.",
          .expires = day("2027-04-30"),
          .address = {},
          .measure = {},
          .audit = {},
          .file = {},
          .reviewer = {},
          .reviewed_at = {},
          .review_note = {},
          .added_by = adder,
          .added_at = Instant::from_iso("2026-11-01T09:00:00Z").value(),
          .changed_by = adder,
          .ended = {}};
}

MeasureRecord supervision() {
  return {"Supervision held",          "social workers",           "Case system", GoodDirection::higher,
          {31, 80, day("2026-03-31")}, {66, 82, day("2026-10-31")}};
}

TEST(IsCurrent, UntilItsLastDayUnlessRejectedOrTakenOut) {
  auto each = document();
  EXPECT_TRUE(is_current(each, today));
  each.expires = today;
  EXPECT_TRUE(is_current(each, today));
  each.expires = today.plus_days(-1);
  EXPECT_FALSE(is_current(each, today));
  each = document();
  each.review = ReviewState::rejected;
  EXPECT_FALSE(is_current(each, today));
  each.review = ReviewState::accepted;
  EXPECT_TRUE(is_current(each, today));
  each.ended = each.added_at;
  EXPECT_FALSE(is_current(each, today));
}

TEST(MeasureHasMoved, WithBaselineEndValueAndDates) {
  EXPECT_TRUE(measure_has_moved(supervision()).has_moved);
  EXPECT_THAT(measure_has_moved(supervision()).missing, IsEmpty());
}

TEST(MeasureHasMoved, SaysEveryPieceThatIsMissing) {
  struct Case {
    std::string what;
    void (*spoil)(MeasureRecord&);
  };
  std::vector<Case> const cases{
      {"the baseline’s value is missing", [](MeasureRecord& each) { each.baseline.numerator.reset(); }},
      {"the baseline’s date is missing", [](MeasureRecord& each) { each.baseline.on.reset(); }},
      {"the end value is missing", [](MeasureRecord& each) { each.end.numerator.reset(); }},
      {"the end value’s date is missing", [](MeasureRecord& each) { each.end.on.reset(); }},
      {"the end value’s denominator is missing", [](MeasureRecord& each) { each.end.denominator.reset(); }},
      {"the baseline’s denominator is missing", [](MeasureRecord& each) { each.baseline.denominator.reset(); }},
      {"the end value is dated 31 March 2026, which is not after the baseline’s 31 March 2026",
       [](MeasureRecord& each) { each.end.on = each.baseline.on; }},
      {"the value rose from 31 of 80 to 66 of 82, and lower is better",
       [](MeasureRecord& each) { each.good = GoodDirection::lower; }},
      {"the value fell from 31 of 80 to 31 of 82, and higher is better",
       [](MeasureRecord& each) { each.end.numerator = 31; }},
      {"the value is the same at both dates: 31 of 80, then 62 of 160", [](MeasureRecord& each) {
         each.end.numerator = 62;
         each.end.denominator = 160;
       }}};
  for (auto const& each : cases) {
    auto record = supervision();
    each.spoil(record);
    auto movement = measure_has_moved(record);
    EXPECT_FALSE(movement.has_moved) << each.what;
    EXPECT_THAT(movement.missing, ElementsAre(each.what));
  }
  EXPECT_THAT(measure_has_moved(MeasureRecord{}).missing,
              ElementsAre("the baseline’s value is missing", "the baseline’s date is missing",
                          "the end value is missing", "the end value’s date is missing"));
}

TEST(MeasureHasMoved, ComparesRatesAndNotCounts) {
  auto record = supervision();
  record.baseline = {40, 50, day("2026-03-31")};
  record.end = {45, 60, day("2026-10-31")};  // more of them, but a smaller share
  EXPECT_FALSE(measure_has_moved(record).has_moved);
  record.good = GoodDirection::lower;
  EXPECT_TRUE(measure_has_moved(record).has_moved);
  record.baseline = {14, std::nullopt, day("2026-03-31")};
  record.end = {9, std::nullopt, day("2026-10-31")};
  EXPECT_TRUE(measure_has_moved(record).has_moved);
}

TEST(MeasureHasMoved, NothingButAMeasureMoves) {
  auto each = document();
  EXPECT_FALSE(measure_has_moved(each).has_moved);
  each.measure = supervision();
  EXPECT_TRUE(measure_has_moved(each).has_moved);
}

TEST(DefaultExpiry, SixMonthsAfterThePeriodOrTheDate) {
  auto months = months_until_stale(today);
  EXPECT_EQ(months, 6);
  EXPECT_EQ(default_expiry(day("2026-10-15"), std::nullopt, months), day("2027-04-15"));
  EXPECT_EQ(default_expiry(day("2026-10-15"), day("2026-09-30"), months), day("2027-03-30"));
  EXPECT_EQ(default_expiry(day("2026-08-31"), std::nullopt, months), day("2027-02-28"));
  EXPECT_EQ(default_expiry(day("2027-08-31"), std::nullopt, months), day("2028-02-29"));
  EXPECT_EQ(default_expiry(day("2026-06-30"), std::nullopt, 3), day("2026-09-30"));
}

TEST(DatedIsNotInTheFuture, TodayAtTheLatest) {
  auto each = document();
  each.dated = today;
  EXPECT_TRUE(dated_is_not_in_the_future(each, today).has_value());
  each.dated = today.plus_days(1);
  EXPECT_THAT(dated_is_not_in_the_future(each, today).error().message, HasSubstr("21 November 2026 or earlier"));
}

TEST(PeriodIsWhole, BothEndsInOrderAndPast) {
  auto each = document();
  auto refused = [&](std::optional<Date> from, std::optional<Date> to) {
    each.period_from = from;
    each.period_to = to;
    auto result = period_is_whole(each, today);
    return result ? std::string() : result.error().fields.front().field;
  };
  EXPECT_EQ(refused(std::nullopt, std::nullopt), "");
  EXPECT_EQ(refused(day("2026-08-01"), day("2026-08-01")), "");
  EXPECT_EQ(refused(day("2026-08-01"), std::nullopt), "period_to");
  EXPECT_EQ(refused(std::nullopt, day("2026-08-01")), "period_from");
  EXPECT_EQ(refused(day("2026-08-02"), day("2026-08-01")), "period_to");
  EXPECT_EQ(refused(day("2026-08-02"), today.plus_days(1)), "period_to");
}

TEST(ExpiresAfterItsDate, OrOnIt) {
  auto each = document();
  each.expires = each.dated;
  EXPECT_TRUE(expires_after_its_date(each).has_value());
  each.expires = each.dated.plus_days(-1);
  EXPECT_EQ(expires_after_its_date(each).error().fields.front().field, "expires");
}

TEST(RecordFitsSource, EachSourceHasItsOwn) {
  auto refused = [](Evidence const& each) {
    auto result = record_fits_source(each);
    return result ? std::string() : result.error().fields.front().field;
  };
  auto each = document();
  EXPECT_EQ(refused(each), "");
  each.voice = Voice::child;
  EXPECT_EQ(refused(each), "voice");
  each.source = Source::feedback;
  EXPECT_EQ(refused(each), "");
  each.voice.reset();
  EXPECT_EQ(refused(each), "voice");
  each = document();
  each.source = Source::link;
  EXPECT_EQ(refused(each), "address");
  for (auto const* address : {"javascript:alert(1)", "ftp://council.example", "council.example", "//council.example"}) {
    each.address = address;
    EXPECT_EQ(refused(each), "address") << address;
  }
  each.address = "https://council.example/a";
  EXPECT_EQ(refused(each), "");
  each.measure = supervision();
  EXPECT_EQ(refused(each), "measure_name");
  each.source = Source::measure;
  EXPECT_EQ(refused(each), "");
  each.measure.reset();
  EXPECT_EQ(refused(each), "measure_name");
  each.source = Source::audit;
  EXPECT_EQ(refused(each), "audit_question");
  each.audit = AuditRecord{"Is it reflective?", 8, 11};
  EXPECT_EQ(refused(each), "");
  each.source = Source::observation;
  EXPECT_EQ(refused(each), "audit_question");
}

TEST(FiguresArePossible, CountsThatCanBe) {
  auto each = document();
  auto refused = [&] {
    auto result = figures_are_possible(each, today);
    return result ? std::string() : result.error().fields.front().field;
  };
  each.audit = AuditRecord{"Is it reflective?", 0, 1};
  EXPECT_EQ(refused(), "");
  each.audit = AuditRecord{"Is it reflective?", 12, 11};
  EXPECT_EQ(refused(), "audit_good");
  each.audit = AuditRecord{"Is it reflective?", -1, 11};
  EXPECT_EQ(refused(), "audit_good");
  each.audit = AuditRecord{"Is it reflective?", 0, 0};
  EXPECT_EQ(refused(), "audit_audited");
  each.audit.reset();
  each.measure = supervision();
  EXPECT_EQ(refused(), "");
  each.measure->baseline = {};
  EXPECT_EQ(refused(), "");
  each.measure->end = {};
  EXPECT_EQ(refused(), "end_numerator");
  each.measure = supervision();
  each.measure->end.denominator = 0;
  EXPECT_EQ(refused(), "end_denominator");
  each.measure->end = {-1, 80, today};
  EXPECT_EQ(refused(), "end_numerator");
  each.measure->end = {std::nullopt, 80, today};
  EXPECT_EQ(refused(), "end_numerator");
  each.measure->end = {1, 80, today.plus_days(1)};
  EXPECT_EQ(refused(), "end_on");
  each.measure->end = {1, 80, today};
  each.measure->baseline.numerator = 1'000'000'001;
  EXPECT_EQ(refused(), "baseline_numerator");
}

TEST(FiguresArePossible, AShareIsNoMoreThanItsWholeAndARateMayBe) {
  auto each = document();
  each.source = Source::measure;
  each.measure = supervision();
  each.measure->end = {700, 604, today};
  auto const refused = figures_are_possible(each, today);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fields.at(0).field, "end_numerator");
  EXPECT_THAT(refused.error().message, HasSubstr("700 of 604 is more than the whole."));
  each.measure->end = {604, 604, today};
  EXPECT_TRUE(figures_are_possible(each, today).has_value());
  each.measure->baseline = {81, 80, today};
  ASSERT_FALSE(figures_are_possible(each, today).has_value());
  EXPECT_EQ(figures_are_possible(each, today).error().fields.at(0).field, "baseline_numerator");
  struct Case {
    char const *name, *unit;
    bool is_possible;
  };
  for (auto const& one : {Case{"Referrals", "per 10,000 children", true}, Case{"Rate of referrals", "children", true},
                          Case{"Average caseload", "social workers", true}, Case{"Visits", "visits per child", true},
                          Case{"Visits in time", "per cent", false}, Case{"Visits in time", "percent", false},
                          Case{"Moderated visits", "children, per 100", false}}) {
    each.measure->name = one.name;
    each.measure->unit = one.unit;
    EXPECT_EQ(figures_are_possible(each, today).has_value(), one.is_possible) << one.name << ", " << one.unit;
  }
}

TEST(ReviewerIsSomeoneElse, ThanWhoeverHadAHandInIt) {
  auto each = document();
  auto const other = AccountId::trusted("other");
  EXPECT_TRUE(reviewer_is_someone_else(each, other).has_value());
  EXPECT_THAT(reviewer_is_someone_else(each, AccountId::trusted("adder")).error().message,
              HasSubstr("Whoever added this evidence cannot review it"));
  each.changed_by = {other, "Editor"};
  EXPECT_THAT(reviewer_is_someone_else(each, other).error().message, HasSubstr("last changed"));
  each.changed_by = each.added_by;
  each.file = FileVersion{1, "hash", "a.pdf", 9, "application/pdf", {other, "Bringer"}, each.added_at};
  EXPECT_THAT(reviewer_is_someone_else(each, other).error().message, HasSubstr("brought the file"));
}

TEST(RejectionHasAReason, OrIsNone) {
  EXPECT_TRUE(rejection_has_a_reason(ReviewState::accepted, "").has_value());
  EXPECT_TRUE(rejection_has_a_reason(ReviewState::rejected, "Too few cases.").has_value());
  EXPECT_EQ(rejection_has_a_reason(ReviewState::rejected, "").error().fields.front().field, "note");
}

TEST(ReviewLapses, WhenWhatWasReviewedIsNoLongerThere) {
  auto const before = document();
  auto changed = [&](auto&& change) {
    auto after = before;
    change(after);
    return review_lapses(before, after);
  };
  EXPECT_FALSE(changed([](Evidence&) {}));
  EXPECT_FALSE(changed([](Evidence& each) { each.is_restricted = true; }));
  EXPECT_FALSE(changed([](Evidence& each) { each.expires = each.expires.plus_days(-1); }));
  EXPECT_TRUE(changed([](Evidence& each) { each.expires = each.expires.plus_days(1); }));
  EXPECT_TRUE(changed([](Evidence& each) { each.rung = Rung::outcome; }));
  EXPECT_TRUE(changed([](Evidence& each) { each.shows = "More."; }));
  EXPECT_TRUE(changed([](Evidence& each) { each.measure = supervision(); }));
  EXPECT_TRUE(changed([](Evidence& each) {
    each.file = FileVersion{1, "hash", "a.pdf", 9, "application/pdf", each.added_by, each.added_at};
  }));
}

TEST(ExpiryWords, AsPeopleSayThem) {
  EXPECT_EQ(expiry_words(day("2027-05-20"), today), "expires 20 May 2027");
  EXPECT_EQ(expiry_words(today, today), "expires today");
  EXPECT_EQ(expiry_words(today.plus_days(-1), today), "expired yesterday");
  EXPECT_EQ(expiry_words(today.plus_days(-13), today), "expired 13 days ago");
  EXPECT_EQ(expiry_words(today.plus_days(-30), today), "expired 4 weeks ago");
  EXPECT_EQ(expiry_words(day("2026-08-20"), today), "expired 3 months ago");
  EXPECT_EQ(expiry_words(day("2024-08-20"), today), "expired 2 years ago");
}

TEST(ValueWords, NeverAPercentageAlone) {
  EXPECT_EQ(value_words({8, 11, std::nullopt}), "8 of 11");
  EXPECT_EQ(value_words({14, std::nullopt, std::nullopt}), "14");
  EXPECT_EQ(value_words({}), "");
}

}  // namespace
}  // namespace gt::evidence
