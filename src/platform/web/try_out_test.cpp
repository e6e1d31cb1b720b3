#include "platform/web/try_out.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <gmock/gmock.h>

#include "platform/web/test_certificate.h"
#include "platform/web/test_server.h"

namespace gt::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(TryOut, LeavesThePortFree) {
  std::uint16_t port = 0;
  {
    TestServer const server{Router{}};
    port = server.port();
    ServerOptions taken;
    taken.port = port;
    try {
      try_out(taken);
      FAIL() << "somebody listens there";
    } catch (std::system_error const& error) {
      EXPECT_EQ(error.code().value(), EADDRINUSE);
    }
  }
  ServerOptions options;
  options.port = port;
  EXPECT_NO_THROW(try_out(options));
  EXPECT_NO_THROW(try_out(options)) << "the first left it free";
}

TEST(TryOut, ReadsCertificateAndProxies) {
  TestCertificate const certificate, other;
  ServerOptions options;
  options.tls = certificate.files();
  EXPECT_NO_THROW(try_out(options));
  options.tls->key = other.files().key;
  EXPECT_THROW(try_out(options), std::invalid_argument);
  options.tls.reset();
  options.trusted_proxies = {"somewhere"};
  EXPECT_THROW(try_out(options), std::invalid_argument);
}

TEST(TryOut, AnAddressIsOfNumbers) {
  ServerOptions options;
  for (auto const* address : {"localhost", "", "127.0.0", "http://127.0.0.1"}) {
    options.address = address;
    try {
      try_out(options);
      FAIL() << address;
    } catch (std::invalid_argument const& fault) {
      EXPECT_THAT(fault.what(), AllOf(HasSubstr("“" + options.address + "” is not"), HasSubstr("--address")));
    }
  }
  options.address = "127.0.0.1";
  EXPECT_NO_THROW(try_out(options));
}

TEST(TryOut, AnAddressOfAnotherMachineIsRefused) {
  ServerOptions options;
  options.address = "192.0.2.1";
  EXPECT_THROW(try_out(options), std::system_error);
}

}  // namespace
}  // namespace gt::web
