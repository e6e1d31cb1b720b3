#pragma once

#include "platform/web/server.h"

namespace gt::web {

/// Whether a server could begin so: reads the certificate and the proxies, and takes the port for a moment. Errors: as
/// `Server` and `Server::run`.
void try_out(ServerOptions const& options);

}  // namespace gt::web
