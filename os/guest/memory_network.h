// MemoryNetwork: names, listeners and connections between the guests of one `MemoryMachine`. Every address is here.
//
// Invariants
// - What happens is a function of the calls and of virtual time. Whatever crosses the network (a wish to connect,
// bytes,
//   the end of them) arrives `latency` after it was sent, in order.
// - A connection holds at most its limit of bytes in each direction, on the way and waiting to be read together; a
//   listener at most its limit of connections, and who comes after them waits outside.
// - Each end is closed once. The end that goes with bytes unread breaks the connection off; so does `breakAll`.
// Not thread-safe; `MemoryMachine` locks.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "os/guest/host_network.h"

namespace tatu::os {

using Moment = std::chrono::nanoseconds;

/// The bytes on their way to one end.
class MemoryStream {
 public:
  explicit MemoryStream(std::size_t capacity) : capacity_(capacity) {}

  /// Takes what there is room for.
  std::size_t put(std::span<const std::byte> bytes, Moment arrives);
  std::size_t take(std::span<std::byte> into, Moment now);
  void end(Moment arrives);

  [[nodiscard]] bool hasRoom() const { return held_ < capacity_; }
  [[nodiscard]] bool empty() const { return held_ == 0; }
  [[nodiscard]] bool endedBy(Moment now) const { return empty() && ends_ && *ends_ <= now; }
  /// When there is something to read, or the end; nothing if nobody has sent it yet.
  [[nodiscard]] std::optional<Moment> readableAt() const;

 private:
  struct Piece {
    Moment arrives;
    std::vector<std::byte> bytes;
    std::size_t taken = 0;
  };

  std::size_t capacity_;
  std::size_t held_ = 0;
  std::deque<Piece> pieces_;
  std::optional<Moment> ends_;
};

/// Both ends of a connection. End 0 wished for it, end 1 was accepted.
struct MemoryConnection {
  enum class State : std::uint8_t { Outside, Made, Refused };
  struct End {
    explicit End(std::size_t capacity) : incoming(capacity) {}
    NetworkEndpoint at;
    MemoryStream incoming;
    bool closed = false;
  };

  MemoryConnection(std::size_t firstCapacity, std::size_t secondCapacity)
      : ends{End(firstCapacity), End(secondCapacity)} {}

  std::array<End, 2> ends;
  State state = State::Outside;
  Moment settled{0};  ///< when the first end learns of the state
  bool broken = false;
};

struct MemoryListener {
  NetworkEndpoint at;
  SocketLimits limits;
  std::deque<std::shared_ptr<MemoryConnection>> waiting;  ///< made, for `accept`
  std::deque<std::shared_ptr<MemoryConnection>> outside;
};

class MemoryNetwork {
 public:
  void setLatency(Moment latency) { latency_ = latency; }
  void putName(std::string name, std::vector<NetworkAddress> addresses, Moment delay);
  /// Every connection breaks off, as if the machines at its other end had lost power.
  void breakAll();

  struct NameAnswer {
    HostResult<std::vector<NetworkAddress>> addresses;
    Moment at;
  };
  [[nodiscard]] NameAnswer lookUp(const std::string& name, Moment now) const;

  [[nodiscard]] std::shared_ptr<MemoryConnection> connect(const NetworkEndpoint& to, const SocketLimits& limits,
                                                          Moment now);
  [[nodiscard]] HostResult<std::shared_ptr<MemoryListener>> listen(const NetworkEndpoint& at,
                                                                   const SocketLimits& limits);
  [[nodiscard]] HostResult<std::shared_ptr<MemoryConnection>> accept(MemoryListener& listener, Moment now);
  void close(MemoryListener& listener, Moment now);

  // One end of a connection.
  [[nodiscard]] static HostResult<void> finishConnect(const MemoryConnection& connection, Moment now);
  [[nodiscard]] static HostResult<std::size_t> read(MemoryConnection& connection, std::size_t end,
                                                    std::span<std::byte> into, Moment now);
  [[nodiscard]] HostResult<std::size_t> write(MemoryConnection& connection, std::size_t end,
                                              std::span<const std::byte> from, Moment now) const;
  [[nodiscard]] HostResult<void> endSending(MemoryConnection& connection, std::size_t end, Moment now) const;
  void close(MemoryConnection& connection, std::size_t end, Moment now) const;

  // When something that waits will be ready, as far as that is settled now.
  [[nodiscard]] static std::optional<Moment> readyAt(const MemoryListener& listener);
  [[nodiscard]] static std::optional<Moment> readyAt(const MemoryConnection& connection, std::size_t end,
                                                     Readiness readiness);

 private:
  struct Name {
    std::vector<NetworkAddress> addresses;
    Moment delay;
  };

  [[nodiscard]] MemoryListener* listenerFor(const NetworkEndpoint& to) const;
  [[nodiscard]] bool isTaken(const NetworkEndpoint& at) const;
  [[nodiscard]] std::optional<std::uint16_t> freePort(const NetworkAddress& address);
  void admit(MemoryListener& listener, Moment now) const;

  Moment latency_{0};
  std::uint16_t lastPort_ = 0;
  std::map<std::string, Name, std::less<>> names_;
  std::map<NetworkEndpoint, std::weak_ptr<MemoryListener>> listeners_;
  std::vector<std::weak_ptr<MemoryConnection>> connections_;
};

}  // namespace tatu::os
