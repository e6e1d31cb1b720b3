#include "platform/operations/json_text.h"

#include <string>

#include <gtest/gtest.h>

namespace gt::operations {
namespace {

std::string nested(int depth) {
  auto const levels = static_cast<std::size_t>(depth);
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(JsonText, ReadsWhatWasSent) {
  EXPECT_EQ(read_json(R"({"title": "A [[[ and a \" in words", "due": null})").at("title"), "A [[[ and a \" in words");
  EXPECT_TRUE(read_json("").is_discarded());
  EXPECT_TRUE(read_json("{\"a\": 1").is_discarded());
  EXPECT_TRUE(read_json("\"\xff\"").is_discarded());
}

TEST(JsonText, RefusesWhatIsNestedTooDeep) {
  EXPECT_TRUE(read_json(nested(deepest_json)).is_array());
  EXPECT_TRUE(read_json(nested(deepest_json + 1)).is_discarded());
  EXPECT_TRUE(read_json(std::string(1'000'000, '[')).is_discarded());
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
  EXPECT_TRUE(read_json(objects).is_discarded());
  // Side by side is not inside.
  std::string wide = "[0";
  for (int i = 0; i < 1000; ++i) wide += ",[]";
  EXPECT_EQ(read_json(wide + "]").size(), 1001U);
}

}  // namespace
}  // namespace gt::operations
