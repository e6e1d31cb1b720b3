#include "platform/office/document.h"

#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "platform/core/result.h"
#include "platform/core/text.h"

namespace gt::office {

using nlohmann::json;

namespace {

json node(char const* type, json content) { return {{"t", type}, {"c", std::move(content)}}; }
json bare(char const* type) { return {{"t", type}}; }
json attributes() { return json::array({"", json::array(), json::array()}); }

json inlines(std::string const& text) {
  auto out = json::array();
  for (auto const& line : split_lines(text)) {
    if (!out.empty()) out.push_back(bare("LineBreak"));
    out.push_back(node("Str", line));
  }
  return out;
}

json one(json block) { return json::array({std::move(block)}); }

json cell(std::string const& text) {
  return json::array({attributes(), bare("AlignDefault"), 1, 1, one(node("Plain", inlines(text)))});
}

json row(std::vector<std::string> const& texts) {
  auto cells = json::array();
  for (auto const& each : texts) cells.push_back(cell(each));
  return json::array({attributes(), cells});
}

json block(Heading const& heading) {
  return node("Header", json::array({heading.level, attributes(), inlines(heading.text)}));
}

json block(Paragraph const& paragraph) {
  auto words = inlines(paragraph.text);
  return node("Para", paragraph.is_strong ? one(node("Strong", std::move(words))) : std::move(words));
}

json block(Bullets const& bullets) {
  auto items = json::array();
  for (auto const& each : bullets.items) items.push_back(one(node("Plain", inlines(each))));
  return node("BulletList", std::move(items));
}

void append(std::string& out, json const& value) { out += value.dump(-1, ' ', false, json::error_handler_t::replace); }

// One row at a time as a tree: a tree takes many times its text, and a plan has thousands of rows.
void append(std::string& out, Table const& table) {
  ENSURE(table.widths.size() == table.columns.size());
  auto widths = json::array();
  for (auto const each : table.widths)
    widths.push_back(json::array({bare("AlignDefault"), node("ColWidth", each / 100.0)}));
  auto const caption = table.caption.empty() ? json::array() : one(node("Plain", inlines(table.caption)));
  out += "{\"c\":[";
  for (auto const& each :
       {attributes(), json::array({nullptr, caption}), widths, json::array({attributes(), one(row(table.columns))})}) {
    append(out, each);
    out += ',';
  }
  out += R"([[["",[],[]],0,[],[)";
  bool is_first = true;
  for (auto const& each : table.rows) {
    if (!std::exchange(is_first, false)) out += ',';
    append(out, row(each));
  }
  out += "]]],";
  append(out, json::array({attributes(), json::array()}));
  out += "],\"t\":\"Table\"}";
}

}  // namespace

std::string to_pandoc(Document const& document) {
  json meta{{"lang", node("MetaInlines", inlines("en-GB"))}, {"title", node("MetaInlines", inlines(document.title))}};
  if (!document.subtitle.empty()) meta["subtitle"] = node("MetaInlines", inlines(document.subtitle));
  std::string out = R"({"pandoc-api-version":[1,22],"meta":)";
  append(out, meta);
  out += ",\"blocks\":[";
  bool is_first = true;
  for (auto const& each : document.blocks) {
    if (!std::exchange(is_first, false)) out += ',';
    std::visit(
        [&](auto const& known) {
          if constexpr (std::is_same_v<std::decay_t<decltype(known)>, Table>)
            append(out, known);
          else
            append(out, block(known));
        },
        each);
  }
  return out + "]}";
}

}  // namespace gt::office
