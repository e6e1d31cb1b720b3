#include "platform/db/sha256.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

namespace gt::db {
namespace {

using Hash = std::array<unsigned char, crypto_hash_sha256_BYTES>;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::string hex_of(Hash const& hash) {
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Hash hash{};
  crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
  return hex_of(hash);
}

struct Sha256::State {
  crypto_hash_sha256_state state;
};

Sha256::Sha256() : state_{std::make_unique<State>()} { crypto_hash_sha256_init(&state_->state); }
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(&state_->state, bytes_of(bytes), bytes.size()); }

std::string Sha256::hex() {
  Hash hash{};
  crypto_hash_sha256_final(&state_->state, hash.data());
  return hex_of(hash);
}

std::string sha256_of(FileContent const& content) {
  Sha256 hash;
  content.each_block([&](std::string_view block) { hash.add(block); });
  return hash.hex();
}

std::string sha256_of_file(std::filesystem::path const& path) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw std::system_error(errno, std::generic_category(), path.string());
  Sha256 hash;
  std::array<char, 65536> piece;
  ssize_t got = 0;
  while ((got = ::read(file, piece.data(), piece.size())) > 0) hash.add({piece.data(), static_cast<std::size_t>(got)});
  int const number = errno;
  ::close(file);
  if (got < 0) throw std::system_error(number, std::generic_category(), path.string());
  return hash.hex();
}

}  // namespace gt::db
