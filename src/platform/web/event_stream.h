#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "platform/web/response.h"

namespace gt::web {

/// An answer that goes on: server-sent events (`text/event-stream`), asked for again and again until it says that it is
/// over, the reader goes away or the server stops. Each costs a connection and now and then a worker, so the server
/// takes only so many at once (`ServerOptions::event_streams`).
class EventStream {
 public:
  virtual ~EventStream() = default;

  struct Piece {
    /// Whole events, as `event_text` writes them; empty when nothing is new.
    std::string text;
    bool is_last = false;
  };
  /// On a worker; never twice at once. An exception ends the stream.
  virtual Piece next() = 0;
  /// How long to wait before asking again.
  virtual std::chrono::milliseconds pause() const { return std::chrono::milliseconds{300}; }
};

/// `event: name`, the data line by line, and the empty line that ends it.
std::string event_text(std::string_view name, std::string_view data);

/// The answer by which a handler begins a stream.
Response streaming(std::shared_ptr<EventStream> stream);

/// The stream that such an answer carries; null for every other answer.
std::shared_ptr<EventStream> stream_of(Response const& response);

}  // namespace gt::web
