// PackedTable: many short sequences of bytes, one behind the other: four bytes more than what they hold. StringTable,
// for the strings of a module, is one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace tatu::bytecode {

template <typename Byte>
class PackedTable {
 public:
  // What an entry takes beside its bytes.
  static constexpr std::size_t kBytesPerEntry = sizeof(std::uint32_t);

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  [[nodiscard]] std::span<const Byte> entry(std::size_t i) const {
    return {bytes_.data() + startOf(i), ends_[i] - startOf(i)};
  }
  // All entries.
  [[nodiscard]] std::span<const Byte> bytes() const { return bytes_; }

  void reserve(std::size_t entries, std::size_t bytes) {
    ends_.reserve(entries);
    bytes_.reserve(bytes);
  }
  // `entry` does not lie in this table.
  void append(std::span<const Byte> entry) {
    bytes_.insert(bytes_.end(), entry.begin(), entry.end());
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  // In time that is linear in the size of the table. `entry` does not lie in it.
  void replace(std::size_t i, std::span<const Byte> entry) {
    const std::uint32_t start = startOf(i);
    const std::size_t oldSize = ends_[i] - start;
    bytes_.erase(bytes_.begin() + start, bytes_.begin() + ends_[i]);
    bytes_.insert(bytes_.begin() + start, entry.begin(), entry.end());
    for (; i < ends_.size(); ++i) ends_[i] += static_cast<std::uint32_t>(entry.size() - oldSize);
  }

 private:
  [[nodiscard]] std::uint32_t startOf(std::size_t i) const { return i == 0 ? 0 : ends_[i - 1]; }

  std::vector<Byte> bytes_;
  std::vector<std::uint32_t> ends_;
};

// What [] gives is valid until the table changes.
class StringTable : public PackedTable<char> {
 public:
  StringTable() = default;
  StringTable(std::initializer_list<std::string_view> strings) {
    for (const std::string_view string : strings) push_back(string);
  }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return {entry(i).data(), entry(i).size()}; }
  void push_back(std::string_view string) { append(string); }
};

}  // namespace tatu::bytecode
