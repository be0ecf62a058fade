#include "http.h"

#include <algorithm>
#include <charconv>

namespace {

constexpr std::string_view kEndOfLine = "\r\n";

std::string_view lineOf(std::string_view& text) {
  const std::size_t end = std::min(text.find(kEndOfLine), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + kEndOfLine.size(), text.size()));
  return line;
}

bool equalsIgnoringCase(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "GET /path HTTP/1.1"
bool readFirstLine(std::string_view line, Request& request) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || first == 0) return false;
  request.method = line.substr(0, first);
  request.path = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  request.keepsOpen = version == "HTTP/1.1";
  return request.path.starts_with('/') && (request.keepsOpen || version == "HTTP/1.0");
}

// False: it is one that this server cannot serve.
bool readField(std::string_view line, Request& request, std::size_t& bodySize) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (equalsIgnoringCase(name, "Transfer-Encoding")) return false;
  if (equalsIgnoringCase(name, "Connection")) request.keepsOpen = !equalsIgnoringCase(value, "close");
  if (!equalsIgnoringCase(name, "Content-Length")) return true;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), bodySize);
  return problem == std::errc() && end == value.data() + value.size();
}

const char* reasonOf(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 413: return "Content Too Large";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Status";
  }
}

}  // namespace

std::optional<Request> RequestReader::take() {
  const std::size_t head = bytes_.find("\r\n\r\n");
  if (std::min(head, bytes_.size()) > kMostHead) return fail(431);
  if (error_ != 0 || head == std::string::npos) return std::nullopt;
  Request request;
  std::size_t bodySize = 0;
  std::string_view lines = std::string_view(bytes_).substr(0, head);
  bool isGood = readFirstLine(lineOf(lines), request);
  while (isGood && !lines.empty()) isGood = readField(lineOf(lines), request, bodySize);
  if (!isGood) return fail(400);
  if (bodySize > kMostBody) return fail(413);
  const std::size_t start = head + 2 * kEndOfLine.size();
  if (bytes_.size() - start < bodySize) return std::nullopt;
  request.body = bytes_.substr(start, bodySize);
  bytes_.erase(0, start + bodySize);
  return request;
}

std::string textOf(const Response& response, bool keepsOpen) {
  std::string text =
      "HTTP/1.1 " + std::to_string(response.status) + " " + reasonOf(response.status) +
      "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
  if (!keepsOpen) text += "Connection: close\r\n";
  return text + "\r\n" + response.body;
}
