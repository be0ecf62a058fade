// Maker: writes one random program. Every program compiles, ends by itself, and shows what it computes.
//
// Expressions are written on one line and in brackets, so that they can stand anywhere; `value` makes one whose type is
// plain from itself, `expected` one whose type may come from where it stands. Statements are lines. What is written
// depends on the dice alone.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "tests/generator/catalog.h"
#include "tests/mutation/dice.h"

namespace tatu::generator {

using mutation::Dice;

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : dice_(seed) {}
  [[nodiscard]] std::string program();

 private:
  struct Label {
    std::string name;
    bool canContinue = true;
  };
  struct Pattern {
    std::string text;
    std::vector<Variable> bound = {};
  };
  // Where code is written: what it may call, and how much it may still cost.
  struct Place {
    int rank = 0;
    std::int64_t costLimit = 0;
    std::int64_t spent = 0;
    std::int64_t turns = 1;                    // of the loops around, multiplied
    const Type* result = nullptr;              // what `return` takes; null where there is none
    const Type* yields = nullptr;              // what `yield` takes; null outside of a sequence
    std::vector<Label> labels = {};            // of the loops around
    std::vector<std::string> parameters = {};  // type parameters that are in scope
    const ClassInfo* self = nullptr;
    bool isThis = true;  // `this` is an object of it, and not of a local class around
    int nesting = 0;     // statements around
  };
  using Form = std::string (Maker::*)(const Type&, int);
  using Statement = bool (Maker::*)();

  // ---- Lines and names (maker.cpp)
  void line(const std::string& text);
  void open(const std::string& text);
  void close(const std::string& text = "}");
  [[nodiscard]] std::string fresh(const char* prefix);
  [[nodiscard]] std::string indexOf(const std::string& array, int depth);
  [[nodiscard]] std::string indexBelow(int count, int depth);
  [[nodiscard]] std::string oneOf(std::initializer_list<const char*> texts);
  void spend(std::int64_t cost) { place_.spent += cost * place_.turns; }
  [[nodiscard]] bool canSpend(std::int64_t cost) const {
    return place_.spent + cost * place_.turns <= place_.costLimit;
  }
  // Runs `write` with the variables declared in it forgotten behind it.
  void inScope(const std::function<void()>& write);
  // The same for code that no `return`, `break` or `continue` leaves, with what `yield` takes in it.
  void withoutJumps(const Type* yields, const std::function<void()>& write);
  void declare(const std::string& name, const Type& type, bool isMutable = false);
  [[nodiscard]] const Variable* variableOf(const std::function<bool(const Variable&)>& fits);
  [[nodiscard]] std::string tryForms(std::initializer_list<Form> forms, const Type& type, int depth);

  // ---- Types (types.cpp)
  [[nodiscard]] Type simpleType();
  [[nodiscard]] Type keyType();
  [[nodiscard]] Type anyType(int depth);
  [[nodiscard]] Type presentType(int depth);  // not optional, and known: it can be boxed
  [[nodiscard]] Type declaredType();
  [[nodiscard]] bool isEquatable(const Type& type) const;
  [[nodiscard]] bool canBeBoxed(const Type& type) const;

  // ---- Values of any type (values.cpp)
  [[nodiscard]] std::string value(const Type& type, int depth);
  [[nodiscard]] std::string expected(const Type& type, int depth);
  [[nodiscard]] std::string leaf(const Type& type);
  [[nodiscard]] std::string special(const Type& type, int depth);
  [[nodiscard]] std::string general(const Type& type, int depth);
  [[nodiscard]] std::string fromVariable(const Type& type, int depth);
  [[nodiscard]] std::string conditional(const Type& type, int depth);
  [[nodiscard]] std::string matched(const Type& type, int depth);
  [[nodiscard]] std::string identity(const Type& type, int depth);
  [[nodiscard]] std::string presentOr(const Type& type, int depth);
  [[nodiscard]] std::string mustBePresent(const Type& type, int depth);
  [[nodiscard]] std::string castFromAny(const Type& type, int depth);
  [[nodiscard]] std::string attempted(const Type& type, int depth);
  [[nodiscard]] std::string element(const Type& type, int depth);
  [[nodiscard]] std::string mapValue(const Type& type, int depth);
  [[nodiscard]] std::string tuplePart(const Type& type, int depth);
  [[nodiscard]] std::string folded(const Type& type, int depth);

  // ---- Numbers (numbers.cpp)
  [[nodiscard]] std::string literal(Kind kind);  // where the type is expected; of the simple kinds
  [[nodiscard]] std::string typedLiteral(Kind kind);
  [[nodiscard]] std::string integerLiteral(Kind kind);
  [[nodiscard]] std::string operand(const Type& type, int depth);
  [[nodiscard]] std::string integer(const Type& type, int depth);
  [[nodiscard]] std::string integerBinary(const Type& type, int depth);
  [[nodiscard]] std::string integerDivision(const Type& type, int depth);
  [[nodiscard]] std::string integerShift(const Type& type, int depth);
  [[nodiscard]] std::string unary(const Type& type, int depth);
  [[nodiscard]] std::string converted(const Type& type, int depth);
  [[nodiscard]] std::string convertedToInt(int depth);
  [[nodiscard]] std::string convertedToInt32(int depth);
  [[nodiscard]] std::string convertedToByte(int depth);
  [[nodiscard]] std::string convertedToFloat(int depth);
  [[nodiscard]] std::string convertedToFloat32(int depth);
  [[nodiscard]] std::string intOnly(const Type& type, int depth);
  [[nodiscard]] std::string floating(const Type& type, int depth);
  [[nodiscard]] std::string floatBinary(const Type& type, int depth);
  [[nodiscard]] std::string floatMethod(const Type& type, int depth);

  // ---- Bool, Char, String (texts.cpp)
  [[nodiscard]] std::string condition(int depth);
  [[nodiscard]] std::string comparison(const Type& type, int depth);
  [[nodiscard]] std::string computedTwice(const Type& type, int depth);
  [[nodiscard]] std::string equality(const Type& type, int depth);
  [[nodiscard]] std::string logic(const Type& type, int depth);
  [[nodiscard]] std::string typeTest(const Type& type, int depth);
  [[nodiscard]] std::string nullTest(const Type& type, int depth);
  [[nodiscard]] std::string boolMethod(const Type& type, int depth);
  [[nodiscard]] std::string character(const Type& type, int depth);
  [[nodiscard]] std::string text(const Type& type, int depth);
  [[nodiscard]] std::string interpolation(int depth);

  // ---- Values that are made of others (composites.cpp)
  [[nodiscard]] std::string composite(const Type& type, int depth);
  [[nodiscard]] std::string listed(const std::vector<Type>& types, int depth);
  [[nodiscard]] std::string elements(const Type& type, int count, int depth);
  [[nodiscard]] std::string optional(const Type& type, int depth);
  [[nodiscard]] std::string array(const Type& type, int depth);
  [[nodiscard]] std::string list(const Type& type, int depth);
  [[nodiscard]] std::string map(const Type& type, int depth);
  [[nodiscard]] std::string lambda(const Type& type, int depth);
  [[nodiscard]] std::string object(const Type& type, int depth);
  [[nodiscard]] std::string newObject(const ClassInfo& info, const std::vector<Type>& arguments, int depth);
  [[nodiscard]] std::string implementer(const Type& type, int depth);
  [[nodiscard]] std::string enumCase(const Type& type, int depth);

  // ---- Calls (calls.cpp)
  [[nodiscard]] std::string functionCall(const Type& type, int depth);
  [[nodiscard]] std::string closureCall(const Type& type, int depth);
  [[nodiscard]] std::string methodCall(const Type& type, int depth);
  [[nodiscard]] std::string ownMethodCall(const Type& type, int depth);
  [[nodiscard]] std::string field(const Type& type, int depth);
  [[nodiscard]] std::string arguments(const Callable& callable, const Bindings& bindings, int depth);
  [[nodiscard]] bool canCall(const Callable& callable, const Type& wanted) const;
  [[nodiscard]] Bindings classBindings(const Type& type) const;
  [[nodiscard]] std::vector<Callable> callablesOf(const Type& type) const;
  [[nodiscard]] std::string depthArgument(const Callable& callable);

  // ---- Statements (statements.cpp)
  void statements(int count);
  void block(int count);
  void statement();
  [[nodiscard]] bool variable();
  [[nodiscard]] bool lateVariable();
  [[nodiscard]] bool takenApart();
  [[nodiscard]] bool assignment();
  [[nodiscard]] bool compoundAssignment();
  [[nodiscard]] bool selfAssignment();
  [[nodiscard]] bool elementAssignment();
  [[nodiscard]] bool fieldAssignment();
  [[nodiscard]] bool collectionCall();
  [[nodiscard]] bool showing();
  [[nodiscard]] bool branch();
  [[nodiscard]] bool earlyReturn();
  [[nodiscard]] bool closure();
  void blockClosure(const std::string& name, const Type& type);
  [[nodiscard]] std::string operandOrValue(const Type& type);

  // ---- Tests that tell types, and exceptions (tests.cpp)
  [[nodiscard]] bool narrowing();
  [[nodiscard]] bool presence();
  [[nodiscard]] bool matchStatement();
  [[nodiscard]] bool throwing();
  [[nodiscard]] bool attempt();
  void narrowed(std::size_t variable, const Type& type, int count);
  void catchClause();
  [[nodiscard]] std::string newException(int depth);
  [[nodiscard]] std::vector<Pattern> patternsOf(const Type& type);
  [[nodiscard]] std::vector<Pattern> integerPatterns(const Type& type);
  [[nodiscard]] std::vector<Pattern> enumPatterns(const Type& type);
  [[nodiscard]] std::vector<Pattern> anyPatterns();
  [[nodiscard]] std::string subject(const Type& type, int depth);
  [[nodiscard]] Pattern bindingPattern(const Type& type);

  // ---- Loops (loops.cpp)
  [[nodiscard]] bool whileLoop();
  [[nodiscard]] bool flagLoop();
  [[nodiscard]] std::string boundOf(std::int64_t number);
  [[nodiscard]] std::string counter(std::int64_t start);
  [[nodiscard]] bool rangeLoop();
  [[nodiscard]] bool elementLoop();
  [[nodiscard]] bool busyLoop();
  [[nodiscard]] bool leaveLoop();
  void loop(const std::string& head, std::int64_t turns, const std::function<void()>& write, bool canContinue = true);
  [[nodiscard]] std::int64_t turnsThatFit();
  [[nodiscard]] std::string rangeOf(std::int64_t turns);

  // ---- Parameters with default values, and variadic ones (options.cpp)
  void optionFunction();
  [[nodiscard]] bool optionCall();
  [[nodiscard]] std::string argumentsInOrder(const OptionInfo& info);
  [[nodiscard]] std::string argumentsByName(const OptionInfo& info);

  // ---- Extensions (extensions.cpp)
  void extension();
  [[nodiscard]] std::string extensionCall(const Type& type, int depth);

  // ---- Sealed interfaces (sealed.cpp)
  void sealedInterface();
  [[nodiscard]] std::vector<Pattern> sealedPatterns(const Type& type);

  // ---- Functions and classes in functions (locals.cpp)
  [[nodiscard]] bool localFunction();
  [[nodiscard]] bool localClass();
  [[nodiscard]] std::string localMethod(const std::string& start, const Type& type);
  void localCode(const Type& result, const std::function<void()>& write);

  // ---- What is put off (deferred.cpp)
  [[nodiscard]] bool deferred();
  [[nodiscard]] bool lazyVariable();

  // ---- Taking apart (parts.cpp)
  [[nodiscard]] bool partsVariable();
  [[nodiscard]] bool partsLoop();
  [[nodiscard]] std::string partsOf(const Type& type, std::vector<Variable>& bound);

  // ---- Formats and forms of literals (formats.cpp)
  [[nodiscard]] std::string format(Kind kind);
  [[nodiscard]] bool textBlock();
  [[nodiscard]] std::string rawText();
  [[nodiscard]] std::string byteText();

  // ---- Fibers (fibers.cpp)
  [[nodiscard]] bool fiberScope();
  [[nodiscard]] bool channelLoop();
  void awaitedTask();
  void fiberBlock(const std::string& head, const std::function<void()>& write);

  // ---- Sequences (sequences.cpp)
  [[nodiscard]] bool sequenceLoop();
  [[nodiscard]] bool blockLoop();
  [[nodiscard]] std::int64_t yieldingBlock();  // about how often it yields
  void sequenceFunction();
  [[nodiscard]] bool calledLoop();
  void sequenceWalk(const std::string& sequence, const Type& type);
  [[nodiscard]] bool yielding();
  [[nodiscard]] std::string yielded(const Type& type, int depth);

  // ---- Functions and main (functions.cpp)
  void declarations();
  void globals();
  void exceptions();
  void leafFunction();
  void genericFunction();
  void function();
  void recursiveFunction();
  [[nodiscard]] std::string deepFunction();
  void tightFunction(const std::string& name);
  void body(const Callable& callable, int count);
  void showLocals();
  // Code of its own: the place and the variables around are put aside.
  void apart(const Callable& callable, const ClassInfo* self, const std::function<void()>& write);
  void mainFunction();
  void section();
  void shownCall(const Callable& callable, bool isCaught);
  [[nodiscard]] Callable signature(const char* prefix, std::size_t parameters, std::int64_t cost);
  // "name(x1: Int): Int"; declares the parameters.
  [[nodiscard]] std::string head(const Callable& callable);

  // ---- Types of the program (classes.cpp)
  void interfaceType();
  void enumType();
  void dataClass();
  void genericClass();
  void plainClass();
  void chooseAncestors(ClassInfo& info);
  void constructorParameters(ClassInfo& info, std::size_t count, const char* modifier);
  [[nodiscard]] std::string classHead(const ClassInfo& info);
  void fieldInitialisers(ClassInfo& info);
  void members(ClassInfo& info);
  void getter(ClassInfo& info);
  void lazyField(ClassInfo& info);
  void newMethod(ClassInfo& info);
  void abstractMethod(ClassInfo& info);
  void overrides(ClassInfo& info);
  void textMethod(const ClassInfo& info);
  void method(const ClassInfo& info, const Callable& callable, const std::string& modifiers, const std::string& super);
  [[nodiscard]] Type fieldType();

  // ---- The program's own small library (prelude.cpp)
  [[nodiscard]] static std::string preludeFor(const std::string& text);

  Dice dice_;
  Catalog catalog_;
  Place place_;
  std::vector<Type> palette_;
  std::deque<Variable> scope_;  // references stay good while it grows
  std::string text_;
  int indent_ = 0;
  int lastName_ = 0;
  int lastRank_ = 0;
};

}  // namespace tatu::generator
