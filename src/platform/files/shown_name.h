#pragma once

#include <string>

namespace gt::files {

/// What a sender called a file, fit to show: without folders, on one line; `otherwise` when it is empty, longer than
/// 200 characters or holds what no page can show.
std::string shown_name(std::string const& given, std::string otherwise);

}  // namespace gt::files
