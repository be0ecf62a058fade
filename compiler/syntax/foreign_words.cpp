#include "compiler/syntax/foreign_words.h"

#include <algorithm>
#include <iterator>

namespace tatu::compiler {
namespace {

constexpr ForeignWord kForeignWords[] = {
    {"let", "val", "`val` declares what stays, `var` what changes"},
    {"fn", "fun", "functions are declared with `fun`"},
    {"func", "fun", "functions are declared with `fun`"},
    {"def", "fun", "functions are declared with `fun`"},
    {"function", "fun", "functions are declared with `fun`"},
    {"struct", "data class", "a class of values is a `data class`"},
    {"record", "data class", "a class of values is a `data class`"},
    {"trait", "interface", "it is called `interface` here"},
    {"protocol", "interface", "it is called `interface` here"},
    {"extends", ":", "superclass and interfaces stand behind `:`"},
    {"implements", ":", "superclass and interfaces stand behind `:`"},
    {"public", "pub", "visible outside of the file is `pub`; everything else is not"},
    {"private", "", "without `pub` it is private already"},
    {"protected", "", "there are two ranges: `pub`, and without it the file"},
    {"switch", "match", "it is called `match`, with arms `pattern => value`"},
    {"when", "match", "it is called `match`, with arms `pattern => value`"},
    {"case", "", "an arm begins with its pattern: `pattern => value`"},
    {"default", "_", "the arm for all the rest is `_ => …`"},
    {"then", "", "what is done stands in braces: `if a { b }`"},
    {"elif", "else if", "it is written `else if`"},
    {"elsif", "else if", "it is written `else if`"},
    {"foreach", "for", "it is written `for x in xs { … }`"},
    {"of", "in", "it is written `for x in xs { … }`"},
    {"loop", "while true", "it is written `while true { … }`"},
    {"repeat", "", "it is written `for _ in 0..<n { … }`"},
    {"until", "", "it is written `while !condition { … }`"},
    {"unless", "", "it is written `if !condition { … }`"},
    {"do", "", "a loop is written `while condition { … }`"},
    {"new", "", "an object is made by calling its class: `Dog(\"Bolt\")`"},
    {"self", "this", "it is called `this` here"},
    {"nil", "null", "it is called `null`"},
    {"None", "null", "it is called `null`"},
    {"undefined", "null", "it is called `null`"},
    {"raise", "throw", "it is written `throw`"},
    {"throws", "", "a function does not say what it throws"},
    {"async", "", "functions are declared with `fun` alone"},
    {"await", "", "a call waits for its result"},
    {"constructor", "", "parameters stand in the head: `class Point(val x: Int) { init { … } }`"},
    {"object", "", "a single object is a `val` outside of functions"},
    {"companion", "", "what belongs to the class itself is `static`"},
    {"mut", "var", "what changes is declared with `var`"},
    {"final", "", "classes and methods are final unless `open`; a variable is declared with `val`"},
    {"virtual", "open", "what can be overridden is `open`"},
    {"package", "", "a file is a module by its name, without a line that says so"},
    {"module", "", "a file is a module by its name, without a line that says so"},
    {"namespace", "", "a file is a module by its name, without a line that says so"},
    {"include", "import", "it is written `import name`"},
    {"using", "import", "it is written `import name`"},
    {"type", "typealias", "another name for a type is a `typealias`; a new type is a `class`, `enum` or `interface`"},
    {"typedef", "", "another name for a type is declared by `typealias Name = Type`"},
    {"lambda", "", "a lambda is written `x => x + 1`"},
    {"except", "catch", "it is written `catch e: Type { … }`"},
    {"and", "&&", "it is written `&&`"},
    {"or", "||", "it is written `||`"},
    {"not", "!", "it is written `!`"},
    {"int", "Int", "types start with an upper-case letter"},
    {"string", "String", "types start with an upper-case letter"},
    {"bool", "Bool", "types start with an upper-case letter"},
    {"double", "Float", "a `Float` has 64 bits"},
    {"Double", "Float", "a `Float` has 64 bits"},
    {"float", "Float", "types start with an upper-case letter"},
    {"char", "Char", "types start with an upper-case letter"},
    {"long", "Int", "an `Int` has 64 bits"},
    {"void", "Unit", "a function without result is written without a result type"},
};

}  // namespace

const ForeignWord* findForeignWord(std::string_view word) {
  const auto* found = std::find_if(std::begin(kForeignWords), std::end(kForeignWords),
                                   [&](const ForeignWord& row) { return row.word == word; });
  return found == std::end(kForeignWords) ? nullptr : found;
}

}  // namespace tatu::compiler
