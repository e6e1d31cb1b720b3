#include "platform/web/event_stream.h"

#include <utility>

namespace gt::web {

namespace {

// The stream travels as what an answer holds until it is sent. This type, as the owner's deleter, tells it from
// anything else that is held.
struct LetGo {
  std::shared_ptr<EventStream> stream;
  void operator()(void const*) const {}
};

}  // namespace

std::string event_text(std::string_view name, std::string_view data) {
  std::string text = "event: " + std::string(name) + "\n";
  while (true) {
    auto end = data.find('\n');
    text.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == std::string_view::npos) return text + "\n";
    data.remove_prefix(end + 1);
  }
}

Response streaming(std::shared_ptr<EventStream> stream) {
  Response response;
  response.headers.set("Content-Type", "text/event-stream; charset=utf-8");
  response.headers.set("Cache-Control", "no-store");
  // nginx would otherwise keep events back until it has a bufferful.
  response.headers.set("X-Accel-Buffering", "no");
  response.compression = Compression::never;
  auto const* place = stream.get();
  response.held = std::shared_ptr<void const>(place, LetGo{std::move(stream)});
  return response;
}

std::shared_ptr<EventStream> stream_of(Response const& response) {
  auto const* owner = std::get_deleter<LetGo>(response.held);
  return owner == nullptr ? nullptr : owner->stream;
}

}  // namespace gt::web
