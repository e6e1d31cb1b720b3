#include "inspections/reading/read_command.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>

#include <tl/expected.hpp>

#include "inspections/reading/read_report.h"
#include "inspections/reading/report_json.h"
#include "inspections/reading/report_summary.h"
#include "platform/pdf/pdf.h"

namespace gt::inspections {
namespace {

tl::expected<std::string, ReadRefusal> file_bytes(std::string const& name, std::size_t most) {
  std::error_code fault;
  auto const status = std::filesystem::status(name, fault);
  if (fault || !std::filesystem::exists(status))
    return tl::unexpected(ReadRefusal{"not_found", "There is no such file. Check the name and the folder."});
  if (std::filesystem::is_directory(status))
    return tl::unexpected(ReadRefusal{"not_found", "This is a folder. Name the PDF files in it."});
  auto const size = std::filesystem::is_regular_file(status) ? std::filesystem::file_size(name, fault) : 0;
  if (!fault && size > most)
    return tl::unexpected(ReadRefusal{
        "too_large", "The file is larger than any report could be. Ask for the report as it was published."});
  std::ifstream stream{name, std::ios::binary};
  if (!stream)
    return tl::unexpected(ReadRefusal{"not_found", "The file cannot be opened. Check that you may read it."});
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(size));
  std::string piece(std::size_t{64} << 10, '\0');
  while (bytes.size() <= most &&
         (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0))
    bytes.append(piece, 0, static_cast<std::size_t>(stream.gcount()));
  if (bytes.size() > most)
    return tl::unexpected(ReadRefusal{
        "too_large", "The file is larger than any report could be. Ask for the report as it was published."});
  return bytes;
}

struct Printed {
  std::string text;
  std::string complaint;  ///< For a person; empty when the file was read.
  bool read = true;
};

tl::expected<ReportReading, ReadRefusal> read_file(std::string const& name, pdf::ReaderPool& pool, std::size_t most) {
  auto const bytes = file_bytes(name, most);
  if (!bytes) return tl::unexpected(bytes.error());
  auto const text = pool.read(*bytes);
  if (!text) return tl::unexpected(ReadRefusal{std::string{pdf::code(text.error().fault)}, text.error().message});
  return read_report(text->pages);
}

Printed print(std::string const& name, tl::expected<ReportReading, ReadRefusal> const& reading, bool json) {
  if (reading) return {json ? report_json(name, *reading) + '\n' : report_summary(name, *reading), {}, true};
  auto const& refusal = reading.error();
  if (json) return {error_json(name, refusal.code, refusal.message) + '\n', {}, false};
  return {{}, name + ": " + refusal.message + '\n', false};
}

}  // namespace

int read_reports(std::vector<std::string> const& files, bool json, bool confined, std::ostream& out,
                 std::ostream& err) {
  if (files.empty()) return 0;
  auto const processors = std::max(1U, std::thread::hardware_concurrency());
  auto const workers = std::min<std::size_t>(processors, files.size());
  pdf::Options options;
  options.workers = static_cast<int>(workers);
  options.confined = confined;
  pdf::ReaderPool pool{options};

  std::vector<std::optional<Printed>> results(files.size());
  std::mutex guard;
  std::condition_variable done;
  std::atomic<std::size_t> next{0};
  auto const work = [&] {
    for (auto i = next.fetch_add(1); i < files.size(); i = next.fetch_add(1)) {
      auto printed = print(files[i], read_file(files[i], pool, options.limits.input_bytes), json);
      std::lock_guard const lock{guard};
      results[i] = std::move(printed);
      done.notify_one();
    }
  };
  std::vector<std::jthread> threads;
  threads.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) threads.emplace_back(work);

  bool all_read = true;
  for (std::size_t i = 0; i < files.size(); ++i) {
    Printed printed;
    {
      std::unique_lock lock{guard};
      done.wait(lock, [&] { return results[i].has_value(); });
      printed = std::move(*results[i]);
      results[i].emplace();
    }
    all_read = all_read && printed.read;
    out << printed.text << std::flush;
    err << printed.complaint << std::flush;
  }
  return all_read ? 0 : 3;
}

}  // namespace gt::inspections
