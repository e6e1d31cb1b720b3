#include "platform/operations/openapi.h"

#include <gmock/gmock.h>

#include "platform/operations/declare.h"

namespace gt::operations {
namespace {

using nlohmann::json;
using testing::ElementsAre;

struct Input {
  std::string title;
  std::string status;
  std::string password;
  std::int64_t count = 0;
  bool late = false;
  std::optional<Date> due;
  std::optional<Id<struct ThingTag>> thing;
  std::vector<std::string> names;
  std::vector<Id<struct ThingTag>> things;
  json corrections;
  Upload file;
};

Fields<Input> fields() {
  return {field("title", &Input::title, "The title", "Visits").required().max_length(80),
          field("status", &Input::status, "How far", "done").choices({"begun", "done"}),
          field("password", &Input::password, "A password", "…").secret(),
          field("count", &Input::count, "How many", 3),
          field("late", &Input::late, "Whether late", true),
          field("due", &Input::due, "When", "2027-03-31").required(),
          field("thing", &Input::thing, "Which", "k7m2q9x4t8v3b6dp"),
          field("names", &Input::names, "Names", nullptr).max_length(20),
          field("things", &Input::things, "Things", nullptr),
          field("corrections", &Input::corrections, "Corrections", nullptr),
          field("file", &Input::file, "A file", nullptr)};
}

Result<json> nothing(Call&, Input const&) { return json::object(); }

Registry registry() {
  Registry out;
  out.add(declare<Input>("thing add", "Add a thing", Kind::change, "plan.edit", fields(),
                         {{"thing", "k7m2q9x4t8v3b6dp"}}, &nothing));
  out.add(declare<Input>("thing list-all", "List things", Kind::read, "", fields(), json::array(), &nothing));
  return out;
}

TEST(OpenApi, DescribesAChangeAsAPostOfOneObject) {
  json const document = openapi_document(registry(), "0.1.0");
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  EXPECT_EQ(document.at("/info/version"_json_pointer), "0.1.0");
  ASSERT_TRUE(document.at("paths").contains("/api/v1/thing/add"));
  auto const& post = document.at("paths").at("/api/v1/thing/add").at("post");
  EXPECT_EQ(post.at("operationId"), "thing_add");
  EXPECT_EQ(post.at("summary"), "Add a thing");
  EXPECT_EQ(post.at("description"), "Needs the permission `plan.edit`.");
  EXPECT_EQ(post.at("tags"), json({"thing"}));
  auto const& schema = post.at("/requestBody/content/application~1json/schema"_json_pointer);
  EXPECT_EQ(schema.at("type"), "object");
  EXPECT_EQ(schema.at("additionalProperties"), false);
  EXPECT_THAT(schema.at("required"), ElementsAre("title", "due"));
  EXPECT_EQ(post.at("/responses/200/content/application~1json/example/thing"_json_pointer), "k7m2q9x4t8v3b6dp");
}

TEST(OpenApi, SaysTheFormOfEveryFieldType) {
  json const document = openapi_document(registry(), "0.1.0");
  auto const& properties = document.at(
      "/paths/~1api~1v1~1thing~1add/post/requestBody/content/application~1json/schema/"
      "properties"_json_pointer);
  auto expect = [&](char const* name, char const* shape) {
    auto found = properties.at(name);
    found.erase("description");
    found.erase("examples");
    EXPECT_EQ(found, json::parse(shape)) << name;
  };
  expect("title", R"({"type":"string","maxLength":80})");
  expect("status", R"({"type":"string","enum":["begun","done"]})");
  expect("password", R"({"type":"string","maxLength":2000,"format":"password"})");
  expect("count", R"({"type":"integer","format":"int64"})");
  expect("late", R"({"type":"boolean"})");
  expect("due", R"({"type":"string","format":"date"})");
  expect("thing", R"({"type":"string","pattern":"^[2-9a-z]{16}$"})");
  expect("names", R"({"type":"array","items":{"type":"string"},"maxItems":20})");
  expect("things", R"({"type":"array","items":{"type":"string","pattern":"^[2-9a-z]{16}$"},"maxItems":2000})");
  expect("corrections", R"({"type":"object"})");
  expect("file", R"({"type":"object","required":["filename","base64"],"properties":{"filename":{"type":"string"},
                     "base64":{"type":"string","contentEncoding":"base64"}}})");
  EXPECT_EQ(properties.at("due").at("examples"), json({"2027-03-31"}));
  EXPECT_FALSE(properties.at("names").contains("examples"));
}

TEST(OpenApi, DescribesAReadAsAGetWithParameters) {
  json const document = openapi_document(registry(), "0.1.0");
  auto const& get = document.at("paths").at("/api/v1/thing/list-all").at("get");
  EXPECT_EQ(get.at("operationId"), "thing_list_all");
  EXPECT_EQ(get.at("description"), "For every signed-in account, about itself.");
  EXPECT_FALSE(get.contains("requestBody"));
  ASSERT_EQ(get.at("parameters").size(), fields().size());
  EXPECT_EQ(get.at("parameters").at(0).at("name"), "title");
  EXPECT_EQ(get.at("parameters").at(0).at("in"), "query");
  EXPECT_EQ(get.at("parameters").at(0).at("required"), true);
  EXPECT_EQ(get.at("/responses/200/content/application~1json/schema/type"_json_pointer), "array");
}

TEST(OpenApi, EveryOperationSaysWhatRefusesIt) {
  json const document = openapi_document(registry(), "0.1.0");
  for (auto const& [path, methods] : document.at("paths").items())
    for (auto const& [method, operation] : methods.items())
      for (auto const* status : {"401", "403", "404", "409", "422"}) {
        ASSERT_TRUE(operation.at("responses").contains(status)) << path << " " << method;
        EXPECT_EQ(operation.at("responses").at(status).at("/content/application~1json/schema/$ref"_json_pointer),
                  "#/components/schemas/Refusal");
      }
  EXPECT_EQ(document.at("/components/securitySchemes/token/scheme"_json_pointer), "bearer");
  EXPECT_EQ(document.at("security").size(), 2U);  // a token; or a session with its header
}

TEST(Registry, FindsByNameAndKeepsTheOrder) {
  auto const operations = registry();
  ASSERT_NE(operations.find("thing add"), nullptr);
  EXPECT_EQ(operations.find("thing add")->summary, "Add a thing");
  EXPECT_EQ(operations.find("thing"), nullptr);
  EXPECT_EQ(api_path(operations.all().at(1)), "/api/v1/thing/list-all");
}

TEST(RegistryDeathTest, TakesNoNameTwiceAndNoUnknownPermission) {
  EXPECT_DEATH(
      {
        auto operations = registry();
        operations.add(declare<Input>("thing add", "Again", Kind::change, "", {}, json::object(), &nothing));
      },
      "find");
  EXPECT_DEATH(
      {
        Registry operations;
        operations.add(declare<Input>("thing add", "Add", Kind::change, "plan.burn", {}, json::object(), &nothing));
      },
      "permission");
}

TEST(Roles, GrantOnlyWhatTheTableSays) {
  EXPECT_EQ(all_roles(), (std::vector<std::string>{"administrator", "programme manager", "clerk", "theme lead",
                                                   "contributor", "auditor", "analyst", "finance", "board member",
                                                   "member", "external", "reader"}));
  EXPECT_TRUE(role_grants("administrator", "people.manage"));
  EXPECT_FALSE(role_grants("administrator", "plan.edit"));
  EXPECT_FALSE(role_grants("reader", "plan.edit"));
  EXPECT_TRUE(role_grants("clerk", "board.edit"));
  EXPECT_FALSE(role_grants("clerk", "board.private"));
  EXPECT_FALSE(role_grants("wizard", "plan.view"));
  EXPECT_FALSE(role_grants("administrator", ""));
}

}  // namespace
}  // namespace gt::operations
