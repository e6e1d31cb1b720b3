#include "app/log.h"

#include <unistd.h>

#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "platform/core/date.h"

namespace gt::app {

namespace {

spdlog::logger& logger() {
  static auto const made = [] {
    auto out = std::make_shared<spdlog::logger>("goldenthread", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    out->set_pattern("%v");
    out->flush_on(spdlog::level::info);
    return out;
  }();
  return *made;
}

}  // namespace

void log_line(std::string_view level, std::string_view message, nlohmann::ordered_json fields) {
  // Whoever started it by hand wants to see the sign-in link and what goes wrong, not every request.
  static bool const is_terminal = isatty(STDERR_FILENO) == 1;
  if (is_terminal && level == "info") return;
  nlohmann::ordered_json line{{"time", SystemClock{}.now().iso()}, {"level", level}, {"message", message}};
  for (auto const& [name, value] : fields.items()) line[name] = value;
  logger().info("{}", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace gt::app
