#!/usr/bin/env python3
"""A host in Python, over the C interface by ctypes: a rule of a shop, written by somebody else, is asked for prices.

usage: host.py [FOLDER]     where libtatu.so and libtatu_compiler.so are; otherwise where the loader looks
"""

import ctypes
import os
import sys

OK, LIMIT = 0, 4
UNIT, NULL, BOOL, INT, FLOAT, CHAR, STRING, BYTES, ARRAY, RECORD = range(10)

RULE = """
import shop

pub fun price(items: Array<(String, Int)>): Int {
  var total = 0
  for (name, count) in items { total += shop.priceOf(name) * count }
  return if total > 1_000 { total * 9 / 10 } else { total }
}

pub fun search(): Int {
  var n = 1
  while n * n % 1_000_003 != 4 || n < 10 { n += 1 }
  return n
}
"""


class Value(ctypes.Structure):
    """tatu_value"""


class Content(ctypes.Union):
    _fields_ = [("boolean", ctypes.c_bool), ("integer", ctypes.c_int64), ("number", ctypes.c_double),
                ("character", ctypes.c_uint32), ("text", ctypes.c_char_p), ("text_address", ctypes.c_void_p),
                ("items", ctypes.POINTER(Value))]


Value._fields_ = [("kind", ctypes.c_uint32), ("reserved", ctypes.c_uint32), ("content", Content),
                  ("size", ctypes.c_size_t)]

Write = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
HostFunction = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Value), ctypes.c_size_t,
                                ctypes.POINTER(Value), ctypes.c_void_p)


class GuestOptions(ctypes.Structure):
    _fields_ = ([("size", ctypes.c_size_t)]
                + [(name, ctypes.c_uint64) for name in ("fuel", "memory_bytes", "stack_bytes", "code_units", "handles",
                                                        "output_bytes", "milliseconds", "hash_seed")]
                + [("grants", ctypes.c_void_p), ("grant_count", ctypes.c_size_t), ("write", Write),
                   ("user_data", ctypes.c_void_p)])


class CompilePackage(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("size", ctypes.c_size_t)]


class CompileOptions(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("name", ctypes.c_char_p), ("package_name", ctypes.c_char_p),
                ("version", ctypes.c_char_p), ("needs_main", ctypes.c_bool), ("colour", ctypes.c_bool),
                ("reserved", ctypes.c_uint16), ("format", ctypes.c_uint32), ("files", ctypes.c_void_p),
                ("file_count", ctypes.c_size_t), ("find", ctypes.c_void_p), ("user_data", ctypes.c_void_p),
                ("packages", ctypes.POINTER(CompilePackage)), ("package_count", ctypes.c_size_t)]


def load_library(folder, name):
    library = ctypes.CDLL(os.path.join(folder, name) if folder else name)
    pointers = ("tatu_error_message", "tatu_error_details", "tatu_compile_result_messages")
    for function in pointers:
        if hasattr(library, function):
            getattr(library, function).restype = ctypes.c_char_p
    for function in ("tatu_module_bytes", "tatu_module_function", "tatu_compile_result_module"):
        if hasattr(library, function):
            getattr(library, function).restype = ctypes.c_void_p
    return library


def to_value(item, kept):
    """A Python value as a tatu_value; what it points to is added to `kept`."""
    value = Value()
    if item is None:
        value.kind = NULL
    elif isinstance(item, bool):
        value.kind, value.content.boolean = BOOL, item
    elif isinstance(item, int):
        value.kind, value.content.integer = INT, item
    elif isinstance(item, float):
        value.kind, value.content.number = FLOAT, item
    elif isinstance(item, str):
        text = item.encode()
        kept.append(text)
        value.kind, value.content.text, value.size = STRING, text, len(text)
    elif isinstance(item, bytes):
        kept.append(item)
        value.kind, value.content.text, value.size = BYTES, item, len(item)
    elif isinstance(item, (list, tuple)):
        items = (Value * len(item))(*(to_value(part, kept) for part in item))
        kept.append(items)
        value.kind = RECORD if isinstance(item, tuple) else ARRAY
        value.content.items, value.size = items, len(item)
    else:
        raise TypeError(f"{item!r} has no value in the language")
    return value


def from_value(value):
    if value.kind == INT:
        return value.content.integer
    if value.kind == FLOAT:
        return value.content.number
    if value.kind == BOOL:
        return value.content.boolean
    if value.kind in (STRING, BYTES):
        found = ctypes.string_at(value.content.text_address, value.size)
        return found.decode() if value.kind == STRING else found
    if value.kind in (ARRAY, RECORD):
        items = [from_value(value.content.items[i]) for i in range(value.size)]
        return tuple(items) if value.kind == RECORD else items
    return None


class TatuError(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class Runtime:
    def __init__(self, folder=None):
        self.tatu = load_library(folder, "libtatu.so")
        self.compiler = load_library(folder, "libtatu_compiler.so")
        self.handle = ctypes.c_void_p()
        self.callbacks = []  # ctypes must keep what the library calls
        self.packages = []
        self.check("tatu_runtime_create", None, ctypes.byref(self.handle))

    def check(self, function, *arguments):
        """Calls a function whose last parameter is an error; raises it."""
        error = ctypes.c_void_p()
        status = getattr(self.tatu, function)(*arguments, ctypes.byref(error))
        if status != OK:
            text = self.tatu.tatu_error_details(error).decode()
            self.tatu.tatu_error_destroy(error)
            raise TatuError(status, text)

    def host_module(self, name, functions):
        """functions: pairs of a declaration and what is called."""
        builder, module = ctypes.c_void_p(), ctypes.c_void_p()
        self.check("tatu_host_module_create", self.handle, name.encode(), ctypes.byref(builder))
        for declaration, function in functions:
            callback = HostFunction(self.serving(function))
            self.callbacks.append(callback)
            self.check("tatu_host_module_add", builder, declaration.encode(), callback, None)
        self.check("tatu_host_module_finish", builder, ctypes.byref(module))
        size = ctypes.c_size_t()
        self.packages.append(CompilePackage(self.tatu.tatu_module_bytes(module, ctypes.byref(size)), size.value))

    def serving(self, function):
        kept = []  # the last result, until the next one

        def serve(call, arguments, count, result, _):
            kept.clear()
            try:
                result[0] = to_value(function(*(from_value(arguments[i]) for i in range(count))), kept)
                return OK
            except Exception as exception:  # of whatever kind: it becomes one of the program
                return self.tatu.tatu_host_call_throw(ctypes.c_void_p(call), b"StateException", str(exception).encode())

        return serve

    def load(self, text, name):
        options = CompileOptions()
        self.compiler.tatu_compile_options_defaults(ctypes.byref(options), ctypes.c_size_t(ctypes.sizeof(options)))
        packages = (CompilePackage * len(self.packages))(*self.packages)
        file = f"{name}.tatu".encode()
        options.name, options.packages, options.package_count = file, packages, len(packages)
        result, source = ctypes.c_void_p(), text.encode()
        status = self.compiler.tatu_compile(source, ctypes.c_size_t(len(source)), ctypes.byref(options),
                                            ctypes.byref(result))
        try:
            if status != OK:
                raise TatuError(status, self.compiler.tatu_compile_result_messages(result).decode())
            size, module = ctypes.c_size_t(), ctypes.c_void_p()
            code = ctypes.c_void_p(self.compiler.tatu_compile_result_module(result, ctypes.byref(size)))
            self.check("tatu_module_load", self.handle, code, size, name.encode(), ctypes.byref(module))
            return module
        finally:
            self.compiler.tatu_compile_result_destroy(result)

    def close(self):
        self.tatu.tatu_runtime_destroy(self.handle)


class Guest:
    def __init__(self, runtime, module, **limits):
        self.runtime, self.module, self.handle = runtime, module, ctypes.c_void_p()
        options = GuestOptions()
        runtime.tatu.tatu_guest_options_defaults(ctypes.byref(options), ctypes.c_size_t(ctypes.sizeof(options)))
        for name, limit in limits.items():
            setattr(options, name, limit)
        runtime.check("tatu_guest_create", module, ctypes.byref(options), ctypes.byref(self.handle))

    def call(self, name, *arguments):
        kept, result = [], Value()
        function = ctypes.c_void_p(self.runtime.tatu.tatu_module_function(self.module, name.encode()))
        values = (Value * len(arguments))(*(to_value(argument, kept) for argument in arguments))
        self.runtime.check("tatu_guest_call", self.handle, function, values, ctypes.c_size_t(len(values)),
                           ctypes.byref(result))
        return from_value(result)

    def resume(self, fuel):
        result = Value()
        self.runtime.tatu.tatu_guest_add_fuel(self.handle, ctypes.c_uint64(fuel))
        self.runtime.check("tatu_guest_resume", self.handle, ctypes.byref(result))
        return from_value(result)

    def close(self):
        self.runtime.tatu.tatu_guest_destroy(self.handle)


PRICES = {"apple": 30, "lamp": 900}


def price_of(name):
    if name not in PRICES:
        raise KeyError(f"nothing is called {name}")
    return PRICES[name]


def in_turns(guest, name, fuel):
    """Calls a function that may take long: what else there is to do can be done between its turns."""
    turns, turn = 1, lambda: guest.call(name)
    while True:
        try:
            return turn(), turns
        except TatuError as error:
            if error.status != LIMIT:
                raise
            turns, turn = turns + 1, lambda: guest.resume(fuel)


def main():
    runtime = Runtime(sys.argv[1] if len(sys.argv) > 1 else None)
    runtime.host_module("shop", [("fun priceOf(name: String): Int", price_of)])
    guest = Guest(runtime, runtime.load(RULE, "rule"), fuel=100_000)
    print("three apples:", guest.call("price", [("apple", 3)]))
    print("with a lamp:", guest.call("price", [("apple", 10), ("lamp", 1)]))
    for wrong in (lambda: guest.call("price", [("unicorn", 1)]), lambda: guest.call("price", 5),
                  lambda: runtime.load("pub fun price(): Int = missing", "wrong")):
        try:
            wrong()
        except TatuError as error:
            print("refused:", str(error).splitlines()[0])
    answer, turns = in_turns(guest, "search", 1_000_000)
    print("found", answer, "in more than one turn" if turns > 1 else "at once")
    guest.close()
    runtime.close()


if __name__ == "__main__":
    main()
