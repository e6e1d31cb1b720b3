#include <gtest/gtest.h>

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;

class ThemeProofs : public test::PlansTest {
 protected:
  std::map<std::string, ThemeProof> proof(evidence::Sight sight = evidence::Sight::everything) {
    auto transaction = database().read(actor_.authority);
    return proof_by_theme(transaction, sight, clock_.today());
  }
};

TEST_P(ThemeProofs, CountsWhatWasDoneUnderAThemeAndInItsProjects) {
  auto const practice = theme("Practice"), quiet = theme("Quiet");
  auto const project = done("project add", {{"title", "Supervision"}, {"under", {practice}}}).value("id", "");
  action("One", {{"under", {practice}}, {"status", "done"}});  // with evidence of the output
  auto const two = action("Two", {{"under", {project}}});
  auto const audit = prove(two, {{"source", "audit"},
                                 {"address", ""},
                                 {"audit_question", "Is it reflective?"},
                                 {"audit_good", 8},
                                 {"audit_audited", 11}});
  auto const objective =
      done("objective add", {{"title", "Every child is heard"}, {"inside", project}}).value("id", "");
  done("link add", {{"from", objective}, {"to", audit}});  // the same evidence is counted once
  auto const measure =
      done("success-measure add",
           {{"title", "Children heard"}, {"inside", objective}, {"unit", "percent"}, {"better", "higher"}})
          .value("id", "");
  auto const all = proof();
  ASSERT_TRUE(all.contains(practice));
  EXPECT_FALSE(all.contains(quiet));
  auto const& here = all.at(practice);
  EXPECT_EQ(here.actions, 2);
  EXPECT_EQ(here.done, 1);
  EXPECT_EQ(here.evidence, 2);
  EXPECT_EQ(here.audits, 1);
  EXPECT_EQ(here.measures, 1);
  EXPECT_EQ(here.moved, 0);

  auto const figures = prove(measure, {{"source", "measure"},
                                       {"address", ""},
                                       {"measure_name", "Children heard"},
                                       {"measure_good", "higher"},
                                       {"baseline_numerator", 5},
                                       {"baseline_denominator", 10},
                                       {"baseline_on", "2026-01-01"},
                                       {"end_numerator", 9},
                                       {"end_denominator", 10},
                                       {"end_on", "2026-10-01"}});
  EXPECT_EQ(proof().at(practice).moved, 0) << "nobody has accepted it";
  actor_.account = AccountId::fresh();
  done("evidence review", {{"evidence", figures}, {"version", 1}, {"verdict", "accepted"}});
  EXPECT_EQ(proof().at(practice).moved, 1);
  EXPECT_EQ(proof().at(practice).evidence, 3);
}

INSTANTIATE_TEST_SUITE_P(Engines, ThemeProofs, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
