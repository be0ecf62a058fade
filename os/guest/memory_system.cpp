#include "os/guest/memory_system.h"

#include <utility>

#include "os/guest/guarded_system.h"
#include "os/guest/memory_host.h"
#include "os/guest/memory_network.h"
#include "os/guest/memory_tree.h"

namespace tatu::os {
namespace {

using Lock = std::lock_guard<std::mutex>;

}  // namespace

MemoryMachine::MemoryMachine(MemoryMachineOptions options)
    : options_(options),
      tree_(std::make_unique<MemoryTree>(options.diskBytes, options.diskEntries)),
      network_(std::make_unique<MemoryNetwork>()),
      wall_(options.wallStart),
      random_(options.randomSeed) {}

MemoryMachine::~MemoryMachine() = default;

Result<void> MemoryMachine::put(std::string_view path, FileKind kind, std::string_view content) {
  const Lock lock(mutex_);
  const auto place = tree_->makeWay(path);
  HostResult<std::shared_ptr<MemoryNode>> node = hostFailure(ErrorKind::Io);
  if (place && place->name.empty()) {
    node = place->directory;
  } else if (place) {
    node = place->directory->child(place->name);
    if (*node == nullptr) node = tree_->create(*place, kind, wall_);
  } else {
    node = tl::unexpected(place.error());
  }
  if (!node) return tl::unexpected(describe(node.error(), Operation::WriteHostFile, path));
  if ((*node)->kind() != kind) {
    return tl::unexpected(makeError(ErrorKind::AlreadyExists, Operation::WriteHostFile, path,
                                    "something of another kind is there already"));
  }
  return fill(**node, content, path);
}

Result<void> MemoryMachine::fill(MemoryNode& node, std::string_view content, std::string_view path) {
  if (node.kind() == FileKind::Link) node.setTarget(content);
  if (node.kind() != FileKind::File) return {};
  node.touch(wall_);
  auto done = node.resize(content.size());
  if (!done) return tl::unexpected(describe(done.error(), Operation::WriteHostFile, path));
  (void)node.writeAt(0, content);  // there is room by now
  return {};
}

Result<void> MemoryMachine::putFile(std::string_view path, std::string_view content) {
  return put(path, FileKind::File, content);
}

Result<void> MemoryMachine::putDirectory(std::string_view path) { return put(path, FileKind::Directory, {}); }

Result<void> MemoryMachine::putLink(std::string_view path, std::string_view target) {
  return put(path, FileKind::Link, target);
}

std::optional<std::string> MemoryMachine::fileContent(std::string_view path) const {
  const Lock lock(mutex_);
  const auto node = tree_->find(tree_->top(), path);
  if (!node || (*node)->kind() != FileKind::File) return std::nullopt;
  return (*node)->content();
}

bool MemoryMachine::exists(std::string_view path) const {
  const Lock lock(mutex_);
  return tree_->find(tree_->top(), path).has_value();
}

void MemoryMachine::putInput(std::string_view text) {
  const Lock lock(mutex_);
  input_ += text;
}

std::string MemoryMachine::output() const {
  const Lock lock(mutex_);
  return output_;
}

std::string MemoryMachine::errorOutput() const {
  const Lock lock(mutex_);
  return errorOutput_;
}

void MemoryMachine::closeOutput() {
  const Lock lock(mutex_);
  outputClosed_ = true;
}

void MemoryMachine::setEnvironment(std::string name, std::string value) {
  const Lock lock(mutex_);
  environment_.insert_or_assign(std::move(name), std::move(value));
}

Result<void> MemoryMachine::putName(std::string_view name, const std::vector<std::string>& addresses,
                                    std::chrono::nanoseconds delay) {
  std::vector<NetworkAddress> parsed;
  for (const std::string& text : addresses) {
    const auto address = NetworkAddress::parse(text);
    if (!address) return tl::unexpected(makeError(ErrorKind::InvalidArgument, Operation::Resolve, text));
    parsed.push_back(*address);
  }
  const Lock lock(mutex_);
  network_->putName(lowerCase(name), std::move(parsed), delay);
  return {};
}

void MemoryMachine::setLatency(std::chrono::nanoseconds latency) {
  const Lock lock(mutex_);
  network_->setLatency(latency);
}

void MemoryMachine::breakConnections() {
  const Lock lock(mutex_);
  network_->breakAll();
}

void MemoryMachine::advance(std::chrono::nanoseconds step) {
  const Lock lock(mutex_);
  wall_ += step;
  if (step > std::chrono::nanoseconds::zero()) monotonic_ += step;
}

std::chrono::nanoseconds MemoryMachine::monotonicTime() const {
  const Lock lock(mutex_);
  return monotonic_;
}

Result<std::unique_ptr<System>> createMemorySystem(std::shared_ptr<MemoryMachine> machine,
                                                   const Capabilities& capabilities, SystemOptions options) {
  return createSystem(std::make_unique<MemoryHost>(std::move(machine)), capabilities, std::move(options));
}

}  // namespace tatu::os
