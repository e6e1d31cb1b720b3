#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gt::web {

struct Field {
  std::string name;
  std::string value;

  friend bool operator==(Field const&, Field const&) = default;
};

/// Named values in the order they came; a name may repeat. Names are compared exactly.
/// Used for query parameters, form fields, cookies and the captures of a route.
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<Field> fields) : fields_{fields} {}

  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  /// The first value of `name`; empty when it was not sent.
  std::optional<std::string> first(std::string_view name) const;
  /// Every value of `name`, in order.
  std::vector<std::string> all(std::string_view name) const;
  bool has(std::string_view name) const;
  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

  friend bool operator==(Fields const&, Fields const&) = default;

 private:
  std::vector<Field> fields_;
};

/// HTTP headers: order kept, names compared without regard to case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Field> fields);

  /// Errors: throws std::invalid_argument when the name or the value holds a line break, a NUL or another control
  /// character, so that no user's text can start a header of its own.
  void add(std::string name, std::string value);
  /// Replaces every header of that name. Errors: as `add`.
  void set(std::string name, std::string value);
  void remove(std::string_view name);
  std::optional<std::string> first(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  bool has(std::string_view name) const;
  std::size_t size() const { return fields_.size(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

/// ASCII letters only, as HTTP compares its names.
bool same_ignoring_case(std::string_view a, std::string_view b);

}  // namespace gt::web
