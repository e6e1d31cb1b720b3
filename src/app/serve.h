#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/program.h"

namespace gt::app {

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  unsigned workers = 8;  ///< 2 at least: one writes a document, the other answers meanwhile
  bool example = false;  ///< load the worked example into an empty installation
  /// Addresses or networks of a proxy in front that speaks https; cookies are then for https only.
  std::vector<std::string> proxies;
  /// Files in PEM; they outrank those of the settings file.
  std::string tls_certificate{};
  std::string tls_key{};
  /// For an empty installation without the example: the first administrator and the council.
  std::string administrator = "administrator@council.example";
  std::string council = "Our Council";
};

/// Runs the web server until it is told to stop.
/// The pools must have been started before any thread.
Exit serve(Settings const& settings, ServeOptions const& options, pdf::ReaderPool& pool,
           sheet::SheetReaderPool& sheets);

}  // namespace gt::app
