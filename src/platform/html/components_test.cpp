#include "platform/html/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::html {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Every text field of every component is given this; if any writes it as markup, the page would run it.
std::string const hostile = "\"><img src=x onerror='alert(1)'>&";

TEST(Components, EscapeEveryRuntimeText) {
  std::string const& x = hostile;
  FormState const state{{{x, {x}}}, {{x, x}}, x};
  Html const h = words(x);
  Sorting const sorting{x, Query{{{x, x}}}, x, true};
  std::vector<Html> const pieces = {
      text_input({x, x, h, x, x, x, x, 5, x, x}, state),
      date_input({x, x, h, x}, state),
      textarea({x, x, h, x}, state),
      select({x, x, {{x, x, h}}, h, x}, state),
      radios({x, x, {{x, x, h}}, h, x}, state),
      checkboxes({x, x, {{x, x, h}}, h, {x}}, state),
      file_upload({x, x, h, x}, state),
      fieldset(x, h),
      hidden(x, x),
      button({x, ButtonKind::warning, x, x}),
      link_button(x, x),
      form({x, x, h, 3, true, x}),
      button_link({x, x, x, x, 3, {{x, x}}}),
      error_summary(state),
      link(h, x),
      head({x, x, {{x, h}}, {{h, x}}, h}),
      heading(h, x),
      details(x, h),
      notification_banner(Notice::information, x, h),
      summary_list({{x, h, {{x, x}}}}),
      panel(x, h),
      tiles({{x, h}}),
      timeline({{x, h, h}}),
      clock({x, 1, 2, true, h}),
      visually_hidden(x),
      breadcrumbs({{h, x}}),
      sub_navigation({{x, x, true}}, x),
      filter_bar({x, Query{{{x, x}}}, {{x, x, {{x, x}}}, {"words", x, {}}}, 1, 2, x, x}),
      table({x,
             {{x, true, x}, {x}},
             {{{h, h}, RowKind::plain, x}, {{h}, RowKind::group, x}, {{h}, RowKind::total}},
             TableShape::scroll,
             true,
             true,
             sorting}),
      table({x, {{x}, {x}}, {{{h, h}}}}),
      brag(Brag::red, x),
      tag(x),
      grade(x),
      difference(2, x),
      ratings({x, h, h, h}, {x, h, h, h}),
      figure(h, x, 1),
      said(x),
      quote({x, h}),
      strip({Knot::full}, x),
      opening({x, h, x, h}),
      thread_map({{x, x, Knot::gap, x, x}}),
      thread({{x, x, Knot::gap, x, x, {h}, h, h, {{h, x}}}}),
      gaps(x, {h}),
      empty_state({x, h, {h}}),
      confirmation({x, h, {h}, h}),
      conflict({.what = x,
                .saved_by = x,
                .saved_at = h,
                .fields = {{x, h, h, h}},
                .action = x,
                .csrf_token = x,
                .mine = {{x, x}},
                .hint = h,
                .choices = {{x, x, h}}}),
      problem({x, h, h, x}),
      paragraphs(x),
  };
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    EXPECT_THAT(pieces[at].str(), Not(HasSubstr("<img"))) << "piece " << at;
    EXPECT_THAT(pieces[at].str(), Not(HasSubstr("'alert"))) << "piece " << at;
    EXPECT_THAT(pieces[at].str(), HasSubstr("img src=x")) << "piece " << at << " lost its text";
  }
  EXPECT_THAT(pagination({"/p", Query{{{x, x}}}, 2, 9}).str(), Not(HasSubstr("img src"))) << "percent-encoded";
}

}  // namespace
}  // namespace gt::html
