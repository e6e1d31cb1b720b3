#include "governance/governance_operations.h"

#include "governance/decisions/decision_operations.h"
#include "governance/meetings/meeting_operations.h"
#include "governance/meetings/minutes_operations.h"
#include "governance/papers/paper.h"
#include "governance/registers/entry_operations.h"
#include "governance/rota/rota_operations.h"
#include "governance/views/views.h"

namespace gt::governance {

void add_operations(operations::Registry& registry, Tools tools) {
  add_entry_operations(registry);
  add_register_operations(registry);
  add_meeting_operations(registry);
  add_item_operations(registry);
  add_paper_operations(registry);
  add_minutes_operations(registry, tools.writer);
  add_calendar_operations(registry, std::move(tools.read_sheet));
  add_view_operations(registry);
  rota::add_rota_operations(registry);
  add_decision_operations(registry);
  add_decision_settings_operations(registry);
}

}  // namespace gt::governance
