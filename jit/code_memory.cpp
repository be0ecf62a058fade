#include "jit/code_memory.h"

#include <mutex>

#include <asmjit/core.h>

#include "os/platform/pages.h"
#include "os/platform/twin_pages.h"

namespace tatu::jit {

namespace {

asmjit::JitAllocator::CreateParams parameters() {
  asmjit::JitAllocator::CreateParams created;
  created.options = asmjit::JitAllocatorOptions::kUseDualMapping;
  created.blockSize = 4u << 20;
  return created;
}

}  // namespace

struct CodeMemory::Implementation {
  explicit Implementation(std::size_t mostBytes) : limit(mostBytes), created(parameters()), runtime(&created) {}
  const std::size_t limit;
  asmjit::JitAllocator::CreateParams created;
  asmjit::JitRuntime runtime;
  std::mutex mutex;  // guards used
  std::size_t used = 0;
};

CodeMemory::CodeMemory(std::size_t limit) : implementation_(std::make_unique<Implementation>(limit)) {}
CodeMemory::~CodeMemory() = default;

const asmjit::Environment& CodeMemory::environment() const { return implementation_->runtime.environment(); }

const void* CodeMemory::add(asmjit::CodeHolder& code) {
  Implementation& self = *implementation_;
  const std::scoped_lock lock(self.mutex);
  if (code.flatten() != asmjit::kErrorOk || code.resolveUnresolvedLinks() != asmjit::kErrorOk) return nullptr;
  if (code.hasUnresolvedLinks() || self.used + code.codeSize() > self.limit) return nullptr;
  void* address = nullptr;
  if (self.runtime.add(&address, &code) != asmjit::kErrorOk) return nullptr;
  self.used += code.codeSize();
  return address;
}

// The allocator keeps a block that has become empty. So one that is as large as the limit serves all code.
bool CodeMemory::leaveFiles() {
  asmjit::JitAllocator& allocator = *implementation_->runtime.allocator();
  const std::size_t bytes = os::roundUpToPages(implementation_->limit);
  void* executable = nullptr;
  void* writable = nullptr;
  if (allocator.alloc(&executable, &writable, bytes) != asmjit::kErrorOk) return false;
  const auto replaced =
      os::replaceByAnonymousTwins(static_cast<std::byte*>(writable), static_cast<std::byte*>(executable), bytes);
  return allocator.release(executable) == asmjit::kErrorOk && replaced.has_value();
}

}  // namespace tatu::jit
