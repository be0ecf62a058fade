#include "server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

// A request of it is under way, or it waits for one.
struct Server::Connection {
  explicit Connection(int descriptor) : socket(descriptor) {}
  ~Connection() { ::close(socket); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const int socket;
  RequestReader reader;
  std::string output;
  bool isServed = false;  // a request is under way
  bool isEnding = false;  // nothing is read any more; it is closed when all is written
  bool isClosed = false;

  [[nodiscard]] short events() const {
    return static_cast<short>((isServed || isEnding ? 0 : POLLIN) | (output.empty() ? 0 : POLLOUT));
  }
};

struct Server::Mailbox {
  Mailbox() : bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Mailbox() { ::close(bell); }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  void ring() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(bell, &one, sizeof one);
  }

  const int bell;
  std::mutex mutex;  // guards the rest
  bool isStopWanted = false;
  std::vector<std::pair<std::shared_ptr<Connection>, std::string>> answers;
};

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

int listenOn(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) fail("there is no socket to listen on");
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const at = reinterpret_cast<sockaddr*>(&address);
  const bool listens = ::bind(listener, at, size) == 0 && ::listen(listener, 128) == 0;
  if (!listens || ::getsockname(listener, at, &size) != 0) {
    ::close(listener);
    fail("the port cannot be listened on");
  }
  port = ntohs(address.sin_port);
  return listener;
}

}  // namespace

Server::Server(std::uint16_t port, Handler handler)
    : handler_(std::move(handler)), port_(port), mailbox_(std::make_shared<Mailbox>()) {
  listener_ = listenOn(port_);
}

Server::~Server() { ::close(listener_); }

void Server::stop() {
  {
    const std::scoped_lock lock(mailbox_->mutex);
    mailbox_->isStopWanted = true;
  }
  mailbox_->ring();
}

void Server::run() {
  while (!isStopping_ || !connections_.empty()) {
    const bool canAccept = !isStopping_ && connections_.size() < kMostConnections;
    std::vector<pollfd> waits{{mailbox_->bell, POLLIN, 0}, {listener_, static_cast<short>(canAccept ? POLLIN : 0), 0}};
    for (const auto& connection : connections_) waits.push_back({connection->socket, connection->events(), 0});
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) fail("the connections cannot be waited for");
    const auto served = connections_;
    for (std::size_t i = 0; i < served.size(); ++i) {
      const short events = waits[i + 2].revents;
      if ((events & POLLOUT) != 0) write(*served[i]);
      if ((events & POLLIN) != 0) read(*served[i]);
      if ((events & (POLLERR | POLLHUP)) != 0 && (events & POLLIN) == 0) served[i]->isClosed = true;
      serveNext(served[i]);
    }
    takeMail();
    if ((waits[1].revents & POLLIN) != 0) accept();
    removeClosed();
  }
}

void Server::accept() {
  const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (socket >= 0) connections_.push_back(std::make_shared<Connection>(socket));
}

void Server::read(Connection& connection) {
  std::array<char, 16384> bytes;
  const ssize_t count = ::recv(connection.socket, bytes.data(), bytes.size(), 0);
  if (count > 0) return connection.reader.add({bytes.data(), static_cast<std::size_t>(count)});
  if (count == 0 || (errno != EAGAIN && errno != EINTR)) connection.isEnding = true;
}

void Server::write(Connection& connection) {
  const ssize_t count = ::send(connection.socket, connection.output.data(), connection.output.size(), MSG_NOSIGNAL);
  if (count > 0) connection.output.erase(0, static_cast<std::size_t>(count));
  if (count < 0 && errno != EAGAIN && errno != EINTR) connection.isClosed = true;
}

// One request of a connection at a time, so answers come in the order of the requests.
void Server::serveNext(const std::shared_ptr<Connection>& connection) {
  if (connection->isServed || connection->isClosed || connection->isEnding) return;
  const auto request = connection->reader.take();
  if (!request) {
    if (const int status = connection->reader.error(); status != 0) {
      connection->output += textOf({status, ""}, false);
      connection->isEnding = true;
    }
    return;
  }
  connection->isServed = true;
  connection->isEnding = !request->keepsOpen;
  handler_(*request, [connection, mailbox = mailbox_, keepsOpen = request->keepsOpen](const Response& response) {
    {
      const std::scoped_lock lock(mailbox->mutex);
      mailbox->answers.emplace_back(connection, textOf(response, keepsOpen));
    }
    mailbox->ring();
  });
}

void Server::takeMail() {
  std::uint64_t rings = 0;
  [[maybe_unused]] const ssize_t drained = ::read(mailbox_->bell, &rings, sizeof rings);
  std::vector<std::pair<std::shared_ptr<Connection>, std::string>> answers;
  {
    const std::scoped_lock lock(mailbox_->mutex);
    answers.swap(mailbox_->answers);
    isStopping_ = mailbox_->isStopWanted;
  }
  for (auto& [connection, text] : answers) {
    connection->isServed = false;
    connection->output += text;
    write(*connection);
    serveNext(connection);
  }
}

void Server::removeClosed() {
  std::erase_if(connections_, [this](const auto& connection) {
    if (connection->isServed) return false;  // its answer is still to come
    return connection->isClosed || (connection->output.empty() && (connection->isEnding || isStopping_));
  });
}
