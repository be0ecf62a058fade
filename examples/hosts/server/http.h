// As much of HTTP/1.1 as the example needs: requests with a body of known length, one after the other on a connection.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

struct Request {
  std::string method;
  std::string path;  // "/tenant/rest?query"
  std::string body;
  bool keepsOpen = true;
};

struct Response {
  int status = 200;
  std::string body;
};

// Takes requests out of what a client sends, which is bounded.
class RequestReader {
 public:
  static constexpr std::size_t kMostHead = 16 << 10;
  static constexpr std::size_t kMostBody = 1 << 20;

  void add(std::string_view bytes) { bytes_ += bytes; }
  // The next one that is there as a whole. After an error nothing can be read any more.
  [[nodiscard]] std::optional<Request> take();
  // 0: none. Otherwise the status to answer with.
  [[nodiscard]] int error() const { return error_; }

 private:
  std::optional<Request> fail(int status) {
    error_ = status;
    return std::nullopt;
  }

  std::string bytes_;
  int error_ = 0;
};

[[nodiscard]] std::string textOf(const Response& response, bool keepsOpen);
