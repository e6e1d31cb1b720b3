#include "app/accessibility_page.h"

namespace gt::app {

using namespace html;

void add_accessibility_page(pages::Site& site, web::Router& router) {
  router.get("/accessibility", [&site](web::Request const& request) {
    Page page;
    page.title = "Accessibility statement";
    page.body
        << head({.title = page.title})
        << paragraph(words(
               "Golden Thread is built to meet the Web Content Accessibility Guidelines, version 2.2, at level AA."))
        << heading(words("What you can expect"))
        << bullets(
               {words("Every page works with the keyboard alone, and shows where the focus is."),
                words("Every page works without JavaScript, and at 320 pixels of width without scrolling sideways."),
                words("Colour never says anything alone: a shape and a word say it too."),
                words("Every page prints without its frame, and in grey.")})
        << heading(words("How it is tested"))
        << paragraph(words("Every page that the automatic journeys visit is checked with axe before each release. "
                           "Automatic checks find only part of what can be wrong; no audit by people who use "
                           "assistive technology has been made yet."))
        << heading(words("If something is in your way"))
        << paragraph(words("Tell whoever gave you your account. They can send you the content in another form, and "
                           "tell us what to mend."));
    auto session = site.settings().find_session(request);
    if (session) return site.render(request, *session, {std::move(page), 200});
    return site.render_signed_out(request, std::move(page), "");
  });
}

}  // namespace gt::app
