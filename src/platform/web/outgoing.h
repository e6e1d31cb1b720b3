#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/web/event_stream.h"
#include "platform/web/request.h"
#include "platform/web/response.h"

namespace gt::web {

/// An open file, closed with this object.
class OpenFile {
 public:
  /// Errors: throws std::system_error when it cannot be opened or is no plain file.
  explicit OpenFile(std::filesystem::path const& path);
  ~OpenFile();
  OpenFile(OpenFile const&) = delete;
  OpenFile& operator=(OpenFile const&) = delete;

  std::uint64_t size() const { return size_; }
  /// Up to `count` bytes from `offset`; empty at the end. Errors: throws std::system_error.
  std::string read(std::uint64_t offset, std::size_t count) const;

 private:
  int descriptor_;
  std::uint64_t size_ = 0;
};

/// What goes onto the socket: `head`, then `body`, the part of `file`, or what `stream` gives until it is over.
struct Outgoing {
  int status = 200;
  bool closes = false;
  std::string head;
  std::string body;
  std::shared_ptr<OpenFile const> file;
  std::uint64_t file_offset = 0;
  std::shared_ptr<EventStream> stream;
  /// Bytes after the head; 0 for HEAD and for statuses without a body.
  std::uint64_t length = 0;
  /// Kept until everything is sent.
  std::shared_ptr<void const> held;
};

/// What the connection knows and the answer's head must say.
struct SendingFacts {
  bool closes = false;
  /// HTTP/1.0 needs to be told that the connection stays.
  bool is_http_1_0 = false;
  std::int64_t unix_seconds = 0;
  std::chrono::steady_clock::time_point now;
};

/// Applies conditions, ranges and compression, and writes the head.
/// Errors: throws std::system_error when the response's file cannot be opened.
Outgoing prepare(Request const& request, Response response, SendingFacts const& facts);

}  // namespace gt::web
