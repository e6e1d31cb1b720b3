#pragma once

#include "notices/notices.h"

namespace gt::app {

/// What can be commented on, what a digest tells, and which days a calendar shows, of every slice.
notices::Sources notice_sources();

}  // namespace gt::app
