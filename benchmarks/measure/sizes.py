"""Other sizes of the kernels: each has one number that says how much work it does, and which is the same in all languages.

The work of the normal size is what expected.txt is for. `small`, `medium` and `more` are for callgrind, which is 50 times as slow.
`base` and `large` are for the steady state, which is their difference: the normal size and about twice as much work; for
fannkuch, where the next size is twelve times as much, the one below the normal size and that."""
import re
from dataclasses import dataclass

from measure import kernels
from measure.toolbox import BenchError


@dataclass(frozen=True)
class Sizes:
    normal: int
    small: int
    medium: int
    more: int
    large: int
    places: int = 1  # so often the number stands in the source
    below: int = 0  # that is the base; 0: the normal size is

    @property
    def base(self):
        return self.below or self.normal


SIZES = {
    "binary_trees": Sizes(17, 8, 10, 12, 18),
    "fannkuch": Sizes(10, 7, 8, 9, 10, below=9),
    "fib": Sizes(39, 22, 25, 28, 40),
    "mandelbrot": Sizes(1200, 80, 160, 320, 1700),
    "map_counting": Sizes(12000000, 60000, 240000, 960000, 24000000, places=2),
    "nbody": Sizes(1000000, 8000, 32000, 128000, 2000000),
    "richards": Sizes(200, 2, 8, 32, 400),
    "sieve": Sizes(5000000, 50000, 200000, 800000, 10000000),
    "spectral_norm": Sizes(1100, 80, 160, 320, 1550),
    "string_building": Sizes(200000, 2000, 8000, 32000, 400000),
}


def program_of_size(settings, kernel, size, suffix=".tatu"):
    """The kernel's source for another amount of work, a new file; `size` is the name of a field of Sizes."""
    source = kernels.source_of(kernel, suffix)
    sizes = SIZES[kernel]
    text, places = re.subn(rf"\b{sizes.normal}\b", str(getattr(sizes, size)), source.read_text())
    if places != sizes.places:
        raise BenchError(f"{source.name} has {places} times the number {sizes.normal}: put its sizes right in measure/sizes.py")
    program = settings.folder / f"{kernel}_{size}" / source.name
    program.parent.mkdir(exist_ok=True)
    program.write_text(text)
    return program
