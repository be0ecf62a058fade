#!/usr/bin/env python3
"""Plants bugs in the compiler, one at a time, and counts how many random programs it takes until one shows each.

planted_bugs.py [--scratch=FOLDER] [--programs=N] [NAME...]
planted_bugs.py --check

Works on a copy of the files under version control, which it builds in FOLDER. By hand, as it takes a build of one file
and a link for each bug; the last result is in docs/testing.md. Prints a table in Markdown; exit code 1 if a bug was not
found.
"""

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEED = 20261121  # the test's usual one
SECONDS = 600

CALLS = "jit/x64/emit_calls.cpp"
CONTROL = "jit/x64/emit_control.cpp"
FLOATS = "jit/x64/emit_floats.cpp"
FUEL = "jit/x64/emit_fuel.cpp"
INTEGERS = "jit/x64/emit_integers.cpp"
OBJECTS = "jit/x64/emit_objects.cpp"
EXITS = "jit/x64/exits.cpp"
EMITTER = "jit/x64/method_emitter.cpp"
SLOTS = "jit/x64/slot_cache.cpp"
DIRECT = "jit/x64/emit_direct_calls.cpp"
DIRECT_CALL = "vm/compiled/direct_call.h"
UNROLLED = "jit/x64/emit_unrolled.cpp"

# Name: what is wrong, the file, the text there, what replaces it (its first occurrence).
BUGS = {
    "wide-add": ("Int32 addition of 64 bits", INTEGERS, "BINARY_NARROW(Int32Add, kIdAdd, true)", "BINARY(Int32Add, kIdAdd, true)"),
    "swapped-subtract": ("operands of a subtraction swapped where the result is in the right one's register", INTEGERS,
                         "BINARY(IntSubtract, kIdSub, false)", "BINARY(IntSubtract, kIdSub, true)"),
    "swapped-float-subtract": ("the same for Float", FLOATS, "FLOAT_BINARY(FloatSubtract, kIdSubsd, false)",
                               "FLOAT_BINARY(FloatSubtract, kIdSubsd, true)"),
    "no-sign-extension": ("Int32 to Int without the sign", INTEGERS, "a_.movsxd(cache_.writeInt(at->a), value.r32());",
                          "a_.mov(cache_.writeInt(at->a).r32(), value.r32());"),
    "minus-one": ("no case of its own for the divisor -1", INTEGERS, "  a_.je(minusOne);\n", ""),
    "zero-divisor": ("no test for the divisor 0", INTEGERS, "  a_.jz(exit());\n", ""),
    "wide-shift": ("unsigned shift of an Int32 by 64 bits", INTEGERS, "shift(Inst::kIdShr, at, true)", "shift(Inst::kIdShr, at, false)"),
    "divide-by-constant": ("a large multiplier of a division by a constant counts as positive", INTEGERS,
                           "if (static_cast<std::int64_t>(multiplier) < 0) a_.add(rdx, value);", ""),
    "less-or-equal": ("< is <=", INTEGERS, "SET_INT(IntLess, kSignedLT)", "SET_INT(IntLess, kSignedLE)"),
    "blind-entry": ("who enters a loop amid its turn does not pay what turns have paid there", CONTROL,
                    "    passInto(edge.target, passageTo(edge.target, edge.cost));\n    cross(crossing);", "    cross(crossing);"),
    "unsigned-branch": ("branch on < without signs", CONTROL, "IF_INT(IfIntLess, kSignedLT)", "IF_INT(IfIntLess, kUnsignedLT)"),
    "wide-compare": ("branch on < of Int32 with 64 bits", CONTROL, "compareInts(at, true);", "compareInts(at, false);"),
    "saturation": ("saturation compares without signs", INTEGERS, "a_.cmovl(rax, rcx);", "a_.cmovb(rax, rcx);"),
    "byte-range": ("negative numbers pass as Byte", INTEGERS, "a_.cmp(value, 0xFF);\n  a_.ja(exit());",
                   "a_.cmp(value, 0xFF);\n  a_.jg(exit());"),
    "surrogates": ("surrogates pass as Char", INTEGERS, "  a_.jb(wrong);\n", ""),
    "nan-equal": ("branch on == takes NaN as equal", CONTROL, "    a_.short_().jp(over);\n", ""),
    "nan-less": ("< of floats is true for NaN", FLOATS, "SET_FLOAT(FloatLess, at->c, at->b, false, Condition::of(CondCode::kUnsignedGT))",
                 "SET_FLOAT(FloatLess, at->b, at->c, false, Condition::of(CondCode::kUnsignedLT))"),
    "nan-bits": ("a NaN shows its bits", FLOATS, "  a_.jp(nan);\n", ""),
    "float-to-int": ("what is no Int becomes the least one", FLOATS,
                     "  a_.je(exit());\n  a_.mov(cache_.writeInt(at->a), rax);", "  a_.mov(cache_.writeInt(at->a), rax);"),
    "lost-at-exit": ("registers are not stored before the interpreter goes on", EXITS,
                     "    cache_.store(held);\n    subtract(fuel.owed + cost);", "    subtract(fuel.owed + cost);"),
    "lost-at-poll": ("registers are not stored at a poll", EXITS,
                     "    cache_.store(held);\n    subtract(owed);\n    emitLeave(", "    subtract(owed);\n    emitLeave("),
    "no-flush": ("registers are not stored before a helper is called", EXITS,
                 "  cache_.flushAll();\n  emitHelperCall(helper, at);", "  emitHelperCall(helper, at);"),
    "stale-loop-slots": ("slots of a loop are not loaded again behind a helper", SLOTS,
                         "  if (loop_ != nullptr) load(registersOf(*loop_));\n", ""),
    "lost-leaving-loop": ("slots of a loop are not stored when it is left", CONTROL, "  crossing.stores = cache_.loopDirty();\n", ""),
    "lost-at-allocation": ("registers are not stored before the collector may look", CALLS,
                           "    cache_.store(unstored);\n    subtract(owed);\n    checkRoom", "    (void)unstored;\n    subtract(owed);\n    checkRoom"),
    "lost-at-label": ("one slot too few is stored before a label", SLOTS, "!reg.isLoops && reg.slot < top)", "!reg.isLoops && reg.slot < top - 1)"),
    "lost-eviction": ("a register that is given away is not stored", SLOTS,
                      "  if (registers[number].isDirty) storeRegister({isFloat, number});\n", ""),
    "fuel-on-edge": ("an edge that leaves a loop is not charged", CONTROL,
                     "    emitPassage(passage, tooLittle);\n    cross(crossing);", "    cross(crossing);"),
    "fuel-passed": ("what a branch costs that is not taken is not charged", CONTROL, "  charge(vm::passedCostAt(at + 1));\n", ""),
    "fuel-refund": ("the end of a slice in a loop's head refunds twice", CONTROL,
                    "back.owed - bodyCost)", "back.owed - 2 * bodyCost)"),
    "fuel-constructor": ("a constructor done in place is free", CALLS, "  charge(cost);\n  for (", "  for ("),
    "fuel-getter": ("a getter done in place costs one unit less", CALLS, "charge(cost);\n  a_.mov(rax, qword_ptr(object",
                    "charge(cost - 1);\n  a_.mov(rax, qword_ptr(object"),
    "fuel-kept": ("what a left body gives back leaves out what was owed at its entry", CALLS,
                  "ptr(kFuel, static_cast<std::int32_t>(-fuel_.owed))", "ptr(kFuel, 0)"),
    "fuel-spent": ("a body that a branch leaves does not give back what that branch costs", EXITS,
                   "std::optional(fuel.spent + cost)", "std::optional(fuel.spent)"),
    "fuel-joined": ("a body in which ways join gives back only what was spent since then", CALLS,
                    "plainBody_ = isPlainBody(body) ? &body : nullptr;\n  if (plainBody_ == nullptr) keepFuel", "plainBody_ = &body;\n  if (!isPlainBody(body)) keepFuel"),
    "fuel-at-exit": ("what is owed is not paid before the interpreter goes on", EXITS, "subtract(fuel.owed + cost);", "subtract(cost);"),
    "fuel-at-entry": ("what is owed at a label is paid by the interpreter that comes in there, and again", EMITTER,
                      "emitPassage({-fuel.owed, isTested", "emitPassage({0, isTested"),
    "fuel-at-label": ("who jumps to a label pays what is owed there", FUEL, "Passage passage{now.owed - there.owed", "Passage passage{now.owed"),
    "fuel-needed": ("an inlined body is entered with less fuel than it may take", FUEL,
                    "fuel_.least >= cost + fuel_.owed", "fuel_.least >= fuel_.owed"),
    "fuel-after-call": ("what was known of the fuel before a call counts behind it", FUEL, "  fuel_.least = FuelState::kUnknown;\n", ""),
    "poll-too-early": ("the fuel of a slice that is used up is polled where a loop is entered", EXITS, "  a_.js(usedUp);\n", ""),
    "turn-for-nothing": ("a turn that falls into the next one costs one unit less", UNROLLED, "  charge(cost);\n", "  charge(cost - 1);\n"),
    "turn-left": ("who leaves between two turns does not pay the head", UNROLLED,
                  "    subtractAndPoll(cost, poll);\n    a_.jmp(to);", "    a_.jmp(to);"),
    "turn-entered": ("who comes in from elsewhere gets into the last turn", UNROLLED, "    labels_[outer.word] = outer.label;\n", ""),
    "cell-kept": ("objects made in place leave the end of their cell free", OBJECTS,
                  "  a_.add(qword_ptr(rdx, range), bytes);\n", "  a_.add(qword_ptr(rdx, range), bytes - 16);\n"),
    "range-passed": ("objects made in place are looked for behind the range", OBJECTS,
                     "  a_.cmp(to, qword_ptr(rdx, range + 8));\n  a_.je(slow);\n",
                     "  a_.cmp(to, qword_ptr(rdx, range + 8));\n  a_.jo(slow);\n"),
    "array-bound": ("the index behind the last one passes", OBJECTS, "  a_.jae(exit());\n", "  a_.ja(exit());\n"),
    "wide-element": ("elements of 32 bits are read 8 bytes apart", OBJECTS, "const Mem from = element(at, 4);", "const Mem from = element(at, 8);"),
    "wide-store": ("a Byte in a field is stored as 32 bits", OBJECTS,
                   "field(at, 1);\n  a_.mov(to, cache_.readInt(at->a).r8());",
                   "field(at, 4);\n  a_.mov(to, cache_.readInt(at->a).r32());"),
    "type-cache": ("a type test answers for another class", OBJECTS,
                   "  a_.cmp(rcx, qword_ptr(object, kObjectClass));\n  a_.jne(slow);\n", ""),
    "null-checked": ("null passes !!", OBJECTS, "compareWithZero(at->a);\n  a_.je(exit());", "compareWithZero(at->a);"),
    "call-cache": ("an interface call takes the last class's method", CALLS, "  a_.cmp(qword_ptr(rdx, kEntryReceiver), rcx);\n  a_.jne(slow);\n", ""),
    "stack-limit": ("a call does not look for room", EMITTER, "  a_.ja(noRoom);\n", ""),
    "failed-helper": ("what a helper throws is not seen", EXITS, "  a_.jnz(failed_);\n  cache_.clobbered();", "  cache_.clobbered();"),
    "switch-default": ("the first case behind the last one is not the default", CONTROL, "a_.mov(ecx, cases - 1);", "a_.mov(ecx, cases - 2);"),
    "virtual-slot": ("a virtual call takes the method of another slot", CALLS, "qword_ptr(kCallee, slot * 8)",
                     "qword_ptr(kCallee, (slot ^ 1) * 8)"),
    "carry-lost": ("a jump leaves in other registers what its label has in some", CONTROL, "  cache_.move(crossing.moves);\n", ""),
    "carry-fallen": ("the same of control that falls into a label", EMITTER, "  cache_.move(moves);\n", ""),
    "carry-order": ("a register is overwritten before it is moved to another", SLOTS,
                    "auto next = std::ranges::find_if(pending, isFree);", "auto next = std::ranges::find_if(pending, isFree);\n    next = pending.begin();"),
    "carry-kind": ("an integer register is taken for that of a float with its number", SLOTS,
                   " || place.isFloat != want.isFloat", ""),
    "carry-entry": ("who enters at a label has not loaded what it has in registers", EMITTER,
                    "held.insert(held.end(), carried->second.begin(), carried->second.end());", "held.reserve(held.size() + carried->second.size());"),
    "argument-closure": ("the first arguments of a function value are not loaded", CALLS,
                         "  passArguments(at->a, std::size(kArgumentNumbers));\n", ""),
    "argument-super": ("those of a superclass's constructor are not loaded", CALLS, "  passArguments(at->a, at->b + 1);\n", ""),
    "argument-slow": ("those of a method that had to be looked up are not loaded again", CALLS,
                      "  cache_.load(argumentsFrom(at->a, at->b));\n", ""),
    "argument-new": ("the second argument of a constructor is not loaded", CALLS, "  cache_.load(arguments);\n", ""),
    "argument-entry": ("who enters a method from the interpreter has not loaded its arguments", EMITTER,
                       "emitEntry(0, ownArguments(),", "emitEntry(0, {},"),
    "back-flags": ("the way back tests flags that are not those of the fuel", CONTROL,
                   "  prepareCrossing(crossing);\n  a_.jns(crossing.to);", "  prepareCrossing(crossing);\n  a_.test(rbx, rbx);\n  a_.jns(crossing.to);"),
    "itself-unpaid": ("a method that calls itself pays twice when the slice is at its end", CALLS,
                      "    a_.bind(unpaid);\n    subtract(-entryFuel());\n", "    a_.bind(unpaid);\n"),
    "itself-owed": ("a method that calls itself does not pay what it owes", CALLS, "subtractAndPoll(owed + entryFuel(), unpaid);",
                    "(void)owed, subtractAndPoll(entryFuel(), unpaid);"),
    "no-room-paid": ("a call without room is charged", EMITTER, "    a_.bind(noRoom);\n    subtract(-entryFuel());\n",
                     "    a_.bind(noRoom);\n"),
    "direct-spill": ("registers that a direct call loses are not stored before it", DIRECT,
                     "  cache_.spill();\n  loadArguments", "  loadArguments"),
    "direct-lost": ("registers that a direct call loses count as kept", DIRECT, "  cache_.loseSpilled();\n", ""),
    "direct-argument": ("an argument is taken from memory, where it is not yet", SLOTS,
                        "!place.isFloat && isKeptByCalls(place.number)) return integer(place.number);", "false) return integer(place.number);"),
    "direct-unstored": ("registers are not stored when a direct call has given up", DIRECT, "    cache_.store(unstored);\n", ""),
    "direct-held": ("registers are not loaded again behind the call that follows", DIRECT, "    cache_.load(held);\n", ""),
    "direct-result": ("the result of that call is not seen", DIRECT, "    if (results != 0) a_.mov(rax, slotMemory(payload));\n", ""),
    "direct-null": ("null as the result of a direct call is a value", DIRECT, "  a_.sub(edx, 1);\n  a_.js(givenUp);",
                    "  a_.test(edx, edx);\n  a_.jz(givenUp);\n  a_.mov(edx, 1);"),
    "direct-free": ("direct calls are free", DIRECT_CALL, "  if (kCountsFuel) *state.fuel = left;\n", ""),
    "direct-poor": ("a direct call is made whatever fuel there is", DIRECT_CALL,
                    "if (kCountsFuel && left < 0) return false;", ""),
    "direct-price": ("a price that is always the same is not charged", DIRECT, "    charge(*function.price);\n", ""),
    "direct-unasked": ("such a price is charged whether it is there or not", DIRECT,
                       "if (direct->price.value_or(0) > 0) needFuel", "if (direct->price.value_or(0) > 100) needFuel"),
    "direct-twice": ("who has given up a direct call for another owes what it cost", DIRECT,
                     "    resumeOwing(fuel, next);\n", "    resumeOwing({0, FuelState::kUnknown, 0}, next);\n"),
    "direct-owed": ("the call that follows finds what is reserved gone", DIRECT, "    subtract(owed);\n", ""),
    "direct-debt": ("a direct call does not see what is owed", DIRECT,
                    "if (!function.price && fuel_.owed > 0) settle();", ""),
    "direct-stale": ("what a direct call has used is not seen", DIRECT, "    a_.mov(kFuel, qword_ptr(kFuel));\n",
                     "    a_.mov(kFuel, qword_ptr(kFuel)), a_.add(kFuel, 1);\n"),
    "resumed-short": ("behind a slow way it is not tested whether what is reserved is there", FUEL,
                      "  const bool isTested = kIsMetered && fuel.isKnown();\n", "  const bool isTested = false;\n"),
    "direct-concat": ("parts of a text are joined as memory has them, not registers", DIRECT, "  cache_.flush(at->a, at->a + count);\n", ""),
}


def run(command, folder, **more):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", **more)


def copy_sources(scratch):
    """What has not changed keeps its time, so that little is built anew."""
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT).stdout
    for path in filter(None, listed.split("\0")):
        source, target = os.path.join(ROOT, path), os.path.join(scratch, path)
        if not os.path.isfile(source) or os.path.exists(target) and filecmp.cmp(source, target, shallow=False):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(source, target)


def build(scratch):
    made = run(["ninja", "-C", "build/release", "-j1", "generator_tests"], scratch)
    if made.returncode != 0:
        sys.exit(made.stdout[-3000:])


def programs_until_found(scratch, most):
    """The number of the first program that shows a difference, or fails; None if all of them run alike."""
    environment = dict(os.environ, TATU_PROGRAMS=str(most), TATU_PROGRAM_SEED=str(SEED), TATU_PROGRAM_SHRINK="0")
    command = ["build/release/bin/generator_tests", "--gtest_filter=*RunAlikeInAllTiers"]
    ended = run(command, scratch, env=environment, timeout=SECONDS)
    if ended.returncode == 0:
        return None, ""
    found = re.search(r"^program (\d+)(.*)", ended.stdout, re.MULTILINE)
    if found and "the compiler refuses it" in ended.stdout:
        sys.exit(f"program {found[1]} is wrong by itself")
    if found is None:
        return 1, "ends before the first"
    return int(found[1]) - SEED + 1, "crash" if "process ends" in found[2] else "difference"


def plant(bug):
    _, path, old, new = bug
    with open(os.path.join(ROOT, path), encoding="utf-8") as stream:
        text = stream.read()
    if old not in text:
        sys.exit(f"{path} has changed: there is no {old!r}")
    return text, text.replace(old, new, 1)


def write(scratch, path, text):
    with open(os.path.join(scratch, path), "w", encoding="utf-8") as stream:
        stream.write(text)


def try_bug(scratch, name, most):
    bug = BUGS[name]
    whole, broken = plant(bug)
    write(scratch, bug[1], broken)
    build(scratch)
    number, how = programs_until_found(scratch, most)
    write(scratch, bug[1], whole)
    print(f"| {bug[0]} | `{os.path.basename(bug[1])}` | {number if number else 'not found'} | {how} |", flush=True)
    return number is not None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scratch", default=os.path.join(ROOT, "build", "planted"))
    parser.add_argument("--programs", type=int, default=10_000)
    parser.add_argument("--check", action="store_true", help="only see whether the code still has what the bugs replace")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.check:
        for bug in BUGS.values():
            plant(bug)
        return 0
    os.makedirs(options.scratch, exist_ok=True)
    copy_sources(options.scratch)
    made = run(["cmake", "--preset", "release"], options.scratch)
    if made.returncode != 0:
        sys.exit(made.stderr)
    build(options.scratch)
    print("| bug | in | found by program | how |\n|---|---|---|---|")
    found = [try_bug(options.scratch, name, options.programs) for name in options.names or BUGS]
    print(f"{sum(found)} of {len(found)} found")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
