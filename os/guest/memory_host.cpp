#include "os/guest/memory_host.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

namespace tatu::os {
namespace {

using Lock = std::lock_guard<std::mutex>;
using std::chrono::nanoseconds;

std::string_view asText(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t copyOut(std::string_view from, std::size_t offset, std::span<std::byte> into) {
  if (offset >= from.size()) return 0;
  const std::string_view part = from.substr(offset, into.size());
  std::ranges::copy(std::as_bytes(std::span(part)), into.begin());
  return part.size();
}

}  // namespace

class MemoryFile final : public HostFile {
 public:
  MemoryFile(std::shared_ptr<MemoryMachine> machine, MemoryTree::Node node)
      : machine_(std::move(machine)), node_(std::move(node)) {}
  ~MemoryFile() override {
    const Lock lock(mutex());
    node_.reset();  // its bytes may come free
  }

  HostResult<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> into) override {
    const Lock lock(mutex());
    return copyOut(node_->content(), offset, into);
  }
  HostResult<std::size_t> writeAt(std::uint64_t offset, std::span<const std::byte> from) override {
    const Lock lock(mutex());
    return writeLocked(offset, from);
  }
  HostResult<std::size_t> append(std::span<const std::byte> from) override {
    const Lock lock(mutex());
    return writeLocked(node_->content().size(), from);
  }
  HostResult<Metadata> metadata() override {
    const Lock lock(mutex());
    return node_->metadata();
  }
  HostResult<void> resize(std::uint64_t size) override {
    const Lock lock(mutex());
    node_->touch(machine_->wall_);
    return node_->resize(size);
  }
  HostResult<void> sync() override { return {}; }
  HostResult<void> close() override { return {}; }

 private:
  [[nodiscard]] std::mutex& mutex() const { return machine_->mutex_; }
  HostResult<std::size_t> writeLocked(std::uint64_t offset, std::span<const std::byte> from) {
    auto count = node_->writeAt(offset, asText(from));
    if (count) node_->touch(machine_->wall_);
    return count;
  }

  std::shared_ptr<MemoryMachine> machine_;
  MemoryTree::Node node_;
};

MemoryHost::~MemoryHost() {
  const Lock lock(machine_->mutex_);
  roots_.clear();  // a root that was removed meanwhile goes now, and its space comes free
}

HostResult<RootId> MemoryHost::openRoot(const std::string& absolutePath) {
  const Lock lock(machine_->mutex_);
  const auto node = machine_->tree_->find(machine_->tree_->top(), absolutePath);
  if (!node) return tl::unexpected(node.error());
  if ((*node)->kind() != FileKind::Directory) return failureFromErrno(ENOTDIR);
  roots_.push_back(*node);
  return RootId{roots_.size() - 1};
}

HostResult<RootId> MemoryHost::openRootBeneath(RootId outer, const std::string& path) {
  const Lock lock(machine_->mutex_);
  MemoryTree::Node node = roots_[outer.index];
  for (std::size_t start = 0; path != "." && start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    node = node->child(std::string_view(path).substr(start, end - start));
    if (node == nullptr) return failureFromErrno(ENOENT);
    if (node->kind() == FileKind::Link) return tl::unexpected(HostError{ErrorKind::Denied, ELOOP, true});
    if (node->kind() != FileKind::Directory) return failureFromErrno(ENOTDIR);
    start = end + 1;
  }
  roots_.push_back(std::move(node));
  return RootId{roots_.size() - 1};
}

bool MemoryHost::isBeneath(RootId inner, RootId outer) const {
  const Lock lock(machine_->mutex_);
  const MemoryNode* wanted = roots_[outer.index].get();
  for (const MemoryNode* node = roots_[inner.index].get(); node != nullptr; node = node->parent()) {
    if (node == wanted) return true;
  }
  return false;
}

HostResult<MemoryTree::Node> MemoryHost::nodeToOpen(const MemoryTree::Node& root, const std::string& path,
                                                    OpenFlags flags, bool& created) {
  MemoryTree& tree = *machine_->tree_;
  if (flags.has(OpenFlag::Exclusive)) {
    const auto place = tree.placeOf(root, path);
    if (!place) return path == "." ? failureFromErrno(EEXIST) : tl::unexpected(place.error());
    created = true;
    return tree.create(*place, FileKind::File, machine_->wall_);
  }
  auto node = tree.find(root, path);
  if (node || node.error().kind != ErrorKind::NotFound || !flags.has(OpenFlag::Create)) return node;
  const auto place = tree.placeThroughLinks(root, path);
  if (!place) return tl::unexpected(place.error());
  created = true;
  return tree.create(*place, FileKind::File, machine_->wall_);
}

HostResult<OpenedFile> MemoryHost::openFile(RootId root, const std::string& path, OpenFlags flags) {
  const Lock lock(machine_->mutex_);
  bool created = false;
  auto node = nodeToOpen(roots_[root.index], path, flags, created);
  if (!node) return tl::unexpected(node.error());
  if ((*node)->kind() == FileKind::Directory) return failureFromErrno(EISDIR);
  if (flags.has(OpenFlag::Truncate)) {
    (*node)->touch(machine_->wall_);
    if (auto emptied = (*node)->resize(0); !emptied) return tl::unexpected(emptied.error());
  }
  return OpenedFile{std::make_unique<MemoryFile>(machine_, std::move(*node)), created};
}

HostResult<Metadata> MemoryHost::metadata(RootId root, const std::string& path) {
  const Lock lock(machine_->mutex_);
  const auto node = machine_->tree_->find(roots_[root.index], path);
  if (!node) return tl::unexpected(node.error());
  return (*node)->metadata();
}

HostResult<std::vector<DirectoryEntry>> MemoryHost::list(RootId root, const std::string& path,
                                                         const ListingLimits& limits) {
  const Lock lock(machine_->mutex_);
  const auto node = machine_->tree_->find(roots_[root.index], path);
  if (!node) return tl::unexpected(node.error());
  if ((*node)->kind() != FileKind::Directory) return failureFromErrno(ENOTDIR);
  std::vector<DirectoryEntry> entries;
  std::size_t bytes = 0;
  for (const auto& [name, child] : (*node)->children()) {
    bytes += name.size();
    if (entries.size() == limits.entries || bytes > limits.bytes) return hostFailure(ErrorKind::Limit);
    entries.push_back({name, child->kind(), true});
  }
  return entries;
}

HostResult<void> MemoryHost::createDirectory(RootId root, const std::string& path) {
  const Lock lock(machine_->mutex_);
  const auto place = machine_->tree_->placeOf(roots_[root.index], path);
  if (!place) return path == "." ? failureFromErrno(EEXIST) : tl::unexpected(place.error());
  const auto node = machine_->tree_->create(*place, FileKind::Directory, machine_->wall_);
  if (!node) return tl::unexpected(node.error());
  return {};
}

HostResult<void> MemoryHost::removeFile(RootId root, const std::string& path) {
  const Lock lock(machine_->mutex_);
  const auto place = machine_->tree_->placeOf(roots_[root.index], path);
  if (!place) return path == "." ? failureFromErrno(EISDIR) : tl::unexpected(place.error());
  return machine_->tree_->removeFile(*place, machine_->wall_);
}

HostResult<void> MemoryHost::removeDirectory(RootId root, const std::string& path) {
  const Lock lock(machine_->mutex_);
  const auto place = machine_->tree_->placeOf(roots_[root.index], path);
  if (!place) return tl::unexpected(place.error());
  return machine_->tree_->removeDirectory(*place, machine_->wall_);
}

HostResult<void> MemoryHost::rename(RootId fromRoot, const std::string& from, RootId toRoot, const std::string& to) {
  const Lock lock(machine_->mutex_);
  const auto source = machine_->tree_->placeOf(roots_[fromRoot.index], from);
  if (!source) return tl::unexpected(source.error());
  const auto target = machine_->tree_->placeOf(roots_[toRoot.index], to);
  if (!target) return tl::unexpected(target.error());
  return machine_->tree_->rename(*source, *target, machine_->wall_);
}

HostResult<std::size_t> MemoryHost::readInput(std::span<std::byte> into, Cancellation& cancellation) {
  const Lock lock(machine_->mutex_);
  if (cancellation.cancelled()) return hostFailure(ErrorKind::Interrupted);
  const std::size_t count = copyOut(machine_->input_, machine_->inputPosition_, into);
  machine_->inputPosition_ += count;
  return count;
}

HostResult<std::size_t> MemoryHost::writeStream(StandardStream stream, std::span<const std::byte> from, Cancellation&) {
  const Lock lock(machine_->mutex_);
  if (stream == StandardStream::Output && machine_->outputClosed_) return failureFromErrno(EPIPE);
  (stream == StandardStream::Output ? machine_->output_ : machine_->errorOutput_) += asText(from);
  return from.size();
}

bool MemoryHost::isTerminal(StandardStream) const { return machine_->options_.terminal; }

nanoseconds MemoryHost::wallNow() const {
  const Lock lock(machine_->mutex_);
  return machine_->wall_;
}

nanoseconds MemoryHost::monotonicNow() const {
  const Lock lock(machine_->mutex_);
  return machine_->monotonic_;
}

HostResult<void> MemoryHost::waitUntil(nanoseconds moment, Cancellation& cancellation) {
  const Lock lock(machine_->mutex_);
  return passTimeUntil(moment, cancellation);
}

HostResult<void> MemoryHost::passTimeUntil(nanoseconds moment, const Cancellation& cancellation) {
  switch (cancellation.stopReason(machine_->monotonic_)) {
    case StopReason::None: break;
    case StopReason::Cancelled: return hostFailure(ErrorKind::Interrupted);
    case StopReason::DeadlinePassed: return hostFailure(ErrorKind::TimedOut);
  }
  const bool inTime = !cancellation.hasDeadline() || moment < cancellation.deadline();
  const nanoseconds until = std::max(machine_->monotonic_, inTime ? moment : cancellation.deadline());
  const nanoseconds step = until - machine_->monotonic_;
  machine_->monotonic_ += step;
  machine_->wall_ += std::min(step, nanoseconds::max() - std::max(machine_->wall_, nanoseconds::zero()));
  if (!inTime) return hostFailure(ErrorKind::TimedOut);
  return {};
}

HostResult<void> MemoryHost::fillRandom(std::span<std::byte> into) {
  const Lock lock(machine_->mutex_);
  machine_->random_.fill(into);
  return {};
}

std::vector<std::pair<std::string, std::string>> MemoryHost::environment() const {
  const Lock lock(machine_->mutex_);
  return {machine_->environment_.begin(), machine_->environment_.end()};
}

}  // namespace tatu::os
