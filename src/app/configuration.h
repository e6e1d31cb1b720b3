#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/result.h"
#include "platform/mail/smtp.h"

namespace gt::app {

/// The mail server and who mails come from.
struct MailConfiguration {
  mail::Server server;
  std::string from;  ///< an address
};

/// What whoever looks after the machine writes into `goldenthread.conf` of the data folder; see docs/operations.md.
struct Configuration {
  std::string public_address;             ///< `https://golden-thread.council.example`; empty when it is not set
  std::optional<MailConfiguration> mail;  ///< none: no mail is sent
  std::string tls_certificate;            ///< files in PEM; both empty: plain http
  std::string tls_key;
  std::vector<std::string> metrics_from;  ///< addresses and networks that may read /metrics beside this machine
};

inline constexpr char const* configuration_file = "goldenthread.conf";

/// Lines of `name = value`; empty ones and those that start with # are passed over. Errors: invalid, naming the line
/// and what would be right. No message repeats a password.
Result<Configuration> parse_configuration(std::string_view text);

/// Of the data folder; a file that is not there sets nothing. Errors: invalid, also when the file holds a password and
/// anybody may read it.
Result<Configuration> read_configuration(std::filesystem::path const& folder);

}  // namespace gt::app
