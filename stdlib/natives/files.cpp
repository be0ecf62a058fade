// Files and directories. Nothing here holds state: what is open is a handle number in the guest's own heap.
#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::int64_t kMostBytesPerCall = 64 << 10;
constexpr std::size_t kNamesPerCall = 256;
constexpr std::uint64_t kPriceOfHostCall = 100;

os::Handle handleOf(const NativeArguments& arguments) { return {static_cast<std::uint64_t>(arguments.intAt(0))}; }

template <typename Action>
NativeStatus unitOf(NativeCall& call, Action&& action) {
  const os::Result<void> result = call.blocking(action);
  return result ? call.returnUnit() : call.fail(result.error());
}

// Paths are copied: while the host works, the heap may be collected.
NativeStatus openFile(NativeCall& call) {
  static constexpr std::array<os::OpenFlags, 4> kModes = {
      os::OpenFlags(os::OpenFlag::Read),
      os::OpenFlag::Write | os::OpenFlags(os::OpenFlag::Create) | os::OpenFlag::Truncate,
      os::OpenFlag::Write | os::OpenFlags(os::OpenFlag::Create) | os::OpenFlag::Exclusive,
      os::OpenFlag::Append | os::OpenFlags(os::OpenFlag::Create),
  };
  const std::int64_t mode = call.intAt(1);
  if (mode < 0 || static_cast<std::size_t>(mode) >= kModes.size()) return call.fail(CoreException::Argument, "no such mode: " + std::to_string(mode));
  const std::string path(call.stringAt(0));
  const auto handle = call.blocking([&] { return call.system().openFile(path, kModes[static_cast<std::size_t>(mode)]); });
  return handle ? call.returnInt(static_cast<std::int64_t>(handle->number)) : call.fail(handle.error());
}

// The array is made first, so that nothing is read that could not be handed over; it is cut to what came.
NativeStatus read(NativeCall& call) {
  const std::int64_t most = call.intAt(1);
  if (most < 0) return call.fail(CoreException::Argument, "cannot read " + std::to_string(most) + " bytes");
  vm::ArrayObject* room = call.newByteArray(static_cast<std::uint64_t>(std::min(most, kMostBytesPerCall)));
  if (room == nullptr) return call.stopped();
  std::vector<std::byte> bytes(room->length);
  const auto count = call.blocking([&] { return call.system().read(handleOf(call), bytes); });
  if (!count) return call.fail(count.error());
  vm::ArrayObject* result = *count == room->length ? room : call.newByteArray(*count);
  if (result == nullptr) result = room;  // no memory for a smaller one: hand over the larger one, zeros at its end
  std::memcpy(result->elements<std::byte>().data(), bytes.data(), *count);
  return call.returnObject(result);
}

std::uint64_t priceOfRead(const NativeArguments& arguments) {
  return kPriceOfHostCall + static_cast<std::uint64_t>(std::clamp<std::int64_t>(arguments.intAt(1), 0, kMostBytesPerCall)) / kBytesPerUnit;
}

// (handle, bytes, start, end) -> how many were written
NativeStatus write(NativeCall& call) {
  const auto all = call.arrayAt(1).elements<std::byte>();
  const std::int64_t start = call.intAt(2);
  const std::int64_t end = call.intAt(3);
  if (start < 0 || end < start || static_cast<std::uint64_t>(end) > all.size()) {
    return call.fail(CoreException::Index, std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(all.size()) + " bytes");
  }
  const auto count = static_cast<std::size_t>(std::min(end - start, kMostBytesPerCall));
  const std::vector<std::byte> bytes(all.begin() + start, all.begin() + start + static_cast<std::ptrdiff_t>(count));
  const auto taken = call.blocking([&] { return call.system().write(handleOf(call), bytes); });
  return taken ? call.returnInt(static_cast<std::int64_t>(*taken)) : call.fail(taken.error());
}

std::uint64_t priceOfWrite(const NativeArguments&) { return kPriceOfHostCall + kMostBytesPerCall / kBytesPerUnit / 16; }

NativeStatus close(NativeCall& call) {
  return unitOf(call, [&] { return call.system().close(handleOf(call)); });
}

NativeStatus openDirectory(NativeCall& call) {
  const std::string path(call.stringAt(0));
  const auto handle = call.blocking([&] { return call.system().openDirectory(path); });
  return handle ? call.returnInt(static_cast<std::int64_t>(handle->number)) : call.fail(handle.error());
}

NativeStatus nextNames(NativeCall& call) {
  const auto entries = call.blocking([&] { return call.system().nextEntries(handleOf(call), kNamesPerCall); });
  if (!entries) return call.fail(entries.error());
  std::vector<std::string> names;
  for (const auto& entry : *entries) {
    if (entry.openable) names.push_back(entry.name);
  }
  vm::ArrayObject* array = call.newStringArray(names.size());
  if (array == nullptr) return call.stopped();
  for (std::size_t i = 0; i < names.size(); ++i) {
    vm::StringObject* name = call.newString(names[i]);
    if (name == nullptr) return call.stopped();
    vm::setReference(*array, i, name);
  }
  return call.returnObject(array);
}

NativeStatus kindOfPath(NativeCall& call) {
  const std::string path(call.stringAt(0));
  const auto found = call.blocking([&] { return call.system().metadata(path); });
  if (!found) return found.error().kind == os::ErrorKind::NotFound ? call.returnInt(0) : call.fail(found.error());
  switch (found->kind) {
    case os::FileKind::File: return call.returnInt(1);
    case os::FileKind::Directory: return call.returnInt(2);
    default: return call.returnInt(3);
  }
}

NativeStatus sizeOfPath(NativeCall& call) {
  const std::string path(call.stringAt(0));
  const auto found = call.blocking([&] { return call.system().metadata(path); });
  return found ? call.returnInt(static_cast<std::int64_t>(found->size)) : call.fail(found.error());
}

template <os::Result<void> (os::System::*operation)(std::string_view)>
NativeStatus onPath(NativeCall& call) {
  const std::string path(call.stringAt(0));
  return unitOf(call, [&] { return (call.system().*operation)(path); });
}

NativeStatus rename(NativeCall& call) {
  const std::string from(call.stringAt(0));
  const std::string to(call.stringAt(1));
  return unitOf(call, [&] { return call.system().rename(from, to); });
}

NativeStatus standardInput(NativeCall& call) { return call.returnInt(static_cast<std::int64_t>(call.system().standardInput().number)); }

// (bytes, byte, start, end) -> where, or -1
NativeStatus findByte(NativeCall& call) {
  const auto bytes = call.arrayAt(0).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(2);
  const std::int64_t end = call.intAt(3);
  if (start < 0 || end < start || static_cast<std::uint64_t>(end) > bytes.size()) {
    return call.fail(CoreException::Index, std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(bytes.size()) + " bytes");
  }
  const auto first = bytes.begin() + start;
  const auto last = bytes.begin() + end;
  const auto found = std::find(first, last, call.byteAt(1));
  return call.returnInt(found == last ? -1 : start + (found - first));
}

std::uint64_t priceOfFind(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(2);
  const std::int64_t end = arguments.intAt(3);
  return start >= 0 && end > start ? priceOfBytes(static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(start)) : 1;
}

std::uint64_t priceOfHostCall(const NativeArguments&) { return kPriceOfHostCall; }

}  // namespace

void addFileNatives(vm::NativeRegistry& registry) {
  const auto add = [&](const char* name, vm::NativeBody body) { registry.add(name, priceOfHostCall, body); };
  add("core.file.open@1", openFile);
  registry.add("core.handle.read@1", priceOfRead, read);
  registry.add("core.handle.write@1", priceOfWrite, write);
  add("core.handle.close@1", close);
  add("core.directory.open@1", openDirectory);
  add("core.directory.next@1", nextNames);
  add("core.path.kind@1", kindOfPath);
  add("core.path.size@1", sizeOfPath);
  add("core.path.remove_file@1", onPath<&os::System::removeFile>);
  add("core.path.create_directory@1", onPath<&os::System::createDirectory>);
  add("core.path.remove_directory@1", onPath<&os::System::removeDirectory>);
  add("core.path.rename@1", rename);
  registry.add("core.console.input@1", standardInput);
  registry.add("core.bytes.find@1", priceOfFind, findByte);
}

}  // namespace tatu::stdlib
