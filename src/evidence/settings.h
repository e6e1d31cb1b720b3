#pragma once

#include "platform/core/date.h"

namespace gt::evidence {

/// Months after which evidence of that day is stale unless someone says otherwise: reference/evidence_settings.tsv.
int months_until_stale(Date day);

}  // namespace gt::evidence
