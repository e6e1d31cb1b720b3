#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// A large program that reads what we made, such as a browser, run as if there were nothing else on the machine.
namespace gt::office {

enum class WalledEnd {
  done,
  failed,       ///< it ended with a fault, or ran into a limit
  too_slow,     ///< it was ended at its time
  not_started,  ///< the walls could not be put up, so it was not run
};

/// A new empty folder that nobody else may enter, and its end with all that is in it.
class PrivateFolder {
 public:
  PrivateFolder();
  PrivateFolder(PrivateFolder const&) = delete;
  PrivateFolder& operator=(PrivateFolder const&) = delete;
  ~PrivateFolder();
  bool is_there() const { return !path_.empty(); }
  std::filesystem::path const& path() const { return path_; }
  /// What a walled program sees of it.
  std::filesystem::path desk() const { return path_ / "desk"; }

 private:
  std::filesystem::path path_;
};

/// Runs a program that is installed under /usr, in namespaces of its own:
/// - as a user without privileges: nobody, when this program is root, else its own user, mapped to nobody;
/// - without a network, and with no sockets but those between its own processes;
/// - among its own processes only, all of which end with it, at the end of `patience`, or with this program;
/// - seeing of the files only /usr, the fonts, an empty /tmp, and `folder.desk()` as /desk, where alone it leaves
///   anything;
/// - with no environment but a language, no descriptor of ours and no new privileges; processor time, memory, the size
///   of files and of /tmp are limited.
/// What it leaves in the folder may be anything: open it with care (`read_left_file`).
WalledEnd run_walled(std::vector<std::string> const& arguments, PrivateFolder const& folder,
                     std::chrono::milliseconds patience);

/// Why nothing can be run so on this machine, for whoever looks after the server; nothing when it can. Tried once.
std::optional<std::string> const& why_no_walls();

/// The bytes of a plain file, never of what a link or a device leads to; nothing when there is no such file, or it has
/// more than `most` bytes.
std::optional<std::string> read_left_file(std::filesystem::path const& file, std::size_t most);

}  // namespace gt::office
