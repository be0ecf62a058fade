// Runtime: what all guests of a process share: modules, types, classes, methods, code, static objects, the heap.
//
// One at a time exists in a process (the heap allows no more). It outlives its guests and workers. Everything a guest
// could change is in the Guest; nothing here depends on which guests exist or ran.
//
// Threads: all functions may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "gc/heap.h"
#include "os/platform/pages.h"
#include "vm/compiled/method_compiler.h"
#include "vm/frame/frame_state.h"
#include "vm/link/linker.h"
#include "vm/native.h"

namespace tatu::vm {

struct RuntimeOptions {
  gc::HeapOptions heap;  // its `staticMemory` is set by the runtime
  NativeRegistry natives;
  std::unique_ptr<MethodCompiler> compiler;  // null: everything is interpreted
  // Address space for string literals and the like; memory is taken as it is used.
  std::size_t staticBytes = std::size_t{256} << 20;
};

class Runtime {
 public:
  [[nodiscard]] static tl::expected<std::unique_ptr<Runtime>, std::string> create(RuntimeOptions options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // The packages that the module imports are loaded already, each under its name.
  [[nodiscard]] tl::expected<ModuleImage*, LinkError> load(std::shared_ptr<const bytecode::VerifiedModule> module,
                                                           const LoadOptions& options = {}) {
    return linker_.load(std::move(module), options);
  }
  // Natives for packages that are loaded from now on. A name that there is already stays what it is: false, and nothing
  // is added.
  [[nodiscard]] bool addNatives(const std::vector<Native>& natives);
  [[nodiscard]] ModuleImage* findModule(std::string_view name) const { return linker_.findModule(name); }

  [[nodiscard]] gc::Heap& heap() { return *heap_; }
  [[nodiscard]] Linker& linker() { return linker_; }
  // Null if there is none.
  [[nodiscard]] MethodCompiler* compiler() { return compiler_.get(); }
  // When no guest is left: waits for the method that is being compiled, so that whoever observes machine code has been
  // told all.
  void endCompilation() { compiler_.reset(); }
  [[nodiscard]] FrameStates& frameStates() { return frameStates_; }

 private:
  Runtime(os::PageRange staticMemory, std::unique_ptr<gc::Heap> heap, NativeRegistry natives,
          std::unique_ptr<MethodCompiler> compiler);

  NativeRegistry natives_;
  os::PageRange staticMemory_;
  std::unique_ptr<gc::Heap> heap_;
  Linker linker_;
  FrameStates frameStates_;
  std::unique_ptr<MethodCompiler> compiler_;
};

// The right of one thread at a time to run guests of a runtime. Runs nest: a native may run a guest again, the same or
// another one.
class Worker {
 public:
  explicit Worker(Runtime& runtime) : allocator_(runtime.heap()) {}
  [[nodiscard]] gc::ThreadAllocator& allocator() { return allocator_; }

  // The time of one run. The innermost one has the worker.
  class Run {
   public:
    explicit Run(Worker& worker) : worker_(worker) { ++worker_.runs_; }
    ~Run() { --worker_.runs_; }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

   private:
    Worker& worker_;
  };
  // For the innermost run: the top of the stack of return addresses for compiled code of a guest with so many slots of
  // its own stack; null if there is no memory for it. What it held before is lost.
  [[nodiscard]] std::byte* machineStack(std::size_t stackSlots) {
    // One return address for each frame, of which the header alone takes three slots; and room for a signal's handler.
    constexpr std::size_t kSignalBytes = std::size_t{256} << 10;
    const std::size_t bytes = stackSlots / kFrameHeaderSlots * sizeof(void*) + kSignalBytes;
    if (machineStacks_.size() < runs_ || machineStacks_[runs_ - 1].size() < bytes) [[unlikely]] {
      if (!makeMachineStack(bytes)) return nullptr;
    }
    const os::PageRange& stack = machineStacks_[runs_ - 1];
    return stack.data() + stack.size();
  }

 private:
  [[nodiscard]] bool makeMachineStack(std::size_t bytes);

  gc::ThreadAllocator allocator_;
  std::size_t runs_ = 0;
  std::vector<os::PageRange> machineStacks_;  // by depth of runs
};

}  // namespace tatu::vm
