#include "platform/pages/document_links.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace gt::pages {

html::Html document_links(office::Writer const& writer, std::string const& address, std::string_view heading) {
  std::vector<html::Html> links;
  std::vector<std::string> reasons;
  for (auto const format : office::all_formats) {
    if (auto why = writer.why_off(format)) {
      if (std::find(reasons.begin(), reasons.end(), *why) == reasons.end()) reasons.push_back(*std::move(why));
    } else {
      links.push_back(html::link(html::words(office::word(format)),
                                 html::Href{fmt::format("{}.{}", address, office::ending(format))}));
    }
  }
  html::Html line;
  if (!links.empty()) line << "Download as " << html::sentence_list(links) << ".";
  for (auto const& each : reasons) {
    if (!line.empty()) line << " ";
    line << each;
  }
  html::Html out;
  out << R"(<div class="gt-screen-only">)";
  if (!heading.empty()) out << html::heading(html::words(heading), "document");
  out << html::paragraph(line) << "</div>\n";
  return out;
}

Answer document_answer(std::string bytes, office::Format format, std::string const& name) {
  return web::Response::bytes(std::move(bytes), std::string(office::media_type(format)))
      .as_download(fmt::format("{}.{}", name, office::ending(format)))
      .with_header("Cache-Control", "private, no-cache");
}

}  // namespace gt::pages
