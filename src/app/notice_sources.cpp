#include "app/notice_sources.h"

#include "plans/progress/telling.h"

namespace gt::app {

notices::Sources notice_sources() {
  return {.subject = &plans::subject_of_comments,
          .digest = {&plans::digest_items},
          .calendar = {&plans::calendar_items},
          .themes = &plans::themes_for_calendars};
}

}  // namespace gt::app
