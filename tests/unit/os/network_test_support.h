// What the tests of the network share: guests that talk over loopback, and waiting with an end.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {

/// Far above what anything here takes.
constexpr std::chrono::seconds kPatience(20);

inline Capabilities withNetwork(const std::vector<std::string>& grants) {
  Capabilities capabilities = Capabilities::forCommand();
  for (const std::string& grant : grants) must(capabilities.allowNetwork(grant));
  return capabilities;
}

inline Capabilities withLoopback() { return withNetwork({"127.0.0.1:*", "[::1]:*"}); }

inline std::vector<ReadyHandle> await(System& system) {
  return must(system.awaitReady(system.deadlineClock() + kPatience));
}

inline void awaitOnly(System& system, Handle handle, Readiness readiness) {
  must(system.watch(handle, readiness));
  const auto ready = await(system);
  if (ready != std::vector<ReadyHandle>{{handle, readiness}}) throw std::runtime_error("the wait came to nothing");
}

/// Does `attempt` until it need not wait.
template <typename Attempt>
auto waiting(System& system, Handle handle, Readiness readiness, Attempt attempt) -> decltype(attempt()) {
  for (;;) {
    auto result = attempt();
    if (result || result.error().kind != ErrorKind::WouldBlock) return result;
    awaitOnly(system, handle, readiness);
  }
}

inline void sendAll(System& system, Handle handle, std::string_view text) {
  for (auto left = bytes(text); !left.empty();) {
    const auto send = [&] { return system.write(handle, left); };
    left = left.subspan(must(waiting(system, handle, Readiness::Write, send)));
  }
}

/// What comes, or the kind of error after it.
inline std::string receiveSome(System& system, Handle handle, std::size_t most = 1000) {
  std::vector<std::byte> buffer(most);
  const auto receive = [&] { return system.read(handle, buffer); };
  const auto count = waiting(system, handle, Readiness::Read, receive);
  if (!count) return "<" + kindOf(count) + ">";
  return {reinterpret_cast<const char*>(buffer.data()), *count};
}

inline std::string receive(System& system, Handle handle, std::size_t length) {
  std::string text;
  while (text.size() < length) {
    const std::string piece = receiveSome(system, handle, length - text.size());
    if (piece.empty() || piece.front() == '<') return text + piece + "!";
    text += piece;
  }
  return text;
}

/// To the end, or to the error that is there instead.
inline std::string receiveAll(System& system, Handle handle) {
  std::string text;
  for (;;) {
    const std::string piece = receiveSome(system, handle);
    text += piece;
    if (piece.empty() || piece.front() == '<') return text;
  }
}

struct Listening {
  Handle handle;
  std::uint16_t port = 0;
};

inline Listening listenAt(System& system, std::string_view address = "127.0.0.1") {
  const Handle handle = must(system.listen(address, 0));
  return {handle, must(system.localAddress(handle)).port};
}

inline Handle acceptAt(System& system, Handle listener) {
  return must(waiting(system, listener, Readiness::Read, [&] { return system.accept(listener); }));
}

inline Handle connectTo(System& system, std::uint16_t port, std::string_view address = "127.0.0.1") {
  const Handle handle = must(system.connect(address, port));
  must(waiting(system, handle, Readiness::Write, [&] { return system.finishConnect(handle); }));
  return handle;
}

/// The loopback addresses that the host has; some have no IPv6.
inline std::vector<std::string> loopbacks(System& system) {
  const auto six = system.listen("::1", 0);
  if (!six) return {"127.0.0.1"};
  must(system.close(*six));
  return {"127.0.0.1", "::1"};
}

/// Two ends of one connection, of two guests or of one.
struct Ends {
  Handle client;
  Handle server;
};

inline Ends connected(System& client, System& server) {
  const Listening listening = listenAt(server);
  Ends ends{};
  ends.client = must(client.connect("127.0.0.1", listening.port));
  ends.server = acceptAt(server, listening.handle);
  must(waiting(client, ends.client, Readiness::Write, [&] { return client.finishConnect(ends.client); }));
  must(server.close(listening.handle));
  return ends;
}

inline std::vector<std::string> resolved(System& system, std::string_view name) {
  const Handle lookup = must(system.resolve(name));
  auto addresses = must(waiting(system, lookup, Readiness::Read, [&] { return system.finishResolve(lookup); }));
  must(system.close(lookup));
  return addresses;
}

}  // namespace tatu::os::test
