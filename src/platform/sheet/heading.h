#pragma once

#include <string>
#include <string_view>

namespace gt::sheet {

/// A heading as headings are compared: lower case, letters and figures only, words parted by single spaces: "Ref.
/// No.:" is "ref no". "#" is "number".
std::string normalised_heading(std::string_view heading);

}  // namespace gt::sheet
