#include "worker_process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include <tatu/compiler.hpp>
#include <tatu/tatu.hpp>

#include "channel.h"
#include "message.h"

namespace {

void limitResource(int resource, rlim_t most) {
  const rlimit limit{most, most};
  if (setrlimit(resource, &limit) == 0) return;
  std::perror("setrlimit");
  std::exit(1);
}

// Guests have no rights anyway. This is for the case that one breaks out of the runtime.
void giveUpRights(std::uint64_t processBytes) {
  close_range(kWorkerDescriptor + 1, ~0U, 0);
  limitResource(RLIMIT_CORE, 0);
  limitResource(RLIMIT_FSIZE, 0);
  limitResource(RLIMIT_NOFILE, kWorkerDescriptor + 1);
  if (processBytes != 0) limitResource(RLIMIT_AS, processBytes);
}

// What goes wrong in a host, here on purpose: no limit of a guest's has a say in it.
tatu::Module makeFaults(tatu::Runtime& runtime) {
  tatu::HostModule faults = runtime.host_module("faults");
  faults.function("crash", [] { std::abort(); });
  faults.function("hang", [] {
    for (;;) pause();
  });
  return faults.finish();
}

class WorkerProcess {
 public:
  explicit WorkerProcess(Channel channel) : channel_(std::move(channel)) {}

  int run() {
    std::vector<std::uint8_t> message;
    while (channel_.receive(message, Channel::kForever) == Channel::Outcome::Done) {
      MessageReader request(std::move(message));
      MessageWriter reply;
      guest_ ? answerCall(request, reply) : answerBeginning(request, reply);
      if (channel_.send(reply.bytes(), Channel::kForever) == Channel::Outcome::TooLarge) sendTooLarge();
      message = {};
    }
    return 0;
  }

 private:
  void answerBeginning(MessageReader& request, MessageWriter& reply) {
    const std::string name(request.text());
    const std::string_view text = request.text();
    fuel_ = request.number();
    tatu::GuestOptions limits;
    limits.fuel = 0;
    limits.memory_bytes = request.number();
    try {
      load(name, text, limits);
      writeResult(reply, tatu_value{});
    } catch (const tatu::Error& error) {
      writeError(reply, error);
    }
  }

  void load(const std::string& name, std::string_view text, const tatu::GuestOptions& limits) {
    const std::string file = name + ".tatu";
    tatu::CompileOptions options;
    options.name = file.c_str();
    options.format = TATU_COMPILE_SHORT;
    options.import(makeFaults(runtime_));
    const tatu::Compiled program = tatu::compile(text, options);
    if (!program) throw tatu::Error(program.status(), program.messages());
    guest_.emplace(runtime_.load(program.bytes(), file.c_str()), limits);
  }

  void answerCall(MessageReader& request, MessageWriter& reply) {
    const std::string name(request.text());
    const std::span<const tatu_value> arguments = request.values(request.number());
    const tatu::Function function = guest_->module().function(name.c_str());
    if (!function) return writeError(reply, tatu::Error(TATU_MISUSE, "there is no function `" + name + "` to call"));
    const std::uint64_t left = guest_->counters().fuel_left;
    if (left < fuel_) guest_->add_fuel(fuel_ - left);
    tatu_value result{};
    tatu_error* error = nullptr;
    const tatu_status status =
        tatu_guest_call(guest_->raw(), function.raw(), arguments.data(), arguments.size(), &result, &error);
    if (status == TATU_OK) return writeResult(reply, result);
    (void)tatu_guest_drop_call(guest_->raw());  // refused unless it stands at a limit
    writeError(reply, tatu::Error(status, error));
  }

  static void writeResult(MessageWriter& reply, const tatu_value& result) {
    reply.number(TATU_OK);
    reply.value(result);
  }
  static void writeError(MessageWriter& reply, const tatu::Error& error) {
    reply.number(static_cast<std::uint64_t>(error.status()));
    reply.text(error.what());
  }
  void sendTooLarge() {
    MessageWriter reply;
    writeError(reply, tatu::Error(TATU_FAILED, "the result is too large for a message"));
    (void)channel_.send(reply.bytes(), Channel::kForever);
  }

  Channel channel_;
  std::uint64_t fuel_ = 0;
  tatu::Runtime runtime_;
  std::optional<tatu::Guest> guest_;
};

}  // namespace

int runWorker(const char* processBytes) {
  giveUpRights(std::strtoull(processBytes, nullptr, 10));
  return WorkerProcess(Channel(kWorkerDescriptor)).run();
}
