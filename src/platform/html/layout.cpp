#include "platform/html/layout.h"

#include "platform/html/assets.h"

namespace gt::html {
namespace {

/// The shield with the thread through it. Decorative: the words stand beside it.
constexpr Literal mark{
    "<svg class=\"gt-header__mark\" viewBox=\"0 0 30 34\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M1 "
    "1h28v18c0 8-6 12-14 14C7 31 1 27 1 19z\" fill=\"#0a3c38\" stroke=\"#d5e4e1\" stroke-width=\"1.5\"/><path d=\"M5 "
    "13q5-4 10 0t10 0M5 18q5-4 10 0t10 0\" fill=\"none\" stroke=\"#d5e4e1\" stroke-width=\"1.5\"/><path d=\"M15 "
    "4v25\" stroke=\"#e0b03c\" stroke-width=\"2.5\"/></svg>"};

void document_head(Html& out, Frame const& frame, Page const& page) {
  out << "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
         "name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n<meta "
         "name=\"theme-color\" content=\"#15403c\">\n<title>";
  if (page.form.has_errors()) out << "Error: ";
  out << page.title << " \u2013 Golden Thread";
  if (!frame.council.empty()) out << " \u2013 " << frame.council;
  out << "</title>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"" << asset_url("favicon.svg")
      << "\">\n<link rel=\"stylesheet\" href=\"" << asset_url("govuk-frontend.css")
      << "\">\n<link rel=\"stylesheet\" href=\"" << asset_url("theme.css") << "\">\n</head>\n";
}

void header(Html& out, Frame const& frame) {
  out << "<header class=\"gt-header\"><div class=\"govuk-width-container gt-header__row\"><a class=\"gt-header__home\" "
         "href=\""
      << frame.home << "\">" << mark << "<span>";
  if (!frame.council.empty()) out << "<span class=\"gt-header__council\">" << frame.council << "</span> ";
  out << "<span class=\"gt-header__service\">Golden Thread</span></span></a>";
  if (frame.search != Href{}) {
    out << "<form class=\"gt-search\" role=\"search\" method=\"get\" action=\"" << frame.search
        << "\"><label for=\"header-search\">Search</label><input id=\"header-search\" name=\"q\" type=\"search\" "
           "autocomplete=\"off\"><button "
           "type=\"submit\">Search</button></form>";
  }
  if (!frame.signed_in.empty()) {
    out << "<div class=\"gt-header__user\"><span class=\"gt-header__role\">" << frame.signed_in << "</span><a href=\""
        << frame.account << "\">Account</a>"
        << button_link({.label = "Sign out", .action = frame.sign_out, .csrf_token = frame.csrf_token}) << "</div>";
  }
  out << "</div><div class=\"gt-thread-rule\"></div></header>\n";
}

Html section_links(Frame const& frame, Page const& page) {
  Html out;
  out << "<ul>";
  for (NavigationItem const& item : frame.sections) {
    out << "<li><a href=\"" << item.href << "\"";
    if (item.current || (!page.section.empty() && item.label == page.section)) out << " aria-current=\"true\"";
    out << ">" << item.label << "</a></li>";
  }
  out << "</ul>";
  return out;
}

void navigation(Html& out, Frame const& frame, Page const& page) {
  if (frame.sections.empty()) return;
  Html const links = section_links(frame, page);
  out << "<nav class=\"gt-nav\" aria-label=\"Sections\"><div class=\"govuk-width-container\">" << links
      << "</div></nav>\n<details class=\"gt-menu\"><summary class=\"govuk-width-container\">Menu";
  if (!page.section.empty()) out << ": " << page.section;
  out << "</summary><nav class=\"govuk-width-container\" aria-label=\"Sections menu\">" << links
      << "</nav></details>\n";
}

void footer(Html& out, Frame const& frame) {
  out << "<footer class=\"gt-footer\"><div class=\"govuk-width-container\">";
  if (!frame.footer_links.empty()) {
    out << "<ul>";
    for (Link const& footer_link : frame.footer_links) {
      out << "<li>" << link(footer_link.text, footer_link.href) << "</li>";
    }
    out << "</ul>";
  }
  if (!frame.footer_note.empty()) out << "<p>" << frame.footer_note << "</p>";
  out << "</div></footer>\n";
}

}  // namespace

std::string document(Frame const& frame, Page const& page) {
  Html out;
  out.reserve(8192 + page.body.str().size());
  document_head(out, frame, page);
  out << "<body class=\"govuk-template__body gt-body\">\n<a href=\"#main\" class=\"govuk-skip-link\">Skip to main "
         "content</a>\n";
  if (!frame.development_notice.empty()) {
    out << "<section class=\"gt-development\" aria-label=\"Development server\"><div "
           "class=\"govuk-width-container\"><strong>Development "
           "server.</strong> "
        << frame.development_notice << "</div></section>\n";
  }
  if (!frame.read_only_notice.empty()) {
    out << "<section class=\"gt-development\" aria-label=\"Nothing can be changed\"><div "
           "class=\"govuk-width-container\"><strong>Nothing can be changed now.</strong> "
        << frame.read_only_notice << "</div></section>\n";
  }
  header(out, frame);
  if (!frame.council.empty()) {
    // Paper drops the frame; whose page it is has to stay.
    out << "<p class=\"gt-print-only\">" << frame.council << ", Golden Thread</p>\n";
  }
  if (!page.paper) navigation(out, frame, page);
  out << "<div class=\"govuk-width-container\">" << breadcrumbs(page.breadcrumbs);
  if (page.paper) {
    out << "<main class=\"govuk-main-wrapper gt-paper\" id=\"main\" tabindex=\"-1\">\n";
  } else {
    out << "<main class=\"govuk-main-wrapper\" id=\"main\" tabindex=\"-1\">\n";
  }
  out << error_summary(page.form) << page.notice << page.body << "</main></div>\n";
  footer(out, frame);
  out << "</body>\n</html>\n";
  return std::move(out).str();
}

}  // namespace gt::html
