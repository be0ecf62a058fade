"""Sizes of modules with their line tables, beside the class files that javac -g makes of the same kernels."""
from measure import kernels
from measure.toolbox import geometric_mean, run, say


def module_bytes(settings, kernel):
    module = settings.folder / f"{kernel}.tbc"
    run([settings.tatu, "build", "-o", module, kernels.source_of(kernel, ".tatu")])
    return module.stat().st_size


def class_bytes(settings, kernel):
    return sum(file.stat().st_size for file in kernels.compile_java(settings, kernel).glob("*.class"))


def measure(settings, report):
    if not settings.peer("java"):
        report.fail("module sizes: there is no javac")
        return
    say("measuring the size of modules")
    sizes = {kernel: (module_bytes(settings, kernel), class_bytes(settings, kernel)) for kernel in kernels.names()}
    rows = [[kernel, str(module), str(classes), f"{module / classes:.2f}"] for kernel, (module, classes) in sizes.items()]
    mean = geometric_mean([module / classes for module, classes in sizes.values()])
    total = sum(module for module, _ in sizes.values()) / sum(classes for _, classes in sizes.values())
    report.table("Bytes of modules and of class files:", ["program", "module", "class files", "ratio"],
                 rows + [["**geometric mean**", "", "", f"**{mean:.2f}**"]])
    report.promise("size of modules beside javac -g, all kernels together", "at most 0.6", f"{total:.2f}", total <= 0.6)
