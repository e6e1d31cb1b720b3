#include "platform/office/printed_page.h"

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "office/print_style_text.h"
#include "platform/core/result.h"
#include "platform/core/text.h"
#include "platform/html/assets.h"
#include "platform/html/html.h"

namespace gt::office {

namespace {

std::string escaped(std::string_view text) { return html::words(text).str(); }

std::string lines(std::string const& text) {
  std::string out;
  for (auto const& line : split_lines(text)) out += (out.empty() ? "" : "<br>") + escaped(line);
  return out;
}

// What begins a cell, and the class that draws it: fonts differ in which shapes they have, so none is asked.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> shapes{
    {{"◆", "diamond"}, {"●", "disc"}, {"▲", "triangle"}, {"■", "square"}, {"○", "ring"}, {"★", "star"}}};

std::string cell(std::string const& text) {
  for (auto const& [shape, drawn] : shapes)
    if (text.starts_with(shape))
      return fmt::format("<span class=\"shape {}\"></span>{}", drawn, lines(text.substr(shape.size())));
  return lines(text);
}

// Each block is written behind the others, without a copy of its own: a plan has thousands of rows.

void append(std::string& out, Heading const& heading) {
  int const level = heading.level + 1;
  fmt::format_to(std::back_inserter(out), "<h{0}>{1}</h{0}>\n", level, lines(heading.text));
}

void append(std::string& out, Paragraph const& paragraph) {
  auto const text = lines(paragraph.text);
  if (paragraph.is_strong)
    fmt::format_to(std::back_inserter(out), "<p><strong>{}</strong></p>\n", text);
  else
    fmt::format_to(std::back_inserter(out), "<p>{}</p>\n", text);
}

void append(std::string& out, Bullets const& bullets) {
  out += "<ul>\n";
  for (auto const& each : bullets.items) fmt::format_to(std::back_inserter(out), "<li>{}</li>\n", lines(each));
  out += "</ul>\n";
}

void append(std::string& out, Table const& table) {
  ENSURE(table.widths.size() == table.columns.size());
  auto const end = [&] { return std::back_inserter(out); };
  out += "<table>\n";
  if (!table.caption.empty()) fmt::format_to(end(), "<caption>{}</caption>\n", lines(table.caption));
  out += "<colgroup>";
  for (auto const each : table.widths) fmt::format_to(end(), "<col style=\"width:{}%\">", each);
  out += "</colgroup>\n<thead><tr>";
  for (auto const& each : table.columns) fmt::format_to(end(), "<th scope=\"col\">{}</th>", lines(each));
  out += "</tr></thead>\n<tbody>\n";
  for (auto const& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += i == 0 ? "<th scope=\"row\">" : "<td>";
      out += cell(row[i]);
      out += i == 0 ? "</th>" : "</td>";
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n";
}

std::string in_base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating NUL
  return out;
}

// The font travels within the page: a server may have few of its own, and the page may fetch nothing.
std::string font() {
  auto const found = html::find_asset("fonts/source-sans-3.woff2");
  ENSURE(found.has_value());
  return fmt::format(
      "@font-face{{font-family:\"Source Sans 3\";font-weight:200 900;"
      "src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
      in_base64(found->bytes));
}

}  // namespace

std::string printed_page(Document const& document) {
  auto out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "font-src data:\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
      escaped(document.title), font(), embedded::print, lines(document.title));
  if (!document.subtitle.empty()) out += fmt::format("<p class=\"subtitle\">{}</p>\n", lines(document.subtitle));
  for (auto const& each : document.blocks) std::visit([&](auto const& known) { append(out, known); }, each);
  out += "</body>\n</html>\n";
  return out;
}

}  // namespace gt::office
