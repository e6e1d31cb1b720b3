#pragma once

#include <string>
#include <vector>

#include "governance/decisions/decision.h"
#include "governance/governance.h"
#include "governance/pages/board_parts.h"
#include "platform/pages/pages.h"

/// What the pages of one record of a register share.
namespace gt::governance {

struct LoadedRecord {
  Entry entry;
  NamesById names;
  std::vector<Entry> inside;
  std::vector<PastState> past;
  Choices choices;
  std::vector<Decision> decisions;  ///< that answer a recommendation
};
enum class LoadFor { page, form };
/// The record that the address names, as its reader may see it. Errors: not_found.
Result<LoadedRecord> load_record(pages::PageCall const& call, records::Kind const& kind, LoadFor purpose);

Sight record_sight(pages::PageCall const& call, db::Transaction& transaction);
html::Page register_frame(records::Kind const& kind, std::string title);
/// "Add a promise", for links, buttons and the title of the form.
std::string add_words(records::Kind const& kind);

}  // namespace gt::governance
