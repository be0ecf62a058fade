// Files and directories. Nothing here holds state: what is open is a handle number in the guest's own heap.
//
// What is read goes to an array that the guest has made before: a native that had to allocate behind the host call
// could be stopped there, and what was read would be lost.
#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "os/guest/guest_path.h"
#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::int64_t kMostBytesPerCall = 64 << 10;
constexpr std::size_t kNamesPerCall = 64;

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
  if (mode < 0 || static_cast<std::size_t>(mode) >= kModes.size())
    return call.fail(CoreException::Argument, "no such mode: " + std::to_string(mode));
  const std::string path(call.stringAt(0));
  const auto handle =
      call.blocking([&] { return call.system().openFile(path, kModes[static_cast<std::size_t>(mode)]); });
  return handle ? call.returnInt(static_cast<std::int64_t>(handle->number)) : call.fail(handle.error());
}

bool isRange(std::int64_t start, std::int64_t end, std::uint64_t length) {
  return start >= 0 && end >= start && static_cast<std::uint64_t>(end) <= length;
}

NativeStatus badRange(NativeCall& call, std::int64_t start, std::int64_t end, std::uint64_t length) {
  return call.fail(CoreException::Index,
                   std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(length) + " bytes");
}

// The part of the array in parameter 1 that parameters 2 and 3 name, cut to what one call moves.
std::span<std::byte> partOf(const NativeArguments& arguments) {
  const auto all = arguments.arrayAt(1).elements<std::byte>();
  const std::int64_t start = arguments.intAt(2);
  const std::int64_t end = arguments.intAt(3);
  if (!isRange(start, end, all.size())) return {};
  return all.subspan(static_cast<std::size_t>(start),
                     static_cast<std::size_t>(std::min(end - start, kMostBytesPerCall)));
}

// (handle, bytes, start, end) -> how many were read; 0 at the end
NativeStatus read(NativeCall& call) {
  if (!isRange(call.intAt(2), call.intAt(3), call.arrayAt(1).length))
    return badRange(call, call.intAt(2), call.intAt(3), call.arrayAt(1).length);
  const os::Handle handle = handleOf(call);
  std::vector<std::byte> bytes(partOf(call).size());
  const auto count = call.blocking([&] { return call.system().read(handle, bytes); });
  if (!count) return call.fail(count.error());
  std::copy_n(bytes.begin(), *count, partOf(call).begin());
  return call.returnInt(static_cast<std::int64_t>(*count));
}

// (handle, bytes, start, end) -> how many were written
NativeStatus write(NativeCall& call) {
  if (!isRange(call.intAt(2), call.intAt(3), call.arrayAt(1).length))
    return badRange(call, call.intAt(2), call.intAt(3), call.arrayAt(1).length);
  const os::Handle handle = handleOf(call);
  const auto part = partOf(call);
  const std::vector<std::byte> bytes(part.begin(), part.end());
  const auto taken = call.blocking([&] { return call.system().write(handle, bytes); });
  return taken ? call.returnInt(static_cast<std::int64_t>(*taken)) : call.fail(taken.error());
}

std::uint64_t priceOfTransfer(const NativeArguments& arguments) {
  return kPriceOfHostCall + partOf(arguments).size() / kBytesPerUnit;
}

NativeStatus close(NativeCall& call) {
  return unitOf(call, [&] { return call.system().close(handleOf(call)); });
}

NativeStatus openDirectory(NativeCall& call) {
  const std::string path(call.stringAt(0));
  const auto handle = call.blocking([&] { return call.system().openDirectory(path); });
  return handle ? call.returnInt(static_cast<std::int64_t>(handle->number)) : call.fail(handle.error());
}

// Names that can be opened, each followed by a zero byte; empty only at the end of the directory.
os::Result<std::string> nextNamesOf(os::System& system, os::Handle handle) {
  std::string names;
  while (names.empty()) {
    const auto entries = system.nextEntries(handle, kNamesPerCall);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty()) break;
    for (const auto& entry : *entries) {
      if (entry.openable) names.append(entry.name).push_back('\0');
    }
  }
  return names;
}

// (handle, bytes) -> how many bytes of names were stored; 0 at the end. The array must have room for all that can come.
NativeStatus nextNames(NativeCall& call) {
  if (call.arrayAt(1).length < kNamesPerCall * (os::kLongestPart + 1)) {
    return call.fail(CoreException::Argument, "the array has no room for the names of a directory");
  }
  const os::Handle handle = handleOf(call);
  const auto names = call.blocking([&] { return nextNamesOf(call.system(), handle); });
  if (!names) return call.fail(names.error());
  const auto room = call.arrayAt(1).elements<char>();
  const std::size_t count = std::min(names->size(), room.size());
  std::copy_n(names->begin(), count, room.begin());
  return call.returnInt(static_cast<std::int64_t>(count));
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

NativeStatus standardInput(NativeCall& call) {
  return call.returnInt(static_cast<std::int64_t>(call.system().standardInput().number));
}

// (bytes, byte, start, end) -> where, or -1
NativeStatus findByte(NativeCall& call) {
  const auto bytes = call.arrayAt(0).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(2);
  const std::int64_t end = call.intAt(3);
  if (!isRange(start, end, bytes.size())) return badRange(call, start, end, bytes.size());
  const auto first = bytes.begin() + start;
  const auto last = bytes.begin() + end;
  const auto found = std::find(first, last, call.byteAt(1));
  return call.returnInt(found == last ? -1 : start + (found - first));
}

std::uint64_t priceOfFind(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(2);
  const std::int64_t end = arguments.intAt(3);
  return isRange(start, end, arguments.arrayAt(0).length) ? priceOfBytes(static_cast<std::uint64_t>(end - start)) : 1;
}

std::uint64_t priceOfHostCall(const NativeArguments&) { return kPriceOfHostCall; }
std::uint64_t priceOfPath(const NativeArguments& arguments) {
  return kPriceOfHostCall + arguments.stringAt(0).size() / kBytesPerUnit;
}
std::uint64_t priceOfPaths(const NativeArguments& arguments) {
  return priceOfPath(arguments) + arguments.stringAt(1).size() / kBytesPerUnit;
}
std::uint64_t priceOfNames(const NativeArguments& arguments) {
  return kPriceOfHostCall + arguments.arrayAt(1).length / kBytesPerUnit;
}

}  // namespace

void addFileNatives(vm::NativeRegistry& registry) {
  const auto addForPath = [&](const char* name, const char* signature, vm::NativeBody body) {
    registry.add(name, signature, priceOfPath, body);
  };
  registry.add("core.handle.read@1", "(Int, Array<Byte>, Int, Int) -> Int", priceOfTransfer, read);
  registry.add("core.handle.write@1", "(Int, Array<Byte>, Int, Int) -> Int", priceOfTransfer, write);
  registry.add("core.handle.close@1", "(Int) -> Unit", priceOfHostCall, close);
  registry.add("core.directory.next@1", "(Int, Array<Byte>) -> Int", priceOfNames, nextNames);
  addForPath("core.file.open@1", "(String, Int) -> Int", openFile);
  addForPath("core.directory.open@1", "(String) -> Int", openDirectory);
  addForPath("core.path.kind@1", "(String) -> Int", kindOfPath);
  addForPath("core.path.size@1", "(String) -> Int", sizeOfPath);
  addForPath("core.path.remove_file@1", "(String) -> Unit", onPath<&os::System::removeFile>);
  addForPath("core.path.create_directory@1", "(String) -> Unit", onPath<&os::System::createDirectory>);
  addForPath("core.path.remove_directory@1", "(String) -> Unit", onPath<&os::System::removeDirectory>);
  registry.add("core.path.rename@1", "(String, String) -> Unit", priceOfPaths, rename);
  registry.add("core.console.input@1", "() -> Int", standardInput);
  registry.add("core.bytes.find@1", "(Array<Byte>, Byte, Int, Int) -> Int", priceOfFind, findByte);
}

}  // namespace tatu::stdlib
