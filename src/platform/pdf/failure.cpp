#include "platform/pdf/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace gt::pdf {
namespace {

std::size_t megabytes(std::size_t bytes) { return bytes >> 20; }

Failure not_a_pdf(std::string found) { return {Fault::not_a_pdf, std::move(found)}; }

bool begins_like_web_page(std::string_view head) {
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  auto const first = lower.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  std::string_view const text = first == std::string::npos ? std::string_view() : std::string_view(lower).substr(first);
  return text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<head");
}

Failure describe_other_file(std::string_view head) {
  if (begins_like_web_page(head)) {
    return not_a_pdf(
        "This is a web page saved under another name, not a PDF. Open it in a browser, download the document itself "
        "and use that file.");
  }
  if (head.starts_with("PK\x03\x04") || head.starts_with("\xD0\xCF\x11\xE0")) {
    return not_a_pdf(
        "This looks like a Word document, another Office file or a zip archive, not a PDF. Open it, save or export it "
        "as PDF and use that file.");
  }
  return not_a_pdf(
      "This is not a PDF: it does not begin as one does. Check that it is the right file, and ask for it again as PDF "
      "if it is.");
}

constexpr std::size_t margin = 1024;

/// How many bytes there are before the blanks at the end.
std::uint64_t end_of_text(FileContent const& content) {
  constexpr std::size_t step = std::size_t{64} << 10;
  for (auto end = content.size(); end > 0;) {
    auto const start = end - std::min<std::uint64_t>(end, step);
    auto const piece = content.piece(start, static_cast<std::size_t>(end - start));
    auto const last = piece.find_last_not_of(std::string_view("\0 \t\r\n", 5));
    if (last != std::string::npos) return start + last + 1;
    end = start;
  }
  return 0;
}

}  // namespace

std::string_view code(Fault fault) {
  switch (fault) {
    case Fault::not_a_pdf:
      return "not_a_pdf";
    case Fault::damaged:
      return "damaged";
    case Fault::encrypted:
      return "encrypted";
    case Fault::no_text:
      return "no_text";
    case Fault::too_large:
      return "too_large";
    case Fault::too_slow:
      return "too_slow";
    case Fault::confinement_refused:
      break;
  }
  return "confinement_refused";
}

Failure failure(Fault fault, Limits const& limits, int page) {
  switch (fault) {
    case Fault::not_a_pdf:
      return describe_other_file({});
    case Fault::damaged:
      if (page > 0) {
        return {fault,
                fmt::format("This PDF is damaged: page {} could not be read. Nothing was taken from it, because "
                            "words may be missing. Download it again, ask for the original, or open it and save it "
                            "again as PDF.",
                            page)};
      }
      return {fault, "This PDF is damaged and could not be read. Download it again or ask for the original."};
    case Fault::encrypted:
      return {fault,
              "This PDF is locked with a password or a certificate. Open it with its password, save a copy without one "
              "and use that, or ask the sender for an unlocked copy."};
    case Fault::no_text:
      return {
          fault,
          "This PDF has no text that can be read, as when a scanner made pictures of the pages. Ask for the original "
          "document, or run text recognition on it and use the result."};
    case Fault::too_large:
      return {fault, fmt::format("This PDF is too large to read: at most {} MB, {} pages and {} MB of text are taken, "
                                 "and {} MB of memory to read them. Split it, or ask for the report without its "
                                 "appendices.",
                                 megabytes(limits.input_bytes), limits.pages, megabytes(limits.output_bytes),
                                 megabytes(limits.memory_bytes))};
    case Fault::too_slow:
      return {fault,
              fmt::format(
                  "Reading this PDF took longer than {} seconds and was stopped. Save it again as PDF "
                  "from the program that made it, or split it, and try again.",
                  std::min(std::chrono::ceil<std::chrono::seconds>(limits.wall_clock), limits.processor_time).count())};
    case Fault::confinement_refused:
      break;
  }
  return {Fault::confinement_refused,
          "This PDF was not opened, because this machine does not let the program read it in a closed-off process. Ask "
          "whoever runs the machine to allow system-call filters (seccomp); at your own command line, --unconfined "
          "reads a file you trust without one."};
}

std::optional<Failure> refuse_by_appearance(FileContent const& content, Limits const& limits) {
  // As lenient as the readers people use: the mark anywhere in the first 1,024 bytes, the end mark in the last 1,024.
  if (content.empty()) return not_a_pdf("This file is empty. Download it again or ask for it again.");
  auto const beginning = content.piece(0, margin);
  if (beginning.find("%PDF-") == std::string::npos) return describe_other_file(beginning);
  if (content.size() > limits.input_bytes) return failure(Fault::too_large, limits);
  auto const end = end_of_text(content);
  auto const start = end - std::min<std::uint64_t>(end, margin);
  if (content.piece(start, static_cast<std::size_t>(end - start)).find("%%EOF") == std::string::npos) {
    return Failure{Fault::damaged,
                   "This PDF is damaged: its end is missing, as after a download that was cut off. Download it again "
                   "or ask for the original."};
  }
  return std::nullopt;
}

}  // namespace gt::pdf
