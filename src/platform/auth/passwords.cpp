#include "platform/auth/passwords.h"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

#include <sodium.h>

#include "auth/common_passwords.h"
#include "platform/core/text.h"

namespace gt::auth {

namespace {

constexpr unsigned long long operations_limit = 2;
constexpr std::size_t memory_limit = std::size_t{19} << 20;

// The hash of 32 random bytes that were thrown away; a test sees that its cost is today's.
constexpr char nobodys_hash[] =
    "$argon2id$v=19$m=19456,t=2,p=1$Umx0f/09ehbRdArDo7RN8w$2QMD/HFfZURVpklARX3c52dOtaRoPLlF+V5E4uvCOps";

std::atomic<std::uint64_t> computed{0};

class Slots {
 public:
  bool take() {
    std::unique_lock lock{mutex_};
    if (!freed_.wait_for(lock, std::chrono::seconds{5}, [this] { return free_ > 0; })) return false;
    --free_;
    return true;
  }
  void give_back() {
    {
      std::scoped_lock lock{mutex_};
      ++free_;
    }
    freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  int free_ = hashes_at_once;
};

Slots& slots() {
  static Slots all;
  return all;
}

class Slot {
 public:
  Slot() : taken_{slots().take()} {}
  ~Slot() {
    if (taken_) slots().give_back();
  }
  Slot(Slot const&) = delete;
  Slot& operator=(Slot const&) = delete;
  bool taken() const { return taken_; }

 private:
  bool taken_;
};

tl::unexpected<Error> refuse_busy() {
  return refuse(ErrorKind::conflict, "Many people are signing in at this moment. Try again in a minute.");
}

std::set<std::string, std::less<>> const& common_passwords() {
  static auto const all = [] {
    std::set<std::string, std::less<>> words;
    for (auto const& line : split_lines(data::common_passwords))
      if (!line.empty() && line.front() != '#') words.insert(line);
    return words;
  }();
  return all;
}

bool is_common(std::string const& lower) {
  if (common_passwords().contains(lower)) return true;
  // "northmere2026!" is as common as the word in front of it: digits and marks at the end add nothing to a listed word.
  auto end = lower.find_last_not_of("0123456789!?.,-_*#@$ ");
  return end != std::string::npos && common_passwords().contains(std::string_view(lower).substr(0, end + 1));
}

bool is_nearly_one_character(std::string_view password) {
  std::set<char> different(password.begin(), password.end());
  return different.size() <= 2;
}

}  // namespace

std::optional<std::string> password_fault(std::string_view typed, std::string_view email) {
  auto password = trimmed(typed);
  if (auto fault = text_fault(password)) return "The password holds a character that cannot be typed. Type it again.";
  auto length = character_count(password);
  if (length < shortest_password)
    return "The password is too short. Use at least 12 characters; three words that do not belong together do well.";
  if (length > longest_password) return "The password is too long. Use at most 200 characters.";
  auto lower = lower_case(password);
  auto lower_email = lower_case(email);
  if (!lower_email.empty()) {
    auto name = lower_email.substr(0, lower_email.find('@'));
    if (lower == lower_email || lower == name)
      return "The password is the email address. Choose one that others cannot guess.";
  }
  if (is_nearly_one_character(password) || is_common(lower))
    return "That password is among the first that others would guess. Choose another; three words that do not belong "
           "together do well.";
  return std::nullopt;
}

Result<std::string> hash_password(std::string_view typed) {
  auto password = trimmed(typed);
  ENSURE(sodium_init() >= 0);
  Slot slot;
  if (!slot.taken()) return refuse_busy();
  std::array<char, crypto_pwhash_argon2id_STRBYTES> hash{};
  // Fails only when the memory cannot be had.
  if (crypto_pwhash_argon2id_str(hash.data(), password.data(), password.size(), operations_limit, memory_limit) != 0)
    return refuse_busy();
  ++computed;
  return std::string(hash.data());
}

Result<bool> password_matches(std::optional<std::string> const& hash, std::string_view typed) {
  auto password = trimmed(typed);
  ENSURE(sodium_init() >= 0);
  if (hash && hash->size() >= crypto_pwhash_argon2id_STRBYTES) return false;
  Slot slot;
  if (!slot.taken()) return refuse_busy();
  ++computed;
  auto const* text = hash ? hash->c_str() : nobodys_hash;
  bool matches = crypto_pwhash_argon2id_str_verify(text, password.data(), password.size()) == 0;
  return matches && hash.has_value();
}

bool needs_rehash(std::string const& hash) {
  ENSURE(sodium_init() >= 0);
  return crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), operations_limit, memory_limit) != 0;
}

std::uint64_t hashes_computed() { return computed.load(); }

}  // namespace gt::auth
