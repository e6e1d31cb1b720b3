#pragma once

#include <vector>

#include "finder/finder.h"

namespace gt::app {

/// Every kind of record that can be found, in the order in which a rebuild lists them.
std::vector<finder::Source> search_sources();

}  // namespace gt::app
