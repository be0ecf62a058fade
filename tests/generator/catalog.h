// What a generated program has declared so far, and what is in scope at one place of it.
//
// Everything that can be called has a rank and a cost. Code of one rank calls only what has a lower rank, so calls
// never go round in circles (a recursive function counts down by itself); a cost is the most units of work that a call
// takes, so that loops around calls stay short. Overrides have the rank and the cost of what they override.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "tests/generator/type.h"

namespace tatu::generator {

struct Variable {
  std::string name;
  Type type;
  bool isMutable = false;
  bool isLocal = true;     // a field or a global is never narrowed by a test
  std::int64_t cost = 10;  // of a call, if it is a function
};

struct Callable {
  std::string name;
  std::vector<Type> parameters;
  Type result;
  int rank = 0;
  std::int64_t cost = 10;
  std::vector<std::string> typeParameters = {};
  bool countsDown = false;  // the first parameter is the depth of the recursion
  bool hasBody = true;      // else each class gives one
  bool isOpen = false;
  bool isOfClass = false;  // not a default method of an interface
};

struct ClassInfo {
  std::string name;
  std::vector<std::string> typeParameters = {};
  std::string superclass = {};
  std::string interface = {};
  std::vector<Type> parameters = {};   // of the constructor
  std::vector<Variable> fields = {};   // those of the superclass too
  std::vector<Callable> methods = {};  // the same
  bool isOpen = false;
  bool isAbstract = false;
  bool isData = false;

  [[nodiscard]] std::vector<Type> typeArguments() const;  // its own parameters
};

struct InterfaceInfo {
  std::string name;
  std::vector<Callable> methods = {};
  std::vector<std::string> implementers = {};
  bool isSealed = false;  // these are all there are
};

// A function some of whose parameters have default values; the last one may take any number of values.
struct OptionInfo {
  Callable callable;
  std::vector<std::string> names = {};  // of the parameters
  std::size_t required = 0;             // how many have no default
  bool isVariadic = false;              // there is one more, of which Callable does not know
  Type more = {};                       // what that one takes
};

struct ExtensionInfo {
  Type receiver;
  Callable callable;
  bool isProperty = false;
};

struct EnumInfo {
  struct Case {
    std::string name;
    std::vector<Type> payload;
  };
  std::string name;
  std::vector<Case> cases = {};
  std::vector<Callable> methods = {};
};

struct ExceptionInfo {
  std::string name;
  Type code;  // of its only parameter
};

// Deques, so that what is declared later moves nothing.
struct Catalog {
  std::deque<ClassInfo> classes;
  std::deque<InterfaceInfo> interfaces;
  std::deque<EnumInfo> enums;
  std::deque<ExceptionInfo> exceptions;
  std::deque<Callable> functions;
  std::deque<Callable> sequences;  // functions that give one, of what is the result here
  std::deque<OptionInfo> options;
  std::deque<ExtensionInfo> extensions;
  std::deque<Variable> globals;

  [[nodiscard]] const ClassInfo& classOf(const std::string& name) const;
  [[nodiscard]] const EnumInfo& enumOf(const std::string& name) const;
  [[nodiscard]] const InterfaceInfo& interfaceOf(const std::string& name) const;
  // Whether the class is the other one or below it.
  [[nodiscard]] bool isBelow(const std::string& name, const std::string& other) const;
};

}  // namespace tatu::generator
