#pragma once

#include <vector>

#include "platform/confined/channel.h"
#include "platform/confined/pool.h"

namespace gt::confined {

/// Starts one helper process for each channel: the first is a copy of this process, prepares the work and starts the
/// others as copies of itself, so that what is prepared is held once. Returns the first one's process id, or -1 with
/// errno set. A helper ends when the other end of its channel is closed; the first ends last.
int start_helpers(std::vector<Descriptor> channels, Options const& options, Work const& work);

}  // namespace gt::confined
