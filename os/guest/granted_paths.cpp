// What a guest does with paths. Each operation: check the text, find the grants, ask the host, say what went wrong.
#include <algorithm>
#include <array>
#include <utility>

#include "os/guest/granted_calls.h"
#include "os/guest/granted_system.h"
#include "os/random_name.h"
#include "os/text.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> entryQuotaReached(Operation operation, std::string_view subject) {
  return tl::unexpected(
      makeError(ErrorKind::NoSpace, operation, subject, "the program's quota of files and directories is used up"));
}

/// Operations on a directory itself are allowed by granting it; the others by granting the directory around.
std::string directoryFor(Operation operation, std::string_view named) {
  const bool itself = operation == Operation::OpenDirectory || operation == Operation::CreateTemporaryFile;
  return itself ? normalizeText(named) : directoryToGrant(named);
}

/// Names that the host has but no guest path can spell are shown, not opened.
void makePresentable(std::vector<DirectoryEntry>& entries) {
  for (DirectoryEntry& entry : entries) {
    const bool spellable =
        GuestPath::parse("./" + entry.name, "/").has_value() && entry.name.find('/') == std::string::npos;
    if (!spellable) entry = {replaceUnrepresentable(entry.name), entry.kind, false};
  }
}

std::size_t bytesOf(const std::vector<DirectoryEntry>& entries) {
  std::size_t bytes = 0;
  for (const DirectoryEntry& entry : entries) bytes += entry.name.size();
  return bytes;
}

std::string inDirectory(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

std::string relativeChild(const std::string& directory, const std::string& name) {
  return directory == "." ? name : directory + "/" + name;
}

}  // namespace

Result<GrantedSystem::Access> GrantedSystem::access(Operation operation, std::string_view path, Rights needed) const {
  const auto parsed = GuestPath::parse(path, workingDirectory_);
  if (!parsed) {
    return tl::unexpected(
        makeError(ErrorKind::InvalidPath, operation, path.substr(0, kLongestPath + 1), parsed.error().reason));
  }
  Access access{operation, std::string(path), *parsed, grants_.candidates(*parsed, needed)};
  if (access.candidates.empty()) return tl::unexpected(denied(operation, path, *parsed, needed));
  return access;
}

// Nothing in here may depend on the disk: one error for all forbidden paths.
OsError GrantedSystem::denied(Operation operation, std::string_view named, const GuestPath& path, Rights needed) const {
  const Rights lacking = needed.without(grants_.rightsAt(path));
  const std::string directory = directoryFor(operation, named);
  std::vector<Grant> grants;
  if (lacking.includes(Rights::read())) grants.push_back({GrantKind::Read, directory});
  if (lacking.includes(Rights::write())) grants.push_back({GrantKind::Write, directory});
  return missing(operation, named, grants);
}

tl::unexpected<OsError> GrantedSystem::hostFailureAt(const Access& access, const HostError& error) const {
  if (!error.leadsOutside) return tl::unexpected(describe(error, access.operation, access.named));
  OsError refused = makeError(ErrorKind::Denied, access.operation, access.named);
  refused.hint =
      "a link on the way leads outside the granted directory; an absolute one is followed only if / is granted";
  return tl::unexpected(std::move(refused));
}

Result<void> GrantedSystem::requireCreatable(const Access& access) const {
  const std::string_view reason = reasonNotPortable(access.path.name());
  if (reason.empty()) return {};
  return tl::unexpected(makeError(ErrorKind::InvalidPath, access.operation, access.named, reason));
}

Result<OpenedFile> GrantedSystem::openBy(const Access& access, const Candidate& way, OpenFlags flags) {
  const bool mayCreate = entriesLeft();
  if (flags.has(OpenFlag::Exclusive) && !mayCreate) return entryQuotaReached(access.operation, access.named);
  if (!mayCreate) flags = flags.without(OpenFlag::Create);
  auto opened = call([&] { return host_->openFile(way.root, way.relative, flags); });
  if (opened) return std::move(*opened);
  if (!mayCreate && opened.error().kind == ErrorKind::NotFound) {
    return entryQuotaReached(access.operation, access.named);
  }
  return hostFailureAt(access, opened.error());
}

Result<GrantedSystem::FileEntry> GrantedSystem::openAlongWays(const Access& access, OpenFlags flags) {
  for (std::size_t i = 0;; ++i) {
    const Candidate& way = access.candidates[i];
    auto opened = openBy(access, way, flags);
    if (opened) {
      usage_.fileEntries += opened->created ? 1 : 0;
      return FileEntry{.file = std::move(opened->file),
                       .name = access.named,
                       .rights = rightsOfHandle(flags),
                       .required = rightsNeededToOpen(flags),
                       .grant = way.grant,
                       .appends = flags.has(OpenFlag::Append)};
    }
    const bool last = i + 1 == access.candidates.size();
    if (last || opened.error().kind != ErrorKind::Denied) return tl::unexpected(std::move(opened.error()));
  }
}

Result<Handle> GrantedSystem::openFile(std::string_view path, OpenFlags flags) {
  constexpr Operation kOperation = Operation::OpenFile;
  if (!validOpenFlags(flags)) return tl::unexpected(makeError(ErrorKind::InvalidArgument, kOperation, path));
  const auto allowed = access(kOperation, path, rightsNeededToOpen(flags));
  if (!allowed) return tl::unexpected(allowed.error());
  if (auto room = requireRoom(kOperation, path); !room) return tl::unexpected(std::move(room.error()));
  const auto creatable = flags.has(OpenFlag::Create) ? requireCreatable(*allowed) : Result<void>();
  if (!creatable && flags.has(OpenFlag::Exclusive)) return tl::unexpected(creatable.error());
  // A name that is not portable may be opened if it is there, but not come into being.
  auto entry = openAlongWays(*allowed, creatable ? flags : flags.without(OpenFlag::Create));
  if (!entry && !creatable && entry.error().kind == ErrorKind::NotFound) return tl::unexpected(creatable.error());
  if (!entry) return tl::unexpected(std::move(entry.error()));
  return addEntry(std::move(*entry), kOperation, path);
}

Result<TemporaryFile> GrantedSystem::createTemporaryFile(std::string_view directory) {
  constexpr Operation kOperation = Operation::CreateTemporaryFile;
  constexpr int kMostTries = 32;
  const auto allowed = access(kOperation, directory, rowOf(kOperation).rights);
  if (!allowed) return tl::unexpected(allowed.error());
  if (auto room = requireRoom(kOperation, directory); !room) return tl::unexpected(std::move(room.error()));
  for (int attempt = 1;; ++attempt) {
    auto made = tryTemporaryFile(*allowed, allowed->candidates.front());
    if (made || made.error().kind != ErrorKind::AlreadyExists || attempt == kMostTries) return made;
  }
}

// Read is given although only Write was asked for: nobody else has put anything into a file that is new.
Result<TemporaryFile> GrantedSystem::tryTemporaryFile(const Access& access, const Candidate& way) {
  std::array<std::byte, 8> randomness{};
  const auto filled = call([&] { return host_->fillRandom(randomness); });
  if (!filled) return hostFailureAt(access, filled.error());
  const std::string name = randomName("tmp-", randomness);
  const OpenFlags flags = OpenFlag::Read | OpenFlag::Write | OpenFlag::Create | OpenFlag::Exclusive;
  const Candidate inside{way.grant, way.root, relativeChild(way.relative, name)};
  auto opened = openBy(access, inside, flags);
  if (!opened) return tl::unexpected(std::move(opened.error()));
  ++usage_.fileEntries;
  temporaries_.push_back({way.grant, way.root, inside.relative});
  const std::string path = inDirectory(access.named, name);
  FileEntry entry{.file = std::move(opened->file),
                  .name = path,
                  .rights = Rights::readWrite(),
                  .required = Rights::write(),
                  .grant = way.grant};
  const auto handle = addEntry(std::move(entry), access.operation, path);
  if (!handle) return tl::unexpected(handle.error());
  return TemporaryFile{*handle, path};
}

Result<Metadata> GrantedSystem::metadata(std::string_view path) {
  constexpr Operation kOperation = Operation::Metadata;
  const auto allowed = access(kOperation, path, rowOf(kOperation).rights);
  if (!allowed) return tl::unexpected(allowed.error());
  auto metadata = alongWays(*allowed, [&](const Candidate& way) { return host_->metadata(way.root, way.relative); });
  if (!metadata) return hostFailureAt(*allowed, metadata.error());
  metadata->modified = coarsened(metadata->modified);
  return *metadata;
}

Result<Handle> GrantedSystem::openDirectory(std::string_view path) {
  constexpr Operation kOperation = Operation::OpenDirectory;
  const auto allowed = access(kOperation, path, rowOf(kOperation).rights);
  if (!allowed) return tl::unexpected(allowed.error());
  if (auto room = requireRoom(kOperation, path); !room) return tl::unexpected(std::move(room.error()));
  const ListingLimits most{limits_.directoryEntries,
                           limits_.listingBytes - std::min(limits_.listingBytes, listingBytes_)};
  GrantIndex grant;
  auto entries = alongWays(*allowed, [&](const Candidate& way) {
    grant = way.grant;
    return host_->list(way.root, way.relative, most);
  });
  if (!entries && entries.error().kind == ErrorKind::Limit) {
    return tl::unexpected(makeError(ErrorKind::Limit, kOperation, path,
                                    "it has more than the " + std::to_string(most.entries) +
                                        " entries, or the names are longer, than a listing may hold"));
  }
  if (!entries) return hostFailureAt(*allowed, entries.error());
  makePresentable(*entries);
  ListingEntry listing{std::move(*entries), std::string(path), grant, 0, 0};
  listing.bytes = bytesOf(listing.entries);
  listingBytes_ += listing.bytes;
  return addEntry(std::move(listing), kOperation, path);
}

Result<void> GrantedSystem::createDirectory(std::string_view path) {
  constexpr Operation kOperation = Operation::CreateDirectory;
  const auto allowed = access(kOperation, path, rowOf(kOperation).rights);
  if (!allowed) return tl::unexpected(allowed.error());
  if (auto creatable = requireCreatable(*allowed); !creatable) return creatable;
  if (!entriesLeft()) return entryQuotaReached(kOperation, path);
  const auto made =
      alongWays(*allowed, [&](const Candidate& way) { return host_->createDirectory(way.root, way.relative); });
  if (!made) return hostFailureAt(*allowed, made.error());
  ++usage_.fileEntries;
  return {};
}

Result<void> GrantedSystem::removeFile(std::string_view path) { return removeAt(Operation::RemoveFile, path); }

Result<void> GrantedSystem::removeDirectory(std::string_view path) {
  return removeAt(Operation::RemoveDirectory, path);
}

Result<void> GrantedSystem::removeAt(Operation operation, std::string_view path) {
  const auto allowed = access(operation, path, rowOf(operation).rights);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto removed = alongWays(*allowed, [&](const Candidate& way) {
    auto result = operation == Operation::RemoveFile ? host_->removeFile(way.root, way.relative)
                                                     : host_->removeDirectory(way.root, way.relative);
    if (result) forgetTemporary(way.root, way.relative);
    return result;
  });
  if (!removed) return hostFailureAt(*allowed, removed.error());
  return {};
}

void GrantedSystem::forgetTemporary(RootId root, const std::string& relative) {
  std::erase_if(temporaries_, [&](const TemporaryPlace& place) {
    return place.root.index == root.index && place.relative == relative;
  });
}

Result<void> GrantedSystem::rename(std::string_view from, std::string_view to) {
  auto target = access(Operation::RenameTo, to, rowOf(Operation::RenameTo).rights);
  if (!target) return tl::unexpected(std::move(target.error()));
  if (auto creatable = requireCreatable(*target); !creatable) return creatable;
  auto source = access(Operation::RenameFrom, from, rowOf(Operation::RenameFrom).rights);
  if (!source) return tl::unexpected(std::move(source.error()));
  const Candidate& there = target->candidates.front();
  const Candidate& here = source->candidates.front();
  const Rights gained = grants_.reach(there.grant) | grants_.reach(here.grant);
  if (!grants_.rights(here.grant).includes(gained)) {
    return tl::unexpected(denied(Operation::RenameFrom, from, source->path, gained));
  }
  const auto renamed = call([&] { return host_->rename(here.root, here.relative, there.root, there.relative); });
  if (!renamed) return hostFailureAt(*source, renamed.error());
  // What was renamed is to stay, and so is what now stands where a temporary file was.
  forgetTemporary(here.root, here.relative);
  forgetTemporary(there.root, there.relative);
  return {};
}

}  // namespace tatu::os
