// CodeMemory: where machine code lies. Pages are mapped twice, once to be written and once to be executed; no mapping
// is both. Code is added whole and is never changed; what is released becomes instructions that trap.
//
// Threads: all functions may be called from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include <asmjit/core.h>

namespace tatu::jit {

class CodeMemory {
 public:
  // At most so many bytes of code. `fails`, for tests, is asked at each request, which fails if it says so.
  explicit CodeMemory(std::size_t limit, std::function<bool()> fails = {});
  ~CodeMemory();
  CodeMemory(const CodeMemory&) = delete;
  CodeMemory& operator=(const CodeMemory&) = delete;

  [[nodiscard]] const asmjit::Environment& environment() const;
  // Null if there is no room, or if the code has labels that were never bound. Relocates the code: its offsets are
  // final afterwards.
  [[nodiscard]] const void* add(asmjit::CodeHolder& code);
  // What add() gave. Nobody is in it.
  void release(const void* code);

  // With what code of this size takes beyond it.
  [[nodiscard]] std::size_t spaceFor(std::size_t bytes) const;
  [[nodiscard]] std::size_t limit() const;
  [[nodiscard]] std::size_t used() const;
  [[nodiscard]] bool hasRoomFor(std::size_t bytes) const { return spaceFor(bytes) <= limit() - used(); }
  // Address space that is mapped for it, whether used or not.
  [[nodiscard]] std::size_t reserved() const;

  // To be called first, if at all: pages come from memory that belongs to no file. Profilers that look for a map of
  // machine code do so for such memory only. False: nothing can be added.
  [[nodiscard]] bool leaveFiles();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace tatu::jit
