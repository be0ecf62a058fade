// CodeMemory: where machine code lies. Pages are mapped twice, once to be written and once to be executed; no mapping
// is both. Code is added whole and is never changed afterwards.
//
// Threads: add() may be called from any thread.
#pragma once

#include <cstddef>
#include <memory>

#include <asmjit/core.h>

namespace tatu::jit {

class CodeMemory {
 public:
  // At most so many bytes of code.
  explicit CodeMemory(std::size_t limit);
  ~CodeMemory();
  CodeMemory(const CodeMemory&) = delete;
  CodeMemory& operator=(const CodeMemory&) = delete;

  [[nodiscard]] const asmjit::Environment& environment() const;
  // Null if there is no room, or if the code has labels that were never bound. Relocates the code: its offsets are
  // final afterwards.
  [[nodiscard]] const void* add(asmjit::CodeHolder& code);

  // To be called first, if at all: pages come from memory that belongs to no file. Profilers that look for a map of
  // machine code do so for such memory only. False: nothing can be added.
  [[nodiscard]] bool leaveFiles();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace tatu::jit
