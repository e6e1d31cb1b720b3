#include "platform/core/result.h"

#include <cstdio>
#include <cstdlib>

namespace gt {

void ensure_failed(char const* condition, char const* file, int line) {
  std::fprintf(stderr,
               "{\"level\":\"critical\",\"message\":\"broken condition\",\"condition\":\"%s\",\"at\":\"%s:%d\"}\n",
               condition, file, line);
  std::abort();
}

}  // namespace gt
