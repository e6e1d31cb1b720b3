#include "platform/web/tls.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace gt::web {

namespace {

constexpr std::size_t record = std::size_t{16} << 10;

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

/// The library's own words for its last fault; its list of faults is empty afterwards.
std::string last_fault() {
  std::array<char, 256> text{};
  auto code = ERR_peek_last_error();
  ERR_error_string_n(code, text.data(), text.size());
  ERR_clear_error();
  return code == 0 ? std::string("no reason given") : std::string(text.data());
}

/// What changes when a file is replaced, in place or by another of its name.
struct Stamp {
  std::filesystem::file_time_type certificate{}, key{};
  std::uintmax_t certificate_size = 0, key_size = 0;
  friend bool operator==(Stamp const&, Stamp const&) = default;
};

Stamp stamp_of(TlsFiles const& files) {
  Stamp stamp;
  std::error_code ignored;
  stamp.certificate = std::filesystem::last_write_time(files.certificate, ignored);
  stamp.key = std::filesystem::last_write_time(files.key, ignored);
  stamp.certificate_size = std::filesystem::file_size(files.certificate, ignored);
  stamp.key_size = std::filesystem::file_size(files.key, ignored);
  return stamp;
}

// We speak nothing else, and say so to who asks.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* chosen_length, unsigned char const* offered,
                    unsigned offered_length, void*) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, chosen_length, ours.data(), static_cast<unsigned>(ours.size()), offered,
                            offered_length) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

/// Instead of OpenSSL's own, which asks on the terminal and waits. The key is then refused.
int no_password(char*, int, int, void* was_asked) {
  if (was_asked != nullptr) *static_cast<bool*>(was_asked) = true;
  return -1;
}

[[noreturn]] void refuse_files(std::string const& what) { throw std::invalid_argument(what); }

void check_readable(std::filesystem::path const& path, std::string const& what) {
  std::error_code error;
  auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status))
    refuse_files("The " + what + " " + path.string() + " is a folder. Name the file in it.");
  if (error || !std::filesystem::is_regular_file(status))
    refuse_files("The " + what + " " + path.string() + " is not there, or this user may not look at it.");
}

Context read_context(TlsFiles const& files) {
  check_readable(files.certificate, "certificate");
  check_readable(files.key, "key");
  auto mode = std::filesystem::status(files.key).permissions();
  if ((mode & std::filesystem::perms::others_read) != std::filesystem::perms::none)
    refuse_files("Anybody on this machine may read the key " + files.key.string() + ". Run: chmod o-r " +
                 files.key.string());
  ERR_clear_error();
  Context context{SSL_CTX_new(TLS_server_method())};
  if (!context) refuse_files("TLS could not be prepared: " + last_fault());
  auto* raw = context.get();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                               SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_AUTO_RETRY);
  // Sessions are resumed by tickets, which cost no memory here.
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(raw, &choose_protocol, nullptr);
  if (SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
    refuse_files("TLS could not be prepared: " + last_fault());
  bool was_asked = false;
  SSL_CTX_set_default_passwd_cb(raw, &no_password);
  SSL_CTX_set_default_passwd_cb_userdata(raw, &was_asked);
  if (SSL_CTX_use_certificate_chain_file(raw, files.certificate.c_str()) != 1)
    refuse_files("The certificate " + files.certificate.string() + " cannot be read as PEM (" + last_fault() +
                 "). It holds the server’s certificate first, then those that vouch for it.");
  bool const has_key = SSL_CTX_use_PrivateKey_file(raw, files.key.c_str(), SSL_FILETYPE_PEM) == 1;
  if (was_asked)
    refuse_files("The key " + files.key.string() +
                 " has a password, which nobody is there to enter. Write it without " +
                 "one, readable by this user alone: openssl pkey -in " + files.key.string() + " -out KEY");
  if (!has_key)
    refuse_files("The key " + files.key.string() + " cannot be used (" + last_fault() +
                 "). It must be PEM without a password, and belong to the certificate " + files.certificate.string() +
                 ".");
  if (SSL_CTX_check_private_key(raw) != 1)
    refuse_files("The key " + files.key.string() + " does not belong to the certificate " + files.certificate.string() +
                 ".");
  SSL_CTX_set_default_passwd_cb_userdata(raw, nullptr);
  return context;
}

std::chrono::system_clock::time_point end_of(SSL_CTX* context) {
  std::tm parts{};
  auto const* certificate = SSL_CTX_get0_certificate(context);
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

}  // namespace

struct TlsIdentity::State {
  TlsFiles files;
  Stamp stamp;
  Context context;
};

TlsIdentity::TlsIdentity(TlsFiles files) {
  auto stamp = stamp_of(files);
  auto context = read_context(files);
  state_ = std::make_unique<State>(State{std::move(files), stamp, std::move(context)});
}

TlsIdentity::~TlsIdentity() = default;

bool TlsIdentity::has_changed() const { return stamp_of(state_->files) != state_->stamp; }

std::optional<std::string> TlsIdentity::read_again() {
  state_->stamp = stamp_of(state_->files);
  try {
    state_->context = read_context(state_->files);
    return std::nullopt;
  } catch (std::invalid_argument const& fault) {
    return fault.what();
  } catch (std::filesystem::filesystem_error const& fault) {
    return fault.what();
  }
}

std::chrono::system_clock::time_point TlsIdentity::valid_until() const { return end_of(state_->context.get()); }

struct TlsChannel::Session {
  explicit Session(SSL_CTX* context) : ssl{SSL_new(context)}, in{BIO_new(BIO_s_mem())}, out{BIO_new(BIO_s_mem())} {
    if (ssl == nullptr || in == nullptr || out == nullptr) {
      SSL_free(ssl);
      BIO_free(in);
      BIO_free(out);
      throw std::bad_alloc();
    }
    // An empty buffer means "not yet", never the end.
    BIO_set_mem_eof_return(in, -1);
    SSL_set_bio(ssl, in, out);  // both belong to it now
    SSL_set_accept_state(ssl);
  }
  ~Session() {
    SSL_free(ssl);
    ERR_clear_error();
  }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  SSL* ssl;
  BIO* in;
  BIO* out;
};

TlsChannel::TlsChannel(TlsIdentity const& identity)
    : session_{std::make_unique<Session>(identity.state_->context.get())} {}

TlsChannel::~TlsChannel() = default;

void TlsChannel::take(std::string_view encrypted) {
  if (!encrypted.empty()) BIO_write(session_->in, encrypted.data(), static_cast<int>(encrypted.size()));
}

TlsChannel::Step TlsChannel::step_after(int result) {
  switch (SSL_get_error(session_->ssl, result)) {
    case SSL_ERROR_NONE:
      return Step::done;
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return Step::needs_more;
    case SSL_ERROR_ZERO_RETURN:
      return Step::ended;
    default:
      met_plain_http_ = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
      return Step::broken;
  }
}

TlsChannel::Step TlsChannel::shake_hands() {
  ERR_clear_error();
  return step_after(SSL_do_handshake(session_->ssl));
}

TlsChannel::Step TlsChannel::read(std::string& plain) {
  while (true) {
    ERR_clear_error();
    auto had = plain.size();
    std::size_t count = 0;
    plain.resize(had + record);
    auto result = SSL_read_ex(session_->ssl, plain.data() + had, record, &count);
    plain.resize(had + (result == 1 ? count : 0));
    if (result != 1) return step_after(result);
  }
}

bool TlsChannel::write(std::string_view plain) {
  ERR_clear_error();
  std::size_t written = 0;
  // Into memory, where there is always room: all of it or nothing.
  return plain.empty() ||
         (SSL_write_ex(session_->ssl, plain.data(), plain.size(), &written) == 1 && written == plain.size());
}

void TlsChannel::end() {
  ERR_clear_error();
  if (SSL_is_init_finished(session_->ssl) == 1) SSL_shutdown(session_->ssl);
}

std::string TlsChannel::outgoing() {
  char* data = nullptr;
  auto count = BIO_get_mem_data(session_->out, &data);
  if (count <= 0) return {};
  std::string bytes(data, static_cast<std::size_t>(count));
  BIO_reset(session_->out);
  return bytes;
}

}  // namespace gt::web
