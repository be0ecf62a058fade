#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace {

constexpr std::string_view kLength = "Content-Length: ";

// Whether head and body are all there.
bool isWhole(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  const std::size_t length = answer.find(kLength);
  if (head == std::string::npos || length == std::string::npos) return false;
  return answer.size() >= head + 4 + std::stoul(answer.substr(length + kLength.size()));
}

}  // namespace

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return;
  const int problem = errno;
  ::close(socket_);
  throw std::system_error(problem, std::generic_category(), "the server cannot be reached");
}

Client::~Client() { ::close(socket_); }

std::string Client::ask(std::string_view method, std::string_view path, std::string_view body) const {
  std::string request = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n";
  request += std::string(kLength) + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return "the server has gone";
  std::string answer;
  while (!isWhole(answer)) {
    std::array<char, 4096> bytes;
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return "the server has gone";
    answer.append(bytes.data(), static_cast<std::size_t>(count));
  }
  std::string text = answer.substr(answer.find(' ') + 1, 4) + answer.substr(answer.find("\r\n\r\n") + 4);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}
