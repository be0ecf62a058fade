// BodyChecker: from the code of one declaration to HIR. The work is split by family; each family has a file of its own.
//
// How it works
// - expression(e, want) checks an expression and builds its node. `want` says what the context would like: a type
//   (which steers literals, lambdas and inference), or that the value is not used. The result may have another type;
//   convert() makes it fit or reports.
// - `flow_` is what is known where the code under the pen starts; conditions split it in two.
// - What was reported has type Error, which every check accepts, so that one mistake gives one message.
#pragma once

#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <unordered_map>

#include "compiler/check/body_parts.h"
#include "compiler/check/declarations.h"
#include "compiler/check/inference.h"
#include "compiler/check/inheritance.h"
#include "compiler/check/local_uses.h"
#include "compiler/check/relations.h"
#include "compiler/check/sealed_leaves.h"
#include "compiler/hir/arena.h"
#include "compiler/hir/hir.h"
#include "compiler/source/position_finder.h"

namespace tatu::compiler::check {

inline constexpr std::string_view kDefaultReads = "a default value can use the parameters before it";

class BodyChecker {
 public:
  BodyChecker(Program& program, hir::Arena& arena, FileScope& file);

  // ---- Entrances. Null where there is no code of its own (abstract, native, derived).
  [[nodiscard]] hir::Function* function(FunctionSymbol& symbol);
  [[nodiscard]] hir::Function* constructor(ClassSymbol& symbol);
  [[nodiscard]] hir::Function* initializer(GlobalSymbol& symbol);
  [[nodiscard]] const Type* typeOfField(FieldSymbol& field);
  [[nodiscard]] const Type* typeOfGlobal(GlobalSymbol& global);
  void computeConstant(GlobalSymbol& symbol);

  // The classes in the code that was checked, outer ones first.
  [[nodiscard]] const std::deque<LocalClass>& localClasses() const { return localClasses_; }

 private:
  // ---- Building (body_checker.cpp)
  template <typename Node>
  Node* make(const Type* type, SourceSpan span) {
    return arena_.make<Node>(type, positionOf(span.begin));
  }
  [[nodiscard]] hir::Position positionOf(SourcePosition position);
  [[nodiscard]] const Type* leaf(TypeKind kind) const { return program_.leaf(kind); }
  [[nodiscard]] const Type* unit() const { return leaf(TypeKind::Unit); }
  [[nodiscard]] const Type* errorType() const { return program_.errorType(); }
  [[nodiscard]] Expr error(SourceSpan span);
  void report(Diagnostic diagnostic) { program_.report(std::move(diagnostic)); }
  [[nodiscard]] Expr unitValue(SourceSpan span);
  [[nodiscard]] Expr boolean(bool value, SourceSpan span);
  [[nodiscard]] Expr integer(std::int64_t value, SourceSpan span);
  [[nodiscard]] Expr instruction(bytecode::Opcode opcode, std::initializer_list<Expr> operands, const Type* type,
                                 SourceSpan span);
  [[nodiscard]] Expr negated(Expr condition, SourceSpan span);
  [[nodiscard]] hir::Local* newLocal(std::string_view name, const Type* type, bool isMutable = false);
  [[nodiscard]] Expr readLocal(hir::Local* local, SourceSpan span);
  [[nodiscard]] Expr declare(hir::Local* local, Expr value, SourceSpan span);
  // The value in a local of its own, unless reading it again costs nothing and gives the same; `before` gets the
  // declaration.
  [[nodiscard]] Expr reusable(Expr value, std::vector<Expr>& before, SourceSpan span);
  [[nodiscard]] Expr copyOf(Expr reusable, SourceSpan span);
  [[nodiscard]] Expr withBefore(std::vector<Expr> before, Expr value, SourceSpan span);
  void beginFunction(hir::Function& function, Frame& frame, const ast::Node* body);
  void declareParameter(hir::Function& function, const ast::Identifier& name, const Type* type);
  [[nodiscard]] hir::Function* newFunction(const FunctionSymbol* symbol, std::string name);
  void functionBody(hir::Function& function, const ast::FunctionBody& body, const Type* result, SourceSpan nameSpan);
  void refuseLostValue(const ast::FunctionDeclaration& declaration, const hir::Function& function);
  // Of a local class, whose fields have the types of their values when these are checked.
  [[nodiscard]] static bool isWithoutType(const FieldSymbol& field) {
    return field.type == nullptr && field.owner->isLocal;
  }
  [[nodiscard]] Expr lazyRead(FunctionSymbol& getter, const ast::VariableDeclaration& declaration);
  [[nodiscard]] const Type* typeOfLazy(FieldSymbol& storage, const ast::VariableDeclaration& declaration);
  [[nodiscard]] const std::vector<TypeParameterSymbol*>& classTypeScope() const {
    return localClass_ != nullptr ? localClass_->typeScope : owner_->typeParameters;
  }
  LocalInfo* declareReceiver(hir::Function& function, const ClassSymbol& owner);
  [[nodiscard]] hir::Function* fieldAccessor(FunctionSymbol& symbol, FieldSymbol& field);
  [[nodiscard]] hir::Function* defaultFunction(FunctionSymbol& symbol);
  void scanConstruction(const ast::ClassDeclaration& declaration);
  [[nodiscard]] const Type* typeOrValue(const FieldSymbol& field, const ast::VariableDeclaration& variable,
                                        hir::FieldValue& value);
  void constructorFields(hir::Function& function, ClassSymbol& symbol);
  void declareEarlierFields(const FieldSymbol& field, const ast::Node& value);
  void constructorSuper(hir::Function& function, ClassSymbol& symbol, const ast::ClassDeclaration& declaration);
  void constructorInit(hir::Function& function, const ast::ClassDeclaration& declaration);

  // ---- Scopes (locals.cpp)
  struct ScopeMark {
    std::size_t count;
    std::size_t classes;
  };
  [[nodiscard]] ScopeMark enterScope() const { return {visible_.mark(), visibleClasses_.mark()}; }
  void leaveScope(ScopeMark mark);
  void useAll(ScopeMark mark);  // no warnings about what is visible now and was not then
  LocalInfo* addLocal(const ast::Identifier& name, const Type* type, bool isMutable, std::size_t scopeStart);
  [[nodiscard]] LocalInfo* findLocal(std::string_view name);
  [[nodiscard]] hir::Local* place(LocalInfo& info);
  [[nodiscard]] hir::Local* placeIn(LocalInfo& info, Frame& frame);
  [[nodiscard]] Expr localValue(LocalInfo& info, SourceSpan span);
  [[nodiscard]] Expr localStored(LocalInfo& info, SourceSpan span);
  // `member` is what was written if `this` was not.
  [[nodiscard]] Expr thisValue(SourceSpan span, std::string_view member = {});
  [[nodiscard]] Expr objectOf(const ClassLevel& level, SourceSpan span, std::string_view member = {});
  void reportRawThis(SourceSpan span, std::string_view member);
  void assignLocal(LocalInfo& info, SourceSpan span);
  void reportAssignment(LocalInfo& info, SourceSpan span);
  void track(LocalInfo& info);
  [[nodiscard]] bool warnOfComparison(const LocalInfo& bound, std::size_t place);
  [[nodiscard]] FlowState interrupted(FlowState flow, const ast::Node& code);
  [[nodiscard]] FlowState loopEntry(FlowState flow, const ast::Node& loop);
  void reportRepeatedAssignments(const ast::Node& loop, const FlowState& entry, const FlowState& next);

  // ---- What is not there, and what was meant (advice.cpp)
  [[nodiscard]] Expr unknownName(const ast::Identifier& name);
  [[nodiscard]] bool isLaterParameter(std::string_view name) const;
  [[nodiscard]] const ast::ConstructorParameter* plainHeaderParameter(std::string_view name) const;
  [[nodiscard]] bool adviseOnOwner(Diagnostic& diagnostic, const ast::Identifier& name);
  void warnOfDollarNames(SourceSpan span);
  void suggestName(Diagnostic& diagnostic, const ast::Identifier& name);
  void unknownMember(const Type* type, const ast::Identifier& name, SourceSpan receiver);
  void nullableReceiver(const Type* type, const ast::Identifier& name, const ast::Expression& receiver);
  [[nodiscard]] bool adviseOnExtension(Diagnostic& diagnostic, const Type* type, const ast::Identifier& name);
  [[nodiscard]] bool adviseOnMember(Diagnostic& diagnostic, const Type* type, const ast::Identifier& name,
                                    SourceSpan receiver);
  void unknownStatic(const ClassSymbol& symbol, const ast::Identifier& name);
  [[nodiscard]] const Type* selfOfCore(std::string_view name);
  [[nodiscard]] static bool isNullaryFunction(const Type* type);
  bool adviseToCall(Diagnostic& diagnostic, SourceSpan function);
  void noOperator(std::string_view symbol, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan);
  bool adviseToConvert(Diagnostic& diagnostic, const Type* left, std::span<const SourceSpan> leftSpans,
                       const Type* right, SourceSpan rightSpan);
  [[nodiscard]] std::string conversionOf(const Type* to, SourceSpan number, std::vector<Edit>& edits);
  [[nodiscard]] bool warnOfNothing(const ast::VariableStatement& s, const hir::Expression& value);
  void warnOfNegatedCall(const ast::UnaryExpression& e);
  void adviseOnNegatedCall(Diagnostic& diagnostic, const ast::UnaryExpression& e);

  // ---- Conversions (convert.cpp)
  [[nodiscard]] Expr convert(Expr value, const Type* target, SourceSpan span);
  [[nodiscard]] Expr converted(Expr value, const Type* target, SourceSpan span);  // known to be assignable
  void mismatch(const Type* expected, const Type* found, SourceSpan span);
  [[nodiscard]] bool isCharacterLiteral(SourceSpan span) const;
  void explainMismatch(Diagnostic& diagnostic, const Type* expected, const Type* found, SourceSpan span);
  void explainNamesakes(Diagnostic& diagnostic, const Type* expected, const Type* found);
  void explainArguments(Diagnostic& diagnostic, const Type* expected, const Type* found);
  [[nodiscard]] bool couldFit(const Type* type, const Type* pattern);

  // ---- Expressions
  [[nodiscard]] Expr expression(const ast::Expression& e, Want want = {});
  [[nodiscard]] Expr finished(Expr result, const ast::Expression& e);
  [[nodiscard]] Expr coerced(const ast::Expression& e, const Type* target);
  [[nodiscard]] Expr hinted(const ast::Expression& e, const Type* hint);
  [[nodiscard]] Expr dispatch(const ast::Expression& e, Want want);
  [[nodiscard]] Expr integerLiteral(std::uint64_t magnitude, bool isNegative, SourceSpan span, const Type* want);
  [[nodiscard]] Expr floatLiteral(const ast::FloatLiteral& e, bool isNegative, SourceSpan span, const Type* want);
  [[nodiscard]] Expr textLiteral(std::string_view text, SourceSpan span);
  [[nodiscard]] Expr byteString(const ast::ByteStringLiteral& e);
  [[nodiscard]] Expr interpolated(const ast::InterpolatedString& e);
  [[nodiscard]] Expr text(Expr value, SourceSpan span);
  [[nodiscard]] Expr formatted(Expr value, const ast::InterpolationPart& part);  // formats.cpp
  [[nodiscard]] bool checkFormat(const struct FormatText& format, const Type* type, SourceSpan span);
  [[nodiscard]] Expr plainFormat(const FormatText& format, Expr value, SourceSpan span);
  [[nodiscard]] Expr padded(Expr value, const FormatText& format, bool isNumber, SourceSpan span);
  [[nodiscard]] Expr name(const ast::NameExpression& e, Want want);
  [[nodiscard]] Expr tuple(const ast::TupleExpression& e, Want want);
  [[nodiscard]] Expr tupleIndex(const ast::TupleIndexExpression& e);
  [[nodiscard]] Expr list(const ast::ListExpression& e, Want want);
  // What a collection of that class has to hold to be what is wanted; null if nothing follows.
  [[nodiscard]] const Type* elementFor(const ClassSymbol& collection, const Type* wanted);
  [[nodiscard]] Expr map(const ast::MapExpression& e, Want want);
  struct Filling {
    std::string_view method;
    std::vector<Expr> arguments;
  };
  [[nodiscard]] Expr filledCollection(const Type* type, std::vector<Filling> rows, SourceSpan span);
  [[nodiscard]] Expr newList(const Type* element, std::vector<Expr> elements, SourceSpan span);
  [[nodiscard]] Expr filledArray(const Type* type, std::vector<Expr> elements, SourceSpan span);
  [[nodiscard]] const Type* commonElement(const std::vector<const Type*>& types, const std::vector<SourceSpan>& spans,
                                          std::string_view what, std::string_view mixed = "List<Any>");
  struct ListParts {
    std::vector<Expr> values;
    std::vector<const Type*> types;  // of the elements, also of those that `...` gives
    std::vector<SourceSpan> spans;
  };
  [[nodiscard]] ListParts listParts(const ast::ListExpression& e, const Type* element);
  [[nodiscard]] const Type* partType(const ast::Expression& written, const Type* element);
  [[nodiscard]] const Type* spreadElement(const Type* type, SourceSpan span);
  [[nodiscard]] Expr unary(const ast::UnaryExpression& e, Want want);
  [[nodiscard]] Expr notNull(const ast::NotNullExpression& e, Want want);
  [[nodiscard]] Expr isTest(const ast::IsExpression& e, ConditionFlow* flow);
  [[nodiscard]] Expr cast(const ast::CastExpression& e);
  [[nodiscard]] Expr testable(Expr value, SourceSpan span);
  [[nodiscard]] bool canBe(const Type* from, const Type* to);
  [[nodiscard]] static bool mayBeAnything(const Type* type);
  [[nodiscard]] Expr index(const ast::IndexExpression& e);
  [[nodiscard]] Expr lambda(const ast::LambdaExpression& e, Want want);
  [[nodiscard]] const Type* lambdaParameter(const ast::LambdaParameter& parameter, const Type* expected);
  // Parts of it that have names of their own are taken out `before` the body.
  [[nodiscard]] hir::Local* declareLambdaParameter(const ast::LambdaParameter& parameter, const Type* type,
                                                   std::size_t scopeStart, std::vector<Expr>& before);
  void wrongParameterCount(const ast::LambdaExpression& e, const Type* wanted);
  void lambdaBody(const ast::LambdaExpression& e, hir::Function& function, Frame& frame);
  void finishLambdaResult(const ast::LambdaExpression& e, hir::Function& function, Frame& frame);
  [[nodiscard]] const Type* usable(const Type* type);

  // ---- Sequences (sequences.cpp)
  [[nodiscard]] static std::string_view codeName(const Frame& frame);
  [[nodiscard]] Expr sequence(const ast::SequenceExpression& e, Want want);
  [[nodiscard]] hir::GeneratorNew* generator(const ast::SequenceExpression& e, Frame& start, SequenceValues& values);
  [[nodiscard]] const Type* commonValue(const ast::SequenceExpression& e, SequenceValues& values);
  [[nodiscard]] Expr yieldExpression(const ast::YieldExpression& e);
  [[nodiscard]] Expr misplacedYield(const ast::YieldExpression& e);

  // ---- Operators (operators.cpp)
  [[nodiscard]] Expr binary(const ast::BinaryExpression& e, Want want);
  struct Operands {
    Expr left;
    Expr right;
  };
  [[nodiscard]] Operands operands(const ast::BinaryExpression& e, const Type* hint);
  [[nodiscard]] const Type* hintFrom(Expr left);
  [[nodiscard]] Expr arithmeticChain(const ast::BinaryExpression& e, const Type* hint);
  [[nodiscard]] Expr arithmetic(ast::BinaryOperator op, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan);
  [[nodiscard]] Expr leafOperator(ast::BinaryOperator op, Expr left, Expr right, SourceSpan span);
  [[nodiscard]] Expr operatorCall(const Member& found, std::vector<Expr> values, const ast::Identifier& name,
                                  SourceSpan valueSpan);
  [[nodiscard]] const Type* operandType(const Member& found, std::size_t operand);
  [[nodiscard]] Expr methodOperator(std::string_view method, std::string_view symbol, Expr left, Expr right,
                                    SourceSpan span, SourceSpan rightSpan);
  [[nodiscard]] Expr comparison(ast::BinaryOperator op, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan);
  [[nodiscard]] Expr equality(Expr left, Expr right, bool isNegated, SourceSpan span, SourceSpan rightSpan);
  [[nodiscard]] Expr equalityOf(Expr left, Expr right, SourceSpan span, SourceSpan rightSpan);
  [[nodiscard]] Expr nullTest(Expr value, bool isNegated, SourceSpan span);
  void explainNotEquatable(Diagnostic& diagnostic, const Type* type);
  [[nodiscard]] static bool hasIdentity(const Type* type);
  [[nodiscard]] Expr identity(Expr left, Expr right, bool isNegated, SourceSpan span);
  [[nodiscard]] Expr contains(const ast::BinaryExpression& e);
  [[nodiscard]] Operands rangeEnds(const ast::BinaryExpression& e);
  [[nodiscard]] Expr range(const ast::BinaryExpression& e);
  [[nodiscard]] Expr coalesce(const ast::BinaryExpression& e, Want want);
  [[nodiscard]] Expr asInt32(Expr value, SourceSpan span);

  // ---- Conditions (conditions.cpp)
  [[nodiscard]] Expr condition(const ast::Expression& e, ConditionFlow& flow);
  [[nodiscard]] Expr logicalChain(const ast::BinaryExpression& e, ConditionFlow& flow);
  [[nodiscard]] Expr logical(const ast::BinaryExpression& e, Expr first, ConditionFlow& flow);
  void narrowByNull(const ast::BinaryExpression& e, ConditionFlow& flow);
  [[nodiscard]] LocalInfo* narrowable(const ast::Expression& e);

  // ---- Members and calls (members.cpp, calls.cpp)
  [[nodiscard]] Expr member(const ast::MemberExpression& e, Want want);
  [[nodiscard]] Expr memberOf(Expr receiver, const ast::MemberExpression& e, Want want);
  void warnIfDeprecated(const Member& member, const ast::Identifier& name);
  [[nodiscard]] Expr readMember(Expr receiver, const Member& member, const ast::Identifier& name,
                                ast::NodeList<ast::Type> typeArguments, Want want, SourceSpan span,
                                bool isSuper = false);
  [[nodiscard]] Expr safeChain(Expr receiver, SourceSpan span, const std::function<Expr(Expr)>& body);
  [[nodiscard]] Member lookUpMember(const Type* type, const ast::Identifier& name, const ast::Expression& receiver);
  void unknownInModule(const ImportedModule& module, const ast::Identifier& name);
  [[nodiscard]] bool checkVisible(const Member& member, const ast::Identifier& name);
  [[nodiscard]] bool checkMemberConditions(const Member& member, const ast::Identifier& name);
  // A name before a dot that stands for a class or module, not for a value.
  void refuseTypeArguments(const ast::MemberExpression& e);
  [[nodiscard]] Entity entityOf(const ast::Expression& e);
  [[nodiscard]] static Entity localEntity(LocalInfo& local);
  [[nodiscard]] Expr staticMember(const ClassSymbol& symbol, const ast::MemberExpression& e, Want want);
  [[nodiscard]] Expr entityValue(const Entity& entity, const ast::Identifier& name,
                                 ast::NodeList<ast::Type> typeArguments, Want want);
  [[nodiscard]] Expr globalValue(const GlobalSymbol& global, const ast::Identifier& name);
  [[nodiscard]] Expr constantValue(const Constant& constant, const Type* type, SourceSpan span);
  // A function as a value, still without what it is bound to; an extension is bound to its receiver.
  [[nodiscard]] hir::Closure* closureOf(const FunctionSymbol& function, const Type* owner,
                                        ast::NodeList<ast::Type> typeArguments, Want want, const ast::Identifier& name,
                                        Expr receiver = nullptr);
  [[nodiscard]] Expr functionValue(const FunctionSymbol& function, const Type* owner, Expr bound,
                                   ast::NodeList<ast::Type> typeArguments, Want want, const ast::Identifier& name);
  [[nodiscard]] Expr localFunctionValue(const LocalInfo& local, ast::NodeList<ast::Type> typeArguments, Want want,
                                        const ast::Identifier& name);
  [[nodiscard]] Expr superReceiver(SourceSpan span);
  [[nodiscard]] Member superMember(const ast::Identifier& name);
  [[nodiscard]] Member superDefault(const ast::Identifier& name, const Member& found);

  struct CallSite {
    ast::NodeList<ast::Expression> arguments;
    std::span<const ast::Identifier> argumentNames;  // as of an ast::CallExpression
    SourceSpan argumentsSpan;
    SourceSpan nameSpan;
    SourceSpan span;
    ast::NodeList<ast::Type> typeArguments;
    Want want;
  };
  [[nodiscard]] Expr call(const ast::CallExpression& e, Want want);
  [[nodiscard]] Expr callName(const ast::CallExpression& e, const ast::NameExpression& callee, const CallSite& site);
  [[nodiscard]] Expr callMember(const ast::CallExpression& e, const ast::MemberExpression& callee,
                                const CallSite& site);
  [[nodiscard]] Expr callEntity(const Entity& entity, const ast::Identifier& name, const CallSite& site);
  [[nodiscard]] Expr callStatic(const ClassSymbol& symbol, const ast::MemberExpression& callee, const CallSite& site);
  [[nodiscard]] Expr callOn(Expr receiver, const Member& member, const ast::Identifier& name, const CallSite& site,
                            bool isSuper = false);
  [[nodiscard]] Expr callFunction(const FunctionSymbol& function, const Type* owner, Expr receiver, bool isVirtual,
                                  const CallSite& site);
  [[nodiscard]] Member findInvoke(const Type* type, SourceSpan span);
  [[nodiscard]] Expr callClosure(Expr function, const CallSite& site);
  [[nodiscard]] Expr callCopy(Expr receiver, const Member& member, const CallSite& site);
  [[nodiscard]] Expr newObject(const Type* type, std::vector<Expr> arguments, SourceSpan span, Expr original = nullptr);
  [[nodiscard]] Expr constructAlias(TypeAlias& alias, const CallSite& site);
  [[nodiscard]] Expr construct(const ClassSymbol& symbol, const Type* self,
                               const std::vector<TypeParameterSymbol*>& typeParameters, const CallSite& site);
  [[nodiscard]] Expr enumValue(const CaseSymbol& enumCase, const CallSite* site, Want want, SourceSpan span);
  [[nodiscard]] Expr failedCall(const CallSite& site);
  [[nodiscard]] Expr methodCall(Expr receiver, std::string_view name, std::vector<Expr> arguments, SourceSpan span);
  [[nodiscard]] Expr builtCall(const FunctionSymbol& function, const Type* owner, Expr receiver, bool isVirtual,
                               std::vector<const Type*> typeArguments, std::vector<Expr> arguments, const Type* result,
                               SourceSpan span);
  [[nodiscard]] static bool isVirtual(const FunctionSymbol& function);

  // ---- Local classes (local_classes.cpp)
  [[nodiscard]] Expr localClass(const ast::ClassDeclaration& declaration, std::size_t scopeStart);
  [[nodiscard]] LocalClass& newLocalClass(const ast::ClassDeclaration& declaration);
  void captureFields(const LocalClass& local);
  [[nodiscard]] const Type* keptType(const LocalInfo& captured);
  void makeLazyFields(hir::Function& constructor);
  [[nodiscard]] Expr newLazy(const Type* type, SourceSpan span);
  [[nodiscard]] std::vector<hir::Local*> capturedFor(const ClassSymbol& symbol);
  // The type found for a value of which it is not written; it must be known where the value's name is.
  [[nodiscard]] const Type* withoutLeak(const Type* type, const ast::Node& value, const ast::Identifier& name);
  [[nodiscard]] CodeState enterMember(const LocalClass& local);
  void leaveMember(CodeState around);
  void checkMembers(LocalClass& local);
  void placeAllCaptured();
  // ---- Names that are found through objects
  [[nodiscard]] bool isHiddenByMember(std::string_view name, std::size_t place);
  [[nodiscard]] ClassLevel level() const { return {owner_, receiver_, isObjectRaw_, classMark_}; }
  [[nodiscard]] std::size_t levelCount() const { return levelsAround_.size() + 1; }
  [[nodiscard]] ClassLevel levelAt(std::size_t number) const {  // 0: this one
    return number == 0 ? level() : levelsAround_[levelsAround_.size() - number];
  }
  [[nodiscard]] const Type* receiverOf(const ClassLevel& level);
  [[nodiscard]] ImplicitMember findImplicit(std::string_view name);

  // ---- Local functions (local_functions.cpp)
  [[nodiscard]] Expr localFunction(const ast::FunctionDeclaration& declaration, std::size_t scopeStart);
  [[nodiscard]] LocalFunction& newLocalFunction(const FunctionSymbol& symbol);
  [[nodiscard]] Expr declared(const LocalFunction& function, SourceSpan span);
  [[nodiscard]] const LocalFunction* localDefault(const ast::FunctionDeclaration& declaration, std::size_t parameter,
                                                  const LocalFunction& of, std::vector<Expr>& declarations);
  void addCaptured(const ast::Node& code, std::vector<LocalInfo*>& captured);
  [[nodiscard]] std::vector<LocalInfo*> receiversFor(std::string_view name);
  void localFunctionBody(const ast::FunctionBody& body, SourceSpan name, LocalFunction& function);
  // Where captured variables are, seen from here.
  [[nodiscard]] std::vector<hir::Local*> placesOf(const std::vector<LocalInfo*>& captured);
  [[nodiscard]] Expr callLocal(const LocalInfo& local, const CallSite& site);
  [[nodiscard]] Expr builtLocalCall(const LocalFunction& function, std::vector<const Type*> typeArguments,
                                    std::vector<Expr> arguments, const Type* result, SourceSpan span);

  // ---- Extensions (extension_calls.cpp)
  [[nodiscard]] bool isExtensionOf(const FunctionSymbol& extension, const Type* type);
  // Kind None if there is none; Broken if there are several, which was told.
  [[nodiscard]] Member findExtension(const Type* type, const ast::Identifier& name);
  [[nodiscard]] Member bestExtension(std::vector<FunctionSymbol*> fitting, const Type* type,
                                     const ast::Identifier& name);
  void reportAmbiguous(const FunctionSymbol& first, const FunctionSymbol& second, const Type* type,
                       const ast::Identifier& name);
  [[nodiscard]] ImplicitMember findImplicitExtension(const ast::Identifier& name);
  [[nodiscard]] Expr callExtension(Expr receiver, const FunctionSymbol& extension, const CallSite& site);
  [[nodiscard]] Expr extensionCall(const FunctionSymbol& extension, std::vector<Expr> values, SourceSpan span);
  [[nodiscard]] Member findOperator(const Type* type, const ast::Identifier& name);
  [[nodiscard]] Expr readExtension(Expr receiver, const FunctionSymbol& extension, const ast::Identifier& name,
                                   ast::NodeList<ast::Type> typeArguments, Want want, SourceSpan span);

  // ---- Arguments (arguments.cpp)
  // What arguments are given to.
  struct Callee {
    std::string what;  // for messages
    const std::vector<const Type*>& parameters;
    std::vector<TypeParameterSymbol*> typeParameters = {};  // that the call has to find out
    const Type* result = nullptr;                           // null: it tells nothing about them
    const ast::Node* declaration = nullptr;                 // null: it is not of this compilation
    const FunctionSymbol* function = nullptr;               // null: a function value, or
    const CaseSymbol* enumCase = nullptr;
    const Type* owner = nullptr;  // of a member: the instantiation of its class
    bool isCopy = false;          // `copy` of a data class: its constructor, with the values of the receiver's fields
    Expr receiver = nullptr;      // of an extension: its first argument
    const LocalFunction* local = nullptr;

    [[nodiscard]] bool isVariadic(std::size_t parameter) const {
      return function != nullptr && !isCopy && function->parameters[parameter].isVariadic;
    }
    [[nodiscard]] std::optional<std::size_t> variadic() const;
    [[nodiscard]] std::size_t firstParameter() const { return receiver == nullptr ? 0 : 1; }
    // Empty of function values.
    [[nodiscard]] std::string_view nameOf(std::size_t parameter) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  };
  struct ArgumentResult {
    std::vector<std::size_t> parameterOf;  // by argument of the site; then a variadic one without any
    std::vector<Expr> arguments;           // by parameter; null where the call leaves it out
    std::vector<Expr> values;              // of a variadic parameter, by argument of the site; null for others
    std::vector<const Type*> typeArguments;
    bool isValid = true;
  };
  // What gives a parameter its value where a call leaves it out: a function, of the callee or of what that overrides,
  // or a field of the receiver.
  struct DefaultValue {
    const FunctionSymbol* symbol = nullptr;
    const FunctionSymbol* function = nullptr;  // whose parameter it is
    const Type* owner = nullptr;               // the instantiation of the class of that
    const Type* rival = nullptr;               // another class above, unrelated, which has one too
    std::size_t number = 0;                    // of the parameter
    const FieldSymbol* field = nullptr;
    const LocalFunction* local = nullptr;  // of a local function; `symbol` is its symbol

    [[nodiscard]] bool isNone() const { return symbol == nullptr && field == nullptr; }
  };
  // Checks the arguments against parameter types in which Inferred stands for what is to be found out, and finds it
  // out.
  [[nodiscard]] ArgumentResult checkArguments(const Callee& callee, const CallSite& site);
  [[nodiscard]] bool matchArguments(const Callee& callee, const CallSite& site, ArgumentResult& outcome);
  [[nodiscard]] const Type* expectedResult(const Callee& callee, const Type* wanted);
  [[nodiscard]] bool checkSpread(const ast::Expression& argument, bool isVariadic, bool isNamed);
  [[nodiscard]] std::optional<std::size_t> namedParameter(const Callee& callee, const ast::Identifier& name);
  [[nodiscard]] bool checkMissing(const Callee& callee, const CallSite& site, const std::vector<bool>& isGiven);
  [[nodiscard]] bool wrongCount(const Callee& callee, const CallSite& site);
  [[nodiscard]] bool ambiguousDefault(const Callee& callee, const CallSite& site, const DefaultValue& value);
  static void addPlace(Diagnostic& diagnostic, const Callee& callee);
  [[nodiscard]] bool fixTypeArguments(InferenceScope& scope, const Callee& callee, const CallSite& site);
  void checkEachArgument(const Callee& callee, const std::vector<const Type*>& parameters, const CallSite& site,
                         ArgumentResult& outcome);
  // One argument, for a parameter of the type; null for no argument.
  void checkArgument(const ast::Expression& argument, const Type* open, Expr& result);
  // What a variadic parameter is given for one argument: a value, or several.
  [[nodiscard]] const Type* variadicType(const ast::Expression& argument, const Type* list);
  [[nodiscard]] Expr variadicList(const CallSite& site, const ArgumentResult& outcome, const Type* list);
  [[nodiscard]] bool solve(InferenceScope& scope, const Callee& callee, const CallSite& site,
                           std::vector<const Type*>& solved);
  [[nodiscard]] DefaultValue defaultOf(const Callee& callee, std::size_t parameter);
  // Whether the order of the parameters is that of evaluation, and nothing is read twice.
  [[nodiscard]] static bool isInPlace(const ArgumentResult& checked, const std::vector<DefaultValue>& values);
  [[nodiscard]] Expr fieldOf(Expr object, const DefaultValue& value, SourceSpan span);
  [[nodiscard]] Expr defaultValue(const DefaultValue& value, const ArgumentResult& checked, Expr receiver,
                                  SourceSpan span);
  // Fills in what the call leaves out. Gives what has to be evaluated before the call.
  [[nodiscard]] std::vector<Expr> completeArguments(const Callee& callee, const CallSite& site, ArgumentResult& checked,
                                                    Expr* receiver);
  [[nodiscard]] const Type* staticOwner(const ClassSymbol& symbol);
  [[nodiscard]] TypeResolver resolver();

  // ---- Control flow (control.cpp, loops.cpp, exceptions.cpp)
  [[nodiscard]] Expr block(const ast::BlockExpression& e, Want want);
  void blockStatements(const ast::BlockExpression& e, Want want, hir::Block& block);
  [[nodiscard]] Expr ifExpression(const ast::IfExpression& e, Want want);
  [[nodiscard]] Expr ifChain(const ast::IfExpression& e, Want want, std::vector<Expr*>& results,
                             std::vector<SourceSpan>& spans);
  [[nodiscard]] Expr branchValue(const ast::Expression& e, Want want);
  // Gives branches checked without an expected type their common type.
  [[nodiscard]] const Type* uniteBranches(const std::vector<Expr*>& branches, const std::vector<SourceSpan>& spans,
                                          Want want);
  [[nodiscard]] static SourceSpan valueSpan(const ast::Expression& e);
  [[nodiscard]] Expr leavesDefer(std::string_view jump, SourceSpan span);
  [[nodiscard]] Expr returnExpression(const ast::ReturnExpression& e);
  [[nodiscard]] Expr throwExpression(const ast::ThrowExpression& e);
  [[nodiscard]] Expr jump(const ast::Identifier& label, SourceSpan span, bool isContinue);
  void arrive(LoopScope& loop, bool isContinue, FlowState flow);
  [[nodiscard]] Expr tryExpression(const ast::TryExpression& e, Want want);
  void warnOfEarlierCatch(const std::vector<hir::Catch>& catches, const ast::CatchClause& clause);
  [[nodiscard]] hir::Catch catchClause(const ast::CatchClause& clause, Want want);
  [[nodiscard]] Expr finalizer(const ast::TryExpression& e, const FlowState& atStart, FinallyScope& scope);
  [[nodiscard]] FlowState followed(FlowState before, const FlowState& done, const ast::Node& code);

  // ---- Statements (statements.cpp)
  [[nodiscard]] Expr statement(const ast::Statement& s, std::size_t scopeStart);
  // An expression whose value nobody takes.
  [[nodiscard]] Expr discarded(const ast::Expression& e, const Type* hint = nullptr);
  void warnIfUnused(const ast::Expression& e, const hir::Expression& value);
  [[nodiscard]] Expr variable(const ast::VariableStatement& s, std::size_t scopeStart);
  [[nodiscard]] Expr lazyLocal(const ast::VariableStatement& s, std::size_t scopeStart);
  [[nodiscard]] const Type* lazyFunction(const Type* value);  // () -> value
  [[nodiscard]] Expr assignment(const ast::AssignmentStatement& s);
  [[nodiscard]] Expr assignName(const ast::AssignmentStatement& s, const ast::NameExpression& target);
  [[nodiscard]] Expr assignMember(const ast::AssignmentStatement& s, const ast::MemberExpression& target);
  [[nodiscard]] Expr assignExtension(Expr object, const Member& getter, const ast::Identifier& name,
                                     const ast::AssignmentStatement& s);
  [[nodiscard]] Expr fieldAssign(Expr object, const FieldSymbol& field, const Type* owner, Expr value, SourceSpan span);
  [[nodiscard]] Expr assignField(Expr object, const Member& member, const ast::Identifier& name,
                                 const ast::AssignmentStatement& s);
  // What is computed by accessors.
  struct Property {
    Member getter;
    Member setter;
    bool isSuper = false;  // those of the superclass
  };
  [[nodiscard]] Expr assignOn(Expr object, const Member& member, const ast::Identifier& name,
                              const ast::AssignmentStatement& s);
  [[nodiscard]] Expr assignOnSuper(const ast::MemberExpression& target, const ast::AssignmentStatement& s);
  [[nodiscard]] Expr assignProperty(Expr object, const Property& property, const ast::Identifier& name,
                                    const ast::AssignmentStatement& s);
  [[nodiscard]] Expr assignGlobal(const GlobalSymbol& global, const ast::Identifier& name,
                                  const ast::AssignmentStatement& s);
  [[nodiscard]] Expr assignIndex(const ast::AssignmentStatement& s, const ast::IndexExpression& target);
  // The new value: that of `s`, or `current` combined with it.
  [[nodiscard]] Expr assignedValue(const ast::AssignmentStatement& s, const Type* type, Expr current);
  [[nodiscard]] Expr whileLoop(const ast::WhileStatement& s);
  [[nodiscard]] Expr forLoop(const ast::ForStatement& s);
  [[nodiscard]] Expr forRange(const ast::ForStatement& s, const ast::BinaryExpression& range);
  [[nodiscard]] Expr forEach(const ast::ForStatement& s);
  [[nodiscard]] LoopScope newLoop(const ast::Identifier& label);
  [[nodiscard]] Expr loopBody(const ast::BlockExpression& body, LoopScope& loop);
  void finishLoop(const ast::Node& node, const LoopScope& loop, const FlowState& entry, FlowState exhausted);

  // ---- Taking apart (destructuring.cpp)
  [[nodiscard]] Expr destructure(const ast::VariableStatement& s, std::size_t scopeStart);
  [[nodiscard]] Expr takenApart(Expr value, const ast::Pattern& pattern, bool isMutable, std::size_t scopeStart,
                                SourceSpan span);
  [[nodiscard]] std::optional<std::vector<const Type*>> partsOf(const Type* type);
  [[nodiscard]] hir::Pattern* bindingPattern(const ast::Pattern& pattern, const Type* type, bool isMutable,
                                             std::size_t scopeStart);
  void reportNotApart(const ast::TuplePattern& p, const Type* type, std::optional<std::size_t> count);

  // ---- Patterns (patterns.cpp, match.cpp)
  [[nodiscard]] Expr match(const ast::MatchExpression& e, Want want);
  void reportMissing(class Coverage& coverage, const Type* type, SourceSpan keyword);
  [[nodiscard]] CheckedPattern pattern(const ast::Pattern& p, const Type* type, bool isNullExcluded,
                                       std::size_t scopeStart);
  [[nodiscard]] CheckedPattern wildcard(const Type* type, SourceSpan span);
  [[nodiscard]] CheckedPattern binding(const ast::BindingPattern& p, const Type* type, bool isNullExcluded,
                                       std::size_t scopeStart);
  [[nodiscard]] CheckedPattern literalPattern(const ast::LiteralPattern& p, const Type* type);
  [[nodiscard]] CheckedPattern equalPattern(Expr value, const Type* type, SourceSpan span);
  [[nodiscard]] Expr rangeEnd(const ast::Pattern& p, const Type* type);
  // The constant that the path names; null if it names something else. One that cannot be used is an error.
  [[nodiscard]] Expr constantNamed(const ast::CasePattern& p);
  [[nodiscard]] CheckedPattern rangePattern(const ast::RangePattern& p, const Type* type);
  [[nodiscard]] Entity find(std::span<const ast::Identifier> path);
  [[nodiscard]] CheckedPattern casePattern(const ast::CasePattern& p, const Type* type, std::size_t scopeStart);
  [[nodiscard]] CheckedPattern enumCasePattern(const ast::CasePattern& p, const CaseSymbol& enumCase, const Type* type,
                                               std::size_t scopeStart);
  [[nodiscard]] CheckedPattern dataPattern(const ast::CasePattern& p, const ClassSymbol& symbol, const Type* type,
                                           std::size_t scopeStart);
  [[nodiscard]] CheckedPattern tuplePattern(const ast::TuplePattern& p, const Type* type, std::size_t scopeStart);
  [[nodiscard]] CheckedPattern typePattern(const Type* target, const Type* type, SourceSpan span,
                                           const ast::Identifier* name, std::size_t scopeStart);
  [[nodiscard]] CheckedPattern alternatives(const ast::AlternativePattern& p, const Type* type, std::size_t scopeStart);
  [[nodiscard]] CheckedPattern present(CheckedPattern inner, const Type* type, SourceSpan span);
  [[nodiscard]] CheckedPattern failedPattern(const ast::Pattern& p, std::size_t scopeStart);
  [[nodiscard]] hir::Pattern* newPattern(hir::PatternKind kind, const Type* type, SourceSpan span);
  [[nodiscard]] Expr patternLiteral(const ast::LiteralPattern& p, const Type* type);
  [[nodiscard]] Space* newSpace();
  [[nodiscard]] Space* spaceOf(const Type* target, const Type* type);
  void bindUnknownNames(const ast::Pattern& p, std::size_t scopeStart);
  [[nodiscard]] std::optional<std::string> patternTooManyParts(const ast::CasePattern& p, std::size_t count,
                                                               std::string_view name);

  Program& program_;
  Relations relations_;
  std::unordered_map<const Type*, SealedLeaves> sealedLeaves_;  // by what is sealed
  hir::Arena& arena_;
  FileScope& file_;
  PositionFinder positions_;
  Inference inference_;
  const ClassSymbol* owner_ = nullptr;
  std::vector<ClassLevel> levelsAround_;    // of the classes around a local class, outer ones first
  const LocalClass* localClass_ = nullptr;  // whose member is being checked
  std::size_t classMark_ = 0;               // of what is visible: the members of the class hide all before it
  const FunctionSymbol* symbol_ = nullptr;
  Conditions activeConditions_;
  std::vector<TypeParameterSymbol*> typeScope_;
  bool isObjectRaw_ = false;  // in field initialisers and superclass arguments: `this` is not there yet
  std::string functionName_;

  Frame* frame_ = nullptr;
  FlowState flow_;
  std::deque<LocalInfo> locals_;
  std::deque<LocalFunction> localFunctions_;
  std::deque<LocalClass> localClasses_;
  std::unordered_map<const ClassSymbol*, const LocalClass*> localClassOf_;
  ScopedNames<LocalInfo*> visibleClasses_;
  TypeResolver::LocalClasses findLocalClass_;
  ScopedNames<LocalInfo*> visible_;
  std::unordered_map<DeclarationPlace, LocalInfo*> byPlace_;  // what can be assigned
  LocalInfo* receiver_ = nullptr;
  std::size_t blockStart_ = 0;                       // of what is visible: where the block under way begins
  const ast::Expression* lastOfFunction_ = nullptr;  // its last statement, where a result is missing
  bool isValueMissed_ = false;                       // what would be unused should have been the value of an `if`
  bool isRestOfBlock_ = false;                       // the next block is what follows a `defer`, so no scope of its own
  LocalUses uses_;
  std::vector<LoopScope*> loops_;
  std::vector<FinallyScope*> finallys_;
};

}  // namespace tatu::compiler::check
