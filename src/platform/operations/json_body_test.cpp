#include "platform/operations/json_body.h"

#include <gtest/gtest.h>

#include "platform/operations/base64.h"
#include "platform/operations/fields.h"
#include "platform/operations/json_text.h"

namespace gt::operations {
namespace {

using nlohmann::json;

JsonBody read(std::string const& text) { return read_json_body(text, std::filesystem::temp_directory_path()); }

FieldInfo file_field() {
  FieldInfo info;
  info.name = "file";
  info.type = FieldType::file;
  return info;
}

Upload file_of(JsonBody const& body) {
  Upload upload;
  auto const taken = read_value(body.value.at("file"), file_field(), upload);
  EXPECT_TRUE(taken) << taken.error().message;
  return upload;
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>((i * 2654435761U) >> 11U);
  return bytes;
}

TEST(JsonBody, TakesAFileOutWhateverItsSize) {
  for (std::size_t const size : {0UL, 1UL, 2UL, 49151UL, 49152UL, 49153UL, 3000000UL}) {
    auto const bytes = random_bytes(size);
    json const sent{{"title", "Visits"}, {"file", {{"base64", encode_base64(bytes)}, {"filename", "a.pdf"}}}};
    auto const body = read(sent.dump());
    EXPECT_EQ(body.value.at("title"), "Visits");
    auto const upload = file_of(body);
    EXPECT_EQ(upload.filename, "a.pdf");
    EXPECT_TRUE(upload.bytes.whole() == bytes) << size;
    EXPECT_EQ(upload.bytes.descriptor() >= 0, size > 1U << 20U);
  }
}

TEST(JsonBody, ReadsBase64AsProgramsWriteIt) {
  EXPECT_EQ(file_of(read(R"({"file": {"filename": "a", "base64" : "\u002bZ\/5"}})")).bytes.whole(), "\xf9\x9f\xf9");
  EXPECT_EQ(file_of(read(R"({"file": {"filename": "a", "base64": "QUJD\r\n REVG"}})")).bytes.whole(), "ABCDEF");
}

TEST(JsonBody, ReadsTheRestAsItIs) {
  auto const text =
      R"({"a": "x \" { base64", "base64": "QUJD", "list": ["base64", "QUJD"], "n": {"deep": {"base64": "QUJD"}}})";
  auto const body = read(text);
  ASSERT_TRUE(body.value.is_object());
  EXPECT_EQ(body.value.at("a"), "x \" { base64");
  EXPECT_EQ(body.value.at("list"), json::array({"base64", "QUJD"}));
  EXPECT_TRUE(body.files.empty());
  // What no operation has a place for is not base64 afterwards, and names no file.
  EXPECT_FALSE(decode_base64(body.value.at("base64").get<std::string>()));
}

TEST(JsonBody, RefusesWhatIsNotBase64) {
  for (auto const* wrong : {"QUJ", "QU-D", "QUI=QUI=", "\\u00e9"}) {
    auto const body = read(std::string(R"({"file": {"filename": "a", "base64": ")") + wrong + "\"}}");
    Upload upload;
    auto const taken = read_value(body.value.at("file"), file_field(), upload);
    ASSERT_FALSE(taken) << wrong;
    EXPECT_EQ(taken.error().message, "The file is not base64.");
  }
  auto const late = "{\"file\": {\"filename\": \"a\", \"base64\": \"" + encode_base64(random_bytes(49151)) + "QUJD\"}}";
  Upload upload;
  auto const body = read(late);
  EXPECT_FALSE(read_value(body.value.at("file"), file_field(), upload)) << "goes on behind the padding";
}

TEST(JsonBody, IsDiscardedWhenItIsNoJsonOrTooLong) {
  for (auto const& wrong : {std::string("no JSON"), std::string(R"({"file": {"base64": "QUJD)"),
                            R"({"title": ")" + std::string(1100000, 'x') + "\"}"})
    EXPECT_TRUE(read(wrong).value.is_discarded()) << wrong.substr(0, 40);
}

// A sender cannot name what another has sent.
TEST(JsonBody, TextNamesNoFile) {
  auto const other =
      read("{\"file\": {\"filename\": \"a\", \"base64\": \"" + encode_base64(random_bytes(2000000)) + "\"}}");
  auto const number = file_of(other).bytes.number();
  ASSERT_TRUE(number);
  for (auto const& bytes : {json(std::to_string(*number)), json(*number), json{{"subtype", 1}, {"bytes", {49}}}}) {
    Upload upload;
    EXPECT_FALSE(read_value(json{{"filename", "a"}, {"bytes", bytes}}, file_field(), upload)) << bytes;
  }
}

}  // namespace
}  // namespace gt::operations
