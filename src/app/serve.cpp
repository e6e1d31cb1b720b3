#include "app/serve.h"

#include <iostream>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "app/first_look.h"
#include "app/job_work.h"
#include "app/log.h"
#include "app/mail_work.h"
#include "app/set_up.h"
#include "app/site.h"
#include "platform/web/server.h"

namespace gt::app {

namespace {

/// How long the server puts off listening so that plans are read already: time for a region's on an idle machine.
constexpr std::chrono::milliseconds before_listening{250};

void print_welcome(std::string const& address, Welcome const& welcome) {
  std::cout << "\nGolden Thread is running at " << address << "\n";
  if (!welcome.link_path.empty())
    std::cout << "Sign in as " << welcome.who << " with this link, once, and choose a password:\n  " << address
              << welcome.link_path << "\n";
  else
    std::cout << (welcome.advice.empty() ? "Sign in with your account." : welcome.advice) << "\n";
  std::cout << "Stop it with Control-C." << std::endl;
}

std::optional<web::TlsFiles> tls_files(ServeOptions const& options, Configuration const& configuration) {
  if (!options.tls_certificate.empty()) return web::TlsFiles{options.tls_certificate, options.tls_key};
  if (configuration.tls_certificate.empty()) return std::nullopt;
  return web::TlsFiles{configuration.tls_certificate, configuration.tls_key};
}

}  // namespace

Exit serve(Settings const& settings, ServeOptions const& options, pdf::ReaderPool& pool,
           sheet::SheetReaderPool& sheets) {
  auto program = Program::open(
      settings, [&pool](std::string_view bytes) { return pool.read(bytes); },
      [&sheets](std::string_view bytes, std::string const& name) { return sheets.read(bytes, name); },
      static_cast<int>(options.workers) + 4);
  if (!program) {
    std::cerr << program.error().message << std::endl;
    return Exit::environment;
  }
  auto welcome =
      options.example ? set_up_example(**program) : set_up_empty(**program, options.council, options.administrator);
  if (!welcome) {
    std::cerr << "Setting up failed: " << welcome.error().message << std::endl;
    return Exit::environment;
  }
  auto const& configuration = (*program)->configuration();
  auto const tls = tls_files(options, configuration);
  auto const counts = std::make_shared<web::ServerCounts>();
  WebSite site{**program,
               {.secure_cookies = !options.proxies.empty() || tls.has_value(),
                .counts = counts,
                .metrics_from = configuration.metrics_from}};
  FirstLook first_look{**program};  // ends before the program does, as what follows
  MailTicker mail{**program};
  std::optional<jobs::WorkerThread> worker;
  try {
    worker.emplace((*program)->environment(), worker_options());
  } catch (std::system_error const& error) {  // what waits, waits on; everything else can be read
    log_line("error", "jobs cannot be performed, because the data folder cannot be written", {{"what", error.what()}});
  }
  web::ServerOptions server_options;
  server_options.address = options.address;
  server_options.port = options.port;
  server_options.workers = options.workers;
  server_options.trusted_proxies = options.proxies;
  server_options.tls = tls;
  server_options.counts = counts;
  server_options.on_ready = [&](std::uint16_t port) {
    auto host = options.address.find(':') == std::string::npos ? options.address : "[" + options.address + "]";
    log_line("info", "started",
             {{"version", version()}, {"address", options.address}, {"port", port}, {"https", tls.has_value()}});
    print_welcome(fmt::format("{}://{}:{}", tls ? "https" : "http", host, port), *welcome);
  };
  first_look.wait(before_listening);
  try {
    web::Server server{site.router(), site.hooks(), server_options};
    bool drained = server.run();
    log_line("info", "stopped", {{"all_answered", drained}});
  } catch (std::invalid_argument const& error) {
    std::cerr << error.what() << std::endl;
    return Exit::wrong_usage;
  } catch (std::system_error const& error) {
    std::cerr << fmt::format("The address {} port {} could not be used: {}. Name another with --port.", options.address,
                             options.port, error.code().message())
              << std::endl;
    return Exit::environment;
  }
  return Exit::done;
}

}  // namespace gt::app
