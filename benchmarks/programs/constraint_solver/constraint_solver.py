"""A solver for puzzles: variables with small sets of possible values, constraints between them, and a search that goes back.
When a variable loses a value, the constraints on it are woken and take further values away; what was taken away since a
choice is kept on a trail and put back when the choice turns out wrong."""
import sys
import time

# ---- Variables


class Variable:
    def __init__(self, solver, name, low, high):
        self.solver = solver
        self.name = name
        self.base = low
        self.allowed = [True] * (high - low + 1)
        self.constraints = []
        # The smallest and the largest value that is left, and how many there are.
        self.low = low
        self.high = high
        self.count = high - low + 1

    def allows(self, value):
        return self.low <= value <= self.high and self.allowed[value - self.base]

    def is_fixed(self):
        return self.count == 1

    def remove(self, value):
        """Takes a value away; False if it is the last one."""
        if not self.allows(value):
            return True
        if self.count == 1:
            return False
        self.allowed[value - self.base] = False
        self.count -= 1
        if value == self.low:
            while not self.allowed[self.low - self.base]:
                self.low += 1
        elif value == self.high:
            while not self.allowed[self.high - self.base]:
                self.high -= 1
        self.solver.changed(self, value)
        return True

    def put_back(self, value):
        self.allowed[value - self.base] = True
        self.count += 1
        if value < self.low:
            self.low = value
        if value > self.high:
            self.high = value

    def keep_only(self, value):
        if not self.allows(value):
            return False
        while self.low < value:
            self.remove(self.low)
        while self.high > value:
            self.remove(self.high)
        return True


# ---- Constraints


class Constraint:
    """`propagate` of its subclasses takes away values that cannot be part of a solution; False if there is none."""

    def __init__(self, variables):
        self.variables = variables
        self.is_awake = False


class NotEqual(Constraint):
    """left != right + offset"""

    def __init__(self, left, right, offset):
        super().__init__([left, right])
        self.left = left
        self.right = right
        self.offset = offset

    def propagate(self):
        left, right, offset = self.left, self.right, self.offset
        if left.is_fixed() and not right.remove(left.low - offset):
            return False
        return not right.is_fixed() or left.remove(right.low + offset)


class Less(Constraint):
    """left < right"""

    def __init__(self, left, right):
        super().__init__([left, right])
        self.left = left
        self.right = right

    def propagate(self):
        left, right = self.left, self.right
        while right.low <= left.low:
            if not right.remove(right.low):
                return False
        while left.high >= right.high:
            if not left.remove(left.high):
                return False
        return True


class Apart(Constraint):
    """The two values are at least so far from each other."""

    def __init__(self, left, right, distance):
        super().__init__([left, right])
        self.left = left
        self.right = right
        self.distance = distance

    def propagate(self):
        return self.keep_away(self.left, self.right) and self.keep_away(self.right, self.left)

    def keep_away(self, one, other):
        if not one.is_fixed():
            return True
        value = one.low
        for near in range(value - self.distance + 1, value + self.distance):
            if not other.remove(near):
                return False
        return True


class AllDifferent(Constraint):
    """No two of the values are equal."""

    def propagate(self):
        for variable in self.variables:
            if variable.is_fixed():
                for other in self.variables:
                    if other is not variable and not other.remove(variable.low):
                        return False
        return True


class Sum(Constraint):
    """The values, each times its factor, give the total."""

    def __init__(self, variables, factors, total):
        super().__init__(variables)
        self.factors = factors
        self.total = total

    def propagate(self):
        variables, factors, total = self.variables, self.factors, self.total
        least = most = 0
        for i in range(len(variables)):
            least += self.smallest(i)
            most += self.largest(i)
        for i in range(len(variables)):
            # What this part must be at most and at least, given what the others can be.
            upper = total - (least - self.smallest(i))
            lower = total - (most - self.largest(i))
            variable, factor = variables[i], factors[i]
            while self.largest(i) > upper:
                if not variable.remove(variable.high if factor > 0 else variable.low):
                    return False
            while self.smallest(i) < lower:
                if not variable.remove(variable.low if factor > 0 else variable.high):
                    return False
        return True

    def smallest(self, i):
        return self.factors[i] * (self.variables[i].low if self.factors[i] > 0 else self.variables[i].high)

    def largest(self, i):
        return self.factors[i] * (self.variables[i].high if self.factors[i] > 0 else self.variables[i].low)


# ---- The solver


class Solver:
    def __init__(self):
        self.variables = []
        self.agenda = []
        self.trail_variables = []
        self.trail_values = []
        self.solutions = 0
        self.choices = 0
        self.steps = 0
        self.sum = 0

    def variable(self, name, low, high):
        variable = Variable(self, name, low, high)
        self.variables.append(variable)
        return variable

    def require(self, constraint):
        for variable in constraint.variables:
            variable.constraints.append(constraint)
        self.wake(constraint)

    def wake(self, constraint):
        if not constraint.is_awake:
            constraint.is_awake = True
            self.agenda.append(constraint)

    def changed(self, variable, value):
        self.trail_variables.append(variable)
        self.trail_values.append(value)
        for constraint in variable.constraints:
            self.wake(constraint)

    def propagate(self):
        """Lets constraints work until nothing changes any more; False if one of them cannot hold."""
        is_possible = True
        while self.agenda:
            constraint = self.agenda.pop()
            constraint.is_awake = False
            if is_possible:
                self.steps += 1
                is_possible = constraint.propagate()
        return is_possible

    def undo(self, mark):
        while len(self.trail_variables) > mark:
            self.trail_variables.pop().put_back(self.trail_values.pop())

    def solve(self, most):
        """Looks for solutions until there are so many."""
        if self.propagate():
            self.search(most)

    def search(self, most):
        variable = self.most_urgent()
        if variable is None:
            self.found()
            return
        for value in range(variable.low, variable.high + 1):
            if self.solutions == most:
                return
            if variable.allows(value):
                self.choices += 1
                mark = len(self.trail_variables)
                if variable.keep_only(value) and self.propagate():
                    self.search(most)
                self.undo(mark)

    def most_urgent(self):
        """The open variable with the fewest values left."""
        best = None
        for variable in self.variables:
            if variable.count > 1 and (best is None or variable.count < best.count):
                best = variable
        return best

    def found(self):
        self.solutions += 1
        for variable in self.variables:
            self.sum = (self.sum * 31 + variable.low) % 1000003


# ---- Puzzles


def queens(size):
    """Queens on a board, none of which attacks another."""
    solver = Solver()
    rows = [solver.variable(f"row {i}", 1, size) for i in range(size)]
    for i in range(size):
        for j in range(i + 1, size):
            solver.require(NotEqual(rows[i], rows[j], 0))
            solver.require(NotEqual(rows[i], rows[j], j - i))
            solver.require(NotEqual(rows[i], rows[j], i - j))
    solver.solve(100)
    return solver


def magic_square(size, most):
    """A square of different numbers in which all rows, columns and diagonals have the same sum."""
    solver = Solver()
    cells = [solver.variable(f"cell {i}", 1, size * size) for i in range(size * size)]
    ones = [1] * size
    total = size * (size * size + 1) // 2
    solver.require(AllDifferent(cells))
    for i in range(size):
        solver.require(Sum([cells[i * size + k] for k in range(size)], ones, total))
        solver.require(Sum([cells[k * size + i] for k in range(size)], ones, total))
    solver.require(Sum([cells[k * size + k] for k in range(size)], ones, total))
    solver.require(Sum([cells[k * size + size - 1 - k] for k in range(size)], ones, total))
    # Of squares that are turned and mirrored, only one.
    solver.require(Less(cells[0], cells[size - 1]))
    solver.require(Less(cells[0], cells[size * size - 1]))
    solver.require(Less(cells[size - 1], cells[size * (size - 1)]))
    solver.solve(most)
    return solver


def letters(words, result):
    """Digits for letters, such that the sum of the words is right."""
    solver = Solver()
    digits, factors = {}, {}
    for word in words + [result]:
        factor = -1 if word == result else 1
        for char in reversed(word):
            if char not in digits:
                digits[char] = solver.variable(char, 0, 9)
            factors[char] = factors.get(char, 0) + factor
            factor *= 10
    for word in words + [result]:
        digits[word[0]].remove(0)
    variables = list(digits.values())
    solver.require(AllDifferent(variables))
    solver.require(Sum(variables, list(factors.values()), 0))
    solver.solve(20)
    return solver


def ruler(marks, length):
    """Marks on a ruler, no two pairs of which are equally far from each other."""
    solver = Solver()
    places = [solver.variable(f"mark {i}", 0, length) for i in range(marks)]
    distances = []
    places[0].keep_only(0)
    places[marks - 1].keep_only(length)
    for i in range(marks):
        if i > 0:
            solver.require(Less(places[i - 1], places[i]))
        for j in range(i + 1, marks):
            distance = solver.variable(f"from {i} to {j}", 1, length)
            solver.require(Sum([places[j], places[i], distance], [1, -1, -1], 0))
            distances.append(distance)
    solver.require(AllDifferent(distances))
    solver.solve(100)
    return solver


class Generator:
    """Random numbers, the same in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit


def channels(stations, seed):
    """Channels for radio stations: the nearer two of them are, the more their channels must differ. How many channels are needed?"""
    count = 4
    while True:
        random = Generator(seed)
        solver = Solver()
        chosen = [solver.variable(f"station {i}", 1, count) for i in range(stations)]
        for i in range(stations):
            for j in range(i + 1, stations):
                if random.below(3) == 0:
                    solver.require(Apart(chosen[i], chosen[j], random.below(3) + 1))
        solver.solve(1)
        if solver.solutions > 0:
            return solver
        count += 1


# ---- The work


class Figures:
    def __init__(self):
        self.solutions = 0
        self.choices = 0
        self.steps = 0
        self.sum = 0

    def add(self, solver):
        self.solutions += solver.solutions
        self.choices += solver.choices
        self.steps += solver.steps
        self.sum = (self.sum * 31 + solver.sum) % 1000003


def work(rounds):
    figures = Figures()
    for number in range(1, rounds + 1):
        figures.add(queens(6 + number % 3))
        figures.add(magic_square(3, 10))
        figures.add(magic_square(4, 10))
        figures.add(letters(["SEND", "MORE"], "MONEY"))
        figures.add(letters(["TWO", "TWO"], "FOUR"))
        figures.add(ruler(6, 17))
        figures.add(channels(13, number * 1000))
    return f"{figures.solutions} {figures.choices} {figures.steps} {figures.sum}"


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
