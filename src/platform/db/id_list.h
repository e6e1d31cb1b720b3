#pragma once

#include <set>
#include <string>

namespace gt::db {

/// Ids as one parameter: the keys of a JSON object, which both engines read alike by
/// `from json_each(:ids) as asked cross join thing t where t.id = asked.key`. Empty gives no rows.
std::string id_list(std::set<std::string> const& ids);

}  // namespace gt::db
