#pragma once

#include <string>
#include <utility>

namespace gt {

/// Beside an exception: the environment is at fault in a way that people can be told about. Adapters answer with the
/// message, which says what happened, that nothing was changed, and what to do.
class Unavailable {
 public:
  explicit Unavailable(std::string message) : message_{std::move(message)} {}
  Unavailable(Unavailable const&) = default;
  Unavailable& operator=(Unavailable const&) = default;
  virtual ~Unavailable() = default;
  std::string const& message() const { return message_; }

 private:
  std::string message_;
};

}  // namespace gt
