#pragma once

#include <string>
#include <vector>

#include "platform/html/content.h"
#include "platform/html/fields.h"
#include "platform/html/html.h"
#include "platform/html/navigation.h"

namespace gt::html {

/// What every page of one request shares; the application fills it once, pages only add theirs.
struct Frame {
  /// The authority's printed name, e.g. "Northmere Council".
  std::string council;
  /// The sections that exist and that this person may see, in order. Empty prints no navigation (sign-in).
  std::vector<NavigationItem> sections{};
  /// The signed-in person: their role or name; empty when nobody is signed in.
  std::string signed_in{};
  std::string csrf_token{};
  /// Said on every page of a development server, e.g. the fixed clock. Empty prints none.
  std::string development_notice{};
  /// Why nothing can be changed; empty while it can.
  std::string read_only_notice{};
  /// Footer links: accessibility statement, help.
  std::vector<Link> footer_links{};
  /// The quiet last line, e.g. what the data goes up to.
  Html footer_note{};
  Href home = "/";
  Href account = "/account";
  Href sign_out = "/sign-out";
  /// Where the search form goes; "#" prints no search form.
  Href search = "#";
};

struct Page {
  /// Of the document, without council or product: "Finding 4: Supervision".
  std::string title;
  /// The label of the section it is in; marks the navigation. Empty marks none.
  std::string section{};
  std::vector<Link> breadcrumbs{};
  /// Everything in `<main>`; it holds the h1 (see `head`).
  Html body;
  /// A refused form: its error summary goes above the body and "Error: " before the title.
  FormState form{};
  /// "Saved" and the like, above the body; empty prints none.
  Html notice{};
  /// A page made for paper: narrow, without section navigation.
  bool paper = false;
};

/// The whole document, from `<!DOCTYPE html>`. No script, no inline style, nothing from another host.
std::string document(Frame const& frame, Page const& page);

}  // namespace gt::html
