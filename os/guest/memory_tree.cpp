#include "os/guest/memory_tree.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

namespace tatu::os {
namespace {

constexpr int kMostLinks = 40;

tl::unexpected<HostError> leadsOutside(int code) { return tl::unexpected(HostError{ErrorKind::Denied, code, true}); }

/// The parts of a path still to go, the next one last.
class Agenda {
 public:
  void push(std::string_view path) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start < path.size();) {
      const std::size_t end = std::min(path.find('/', start), path.size());
      if (end > start) parts.emplace_back(path.substr(start, end - start));
      start = end + 1;
    }
    left_.insert(left_.end(), std::make_move_iterator(parts.rbegin()), std::make_move_iterator(parts.rend()));
  }
  [[nodiscard]] bool empty() const { return left_.empty(); }
  std::string take() {
    std::string part = std::move(left_.back());
    left_.pop_back();
    return part;
  }

 private:
  std::vector<std::string> left_;
};

/// Goes down from a root, never above it. After a step it stands at a directory, or at a name in one.
class Walk {
 public:
  explicit Walk(const MemoryTree::Node& root) : way_{root} {}

  [[nodiscard]] const MemoryTree::Node& here() const { return way_.back(); }

  /// Follows all parts, and a link at the end only if asked to. Leaves the last part as `name` if it is no directory
  /// that was entered: a file, a link, or nothing.
  HostResult<void> follow(std::string_view path, bool throughLastLink) {
    agenda_.push(path);
    while (!agenda_.empty()) {
      if (auto stepped = step(agenda_.take(), throughLastLink); !stepped) return stepped;
    }
    return {};
  }

  [[nodiscard]] const std::optional<std::string>& name() const { return name_; }
  [[nodiscard]] const MemoryTree::Node& node() const { return node_; }

 private:
  HostResult<void> step(const std::string& part, bool throughLastLink) {
    if (part == ".") return {};
    if (part == "..") return goUp();
    auto next = here()->child(part);
    const bool last = agenda_.empty();
    if (!next) return last ? stopAt(part, nullptr) : HostResult<void>(failureFromErrno(ENOENT));
    if (next->kind() == FileKind::Link && (!last || throughLastLink)) return enterLink(*next);
    if (next->kind() == FileKind::Directory && !(last && !throughLastLink)) {
      way_.push_back(std::move(next));
      return {};
    }
    return last ? stopAt(part, std::move(next)) : HostResult<void>(failureFromErrno(ENOTDIR));
  }

  HostResult<void> goUp() {
    if (way_.size() == 1) return startsAtTop() ? HostResult<void>() : leadsOutside(EXDEV);
    way_.pop_back();
    return {};
  }

  // Nothing leads out of the top.
  [[nodiscard]] bool startsAtTop() const { return way_.front()->parent() == nullptr; }

  HostResult<void> enterLink(const MemoryNode& link) {
    if (++links_ > kMostLinks) return leadsOutside(ELOOP);
    if (link.target().starts_with('/')) {
      if (!startsAtTop()) return leadsOutside(EXDEV);
      way_.resize(1);
    }
    if (link.target().empty()) return failureFromErrno(ENOENT);
    agenda_.push(link.target());
    return {};
  }

  HostResult<void> stopAt(const std::string& part, MemoryTree::Node node) {
    name_ = part;
    node_ = std::move(node);
    return {};
  }

  std::vector<MemoryTree::Node> way_;
  Agenda agenda_;
  std::optional<std::string> name_;
  MemoryTree::Node node_;
  int links_ = 0;
};

bool isWithin(const MemoryNode* node, const MemoryNode* ancestor) {
  for (; node != nullptr; node = node->parent()) {
    if (node == ancestor) return true;
  }
  return false;
}

HostResult<void> checkReplacement(const MemoryNode& moved, const MemoryNode& replaced) {
  const bool intoDirectory = replaced.kind() == FileKind::Directory;
  const bool ofDirectory = moved.kind() == FileKind::Directory;
  if (intoDirectory && !ofDirectory) return failureFromErrno(EISDIR);
  if (!intoDirectory && ofDirectory) return failureFromErrno(ENOTDIR);
  if (intoDirectory && !replaced.children().empty()) return failureFromErrno(ENOTEMPTY);
  return {};
}

}  // namespace

MemoryNode::~MemoryNode() {
  if (kind_ == FileKind::File) space_->bytes -= content_.size();
  // Children are taken apart in a loop, so that a deep tree does not need a deep stack.
  std::vector<std::shared_ptr<MemoryNode>> doomed;
  const auto collect = [&doomed](Children& children) {
    for (auto& [name, node] : children) {
      node->parent_ = nullptr;
      doomed.push_back(std::move(node));
    }
    children.clear();
  };
  collect(children_);
  while (!doomed.empty()) {
    const std::shared_ptr<MemoryNode> node = std::move(doomed.back());
    doomed.pop_back();
    if (node.use_count() == 1) collect(node->children_);
  }
}

Metadata MemoryNode::metadata() const { return {kind_, kind_ == FileKind::File ? content_.size() : 0, modified_}; }

HostResult<std::size_t> MemoryNode::writeAt(std::uint64_t offset, std::string_view bytes) {
  if (bytes.empty()) return 0;
  const std::uint64_t room = content_.size() + (space_->mostBytes - space_->bytes);
  if (offset >= room) return failureFromErrno(ENOSPC);
  const std::size_t count = std::min<std::uint64_t>(bytes.size(), room - offset);
  if (offset + count > content_.size()) {
    if (auto grown = resize(offset + count); !grown) return tl::unexpected(grown.error());
  }
  content_.replace(offset, count, bytes.substr(0, count));
  return count;
}

HostResult<void> MemoryNode::resize(std::uint64_t size) {
  if (size > content_.size() && !space_->fitsBytes(size - content_.size())) return failureFromErrno(ENOSPC);
  space_->bytes = space_->bytes - content_.size() + size;
  content_.resize(size);
  return {};
}

std::shared_ptr<MemoryNode> MemoryNode::child(std::string_view name) const {
  const auto found = children_.find(name);
  return found == children_.end() ? nullptr : found->second;
}

void MemoryNode::attach(std::string name, std::shared_ptr<MemoryNode> node) {
  node->parent_ = this;
  children_.insert_or_assign(std::move(name), std::move(node));
}

std::shared_ptr<MemoryNode> MemoryNode::detach(std::string_view name) {
  const auto found = children_.find(name);
  if (found == children_.end()) return nullptr;
  std::shared_ptr<MemoryNode> node = std::move(found->second);
  children_.erase(found);
  node->parent_ = nullptr;
  return node;
}

MemoryTree::MemoryTree(std::uint64_t mostBytes, std::uint64_t mostEntries)
    : space_(std::make_shared<DiskSpace>(DiskSpace{0, 0, mostBytes, mostEntries})),
      top_(std::make_shared<MemoryNode>(FileKind::Directory, space_)) {}

HostResult<MemoryTree::Node> MemoryTree::find(const Node& root, std::string_view path) const {
  Walk walk(root);
  if (auto followed = walk.follow(path, true); !followed) return tl::unexpected(followed.error());
  if (!walk.name()) return walk.here();
  if (!walk.node()) return failureFromErrno(ENOENT);
  return walk.node();
}

HostResult<MemoryTree::Place> MemoryTree::placeOf(const Node& root, std::string_view path) const {
  if (path == ".") return failureFromErrno(EBUSY);
  Walk walk(root);
  if (auto followed = walk.follow(path, false); !followed) return tl::unexpected(followed.error());
  return Place{walk.here(), walk.name().value_or("")};
}

HostResult<MemoryTree::Place> MemoryTree::placeThroughLinks(const Node& root, std::string_view path) const {
  Walk walk(root);
  if (auto followed = walk.follow(path, true); !followed) return tl::unexpected(followed.error());
  if (!walk.name()) return failureFromErrno(EISDIR);
  return Place{walk.here(), *walk.name()};
}

HostResult<MemoryTree::Node> MemoryTree::create(const Place& place, FileKind kind, std::chrono::nanoseconds now) {
  if (place.directory->child(place.name)) return failureFromErrno(EEXIST);
  if (!space_->fitsEntry()) return failureFromErrno(ENOSPC);
  const Node node = std::make_shared<MemoryNode>(kind, space_);
  node->touch(now);
  place.directory->attach(place.name, node);
  place.directory->touch(now);
  ++space_->entries;
  return node;
}

void MemoryTree::removeEntry(const Place& place, std::chrono::nanoseconds now) {
  (void)place.directory->detach(place.name);
  place.directory->touch(now);
  --space_->entries;
}

HostResult<void> MemoryTree::removeFile(const Place& place, std::chrono::nanoseconds now) {
  const Node node = place.directory->child(place.name);
  if (!node) return failureFromErrno(ENOENT);
  if (node->kind() == FileKind::Directory) return failureFromErrno(EISDIR);
  removeEntry(place, now);
  return {};
}

HostResult<void> MemoryTree::removeDirectory(const Place& place, std::chrono::nanoseconds now) {
  const Node node = place.directory->child(place.name);
  if (!node) return failureFromErrno(ENOENT);
  if (node->kind() != FileKind::Directory) return failureFromErrno(ENOTDIR);
  if (!node->children().empty()) return failureFromErrno(ENOTEMPTY);
  removeEntry(place, now);
  return {};
}

HostResult<void> MemoryTree::rename(const Place& from, const Place& to, std::chrono::nanoseconds now) {
  const Node moved = from.directory->child(from.name);
  if (!moved) return failureFromErrno(ENOENT);
  if (isWithin(to.directory.get(), moved.get())) return failureFromErrno(EINVAL);
  const Node replaced = to.directory->child(to.name);
  if (replaced == moved) return {};
  // Whatever contains what is moved is not empty, and that is what is said first.
  if (replaced && isWithin(from.directory.get(), replaced.get())) return failureFromErrno(ENOTEMPTY);
  if (replaced) {
    if (auto allowed = checkReplacement(*moved, *replaced); !allowed) return allowed;
    removeEntry(to, now);
  }
  (void)from.directory->detach(from.name);
  to.directory->attach(to.name, moved);
  from.directory->touch(now);
  to.directory->touch(now);
  return {};
}

HostResult<MemoryTree::Place> MemoryTree::makeWay(std::string_view absolutePath) {
  const std::size_t slash = absolutePath.find_last_of('/');
  Node here = top_;
  const std::string_view parents = slash == std::string_view::npos ? "" : absolutePath.substr(0, slash);
  for (std::size_t start = 0; start < parents.size();) {
    const std::size_t end = std::min(parents.find('/', start), parents.size());
    const std::string part(parents.substr(start, end - start));
    start = end + 1;
    if (part.empty()) continue;
    auto next = find(here, part);
    if (!next && next.error().kind == ErrorKind::NotFound)
      next = create({here, part}, FileKind::Directory, std::chrono::nanoseconds(0));
    if (!next) return tl::unexpected(next.error());
    if ((*next)->kind() != FileKind::Directory) return failureFromErrno(ENOTDIR);
    here = *next;
  }
  return Place{here, std::string(absolutePath.substr(slash == std::string_view::npos ? 0 : slash + 1))};
}

}  // namespace tatu::os
