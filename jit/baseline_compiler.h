// The baseline compiler: makes machine code of prepared code, method by method, one pass each.
//
// What is hot is found by sampling: a guest comes to the interpreter each time that a slice of its fuel is used up, and
// that is the more likely to be in a method the more fuel it uses. So nothing is counted in the code itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "jit/code_observer.h"
#include "vm/compiled/direct_call.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::jit {

// What can go wrong for want of something.
enum class CompilationStep : std::uint8_t { Memory, Encoding, Thread };

struct BaselineOptions {
  // A method is compiled when it has been found running so often.
  std::uint32_t threshold = 2;
  // Bytes of machine code. If there is no room for more, what is not used is discarded (code_cache.h).
  std::size_t codeLimit = std::size_t{64} << 20;
  // So often the threshold of a method doubles, when its code is discarded.
  std::uint32_t mostDoublings = 10;
  // Natives that code calls in the short way.
  vm::DirectNatives directNatives;
  // Compile on a thread of its own. Otherwise in noteHot().
  bool inBackground = true;
  // Are told of all code.
  std::vector<std::shared_ptr<CodeObserver>> observers;
  // Called if a method stays interpreted by a mistake of the compiler, with what it is. For tests.
  std::function<void(const std::string&)> failed;
  // Asked before each of these steps, which fails if it says so. For tests. The first request for memory is for what
  // all methods share: if that fails, everything stays interpreted; otherwise the method does. On any thread.
  std::function<bool(CompilationStep)> fails;
};

// Where it gets no memory that can be executed, or no thread, everything stays interpreted.
[[nodiscard]] std::unique_ptr<vm::MethodCompiler> makeBaselineCompiler(const BaselineOptions& options);

}  // namespace tatu::jit
