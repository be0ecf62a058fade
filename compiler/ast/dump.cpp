#include "compiler/ast/dump.h"

#include <cstdio>

#include "compiler/ast/tree_printer.h"

namespace tatu::compiler::ast {

std::string dump(const File& file) {
  TreePrinter printer;
  printer.print(file);
  return printer.take();
}

std::string dump(const Declaration& declaration) {
  TreePrinter printer;
  printer.print(declaration);
  return printer.take();
}

std::string dump(const Expression& expression) {
  TreePrinter printer;
  printer.print(expression);
  return printer.take();
}

void TreePrinter::line(std::string_view text) {
  output_.append(static_cast<std::size_t>(indent_) * 2, ' ');
  output_ += text;
  output_ += '\n';
}

std::string TreePrinter::quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      result += c;
    } else {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      result += buffer;
    }
  }
  return result + "\"";
}

std::string TreePrinter::hexadecimal(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string TreePrinter::number(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.17g", value);
  return buffer;
}

}  // namespace tatu::compiler::ast
