#include "embedding/values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "bytecode/reader.h"
#include "embedding/guest.h"
#include "vm/guest_state.h"
#include "vm/link/runtime_class.h"
#include "vm/semantics/operations.h"

namespace tatu::embedding {

using bytecode::TypeKind;
using vm::RuntimeType;
using vm::Slot;

namespace {

constexpr int kMostDepth = 64;  // of values, and of types, in each other
constexpr std::uint32_t kWidest = 1024;

std::string_view nameOf(std::uint32_t kind) {
  constexpr std::array<std::string_view, 11> kNames{"Unit",     "null",  "a Bool",   "an Int",   "a Float",  "a Char",
                                                    "a String", "bytes", "an array", "a record", "an object"};
  return kind < kNames.size() ? kNames[kind] : "a value of unknown kind";
}

// Hosts need not say of a whole number that it is a Float, where it is the same number as one: the largest such Int,
// for Float and Float32.
constexpr std::int64_t kMostInFloat = std::int64_t{1} << 53;
constexpr std::int64_t kMostInFloat32 = std::int64_t{1} << 24;

double numberOf(const tatu_value& value) {
  return value.kind == static_cast<std::uint32_t>(TATU_INT) ? static_cast<double>(value.as.integer) : value.as.number;
}

bool isByteArray(const RuntimeType& type) { return type.is(TypeKind::Array) && type.arguments[0]->is(TypeKind::Byte); }

bool isList(const RuntimeType& type) {
  return type.is(TypeKind::Class) && type.definition->module->isCore && type.definition->name == "List";
}

bool isDataClass(const RuntimeType& type) { return type.is(TypeKind::Class) && type.definition->row->isData; }

// ---- Which types cross

std::optional<std::string> whyNot(const RuntimeType& type, bool toGuest, int depth) {
  switch (type.kind) {
    case TypeKind::Unit:
    case TypeKind::Bool:
    case TypeKind::Byte:
    case TypeKind::Int32:
    case TypeKind::Int:
    case TypeKind::Float32:
    case TypeKind::Float:
    case TypeKind::Char:
    case TypeKind::String:
    case TypeKind::Never: return std::nullopt;
    case TypeKind::Array:
    case TypeKind::Optional:
    case TypeKind::Tuple: break;
    case TypeKind::Class:
      if (isList(type)) break;
      if (isHostClass(type)) return std::nullopt;
      if (isDataClass(type) && !toGuest) return std::nullopt;  // its fields are looked at when there are values
      [[fallthrough]];
    default: return vm::textOf(type) + (toGuest ? " cannot be given by the host" : " cannot be given to the host");
  }
  if (depth == kMostDepth) return vm::textOf(type) + " nests too deep";
  for (const RuntimeType* argument : type.arguments) {
    if (auto why = whyNot(*argument, toGuest, depth + 1)) return why;
  }
  return std::nullopt;
}

// ---- From the host

class Checker {
 public:
  std::optional<std::string> check(const tatu_value& value, const RuntimeType& type) {
    const bool fits = isOf(value, type);
    if (fits) return std::nullopt;
    return where_ + "is " + (why_.empty() ? std::string(nameOf(value_->kind)) : why_) + " and should be " + expected_;
  }

 private:
  bool refuse(const tatu_value& value, std::string expected, std::string why = {}) {
    value_ = &value;
    expected_ = std::move(expected);
    why_ = std::move(why);
    return false;
  }
  bool isKind(const tatu_value& value, tatu_kind kind, const RuntimeType& type) {
    return value.kind == static_cast<std::uint32_t>(kind) || refuse(value, "a value of " + vm::textOf(type));
  }
  bool isInt(const tatu_value& value, const RuntimeType& type, std::int64_t least, std::int64_t most) {
    if (!isKind(value, TATU_INT, type)) return false;
    const std::int64_t number = value.as.integer;
    return (number >= least && number <= most) ||
           refuse(value, "from " + std::to_string(least) + " to " + std::to_string(most), std::to_string(number));
  }
  bool isFloat(const tatu_value& value, const RuntimeType& type, std::int64_t mostInt) {
    if (value.kind != static_cast<std::uint32_t>(TATU_INT)) return isKind(value, TATU_FLOAT, type);
    const std::int64_t number = value.as.integer;
    return (number >= -mostInt && number <= mostInt) ||
           refuse(value, "a value of " + vm::textOf(type) + ", or an Int of at most " + std::to_string(mostInt),
                  std::to_string(number));
  }
  bool isText(const tatu_value& value, const RuntimeType& type) {
    if (!isKind(value, TATU_STRING, type)) return false;
    if (value.as.text == nullptr && value.size != 0) return refuse(value, "a text", "null");
    return bytecode::isWellFormedUtf8({value.as.text, value.size}) || refuse(value, "UTF-8", "a text of other bytes");
  }
  bool isChar(const tatu_value& value, const RuntimeType& type) {
    if (!isKind(value, TATU_CHAR, type)) return false;
    const std::uint32_t c = value.as.character;
    return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF) || refuse(value, "a Unicode scalar value", std::to_string(c));
  }
  bool areItems(const tatu_value& value, const RuntimeType& element) {
    if (value.as.items == nullptr && value.size != 0) return refuse(value, "an array", "null");
    for (std::size_t i = 0; i < value.size; ++i) {
      if (!isItem(value, i, element)) return false;
    }
    return true;
  }
  bool isItem(const tatu_value& value, std::size_t index, const RuntimeType& type) {
    if (isOf(value.as.items[index], type)) return true;
    where_ = "[" + std::to_string(index) + "]" + (where_.empty() ? " " : where_);
    return false;
  }
  bool isTuple(const tatu_value& value, const RuntimeType& type) {
    if (!isKind(value, TATU_RECORD, type)) return false;
    if (value.size != type.arguments.size() || value.as.items == nullptr) {
      return refuse(value, "a record of " + std::to_string(type.arguments.size()),
                    "a record of " + std::to_string(value.size));
    }
    for (std::size_t i = 0; i < value.size; ++i) {
      if (!isItem(value, i, *type.arguments[i])) return false;
    }
    return true;
  }
  bool isObject(const tatu_value& value, const RuntimeType& type) {
    if (!isKind(value, TATU_OBJECT, type)) return false;
    if (value.as.object == nullptr) return refuse(value, "an object", "null");
    const tatu_class& definition = value.as.object->definition;
    return &definition == type.definition->host ||
           refuse(value, "an object of " + static_cast<const tatu_class*>(type.definition->host)->name,
                  "an object of " + definition.name);
  }
  bool isOf(const tatu_value& value, const RuntimeType& type) {
    switch (type.kind) {
      case TypeKind::Unit: return isKind(value, TATU_UNIT, type);
      case TypeKind::Bool: return isKind(value, TATU_BOOL, type);
      case TypeKind::Byte: return isInt(value, type, 0, 255);
      case TypeKind::Int32: return isInt(value, type, INT32_MIN, INT32_MAX);
      case TypeKind::Int: return isKind(value, TATU_INT, type);
      case TypeKind::Float32: return isFloat(value, type, kMostInFloat32);
      case TypeKind::Float: return isFloat(value, type, kMostInFloat);
      case TypeKind::Char: return isChar(value, type);
      case TypeKind::String: return isText(value, type);
      case TypeKind::Optional:
        return value.kind == static_cast<std::uint32_t>(TATU_NULL) || isOf(value, type.payload());
      case TypeKind::Tuple: return isTuple(value, type);
      case TypeKind::Never: return refuse(value, "a value of Never, which has none");
      default: break;  // Array, List, classes of the host
    }
    if (isHostClass(type)) return isObject(value, type);
    if (isByteArray(type)) {
      if (!isKind(value, TATU_BYTES, type)) return false;
      return value.as.bytes != nullptr || value.size == 0 || refuse(value, "bytes", "null");
    }
    return isKind(value, TATU_ARRAY, type) && areItems(value, *type.arguments[0]);
  }

  const tatu_value* value_ = nullptr;
  std::string where_;
  std::string expected_;
  std::string why_;
};

class Storer {
 public:
  Storer(tatu_guest& guest, vm::Worker& worker)
      : objects_(guest.objects),
        state_(guest.machine->state()),
        linker_(guest.machine->runtime().linker()),
        operations_(state_, worker) {}

  bool store(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    switch (type.kind) {
      case TypeKind::Unit: return true;
      case TypeKind::Bool: return put(slots, vm::slotOfBool(value.as.boolean));
      case TypeKind::Byte: return put(slots, vm::slotOfByte(static_cast<std::uint8_t>(value.as.integer)));
      case TypeKind::Int32: return put(slots, vm::slotOfInt32(static_cast<std::int32_t>(value.as.integer)));
      case TypeKind::Int: return put(slots, vm::slotOfInt(value.as.integer));
      case TypeKind::Float32: return put(slots, vm::slotOfFloat32(static_cast<float>(numberOf(value))));
      case TypeKind::Float: return put(slots, vm::slotOfFloat(numberOf(value)));
      case TypeKind::Char: return put(slots, vm::slotOfChar(value.as.character));
      case TypeKind::String: return storeText(value, type, slots);
      case TypeKind::Optional: return storeOptional(value, type, slots);
      case TypeKind::Tuple: return storeTuple(value, type, slots);
      case TypeKind::Array: return storeArray(value, type, slots);
      default: return isHostClass(type) ? storeObject(value, type, slots) : storeList(value, type, slots);
    }
  }

 private:
  static bool put(Slot* slots, Slot slot) {
    *slots = slot;
    return true;
  }
  bool keep(vm::Object* object, Slot* slots) {
    if (object == nullptr) return false;
    state_.temporaries.push_back(object);
    return put(slots, vm::slotOfReference(object));
  }
  bool storeText(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    auto* const text = static_cast<vm::StringObject*>(operations_.allocateArray(linker_.classFor(type), value.size));
    if (text != nullptr) std::copy_n(value.as.text, value.size, text->data());
    return keep(text, slots);
  }
  bool storeOptional(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    const bool isNull = value.kind == static_cast<std::uint32_t>(TATU_NULL);
    if (isNull) std::fill_n(slots, type.slotCount(), Slot{0});
    if (isNull || type.isReference) return isNull || store(value, type.payload(), slots);
    slots[0] = vm::slotOfBool(true);
    return store(value, type.payload(), slots + 1);
  }
  bool storeTuple(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    for (std::size_t i = 0; i < value.size; ++i) {
      if (!store(value.as.items[i], *type.arguments[i], slots)) return false;
      slots += type.arguments[i]->slotCount();
    }
    return true;
  }
  bool storeArray(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    auto* const array = static_cast<vm::ArrayObject*>(operations_.allocateArray(linker_.classFor(type), value.size));
    if (!keep(array, slots)) return false;
    if (isByteArray(type)) {
      std::copy_n(value.as.bytes, value.size, array->elements<std::uint8_t>().data());
      return true;
    }
    std::array<Slot, kWidest> element;
    for (std::size_t i = 0; i < value.size; ++i) {
      if (!store(value.as.items[i], *type.arguments[0], element.data())) return false;
      vm::storeArrayElement(*array, i, element.data());
    }
    return true;
  }
  // As core/list.tatu has it: the elements, how many there are, and a count of changes.
  bool storeList(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    Slot items = 0;
    if (!storeArray(value, linker_.arrayOf(*type.arguments[0]), &items)) return false;
    const vm::RuntimeClass& cls = linker_.classFor(type);
    vm::Object* const list = operations_.allocate(cls);
    if (!keep(list, slots)) return false;
    const std::array<Slot, 3> fields{items, vm::slotOfInt(static_cast<std::int64_t>(value.size)), 0};
    vm::Operations::initialise(*list, cls, fields.data());
    return true;
  }

  bool storeObject(const tatu_value& value, const RuntimeType& type, Slot* slots) {
    tatu_object& object = *value.as.object;
    vm::Object* const known = objects_.handleOf(object);
    return keep(known != nullptr ? known : makeHandle(object, type), slots);
  }
  // Memory first, since each step may trace, and so give entries up.
  vm::Object* makeHandle(tatu_object& object, const RuntimeType& type) {
    if ((objects_.isTraceDue() && !operations_.traceAccount()) || !objects_.reserve()) {
      state_.limit = vm::LimitKind::HostMemory;
      return nullptr;
    }
    if (!operations_.chargeMemory(GuestObjects::kEntryBytes)) return nullptr;
    vm::Object* const handle = operations_.allocate(linker_.classFor(type));
    if (handle == nullptr) {
      state_.heap.release(GuestObjects::kEntryBytes);
    } else {
      objects_.add(object, *handle);
    }
    return handle;
  }

  GuestObjects& objects_;
  vm::GuestState& state_;
  vm::Linker& linker_;
  vm::Operations operations_;
};

// ---- To the host

class Loader {
 public:
  // Copies texts and bytes into the arena, which keeps objects of the host.
  Loader(const GuestObjects& objects, ValueArena& arena) : objects_(objects), arena_(arena) {}
  // Adds what is not copied to `seen`, and objects of the host to `uses`.
  Loader(const GuestObjects& objects, ValueArena& arena, std::vector<vm::Object*>& seen, ObjectUses& uses)
      : objects_(objects), arena_(arena), seen_(&seen), uses_(&uses) {}

  bool load(const RuntimeType& type, const Slot* slots, tatu_value& value) {
    value = {};
    if (depth_ == kMostDepth) return false;
    ++depth_;
    const bool isLoaded = loadPresent(type, slots, value);
    --depth_;
    return isLoaded;
  }

 private:
  bool loadPresent(const RuntimeType& type, const Slot* slots, tatu_value& value) {
    if (type.isReference && *slots == 0) {
      value.kind = TATU_NULL;
      return true;
    }
    switch (type.kind) {
      case TypeKind::Bool:
        value.kind = TATU_BOOL;
        value.as.boolean = vm::boolOf(*slots);
        return true;
      case TypeKind::Byte: return integer(value, vm::byteOf(*slots));
      case TypeKind::Int32: return integer(value, vm::int32Of(*slots));
      case TypeKind::Int: return integer(value, vm::intOf(*slots));
      case TypeKind::Float32: return number(value, static_cast<double>(vm::float32Of(*slots)));
      case TypeKind::Float: return number(value, vm::floatOf(*slots));
      case TypeKind::Char:
        value.kind = TATU_CHAR;
        value.as.character = vm::charOf(*slots);
        return true;
      case TypeKind::String: return text(slots, value);
      case TypeKind::Optional: return optional(type, slots, value);
      case TypeKind::Tuple: return tuple(type, slots, value);
      case TypeKind::Array: return array(*vm::referenceOf(*slots), value);
      case TypeKind::Class:
        return isHostClass(type) ? hostObject(type, slots, value) : object(*vm::referenceOf(*slots), value);
      default: value.kind = TATU_UNIT; return true;
    }
  }
  static bool integer(tatu_value& value, std::int64_t integer) {
    value.kind = TATU_INT;
    value.as.integer = integer;
    return true;
  }
  // A NaN has the same bits wherever the program runs.
  static bool number(tatu_value& value, double number) {
    value.kind = TATU_FLOAT;
    value.as.number = std::isnan(number) ? std::numeric_limits<double>::quiet_NaN() : number;
    return true;
  }
  const void* keep(vm::Object& object, const void* bytes, std::size_t size) {
    if (seen_ != nullptr) {
      seen_->push_back(&object);
      return bytes;
    }
    std::byte* const copy = arena_.take(size);
    if (copy != nullptr) std::copy_n(static_cast<const std::byte*>(bytes), size, copy);
    return copy;
  }
  bool text(const Slot* slots, tatu_value& value) {
    vm::Object& object = *vm::referenceOf(*slots);
    const auto& string = static_cast<const vm::StringObject&>(static_cast<gc::ArrayObject&>(object));
    value.kind = TATU_STRING;
    value.size = string.length;
    value.as.text = static_cast<const char*>(keep(object, string.data(), value.size));
    return value.as.text != nullptr;
  }
  bool optional(const RuntimeType& type, const Slot* slots, tatu_value& value) {
    if (*slots == 0) {
      value.kind = TATU_NULL;
      return true;
    }
    return load(type.payload(), type.isReference ? slots : slots + 1, value);
  }
  tatu_value* items(tatu_value& value, tatu_kind kind, std::uint64_t count) {
    value.kind = kind;
    value.size = count;
    if (count > SIZE_MAX / sizeof(tatu_value)) return nullptr;
    auto* const items = reinterpret_cast<tatu_value*>(arena_.take(count * sizeof(tatu_value)));
    value.as.items = items;
    return items;
  }
  bool tuple(const RuntimeType& type, const Slot* slots, tatu_value& value) {
    tatu_value* const parts = items(value, TATU_RECORD, type.arguments.size());
    if (parts == nullptr) return false;
    for (std::size_t i = 0; i < type.arguments.size(); ++i) {
      if (!load(*type.arguments[i], slots, parts[i])) return false;
      slots += type.arguments[i]->slotCount();
    }
    return true;
  }
  bool array(vm::Object& object, tatu_value& value) {
    return elements(object, static_cast<gc::ArrayObject&>(object).length, value);
  }
  bool elements(vm::Object& object, std::uint64_t count, tatu_value& value) {
    auto& array = static_cast<vm::ArrayObject&>(static_cast<gc::ArrayObject&>(object));
    const RuntimeType& type = *vm::classOf(object).element.type;
    if (type.is(TypeKind::Byte)) {
      value.kind = TATU_BYTES;
      value.size = count;
      value.as.bytes = static_cast<const std::uint8_t*>(keep(object, array.elements<std::uint8_t>().data(), count));
      return value.as.bytes != nullptr;
    }
    tatu_value* const list = items(value, TATU_ARRAY, count);
    if (list == nullptr) return false;
    std::array<Slot, kWidest> element;
    for (std::uint64_t i = 0; i < count; ++i) {
      vm::loadArrayElement(array, i, element.data());
      if (!load(type, element.data(), list[i])) return false;
    }
    return true;
  }
  bool hostObject(const RuntimeType& type, const Slot* slots, tatu_value& value) {
    if (uses_ != nullptr) {
      seen_->push_back(vm::referenceOf(*slots));
      return seeObject(objects_, type, {slots, 1}, *uses_, value);
    }
    value.kind = TATU_OBJECT;
    value.as.object = objects_.find(*vm::referenceOf(*slots));
    if (value.as.object != nullptr) arena_.keep(*value.as.object);
    return value.as.object != nullptr;
  }
  bool object(vm::Object& object, tatu_value& value) {
    const vm::RuntimeClass& cls = vm::classOf(object);
    if (whyNot(*cls.type, false, 0)) return false;
    return isList(*cls.type) ? list(object, cls, value) : record(object, cls, value);
  }
  bool list(const vm::Object& object, const vm::RuntimeClass& cls, tatu_value& value) {
    Slot items = 0;
    Slot used = 0;
    vm::loadField(object, cls.fields[0], &items);
    vm::loadField(object, cls.fields[1], &used);
    vm::Object& array = *vm::referenceOf(items);
    const std::uint64_t length = static_cast<gc::ArrayObject&>(array).length;
    return elements(array, std::min(static_cast<std::uint64_t>(vm::intOf(used)), length), value);
  }
  bool record(const vm::Object& object, const vm::RuntimeClass& cls, tatu_value& value) {
    tatu_value* const parts = items(value, TATU_RECORD, cls.fields.size());
    if (parts == nullptr) return false;
    std::array<Slot, kWidest> slots;
    for (std::size_t i = 0; i < cls.fields.size(); ++i) {
      vm::loadField(object, cls.fields[i], slots.data());
      if (whyNot(*cls.fields[i].type, false, 0) || !load(*cls.fields[i].type, slots.data(), parts[i])) return false;
    }
    return true;
  }

  const GuestObjects& objects_;
  ValueArena& arena_;
  std::vector<vm::Object*>* const seen_ = nullptr;
  ObjectUses* const uses_ = nullptr;
  int depth_ = 0;  // each level takes some kilobytes of stack, and the guest says how many there are
};

}  // namespace

std::optional<std::string> whyNotPassed(const RuntimeType& type, bool toGuest) { return whyNot(type, toGuest, 0); }

std::optional<std::string> checkValue(const tatu_value& value, const RuntimeType& type) {
  return Checker().check(value, type);
}

bool storeValue(tatu_guest& guest, vm::Worker& worker, const tatu_value& value, const RuntimeType& type, Slot* slots) {
  return Storer(guest, worker).store(value, type, slots);
}

bool copyValue(const tatu_value& value, ValueArena& arena, tatu_value& copy) {
  copy = value;
  if (value.kind == TATU_OBJECT) arena.keep(*value.as.object);
  if (value.kind == TATU_STRING || value.kind == TATU_BYTES) {
    std::byte* const bytes = arena.take(value.size);
    if (bytes == nullptr) return false;
    std::copy_n(reinterpret_cast<const std::byte*>(value.as.bytes), value.size, bytes);
    copy.as.bytes = reinterpret_cast<const std::uint8_t*>(bytes);
  }
  if (value.kind != TATU_ARRAY && value.kind != TATU_RECORD) return true;
  auto* const items = reinterpret_cast<tatu_value*>(arena.take(value.size * sizeof(tatu_value)));
  if (items == nullptr) return false;
  for (std::size_t i = 0; i < value.size; ++i) {
    if (!copyValue(value.as.items[i], arena, items[i])) return false;
  }
  copy.as.items = items;
  return true;
}

std::size_t copySize(const tatu_value& value) {
  switch (value.kind) {
    case TATU_OBJECT: return ValueArena::sizeOf(sizeof(tatu_object*));
    case TATU_STRING:
    case TATU_BYTES: return ValueArena::sizeOf(std::max<std::size_t>(value.size, 1));
    case TATU_ARRAY:
    case TATU_RECORD: break;
    default: return 0;
  }
  std::size_t size = ValueArena::sizeOf(std::max<std::size_t>(value.size * sizeof(tatu_value), 1));
  for (std::size_t i = 0; i < value.size; ++i) size += copySize(value.as.items[i]);
  return size;
}

bool loadValue(const tatu_guest& guest, const RuntimeType& type, const Slot* slots, ValueArena& arena,
               tatu_value& value) {
  return Loader(guest.objects, arena).load(type, slots, value);
}

bool seeValue(tatu_guest& guest, const RuntimeType& type, const Slot* slots, ValueArena& arena, ObjectUses& uses,
              tatu_value& value) {
  return Loader(guest.objects, arena, guest.machine->state().temporaries, uses).load(type, slots, value);
}

}  // namespace tatu::embedding
