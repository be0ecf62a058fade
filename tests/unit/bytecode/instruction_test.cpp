// The instruction table and the encoding of single instructions.
#include "bytecode/instruction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>

namespace tatu::bytecode {
namespace {

std::vector<std::uint8_t> encode(Opcode opcode, std::uint64_t first = 0, std::uint32_t second = 0) {
  std::vector<std::uint8_t> bytes;
  encodeInstruction(bytes, {opcode, first, second, {}});
  return bytes;
}

// Opcodes are part of the file format. A new row is added here too; a row that is here is never changed.
TEST(InstructionTable, OpcodesAreFrozen) {
  std::string table;
  for (const Opcode opcode : allOpcodes()) {
    table += std::string(infoOf(opcode).mnemonic) + "=" + std::to_string(static_cast<int>(opcode)) + "\n";
  }
  EXPECT_EQ(
      table,
      "push.int=1\npush.int32=2\npush.byte=3\npush.float=4\npush.float32=5\npush.true=6\npush.false=7\npush.char="
      "8\npush.string=9\n"
      "push.unit=10\npush.null=11\nlocal.get=16\nlocal.set=17\ndup=18\npop=19\nswap=20\nglobal.get=21\nglobal.set="
      "22\nint.add=32\n"
      "int.subtract=33\nint.multiply=34\nint.divide=35\nint.remainder=36\nint.negate=37\nint.and=38\nint.or=39\nint."
      "xor=40\n"
      "int.not=41\nint.shift_left=42\nint.shift_right=43\nint.shift_right_unsigned=44\nint.equal=45\nint.not_equal="
      "46\nint.less=47\n"
      "int.less_equal=48\nint.greater=49\nint.greater_equal=50\nint32.add=56\nint32.subtract=57\nint32.multiply="
      "58\nint32.divide=59\n"
      "int32.remainder=60\nint32.negate=61\nint32.and=62\nint32.or=63\nint32.xor=64\nint32.not=65\nint32.shift_left="
      "66\n"
      "int32.shift_right=67\nint32.shift_right_unsigned=68\nint32.equal=69\nint32.not_equal=70\nint32.less=71\nint32."
      "less_equal=72\n"
      "int32.greater=73\nint32.greater_equal=74\nfloat.add=80\nfloat.subtract=81\nfloat.multiply=82\nfloat.divide=83\n"
      "float.remainder=84\nfloat.negate=85\nfloat.square_root=86\nfloat.absolute=87\nfloat.equal=88\nfloat.not_equal="
      "89\n"
      "float.less=90\nfloat.less_equal=91\nfloat.greater=92\nfloat.greater_equal=93\nfloat32.add=96\nfloat32.subtract="
      "97\n"
      "float32.multiply=98\nfloat32.divide=99\nfloat32.remainder=100\nfloat32.negate=101\nfloat32.square_root=102\n"
      "float32.absolute=103\nfloat32.equal=104\nfloat32.not_equal=105\nfloat32.less=106\nfloat32.less_equal=107\n"
      "float32.greater=108\nfloat32.greater_equal=109\nbool.not=112\nbool.and=113\nbool.or=114\nbool.xor=115\nbool."
      "equal=116\n"
      "reference.equal=117\nint32.to_int=120\nbyte.to_int=121\nbyte.to_int32=122\nchar.to_int=123\nchar.to_int32=124\n"
      "int.to_int32=125\nint.to_int32_wrap=126\nint.to_int32_saturate=127\nint.to_byte=128\nint.to_byte_wrap=129\n"
      "int.to_byte_saturate=130\nint32.to_byte_wrap=131\nint.to_char=132\nint.to_float=133\nint.to_float32=134\nint32."
      "to_float=135\n"
      "float.to_int=136\nfloat.to_int_saturate=137\nfloat.to_int32=138\nfloat.to_float32=139\nfloat32.to_float=140\n"
      "float.to_bits=141\nfloat.from_bits=142\nfloat32.to_bits=143\nfloat32.from_bits=144\nstring.length=152\nstring."
      "byte=153\n"
      "string.equal=154\nstring.compare=155\nstring.concat=156\noptional.some=160\noptional.unwrap=161\noptional.is_"
      "null=162\n"
      "tuple.make=163\ntuple.get=164\nobject.new=168\nobject.super=169\nobject.complete=170\nfield.init=171\nfield.get="
      "172\n"
      "field.set=173\nenum.new=174\nenum.tag=175\nenum.get=176\nclosure.new=177\narray.new=184\narray.length="
      "185\narray.get=186\n"
      "array.set=187\narray.clear=188\narray.copy=189\narray.fill=190\ntype.box=192\ntype.is=193\ntype.cast=194\n"
      "type.cast_optional=195\ncall=208\ncall.virtual=209\ncall.closure=210\nreturn=211\njump=212\njump.true=213\njump."
      "false=214\n"
      "jump.null=215\njump.present=216\nswitch=217\nthrow=218\nunreachable=219\n");
}

TEST(InstructionTable, RowsAreCoherent) {
  std::set<std::string_view> mnemonics;
  for (const Opcode opcode : allOpcodes()) {
    const InstructionInfo& info = infoOf(opcode);
    EXPECT_TRUE(mnemonics.insert(info.mnemonic).second) << info.mnemonic;
    EXPECT_GE(info.fuel, 1) << info.mnemonic;
    EXPECT_FALSE(info.text.empty()) << info.mnemonic;
    EXPECT_EQ(findMnemonic(info.mnemonic), &info);
    EXPECT_EQ(opcodeOf(info), opcode);
    const bool namesLabel = info.operandCount > 0 && info.operands[0] == OperandKind::Label;
    EXPECT_EQ(namesLabel, info.flow == Flow::Jump || info.flow == Flow::Branch) << info.mnemonic;
    EXPECT_TRUE(!info.has(kCall) || (info.has(kSafepoint) && info.has(kThrows))) << info.mnemonic;
    EXPECT_TRUE(info.flow != Flow::Throw || info.has(kThrows)) << info.mnemonic;
  }
  EXPECT_EQ(findMnemonic("no.such"), nullptr);
  EXPECT_EQ(findMnemonic(""), nullptr);
}

TEST(InstructionEncoding, EveryOpcodeSurvives) {
  for (const Opcode opcode : allOpcodes()) {
    const InstructionInfo& info = infoOf(opcode);
    const LabelIndex labels[] = {LabelIndex(3), LabelIndex(300)};
    std::vector<std::uint8_t> bytes;
    encodeInstruction(bytes, {opcode, 65, 7, labels});
    const auto decoded = decodeInstruction(bytes, 0);
    ASSERT_TRUE(decoded.has_value()) << info.mnemonic;
    EXPECT_EQ(decoded->opcode, opcode);
    EXPECT_EQ(decoded->end, bytes.size());
    EXPECT_TRUE(info.operandCount != 2 || decoded->count() == 7u);
    if (info.flow == Flow::Switch) {
      EXPECT_EQ(decoded->labels().size(), 2u);
      std::vector<std::uint32_t> found;
      for (const LabelIndex label : decoded->labels()) found.push_back(label.value());
      EXPECT_THAT(found, testing::ElementsAre(3, 300));
    } else if (info.operandCount > 0) {
      EXPECT_EQ(decoded->first, 65u) << info.mnemonic;
    }
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      const auto cut = decodeInstruction(std::span(bytes).first(size), 0);
      ASSERT_FALSE(cut.has_value()) << info.mnemonic;
      EXPECT_EQ(cut.error().problem, DecodeProblem::Truncated);
    }
  }
}

TEST(InstructionEncoding, ConstantsKeepTheirValue) {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{64}, std::int64_t{-64}, std::int64_t{-65},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(decodeInstruction(encode(Opcode::PushInt, static_cast<std::uint64_t>(value)), 0)->integer(), value);
  }
  EXPECT_EQ(decodeInstruction(encode(Opcode::PushFloat, std::bit_cast<std::uint64_t>(-0.5)), 0)->number(), -0.5);
  EXPECT_EQ(decodeInstruction(encode(Opcode::PushFloat32, std::bit_cast<std::uint32_t>(1.5f)), 0)->number32(), 1.5f);
}

TEST(InstructionEncoding, ImpossibleValuesAreRefused) {
  const auto problem = [](const std::vector<std::uint8_t>& bytes) {
    return decodeInstruction(bytes, 0).error().problem;
  };
  EXPECT_EQ(problem({0x00}), DecodeProblem::UnknownOpcode);
  EXPECT_EQ(problem({0xFF}), DecodeProblem::UnknownOpcode);
  EXPECT_EQ(problem(encode(Opcode::PushInt32, std::uint64_t{1} << 31)), DecodeProblem::OperandRange);
  EXPECT_EQ(problem(encode(Opcode::PushChar, 0xD800)), DecodeProblem::OperandRange);
  EXPECT_EQ(problem(encode(Opcode::PushChar, 0x110000)), DecodeProblem::OperandRange);
  EXPECT_EQ(problem(encode(Opcode::PushFloat, kCanonicalNan + 1)), DecodeProblem::NotCanonicalNan);
  EXPECT_EQ(problem(encode(Opcode::PushFloat, kCanonicalNan | std::uint64_t{1} << 63)), DecodeProblem::NotCanonicalNan);
  EXPECT_EQ(problem(encode(Opcode::PushFloat32, 0x7F800001)), DecodeProblem::NotCanonicalNan);
  EXPECT_EQ(problem(encode(Opcode::TupleMake, 256)), DecodeProblem::OperandRange);
  EXPECT_EQ(problem({static_cast<std::uint8_t>(Opcode::Switch), 0}), DecodeProblem::OperandRange);
  EXPECT_EQ(problem({static_cast<std::uint8_t>(Opcode::LocalGet), 0x80, 0x00}), DecodeProblem::Varint);
}

TEST(Leb128, OneEncodingPerValue) {
  for (int shift = 0; shift < 64; ++shift) {
    for (const std::uint64_t value :
         {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1, ~(std::uint64_t{1} << shift)}) {
      std::vector<std::uint8_t> bytes;
      appendUnsigned(bytes, value);
      const LebUnsigned read = decodeUnsigned(bytes.data(), bytes.data() + bytes.size());
      EXPECT_EQ(read.error, LebError::None);
      EXPECT_EQ(read.value, value);
      EXPECT_EQ(read.next, bytes.data() + bytes.size());
      bytes.clear();
      appendSigned(bytes, static_cast<std::int64_t>(value));
      const LebSigned readSigned = decodeSigned(bytes.data(), bytes.data() + bytes.size());
      EXPECT_EQ(readSigned.error, LebError::None);
      EXPECT_EQ(readSigned.value, static_cast<std::int64_t>(value));
    }
  }
}

TEST(Leb128, EveryTwoByteStringIsTheShortestOfItsValueOrRefused) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const std::vector<std::uint8_t> bytes = {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
      std::vector<std::uint8_t> again;
      const LebUnsigned read = decodeUnsigned(bytes.data(), bytes.data() + 2);
      if (read.error == LebError::None) {
        appendUnsigned(again, read.value);
        EXPECT_TRUE(std::equal(again.begin(), again.end(), bytes.begin()));
      }
      again.clear();
      const LebSigned readSigned = decodeSigned(bytes.data(), bytes.data() + 2);
      if (readSigned.error == LebError::None) {
        appendSigned(again, readSigned.value);
        EXPECT_TRUE(std::equal(again.begin(), again.end(), bytes.begin()));
      }
    }
  }
}

TEST(Leb128, TooLongIsRefused) {
  const std::vector<std::uint8_t> tooLong(11, 0x80);
  EXPECT_EQ(decodeUnsigned(tooLong.data(), tooLong.data() + 11).error, LebError::Overflow);
  std::vector<std::uint8_t> overflow(9, 0xFF);
  overflow.push_back(2);
  EXPECT_EQ(decodeUnsigned(overflow.data(), overflow.data() + 10).error, LebError::Overflow);
  EXPECT_EQ(decodeSigned(overflow.data(), overflow.data() + 10).error, LebError::Overflow);
}

}  // namespace
}  // namespace tatu::bytecode
