// CodeObserver: is told of machine code when it is published: what shows code to people, and what tells profilers its
// names.
//
// Threads: one call at a time, on whatever thread has compiled, before the code can run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "vm/link/method.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::jit {

// Machine code from `offset` on is of the instruction at `word` of the prepared code.
struct ListedPlace {
  std::uint32_t word = 0;
  std::size_t offset = 0;
};

struct PublishedCode {
  std::string name;  // "List.add"; of a stub "(enter)"
  const std::byte* memory = nullptr;
  std::size_t bytes = 0;
  // Nothing, for a stub.
  const vm::Method* method = nullptr;
  const vm::PreparedCode* prepared = nullptr;
  std::span<const ListedPlace> places{};  // by offset
};

class CodeObserver {
 public:
  virtual ~CodeObserver() = default;
  virtual void published(const PublishedCode& code) = 0;
  // Whether it speaks to profilers that look for names only in memory that belongs to no file.
  [[nodiscard]] virtual bool needsAnonymousMemory() const { return false; }
};

}  // namespace tatu::jit
