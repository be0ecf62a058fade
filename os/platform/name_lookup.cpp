#include "os/platform/name_lookup.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "os/platform/descriptor.h"
#include "os/platform/signals_blocked.h"

namespace tatu::os {
namespace {

using Lock = std::lock_guard<std::mutex>;
using Answer = HostResult<std::vector<NetworkAddress>>;

std::optional<NetworkAddress> addressOf(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, address, sizeof four);
    NetworkAddress::V4 bytes{};
    std::memcpy(bytes.data(), &four.sin_addr, bytes.size());
    return NetworkAddress(bytes);
  }
  if (address->sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 six{};
  std::memcpy(&six, address, sizeof six);
  NetworkAddress::V6 bytes{};
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return NetworkAddress(bytes);
}

tl::unexpected<HostError> lookupFailure(int status, int code) {
  switch (status) {
    case EAI_SYSTEM: return failureFromErrno(code);
    case EAI_MEMORY: return hostFailure(ErrorKind::NoSpace);
    case EAI_AGAIN: return hostFailure(ErrorKind::Unreachable);
    case EAI_NONAME:
    case EAI_NODATA:
    case EAI_ADDRFAMILY: return hostFailure(ErrorKind::NotFound);
    default: return hostFailure(ErrorKind::Io);
  }
}

}  // namespace

Answer lookUpName(const std::string& name) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int status = ::getaddrinfo(name.c_str(), nullptr, &wanted, &list);
  if (status != 0) return lookupFailure(status, errno);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
  std::vector<NetworkAddress> addresses;
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    const auto address = addressOf(entry->ai_addr);
    const bool known = !address || std::ranges::find(addresses, *address) != addresses.end();
    if (!known && addresses.size() < NameLookups::kMostAddresses) addresses.push_back(*address);
  }
  if (addresses.empty()) return hostFailure(ErrorKind::NotFound);
  return addresses;
}

/// Between the lookup's owner and the thread that works on it.
struct NameLookup::Shared {
  std::mutex mutex;
  std::string name;
  Descriptor ready;
  std::optional<Answer> answer;
  bool dropped = false;

  void settle(Answer found) {
    const Lock lock(mutex);
    if (dropped) return;
    answer = std::move(found);
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(ready.number(), &one, sizeof one);
  }
};

struct NameLookup::Line {
  std::mutex mutex;
  NameLookupFunction function;
  std::deque<std::shared_ptr<Shared>> waiting;
  std::size_t threads = 0;

  /// The next to work on; without one, the calling thread is no longer counted.
  std::shared_ptr<Shared> next() {
    const Lock lock(mutex);
    if (waiting.empty()) {
      --threads;
      return nullptr;
    }
    auto first = std::move(waiting.front());
    waiting.pop_front();
    return first;
  }
};

namespace {

void work(const std::shared_ptr<NameLookup::Line>& line) {
  while (const auto lookup = line->next()) lookup->settle(line->function(lookup->name));
}

bool startThread(const std::shared_ptr<NameLookup::Line>& line) {
  const SignalsBlocked blocked;
  try {
    std::thread(work, line).detach();
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

}  // namespace

NameLookup::~NameLookup() {
  {
    const Lock lock(line_->mutex);
    std::erase(line_->waiting, shared_);
  }
  const Lock lock(shared_->mutex);
  shared_->dropped = true;
  shared_->ready.reset();
}

Answer NameLookup::answer() const {
  const Lock lock(shared_->mutex);
  if (!shared_->answer) return hostFailure(ErrorKind::WouldBlock);
  return *shared_->answer;
}

int NameLookup::descriptor() const { return shared_->ready.number(); }

NameLookups::NameLookups(NameLookupFunction function) : line_(std::make_shared<NameLookup::Line>()) {
  line_->function = std::move(function);
}

NameLookups::~NameLookups() = default;

HostResult<std::unique_ptr<NameLookup>> NameLookups::begin(std::string name) {
  auto shared = std::make_shared<NameLookup::Shared>();
  shared->name = std::move(name);
  shared->ready = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!shared->ready.valid()) return failureFromErrno(errno);
  auto lookup = std::make_unique<NameLookup>(shared, line_);
  const Lock lock(line_->mutex);
  if (line_->threads < kMostThreads && startThread(line_)) ++line_->threads;
  if (line_->threads == 0) return hostFailure(ErrorKind::NoSpace, ENOMEM);
  line_->waiting.push_back(std::move(shared));
  return lookup;
}

}  // namespace tatu::os
