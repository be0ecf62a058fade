#include "vm/runtime.h"

#include "os/platform/process_barrier.h"
#include "vm/frame/method_layout.h"

namespace tatu::vm {

Runtime::Runtime(os::PageRange staticMemory, std::unique_ptr<gc::Heap> heap, NativeRegistry natives,
                 std::unique_ptr<MethodCompiler> compiler)
    : natives_(std::move(natives)),
      staticMemory_(std::move(staticMemory)),
      heap_(std::move(heap)),
      linker_(*heap_, natives_),
      frameStates_(linker_),
      compiler_(std::move(compiler)) {
  if (compiler_ != nullptr) compiler_->attach(linker_);
}

// The compiler may be at work on methods, and the classes that the linker owns outlive the objects whose headers point
// to them.
Runtime::~Runtime() {
  endCompilation();
  heap_.reset();
}

tl::expected<std::unique_ptr<Runtime>, std::string> Runtime::create(RuntimeOptions options) {
  auto memory = os::PageRange::reserve(options.staticBytes);
  if (!memory) return tl::unexpected(memory.error().message);
  if (auto committed = memory->commit(0, memory->size()); !committed) return tl::unexpected(committed.error().message);
  options.heap.staticMemory = {memory->data(), memory->size()};
  options.heap.processBarrier = os::processBarrier();
  auto heap = gc::Heap::create(options.heap);
  if (!heap) return tl::unexpected(gc::describe(heap.error()));
  return std::unique_ptr<Runtime>(
      new Runtime(std::move(*memory), std::move(*heap), std::move(options.natives), std::move(options.compiler)));
}

bool Runtime::addNatives(const std::vector<Native>& natives) {
  const auto guard = linker_.lock();  // under which modules look for theirs
  for (const Native& native : natives) {
    if (natives_.find(native.name) != nullptr) return false;
  }
  for (const Native& native : natives) natives_.add(native);
  return true;
}

bool Worker::makeMachineStack(std::size_t bytes) {
  if (machineStacks_.size() < runs_) machineStacks_.resize(runs_);
  auto memory = os::PageRange::reserve(bytes);
  if (!memory || !memory->commit(0, memory->size())) return false;
  machineStacks_[runs_ - 1] = std::move(*memory);
  return true;
}

}  // namespace tatu::vm
