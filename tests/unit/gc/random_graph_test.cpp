// A random program on the heap beside the same program on ordinary data: they must agree after every collection.
#include <map>
#include <random>

#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

// What an object should hold. Models live as long as the test; only reachable ones are compared.
struct Model {
  const ObjectLayout* layout = nullptr;
  std::uint64_t length = 0;
  std::vector<Model*> references;
  std::vector<std::byte> raw;
};

class RandomGraphTest : public HeapTest, public ::testing::WithParamInterface<std::uint64_t> {
 protected:
  static constexpr std::size_t kRoots = 24;

  std::uint64_t pick(std::uint64_t below) { return random() % below; }

  void makeObject(std::size_t slot) {
    static constexpr std::uint64_t kLengths[] = {0, 1, 2, 7, 30, 31, 32, 64, 300, 5000};
    const ObjectLayout* const shapes[] = {&layouts->pair,  &layouts->node,    &layouts->leaf,       &layouts->empty,
                                          &layouts->huge,  &layouts->units,   &layouts->words,      &layouts->bytes,
                                          &layouts->mixed, &layouts->entries, &layouts->references, &layouts->derived,
                                          &layouts->late,  &layouts->far};
    const ObjectLayout& layout = *shapes[pick(std::size(shapes))];
    const std::uint64_t length = layout.isArray() ? kLengths[pick(std::size(kLengths))] : 0;
    Object& made = layout.isArray() ? array(layout, length) : object(layout);
    auto model = std::make_unique<Model>();
    model->layout = &layout;
    model->length = length;
    model->references.resize(referencePlaces(made).size());
    const std::vector<std::byte*> raw = rawPlaces(made);
    for (std::byte* const place : raw) model->raw.push_back(*place = static_cast<std::byte>(random()));
    guest->slots()[slot] = &made;
    models_[slot] = model.get();
    owned_.push_back(std::move(model));
  }

  // Every byte that belongs to no reference.
  static std::vector<std::byte*> rawPlaces(Object& object) {
    const ObjectLayout& layout = *object.layout;
    const std::uint64_t end = layout.isArray() ? kArrayElementsOffset + static_cast<ArrayObject&>(object).length *
                                                                            std::uint64_t{layout.elementBytes}
                                               : layout.allocationBytes;
    std::vector<std::byte*> places;
    std::byte* at = bytesOf(object) + (layout.isArray() ? kArrayElementsOffset : kHeaderBytes);
    const auto addUpTo = [&](std::byte* to) {
      while (at < to) places.push_back(at++);
    };
    forEachReferenceRange(object, layout, [&](std::byte* first, std::uint64_t count) {
      addUpTo(first);
      at = first + count * kWordBytes;
    });
    addUpTo(bytesOf(object) + end);
    return places;
  }

  void linkObjects(std::size_t from, std::size_t to) {
    Model* const model = models_[from];
    if (model == nullptr || model->references.empty()) return;
    const std::uint64_t index = pick(model->references.size());
    model->references[index] = models_[to];
    Object& object = *guest->slots()[from];
    writeReference(referencePlaces(object)[index], guest->slots()[to]);
  }

  // Follows a reference into a slot, so that old objects are met again.
  void descend(std::size_t from, std::size_t to) {
    Model* const model = models_[from];
    if (model == nullptr || model->references.empty()) return;
    const std::uint64_t index = pick(model->references.size());
    Object& object = *guest->slots()[from];
    guest->slots()[to] = readReference(referencePlaces(object)[index]);
    models_[to] = model->references[index];
  }

  void step() {
    const std::size_t slot = pick(kRoots), other = pick(kRoots);
    switch (pick(8)) {
      case 0:
      case 1:
      case 2: return makeObject(slot);
      case 3:
      case 4:
      case 5: return linkObjects(slot, other);
      case 6: return descend(slot, other);
      default: guest->slots()[slot] = nullptr, models_[slot] = nullptr;
    }
  }

  void compareAll() {
    std::map<Model*, Object*> pairs;
    std::vector<Model*> pending;
    const auto expectPair = [&](Model* model, Object* object) {
      ASSERT_EQ(model == nullptr, object == nullptr);
      if (model == nullptr) return;
      const auto [found, isNew] = pairs.emplace(model, object);
      ASSERT_EQ(found->second, object);
      if (isNew) pending.push_back(model);
    };
    for (std::size_t i = 0; i < kRoots; ++i) expectPair(models_[i], guest->slots()[i]);
    std::uint64_t bytes = 0;
    while (!pending.empty()) {
      Model* const model = pending.back();
      pending.pop_back();
      Object& object = *pairs[model];
      ASSERT_EQ(object.layout, model->layout);
      bytes += objectBytes(object);
      const std::vector<std::byte*> raw = rawPlaces(object);
      const auto holds = [](const std::byte* place, std::byte value) { return *place == value; };
      ASSERT_TRUE(std::equal(raw.begin(), raw.end(), model->raw.begin(), model->raw.end(), holds));
      const std::vector<std::byte*> references = referencePlaces(object);
      ASSERT_EQ(references.size(), model->references.size());
      for (std::size_t i = 0; i < references.size(); ++i)
        expectPair(model->references[i], readReference(references[i]));
    }
    EXPECT_EQ(live(), (TraceReport{1, pairs.size(), bytes}));
    EXPECT_EQ(verify().value(), pairs.size());
  }

  void run(const HeapOptions& options, int steps) {
    start(options);
    guest->slots().assign(kRoots, nullptr);
    models_.assign(kRoots, nullptr);
    random.seed(GetParam());
    for (int i = 1; i <= steps && !HasFatalFailure(); ++i) {
      step();
      if (i % 1000 == 0) compareAll();
      if (i % 3000 == 0) collect();
    }
    compareAll();
  }

  std::mt19937_64 random;
  std::vector<Model*> models_;
  std::vector<std::unique_ptr<Model>> owned_;
};

TEST_P(RandomGraphTest, AgreesWithItsModel) { run({}, 30'000); }

TEST_P(RandomGraphTest, AgreesWithItsModelUnderStress) {
  HeapOptions options;
  options.collectEvery = 7;
  run(options, 6'000);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGraphTest, ::testing::Range<std::uint64_t>(1, 7));

}  // namespace
}  // namespace tatu::gc::test
