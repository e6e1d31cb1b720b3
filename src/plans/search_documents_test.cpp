#include "plans/search_documents.h"

#include <gmock/gmock.h>

#include "plans/plan_store.h"

namespace gt::plans {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(SearchDocumentOfAnAction, IsFoundByItsOwnReferenceAndByTheNumberOfThePlan) {
  Action action{ActionId::fresh(),         36, "Supervise",  "Lead", std::nullopt, std::nullopt, std::nullopt,
                ActionStatus::not_started, "", std::nullopt, 1};
  EXPECT_THAT(search_document(action).body, HasSubstr("GT-36"));
  action.reference = "A1";
  EXPECT_THAT(search_document(action).body, AllOf(HasSubstr("A1"), HasSubstr("GT-36"), HasSubstr("Action 36")));
}

}  // namespace
}  // namespace gt::plans
