#include "platform/db/id_list.h"

#include <nlohmann/json.hpp>

namespace gt::db {

std::string id_list(std::set<std::string> const& ids) {
  auto keys = nlohmann::json::object();
  for (auto const& id : ids) keys[id] = 0;
  return keys.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace gt::db
