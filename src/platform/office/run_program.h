#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace gt::office {

struct ProgramEnd {
  enum class How { done, failed, too_slow, not_started } how;
  std::string output;  ///< whole only when done
  int status = 0;      ///< what it ended with by itself; 0 when a signal ended it
  int signal = 0;      ///< what ended it; 0 = it ended by itself
  /// The beginning of what it wrote to its standard error, at most 500 bytes.
  std::string complaint = {};
};

/// Runs a program on `input` and takes what it writes, at most 32 MB. It gets no environment but a language, no
/// descriptor of ours, no new privileges and no sockets; processor time, files, and elapsed time (`patience`) are
/// limited, and it ends when this program does.
ProgramEnd run_program(std::vector<std::string> const& arguments, std::string_view input,
                       std::chrono::milliseconds patience);

}  // namespace gt::office
