#include "platform/confined/pool.h"
#include "platform/pdf/answer.h"
#include "platform/pdf/document.h"
#include "platform/pdf/failure.h"
#include "platform/pdf/pdf.h"

namespace gt::pdf {
namespace {

/// Room for the records around the text of every page.
constexpr std::size_t framing_bytes = 64;

confined::Options confined_options(Options const& options) {
  confined::Options confined;
  confined.workers = options.workers;
  confined.confined = options.confined;
  confined.limits.output_bytes =
      options.limits.output_bytes + framing_bytes * static_cast<std::size_t>(options.limits.pages + 1);
  confined.limits.memory_bytes = options.limits.memory_bytes;
  confined.limits.processor_time = options.limits.processor_time;
  confined.limits.wall_clock = options.limits.wall_clock;
  return confined;
}

Failure failure_of(confined::End end, Limits const& limits) {
  switch (end) {
    case confined::End::too_much_output:
    case confined::End::out_of_memory:
      return failure(Fault::too_large, limits);
    case confined::End::out_of_processor_time:
    case confined::End::out_of_time:
      return failure(Fault::too_slow, limits);
    case confined::End::confinement_refused:
      return failure(Fault::confinement_refused, limits);
    case confined::End::unavailable:
      return {Fault::confinement_refused,
              "This PDF was not opened, because the program could not start a process to read it in. Try again; if it "
              "happens again, restart the program and check that the machine has memory to spare."};
    case confined::End::finished:
    case confined::End::forbidden_call:
    case confined::End::crashed:
      break;
  }
  return failure(Fault::damaged, limits);
}

}  // namespace

struct ReaderPool::State {
  explicit State(Options const& options)
      : limits(options.limits),
        pool(confined_options(options),
             {prepare_library, [most = options.limits.pages](std::string_view bytes, confined::Output& output) {
                read_document(bytes, most, output);
              }}) {}

  Limits limits;
  confined::Pool pool;
};

ReaderPool::ReaderPool(Options const& options) : state_(std::make_unique<State>(options)) {}

ReaderPool::~ReaderPool() = default;

tl::expected<Text, Failure> ReaderPool::read(FileContent const& content) {
  Limits const& limits = state_->limits;
  if (std::optional<Failure> refused = refuse_by_appearance(content, limits)) {
    return tl::make_unexpected(std::move(*refused));
  }
  confined::Outcome const outcome =
      content.descriptor() >= 0 ? state_->pool.run_file(content.descriptor()) : state_->pool.run(content.in_memory());
  if (outcome.end != confined::End::finished) return tl::make_unexpected(failure_of(outcome.end, limits));
  return read_answer(outcome.output, limits);
}

}  // namespace gt::pdf
