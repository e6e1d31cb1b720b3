#include "platform/operations/fields.h"

#include <gmock/gmock.h>

#include "platform/operations/base64.h"

namespace gt::operations {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

using ThingId = Id<struct ThingTag>;

struct Everything {
  std::string title;
  std::optional<std::string> note;
  std::int64_t count = 7;
  std::optional<std::int64_t> position;
  bool late = false;
  std::optional<Date> due;
  std::optional<ThingId> thing;
  std::vector<std::string> names;
  std::vector<ThingId> things;
  json corrections;
  Upload file;
};

Fields<Everything> fields() {
  using T = Everything;
  return {field("title", &T::title, "The title", "Visits").max_length(10),
          field("note", &T::note, "A note", nullptr).choices({"good", "bad"}),
          field("count", &T::count, "How many", 3),
          field("position", &T::position, "Where", 1),
          field("late", &T::late, "Whether late", true),
          field("due", &T::due, "When", "2027-03-31"),
          field("thing", &T::thing, "Which", "k7m2q9x4t8v3b6dp"),
          field("names", &T::names, "Names", json::array({"one"})).max_length(3),
          field("things", &T::things, "Things", json::array()),
          field("corrections", &T::corrections, "Corrections", json::object()),
          field("file", &T::file, "A file", nullptr)};
}

Everything read(json const& input) {
  auto out = read_fields(fields(), input);
  EXPECT_TRUE(out) << (out ? "" : out.error().message);
  return out ? *out : Everything{};
}

/// The message for one field's value; empty when it is taken.
std::string fault(std::string const& name, json const& value) {
  auto out = read_fields(fields(), json{{name, value}});
  if (out) return "";
  EXPECT_EQ(out.error().kind, ErrorKind::invalid);
  EXPECT_EQ(out.error().fields.size(), 1U);
  EXPECT_EQ(out.error().fields.front().field, name);
  return out.error().fields.front().message;
}

TEST(Fields, ReadsEachTypeFromJson) {
  auto const in = read({{"title", " Visits "},
                        {"note", "good"},
                        {"count", -12},
                        {"position", 4},
                        {"late", true},
                        {"due", "2027-03-31"},
                        {"thing", "k7m2q9x4t8v3b6dp"},
                        {"names", {"one", "  ", " two "}},
                        {"things", {"k7m2q9x4t8v3b6dp", "k7m2q9x4t8v3b6dq"}},
                        {"corrections", {{"received", nullptr}}},
                        {"file", {{"filename", "a.pdf"}, {"base64", "AGEB"}}}});
  EXPECT_EQ(in.title, "Visits");
  EXPECT_EQ(in.note, "good");
  EXPECT_EQ(in.count, -12);
  EXPECT_EQ(in.position, 4);
  EXPECT_TRUE(in.late);
  EXPECT_EQ(in.due->iso(), "2027-03-31");
  EXPECT_EQ(in.thing->text(), "k7m2q9x4t8v3b6dp");
  EXPECT_THAT(in.names, ElementsAre("one", "two"));
  ASSERT_EQ(in.things.size(), 2U);
  EXPECT_EQ(in.things[1].text(), "k7m2q9x4t8v3b6dq");
  EXPECT_EQ(in.corrections, json({{"received", nullptr}}));
  EXPECT_EQ(in.file.filename, "a.pdf");
  EXPECT_EQ(in.file.bytes.whole(), std::string("\0a\1", 3));
}

TEST(Fields, ReadsEachTypeFromTextAsFormsAndCommandsSendIt) {
  auto const in = read({{"title", "12"},
                        {"count", " 12 "},
                        {"position", "4"},
                        {"late", "yes"},
                        {"due", " 31 March 2027 "},
                        {"names", "one\r\n\r\n two \n"},
                        {"things", "k7m2q9x4t8v3b6dp"},
                        {"corrections", R"({"received":"2018-07-20"})"}});
  EXPECT_EQ(in.count, 12);
  EXPECT_EQ(in.position, 4);
  EXPECT_TRUE(in.late);
  EXPECT_EQ(in.due->iso(), "2027-03-31");
  EXPECT_THAT(in.names, ElementsAre("one", "two"));
  EXPECT_EQ(in.things.size(), 1U);
  EXPECT_EQ(in.corrections.at("received"), "2018-07-20");
}

TEST(Fields, WhatIsLeftOutOrBlankStaysAsItWas) {
  for (auto const& input :
       {json::object(), json{{"count", nullptr}, {"due", ""}, {"thing", "  "}, {"note", nullptr}}}) {
    auto const in = read(input);
    EXPECT_EQ(in.count, 7);
    EXPECT_FALSE(in.due || in.thing || in.note || in.position);
    EXPECT_TRUE(in.names.empty() && in.things.empty());
  }
}

TEST(Fields, AnUploadNeedsNoBase64InsideTheProgram) {
  std::string const bytes("\xff\0%PDF", 6);
  auto const in = read({{"file", upload_value({"report.pdf", bytes})}});
  EXPECT_EQ(in.file.filename, "report.pdf");
  EXPECT_EQ(in.file.bytes.whole(), bytes);
}

TEST(Fields, RefusesAValueOfTheWrongForm) {
  struct Bad {
    char const* name;
    json value;
    char const* message;
  };
  for (auto const& each : std::vector<Bad>{
           {"title", json::array(), "Give this as text."},
           {"title", true, "Give this as text."},
           {"title", 1.5, "Give this as text."},
           {"title", "eleven char", "The title must be 10 characters or fewer; this is 11."},
           {"title", std::string("a\0b", 3), "character"},
           {"note", "fair", "The note must be one of: good, bad."},
           {"count", "many", "The count must be a whole number."},
           {"count", "12x", "The count must be a whole number."},
           {"count", 1.5, "The count must be a whole number."},
           {"count", "99999999999999999999", "The count must be a whole number."},
           {"count", 18446744073709551615U, "The count must be a whole number."},
           {"position", json::object(), "The position must be a whole number."},
           {"late", "maybe", "The late must be yes or no."},
           {"late", 3, "The late must be yes or no."},
           {"due", "31 February 2027", "2027-02-31 is not a day: February 2027 has 28 days."},
           {"due", "2027-02-30", "Write 2027-02-28 or 28 February 2027."},
           {"due", "45000", "is how a worksheet counts days, perhaps 15 March 2023."},
           {"due", json::array(), "Give this as text."},
           {"thing", "none", "The thing is not an identifier this system gives out."},
           {"thing", 12, "The thing is not an identifier this system gives out."},
           {"names", json::object(), "The names must be a list of texts."},
           {"names", {1.5}, "Give this as text."},
           {"names", {"a", "b", "c", "d"}, "The names may hold 3 at most."},
           {"names", {std::string(2001, 'a')}, "Each of the names must be 2000 characters or fewer."},
           {"things", {"k7m2q9x4t8v3b6dp", "none"}, "The things is not an identifier this system gives out."},
           {"corrections", "{", "The corrections must be JSON."},
           {"file", "JVBERi0=", "Give the file as an object with “filename” and “base64”."},
           {"file", {{"filename", "a"}, {"base64", "!"}}, "The file is not base64."},
       })
    EXPECT_THAT(fault(each.name, each.value), HasSubstr(each.message)) << each.name << " " << each.value;
}

TEST(Fields, LengthCountsCharactersNotBytes) {
  EXPECT_EQ(fault("title", "éééééééééé"), "");
  EXPECT_THAT(fault("title", "ééééééééééé"), HasSubstr("this is 11"));
}

TEST(Fields, ALargeUploadIsSharedAndNotCopied) {
  FileContentWriter writer{std::filesystem::temp_directory_path()};
  writer.append(std::string(2'000'000, 'x'));
  auto const content = std::move(writer).finish();
  auto const value = upload_value({"large.pdf", content});
  EXPECT_LT(value.at("bytes").get_binary().size(), 100U);
  auto const in = read({{"title", "x"}, {"file", value}});
  EXPECT_EQ(in.file.filename, "large.pdf");
  EXPECT_EQ(in.file.bytes.descriptor(), content.descriptor());
}

struct Two {
  std::string title;
  std::optional<Date> due;
  std::optional<ThingId> thing;
  std::string status;
  Upload file;
};

TEST(Fields, SaysEverythingThatIsMissingAtOnce) {
  Fields<Two> const two{field("title", &Two::title, "", nullptr).required(),
                        field("due", &Two::due, "", nullptr).required(),
                        field("thing", &Two::thing, "", nullptr).required(),
                        field("status", &Two::status, "", nullptr).required().choices({"done"}),
                        field("file", &Two::file, "", nullptr).required()};
  auto out = read_fields(two, json{{"title", "  "}, {"colour", "red"}});
  ASSERT_FALSE(out);
  std::vector<std::string> said;
  for (auto const& each : out.error().fields) said.push_back(each.field + ": " + each.message);
  EXPECT_THAT(said,
              ElementsAre("colour: There is no input called “colour”. The inputs are title, due, thing, status, file.",
                          "title: Enter the title.", "due: Enter the due.", "thing: Choose the thing.",
                          "status: Choose the status.", "file: Choose a file."));
}

TEST(Fields, TheInputIsAnObject) {
  for (auto const& input : {json::array(), json("text"), json(3), json(nullptr)}) {
    auto out = read_fields(fields(), input);
    ASSERT_FALSE(out) << input;
    EXPECT_EQ(out.error().message, "The input must be a JSON object of named values.");
  }
  auto none = read_fields(Fields<Two>{}, json{{"title", "x"}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, "There is no input called “title”; this takes none.");
}

TEST(Fields, Base64IsReadAsItIsWritten) {
  for (std::string const& bytes : {std::string(), std::string("a"), std::string("ab"), std::string("\0\xff\x80", 3)})
    EXPECT_EQ(decode_base64(encode_base64(bytes)), bytes);
  EXPECT_EQ(decode_base64("QUJD\r\n REVG"), "ABCDEF");
  EXPECT_FALSE(decode_base64("QUJ"));
  EXPECT_FALSE(decode_base64("QU-D"));
}

}  // namespace
}  // namespace gt::operations
