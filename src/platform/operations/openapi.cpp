#include "platform/operations/openapi.h"

#include <algorithm>

namespace gt::operations {

using nlohmann::ordered_json;

namespace {

ordered_json text_schema(FieldInfo const& info) {
  ordered_json schema{{"type", "string"}};
  if (!info.choices.empty()) schema["enum"] = info.choices;
  return schema;
}

ordered_json schema_of(FieldInfo const& info) {
  ordered_json schema;
  switch (info.type) {
    case FieldType::text:
      schema = text_schema(info);
      if (info.choices.empty()) schema["maxLength"] = info.max_length;
      if (info.secret) schema["format"] = "password";
      break;
    case FieldType::integer:
      schema = {{"type", "integer"}, {"format", "int64"}};
      break;
    case FieldType::decimal:
      schema = {{"type", "string"}, {"pattern", "^[0-9]+(\\.[0-9]{1,2})?$"}};
      break;
    case FieldType::money:
      schema = {{"type", "string"}, {"maxLength", info.max_length}};
      break;
    case FieldType::flag:
      schema = {{"type", "boolean"}};
      break;
    case FieldType::date:
      schema = {{"type", "string"}, {"format", "date"}};
      break;
    case FieldType::id:
      schema = {{"type", "string"}, {"pattern", "^[2-9a-z]{16}$"}};
      break;
    case FieldType::text_list:
      schema = {{"type", "array"}, {"items", text_schema(info)}, {"maxItems", info.max_length}};
      break;
    case FieldType::id_list:
      schema = {{"type", "array"},
                {"items", {{"type", "string"}, {"pattern", "^[2-9a-z]{16}$"}}},
                {"maxItems", info.max_length}};
      break;
    case FieldType::object:
      schema = {{"type", "object"}};
      break;
    case FieldType::file:
      schema = {
          {"type", "object"},
          {"required", {"filename", "base64"}},
          {"properties",
           {{"filename", {{"type", "string"}}}, {"base64", {{"type", "string"}, {"contentEncoding", "base64"}}}}}};
      break;
  }
  schema["description"] = info.summary;
  if (!info.example.is_null()) schema["examples"] = ordered_json::array({ordered_json(info.example)});
  return schema;
}

ordered_json error_answer(std::string const& description) {
  return {{"description", description},
          {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Refusal"}}}}}}}};
}

ordered_json answers(Operation const& operation) {
  ordered_json out;
  ordered_json ok{{"description", "Done"}};
  ordered_json body{{"schema", {{"type", operation.output_example.is_array() ? "array" : "object"}}}};
  if (!operation.output_example.is_null()) body["example"] = ordered_json(operation.output_example);
  ok["content"] = {{"application/json", body}};
  out["200"] = ok;
  out["401"] = error_answer("Nobody is signed in, or the token has ended");
  out["403"] = error_answer("Refused: the account or token may not do this");
  out["404"] = error_answer("Something named in the input is not there");
  out["409"] = error_answer("Someone else changed it first, or it is already there");
  out["422"] = error_answer("Something in the input is not right; `fields` says what");
  out["503"] = error_answer("The server cannot do it, or not now");
  return out;
}

std::string operation_id(Operation const& operation) {
  auto id = operation.name;
  std::replace(id.begin(), id.end(), ' ', '_');
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

ordered_json describe(Operation const& operation) {
  ordered_json out{{"operationId", operation_id(operation)}, {"summary", operation.summary}};
  out["tags"] = {operation.name.substr(0, operation.name.find(' '))};
  out["description"] = operation.permission.empty() ? "For every signed-in account, about itself."
                                                    : "Needs the permission `" + operation.permission + "`.";
  if (operation.kind == Kind::read) {
    out["parameters"] = ordered_json::array();
    for (auto const& info : operation.inputs)
      out["parameters"].push_back({{"name", info.name},
                                   {"in", "query"},
                                   {"required", info.required},
                                   {"description", info.summary},
                                   {"schema", schema_of(info)}});
  } else {
    ordered_json schema{{"type", "object"}, {"additionalProperties", false}};
    auto properties = ordered_json::object();
    auto required = ordered_json::array();
    for (auto const& info : operation.inputs) {
      properties[info.name] = schema_of(info);
      if (info.required) required.push_back(info.name);
    }
    schema["properties"] = properties;
    if (!required.empty()) schema["required"] = required;
    out["requestBody"] = {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}};
  }
  out["responses"] = answers(operation);
  return out;
}

}  // namespace

std::string api_path(Operation const& operation) {
  auto path = "/api/v1/" + operation.name;
  std::replace(path.begin(), path.end(), ' ', '/');
  return path;
}

ordered_json openapi_document(Registry const& registry, std::string const& version) {
  ordered_json document{{"openapi", "3.1.0"}};
  document["info"] = {{"title", "Golden Thread"},
                      {"version", version},
                      {"description", "Every operation of Golden Thread. Sign in with a token of your own account."},
                      {"license", {{"name", "MIT"}, {"identifier", "MIT"}}}};
  document["servers"] = {{{"url", "/"}}};
  document["security"] = {{{"token", ordered_json::array()}},
                          {{"session", ordered_json::array()}, {"csrf", ordered_json::array()}}};
  auto paths = ordered_json::object();
  for (auto const& operation : registry.all())
    paths[api_path(operation)][operation.kind == Kind::read ? "get" : "post"] = describe(operation);
  document["paths"] = paths;
  document["components"]["securitySchemes"] = {
      {"token", {{"type", "http"}, {"scheme", "bearer"}}},
      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "session"}}},
      {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}}};
  document["components"]["schemas"]["Refusal"] = {
      {"type", "object"},
      {"required", {"error"}},
      {"properties",
       {{"error",
         {{"type", "object"},
          {"required", {"kind", "message", "request_id"}},
          {"properties",
           {{"kind",
             {{"type", "string"},
              {"enum",
               {"invalid", "not_found", "forbidden", "conflict", "unauthorised", "wrong_method", "unavailable",
                "failed"}}}},
            {"message", {{"type", "string"}}},
            {"request_id", {{"type", "string"}, {"description", "Also in the server’s log"}}},
            {"fields",
             {{"type", "array"},
              {"items",
               {{"type", "object"},
                {"properties", {{"field", {{"type", "string"}}}, {"message", {{"type", "string"}}}}}}}}}}}}}}}};
  return document;
}

}  // namespace gt::operations
