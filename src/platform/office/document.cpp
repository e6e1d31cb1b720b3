#include "platform/office/document.h"

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

json block(Table const& table) {
  ENSURE(table.widths.size() == table.columns.size());
  auto widths = json::array(), rows = json::array();
  for (auto const each : table.widths)
    widths.push_back(json::array({bare("AlignDefault"), node("ColWidth", each / 100.0)}));
  for (auto const& each : table.rows) rows.push_back(row(each));
  auto const caption = table.caption.empty() ? json::array() : one(node("Plain", inlines(table.caption)));
  return node("Table", json::array({attributes(), json::array({nullptr, caption}), widths,
                                    json::array({attributes(), one(row(table.columns))}),
                                    one(json::array({attributes(), 0, json::array(), rows})),
                                    json::array({attributes(), json::array()})}));
}

}  // namespace

json to_pandoc(Document const& document) {
  auto blocks = json::array();
  for (auto const& each : document.blocks)
    blocks.push_back(std::visit([](auto const& known) { return block(known); }, each));
  json meta{{"lang", node("MetaInlines", inlines("en-GB"))}, {"title", node("MetaInlines", inlines(document.title))}};
  if (!document.subtitle.empty()) meta["subtitle"] = node("MetaInlines", inlines(document.subtitle));
  return {{"pandoc-api-version", {1, 22}}, {"meta", std::move(meta)}, {"blocks", std::move(blocks)}};
}

}  // namespace gt::office
