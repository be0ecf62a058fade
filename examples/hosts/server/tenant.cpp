#include "tenant.h"

#include <memory>
#include <utility>

namespace {

tatu::GuestOptions limitsOfRequest() {
  tatu::GuestOptions options;
  options.fuel = 20'000'000;
  options.memory_bytes = 8 << 20;
  options.milliseconds = 1'000;
  return options;
}

Response failed(const tatu::Error& error) {
  if (error.status() == TATU_LIMIT) return {503, std::string(error.what()) + "\n"};
  return {500, std::string(error.what()) + "\n"};
}

}  // namespace

void Tenant::serve(tatu::Scheduler& scheduler, const Request& request, std::function<void(Response)> done) {
  ++requests_;
  if (underWay_.fetch_add(1) >= kMostAtOnce) {
    --underWay_;
    return done({503, "too many requests at once\n"});
  }
  auto guest = std::make_shared<tatu::Guest>(program_, limitsOfRequest());
  const auto answer = [this, guest, done](tatu::Result<std::pair<int, std::string>> result) {
    count(*guest, result ? nullptr : &result.error());
    --underWay_;
    done(result ? Response{result->first, std::move(result->second)} : failed(result.error()));
  };
  const auto begun = scheduler.try_call<std::pair<int, std::string>>(*guest, program_.function("handle"), answer,
                                                                     request.method, request.path, request.body);
  if (begun) return;
  --underWay_;
  done({400, "the request is no text\n"});
}

void Tenant::count(const tatu::Guest& guest, const tatu::Error* error) {
  fuel_ += guest.counters().fuel_used;
  if (error == nullptr) return;
  ++(error->status() == TATU_LIMIT ? limits_ : failures_);
}

std::string Tenant::metrics() const {
  return name_ + ": " + std::to_string(requests_) + " requests, " + std::to_string(failures_) + " failed, " +
         std::to_string(limits_) + " at a limit, " + std::to_string(fuel_) + " fuel\n";
}
