#include "vm/runtime.h"

namespace tatu::vm {

Runtime::Runtime(os::PageRange staticMemory, std::unique_ptr<gc::Heap> heap, NativeRegistry natives)
    : natives_(std::move(natives)),
      staticMemory_(std::move(staticMemory)),
      heap_(std::move(heap)),
      linker_(*heap_, natives_),
      frameStates_(linker_) {}

// The classes that the linker owns outlive the objects whose headers point to them.
Runtime::~Runtime() { heap_.reset(); }

tl::expected<std::unique_ptr<Runtime>, std::string> Runtime::create(RuntimeOptions options) {
  auto memory = os::PageRange::reserve(options.staticBytes);
  if (!memory) return tl::unexpected(memory.error().message);
  if (auto committed = memory->commit(0, memory->size()); !committed) return tl::unexpected(committed.error().message);
  options.heap.staticMemory = {memory->data(), memory->size()};
  auto heap = gc::Heap::create(options.heap);
  if (!heap) return tl::unexpected(gc::describe(heap.error()));
  return std::unique_ptr<Runtime>(new Runtime(std::move(*memory), std::move(*heap), std::move(options.natives)));
}

}  // namespace tatu::vm
