#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace gt {

/// The refusals a caller is expected to handle. One table per boundary (HTTP status, exit code) maps them.
/// `unavailable` is nobody's fault who asked: the server cannot do it, or not now.
enum class ErrorKind { invalid, not_found, forbidden, conflict, unavailable };

/// One field of the input that cannot be taken, with what would be right.
struct FieldError {
  std::string field;
  std::string message;

  friend bool operator==(FieldError const&, FieldError const&) = default;
};

/// A refusal. `message` is written for the person who asked and says what to do next; `fields` is empty unless
/// particular inputs are at fault.
struct Error {
  ErrorKind kind;
  std::string message;
  std::vector<FieldError> fields{};
};

/// A value, or the reason there is none. Dropping one is a compile error.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> refuse(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message), {}});
}

/// A refusal of one named input.
inline tl::unexpected<Error> refuse_field(std::string field, std::string message) {
  Error error{ErrorKind::invalid, message, {}};
  error.fields.push_back({std::move(field), std::move(message)});
  return tl::unexpected<Error>(std::move(error));
}

/// Moves the value out of a successful result; yields nothing for Result<void>.
template <class T>
T take_value(Result<T>&& result) {
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

[[noreturn]] void ensure_failed(char const* condition, char const* file, int line);

}  // namespace gt

/// Yields the value, or returns the error from the enclosing function. One TRY a statement.
#define TRY(expression)                                                                       \
  __extension__({                                                                             \
    auto&& try_result = (expression);                                                         \
    if (!try_result.has_value()) return ::tl::make_unexpected(std::move(try_result).error()); \
    ::gt::take_value(std::move(try_result));                                                  \
  })

/// A condition that only a bug of ours can break: logs and aborts, in every build.
#define ENSURE(condition) ((condition) ? static_cast<void>(0) : ::gt::ensure_failed(#condition, __FILE__, __LINE__))
