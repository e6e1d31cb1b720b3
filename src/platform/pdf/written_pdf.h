#pragma once

#include <zlib.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

/// For tests: documents written object by object, good and hostile.
namespace gt::pdf::written {

inline std::string deflated(std::string_view data) {
  uLongf size = compressBound(data.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<Bytef const*>(data.data()),
                data.size(), Z_BEST_SPEED) != Z_OK) {
    throw std::runtime_error("zlib could not pack a test document");
  }
  packed.resize(size);
  return packed;
}

inline std::string stream(std::string_view data, std::string const& entries = "") {
  return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>stream\n" + std::string(data) + "\nendstream";
}

inline std::string packed_stream(std::string_view data, std::string const& entries = "") {
  return stream(deflated(data), entries + "/Filter/FlateDecode");
}

inline std::string line(int left, int up, std::string_view words) {
  return "BT /F 12 Tf " + std::to_string(left) + " " + std::to_string(up) + " Td (" + std::string(words) + ") Tj ET\n";
}

/// A file of these numbered objects with a correct cross-reference table; object 1 is the catalogue.
inline std::string file(std::map<int, std::string> const& objects) {
  std::string bytes = "%PDF-1.5\n";
  std::map<int, std::size_t> starts;
  for (auto const& [number, content] : objects) {
    starts[number] = bytes.size();
    bytes += std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
  }
  std::size_t const table = bytes.size();
  int const size = objects.rbegin()->first + 1;
  bytes += "xref\n0 " + std::to_string(size) + "\n0000000000 65535 f \n";
  for (int number = 1; number < size; ++number) {
    std::string const start = starts.contains(number) ? std::to_string(starts[number]) : "0";
    bytes += std::string(10 - start.size(), '0') + start + (starts.contains(number) ? " 00000 n \n" : " 00000 f \n");
  }
  return bytes + "trailer<</Root 1 0 R/Size " + std::to_string(size) + ">>\nstartxref\n" + std::to_string(table) +
         "\n%%EOF\n";
}

struct Layout {
  int pages = 1;
  std::string page_entries = "/MediaBox[0 0 600 800]";
  std::string kids{};   ///< In place of the true list of pages, unless empty.
  std::string count{};  ///< In place of the true number of pages, unless empty.
  std::map<int, std::string> more_objects{};
  std::string more_resources{};
};

/// A document whose pages all show `content`, an object such as packed_stream() gives. Objects 1 to 4 are the
/// catalogue, the page tree, a font named F and the content; pages are numbered from 1000.
inline std::string document(std::string const& content, Layout const& layout = {}) {
  std::map<int, std::string> objects = layout.more_objects;
  objects[1] = "<</Type/Catalog/Pages 2 0 R>>";
  objects[3] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  objects[4] = content;
  std::string kids;
  for (int page = 0; page < layout.pages; ++page) {
    kids += std::to_string(1000 + page) + " 0 R ";
    objects[1000 + page] = "<</Type/Page/Parent 2 0 R" + layout.page_entries + "/Resources<</Font<</F 3 0 R>>" +
                           layout.more_resources + ">>/Contents 4 0 R>>";
  }
  objects[2] = "<</Type/Pages/Kids[" + (layout.kids.empty() ? kids : layout.kids) + "]/Count " +
               (layout.count.empty() ? std::to_string(layout.pages) : layout.count) + ">>";
  return file(objects);
}

}  // namespace gt::pdf::written
