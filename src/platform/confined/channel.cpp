#include "platform/confined/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace gt::confined {
namespace {

bool send_bytes(int channel, void const* bytes, std::size_t size) {
  ssize_t sent = 0;
  do {
    sent = send(channel, bytes, size, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(size);
}

}  // namespace

void Descriptor::reset() {
  if (value_ >= 0) close(value_);
  value_ = -1;
}

bool send_request(int channel, int input, int answer) {
  char byte = 'r';
  iovec content{&byte, 1};
  std::array<int, 2> const descriptors{input, answer};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(descriptors))> control{};
  msghdr message{};
  message.msg_iov = &content;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(descriptors));
  std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof(descriptors));
  ssize_t sent = 0;
  do {
    sent = sendmsg(channel, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == 1;
}

bool send_cancel(int channel) { return send_bytes(channel, "c", 1); }

bool send_report(int channel, Report const& report) { return send_bytes(channel, &report, sizeof(report)); }

Request receive_request(int channel) {
  char byte = 0;
  iovec content{&byte, 1};
  std::array<int, 2> descriptors{-1, -1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(descriptors))> control{};
  msghdr message{};
  message.msg_iov = &content;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t received = 0;
  do {
    received = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  Request request;
  request.open = received == 1;
  cmsghdr const* const header = CMSG_FIRSTHDR(&message);
  if (request.open && header != nullptr && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN(sizeof(descriptors))) {
    std::memcpy(descriptors.data(), CMSG_DATA(header), sizeof(descriptors));
    request.input = Descriptor(descriptors[0]);
    request.answer = Descriptor(descriptors[1]);
  }
  return request;
}

bool receive_report(int channel, Report& report, std::chrono::milliseconds patience) {
  if (!wait_readable(channel, std::chrono::steady_clock::now() + patience)) return false;
  return recv(channel, &report, sizeof(report), 0) == static_cast<ssize_t>(sizeof(report));
}

bool wait_readable(int descriptor, std::chrono::steady_clock::time_point deadline) {
  pollfd watched{descriptor, POLLIN, 0};
  for (;;) {
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    int const ready = poll(&watched, 1, static_cast<int>(std::clamp<long long>(left.count(), 0, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
    if (std::chrono::steady_clock::now() >= deadline) return false;
  }
}

}  // namespace gt::confined
