#include <algorithm>

#include <fmt/format.h>

#include "platform/confined/pool.h"
#include "platform/sheet/answer.h"
#include "platform/sheet/refused.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::sheet {
namespace {

confined::Options confined_options(Options const& options) {
  confined::Options confined;
  confined.workers = options.workers;
  confined.confined = options.confined;
  confined.limits.output_bytes = largest_answer(options.limits);
  confined.limits.memory_bytes = options.limits.memory_bytes;
  confined.limits.processor_time = options.limits.processor_time;
  confined.limits.wall_clock = options.limits.wall_clock;
  return confined;
}

void read_confined(std::string_view bytes, Limits const& limits, confined::Output& output) {
  try {
    write_answer(read_contents(bytes, limits), [&](std::string_view piece) { output.write(piece); });
  } catch (Refused const& refused) {
    output.write(refusal_answer(refused));
  }
}

Failure failure_of(confined::End end, std::string const& filename, Limits const& limits) {
  switch (end) {
    case confined::End::too_much_output:
    case confined::End::out_of_memory:
      return failure(
          filename, Fault::too_large, {},
          fmt::format("Reading it needs more than {} MB of memory. Copy the rows you need into a new workbook "
                      "and use that.",
                      limits.memory_bytes >> 20));
    case confined::End::out_of_processor_time:
    case confined::End::out_of_time:
      return failure(
          filename, Fault::too_slow, {},
          fmt::format(
              "Reading it took longer than {} seconds and was stopped. Copy the rows you need into a new workbook "
              "and use that.",
              std::min(std::chrono::ceil<std::chrono::seconds>(limits.wall_clock), limits.processor_time).count()));
    case confined::End::confinement_refused:
      return failure(
          filename, Fault::confinement_refused, {},
          "It was not opened, because this machine does not let the program read it in a closed-off process. "
          "Ask whoever runs the machine to allow system-call filters (seccomp).");
    case confined::End::unavailable:
      return failure(filename, Fault::confinement_refused, {},
                     "It was not opened, because the program could not start a process to read it in. Try again; if it "
                     "happens again, restart the program and check that the machine has memory to spare.");
    case confined::End::finished:
    case confined::End::forbidden_call:
    case confined::End::crashed:
      break;
  }
  Refused const broken = damaged({}, "reading it broke off");
  return failure(filename, broken.fault(), {}, broken.sentence());
}

}  // namespace

struct SheetReaderPool::State {
  explicit State(Options const& options)
      : limits(options.limits),
        pool(confined_options(options), {{}, [own = options.limits](std::string_view bytes, confined::Output& output) {
                                           read_confined(bytes, own, output);
                                         }}) {}

  Limits limits;
  confined::Pool pool;
};

SheetReaderPool::SheetReaderPool(Options const& options) : state_(std::make_unique<State>(options)) {}

SheetReaderPool::~SheetReaderPool() = default;

tl::expected<Workbook, Failure> SheetReaderPool::read(FileContent const& content, std::string const& filename) {
  auto const& limits = state_->limits;
  if (content.size() > limits.input_bytes) {
    Refused const refused = larger_than_taken(limits);
    return tl::make_unexpected(failure(filename, refused.fault(), {}, refused.sentence()));
  }
  confined::Outcome const outcome =
      content.descriptor() >= 0 ? state_->pool.run_file(content.descriptor()) : state_->pool.run(content.in_memory());
  if (outcome.end != confined::End::finished) {
    return tl::make_unexpected(failure_of(outcome.end, filename, state_->limits));
  }
  return read_answer(outcome.output, filename, state_->limits);
}

}  // namespace gt::sheet
