#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/whole.h"

struct pg_conn;

// What whole.cpp and whole_postgresql.cpp share.
namespace gt::db {

/// The texts of one row.
using Answer = std::vector<std::string>;

std::vector<Answer> ask_postgresql(pg_conn* connection, std::string const& sql);
void copy_out(pg_conn* connection, Table const& table, std::function<void(std::string_view)> const& write);

std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

}  // namespace gt::db
