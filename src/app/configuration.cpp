#include "app/configuration.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/text.h"
#include "platform/mail/message.h"
#include "platform/web/trusted_proxies.h"

namespace gt::app {

namespace {

struct Given {
  int line;
  std::string value;
};
using Lines = std::map<std::string, Given, std::less<>>;

constexpr std::string_view known_names[] = {"public-address",  "mail-server",   "mail-port",   "mail-security",
                                            "mail-user",       "mail-password", "mail-from",   "mail-ca-file",
                                            "tls-certificate", "tls-key",       "metrics-from"};

tl::unexpected<Error> fault_at(int line, std::string const& what) {
  return refuse(ErrorKind::invalid, fmt::format("{}, line {}: {}", configuration_file, line, what));
}

Result<Lines> read_lines(std::string_view text) {
  Lines lines;
  int number = 0;
  for (auto const& each : split_lines(text)) {
    ++number;
    auto const line = trimmed(each);
    if (line.empty() || line.front() == '#') continue;
    auto const equals = line.find('=');
    if (equals == std::string::npos) return fault_at(number, "Write a name, = and a value.");
    auto const name = trimmed(std::string_view(line).substr(0, equals));
    if (std::find(std::begin(known_names), std::end(known_names), name) == std::end(known_names))
      return fault_at(number, fmt::format("There is no setting “{}”. Those that are: {}.", name,
                                          fmt::join(std::begin(known_names), std::end(known_names), ", ")));
    if (!lines.emplace(name, Given{number, trimmed(std::string_view(line).substr(equals + 1))}).second)
      return fault_at(number, fmt::format("“{}” is set twice. Take one out.", name));
  }
  return lines;
}

std::string value_of(Lines const& lines, std::string_view name) {
  auto const found = lines.find(name);
  return found == lines.end() ? "" : found->second.value;
}

int line_of(Lines const& lines, std::string_view name) {
  auto const found = lines.find(name);
  return found == lines.end() ? 0 : found->second.line;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") ==
                              std::string_view::npos;
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

Result<std::string> public_address(Lines const& lines) {
  auto value = value_of(lines, "public-address");
  if (value.empty()) return value;
  while (value.ends_with('/')) value.pop_back();
  auto const scheme_end = value.find("://");
  bool const is_web = value.starts_with("https://") || value.starts_with("http://");
  if (!is_web || !is_host(std::string_view(value).substr(scheme_end + 3)))
    return fault_at(
        line_of(lines, "public-address"),
        "Write how people reach this server, as https://golden-thread.council.example, with nothing after the "
        "name.");
  return value;
}

Result<mail::Server> mail_server(Lines const& lines) {
  mail::Server server;
  server.host = value_of(lines, "mail-server");
  if (!is_host(server.host))
    return fault_at(line_of(lines, "mail-server"), "Write the mail server’s name or address alone.");
  auto const security = value_of(lines, "mail-security");
  if (security == "tls") {
    server.security = mail::Security::tls;
    server.port = 465;
  } else if (security == "none") {
    server.security = mail::Security::none;
    server.port = 25;
  } else if (!security.empty() && security != "starttls") {
    return fault_at(line_of(lines, "mail-security"), "Write starttls, tls or none.");
  }
  if (auto const port = value_of(lines, "mail-port"); !port.empty()) {
    auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), server.port);
    if (error != std::errc{} || end != port.data() + port.size() || server.port == 0)
      return fault_at(line_of(lines, "mail-port"), "Write a port from 1 to 65535.");
  }
  server.user = value_of(lines, "mail-user");
  server.password = value_of(lines, "mail-password");
  server.ca_file = value_of(lines, "mail-ca-file");
  if (server.user.empty() != server.password.empty())
    return fault_at(line_of(lines, server.user.empty() ? "mail-password" : "mail-user"),
                    "mail-user and mail-password belong together: set both or neither.");
  if (!server.password.empty() && server.security == mail::Security::none && !is_this_machine(server.host))
    return fault_at(line_of(lines, "mail-security"),
                    "A password is not sent without encryption. Use starttls or tls, or no password.");
  return server;
}

Result<void> read_tls(Lines const& lines, Configuration& configuration) {
  configuration.tls_certificate = value_of(lines, "tls-certificate");
  configuration.tls_key = value_of(lines, "tls-key");
  if (configuration.tls_certificate.empty() == configuration.tls_key.empty()) return {};
  return fault_at(line_of(lines, configuration.tls_key.empty() ? "tls-certificate" : "tls-key"),
                  "tls-certificate and tls-key belong together: set both or neither.");
}

Result<std::vector<std::string>> metrics_from(Lines const& lines) {
  std::vector<std::string> addresses;
  auto const value = value_of(lines, "metrics-from");
  for (std::size_t begin = 0; begin < value.size();) {
    auto const end = std::min(value.find_first_of(" ,", begin), value.size());
    if (end > begin) addresses.push_back(value.substr(begin, end - begin));
    begin = end + 1;
  }
  try {
    web::TrustedProxies const readable{addresses};
  } catch (std::invalid_argument const&) {
    return fault_at(line_of(lines, "metrics-from"),
                    "Write addresses or networks with commas between them, as 10.1.2.3, 10.4.0.0/16.");
  }
  return addresses;
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view text) {
  auto const lines = TRY(read_lines(text));
  Configuration configuration;
  configuration.public_address = TRY(public_address(lines));
  TRY(read_tls(lines, configuration));
  configuration.metrics_from = TRY(metrics_from(lines));
  if (!lines.contains("mail-server")) {
    for (auto const& [name, given] : lines)
      if (name.starts_with("mail-"))
        return fault_at(given.line, fmt::format("{} needs mail-server as well, the mail server’s name.", name));
    return configuration;
  }
  auto server = TRY(mail_server(lines));
  auto from = value_of(lines, "mail-from");
  if (!mail::check_address(from))
    return fault_at(line_of(lines, lines.contains("mail-from") ? "mail-from" : "mail-server"),
                    "mail-from must be the address that mails come from, as golden-thread@council.example.");
  if (configuration.public_address.empty())
    return fault_at(line_of(lines, "mail-server"),
                    "Mail needs public-address as well, so that its links lead here: how people reach this server.");
  configuration.mail = MailConfiguration{std::move(server), std::move(from)};
  return configuration;
}

Result<Configuration> read_configuration(std::filesystem::path const& folder) {
  auto const path = folder / configuration_file;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Configuration{};
  std::ifstream file{path, std::ios::binary};
  std::string const text{std::istreambuf_iterator<char>{file}, {}};
  if (!file)
    return refuse(ErrorKind::invalid,
                  fmt::format("{} is there and cannot be read. Give this user the right to read it.", path.string()));
  auto configuration = TRY(parse_configuration(text));
  auto const mode = std::filesystem::status(path, error).permissions();
  bool const is_open = (mode & std::filesystem::perms::others_read) != std::filesystem::perms::none;
  if (configuration.mail && !configuration.mail->server.password.empty() && is_open)
    return refuse(ErrorKind::invalid, fmt::format("{0} holds a password, and anybody on this machine may read it. Run: "
                                                  "chmod 600 {0}",
                                                  path.string()));
  return configuration;
}

}  // namespace gt::app
