// What a guest does with open handles: streams, files, listings.
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "os/guest/granted_calls.h"
#include "os/guest/granted_system.h"
#include "os/text.h"

namespace tatu::os {
namespace {

constexpr std::uint64_t kLargestFile = INT64_MAX;

std::string_view nameOf(StandardStream stream) {
  switch (stream) {
    case StandardStream::Input: return "standard input";
    case StandardStream::Output: return "standard output";
    case StandardStream::Error: break;
  }
  return "standard error";
}

tl::unexpected<OsError> quotaReached(Operation operation, std::string_view subject) {
  return tl::unexpected(
      makeError(ErrorKind::NoSpace, operation, subject, "the program's quota of file bytes is used up"));
}

}  // namespace

OsError GrantedSystem::tooManyHandles(Operation operation, std::string_view subject) const {
  OsError error = makeError(ErrorKind::TooManyHandles, operation, subject);
  error.hint = "close what is no longer needed; " + std::to_string(limits_.handles) + " may be open at once";
  return error;
}

Result<void> GrantedSystem::requireRoom(Operation operation, std::string_view subject) const {
  if (handles_.count() < limits_.handles) return {};
  return tl::unexpected(tooManyHandles(operation, subject));
}

Result<Handle> GrantedSystem::addEntry(Entry entry, Operation operation, std::string_view subject) {
  const auto handle = handles_.add(std::move(entry), limits_.handles);
  if (!handle) return tl::unexpected(tooManyHandles(operation, subject));
  return *handle;
}

// The number is not repeated: a stale, a forged and a foreign one give the same text.
tl::unexpected<OsError> GrantedSystem::noSuchHandle(Operation operation) {
  OsError error = makeError(ErrorKind::NoSuchHandle, operation, "handle");
  error.message = "no such handle";
  return tl::unexpected(std::move(error));
}

bool GrantedSystem::isGranted(StandardStream stream) const {
  return stream == StandardStream::Input ? granted_.input : granted_.output;
}

tl::unexpected<OsError> GrantedSystem::notOpen(Handle handle, Operation operation) const {
  if (handle == input_ && !granted_.input) {
    return tl::unexpected(missing(Operation::ReadInput, nameOf(StandardStream::Input), {{GrantKind::Input, {}}}));
  }
  const bool isError = handle == error_;
  if ((handle != output_ && !isError) || granted_.output) return noSuchHandle(operation);
  return tl::unexpected(missing(isError ? Operation::WriteError : Operation::WriteOutput,
                                nameOf(isError ? StandardStream::Error : StandardStream::Output),
                                {{GrantKind::Output, {}}}));
}

/// Who waits has seen what was printed. A failure is met again by the next write.
void GrantedSystem::flushBeforeWaiting() {
  waiting([&] { (void)outputBuffer_.flush(); });
}

GrantedSystem::Description GrantedSystem::describeHandle(Handle handle) {
  using Kind = Description::Kind;
  const Entry* entry = handles_.find(handle);
  if (entry == nullptr) return {};
  if (const auto* stream = std::get_if<StreamEntry>(entry)) {
    constexpr std::array kKinds{Kind::Input, Kind::Output, Kind::Error};
    return {kKinds[static_cast<std::size_t>(stream->stream)], nameOf(stream->stream)};
  }
  if (const auto* file = std::get_if<FileEntry>(entry)) return {Kind::File, file->name};
  if (const auto* listing = std::get_if<ListingEntry>(entry)) return {Kind::Listing, listing->name};
  if (const auto* lookup = std::get_if<LookupEntry>(entry)) return {Kind::Lookup, lookup->name};
  if (const auto* connection = std::get_if<ConnectionEntry>(entry)) return {Kind::Connection, connection->name};
  return {Kind::Listener, std::get<ListenerEntry>(*entry).name};
}

Result<GrantedSystem::FileEntry*> GrantedSystem::fileFor(Handle handle, Operation operation) {
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return noSuchHandle(operation);
  FileEntry* file = std::get_if<FileEntry>(entry);
  if (file == nullptr) return notForThis(operation, "handle", "this handle is not an open file");
  if (!grants_.rights(file->grant).includes(file->required)) return takenBack(operation, file->name);
  const Rights needed = rowOf(operation).rights;
  if (file->rights.includes(needed)) return file;
  OsError error =
      makeError(ErrorKind::Denied, operation, file->name,
                needed == Rights::read() ? "it was not opened for reading" : "it was not opened for writing");
  return tl::unexpected(std::move(error));
}

Result<std::size_t> GrantedSystem::read(Handle handle, std::span<std::byte> into) {
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return notOpen(handle, Operation::ReadFile);
  if (const auto* stream = std::get_if<StreamEntry>(entry)) return readInput(*stream, into);
  if (std::holds_alternative<ConnectionEntry>(*entry)) return receive(handle, into);
  const auto file = fileFor(handle, Operation::ReadFile);
  if (!file) return tl::unexpected(file.error());
  return readFile(**file, into);
}

Result<std::size_t> GrantedSystem::readInput(const StreamEntry& entry, std::span<std::byte> into) {
  constexpr Operation kOperation = Operation::ReadInput;
  if (entry.stream != StandardStream::Input) return notForThis(kOperation, nameOf(entry.stream), "it is for writing");
  if (into.empty()) return 0;
  flushBeforeWaiting();  // a prompt is seen before its answer is awaited
  const auto count = call([&]() -> HostResult<std::size_t> {
    if (!granted_.input) return 0;
    return waiting([&] { return host_->readInput(into, *cancellation_); });
  });
  if (!granted_.input) return takenBack(kOperation, nameOf(entry.stream));
  if (!count) return tl::unexpected(describe(count.error(), kOperation, nameOf(entry.stream)));
  return *count;
}

Result<std::size_t> GrantedSystem::readFile(FileEntry& entry, std::span<std::byte> into) {
  if (into.empty()) return 0;
  const auto count = call([&] { return entry.file->readAt(entry.position, into); });
  if (!count) return tl::unexpected(describe(count.error(), Operation::ReadFile, entry.name));
  entry.position += *count;
  return *count;
}

Result<std::size_t> GrantedSystem::write(Handle handle, std::span<const std::byte> from) {
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return notOpen(handle, Operation::WriteFile);
  if (const auto* stream = std::get_if<StreamEntry>(entry)) return writeOutput(*stream, from);
  if (std::holds_alternative<ConnectionEntry>(*entry)) return send(handle, from);
  const auto file = fileFor(handle, Operation::WriteFile);
  if (!file) return tl::unexpected(file.error());
  return writeFile(**file, from);
}

Result<OutputBuffer*> GrantedSystem::outputFor(const StreamEntry& entry, Operation operation) {
  if (entry.stream == StandardStream::Output) return &outputBuffer_;
  if (entry.stream == StandardStream::Error) return &errorBuffer_;
  return notForThis(operation, nameOf(entry.stream), "it is for reading");
}

Result<void> GrantedSystem::requireOutput(Operation operation, StandardStream stream) const {
  if (usage_.outputBytes >= limits_.outputBytes) {
    return tl::unexpected(makeError(ErrorKind::Limit, operation, nameOf(stream),
                                    "the limit of " + std::to_string(limits_.outputBytes) + " bytes is reached"));
  }
  if (outputRate_.isLimited() && outputRate_.waitFrom(host_->monotonicNow()) > std::chrono::nanoseconds::zero()) {
    return tl::unexpected(makeError(ErrorKind::TooFast, operation, nameOf(stream),
                                    "the limit is " + std::to_string(limits_.outputRate) + " bytes per second"));
  }
  return {};
}

Result<std::size_t> GrantedSystem::writeOutput(const StreamEntry& entry, std::span<const std::byte> from) {
  const Operation operation = entry.stream == StandardStream::Error ? Operation::WriteError : Operation::WriteOutput;
  const auto buffer = outputFor(entry, operation);
  if (!buffer) return tl::unexpected(buffer.error());
  if (!granted_.output) return takenBack(operation, nameOf(entry.stream));
  if (from.empty()) return 0;
  if (auto allowed = requireOutput(operation, entry.stream); !allowed) return tl::unexpected(allowed.error());
  const std::uint64_t left = limits_.outputBytes - std::min(limits_.outputBytes, usage_.outputBytes);
  const auto part = from.first(std::min<std::uint64_t>(left, from.size()));
  const auto count = waiting([&] { return (*buffer)->write(part); });
  if (!count) return tl::unexpected(describe(count.error(), operation, nameOf(entry.stream)));
  usage_.outputBytes += *count;
  if (outputRate_.isLimited()) outputRate_.take(*count, host_->monotonicNow());
  return *count;
}

std::uint64_t GrantedSystem::allowedEnd(std::uint64_t size, std::uint64_t start, std::size_t wanted) const {
  const std::uint64_t end = wanted > kLargestFile - start ? kLargestFile : start + wanted;
  const std::uint64_t left = limits_.fileBytes - std::min(limits_.fileBytes, usage_.fileBytes);
  return end <= size || end - size <= left ? end : size + left;
}

Result<std::size_t> GrantedSystem::writeFile(FileEntry& entry, std::span<const std::byte> from) {
  if (from.empty()) return 0;
  const auto size = sizeOf(entry, Operation::WriteFile);
  if (!size) return tl::unexpected(size.error());
  const std::uint64_t start = entry.appends ? *size : entry.position;
  const std::uint64_t end = allowedEnd(*size, start, from.size());
  if (end <= start) return quotaReached(Operation::WriteFile, entry.name);
  const auto allowed = from.first(end - start);
  const auto count =
      call([&] { return entry.appends ? entry.file->append(allowed) : entry.file->writeAt(start, allowed); });
  if (!count) return tl::unexpected(describe(count.error(), Operation::WriteFile, entry.name));
  entry.position = start + *count;
  if (entry.position > *size) usage_.fileBytes += entry.position - *size;
  return *count;
}

Result<void> GrantedSystem::flush(Handle handle) {
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return noSuchHandle(Operation::FlushOutput);
  if (const auto* stream = std::get_if<StreamEntry>(entry)) return flushStream(*stream);
  return {};  // files are written straight
}

Result<void> GrantedSystem::flushStream(const StreamEntry& entry) {
  if (entry.stream == StandardStream::Input) return {};
  const auto buffer = outputFor(entry, Operation::FlushOutput);
  if (!buffer) return tl::unexpected(buffer.error());
  const auto flushed = waiting([&] { return (*buffer)->flush(); });
  if (!flushed) return tl::unexpected(describe(flushed.error(), Operation::FlushOutput, nameOf(entry.stream)));
  return {};
}

Result<std::uint64_t> GrantedSystem::sizeOf(FileEntry& entry, Operation operation) {
  const auto metadata = call([&] { return entry.file->metadata(); });
  if (!metadata) return tl::unexpected(describe(metadata.error(), operation, entry.name));
  return metadata->size;
}

Result<std::uint64_t> GrantedSystem::size(Handle handle) {
  const auto file = fileFor(handle, Operation::SizeOfFile);
  if (!file) return tl::unexpected(file.error());
  return sizeOf(**file, Operation::SizeOfFile);
}

Result<std::uint64_t> GrantedSystem::seek(Handle handle, std::int64_t offset, SeekOrigin origin) {
  const auto file = fileFor(handle, Operation::SeekFile);
  if (!file) return tl::unexpected(file.error());
  std::uint64_t base = origin == SeekOrigin::Current ? (*file)->position : 0;
  if (origin == SeekOrigin::End) {
    const auto size = sizeOf(**file, Operation::SeekFile);
    if (!size) return size;
    base = *size;
  }
  // base is at most INT64_MAX, so one addition that is checked for both ends is all.
  std::int64_t target = 0;
  if (__builtin_add_overflow(static_cast<std::int64_t>(base), offset, &target) || target < 0) {
    return notForThis(Operation::SeekFile, (*file)->name, "the position would lie outside any file");
  }
  return (*file)->position = static_cast<std::uint64_t>(target);
}

Result<void> GrantedSystem::resize(Handle handle, std::uint64_t size) {
  constexpr Operation kOperation = Operation::ResizeFile;
  const auto file = fileFor(handle, kOperation);
  if (!file) return tl::unexpected(file.error());
  if (size > kLargestFile) return notForThis(kOperation, (*file)->name, "the size is larger than any file");
  const auto before = sizeOf(**file, kOperation);
  if (!before) return tl::unexpected(before.error());
  const std::uint64_t growth = size > *before ? size - *before : 0;
  if (growth > limits_.fileBytes - std::min(limits_.fileBytes, usage_.fileBytes)) {
    return quotaReached(kOperation, (*file)->name);
  }
  const auto resized = call([&] { return (*file)->file->resize(size); });
  if (!resized) return tl::unexpected(describe(resized.error(), kOperation, (*file)->name));
  usage_.fileBytes += growth;
  return {};
}

Result<void> GrantedSystem::sync(Handle handle) {
  const auto file = fileFor(handle, Operation::SyncFile);
  if (!file) return tl::unexpected(file.error());
  const auto synced = call([&] { return (*file)->file->sync(); });
  if (!synced) return tl::unexpected(describe(synced.error(), Operation::SyncFile, (*file)->name));
  return {};
}

Result<Metadata> GrantedSystem::metadataOf(Handle handle) {
  const auto file = fileFor(handle, Operation::MetadataOfFile);
  if (!file) return tl::unexpected(file.error());
  auto metadata = call([&] { return (*file)->file->metadata(); });
  if (!metadata) return tl::unexpected(describe(metadata.error(), Operation::MetadataOfFile, (*file)->name));
  metadata->modified = coarsened(metadata->modified);
  return *metadata;
}

Result<std::vector<DirectoryEntry>> GrantedSystem::nextEntries(Handle handle, std::size_t most) {
  constexpr Operation kOperation = Operation::NextEntries;
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return noSuchHandle(kOperation);
  auto* listing = std::get_if<ListingEntry>(entry);
  if (listing == nullptr) return notForThis(kOperation, "handle", "this handle is not an open directory");
  if (!grants_.rights(listing->grant).includes(Rights::read())) return takenBack(kOperation, listing->name);
  const std::size_t left = listing->entries.size() - listing->next;
  const auto first = listing->entries.begin() + static_cast<std::ptrdiff_t>(listing->next);
  const std::size_t count = std::min({left, most, limits_.entriesPerCall});
  listing->next += count;
  const auto last = first + static_cast<std::ptrdiff_t>(count);
  return std::vector<DirectoryEntry>(std::make_move_iterator(first), std::make_move_iterator(last));
}

Result<void> GrantedSystem::close(Handle handle) {
  const Entry* present = handles_.find(handle);
  if (present == nullptr) return noSuchHandle(Operation::CloseHandle);
  watches_.wake(handle);
  auto removed = handles_.remove(handle);
  return closeEntry(*removed);
}

Result<void> GrantedSystem::closeEntry(Entry& entry) {
  if (const auto* stream = std::get_if<StreamEntry>(&entry)) return flushStream(*stream);
  if (const auto* listing = std::get_if<ListingEntry>(&entry)) {
    listingBytes_ -= listing->bytes;
    return {};
  }
  auto* file = std::get_if<FileEntry>(&entry);
  if (file == nullptr) return {};  // of the network: its end closes it, and that cannot fail
  const auto closed = call([&] { return file->file->close(); });
  if (!closed) return tl::unexpected(describe(closed.error(), Operation::CloseHandle, file->name));
  return {};
}

}  // namespace tatu::os
