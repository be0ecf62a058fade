// Host functions and classes from those of C++: the declaration is derived from their types, values are converted, and
// what they throw becomes an exception of the program. One that has its answer later takes a tatu::Answer.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tatu/answer.hpp>
#include <tatu/channels.hpp>
#include <tatu/error.hpp>
#include <tatu/exception.hpp>
#include <tatu/guest.hpp>
#include <tatu/objects.hpp>
#include <tatu/values.hpp>

namespace tatu {

// The call that a host function serves. One that wants to know takes it as its first parameter: `HostCall call`.
class HostCall {
 public:
  explicit HostCall(tatu_host_call* raw) : raw_(raw) {}
  // Which can be called again.
  [[nodiscard]] GuestRef guest() const { return {tatu_host_call_guest(raw_), Module(tatu_host_call_module(raw_))}; }
  // Fuel, for work of that length.
  void charge(std::uint64_t fuel) const { tatu_host_call_charge(raw_, fuel); }
  [[nodiscard]] tatu_host_call* raw() const { return raw_; }

 private:
  tatu_host_call* raw_;
};

namespace detail {

// A method of any object of T, as a function of that object.
template <typename T, typename Member, typename R, typename... P>
struct MemberCall {
  Member member;
  R operator()(T& object, P... arguments) const { return (object.*member)(static_cast<P&&>(arguments)...); }
};
template <typename T, typename C, typename R, typename... P>
auto member_call(R (C::*member)(P...)) {
  return MemberCall<T, R (C::*)(P...), R, P...>{member};
}
template <typename T, typename C, typename R, typename... P>
auto member_call(R (C::*member)(P...) const) {
  return MemberCall<T, R (C::*)(P...) const, R, P...>{member};
}

// What is to be called with an object of T first.
template <typename T, typename F>
auto with_object(F callable) {
  if constexpr (std::is_member_function_pointer_v<F>) {
    return member_call<T>(callable);
  } else {
    return callable;
  }
}

// The two sides of a property; without a setter it is a std::nullptr_t.
template <typename Getter, typename Setter>
struct Accessors {
  Getter get;
  Setter set;
};

// A method of an object, as a function.
template <typename C, typename Member, typename R, typename... P>
struct BoundMethod {
  C* object;
  Member member;
  R operator()(P... arguments) const { return (object->*member)(static_cast<P&&>(arguments)...); }
};

// The last result of a host function of this thread, until the guest has it.
inline Storage& result_storage(tatu_host_call* call) {
  static thread_local Storage storage(Storage::Texts::Copied);
  storage.clear();
  storage.set_call(call);
  return storage;
}

// Of a call that is under way.
inline Thrower thrower(tatu_host_call* call) {
  return {call, [](void* to, const char* class_name, const char* message) {
            return tatu_host_call_throw(static_cast<tatu_host_call*>(to), class_name, message);
          }};
}

[[noreturn]] inline void raise_wrong_argument() {
  raise(Error(TATU_FAILED, "an argument is of another type than declared"));
}

template <typename T>
T argument(const tatu_value& value) {
  T taken{};
  if (!Type<T>::take(value, taken)) raise_wrong_argument();
  return taken;
}

using Declare = void (*)(Declaration&);

// A function's result and parameters, as the language sees them: by value, and without a HostCall and an Answer.
template <typename R, bool TakesCall, typename... Parameters>
struct Shape {
  static constexpr std::size_t count = sizeof...(Parameters);
  static constexpr Declare parameters[count + 1] = {Type<Parameters>::declare..., nullptr};
  static constexpr Declare result() {
    if constexpr (std::is_void_v<R>)
      return nullptr;
    else
      return Type<R>::declare;
  }

  template <typename F, std::size_t... I>
  static auto apply(F& function, tatu_host_call* call, const tatu_value* arguments, std::index_sequence<I...>) -> R {
    if constexpr (TakesCall) {
      return static_cast<R>(function(HostCall(call), argument<Parameters>(arguments[I])...));
    } else {
      return static_cast<R>(function(argument<Parameters>(arguments[I])...));
    }
  }
  template <typename F>
  static tatu_status run(F& function, tatu_host_call* call, const tatu_value* arguments, tatu_value& result) {
    constexpr std::make_index_sequence<count> indices;
    if constexpr (std::is_void_v<R>) {
      apply(function, call, arguments, indices);
      return TATU_OK;
    } else {
      const bool is_given = Type<R>::give(result, apply(function, call, arguments, indices), result_storage(call));
      return is_given ? TATU_OK : thrower(call).refuse_result();
    }
  }
};

// What stands before the Answer of a function that takes one: a HostCall, an object, both, or nothing.
template <typename... Front>
struct Before {};

template <typename P>
P front_argument([[maybe_unused]] tatu_host_call* call, [[maybe_unused]] const tatu_value* first) {
  if constexpr (std::is_same_v<P, HostCall>) {
    return HostCall(call);
  } else {
    return argument<P>(*first);
  }
}

// The same of a function that has its result, a T, later. Whatever it throws is what the program gets: then nobody
// waits for the Answer, wherever that is.
template <typename R, typename T, typename Front, typename Objects, typename... Parameters>
struct LateShape;
template <typename R, typename T, typename... Front, typename... Objects, typename... Parameters>
struct LateShape<R, T, Before<Front...>, Before<Objects...>, Parameters...>
    : Shape<T, false, Objects..., Parameters...> {
  static_assert(std::is_void_v<R>,
                "a function that takes a tatu::Answer gives its result to that, and returns nothing");

  template <typename F, std::size_t... I>
  static void apply(F& function, [[maybe_unused]] tatu_host_call* call, [[maybe_unused]] const tatu_value* arguments,
                    tatu_pending_call* pending, std::index_sequence<I...>) {
    Answer<T> answer(pending);
    function(front_argument<Front>(call, arguments)..., std::move(answer),
             argument<Parameters>(arguments[sizeof...(Objects) + I])...);
  }
  template <typename F>
  static tatu_status run(F& function, tatu_host_call* call, const tatu_value* arguments, tatu_value&) {
    tatu_pending_call* pending = nullptr;
    const tatu_status status = tatu_host_call_suspend(call, &pending);
    if (status != TATU_OK) return status;
    apply(function, call, arguments, pending, std::index_sequence_for<Parameters...>());
    return TATU_PENDING;
  }
};

template <typename R, typename... P>
struct ShapeOf : Shape<R, false, P...> {};
template <typename R, typename... P>
struct ShapeOf<R, HostCall, P...> : Shape<R, true, P...> {};
template <typename R, typename T, typename... P>
struct ShapeOf<R, Answer<T>, P...> : LateShape<R, T, Before<>, Before<>, P...> {};
template <typename R, typename T, typename... P>
struct ShapeOf<R, HostCall, Answer<T>, P...> : LateShape<R, T, Before<HostCall>, Before<>, P...> {};
template <typename R, AnObject O, typename T, typename... P>
struct ShapeOf<R, O, Answer<T>, P...> : LateShape<R, T, Before<O>, Before<O>, P...> {};
template <typename R, AnObject O, typename T, typename... P>
struct ShapeOf<R, HostCall, O, Answer<T>, P...> : LateShape<R, T, Before<HostCall, O>, Before<O>, P...> {};

// References to what has no type of the language are to objects.
template <typename P>
using Passed = std::conditional_t<std::is_lvalue_reference_v<P> && HasNoType<std::remove_cvref_t<P>>,
                                  Borrowed<std::remove_cvref_t<P>>, std::decay_t<P>>;

template <typename F>
struct Signature : Signature<decltype(&F::operator())> {};
template <typename R, typename... P>
struct Signature<R (*)(P...)> : ShapeOf<std::decay_t<R>, Passed<P>...> {};
template <typename R, typename... P>
struct Signature<R (*)(P...) noexcept> : Signature<R (*)(P...)> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...)> : Signature<R (*)(P...)> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...) const> : Signature<R (*)(P...)> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...) noexcept> : Signature<R (*)(P...)> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...) const noexcept> : Signature<R (*)(P...)> {};

template <typename F>
tatu_status serve_with(F& function, tatu_host_call* call, const tatu_value* arguments, tatu_value& result) {
#if defined(__cpp_exceptions)
  try {
    return Signature<F>::run(function, call, arguments, result);
  } catch (...) {
    return thrower(call).throw_caught();
  }
#else
  return Signature<F>::run(function, call, arguments, result);
#endif
}

// What the runtime calls.
template <typename F>
tatu_status serve(tatu_host_call* call, const tatu_value* arguments, std::size_t, tatu_value* result, void* data) {
  return serve_with(*static_cast<F*>(data), call, arguments, *result);
}
template <typename Getter, typename Setter>
tatu_status serve_property(tatu_host_call* call, const tatu_value* arguments, std::size_t count, tatu_value* result,
                           void* data) {
  auto& accessors = *static_cast<Accessors<Getter, Setter>*>(data);
  if constexpr (!std::is_null_pointer_v<Setter>) {
    if (count == 2) return serve_with(accessors.set, call, arguments, *result);
  }
  (void)count;
  return serve_with(accessors.get, call, arguments, *result);
}

// A function's signature, without what is in front of its parameters. `result` may be null.
struct Head {
  const char* const* names;  // null: a0, a1, ...
  const Declare* parameters;
  std::size_t count;
  Declare result;
};

inline void declare_function(Declaration& text, const Head& head) {
  text += "(";
  for (std::size_t i = 0; i < head.count; ++i) {
    if (i != 0) text += ", ";
    text += head.names == nullptr ? "a" + std::to_string(i) : head.names[i];
    text += ": ";
    head.parameters[i](text);
  }
  text += ")";
  if (head.result == nullptr) return;
  text += ": ";
  head.result(text);
}

}  // namespace detail

template <typename T>
class ClassBinder;

// A host module that is being made. It must not outlive its runtime.
class HostModule {
 public:
  explicit HostModule(tatu_host_module* raw) : raw_(raw) {}
  HostModule(HostModule&& other) noexcept
      : raw_(std::exchange(other.raw_, nullptr)),
        classes_(std::move(other.classes_)),
        failed_(std::move(other.failed_)) {}
  HostModule& operator=(HostModule&&) = delete;
  ~HostModule() { tatu_host_module_destroy(raw_); }

  // A function that programs can call: any callable that is no template. Its declaration is derived; the parameters are
  // called a0, a1, ... or as given. It is kept as long as the runtime, and may be called by any thread that runs a
  // guest. Errors, such as a name that there is already, are told by finish().
  template <typename F>
  HostModule& function(const char* name, F callable) {
    return bind(name, nullptr, 0, static_cast<F&&>(callable));
  }
  template <typename F>
  HostModule& function(const char* name, std::initializer_list<const char*> parameters, F callable) {
    return bind(name, parameters.begin(), parameters.size(), static_cast<F&&>(callable));
  }
  // A method of this object, which must live as long as the runtime.
  template <typename C, typename R, typename... P>
  HostModule& method(const char* name, C& object, R (C::*member)(P...)) {
    return bind(name, nullptr, 0, detail::BoundMethod<C, R (C::*)(P...), R, P...>{&object, member});
  }
  template <typename C, typename R, typename... P>
  HostModule& method(const char* name, const C& object, R (C::*member)(P...) const) {
    return bind(name, nullptr, 0, detail::BoundMethod<const C, R (C::*)(P...) const, R, P...>{&object, member});
  }
  // A class that programs can use, whose objects are made by the host only: wherever a function takes or gives a
  // std::shared_ptr<T> or Object<T>, or takes a T&, and in calls of guests. To be bound before functions that use it
  // are.
  template <typename T>
  ClassBinder<T> bind_class(const char* name) {
    add_class(name, &detail::class_key<T>);
    return ClassBinder<T>(*this, name);
  }
  // Channels of a kind: programs know their ends as the classes OrdersSender and OrdersReceiver, if that is the name.
  // What a message has, ends of other channels included, is bound before; so are the ends, before functions that use
  // them.
  template <typename T>
  HostModule& channel(const char* name) {
    Declaration message(classes_);
    Type<Message<T>>::declare(message);
    add_channel(name, message, &detail::class_key<Sender<T>>, &detail::class_key<Receiver<T>>);
    return *this;
  }
  // With a declaration of your own, and values as the C interface has them.
  HostModule& function(const char* declaration, tatu_host_function function, void* data) {
    add(declaration, function, data);
    return *this;
  }

  // Loads it into its runtime. Nothing can be added afterwards.
  [[nodiscard]] Result<Module> try_finish() {
    tatu_module* module = nullptr;
    tatu_error* error = nullptr;
    if (failed_) return std::move(*failed_);
    const tatu_status status = tatu_host_module_finish(std::exchange(raw_, nullptr), &module, &error);
    if (status != TATU_OK) return Error(status, error);
    return Module(module);
  }
  Module finish() { return try_finish().value(); }

 private:
  template <typename T>
  friend class ClassBinder;

  template <typename F>
  HostModule& bind(const char* name, const char* const* names, std::size_t name_count, F&& callable) {
    bind_function("fun ", name, names, name_count, 0, static_cast<F&&>(callable));
    return *this;
  }
  // Parameters that the language does not write are `hidden`: the object of a method.
  template <typename F>
  void bind_function(const char* head, const std::string& name, const char* const* names, std::size_t name_count,
                     std::size_t hidden, F&& callable) {
    using S = detail::Signature<std::decay_t<F>>;
    if (names != nullptr && name_count + hidden != S::count) return refuse_names(name);
    const detail::Head shape{names, S::parameters + hidden, S::count - hidden, S::result()};
    add_function(head + name, shape, detail::serve<std::decay_t<F>>, keep(static_cast<F&&>(callable)));
  }
  template <typename Getter, typename Setter>
  void bind_property(const char* head, const std::string& name, detail::Accessors<Getter, Setter>&& accessors) {
    Declaration text(classes_);
    text += head + name + ": ";
    detail::Signature<Getter>::result()(text);
    add(text, detail::serve_property<Getter, Setter>, keep(std::move(accessors)));
  }
  // As long as the module can be called. Null: it cannot be kept, and the module fails.
  template <typename F>
  void* keep(F&& function) {
    using Kept = std::decay_t<F>;
    return keep(new Kept(static_cast<F&&>(function)), [](void* kept) { delete static_cast<Kept*>(kept); });
  }
  void* keep(void* kept, tatu_destroy_function destroy) {
    const tatu_status status = tatu_host_module_on_destroy(raw_, destroy, kept);
    if (status == TATU_OK) return kept;
    destroy(kept);
    fail(Error(status, nullptr));
    return nullptr;
  }
  void add_function(const std::string& start, const detail::Head& head, tatu_host_function function, void* data) {
    Declaration text(classes_);
    text += start;
    detail::declare_function(text, head);
    add(text, function, data);
  }
  void add_class(const char* name, const void* key) {
    void* const objects =
        keep(new detail::SharedObjects(), [](void* kept) { delete static_cast<detail::SharedObjects*>(kept); });
    classes_.emplace_back(key, name);
    tatu_error* error = nullptr;
    const tatu_status status = tatu_host_module_add_class(raw_, name, key, objects, nullptr, &error);
    if (status != TATU_OK) fail(Error(status, error));
  }
  void add_channel(const char* name, const Declaration& message, const void* sender_key, const void* receiver_key) {
    if (message.lacks_class()) return refuse_class(message);
    for (const auto& [key, known] : classes_) {
      if (key == sender_key) return refuse_second(name, known);
    }
    classes_.emplace_back(sender_key, std::string(name) + "Sender");
    classes_.emplace_back(receiver_key, std::string(name) + "Receiver");
    tatu_channel_declaration declaration;
    tatu_channel_declaration_defaults(&declaration, sizeof declaration);
    declaration.name = name;
    declaration.message = message.text().c_str();
    declaration.sender_key = sender_key;
    declaration.receiver_key = receiver_key;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_host_module_add_channel(raw_, &declaration, nullptr, &error);
    if (status != TATU_OK) fail(Error(status, error));
  }
  void refuse_class(const Declaration& declaration) {
    fail(Error(TATU_MISUSE,
               "a class has not been bound (bind_class, channel) before it is used: " + declaration.text()));
  }
  void refuse_second(const char* name, const std::string& known) {
    fail(Error(TATU_MISUSE, std::string("the channel ") + name +
                                " needs a type of its own as its kind: the module has " + known + " for this one"));
  }
  void refuse_names(const std::string& name) {
    fail(Error(TATU_MISUSE, name + " has not as many parameters as names for them"));
  }
  void add(const Declaration& declaration, tatu_host_function function, void* data) {
    if (declaration.lacks_class()) return refuse_class(declaration);
    add(declaration.text().c_str(), function, data);
  }
  void add(const char* declaration, tatu_host_function function, void* data) {
    tatu_error* error = nullptr;
    const tatu_status status = tatu_host_module_add(raw_, declaration, function, data, &error);
    if (status != TATU_OK) fail(Error(status, error));
  }
  void fail(Error error) {
    if (!failed_) failed_ = std::move(error);
  }

  tatu_host_module* raw_;
  Declaration::Classes classes_;
  std::optional<Error> failed_;
};

// The members of a class of a host module that is being made; good as long as that.
//
// A method is one of T, or any callable that takes a T& first (behind a HostCall, if it wants one).
template <typename T>
class ClassBinder {
 public:
  ClassBinder(HostModule& module, std::string name) : module_(&module), prefix_(std::move(name) + ".") {}

  template <typename F>
  ClassBinder& method(const char* name, F callable) {
    return add("fun ", name, nullptr, 0, 1, detail::with_object<T>(std::move(callable)));
  }
  template <typename F>
  ClassBinder& method(const char* name, std::initializer_list<const char*> parameters, F callable) {
    return add("fun ", name, parameters.begin(), parameters.size(), 1, detail::with_object<T>(std::move(callable)));
  }
  // A static function: programs write Entity.named("hare").
  template <typename F>
  ClassBinder& function(const char* name, F callable) {
    return add("static fun ", name, nullptr, 0, 0, std::move(callable));
  }
  template <typename F>
  ClassBinder& function(const char* name, std::initializer_list<const char*> parameters, F callable) {
    return add("static fun ", name, parameters.begin(), parameters.size(), 0, std::move(callable));
  }
  // A property: a member of T, which can be set unless it is const; or what the getter gives.
  template <typename Getter>
  ClassBinder& property(const char* name, Getter getter) {
    if constexpr (std::is_member_object_pointer_v<Getter>) {
      return member(name, getter);
    } else {
      return add_property("val ", name, detail::with_object<T>(std::move(getter)), nullptr);
    }
  }
  template <typename Getter, typename Setter>
  ClassBinder& property(const char* name, Getter getter, Setter setter) {
    return add_property("var ", name, detail::with_object<T>(std::move(getter)),
                        detail::with_object<T>(std::move(setter)));
  }

 private:
  template <typename F>
  ClassBinder& add(const char* head, const char* name, const char* const* names, std::size_t name_count,
                   std::size_t hidden, F callable) {
    module_->bind_function(head, prefix_ + name, names, name_count, hidden, std::move(callable));
    return *this;
  }
  template <typename Getter, typename Setter>
  ClassBinder& add_property(const char* head, const char* name, Getter getter, Setter setter) {
    module_->bind_property(head, prefix_ + name,
                           detail::Accessors<Getter, Setter>{std::move(getter), std::move(setter)});
    return *this;
  }
  template <typename C, typename M>
  ClassBinder& member(const char* name, M C::*pointer) {
    const auto get = [pointer](T& object) -> std::remove_const_t<M> { return object.*pointer; };
    if constexpr (std::is_const_v<M>) {
      return add_property("val ", name, get, nullptr);
    } else {
      return add_property("var ", name, get, [pointer](T& object, const M& value) { object.*pointer = value; });
    }
  }

  HostModule* module_;
  std::string prefix_;
};

}  // namespace tatu
