#include "platform/web/request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/core/result.h"

namespace gt::web {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> methods = {{{Method::get, "GET"},
                                                                         {Method::head, "HEAD"},
                                                                         {Method::post, "POST"},
                                                                         {Method::put, "PUT"},
                                                                         {Method::patch, "PATCH"},
                                                                         {Method::remove, "DELETE"},
                                                                         {Method::options, "OPTIONS"}}};

}  // namespace

std::string_view method_text(Method method) {
  for (auto const& [known, text] : methods) {
    if (known == method) return text;
  }
  return {};
}

std::optional<Method> method_from_text(std::string_view text) {
  for (auto const& [method, known] : methods) {
    if (known == text) return method;
  }
  return std::nullopt;
}

std::string const& Request::segment(std::string_view name) const {
  auto found = std::find_if(captures.begin(), captures.end(), [&](Field const& field) { return field.name == name; });
  ENSURE(found != captures.end());
  return found->value;
}

UploadedFile const* Request::file(std::string_view field) const {
  auto found =
      std::find_if(files.begin(), files.end(), [&](UploadedFile const& file) { return file.field() == field; });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace gt::web
