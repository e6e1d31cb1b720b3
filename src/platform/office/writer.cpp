#include "platform/office/writer.h"

#include <chrono>
#include <csignal>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "platform/core/text.h"
#include "platform/office/at_documents.h"
#include "platform/office/printed_page.h"
#include "platform/office/run_program.h"

namespace gt::office {

namespace {

constexpr std::chrono::seconds patience{30};

Turns& turns() {
  static Turns two_and_two_more{2, 2};
  return two_and_two_more;
}

constexpr int heap_exhausted = 251;  // how a program of GHC ends at the limit of its memory

/// What it hit, for whoever asked; empty where it hit no limit.
std::string_view limit_of(ProgramEnd const& end) {
  if (end.how == ProgramEnd::How::too_slow) return "Writing the document took too long and was stopped.";
  if (end.status == heap_exhausted) return "The document needs more memory than the server gives to one.";
  if (end.signal == SIGXFSZ) return "The document is larger than 32 MB.";
  return "";
}

/// Its own words: other lines of what it complains of may quote the paper.
std::string own_words(std::string const& complaint) {
  std::string out;
  for (auto const& line : split_lines(complaint))
    if (line.starts_with("pandoc: ")) out += (out.empty() ? "" : " ") + line.substr(8);
  return out.empty() ? "nothing" : out;
}

std::string for_log(ProgramEnd const& end, std::size_t input) {
  auto const how = end.how == ProgramEnd::How::not_started ? "could not be started"
                   : end.how == ProgramEnd::How::too_slow  ? "was stopped at its limit of time"
                   : end.status == heap_exhausted          ? "ended at its limit of memory, 512 MB"
                   : end.signal == SIGXFSZ                 ? "ended at its limit of output, 32 MB"
                   : end.how == ProgramEnd::How::done      ? "left no document"
                                                           : "ended with a fault";
  return fmt::format("pandoc {}: exit status {}, signal {}, {} bytes of input; it said: {}", how, end.status,
                     end.signal, input, own_words(end.complaint));
}

}  // namespace

std::optional<Format> format_from(std::string_view text) {
  if (text == "odt") return Format::odt;
  if (text == "docx") return Format::docx;
  if (text == "pdf") return Format::pdf;
  return std::nullopt;
}

std::string_view ending(Format format) {
  switch (format) {
    case Format::odt:
      return "odt";
    case Format::docx:
      return "docx";
    case Format::pdf:
      return "pdf";
  }
  ENSURE(false);
}

std::string_view media_type(Format format) {
  switch (format) {
    case Format::odt:
      return "application/vnd.oasis.opendocument.text";
    case Format::docx:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Format::pdf:
      return "application/pdf";
  }
  ENSURE(false);
}

std::string_view word(Format format) {
  switch (format) {
    case Format::odt:
      return "OpenDocument";
    case Format::docx:
      return "Word";
    case Format::pdf:
      return "PDF";
  }
  ENSURE(false);
}

Writer Writer::installed(std::filesystem::path reference_folder, ReportFailure report) {
  for (std::filesystem::path const place : {"/usr/bin/pandoc", "/usr/local/bin/pandoc"})
    if (::access(place.c_str(), X_OK) == 0)
      return Writer{place, std::move(reference_folder), Printer::installed(report), report};
  return Writer{{}, std::move(reference_folder), Printer::installed(std::move(report))};
}

std::optional<std::string> Writer::why_off(Format format) const {
  if (format == Format::pdf) return printer_.why_off();
  if (is_there()) return std::nullopt;
  return "Word and OpenDocument files are off on this server: pandoc, which writes them, is not installed on it.";
}

Result<std::string> Writer::write(Document const& document, Format format) const {
  if (format == Format::pdf) return printer_.print(printed_page(document));
  if (!is_there())
    return refuse(ErrorKind::unavailable,
                  "This server writes no Word or OpenDocument files, because pandoc is not installed on it. Print the "
                  "page instead, or ask whoever looks after the server to install pandoc.");
  auto const begun = begin_document();
  if (!begun) return refuse(ErrorKind::unavailable, "Other documents are being written. Try again in a moment.");
  auto const turn = turns().take(patience);
  if (!turn) return refuse(ErrorKind::unavailable, "Other documents are being written. Try again in a moment.");
  std::vector<std::string> arguments{
      program_, "--from=json", fmt::format("--to={}", ending(format)), "--output=-", "+RTS", "-M512M", "-RTS"};
  auto const reference = reference_folder_ / fmt::format("reference.{}", ending(format));
  std::error_code fault;
  bool const has_reference = std::filesystem::is_regular_file(reference, fault);
  if (has_reference)
    arguments.insert(arguments.begin() + 1, "--reference-doc=" + std::filesystem::absolute(reference, fault).string());
  auto const input = to_pandoc(document);
  auto end = run_program(arguments, input, patience);
  if (end.how == ProgramEnd::How::done && end.output.starts_with("PK")) return std::move(end.output);
  if (report_) report_(for_log(end, input.size()));
  if (auto const limit = limit_of(end); !limit.empty())
    return refuse(ErrorKind::unavailable,
                  fmt::format("{} Print the page instead, or ask for less in one document.", limit));
  if (!has_reference)
    return refuse(ErrorKind::unavailable,
                  "The document could not be written. Print the page instead; whoever looks after the server finds why "
                  "in its log.");
  return refuse(ErrorKind::unavailable,
                fmt::format("The document could not be written. Print the page instead; reference.{} is in the data "
                            "folder, and whoever looks after the server should check that it opens.",
                            ending(format)));
}

}  // namespace gt::office
