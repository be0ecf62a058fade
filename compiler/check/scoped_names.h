// Names in nested scopes, where an inner declaration hides an outer one of the same name.
//
// Finding a name costs the same however many there are; with few of them, as in most functions, no index is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tatu::compiler::check {

template <typename Value>
class ScopedNames {
 public:
  // Scopes nest: leave() drops everything that was added since its mark was taken.
  [[nodiscard]] std::size_t mark() const { return entries_.size(); }

  void add(std::string_view name, Value value) {
    entries_.push_back({name, value, kNone});
    if (!innermost_.empty()) {
      index(entries_.size() - 1);
    } else if (entries_.size() > kFew) {
      for (std::size_t i = 0; i < entries_.size(); ++i) index(i);
    }
  }

  void leave(std::size_t mark) {
    while (entries_.size() > mark) {
      if (!innermost_.empty()) innermost_[entries_.back().name] = entries_.back().hidden;
      entries_.pop_back();
    }
    if (entries_.empty()) innermost_.clear();
  }

  // The place of the innermost declaration of the name, for at(); size() if there is none.
  [[nodiscard]] std::size_t find(std::string_view name) const {
    if (!innermost_.empty()) {
      const auto found = innermost_.find(name);
      return found == innermost_.end() || found->second == kNone ? entries_.size() : found->second;
    }
    for (std::size_t i = entries_.size(); i-- > 0;) {
      if (entries_[i].name == name) return i;
    }
    return entries_.size();
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] const Value& at(std::size_t place) const { return entries_[place].value; }

 private:
  static constexpr std::size_t kFew = 24;
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Entry {
    std::string_view name;
    Value value;
    std::uint32_t hidden;  // the declaration that this one hides
  };

  void index(std::size_t place) {
    const auto [found, isNew] = innermost_.try_emplace(entries_[place].name, kNone);
    entries_[place].hidden = found->second;
    found->second = static_cast<std::uint32_t>(place);
  }

  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::uint32_t> innermost_;  // empty while there are few
};

}  // namespace tatu::compiler::check
