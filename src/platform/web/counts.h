#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace gt::web {

/// What a server counts of itself, for whoever watches it. No address, no query, no person: routes by their pattern.
/// From any thread.
class ServerCounts {
 public:
  /// `route`: `GET /plans/{plan}`; what no route answered has the name `none`.
  void answered(std::string_view route, int status, std::chrono::microseconds duration);
  void streamed(std::string_view route, int status);

  std::atomic<std::int64_t> connections{0};
  std::atomic<std::int64_t> connections_taken{0};
  std::atomic<std::int64_t> connections_refused{0};
  std::atomic<std::int64_t> event_streams{0};
  std::atomic<std::int64_t> handshakes_failed{0};
  /// Seconds since 1970; 0 without a certificate.
  std::atomic<std::int64_t> certificate_valid_until{0};

  /// In Prometheus' text form, every line beginning with `goldenthread_`.
  std::string text() const;

 private:
  static constexpr std::array<double, 12> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  mutable std::mutex mutex_;
  std::map<std::string, std::array<std::int64_t, 6>, std::less<>> by_route_;
  std::array<std::int64_t, bounds.size() + 1> by_duration_{};
  double seconds_ = 0;
};

/// One figure in Prometheus' text form, with its help and type. `labels` is empty or `{state="queued"}`.
struct Figure {
  std::string labels;
  double value;
};
void add_figures(std::string& text, std::string_view name, std::string_view type, std::string_view help,
                 std::initializer_list<Figure> figures);
/// A value of a label, with what must be escaped escaped.
std::string label_value(std::string_view text);

}  // namespace gt::web
