#include "app/serve.h"

#include <iostream>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cycle_work.h"
#include "app/first_look.h"
#include "app/job_work.h"
#include "app/log.h"
#include "app/mail_work.h"
#include "app/set_up.h"
#include "app/site.h"
#include "platform/office/at_documents.h"
#include "platform/web/server.h"
#include "platform/web/try_out.h"

namespace gt::app {

namespace {

/// How long the server puts off listening so that plans are read already: time for those of a region.
constexpr std::chrono::milliseconds before_listening{1500};

std::optional<web::TlsFiles> tls_files(ServeOptions const& options, Configuration const& configuration) {
  if (!options.tls_certificate.empty()) return web::TlsFiles{options.tls_certificate, options.tls_key};
  if (configuration.tls_certificate.empty()) return std::nullopt;
  return web::TlsFiles{configuration.tls_certificate, configuration.tls_key};
}

/// What the server listens with, without what only the running program can give.
web::ServerOptions listening(ServeOptions const& options, std::optional<web::TlsFiles> tls) {
  web::ServerOptions out;
  out.address = options.address;
  out.port = options.port;
  out.workers = options.workers;
  out.trusted_proxies = options.proxies;
  out.tls = std::move(tls);
  return out;
}

/// Performs `work`, which begins or runs a server, and says what kept it from that.
template <class Work>
Exit with_words(ServeOptions const& options, Work&& work) {
  try {
    work();
    return Exit::done;
  } catch (std::invalid_argument const& error) {
    std::cerr << error.what() << std::endl;
    return Exit::wrong_usage;
  } catch (std::system_error const& error) {
    bool const is_elsewhere = error.code() == std::errc::address_not_available;
    std::cerr << fmt::format("The address {} port {} could not be used: {}. Name another with {}.", options.address,
                             options.port, error.code().message(), is_elsewhere ? "--address" : "--port")
              << std::endl;
    return Exit::environment;
  }
}

Result<Welcome> set_up(Program& program, Settings const& settings, ServeOptions const& options) {
  if (program.database().is_read_only())
    return Welcome{.advice =
                       "The data can only be read, so nothing can be changed and nobody new can sign in. Those who "
                       "are signed in may look at it."};
  if (options.example) return set_up_example(program);
  return set_up_empty(program, options.council, options.administrator, place_options(settings));
}

}  // namespace

Exit serve(Settings const& settings, ServeOptions const& options, pdf::ReaderPool& pool,
           sheet::SheetReaderPool& sheets) {
  auto const found = read_configuration(settings.data);
  if (!found) {
    std::cerr << found.error().message << std::endl;
    return Exit::environment;
  }
  auto const tls = tls_files(options, *found);
  // Before anything is made: a first start that fails here begins anew, with its link still to be printed.
  auto const tried = with_words(options, [&] { web::try_out(listening(options, tls)); });
  if (tried != Exit::done) return tried;
  auto program = Program::open(
      settings, [&pool](FileContent const& bytes) { return pool.read(bytes); },
      [&sheets](FileContent const& bytes, std::string const& name) { return sheets.read(bytes, name); },
      static_cast<int>(options.workers) + 4);
  if (!program) {
    std::cerr << program.error().message << std::endl;
    return Exit::environment;
  }
  auto welcome = set_up(**program, settings, options);
  if (!welcome) {
    std::cerr << "Setting up failed: " << welcome.error().message << std::endl;
    return Exit::environment;
  }
  bool const is_read_only = (*program)->database().is_read_only();
  if (is_read_only)
    log_line("warning", "the data can only be read: nothing can be changed, and nobody new can sign in", {});
  auto const& configuration = (*program)->configuration();
  auto const counts = std::make_shared<web::ServerCounts>();
  WebSite site{**program,
               {.secure_cookies = !options.proxies.empty() || tls.has_value(),
                .counts = counts,
                .metrics_from = configuration.metrics_from}};
  FirstLook first_look{**program};  // ends before the program does, as what follows
  std::optional<CycleTicker> cycles;
  std::optional<MailTicker> mail;
  std::optional<jobs::WorkerThread> worker;
  if (!is_read_only) {
    cycles.emplace(**program);
    mail.emplace(**program);
    try {
      worker.emplace((*program)->environment(), worker_options());
    } catch (std::system_error const& error) {  // what waits, waits on; everything else can be read
      log_line("error", "jobs cannot be performed, because the data folder cannot be written",
               {{"what", error.what()}});
      welcome->warning =
          "The data folder cannot be written: files cannot be stored now and jobs are not performed. Mend that and "
          "start the server again.";
    }
  }
  auto server_options = listening(options, tls);
  server_options.counts = counts;
  server_options.on_ready = [&](std::uint16_t port) {
    auto host = options.address.find(':') == std::string::npos ? options.address : "[" + options.address + "]";
    log_line("info", "started",
             {{"version", version()}, {"address", options.address}, {"port", port}, {"https", tls.has_value()}});
    std::cout << welcome_text(fmt::format("{}://{}:{}", tls ? "https" : "http", host, port), *welcome,
                              isatty(STDOUT_FILENO) == 1)
              << std::flush;
  };
  office::limit_threads_at_documents(static_cast<int>(options.workers) - 1);
  first_look.wait(before_listening);
  return with_words(options, [&] {
    web::Server server{site.router(), site.hooks(), server_options};
    bool drained = server.run();
    log_line("info", "stopped", {{"all_answered", drained}});
  });
}

}  // namespace gt::app
