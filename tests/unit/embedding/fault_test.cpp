// A fault of Tatu itself ends the process, with a report for its developers.
#include <gtest/gtest.h>

#include <cstdio>

#include "include/tatu/tatu.h"
#include "os/fault.h"

namespace tatu::embedding::test {
namespace {

void tell(const char* report, void* data) { std::fprintf(stderr, "%s has got: %s", static_cast<char*>(data), report); }

void faultWithRuntime(tatu_fault_function function) {
  char name[] = "the host";
  tatu_runtime_options options;
  tatu_runtime_options_defaults(&options, sizeof options);
  options.fault = function;
  options.fault_data = name;
  tatu_runtime* runtime = nullptr;
  ASSERT_EQ(tatu_runtime_create(&options, &runtime, nullptr), TATU_OK);
  os::fault("nothing holds");
}

class Fault : public testing::Test {
 protected:
  // The statement runs in a new process: threads of this one are not in a copy.
  Fault() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(Fault, IsReportedWithThePlacesInItsFiles) {
  EXPECT_EXIT(os::fault("nothing holds"), testing::KilledBySignal(SIGABRT),
              "tatu: internal fault: nothing holds\n.*defect of Tatu(.|\n)*version [0-9](.|\n)*embedding_tests\\+0x");
}

TEST_F(Fault, TellsNoFolders) { EXPECT_EXIT(os::fault("nothing holds"), testing::KilledBySignal(SIGABRT), "^[^/]*$"); }

TEST_F(Fault, IsToldToTheHost) {
  EXPECT_EXIT(faultWithRuntime(tell), testing::KilledBySignal(SIGABRT),
              "the host has got: tatu: internal fault: nothing");
  EXPECT_EXIT(faultWithRuntime(nullptr), testing::KilledBySignal(SIGABRT), "internal fault: nothing holds");
}

void faultInside(const char*, void*) { os::fault("again"); }

TEST_F(Fault, WithinAFaultEndsTheProcessToo) {
  EXPECT_EXIT(faultWithRuntime(faultInside), testing::KilledBySignal(SIGABRT), "nothing holds");
}

void faultOfAnEarlierRuntime() {
  tatu_runtime_options options;
  tatu_runtime_options_defaults(&options, sizeof options);
  options.fault = [](const char*, void*) { std::fputs("told after the end", stderr); };
  tatu_runtime* runtime = nullptr;
  ASSERT_EQ(tatu_runtime_create(&options, &runtime, nullptr), TATU_OK);
  ASSERT_EQ(tatu_runtime_destroy(runtime), TATU_OK);
  os::fault("later");
}

TEST_F(Fault, IsNotToldBehindTheEndOfTheRuntime) {
  EXPECT_EXIT(faultOfAnEarlierRuntime(), testing::KilledBySignal(SIGABRT), "fault: later\n(.|\n)*\\+0x[0-9a-f]+\n$");
}

}  // namespace
}  // namespace tatu::embedding::test
