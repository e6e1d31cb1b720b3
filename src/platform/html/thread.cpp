#include "platform/html/thread.h"

#include "platform/html/content.h"
#include "platform/html/status.h"

namespace gt::html {
namespace {

std::string_view spoken(Knot knot) {
  switch (knot) {
    case Knot::full:
      return "evidenced";
    case Knot::part:
      return "partly evidenced";
    case Knot::gap:
      return "nothing there";
  }
  return "";
}

/// The line on either side of a gap is broken.
bool before_gap(std::vector<Station> const& stations, std::size_t at) {
  return at + 1 < stations.size() && stations[at + 1].knot == Knot::gap && stations[at].knot != Knot::gap;
}

void strip_line(Html& out, int from, bool broken) {
  out << "<path d=\"M" << from << " 9h16\"";
  if (broken) {
    out << " stroke=\"#b3261e\" stroke-width=\"2\" stroke-dasharray=\"2 3\"/>";
  } else {
    out << " stroke=\"#a87900\" stroke-width=\"2.5\"/>";
  }
}

void strip_knot(Html& out, int x, Knot knot) {
  out << "<circle" << attribute("cx", x) << " cy=\"9\"";
  switch (knot) {
    case Knot::full:
      out << " r=\"5\" fill=\"#a87900\"/>";
      break;
    case Knot::part:
      out << " r=\"4\" fill=\"#fff\" stroke=\"#a87900\" stroke-width=\"2.5\"/><path d=\"M" << x
          << " 5a4 4 0 0 0 0 8z\" fill=\"#a87900\"/>";
      break;
    case Knot::gap:
      out << " r=\"4\" fill=\"#fff\" stroke=\"#b3261e\" stroke-width=\"2.5\"/>";
      break;
  }
}

std::string map_class(std::vector<Station> const& stations, std::size_t at) {
  std::string out;
  if (stations[at].knot == Knot::part) out = "is-part";
  if (stations[at].knot == Knot::gap) out = "is-gap";
  if (before_gap(stations, at)) out += out.empty() ? "before-gap" : " before-gap";
  if (at + 1 == stations.size()) out += out.empty() ? "is-last" : " is-last";
  return out;
}

std::string station_class(std::vector<Station> const& stations, std::size_t at) {
  std::string out = "gt-station";
  if (stations[at].knot == Knot::part) out += " gt-station--part";
  if (stations[at].knot == Knot::gap) out += " gt-station--gap";
  if (before_gap(stations, at)) out += " gt-station--before-gap";
  if (at + 1 == stations.size()) out += " gt-station--last";
  return out;
}

void margin_notes(Html& out, std::vector<Margin> const& margins) {
  if (margins.empty()) return;
  out << "<div class=\"gt-margins\">";
  for (Margin const& margin : margins) {
    if (margin.weak.empty()) {
      out << "<div class=\"gt-margin\"><p>" << margin.content << "</p></div>";
    } else {
      out << "<div class=\"gt-margin gt-margin--weak\"><p><strong>" << margin.weak << "</strong>" << margin.content
          << "</p></div>";
    }
  }
  out << "</div>";
}

}  // namespace

Html strip(std::vector<Knot> const& knots, std::string_view words) {
  int const width = static_cast<int>(knots.size()) * 16;
  Html out;
  out << "<span class=\"gt-strip\"><svg height=\"18\"" << attribute("width", width)
      << attribute("viewBox", "0 0 " + std::to_string(width) + " 18") << " aria-hidden=\"true\" focusable=\"false\">";
  for (std::size_t at = 0; at + 1 < knots.size(); ++at) {
    strip_line(out, 8 + static_cast<int>(at) * 16, knots[at] == Knot::gap || knots[at + 1] == Knot::gap);
  }
  for (std::size_t at = 0; at < knots.size(); ++at) strip_knot(out, 8 + static_cast<int>(at) * 16, knots[at]);
  out << "</svg></span><span class=\"gt-strip__words\">" << words << "</span>";
  return out;
}

Html opening(Opening const& opening) {
  Html out;
  out << "<div class=\"gt-opening\">" << quote({.words = opening.sentence, .source = opening.source, .small = false})
      << "<div class=\"gt-stands\"><h2>" << opening.stands_title << "</h2>" << opening.stands << "</div></div>\n";
  return out;
}

Html thread_map(std::vector<Station> const& stations) {
  Html out;
  if (stations.empty()) return out;
  out << "<nav aria-label=\"Stations of this thread\"><ol class=\"gt-map\">\n";
  for (std::size_t at = 0; at < stations.size(); ++at) {
    Station const& station = stations[at];
    std::string const classes = map_class(stations, at);
    out << "<li" << attribute("class", classes.empty() ? std::nullopt : std::optional{classes})
        << "><a class=\"govuk-link\" href=\""
        << "#" << station.id << "\">" << station.name << visually_hidden(", " + std::string(spoken(station.knot)))
        << "</a><br>";
    if (station.knot == Knot::gap) {
      out << "<span class=\"gt-gapword\">" << station.map_note << "</span>";
    } else {
      out << station.map_note;
    }
    out << "</li>\n";
  }
  out << "</ol></nav>\n";
  return out;
}

Html thread(std::vector<Station> const& stations) {
  Html out;
  out << "<ol class=\"gt-thread\">\n";
  for (std::size_t at = 0; at < stations.size(); ++at) {
    Station const& station = stations[at];
    out << "<li" << attribute("class", station_class(stations, at)) << attribute("id", station.id)
        << "><p class=\"gt-station__kind\"><span>" << (station.kind.empty() ? station.name : station.kind)
        << visually_hidden(", " + std::string(spoken(station.knot))) << "</span>";
    for (Html const& fact : station.facts) out << "<span>" << fact << "</span>";
    out << "</p>";
    if (!station.title.empty()) {
      out << "<h3 class=\"gt-station__title\">";
      if (station.knot == Knot::gap) {
        out << "<span class=\"gt-late\">" << station.title << "</span></h3>";
      } else {
        out << station.title << "</h3>";
      }
    }
    out << "<div class=\"gt-station__row\"><div>" << station.body << "</div>";
    margin_notes(out, station.margins);
    out << "</div></li>\n";
  }
  out << "</ol>\n";
  return out;
}

Html gaps(std::string_view title, std::vector<Html> const& items, bool numbered) {
  Html out;
  if (items.empty()) return out;
  if (numbered && items.size() > 2) {
    out << "<div class=\"gt-gaps gt-gaps--two\"><h2>";
  } else {
    out << "<div class=\"gt-gaps\"><h2>";
  }
  out << title << "</h2>";
  if (numbered) {
    out << "<ol>";
  } else {
    out << "<ul>";
  }
  for (Html const& item : items) out << "<li>" << item << "</li>";
  if (numbered) {
    out << "</ol></div>\n";
  } else {
    out << "</ul></div>\n";
  }
  return out;
}

}  // namespace gt::html
