#include "platform/pdf/document.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <string>

#include "platform/pdf/answer.h"

namespace gt::pdf {
namespace {

/// Set when part of the document turns out broken: the library goes on with what it has, losing words without a sign.
bool part_broken = false;

/// An operator that no program writes, however careless: bytes that were something else before they were damaged.
bool is_garbled_operator(std::string_view message) {
  constexpr std::string_view start = "Unknown operator '";
  std::size_t const at = message.find(start);
  if (at == std::string_view::npos) return false;
  std::string_view const name = message.substr(at + start.size(), message.rfind('\'') - at - start.size());
  return std::any_of(name.begin(), name.end(), [](unsigned char letter) {
    return std::isalnum(letter) == 0 && letter != '*' && letter != '\'' && letter != '"';
  });
}

/// Many documents that people read every day earn complaints from the library; these mean that content is missing.
void on_library_error(std::string const& message, void*) {
  for (std::string_view const sign : {"in flate stream", "Unterminated string", "End of file inside"}) {
    if (message.find(sign) != std::string::npos) part_broken = true;
  }
  if (is_garbled_operator(message)) part_broken = true;
}

std::unique_ptr<poppler::document> load(std::string_view bytes) {
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

std::string utf8(poppler::ustring const& text) {
  poppler::byte_array const bytes = text.to_utf8();
  return std::string(bytes.begin(), bytes.end());
}

/// The media box as a slice of the crop box, turned as the page is, since the library counts slices from there.
/// Empty when both are the same.
poppler::rectf whole_page(poppler::page const& page) {
  poppler::rectf const media = page.page_rect(poppler::media_box);
  poppler::rectf const crop = page.page_rect(poppler::crop_box);
  double const left = media.left() - crop.left();
  double const below = media.top() - crop.top();
  double const right = crop.right() - media.right();
  double const above = crop.bottom() - media.bottom();
  if (left == 0 && below == 0 && right == 0 && above == 0) return {};
  double const width = std::ceil(media.width());
  double const height = std::ceil(media.height());
  switch (page.orientation()) {
    case poppler::page::landscape:
      return {std::floor(below), std::floor(left), height, width};
    case poppler::page::upside_down:
      return {std::floor(right), std::floor(below), width, height};
    case poppler::page::seascape:
      return {std::floor(above), std::floor(right), height, width};
    case poppler::page::portrait:
      break;
  }
  return {std::floor(left), std::floor(above), width, height};
}

std::string page_text(poppler::page const& page) {
  std::string text = utf8(page.text(whole_page(page), poppler::page::physical_layout));
  if (text.ends_with('\f')) text.pop_back();
  return text;
}

/// The smallest document with a line of text; reading it makes the library load everything that reading needs.
constexpr std::string_view own_document = R"(%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 36>>stream
BT /F 12 Tf 20 100 Td (Ready) Tj ET 
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
%%EOF
)";

}  // namespace

void prepare_library() {
  poppler::set_debug_error_function(on_library_error, nullptr);
  // Held for good: the library drops its settings with the last document.
  static std::unique_ptr<poppler::document> const kept = load(own_document);
  if (!kept) return;
  std::unique_ptr<poppler::page> const page(kept->create_page(0));
  if (page) page_text(*page);
}

void read_document(std::string_view bytes, int most_pages, confined::Output& output) {
  part_broken = false;
  std::unique_ptr<poppler::document> const document = load(bytes);
  if (!document) return output.write(fault_record(Fault::damaged, 0));
  if (document->is_locked()) return output.write(fault_record(Fault::encrypted, 0));
  int const pages = document->pages();
  if (pages < 1) return output.write(fault_record(Fault::damaged, 0));
  if (pages > most_pages) return output.write(fault_record(Fault::too_large, 0));
  for (int number = 1; number <= pages; ++number) {
    std::unique_ptr<poppler::page> const page(document->create_page(number - 1));
    if (!page) return output.write(fault_record(Fault::damaged, number));
    std::string const text = page_text(*page);
    if (part_broken) return output.write(fault_record(Fault::damaged, number));
    output.write(page_record(number, text));
  }
  output.write(end_record(pages));
}

}  // namespace gt::pdf
