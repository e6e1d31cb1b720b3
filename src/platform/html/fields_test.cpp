#include "platform/html/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::html {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Form, AlwaysCarriesTheTokenAndTheVersionItEdits) {
  std::string const plain = form({.action = "/a", .csrf_token = "t0k", .body = {}}).str();
  EXPECT_THAT(plain, HasSubstr("method=\"post\""));
  EXPECT_THAT(plain, HasSubstr("<input type=\"hidden\" name=\"csrf_token\" value=\"t0k\">"));
  EXPECT_THAT(plain, Not(HasSubstr("lock_version")));
  std::string const editing = form({.action = "/a", .csrf_token = "t0k", .body = {}, .lock_version = 0}).str();
  EXPECT_THAT(editing, HasSubstr("<input type=\"hidden\" name=\"lock_version\" value=\"0\">"));
  EXPECT_THAT(button_link({.label = "Sign out", .action = "/sign-out", .csrf_token = "t0k"}).str(),
              HasSubstr("name=\"csrf_token\" value=\"t0k\""));
}

TEST(Form, SendsAnActionElsewhereNowhere) {
  EXPECT_THAT(form({.action = "javascript:x", .csrf_token = "t", .body = {}}).str(), HasSubstr("action=\"#\""));
}

TEST(FormState, ShowsWhatWasTypedOnceTheFormWasSent) {
  FormState const fresh;
  EXPECT_EQ(fresh.shown("title", "stored"), "stored");
  EXPECT_TRUE(fresh.chosen("box", "1", true));
  FormState const sent{{{"title", {""}}, {"box", {"2", "3"}}}, {}, {}};
  EXPECT_EQ(sent.shown("title", "stored"), "") << "an emptied field stays empty";
  EXPECT_EQ(sent.shown("other", "stored"), "stored") << "a field the form does not have";
  EXPECT_FALSE(sent.chosen("box", "1", true));
  EXPECT_TRUE(sent.chosen("box", "3", false));
  EXPECT_FALSE(sent.chosen("unticked", "1", true)) << "an unticked box is not sent at all";
}

TEST(FormState, LinksEachMessageToItsFieldAndRepeatsItThere) {
  FormState const state = FormState::refused(
      {{"due", {"yesterday"}}}, Error{ErrorKind::invalid, "Look again.", {{"due", "Give a day after today"}}});
  EXPECT_THAT(error_summary(state).str(), HasSubstr("<a href=\"#due\">Give a day after today</a>"));
  EXPECT_THAT(error_summary(state).str(), Not(HasSubstr("Look again.")));
  std::string const field = date_input({.name = "due", .label = "Due"}, state).str();
  EXPECT_THAT(field, HasSubstr("id=\"due\""));
  EXPECT_THAT(field, HasSubstr("value=\"yesterday\""));
  EXPECT_THAT(field, HasSubstr("aria-describedby=\"due-hint due-error\""));
  EXPECT_THAT(field, HasSubstr("Give a day after today"));
}

TEST(FormState, ShowsARefusalOfNoFieldWithoutALink) {
  FormState const state =
      FormState::refused({{"a", {"b"}}}, Error{ErrorKind::forbidden, "Only a programme manager may do this.", {}});
  EXPECT_TRUE(state.has_errors());
  EXPECT_THAT(error_summary(state).str(), HasSubstr("<li>Only a programme manager may do this.</li>"));
  EXPECT_TRUE(error_summary({}).empty());
}

TEST(TextInput, NeverShowsAPasswordAgain) {
  FormState const sent{{{"password", {"secret words"}}}, {}, {}};
  EXPECT_THAT(
      text_input({.name = "password", .label = "Password", .value = "secret words", .type = "password"}, sent).str(),
      Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace gt::html
