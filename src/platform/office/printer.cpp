#include "platform/office/printer.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/office/at_documents.h"
#include "platform/office/walled_program.h"

namespace gt::office {

namespace {

constexpr std::chrono::seconds patience_for_turn{20}, patience_for_page{60};
constexpr std::size_t most_bytes = std::size_t{64} << 20;

std::string_view fault_of(WalledEnd end) {
  switch (end) {
    case WalledEnd::done:
      return "Chromium left no PDF";
    case WalledEnd::failed:
      return "Chromium ended with a fault, or ran into a limit";
    case WalledEnd::too_slow:
      return "Chromium did not end within 60 seconds";
    case WalledEnd::not_started:
      return "Chromium could not be started behind its walls";
  }
  ENSURE(false);
}

bool put(std::filesystem::path const& file, std::string_view bytes) {
  std::ofstream out{file, std::ios::binary};
  out << bytes;
  out.close();
  return out.good() && ::chmod(file.c_str(), 0644) == 0;
}

}  // namespace

Printer Printer::installed(ReportFailure report) {
  // The program itself: /usr/bin/chromium is a script that looks for settings, which there are none of behind walls.
  for (std::filesystem::path const place : {"/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser",
                                            "/usr/lib64/chromium-browser/chromium-browser"})
    if (::access(place.c_str(), X_OK) == 0) return Printer{place, std::move(report)};
  return Printer{{}};
}

std::optional<std::string> Printer::why_off() const {
  if (program_.empty()) return "PDF files are off on this server: Chromium, which prints them, is not installed on it.";
  if (auto const& why = why_no_walls())
    return fmt::format(
        "PDF files are off on this server: the browser that prints them cannot be shut off from the rest of it ({}).",
        *why);
  return std::nullopt;
}

Turns& Printer::turns() {
  static Turns one_and_one_more{1, 1};
  return one_and_one_more;
}

tl::unexpected<Error> Printer::not_printed(std::string_view why, std::string_view for_log) const {
  if (report_) report_(for_log);
  return refuse(
      ErrorKind::unavailable,
      fmt::format("{} Download the Word or OpenDocument file instead, or print the page from your browser.", why));
}

Result<std::string> Printer::print(std::string_view page) const {
  if (auto const why = why_off())
    return refuse(ErrorKind::unavailable,
                  fmt::format("{} Download the Word or OpenDocument file instead. Whoever looks after the server finds "
                              "what is missing in the guide to operations.",
                              *why));
  auto const begun = begin_document();
  if (!begun) return refuse(ErrorKind::unavailable, "Other documents are being made. Try again in a moment.");
  auto const turn = turns().take(patience_for_turn);
  if (!turn) return refuse(ErrorKind::unavailable, "Another PDF is being printed. Try again in a moment.");
  PrivateFolder const folder;
  if (!folder.is_there() || !put(folder.desk() / "page.html", page))
    return not_printed("There is no room on the server to print in.",
                       "the folder for temporary files takes no page to be printed");
  std::vector<std::string> const arguments{program_,
                                           "--headless",
                                           "--disable-gpu",
                                           "--disable-extensions",
                                           "--disable-background-networking",
                                           "--disable-component-update",
                                           "--disable-sync",
                                           "--disable-crash-reporter",
                                           "--no-first-run",
                                           "--host-resolver-rules=MAP * ~NOTFOUND",
                                           "--user-data-dir=/tmp/profile",
                                           "--no-pdf-header-footer",
                                           "--generate-pdf-document-outline",
                                           "--print-to-pdf=/desk/page.pdf",
                                           "file:///desk/page.html"};
  auto const end = run_walled(arguments, folder, patience_for_page);
  if (end == WalledEnd::too_slow)
    return not_printed("Printing took too long and was stopped.",
                       fmt::format("{}, of a page of {} bytes", fault_of(end), page.size()));
  auto bytes = end == WalledEnd::done ? read_left_file(folder.desk() / "page.pdf", most_bytes) : std::nullopt;
  std::error_code fault;
  auto const left = std::filesystem::file_size(folder.desk() / "page.pdf", fault);
  if (!fault && left >= most_bytes)
    return not_printed("The PDF is larger than 64 MB.", fmt::format("Chromium left a PDF at its limit of 64 MB, of a "
                                                                    "page of {} bytes",
                                                                    page.size()));
  if (!bytes || !bytes->starts_with("%PDF-"))
    return not_printed("The PDF could not be made.",
                       fmt::format("{}, of a page of {} bytes", fault_of(end), page.size()));
  return *std::move(bytes);
}

}  // namespace gt::office
