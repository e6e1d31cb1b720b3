#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include "platform/web/tls.h"

namespace gt::web {

/// A certificate for `localhost` that vouches for itself, in files of its own, gone with this object.
class TestCertificate {
 public:
  explicit TestCertificate(std::string const& name = "localhost") {
    static int made = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("web-certificate-" + std::to_string(getpid()) + "-" + std::to_string(++made));
    std::filesystem::create_directories(folder_);
    renew(name);
  }
  ~TestCertificate() { std::filesystem::remove_all(folder_); }
  TestCertificate(TestCertificate const&) = delete;
  TestCertificate& operator=(TestCertificate const&) = delete;

  TlsFiles files() const { return {folder_ / "certificate.pem", folder_ / "key.pem"}; }

  /// Another key and certificate in the same files.
  void renew(std::string const& name) const {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    std::unique_ptr<X509, decltype(&X509_free)> made{X509_new(), &X509_free};
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
    X509_set_pubkey(made.get(), key.get());
    auto* subject = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>(name.c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(made.get(), subject);
    if (X509_sign(made.get(), key.get(), EVP_sha256()) == 0) throw std::runtime_error("no certificate for the test");
    write(files().key,
          [&](FILE* file) { PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    std::filesystem::permissions(files().key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    write(files().certificate, [&](FILE* file) { PEM_write_X509(file, made.get()); });
  }

  /// The same key, which now needs a password.
  void lock_key(std::string const& password) const {
    auto* file = std::fopen(files().key.c_str(), "r");
    if (file == nullptr) throw std::runtime_error("no key to lock");
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{PEM_read_PrivateKey(file, nullptr, nullptr, nullptr),
                                                            &EVP_PKEY_free};
    std::fclose(file);
    write(files().key, [&](FILE* to) {
      PEM_write_PrivateKey(to, key.get(), EVP_aes_256_cbc(), reinterpret_cast<unsigned char const*>(password.data()),
                           static_cast<int>(password.size()), nullptr, nullptr);
    });
  }

 private:
  template <class Write>
  static void write(std::filesystem::path const& path, Write const& content) {
    auto* file = std::fopen(path.c_str(), "w");
    if (file == nullptr) throw std::runtime_error("no file for the test’s certificate");
    content(file);
    std::fclose(file);
  }
  std::filesystem::path folder_;
};

}  // namespace gt::web
