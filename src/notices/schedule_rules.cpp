#include "notices/schedule_rules.h"

#include "platform/calendar/working_days.h"
#include "platform/core/result.h"

namespace gt::notices {

std::string_view word(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return "daily";
    case Frequency::weekly:
      return "weekly";
    case Frequency::never:
      return "never";
  }
  ENSURE(false);
}

std::optional<Frequency> frequency_from(std::string_view text) {
  for (auto each : {Frequency::daily, Frequency::weekly, Frequency::never})
    if (text == word(each)) return each;
  return std::nullopt;
}

std::optional<Date> due_slot(DigestSetting const& setting, std::optional<Date> last_slot, Instant now) {
  if (setting.frequency == Frequency::never) return std::nullopt;
  auto const today = now.london_date();
  auto const hours = (now.unix_milliseconds() - Instant::start_of(today).unix_milliseconds()) / 3'600'000;
  if (!calendar::is_working_day(today)) return std::nullopt;
  auto slot = today;
  if (setting.frequency == Frequency::weekly) slot = today.plus_days(-((today.weekday() - setting.weekday + 7) % 7));
  if (slot == today && hours < setting.hour) {
    // Before its hour, the one of a week ago may still be missing.
    if (setting.frequency == Frequency::daily) return std::nullopt;
    slot = slot.plus_days(-7);
  }
  // Whoever was never written to is not written to for a week that has passed.
  if (!last_slot) return slot == today ? std::optional{slot} : std::nullopt;
  return slot > *last_slot ? std::optional{slot} : std::nullopt;
}

}  // namespace gt::notices
