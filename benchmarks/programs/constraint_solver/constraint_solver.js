// A solver for puzzles: variables with small sets of possible values, constraints between them, and a search that goes back.
// When a variable loses a value, the constraints on it are woken and take further values away; what was taken away since a
// choice is kept on a trail and put back when the choice turns out wrong.

// ---- Variables

class Variable {
  constructor(solver, name, low, high) {
    this.solver = solver;
    this.name = name;
    this.base = low;
    this.allowed = new Array(high - low + 1).fill(true);
    this.constraints = [];
    // The smallest and the largest value that is left, and how many there are.
    this.low = low;
    this.high = high;
    this.count = high - low + 1;
  }

  allows(value) { return value >= this.low && value <= this.high && this.allowed[value - this.base]; }
  isFixed() { return this.count === 1; }

  /** Takes a value away; false if it is the last one. */
  remove(value) {
    if (!this.allows(value)) return true;
    if (this.count === 1) return false;
    this.allowed[value - this.base] = false;
    this.count -= 1;
    if (value === this.low) {
      while (!this.allowed[this.low - this.base]) this.low += 1;
    } else if (value === this.high) {
      while (!this.allowed[this.high - this.base]) this.high -= 1;
    }
    this.solver.changed(this, value);
    return true;
  }

  putBack(value) {
    this.allowed[value - this.base] = true;
    this.count += 1;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }

  keepOnly(value) {
    if (!this.allows(value)) return false;
    while (this.low < value) this.remove(this.low);
    while (this.high > value) this.remove(this.high);
    return true;
  }
}

// ---- Constraints

/** `propagate` of its subclasses takes away values that cannot be part of a solution; false if there is none. */
class Constraint {
  constructor(variables) {
    this.variables = variables;
    this.isAwake = false;
  }
}

/** left != right + offset */
class NotEqual extends Constraint {
  constructor(left, right, offset) {
    super([left, right]);
    this.left = left;
    this.right = right;
    this.offset = offset;
  }

  propagate() {
    const { left, right, offset } = this;
    if (left.isFixed() && !right.remove(left.low - offset)) return false;
    return !right.isFixed() || left.remove(right.low + offset);
  }
}

/** left < right */
class Less extends Constraint {
  constructor(left, right) {
    super([left, right]);
    this.left = left;
    this.right = right;
  }

  propagate() {
    const { left, right } = this;
    while (right.low <= left.low) if (!right.remove(right.low)) return false;
    while (left.high >= right.high) if (!left.remove(left.high)) return false;
    return true;
  }
}

/** The two values are at least so far from each other. */
class Apart extends Constraint {
  constructor(left, right, distance) {
    super([left, right]);
    this.left = left;
    this.right = right;
    this.distance = distance;
  }

  propagate() { return this.keepAway(this.left, this.right) && this.keepAway(this.right, this.left); }

  keepAway(from, other) {
    if (!from.isFixed()) return true;
    const value = from.low;
    for (let near = value - this.distance + 1; near <= value + this.distance - 1; near++) if (!other.remove(near)) return false;
    return true;
  }
}

/** No two of the values are equal. */
class AllDifferent extends Constraint {
  propagate() {
    for (const variable of this.variables) {
      if (variable.isFixed()) {
        for (const other of this.variables) if (other !== variable && !other.remove(variable.low)) return false;
      }
    }
    return true;
  }
}

/** The values, each times its factor, give the total. */
class Sum extends Constraint {
  constructor(variables, factors, total) {
    super(variables);
    this.factors = factors;
    this.total = total;
  }

  propagate() {
    const { variables, factors, total } = this;
    let least = 0, most = 0;
    for (let i = 0; i < variables.length; i++) {
      least += this.smallest(i);
      most += this.largest(i);
    }
    for (let i = 0; i < variables.length; i++) {
      // What this part must be at most and at least, given what the others can be.
      const upper = total - (least - this.smallest(i));
      const lower = total - (most - this.largest(i));
      const variable = variables[i], factor = factors[i];
      while (this.largest(i) > upper) if (!variable.remove(factor > 0 ? variable.high : variable.low)) return false;
      while (this.smallest(i) < lower) if (!variable.remove(factor > 0 ? variable.low : variable.high)) return false;
    }
    return true;
  }

  smallest(i) { return this.factors[i] * (this.factors[i] > 0 ? this.variables[i].low : this.variables[i].high); }
  largest(i) { return this.factors[i] * (this.factors[i] > 0 ? this.variables[i].high : this.variables[i].low); }
}

// ---- The solver

class Solver {
  constructor() {
    this.variables = [];
    this.agenda = [];
    this.trailVariables = [];
    this.trailValues = [];
    this.solutions = 0;
    this.choices = 0;
    this.steps = 0;
    this.sum = 0;
  }

  variable(name, low, high) {
    const variable = new Variable(this, name, low, high);
    this.variables.push(variable);
    return variable;
  }

  require(constraint) {
    for (const variable of constraint.variables) variable.constraints.push(constraint);
    this.wake(constraint);
  }

  wake(constraint) {
    if (!constraint.isAwake) {
      constraint.isAwake = true;
      this.agenda.push(constraint);
    }
  }

  changed(variable, value) {
    this.trailVariables.push(variable);
    this.trailValues.push(value);
    for (const constraint of variable.constraints) this.wake(constraint);
  }

  /** Lets constraints work until nothing changes any more; false if one of them cannot hold. */
  propagate() {
    let isPossible = true;
    while (this.agenda.length > 0) {
      const constraint = this.agenda.pop();
      constraint.isAwake = false;
      if (isPossible) {
        this.steps += 1;
        isPossible = constraint.propagate();
      }
    }
    return isPossible;
  }

  undo(mark) {
    while (this.trailVariables.length > mark) this.trailVariables.pop().putBack(this.trailValues.pop());
  }

  /** Looks for solutions until there are so many. */
  solve(most) {
    if (this.propagate()) this.search(most);
  }

  search(most) {
    const variable = this.mostUrgent();
    if (variable === null) {
      this.found();
      return;
    }
    const last = variable.high;
    for (let value = variable.low; value <= last; value++) {
      if (this.solutions === most) return;
      if (variable.allows(value)) {
        this.choices += 1;
        const mark = this.trailVariables.length;
        if (variable.keepOnly(value) && this.propagate()) this.search(most);
        this.undo(mark);
      }
    }
  }

  /** The open variable with the fewest values left. */
  mostUrgent() {
    let best = null;
    for (const variable of this.variables) {
      if (variable.count > 1 && (best === null || variable.count < best.count)) best = variable;
    }
    return best;
  }

  found() {
    this.solutions += 1;
    for (const variable of this.variables) this.sum = (this.sum * 31 + variable.low) % 1000003;
  }
}

// ---- Puzzles

/** Queens on a board, none of which attacks another. */
function queens(size) {
  const solver = new Solver();
  const rows = [];
  for (let i = 0; i < size; i++) rows.push(solver.variable(`row ${i}`, 1, size));
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      solver.require(new NotEqual(rows[i], rows[j], 0));
      solver.require(new NotEqual(rows[i], rows[j], j - i));
      solver.require(new NotEqual(rows[i], rows[j], i - j));
    }
  }
  solver.solve(100);
  return solver;
}

/** A list of `length` elements, each computed from its index. */
function build(length, element) { return Array.from({ length }, (_, i) => element(i)); }

/** A square of different numbers in which all rows, columns and diagonals have the same sum. */
function magicSquare(size, most) {
  const solver = new Solver();
  const cells = build(size * size, i => solver.variable(`cell ${i}`, 1, size * size));
  const ones = new Array(size).fill(1);
  const total = size * (size * size + 1) / 2;
  solver.require(new AllDifferent(cells));
  for (let i = 0; i < size; i++) {
    solver.require(new Sum(build(size, k => cells[i * size + k]), ones, total));
    solver.require(new Sum(build(size, k => cells[k * size + i]), ones, total));
  }
  solver.require(new Sum(build(size, k => cells[k * size + k]), ones, total));
  solver.require(new Sum(build(size, k => cells[k * size + size - 1 - k]), ones, total));
  // Of squares that are turned and mirrored, only one.
  solver.require(new Less(cells[0], cells[size - 1]));
  solver.require(new Less(cells[0], cells[size * size - 1]));
  solver.require(new Less(cells[size - 1], cells[size * (size - 1)]));
  solver.solve(most);
  return solver;
}

/** Digits for letters, such that the sum of the words is right. */
function letters(words, result) {
  const solver = new Solver();
  const digits = new Map(), factors = new Map();
  for (const word of [...words, result]) {
    let factor = word === result ? -1 : 1;
    for (const char of [...word].reverse()) {
      if (!digits.has(char)) digits.set(char, solver.variable(char, 0, 9));
      factors.set(char, (factors.get(char) ?? 0) + factor);
      factor *= 10;
    }
  }
  for (const word of [...words, result]) digits.get(word[0]).remove(0);
  const variables = [...digits.values()];
  solver.require(new AllDifferent(variables));
  solver.require(new Sum(variables, [...factors.values()], 0));
  solver.solve(20);
  return solver;
}

/** Marks on a ruler, no two pairs of which are equally far from each other. */
function ruler(marks, length) {
  const solver = new Solver();
  const places = build(marks, i => solver.variable(`mark ${i}`, 0, length));
  const distances = [];
  places[0].keepOnly(0);
  places[marks - 1].keepOnly(length);
  for (let i = 0; i < marks; i++) {
    if (i > 0) solver.require(new Less(places[i - 1], places[i]));
    for (let j = i + 1; j < marks; j++) {
      const distance = solver.variable(`from ${i} to ${j}`, 1, length);
      solver.require(new Sum([places[j], places[i], distance], [1, -1, -1], 0));
      distances.push(distance);
    }
  }
  solver.require(new AllDifferent(distances));
  solver.solve(100);
  return solver;
}

/** Random numbers, the same in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  below(limit) {
    this.state = this.state * 48271 % 2147483647;
    return this.state % limit;
  }
}

/** Channels for radio stations: the nearer two of them are, the more their channels must differ. How many channels are needed? */
function channels(stations, seed) {
  for (let count = 4; ; count++) {
    const random = new Generator(seed);
    const solver = new Solver();
    const chosen = build(stations, i => solver.variable(`station ${i}`, 1, count));
    for (let i = 0; i < stations; i++) {
      for (let j = i + 1; j < stations; j++) {
        if (random.below(3) === 0) solver.require(new Apart(chosen[i], chosen[j], random.below(3) + 1));
      }
    }
    solver.solve(1);
    if (solver.solutions > 0) return solver;
  }
}

// ---- The work

class Figures {
  constructor() {
    this.solutions = 0;
    this.choices = 0;
    this.steps = 0;
    this.sum = 0;
  }

  add(solver) {
    this.solutions += solver.solutions;
    this.choices += solver.choices;
    this.steps += solver.steps;
    this.sum = (this.sum * 31 + solver.sum) % 1000003;
  }
}

function work(rounds) {
  const figures = new Figures();
  for (let round = 1; round <= rounds; round++) {
    figures.add(queens(6 + round % 3));
    figures.add(magicSquare(3, 10));
    figures.add(magicSquare(4, 10));
    figures.add(letters(["SEND", "MORE"], "MONEY"));
    figures.add(letters(["TWO", "TWO"], "FOUR"));
    figures.add(ruler(6, 17));
    figures.add(channels(13, round * 1000));
  }
  return `${figures.solutions} ${figures.choices} ${figures.steps} ${figures.sum}`;
}

// Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
const [rounds = 60, times] = process.argv.slice(2).map(Number);
let result = "";
for (let i = 0; i < (times ?? 1); i++) {
  const start = performance.now();
  result = work(rounds);
  if (times !== undefined) console.error(Math.floor(performance.now() - start));
}
console.log(result);
