// MemoryTree: a file system in memory, with the links, limits and errors of a real one.
//
// Invariants
// - A node that is removed lives on while a file is open on it; its bytes count until it is gone.
// - `usage` is what all nodes hold together; it never exceeds the limits, and a call that would fails with NoSpace and
//   changes nothing.
// - Nothing here recurses by depth: trees may be deeper than a stack.
// Not thread-safe; `MemoryMachine` locks.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "os/guest/metadata.h"
#include "os/host_error.h"
#include "os/platform/host_metadata.h"
#include "os/rights.h"

namespace tatu::os {

/// Bytes and entries that are used, and that may be.
struct DiskSpace {
  std::uint64_t bytes = 0;
  std::uint64_t entries = 0;
  std::uint64_t mostBytes = 0;
  std::uint64_t mostEntries = 0;

  [[nodiscard]] bool fitsBytes(std::uint64_t more) const { return more <= mostBytes - bytes; }
  [[nodiscard]] bool fitsEntry() const { return entries < mostEntries; }
};

class MemoryNode {
 public:
  MemoryNode(FileKind kind, std::shared_ptr<DiskSpace> space) : kind_(kind), space_(std::move(space)) {}
  ~MemoryNode();
  MemoryNode(const MemoryNode&) = delete;
  MemoryNode& operator=(const MemoryNode&) = delete;

  [[nodiscard]] FileKind kind() const { return kind_; }
  [[nodiscard]] Metadata metadata() const;
  void touch(std::chrono::nanoseconds now) { modified_ = now; }

  // Files.
  [[nodiscard]] const std::string& content() const { return content_; }
  /// Takes as much as there is room for, at least one byte.
  [[nodiscard]] HostResult<std::size_t> writeAt(std::uint64_t offset, std::string_view bytes);
  [[nodiscard]] HostResult<void> resize(std::uint64_t size);

  // Links.
  [[nodiscard]] const std::string& target() const { return content_; }
  void setTarget(std::string_view target) { content_ = target; }

  // Directories.
  using Children = std::map<std::string, std::shared_ptr<MemoryNode>, std::less<>>;
  [[nodiscard]] const Children& children() const { return children_; }
  [[nodiscard]] std::shared_ptr<MemoryNode> child(std::string_view name) const;
  void attach(std::string name, std::shared_ptr<MemoryNode> node);
  std::shared_ptr<MemoryNode> detach(std::string_view name);
  /// Null for the top and for what was removed.
  [[nodiscard]] const MemoryNode* parent() const { return parent_; }

 private:
  FileKind kind_;
  std::shared_ptr<DiskSpace> space_;
  std::string content_;
  Children children_;
  MemoryNode* parent_ = nullptr;
  std::chrono::nanoseconds modified_{0};
};

class MemoryTree {
 public:
  using Node = std::shared_ptr<MemoryNode>;

  MemoryTree(std::uint64_t mostBytes, std::uint64_t mostEntries);

  [[nodiscard]] const Node& top() const { return top_; }
  [[nodiscard]] const DiskSpace& space() const { return *space_; }

  /// What a path beneath `root` leads to, links followed. `Denied` and `leadsOutside` as for a host.
  [[nodiscard]] HostResult<Node> find(const Node& root, std::string_view path) const;

  /// The directory that holds the last part of `path`, and the name in it.
  struct Place {
    Node directory;
    std::string name;
  };
  [[nodiscard]] HostResult<Place> placeOf(const Node& root, std::string_view path) const;
  /// The same, if the last part is a link, where that link leads in the end.
  [[nodiscard]] HostResult<Place> placeThroughLinks(const Node& root, std::string_view path) const;

  /// A new node in a place where none is yet.
  [[nodiscard]] HostResult<Node> create(const Place& place, FileKind kind, std::chrono::nanoseconds now);
  [[nodiscard]] HostResult<void> removeFile(const Place& place, std::chrono::nanoseconds now);
  [[nodiscard]] HostResult<void> removeDirectory(const Place& place, std::chrono::nanoseconds now);
  [[nodiscard]] HostResult<void> rename(const Place& from, const Place& to, std::chrono::nanoseconds now);

  /// Makes missing directories on the way, for whoever sets the tree up. Links are followed.
  [[nodiscard]] HostResult<Place> makeWay(std::string_view absolutePath);

 private:
  void removeEntry(const Place& place, std::chrono::nanoseconds now);

  std::shared_ptr<DiskSpace> space_;
  Node top_;
};

}  // namespace tatu::os
