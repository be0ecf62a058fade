// The bodies of a module's functions, kept as the file encodes them, and decoded one at a time when one is needed. So a
// module takes little more memory than its file, however its code is made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "bytecode/index.h"
#include "bytecode/packed_table.h"

namespace tatu::bytecode {

// A place where control can arrive other than by falling through: the stack map says what is there.
// Labels are sorted by offset, strictly increasing. Branches and handlers name labels, never offsets.
struct Label {
  std::uint32_t offset = 0;
  std::vector<TypeIndex> stack;           // bottom to top
  std::vector<std::uint8_t> initialised;  // bit i: non-parameter local i holds a value; no trailing zero byte
  bool isObjectRaw = false;               // constructors: the receiver has not been completed yet
  friend bool operator==(const Label&, const Label&) = default;
};

// Instructions in [start, end) that throw an exception of type `type` continue at `handler` with the exception as the
// whole stack. The first entry that matches wins; entries nest or are disjoint.
struct Handler {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  TypeIndex type;
  LabelIndex handler;
};

struct LineRow {
  std::uint32_t offset = 0;  // from here on …
  std::uint32_t line = 0;    // … 1-based
  std::uint32_t column = 0;  // 1-based, in characters
};

// One body.
struct Code {
  std::vector<TypeIndex> locals;  // after the parameters
  std::vector<Label> labels;
  std::vector<Handler> handlers;
  StringIndex file;
  std::vector<LineRow> lines;  // offsets strictly increasing
  std::vector<std::uint8_t> bytes;
};

class CodeTable {
 public:
  [[nodiscard]] std::size_t size() const { return bodies_.size(); }
  [[nodiscard]] bool empty() const { return bodies_.empty(); }
  [[nodiscard]] Code operator[](std::size_t i) const;
  // Code::bytes alone.
  [[nodiscard]] std::span<const std::uint8_t> instructionsOf(std::size_t i) const {
    return bodies_.entry(i).subspan(instructionStarts_[i]);
  }
  // The body, and all bodies, as in the file.
  [[nodiscard]] std::span<const std::uint8_t> encoded(std::size_t i) const { return bodies_.entry(i); }
  [[nodiscard]] std::span<const std::uint8_t> encoded() const { return bodies_.bytes(); }

  void push_back(const Code& code);
  // A body of another table.
  void append(const CodeTable& other, std::size_t i) { appendEncoded(other.encoded(i), other.instructionStarts_[i]); }
  void replace(std::size_t i, const Code& code);

  // For the reader, which has checked the body: its instructions are the bytes from `instructionStart` on.
  void reserve(std::size_t bodies, std::size_t bytes);
  void appendEncoded(std::span<const std::uint8_t> body, std::size_t instructionStart);
  // The memory that each body takes beside its bytes.
  static constexpr std::size_t kBytesPerBody = PackedTable<std::uint8_t>::kBytesPerEntry + sizeof(std::uint32_t);

 private:
  PackedTable<std::uint8_t> bodies_;
  std::vector<std::uint32_t> instructionStarts_;  // in the body
};

// Decodes one body after the other into the same memory.
class CodeDecoder {
 public:
  // Valid until the next call.
  const Code& decode(const CodeTable& table, std::size_t i);
  [[nodiscard]] Code take() { return std::move(code_); }

 private:
  std::uint64_t number();
  std::int64_t signedNumber();
  template <typename Tag>
  void index(Index<Tag>& index) {
    index = Index<Tag>(number());
  }
  void types(std::vector<TypeIndex>& types);
  void resizeLabels(std::size_t count);
  void labels();
  void label(Label& label, const Label& previous);
  void handlers();
  void lines();
  void line(LineRow& row, const LineRow& previous);

  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
  Code code_;
  std::vector<Label> spareLabels_;  // for their memory
};

}  // namespace tatu::bytecode
