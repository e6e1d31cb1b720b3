#include "platform/mail/smtp.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "platform/core/result.h"
#include "platform/core/text.h"

namespace gt::mail {

namespace {

constexpr std::size_t longest_reply = 500;

struct Transfer {
  std::string_view rest;
  Watch const* watch = nullptr;
  bool is_complete = false;       ///< the end may have been sent
  bool broke_off = false;         ///< by us, before the end
  bool answered_the_end = false;  ///< a reply came after it
  int code = 0;                   ///< of the last reply
  std::string reply;
  std::string command;  ///< the verb sent last
  std::exception_ptr failure;
};

// libcurl is C: nothing may be thrown through it.
std::size_t give_more(char* buffer, std::size_t size, std::size_t count, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  auto const length = std::min(size * count, transfer.rest.size());
  if (length > 0) {
    std::memcpy(buffer, transfer.rest.data(), length);
    transfer.rest.remove_prefix(length);
    return length;
  }
  if (transfer.is_complete) return 0;
  try {
    transfer.broke_off = !transfer.watch->before_end();
  } catch (std::exception const&) {
    transfer.failure = std::current_exception();
    transfer.broke_off = true;
  }
  if (transfer.broke_off) return CURL_READFUNC_ABORT;
  transfer.is_complete = true;
  return 0;
}

std::size_t take_reply(char* buffer, std::size_t size, std::size_t count, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  std::string_view const line(buffer, size * count);
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, is_digit) && !line.starts_with("221")) {
    transfer.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    transfer.reply = one_line(line.substr(0, longest_reply));
    if (text_fault(transfer.reply)) transfer.reply = fmt::format("{}", transfer.code);
    transfer.answered_the_end = transfer.is_complete;
  }
  return size * count;
}

int note_command(CURL*, curl_infotype type, char* bytes, std::size_t size, void* data) {
  std::string_view const verb(bytes, std::min<std::size_t>(size, 4));
  // Taking leave is no part of the message.
  if (type == CURLINFO_HEADER_OUT && verb != "QUIT") static_cast<Transfer*>(data)->command = verb;
  return 0;
}

int look_up(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (transfer.is_complete || !transfer.watch->should_stop || !transfer.watch->should_stop()) return 0;
  transfer.broke_off = true;
  return 1;
}

std::string url_of(Server const& server, Envelope const& envelope) {
  auto const host = server.host.find(':') == std::string::npos ? server.host : "[" + server.host + "]";
  // The path is the name we greet the server with.
  return fmt::format("{}://{}:{}/{}", server.security == Security::tls ? "smtps" : "smtp", host, server.port,
                     envelope.from.substr(envelope.from.find('@') + 1));
}

Outcome outcome_of(Transfer const& transfer, CURLcode result, std::string const& what_failed) {
  auto const kind = transfer.code / 100;
  auto const words = transfer.reply.empty() ? what_failed : transfer.reply;
  if (result == CURLE_OK || (transfer.answered_the_end && kind == 2)) return {Verdict::accepted, transfer.reply};
  if (transfer.broke_off) return {Verdict::try_later, "Sending was broken off here, before the message’s end."};
  if (transfer.is_complete && !transfer.answered_the_end)
    return {Verdict::unknown, "The server gave no answer to the whole message: " + what_failed};
  // What it says of the person or of the message is final; of the connection, our name or our password it is not.
  bool const is_about_the_message =
      transfer.answered_the_end || transfer.command == "RCPT" || transfer.command == "DATA";
  if (kind == 5 && is_about_the_message) return {Verdict::refused, words};
  if (kind == 4 || kind == 5) return {Verdict::try_later, words};
  return {Verdict::try_later, what_failed};
}

}  // namespace

Outcome deliver(Server const& server, Envelope const& envelope, std::string_view message, Watch const& watch,
                std::chrono::seconds limit) {
  static bool const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  ENSURE(is_ready);
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const handle{curl_easy_init(), &curl_easy_cleanup};
  ENSURE(handle != nullptr);
  auto* const curl = handle.get();
  auto const recipient = "<" + envelope.to + ">", sender = "<" + envelope.from + ">";
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const recipients{
      curl_slist_append(nullptr, recipient.c_str()), &curl_slist_free_all};
  Transfer transfer;
  transfer.rest = message;
  transfer.watch = &watch;
  char why[CURL_ERROR_SIZE] = {};
  auto const url = url_of(server, envelope);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // never one from the environment
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 30L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limit.count()));
  curl_easy_setopt(curl, CURLOPT_USE_SSL, server.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!server.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  // No size is told: libcurl must ask for more until there is none, which is when before_end is due.
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &give_more);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_reply);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  // Verbose, so that note_command hears which verb was sent last; it keeps nothing else.
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &note_command);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &look_up);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
  auto const result = curl_easy_perform(curl);
  if (transfer.failure) std::rethrow_exception(transfer.failure);
  return outcome_of(transfer, result, *why != '\0' ? std::string(why) : std::string(curl_easy_strerror(result)));
}

}  // namespace gt::mail
