#include "platform/web/exchange.h"

#include <array>
#include <exception>
#include <utility>

#include <sodium.h>

#include "platform/core/id.h"

namespace gt::web {

namespace {

std::string new_nonce() {
  std::array<unsigned char, 16> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, sodium_base64_ENCODED_LEN(16, sodium_base64_VARIANT_ORIGINAL)> text{};
  return sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_ORIGINAL);
}

}  // namespace

Exchange::Exchange(ReadingLimits const& limits, std::string remote_address, bool is_encrypted)
    : reader{limits},
      remote_address_{std::move(remote_address)},
      is_encrypted_{is_encrypted},
      id_{new_opaque_id()},
      nonce_{new_nonce()} {}

Exchange::~Exchange() {
  if (streams_ != nullptr) --*streams_;
}

void Exchange::complete(ExchangeSetting const& setting, Request& request) const {
  request.id = id_;
  request.nonce = nonce_;
  request.remote_address = remote_address_;
  request.started = started;
  request.is_secure = is_encrypted_;
  request.server_is_draining = setting.is_draining;
  setting.proxies.apply(request);
}

void Exchange::admit(ExchangeSetting const& setting) {
  Request head = reader.head();
  complete(setting, head);
  refusal_ = refusal_of_upload(setting.hooks, head);
}

Response Exchange::from_application(ExchangeSetting const& setting, Request& request) {
  Handler const* taken = nullptr;
  auto response = web::answer(setting.router, setting.hooks, request, taken);
  if (auto const found = setting.routes.find(taken); found != setting.routes.end()) log.route = found->second;
  if (!stream_of(response) || request.method == Method::head) return response;
  if (setting.streams.fetch_add(1) < setting.most_streams) {
    streams_ = &setting.streams;
    return response;
  }
  --setting.streams;
  return answer_fault(setting.hooks, request, {503, "Too many pages are being kept up to date. Load this one again."});
}

void Exchange::answer(ExchangeSetting const& setting) {
  auto [request, reading_fault] = reader.take();
  if (!fault) fault = std::move(reading_fault);
  complete(setting, request);
  Response response;
  if (refusal_) {
    response = *std::move(refusal_);
  } else if (fault) {
    response = answer_fault(setting.hooks, request, *fault);
  } else {
    response = from_application(setting, request);
  }
  try {
    out = prepared(setting, request, std::move(response));
  } catch (std::exception const& failure) {
    // The file to be sent is gone, for example.
    if (setting.hooks.log_failure) setting.hooks.log_failure(request, failure.what());
    Fault broken{500, "Something went wrong on our side. Nothing you typed is at fault."};
    out = prepared(setting, request, answer_fault(setting.hooks, request, broken));
  }
  log.request_id = request.id;
  log.method = reader.has_head() ? method_text(request.method) : "-";
  log.path = reader.has_head() ? request.path : "-";
  log.status = out.status;
  log.remote_address = request.remote_address;
}

Outgoing Exchange::prepared(ExchangeSetting const& setting, Request const& request, Response response) const {
  using namespace std::chrono;
  SendingFacts facts;
  facts.closes = !reader.keeps_alive() || setting.is_closing;
  facts.is_http_1_0 = reader.is_http_1_0();
  facts.unix_seconds = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
  facts.now = steady_clock::now();
  return prepare(request, std::move(response), facts);
}

}  // namespace gt::web
