// Files and directories. Nothing here holds state: what is open is a handle number in the guest's own heap.
//
// Names go to an array that the guest has made before: a native that had to allocate behind the host call could be
// stopped there, and they would be lost.
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

constexpr std::size_t kNamesPerCall = 64;

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
  const os::Handle handle = handleAt(call, 0);
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
  registry.add("core.directory.next@1", "(Int, Array<Byte>) -> Int", priceOfNames, nextNames);
  addForPath("core.file.open@1", "(String, Int) -> Int", openFile);
  addForPath("core.directory.open@1", "(String) -> Int", openDirectory);
  addForPath("core.path.kind@1", "(String) -> Int", kindOfPath);
  addForPath("core.path.size@1", "(String) -> Int", sizeOfPath);
  addForPath("core.path.remove_file@1", "(String) -> Unit", onPath<&os::System::removeFile>);
  addForPath("core.path.create_directory@1", "(String) -> Unit", onPath<&os::System::createDirectory>);
  addForPath("core.path.remove_directory@1", "(String) -> Unit", onPath<&os::System::removeDirectory>);
  registry.add("core.path.rename@1", "(String, String) -> Unit", priceOfPaths, rename);
}

}  // namespace tatu::stdlib
