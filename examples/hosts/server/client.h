// Asks the server, on one connection: for the example's demonstration.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

class Client {
 public:
  // Throws std::system_error.
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // "200 the body"
  [[nodiscard]] std::string ask(std::string_view method, std::string_view path, std::string_view body) const;

 private:
  int socket_;
};
