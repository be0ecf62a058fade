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
    const ObjectLayout* const shapes[] = {&layouts->pair,  &layouts->node,    &layouts->leaf,      &layouts->empty,
                                          &layouts->huge,  &layouts->units,   &layouts->words,     &layouts->bytes,
                                          &layouts->mixed, &layouts->entries, &layouts->references};
    const ObjectLayout& layout = *shapes[pick(std::size(shapes))];
    const std::uint64_t length = layout.isArray() ? kLengths[pick(std::size(kLengths))] : 0;
    Object& made = layout.isArray() ? array(layout, length) : object(layout);
    auto model = std::make_unique<Model>();
    model->layout = &layout;
    model->length = length;
    model->references.resize(referencesOf(made, layout).count);
    model->raw.resize(rawOf(made).size());
    for (std::byte& value : model->raw) value = static_cast<std::byte>(random());
    std::copy(model->raw.begin(), model->raw.end(), rawOf(made).begin());
    guest->slots()[slot] = &made;
    models_[slot] = model.get();
    owned_.push_back(std::move(model));
  }

  // Everything behind the references.
  static std::span<std::byte> rawOf(Object& object) {
    const ObjectLayout& layout = *object.layout;
    const ReferenceRange references = referencesOf(object, layout);
    std::byte* const begin = references.first + references.count * kWordBytes;
    const std::uint64_t end = layout.isArray() ? kArrayElementsOffset + static_cast<ArrayObject&>(object).length *
                                                                            std::uint64_t{layout.elementBytes}
                                               : layout.allocationBytes;
    return {begin, bytesOf(object) + end};
  }

  void linkObjects(std::size_t from, std::size_t to) {
    Model* const model = models_[from];
    if (model == nullptr || model->references.empty()) return;
    const std::uint64_t index = pick(model->references.size());
    model->references[index] = models_[to];
    Object& object = *guest->slots()[from];
    writeReference(referencesOf(object, *object.layout).first + 8 * index, guest->slots()[to]);
  }

  // Follows a reference into a slot, so that old objects are met again.
  void descend(std::size_t from, std::size_t to) {
    Model* const model = models_[from];
    if (model == nullptr || model->references.empty()) return;
    const std::uint64_t index = pick(model->references.size());
    Object& object = *guest->slots()[from];
    guest->slots()[to] = readReference(referencesOf(object, *object.layout).first + 8 * index);
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
      const std::span<std::byte> raw = rawOf(object);
      ASSERT_TRUE(std::equal(raw.begin(), raw.end(), model->raw.begin(), model->raw.end()));
      const ReferenceRange references = referencesOf(object, *object.layout);
      ASSERT_EQ(references.count, model->references.size());
      for (std::uint64_t i = 0; i < references.count; ++i) {
        expectPair(model->references[i], readReference(references.first + 8 * i));
      }
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
