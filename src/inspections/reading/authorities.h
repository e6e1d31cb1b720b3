#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gt::inspections::reading {

/// A council's name as a report prints it, and the plain name of `reference/authorities.tsv`.
struct AuthorityName {
  std::string plain;
  bool known;  ///< False when the name is not in the reference list; `plain` is then the printed name less its
               ///< trimmings.
};

/// `The Royal Borough of Windsor and Maidenhead`, `Bristol City of`, `Brighton & Hove City Council`, `Hull` ...
AuthorityName plain_authority(std::string_view printed);

}  // namespace gt::inspections::reading
