#include "platform/web/counts.h"

#include <algorithm>
#include <cstdio>

namespace gt::web {

namespace {

std::string number_text(double value) {
  std::array<char, 40> text{};
  auto length = std::snprintf(text.data(), text.size(), "%.15g", value);
  return {text.data(), static_cast<std::size_t>(length)};
}

void add_heading(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void add_line(std::string& text, std::string_view name, std::string_view labels, double value) {
  text.append(name).append(labels).append(" ").append(number_text(value)).append("\n");
}

std::size_t class_of(int status) { return status >= 100 && status < 600 ? static_cast<std::size_t>(status / 100) : 0; }

}  // namespace

void add_figures(std::string& text, std::string_view name, std::string_view type, std::string_view help,
                 std::initializer_list<Figure> figures) {
  add_heading(text, name, type, help);
  for (auto const& figure : figures) add_line(text, name, figure.labels, figure.value);
}

std::string label_value(std::string_view value) {
  std::string out;
  for (char const each : value) {
    if (each == '\\' || each == '"') out += '\\';
    if (each == '\n')
      out += "\\n";
    else
      out += each;
  }
  return out;
}

void ServerCounts::streamed(std::string_view route, int status) {
  std::lock_guard const lock{mutex_};
  auto found = by_route_.find(route);
  if (found == by_route_.end()) found = by_route_.try_emplace(std::string(route)).first;
  ++found->second[class_of(status)];
}

void ServerCounts::answered(std::string_view route, int status, std::chrono::microseconds duration) {
  streamed(route, status);
  auto const seconds = std::chrono::duration<double>(duration).count();
  auto const bound = std::lower_bound(bounds.begin(), bounds.end(), seconds);
  std::lock_guard const lock{mutex_};
  ++by_duration_[static_cast<std::size_t>(bound - bounds.begin())];
  seconds_ += seconds;
}

std::string ServerCounts::text() const {
  std::string out;
  {
    std::lock_guard const lock{mutex_};
    constexpr std::string_view requests = "goldenthread_requests_total";
    add_heading(out, requests, "counter", "Requests answered, by route and class of status.");
    for (auto const& [route, classes] : by_route_) {
      auto const space = route.find(' ');
      auto const method = space == std::string::npos ? std::string("none") : route.substr(0, space);
      auto const pattern = space == std::string::npos ? route : route.substr(space + 1);
      for (std::size_t each = 0; each < classes.size(); ++each) {
        if (classes[each] == 0) continue;
        add_line(out, requests,
                 "{method=\"" + label_value(method) + "\",route=\"" + label_value(pattern) + "\",status=\"" +
                     std::to_string(each) + "xx\"}",
                 static_cast<double>(classes[each]));
      }
    }
    constexpr std::string_view durations = "goldenthread_request_duration_seconds";
    add_heading(out, durations, "histogram", "From a request read to the last byte of its answer sent.");
    std::int64_t so_far = 0;
    for (std::size_t i = 0; i < by_duration_.size(); ++i) {
      so_far += by_duration_[i];
      auto const bound = i < bounds.size() ? number_text(bounds[i]) : std::string("+Inf");
      add_line(out, "goldenthread_request_duration_seconds_bucket", "{le=\"" + bound + "\"}",
               static_cast<double>(so_far));
    }
    add_line(out, "goldenthread_request_duration_seconds_sum", "", seconds_);
    add_line(out, "goldenthread_request_duration_seconds_count", "", static_cast<double>(so_far));
  }
  auto const value = [](std::atomic<std::int64_t> const& count) { return static_cast<double>(count.load()); };
  add_figures(out, "goldenthread_connections", "gauge", "Connections open now.", {{"", value(connections)}});
  add_figures(
      out, "goldenthread_connections_total", "counter", "Connections taken, and those there was no room for.",
      {{"{outcome=\"taken\"}", value(connections_taken)}, {"{outcome=\"refused\"}", value(connections_refused)}});
  add_figures(out, "goldenthread_event_streams", "gauge", "Answers that are still going on (server-sent events).",
              {{"", value(event_streams)}});
  add_figures(out, "goldenthread_tls_handshakes_failed_total", "counter", "TLS connections that never began.",
              {{"", value(handshakes_failed)}});
  if (certificate_valid_until != 0)
    add_figures(out, "goldenthread_tls_certificate_valid_until_seconds", "gauge",
                "When the certificate in use ends, in seconds since 1970.", {{"", value(certificate_valid_until)}});
  return out;
}

}  // namespace gt::web
