// CodeCache: the machine code of methods that is kept, within the limit of its memory.
//
// When there is no room for more, code that has not been found running lately is discarded: a sizeable part of all at
// once, so that it is not done again at the next method. Its methods are interpreted from then on. Its memory comes
// back when no run of a guest can be in it any more (vm/compiled/code_users.h), so the one who asked waits for that.
//
// Threads: one at a time uses it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "jit/code_memory.h"
#include "jit/x64/method_emitter.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::jit {

class CodeCache {
 public:
  // A method whose code is withdrawn calls `uncompiledEntry`.
  CodeCache(CodeMemory& memory, vm::CodeUsers& users, const void* uncompiledEntry)
      : memory_(memory), users_(users), uncompiledEntry_(uncompiledEntry) {}
  CodeCache(const CodeCache&) = delete;
  CodeCache& operator=(const CodeCache&) = delete;

  // Later: some has been discarded, and is not free yet. Never: it is more than all together may be.
  enum class Room : std::uint8_t { Now, Later, Never };
  // Whether there is room for so many bytes; if not, discards code. Its methods are added to `discarded`.
  [[nodiscard]] Room makeRoom(std::size_t bytes, std::vector<const vm::Method*>& discarded);

  // Keeps the code, on that account, and publishes it. If the method has code, that is withdrawn.
  void keep(vm::Method& method, const vm::PreparedCode& prepared, std::unique_ptr<x64::EmittedCode> code,
            vm::CodeAccount& account);
  // Whether code that is replaced now does not add to what nobody can use any more and is not free: a run that does not
  // acknowledge costs the others one method's.
  [[nodiscard]] bool mayReplace();
  // Frees what is discarded and what nobody can be in.
  void freeWithdrawn();

  [[nodiscard]] vm::CodeStatistics statistics() const;

 private:
  struct Kept {
    vm::Method* method = nullptr;
    const vm::PreparedCode* prepared = nullptr;
    vm::CodeAccount* account = nullptr;
    std::unique_ptr<x64::EmittedCode> code;
  };

  void discard(std::size_t bytes, std::vector<const vm::Method*>& discarded);
  void withdraw(Kept kept);
  // Its code is used by nobody new.
  void retire(Kept kept);
  // What is kept of a method, taken out.
  [[nodiscard]] std::optional<Kept> take(const vm::PreparedCode& prepared);

  CodeMemory& memory_;
  vm::CodeUsers& users_;
  const void* const uncompiledEntry_;
  std::deque<Kept> kept_;      // the next to be looked at for discarding comes first
  std::size_t keptBytes_ = 0;  // with withdrawnBytes_ and the stubs, what the memory says
  std::vector<std::unique_ptr<x64::EmittedCode>> withdrawn_;  // not yet free; all at once
  std::size_t withdrawnBytes_ = 0;
  std::uint64_t generation_ = 0;  // of CodeUsers, for withdrawn_
  vm::CodeStatistics statistics_;
};

}  // namespace tatu::jit
