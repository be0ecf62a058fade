#include "jit/code_memory.h"

#include <cstring>
#include <mutex>
#include <utility>

#include <asmjit/core.h>

#include "os/platform/pages.h"
#include "os/platform/twin_pages.h"

namespace tatu::jit {

namespace {

constexpr std::byte kTrap{0xCC};  // int3

asmjit::JitAllocator::CreateParams parameters() {
  asmjit::JitAllocator::CreateParams created;
  created.options = asmjit::JitAllocatorOptions::kUseDualMapping;
  created.blockSize = 4u << 20;
  return created;
}

struct Span {
  void* writable = nullptr;
  std::size_t bytes = 0;
};

Span spanOf(const asmjit::JitAllocator& allocator, const void* code) {
  Span span;
  void* executable = nullptr;
  if (allocator.query(const_cast<void*>(code), &executable, &span.writable, &span.bytes) != asmjit::kErrorOk) return {};
  return span;
}

}  // namespace

struct CodeMemory::Implementation {
  Implementation(std::size_t mostBytes, std::function<bool()> injected)
      : limit(mostBytes), fails(std::move(injected)), created(parameters()), runtime(&created) {}
  const std::size_t limit;
  const std::function<bool()> fails;
  asmjit::JitAllocator::CreateParams created;
  asmjit::JitRuntime runtime;
  mutable std::mutex mutex;  // guards used, and keeps it in step with what is allocated
  std::size_t used = 0;
};

CodeMemory::CodeMemory(std::size_t limit, std::function<bool()> fails)
    : implementation_(std::make_unique<Implementation>(limit, std::move(fails))) {}
CodeMemory::~CodeMemory() = default;

const asmjit::Environment& CodeMemory::environment() const { return implementation_->runtime.environment(); }

const void* CodeMemory::add(asmjit::CodeHolder& code) {
  Implementation& self = *implementation_;
  if (self.fails && self.fails()) return nullptr;
  const std::scoped_lock lock(self.mutex);
  if (code.flatten() != asmjit::kErrorOk || code.resolveUnresolvedLinks() != asmjit::kErrorOk) return nullptr;
  if (code.hasUnresolvedLinks() || spaceFor(code.codeSize()) > self.limit - self.used) return nullptr;
  void* address = nullptr;
  if (self.runtime.add(&address, &code) != asmjit::kErrorOk) return nullptr;
  self.used += spanOf(*self.runtime.allocator(), address).bytes;
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

void CodeMemory::release(const void* code) {
  Implementation& self = *implementation_;
  const std::scoped_lock lock(self.mutex);
  const Span span = spanOf(*self.runtime.allocator(), code);
  if (span.bytes == 0) return;
  std::memset(span.writable, std::to_integer<int>(kTrap), span.bytes);
  if (self.runtime.allocator()->release(const_cast<void*>(code)) == asmjit::kErrorOk) self.used -= span.bytes;
}

std::size_t CodeMemory::spaceFor(std::size_t bytes) const {
  const std::size_t granularity = implementation_->runtime.allocator()->granularity();
  return (bytes + granularity - 1) / granularity * granularity;
}

std::size_t CodeMemory::limit() const { return implementation_->limit; }

std::size_t CodeMemory::used() const {
  const std::scoped_lock lock(implementation_->mutex);
  return implementation_->used;
}

std::size_t CodeMemory::reserved() const { return implementation_->runtime.allocator()->statistics().reservedSize(); }

}  // namespace tatu::jit
