#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace gt::test {

/// A real mail server in a process of its own: src/platform/mail/testdata/smtp_server.py, which says what each address
/// does. Ends with the object.
class MailServer {
 public:
  /// `folder` takes the messages; it must be there. Throws std::runtime_error when it cannot be started.
  explicit MailServer(std::filesystem::path folder, std::vector<std::string> options = {})
      : folder_{std::move(folder)} {
    int to_server[2], from_server[2];
    if (pipe2(to_server, O_CLOEXEC) != 0 || pipe2(from_server, O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe could be made");
    auto const* source = std::getenv("GOLDENTHREAD_SOURCE");
    std::vector<std::string> words{
        "python3", std::string(source ? source : ".") + "/src/platform/mail/testdata/smtp_server.py", folder_.string()};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (auto& each : words) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) {
      dup2(to_server[0], STDIN_FILENO);
      dup2(from_server[1], STDOUT_FILENO);
      execv("/usr/bin/python3", arguments.data());
      _exit(127);
    }
    close(to_server[0]);
    close(from_server[1]);
    input_ = to_server[1];
    std::string line;
    for (char letter = 0; read(from_server[0], &letter, 1) == 1 && letter != '\n';) line += letter;
    close(from_server[0]);
    if (line.empty()) {
      stop();
      throw std::runtime_error("the mail server for tests did not start; script/bootstrap --test installs it");
    }
    port_ = static_cast<std::uint16_t>(std::stoi(line));
  }
  ~MailServer() { stop(); }
  MailServer(MailServer const&) = delete;
  MailServer& operator=(MailServer const&) = delete;

  std::uint16_t port() const { return port_; }
  /// What it took, in order: `from`, `to`, `content`, `tls`, `user`.
  std::vector<nlohmann::json> taken() const {
    std::vector<std::filesystem::path> files;
    for (auto const& each : std::filesystem::directory_iterator(folder_))
      if (each.path().extension() == ".json") files.push_back(each.path());
    std::sort(files.begin(), files.end());
    std::vector<nlohmann::json> out;
    for (auto const& each : files) out.push_back(nlohmann::json::parse(std::ifstream{each}));
    return out;
  }
  void stop() {
    if (process_ <= 0) return;
    close(input_);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  std::filesystem::path folder_;
  pid_t process_ = 0;
  int input_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace gt::test
