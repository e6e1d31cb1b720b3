#include "platform/web/request_reader.h"

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "platform/core/result.h"
#include "platform/web/multipart.h"
#include "platform/web/syntax.h"

namespace gt::web {

namespace {

namespace http = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using BoostView = boost::beast::string_view;

constexpr std::size_t longest_request_line = 8192;
constexpr std::string_view end_of_head = "\r\n\r\n";

std::string_view view(BoostView text) { return {text.data(), text.size()}; }

Fault bad_request() { return {400, "The request is not valid HTTP."}; }

/// Collects what Beast recognises; Beast itself keeps nothing.
class Parser final : public http::basic_parser<true> {
 public:
  std::string method;
  std::string target;
  int version = 11;
  std::vector<Field> fields;
  bool is_head_done = false;
  std::function<void(std::string_view)> take_body;
  /// What `take_body` threw: an exception must not pass through Beast's code, which does not expect it.
  std::exception_ptr failure;

 private:
  void on_request_impl(http::verb, BoostView method_part, BoostView target_part, int number,
                       ErrorCode& error) override {
    method = view(method_part);
    target = view(target_part);
    version = number;
    error = {};
  }
  void on_response_impl(int, BoostView, int, ErrorCode&) override {}
  void on_field_impl(http::field, BoostView name, BoostView value, ErrorCode& error) override {
    // Trailers come through here too. They are dropped: nothing we read may arrive after the head.
    if (!is_head_done) fields.push_back({std::string(view(name)), std::string(view(value))});
    error = {};
  }
  void on_header_impl(ErrorCode& error) override {
    is_head_done = true;
    error = {};
  }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorCode& error) override { error = {}; }
  std::size_t on_body_impl(BoostView bytes, ErrorCode& error) override {
    take(bytes, error);
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, BoostView, ErrorCode& error) override { error = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, BoostView bytes, ErrorCode& error) override {
    take(bytes, error);
    return bytes.size();
  }
  void on_finish_impl(ErrorCode& error) override { error = {}; }

  void take(BoostView bytes, ErrorCode& error) {
    error = {};
    try {
      take_body(view(bytes));
    } catch (std::exception const&) {
      failure = std::current_exception();
      error = http::make_error_code(http::error::body_limit);
    }
  }
};

/// `HTTP/2.0` at the end of the request line: well-formed, but not ours.
bool names_other_version(std::string_view line) {
  auto space = line.rfind(' ');
  auto version = space == std::string_view::npos ? line : line.substr(space + 1);
  return version.size() == 8 && version.substr(0, 5) == "HTTP/" && version != "HTTP/1.0" && version != "HTTP/1.1";
}

/// What is checked before Beast sees the head.
std::optional<Fault> fault_of_head(std::string_view head) {
  auto line = head.substr(0, head.find("\r\n"));
  if (line.size() > longest_request_line) return Fault{414, "The address is too long."};
  if (names_other_version(line)) return Fault{505, "This server speaks HTTP/1.1."};
  // A folded line is how a header is hidden from one of two servers in a row.
  if (head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos)
    return bad_request();
  return std::nullopt;
}

/// `http://host/path` is allowed by HTTP; the path is what counts.
std::string_view without_origin(std::string_view target) {
  auto scheme = target.find("://");
  if (target.empty() || target.front() == '/' || scheme == std::string_view::npos) return target;
  auto path = target.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

}  // namespace

struct RequestReader::Parts {
  explicit Parts(ReadingLimits const& given) : limits{given}, body{given.spool_folder} {
    parser.header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(given.header_limit + 4, 1U << 30U)));
    parser.body_limit(boost::none);
    parser.eager(false);
    parser.take_body = [this](std::string_view bytes) { take_body(bytes); };
  }

  ReadingLimits limits;
  Parser parser;
  State state = State::head;
  std::size_t scanned = 0;
  Fault fault{400, {}};
  Request request;
  bool expects_continue = false;
  std::size_t body_limit = 0;
  FileContentWriter body;
  std::optional<MultipartReader> multipart;
  std::uint64_t body_size = 0;

  void fail(Fault why) {
    state = State::failed;
    fault = std::move(why);
  }

  std::size_t feed_head(std::string_view bytes) {
    // Empty lines before a request are left over from careless senders.
    if (bytes.substr(0, 2) == "\r\n") return 2;
    auto from = scanned > end_of_head.size() ? scanned - end_of_head.size() : 0;
    auto end = bytes.find(end_of_head, from);
    auto length = end == std::string_view::npos ? bytes.size() : end + end_of_head.size();
    if (length > limits.header_limit) {
      auto const line = bytes.substr(0, std::min(longest_request_line, limits.header_limit));
      bool const is_first_line = line.find("\r\n") == std::string_view::npos;
      fail(is_first_line ? Fault{414, "The address is too long."} : Fault{431, "The request's headers are too large."});
      return bytes.size();
    }
    if (end == std::string_view::npos) {
      scanned = bytes.size();
      return 0;
    }
    auto head = bytes.substr(0, length);
    if (auto found = fault_of_head(head)) {
      fail(*found);
      return length;
    }
    ErrorCode error;
    parser.put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error || !parser.is_header_done()) {
      fail(bad_request());
      return length;
    }
    read_head();
    if (state == State::head) state = parser.is_done() ? State::complete : State::body;
    parser.eager(true);
    return length;
  }

  void read_head() {
    auto method = method_from_text(parser.method);
    if (!method) return fail({501, "This server does not know that kind of request."});
    request.method = *method;
    for (auto& field : parser.fields) {
      if (!is_plain_utf8(field.value)) return fail({400, "A header is not valid UTF-8."});
      request.headers.add(std::move(field.name), std::move(field.value));
    }
    check_framing();
    if (state == State::failed) return;
    request.target = without_origin(parser.target);
    auto query = request.target.find('?');
    auto path = read_path(std::string_view(request.target).substr(0, query));
    if (!path) return fail({400, path.error().message});
    request.path = *std::move(path);
    if (query != std::string::npos) {
      auto fields = read_urlencoded(std::string_view(request.target).substr(query + 1));
      if (!fields) return fail({400, fields.error().message});
      request.query_fields = *std::move(fields);
    }
    for (auto const& line : request.headers.all("Cookie")) {
      for (auto const& cookie : read_cookies(line)) request.cookies.add(cookie.name, cookie.value);
    }
    read_body_plan();
  }

  /// Anything that two servers in a row could measure differently is refused (request smuggling).
  void check_framing() {
    auto hosts = request.headers.all("Host");
    if (hosts.size() > 1 || (hosts.empty() && parser.version == 11)) {
      return fail({400, "The request must have one Host header."});
    }
    auto lengths = request.headers.all("Content-Length");
    auto encodings = request.headers.all("Transfer-Encoding");
    bool has_two_lengths = lengths.size() > 1 || (lengths.size() == 1 && lengths[0].find(',') != std::string::npos);
    if (has_two_lengths || (!lengths.empty() && !encodings.empty())) {
      return fail({400, "The request gives the length of its body in two ways."});
    }
    if (encodings.empty()) return;
    if (parser.version != 11 || encodings.size() > 1) return fail(bad_request());
    if (!same_ignoring_case(trimmed(encodings[0]), "chunked")) {
      return fail({501, "This server takes no other transfer encoding than chunked."});
    }
  }

  void read_body_plan() {
    body_limit = limits.body_limit(request.method, request.path);
    auto declared = parser.content_length();
    if (declared && *declared > body_limit) return fail(too_large());
    auto boundary = MultipartReader::boundary_of(request.header("Content-Type").value_or(""));
    if (!boundary) return fail({400, boundary.error().message});
    if (*boundary) multipart.emplace(**boundary, limits.spool_folder);
    if (auto expectation = request.header("Expect"); expectation && parser.version == 11) {
      if (!same_ignoring_case(*expectation, "100-continue")) {
        return fail({417, "This server does not know that expectation."});
      }
      expects_continue = !parser.is_done();
    }
  }

  Fault too_large() const {
    auto megabytes = std::max<std::size_t>(body_limit >> 20U, 1);
    return {413, "What was sent is too large: this address takes up to " + std::to_string(megabytes) +
                     " MB, all files together."};
  }

  void take_body(std::string_view bytes) {
    if (state == State::failed) return;
    // Up to the limit it is read even when there is more: which fault comes first must not depend on the blocks.
    auto const within = bytes.substr(0, body_limit - body_size);
    body_size += within.size();
    if (!multipart) {
      body.append(within);
    } else if (auto fed = multipart->feed(within); !fed) {
      return fail({400, fed.error().message});
    }
    if (within.size() < bytes.size()) fail(too_large());
  }

  /// Too few bytes to be the shortest last chunk, `0`, an empty line and no trailer. Beast, shown them, would take the
  /// next look for a fault of its own (an assertion), and nothing that is whole is this short: they can wait.
  bool may_begin_last_chunk(std::string_view bytes) const {
    return parser.chunked() && bytes.size() < 5 && bytes.substr(0, 3) == "0\r\n";
  }

  std::size_t feed_body(std::string_view bytes) {
    std::size_t used = 0;
    while (state == State::body) {
      ErrorCode error;
      // Chunk sizes and trailers are short; one that does not end within this is an attack on memory.
      auto const rest = bytes.substr(used, limits.header_limit);
      if (rest.empty() || may_begin_last_chunk(rest)) break;
      auto const taken = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
      used += taken;
      if (parser.failure) {
        fail({500, "What was sent could not be kept."});
        std::rethrow_exception(parser.failure);
      }
      if (state == State::failed) break;
      if (error == http::error::need_more) {
        if (taken > 0) continue;
        if (rest.size() == limits.header_limit) fail({431, "The request's trailers are too large."});
        break;
      }
      if (error) {
        fail(bad_request());
      } else if (parser.is_done()) {
        state = State::complete;
      } else if (taken == 0) {
        break;
      }
    }
    return used;
  }

  std::optional<Fault> finish_form() {
    if (multipart) {
      if (auto finished = multipart->finish(); !finished) return Fault{400, finished.error().message};
      request.form_fields = multipart->take_fields();
      request.files = multipart->take_files();
      return std::nullopt;
    }
    auto type = request.header("Content-Type").value_or("");
    bool is_form = same_ignoring_case(trimmed(std::string_view(type).substr(0, type.find(';'))),
                                      "application/x-www-form-urlencoded");
    if (body.is_on_disk()) {
      if (is_form) return Fault{413, "A form without files may hold up to 1 MB."};
      request.files.emplace_back("", "", type, std::move(body).finish());
      return std::nullopt;
    }
    request.body = std::move(body.memory());
    if (!is_form) return std::nullopt;
    auto fields = read_urlencoded(request.body);
    if (!fields) return Fault{400, fields.error().message};
    request.form_fields = *std::move(fields);
    return std::nullopt;
  }
};

RequestReader::RequestReader(ReadingLimits const& limits) : parts_{std::make_unique<Parts>(limits)} {}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) {
  if (bytes.empty()) return 0;
  if (parts_->state == State::head) return parts_->feed_head(bytes);
  if (parts_->state == State::body) return parts_->feed_body(bytes);
  return 0;
}

RequestReader::State RequestReader::state() const { return parts_->state; }
Fault const& RequestReader::fault() const { return parts_->fault; }
bool RequestReader::expects_continue() const { return parts_->expects_continue; }
bool RequestReader::keeps_alive() const { return parts_->state == State::complete && parts_->parser.keep_alive(); }
bool RequestReader::is_http_1_0() const { return parts_->parser.version == 10; }
Request const& RequestReader::head() const { return parts_->request; }
bool RequestReader::has_head() const { return parts_->parser.is_header_done(); }
std::size_t RequestReader::body_limit() const { return parts_->body_limit; }

std::optional<std::uint64_t> RequestReader::declared_length() const {
  if (!parts_->parser.is_header_done()) return std::nullopt;
  auto length = parts_->parser.content_length();
  if (!length) return std::nullopt;
  return *length;
}

RequestReader::Taken RequestReader::take() {
  Taken taken;
  if (parts_->state == State::failed) taken.fault = parts_->fault;
  if (parts_->state == State::complete) taken.fault = parts_->finish_form();
  taken.request = std::move(parts_->request);
  return taken;
}

}  // namespace gt::web
