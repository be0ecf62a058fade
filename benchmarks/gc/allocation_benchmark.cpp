// Allocation through the heap's inline path, and what collections and traces cost.
//
// SmallObjects.java beside this file makes the same objects as DeadObjects; run it with escape analysis off
// (java -XX:+UseSerialGC -XX:-DoEscapeAnalysis) for the ratio that the project promises. Times are of the wall clock:
// collections run on a thread of their own. DeadObjects' processor time is that of all threads.
#include <benchmark/benchmark.h>

#include <cstring>
#include <memory>
#include <vector>

#include "gc/allocate.h"
#include "gc/heap.h"
#include "gc/tracer.h"

namespace tatu::gc {
namespace {

class VectorRoots final : public RootProvider {
 public:
  void visitRoots(RootVisitor& visitor) override {
    if (!slots.empty()) visitor.visitSlots(slots.data(), slots.size());
  }

  std::vector<Object*> slots;
};

// A running thread with one guest. Layouts stand before the heap, which they outlive.
struct Machine {
  Machine() : Machine(HeapOptions{}) {}
  explicit Machine(const HeapOptions& options)
      : heap(Heap::create(options).value()), thread(*heap), running(thread), guest(*heap, roots, kMaxBytes) {}

  ObjectLayout* layout(std::uint32_t references, std::uint32_t bytes) {
    layouts.push_back(std::make_unique<ObjectLayout>(heap->fixedLayout(references, bytes)));
    return layouts.back().get();
  }

  Object* make(const ObjectLayout& shape) {
    const AllocationResult result = allocate(guest, thread, shape);
    if (!result.ok()) std::abort();
    return result.object;
  }

  // A balanced tree, rooted: `levels` of nodes with two references.
  Object* tree(const ObjectLayout& shape, int levels) {
    Object* const node = make(shape);
    roots.slots.push_back(node);
    for (int side = 0; side < 2 && levels > 1; ++side) {
      Object* const child = tree(shape, levels - 1);
      std::memcpy(bytesOf(*node) + kHeaderBytes + 8 * side, &child, sizeof(child));
    }
    roots.slots.pop_back();
    return node;
  }

  std::vector<std::unique_ptr<ObjectLayout>> layouts;
  std::unique_ptr<Heap> heap;
  ThreadAllocator thread;
  RunningScope running;
  VectorRoots roots;
  GuestHeap guest;
};

// Objects of the given number of 64-bit fields that die at once; the first field is written as a constructor would.
void deadObjects(benchmark::State& state, std::uint32_t references) {
  Machine machine;
  const auto bytes = static_cast<std::uint32_t>(kHeaderBytes + 8 * state.range(0));
  const ObjectLayout& layout = *machine.layout(references, bytes);
  std::uint64_t number = 0;
  for (auto _ : state) {
    Object* const object = machine.make(layout);
    std::memcpy(bytesOf(*object) + bytes - 8, &number, 8);
    ++number;
    benchmark::DoNotOptimize(object);
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["collections"] = static_cast<double>(machine.heap->statistics().collections);
}

void DeadObjects(benchmark::State& state) { deadObjects(state, 0); }
void DeadObjectsWithReference(benchmark::State& state) { deadObjects(state, 1); }

void DeadArrays(benchmark::State& state) {
  Machine machine;
  static ObjectLayout layout;  // outlives the heap
  layout = machine.heap->arrayLayout(0, 8);
  for (auto _ : state) {
    const AllocationResult result =
        allocateArray(machine.guest, machine.thread, layout, static_cast<std::uint64_t>(state.range(0)));
    benchmark::DoNotOptimize(result.object);
  }
  state.SetItemsProcessed(state.iterations());
}

// Trees that live for a while: allocation, marking and sweeping together.
void DyingTrees(benchmark::State& state) {
  Machine machine;
  const ObjectLayout& layout = *machine.layout(2, 24);
  machine.roots.slots.push_back(machine.tree(layout, 18));
  for (auto _ : state) benchmark::DoNotOptimize(machine.tree(layout, static_cast<int>(state.range(0))));
  state.SetItemsProcessed(state.iterations() * ((1 << state.range(0)) - 1));
}

void Collection(benchmark::State& state) {
  Machine machine;
  const ObjectLayout& layout = *machine.layout(2, 24);
  machine.roots.slots.push_back(machine.tree(layout, static_cast<int>(state.range(0))));
  for (auto _ : state) machine.heap->collect(machine.thread);
  state.counters["live objects"] = static_cast<double>((1 << state.range(0)) - 1);
}

void GuestTrace(benchmark::State& state) {
  Machine machine;
  const ObjectLayout& layout = *machine.layout(2, 24);
  machine.roots.slots.push_back(machine.tree(layout, static_cast<int>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(traceGuest(machine.heap->staticArea(), machine.roots).value().objects);
  state.SetItemsProcessed(state.iterations() * ((1 << state.range(0)) - 1));
}

BENCHMARK(DeadObjects)->Arg(1)->Arg(2)->Arg(6)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(DeadObjectsWithReference)->Arg(2)->Arg(6)->UseRealTime();
BENCHMARK(DeadArrays)->Arg(2)->Arg(14)->UseRealTime();
BENCHMARK(DyingTrees)->Arg(10)->UseRealTime();
BENCHMARK(Collection)->Arg(1)->Arg(16)->Arg(20)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(GuestTrace)->Arg(10)->Arg(20)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tatu::gc

BENCHMARK_MAIN();
