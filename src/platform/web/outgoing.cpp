#include "platform/web/outgoing.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/web/gzip.h"
#include "platform/web/syntax.h"

namespace gt::web {

namespace {

constexpr std::size_t smallest_worth_compressing = 1024;
constexpr int quick_but_good = 5;

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

void add_vary(Headers& headers, std::string_view name) {
  auto vary = headers.first("Vary");
  headers.set("Vary", vary && !vary->empty() ? *vary + ", " + std::string(name) : std::string(name));
}

/// The answer with its body in whole, before it is cut to a range or dropped for HEAD.
struct Body {
  std::uint64_t size = 0;
  std::shared_ptr<OpenFile const> file;
};

bool is_unchanged(Request const& request, Response const& response) {
  bool is_read = request.method == Method::get || request.method == Method::head;
  auto wanted = request.headers.all("If-None-Match");
  auto etag = response.headers.first("ETag");
  if (!is_read || response.status != 200 || !etag) return false;
  return std::any_of(wanted.begin(), wanted.end(), [&](auto const& list) { return etag_listed(list, *etag); });
}

bool may_send_part(Request const& request, Response const& response, Body const& body) {
  if (request.method != Method::get || response.status != 200 || !request.headers.has("Range")) return false;
  auto etag = response.headers.first("ETag");
  if (!body.file && !etag) return false;
  auto condition = request.header("If-Range");
  // A strong comparison: a weak tag never promises the same bytes.
  return !condition || (etag && *condition == *etag && condition->substr(0, 2) != "W/");
}

bool could_be_compressed(Response const& response, Body const& body) {
  return response.compression == Compression::when_useful && !body.file && !has_no_body(response.status) &&
         response.body.size() >= smallest_worth_compressing &&
         is_compressible(response.headers.first("Content-Type").value_or("")) &&
         !response.headers.has("Content-Encoding");
}

void compress(Request const& request, Response& response, Body& body) {
  if (!could_be_compressed(response, body)) return;
  add_vary(response.headers, "Accept-Encoding");
  std::string accepted;
  for (auto const& line : request.headers.all("Accept-Encoding")) accepted += (accepted.empty() ? "" : ",") + line;
  if (!accepts_gzip(accepted)) return;
  auto compressed = response.gzip_body ? *response.gzip_body : gzip_compressed(response.body, quick_but_good);
  if (compressed.size() >= response.body.size()) return;
  response.body = std::move(compressed);
  body.size = response.body.size();
  response.headers.set("Content-Encoding", "gzip");
  // The compressed form is another sequence of bytes, so a strong tag must differ.
  if (auto etag = response.headers.first("ETag"); etag && etag->size() > 2 && etag->back() == '"') {
    response.headers.set("ETag", etag->substr(0, etag->size() - 1) + "-gzip\"");
  }
}

void cut_to_range(Request const& request, Response& response, Body const& body, Outgoing& out) {
  auto reading = read_range(request.header("Range").value_or(""), body.size);
  auto size = std::to_string(body.size);
  if (reading.answer == RangeAnswer::part) {
    auto [first, last] = reading.range;
    response.status = 206;
    response.headers.set("Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(last) + "/" + size);
    out.length = last - first + 1;
    if (body.file) {
      out.file_offset = first;
    } else {
      response.body = response.body.substr(first, out.length);
    }
  } else if (reading.answer == RangeAnswer::not_satisfiable) {
    auto kept = std::move(response.headers);
    response = Response::text("The file has no bytes there.\n", 416);
    for (auto const& field : kept) {
      if (!same_ignoring_case(field.name, "Content-Type")) response.headers.add(field.name, field.value);
    }
    response.headers.remove("Content-Disposition");
    response.headers.set("Content-Range", "bytes */" + size);
    out.file = nullptr;
    out.length = response.body.size();
  }
}

std::string milliseconds_text(std::chrono::steady_clock::duration duration) {
  char text[32];
  auto milliseconds = std::chrono::duration<double, std::milli>(duration).count();
  auto length = std::snprintf(text, sizeof text, "%.2f", std::max(milliseconds, 0.0));
  return {text, static_cast<std::size_t>(length)};
}

std::string head_of(Request const& request, Response const& response, SendingFacts const& facts,
                    std::optional<std::uint64_t> length) {
  std::string head =
      "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason_phrase(response.status)) + "\r\n";
  auto line = [&](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  line("Date", http_date(facts.unix_seconds));
  for (auto const& field : response.headers) line(field.name, field.value);
  if (length && !has_no_body(response.status)) line("Content-Length", std::to_string(*length));
  line("Server-Timing", "app;dur=" + milliseconds_text(facts.now - request.started));
  if (facts.closes) line("Connection", "close");
  if (!facts.closes && facts.is_http_1_0) line("Connection", "keep-alive");
  return head + "\r\n";
}

}  // namespace

OpenFile::OpenFile(std::filesystem::path const& path)
    : descriptor_{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
  struct stat facts {};
  if (fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    close(descriptor_);
    throw std::system_error(EINVAL, std::generic_category(), "not a plain file: " + path.string());
  }
  size_ = static_cast<std::uint64_t>(facts.st_size);
}

OpenFile::~OpenFile() { close(descriptor_); }

std::string OpenFile::read(std::uint64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  while (true) {
    auto got = pread(descriptor_, bytes.data(), count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "cannot read a file being sent");
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
  }
}

Outgoing prepare(Request const& request, Response response, SendingFacts const& facts) {
  // These belong to the connection, whatever a handler set.
  for (auto name : {"Connection", "Content-Length", "Date", "Server-Timing", "Transfer-Encoding"})
    response.headers.remove(name);
  Outgoing out;
  out.held = response.held;
  if (auto stream = stream_of(response)) {
    // Its end is the connection's: that, and not a length, tells a browser that it is over.
    auto ending = facts;
    ending.closes = true;
    out.head = head_of(request, response, ending, std::nullopt);
    out.status = response.status;
    out.closes = true;
    if (request.method != Method::head) out.stream = std::move(stream);
    return out;
  }
  Body body;
  if (response.file) {
    body.file = std::make_shared<OpenFile const>(*response.file);
    body.size = body.file->size();
  } else {
    body.size = response.body.size();
  }
  out.file = body.file;
  if (response.status == 200 && (body.file || response.headers.has("ETag")))
    response.headers.set("Accept-Ranges", "bytes");
  if (is_unchanged(request, response)) {
    if (could_be_compressed(response, body)) add_vary(response.headers, "Accept-Encoding");
    response.headers.remove("Content-Type");
    response.status = 304;
  } else if (may_send_part(request, response, body)) {
    out.length = body.size;
    cut_to_range(request, response, body, out);
  } else {
    compress(request, response, body);
    out.length = body.size;
  }
  out.head = head_of(request, response, facts, out.length);
  out.status = response.status;
  out.closes = facts.closes;
  if (has_no_body(response.status) || request.method == Method::head) {
    out.length = 0;
    out.file = nullptr;
  } else if (!out.file) {
    out.body = std::move(response.body);
  }
  return out;
}

}  // namespace gt::web
