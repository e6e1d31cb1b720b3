#include "platform/jobs/job_folder.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace gt::jobs {

namespace {

std::optional<std::string> content_of(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

/// Whole or not at all, for whoever reads it meanwhile. What cannot be written is left out: a full disk must not end
/// the work whose progress it is.
void replace(std::filesystem::path const& path, std::string const& content) {
  auto temporary = path;
  temporary += "-" + new_opaque_id();
  std::error_code ignored;
  if (std::ofstream file{temporary, std::ios::binary}; file << content << std::flush)
    std::filesystem::rename(temporary, path, ignored);
  else
    std::filesystem::remove(temporary, ignored);
}

constexpr std::string_view lock_begins = "worker-", lock_ends = ".lock";

std::filesystem::path lock_of(JobFolder const& folder, std::string const& worker) {
  return folder.path() / (std::string(lock_begins).append(worker).append(lock_ends));
}

}  // namespace

std::optional<int> Progress::percent() const {
  if (total <= 0) return std::nullopt;
  return static_cast<int>(std::clamp<std::int64_t>(done * 100 / total, 0, 100));
}

JobFolder::JobFolder(std::filesystem::path const& data) : folder_{data / "jobs"} {
  // On a disk that cannot be written it may still be read.
  std::error_code ignored;
  if (std::filesystem::create_directories(folder_, ignored))
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
}

std::filesystem::path JobFolder::file(JobId const& job, char const* ending) const {
  return folder_ / (job.text() + ending);
}

void JobFolder::write_progress(JobId const& job, Progress const& progress, Instant now) const {
  nlohmann::json const said{
      {"done", progress.done}, {"total", progress.total}, {"what", progress.what}, {"at", now.unix_milliseconds()}};
  replace(file(job, ".progress"), said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::optional<Progress> JobFolder::progress(JobId const& job) const {
  auto const content = content_of(file(job, ".progress"));
  if (!content) return std::nullopt;
  auto const said = nlohmann::json::parse(*content, nullptr, false);
  if (!said.is_object()) return std::nullopt;
  return Progress{said.value("done", std::int64_t{0}), said.value("total", std::int64_t{0}), said.value("what", "")};
}

std::optional<Instant> JobFolder::last_heard(JobId const& job) const {
  auto const content = content_of(file(job, ".progress"));
  auto const said = nlohmann::json::parse(content.value_or(""), nullptr, false);
  if (!said.is_object() || !said.contains("at") || !said["at"].is_number_integer()) return std::nullopt;
  return Instant::from_unix_milliseconds(said["at"].get<std::int64_t>());
}

void JobFolder::ask_to_stop(JobId const& job, std::string const& who) const { replace(file(job, ".stop"), who); }

std::optional<std::string> JobFolder::asked_to_stop(JobId const& job) const { return content_of(file(job, ".stop")); }

void JobFolder::forget(JobId const& job) const {
  std::error_code ignored;
  std::filesystem::remove(file(job, ".progress"), ignored);
  std::filesystem::remove(file(job, ".stop"), ignored);
}

LifeLine::LifeLine(JobFolder const& folder) {
  constexpr int tries = 10;
  int failure = 0;
  for (int i = 0; i < tries; ++i) {
    worker_ = new_opaque_id();
    path_ = lock_of(folder, worker_);
    descriptor_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make " + path_.string());
    struct stat facts {};
    bool const is_locked = flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    failure = errno;
    // Somebody who clears away may have come in between, and taken it for one that is left over.
    if (is_locked && fstat(descriptor_, &facts) == 0 && facts.st_nlink > 0) return;
    close(descriptor_);
  }
  throw std::system_error(failure, std::generic_category(), "cannot lock " + path_.string());
}

LifeLine::~LifeLine() {
  unlink(path_.c_str());
  close(descriptor_);
}

bool LifeLine::is_held(JobFolder const& folder, std::string const& worker) {
  auto const path = lock_of(folder, worker);
  auto const descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return errno != ENOENT;
  bool const is_free = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  if (is_free) unlink(path.c_str());
  close(descriptor);
  return !is_free;
}

void LifeLine::clear_away(JobFolder const& folder) {
  std::vector<std::string> workers;
  std::error_code ignored;
  for (auto const& each : std::filesystem::directory_iterator{folder.path(), ignored}) {
    auto const name = each.path().filename().string();
    if (name.starts_with(lock_begins) && name.ends_with(lock_ends))
      workers.push_back(name.substr(lock_begins.size(), name.size() - lock_begins.size() - lock_ends.size()));
  }
  for (auto const& each : workers) is_held(folder, each);
}

}  // namespace gt::jobs
