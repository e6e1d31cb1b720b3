#pragma once

#include "plans/outside.h"

namespace gt::app {

/// What the plan's pages show of governance and of money.
plans::Outside plan_sources();

}  // namespace gt::app
