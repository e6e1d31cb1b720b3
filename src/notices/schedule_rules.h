#pragma once

#include <optional>
#include <string_view>

#include "platform/core/date.h"

/// When a digest is due. Pure.
namespace gt::notices {

enum class Frequency { daily, weekly, never };
/// "daily", "weekly", "never".
std::string_view word(Frequency frequency);
std::optional<Frequency> frequency_from(std::string_view text);

/// What a person chose. The usual: each working day at 7 o'clock.
struct DigestSetting {
  Frequency frequency = Frequency::daily;
  int hour = 7;              ///< from 5 to 20, in London
  int weekday = 1;           ///< for weekly: 1 is Monday, 5 Friday
  std::int64_t version = 0;  ///< 0 when nothing was chosen
};

/// The day whose digest is due now, or nothing: the day itself or, weekly, the set day last come. Only on working days
/// and from the set hour on; once for each day, so later than `last_slot`. A weekly digest whose day was missed, being
/// a holiday or with the server down, comes on the next working day.
std::optional<Date> due_slot(DigestSetting const& setting, std::optional<Date> last_slot, Instant now);

}  // namespace gt::notices
