#include "platform/html/status.h"

#include <array>

#include "platform/html/typography.h"

namespace gt::html {
namespace {

constexpr std::array<std::string_view, 5> rungs_short = {"Activity", "Output", "Practice", "Families feel it",
                                                         "Outcome held"};

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// The place on the four-step scale; 0 for words that are no grade.
int steps_of(std::string_view printed) {
  std::string const words = lower(printed);
  if (words == "inadequate") return 1;
  if (words == "requires improvement" || words == "requires improvement to be good" || words == "adequate") return 2;
  if (words == "good") return 3;
  if (words == "outstanding") return 4;
  return 0;
}

void rating(Html& out, Rating const& rating, Html const& extra) {
  out << "<div class=\"gt-rating\"><dt>" << rating.question << "</dt><dd><span class=\"gt-rating__word\">"
      << rating.word << "</span>" << extra;
  if (!rating.because.empty()) out << "<p>" << rating.because << "</p>";
  if (!rating.next.empty()) out << "<p class=\"gt-quiet\">" << rating.next << "</p>";
  out << "</dd></div>\n";
}

/// Text that already carries its quotation marks keeps them.
Html quoted(std::string_view text) {
  Html out;
  if (text.starts_with("\u201c")) {
    out << text;
  } else {
    out << "\u201c" << text << "\u201d";
  }
  return out;
}

}  // namespace

Html brag(Brag colour, std::string_view word) {
  Html out;
  switch (colour) {
    case Brag::blue:
      out << "<span class=\"gt-brag gt-brag--blue\">";
      break;
    case Brag::green:
      out << "<span class=\"gt-brag gt-brag--green\">";
      break;
    case Brag::amber:
      out << "<span class=\"gt-brag gt-brag--amber\">";
      break;
    case Brag::red:
      out << "<span class=\"gt-brag gt-brag--red\">";
      break;
    case Brag::grey:
      out << "<span class=\"gt-brag gt-brag--grey\">";
      break;
    case Brag::purple:
      out << "<span class=\"gt-brag gt-brag--purple\">";
      break;
  }
  out << word << "</span>";
  return out;
}

Html brag_key() {
  Html out;
  out << "<ul class=\"gt-key\"><li>" << brag(Brag::blue, "Embedded") << "</li><li>" << brag(Brag::green, "On track")
      << "</li><li>" << brag(Brag::amber, "At risk") << "</li><li>" << brag(Brag::red, "Off track") << "</li><li>"
      << brag(Brag::grey, "Not started") << "</li></ul>\n";
  return out;
}

Html tag(std::string_view word, TagKind kind) {
  Html out;
  switch (kind) {
    case TagKind::quiet:
      out << "<span class=\"gt-tag\">";
      break;
    case TagKind::strong:
      out << "<span class=\"gt-tag gt-tag--strong\">";
      break;
    case TagKind::warn:
      out << "<span class=\"gt-tag gt-tag--warn\">";
      break;
    case TagKind::gold:
      out << "<span class=\"gt-tag gt-tag--gold\">";
      break;
    case TagKind::good:
      out << "<span class=\"gt-tag gt-tag--good\">";
      break;
  }
  out << word << "</span>";
  return out;
}

Html grade(std::string_view printed) {
  int const steps = steps_of(printed);
  Html out;
  if (steps == 0) {
    out << printed;
    return out;
  }
  out << "<span class=\"gt-grade\"><svg width=\"30\" height=\"10\" viewBox=\"0 0 30 10\" aria-hidden=\"true\" "
         "focusable=\"false\">";
  constexpr std::array<std::string_view, 4> left = {"0.5", "8", "15.5", "23"};
  for (int step = 0; step < 4; ++step) {
    out << "<rect" << attribute("x", left[static_cast<std::size_t>(step)])
        << " y=\".5\" width=\"5.5\" height=\"9\" stroke=\"#1b2325\""
        << attribute("fill", step < steps ? "#1b2325" : "#fff") << "/>";
  }
  out << "</svg>" << printed << "</span>";
  return out;
}

Html difference(int rungs, std::string_view word) {
  // Five bars as two shapes, those shown and those not: a list has one of these in each row.
  constexpr std::array<std::string_view, 5> bars = {"M0 9.8h6V13H0z", "M8 7.6h6V13H8z", "M16 5.4h6V13h-6z",
                                                    "M24 3.2h6V13h-6z", "M32 1h6v12h-6z"};
  std::string shown, open;
  for (int rung = 0; rung < 5; ++rung) (rung < rungs ? shown : open) += bars[static_cast<std::size_t>(rung)];
  Html out;
  out << "<span class=\"gt-diff\"><svg width=\"38\" height=\"14\" viewBox=\"0 0 38 14\" aria-hidden=\"true\" "
         "focusable=\"false\">";
  if (!shown.empty()) out << "<path" << attribute("d", shown) << " fill=\"#0e5c55\" stroke=\"#0e5c55\"/>";
  if (!open.empty()) out << "<path" << attribute("d", open) << " fill=\"#fff\" stroke=\"#7d8483\"/>";
  out << "</svg>" << word << "</span>";
  return out;
}

Html ladder(int rungs) {
  Html out;
  out << "<ol class=\"gt-ladder\">";
  for (int rung = 0; rung < 5; ++rung) {
    if (rung < rungs) {
      out << "<li><b>" << rungs_short[static_cast<std::size_t>(rung)] << "</b>shown</li>";
    } else {
      out << "<li class=\"is-open\"><b>" << rungs_short[static_cast<std::size_t>(rung)] << "</b>not shown</li>";
    }
  }
  out << "</ol>";
  return out;
}

Html ratings(Rating const& delivered, Rating const& difference_made) {
  Html out;
  out << "<dl class=\"gt-ratings\">";
  rating(out, delivered, {});
  rating(out, difference_made, {});
  out << "</dl>\n";
  return out;
}

Html due(Date now, std::optional<Date> first, int moves) {
  Html out;
  out << date(now);
  if (first && *first != now) {
    out << "<span class=\"gt-slip\">Moved ";
    if (moves <= 1) {
      out << "once";
    } else if (moves == 2) {
      out << "twice";
    } else {
      out << moves << " times";
    }
    auto const days = now.days_since(*first);
    out << ", " << plural(days < 0 ? -days : days, "day");
    if (days < 0) out << " earlier";
    out << ": first due <s>" << date(*first) << "</s></span>";
  }
  return out;
}

Html late(int days) {
  Html out;
  out << "<span class=\"gt-late\">" << plural(days, "day") << " late</span>";
  return out;
}

Html figure(Html const& value, Href const& source, int citation) {
  Html out;
  out << "<a class=\"gt-fig\" href=\"" << source << "\">" << value;
  if (citation > 0) out << "<sup>" << citation << "</sup>";
  out << "</a>";
  return out;
}

Html withheld() { return {"<span class=\"gt-supp\">c<span class=\"govuk-visually-hidden\">, withheld</span></span>"}; }

Html said(std::string_view their_words) {
  Html out;
  out << "<span class=\"gt-said\">" << quoted(their_words) << "</span>";
  return out;
}

Html quote(Quote const& quote) {
  Html out;
  if (quote.small) {
    out << "<blockquote class=\"gt-quote gt-quote--small\"><p>";
  } else {
    out << "<blockquote class=\"gt-quote\"><p>";
  }
  out << quoted(quote.words) << "</p>";
  if (!quote.source.empty()) out << "<footer>" << quote.source << "</footer>";
  out << "</blockquote>\n";
  return out;
}

}  // namespace gt::html
