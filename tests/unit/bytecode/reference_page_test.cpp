#include "bytecode/reference_page.h"

#include <gtest/gtest.h>

#include "test_modules.h"

namespace tatu::bytecode {
namespace {

TEST(ReferencePage, IsUpToDate) {
  EXPECT_EQ(test::readFile(TATU_SOURCE_DIR "/docs/instructions.md"), instructionReferencePage())
      << "write it again: write_reference docs/instructions.md";
}

}  // namespace
}  // namespace tatu::bytecode
