#include "governance/governance_operations.h"

#include "governance/decisions/decision_operations.h"
#include "governance/meetings/meeting_operations.h"
#include "governance/registers/entry_operations.h"
#include "governance/rota/rota_operations.h"
#include "governance/views/views.h"

namespace gt::governance {

void add_operations(operations::Registry& registry) {
  add_entry_operations(registry);
  add_register_operations(registry);
  add_meeting_operations(registry);
  add_item_operations(registry);
  add_view_operations(registry);
  rota::add_rota_operations(registry);
  add_decision_operations(registry);
  add_decision_settings_operations(registry);
}

}  // namespace gt::governance
