// Reads words, names, numbers and strings of one line of the text form. After the first problem everything reads as
// empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::bytecode {

class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : line_(line) {}

  [[nodiscard]] bool isAtEnd();
  [[nodiscard]] char peek();
  [[nodiscard]] bool accept(std::string_view symbol);
  bool expect(std::string_view symbol);
  // A word of letters, digits, `.` and `_`: a keyword or mnemonic.
  [[nodiscard]] std::string_view keyword();
  [[nodiscard]] std::string_view peekKeyword();
  [[nodiscard]] bool acceptKeyword(std::string_view word);
  // An identifier, or anything between backquotes.
  [[nodiscard]] std::string name();
  [[nodiscard]] std::string string();
  [[nodiscard]] std::string_view numberText();
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] std::uint64_t natural();

  void fail(std::string message);
  [[nodiscard]] bool hasFailed() const { return error_.has_value(); }
  [[nodiscard]] const std::string& error() const { return *error_; }
  [[nodiscard]] std::uint32_t column() const { return static_cast<std::uint32_t>(at_ + 1); }

 private:
  void skipSpace();
  [[nodiscard]] std::string quoted(char quote);

  std::string_view line_;
  std::size_t at_ = 0;
  std::optional<std::string> error_;
};

}  // namespace tatu::bytecode
