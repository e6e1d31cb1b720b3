#include "governance/registers/entry_links.h"

#include <set>

#include "governance/sql.h"

namespace gt::governance {

void keep_links(db::Transaction& transaction, std::string const& record, std::string const& kind,
                std::optional<Date> on, std::vector<std::string> const& things) {
  transaction.execute(sql::forget_board_links, {{"record", record}});
  for (auto const& each : std::set<std::string>{things.begin(), things.end()})
    transaction.execute(sql::insert_board_link,
                        {{"record", record}, {"thing", each}, {"kind", kind}, {"on_day", on ? on->iso() : ""}});
}

}  // namespace gt::governance
