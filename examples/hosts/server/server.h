// The network of the example: one thread that takes connections, reads requests and writes answers; the answers come
// from other threads.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http.h"

class Server {
 public:
  // Is given each request, and calls `answer` once for it, from any thread, also at once.
  using Answer = std::function<void(Response)>;
  using Handler = std::function<void(const Request& request, Answer answer)>;

  // On 127.0.0.1; port 0: a free one. Throws std::system_error.
  Server(std::uint16_t port, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // Until stop() was called and all requests are answered.
  void run();
  // From any thread.
  void stop();

 private:
  struct Connection;
  // What others leave for the thread that runs. It outlives the server where an answer is late.
  struct Mailbox;

  void accept();
  void read(Connection& connection);
  void write(Connection& connection);
  void serveNext(const std::shared_ptr<Connection>& connection);
  void takeMail();
  void removeClosed();

  static constexpr std::size_t kMostConnections = 1000;

  const Handler handler_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  bool isStopping_ = false;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::shared_ptr<Mailbox> mailbox_;
};
