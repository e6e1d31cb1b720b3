#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/program.h"
#include "platform/web/counts.h"
#include "platform/web/router.h"

namespace gt::app {

/// Adds `/metrics`: figures in Prometheus’ text form, about the machine and never about a person. This machine may read
/// them, and `allowed` (addresses and networks); for everybody else, and for what came through a proxy, there is
/// nothing at that address.
void add_metrics(web::Router& router, Program& program, std::shared_ptr<web::ServerCounts const> counts,
                 std::vector<std::string> const& allowed);

}  // namespace gt::app
