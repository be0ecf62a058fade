import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A solver for puzzles: variables with small sets of possible values, constraints between them, and a search that goes back.
 * When a variable loses a value, the constraints on it are woken and take further values away; what was taken away since a
 * choice is kept on a trail and put back when the choice turns out wrong.
 */
final class ConstraintSolver {
  // ---- Variables

  static final class Variable {
    private final Solver solver;
    final String name;
    private final int base;
    private final boolean[] allowed;
    final List<Constraint> constraints = new ArrayList<>();
    /** The smallest and the largest value that is left, and how many there are. */
    int low;
    int high;
    int count;

    Variable(Solver solver, String name, int low, int high) {
      this.solver = solver;
      this.name = name;
      this.base = low;
      this.allowed = new boolean[high - low + 1];
      Arrays.fill(allowed, true);
      this.low = low;
      this.high = high;
      this.count = high - low + 1;
    }

    boolean allows(int value) { return value >= low && value <= high && allowed[value - base]; }
    boolean isFixed() { return count == 1; }

    /** Takes a value away; false if it is the last one. */
    boolean remove(int value) {
      if (!allows(value)) return true;
      if (count == 1) return false;
      allowed[value - base] = false;
      count -= 1;
      if (value == low) {
        while (!allowed[low - base]) low += 1;
      } else if (value == high) {
        while (!allowed[high - base]) high -= 1;
      }
      solver.changed(this, value);
      return true;
    }

    void putBack(int value) {
      allowed[value - base] = true;
      count += 1;
      if (value < low) low = value;
      if (value > high) high = value;
    }

    boolean keepOnly(int value) {
      if (!allows(value)) return false;
      while (low < value) remove(low);
      while (high > value) remove(high);
      return true;
    }
  }

  // ---- Constraints

  abstract static class Constraint {
    final List<Variable> variables;
    boolean isAwake = false;

    Constraint(List<Variable> variables) { this.variables = variables; }

    /** Takes away values that cannot be part of a solution; false if there is none. */
    abstract boolean propagate();
  }

  /** left != right + offset */
  static final class NotEqual extends Constraint {
    private final Variable left;
    private final Variable right;
    private final int offset;

    NotEqual(Variable left, Variable right, int offset) {
      super(List.of(left, right));
      this.left = left;
      this.right = right;
      this.offset = offset;
    }

    @Override
    boolean propagate() {
      if (left.isFixed() && !right.remove(left.low - offset)) return false;
      return !right.isFixed() || left.remove(right.low + offset);
    }
  }

  /** left < right */
  static final class Less extends Constraint {
    private final Variable left;
    private final Variable right;

    Less(Variable left, Variable right) {
      super(List.of(left, right));
      this.left = left;
      this.right = right;
    }

    @Override
    boolean propagate() {
      while (right.low <= left.low) if (!right.remove(right.low)) return false;
      while (left.high >= right.high) if (!left.remove(left.high)) return false;
      return true;
    }
  }

  /** The two values are at least so far from each other. */
  static final class Apart extends Constraint {
    private final Variable left;
    private final Variable right;
    private final int distance;

    Apart(Variable left, Variable right, int distance) {
      super(List.of(left, right));
      this.left = left;
      this.right = right;
      this.distance = distance;
    }

    @Override
    boolean propagate() { return keepAway(left, right) && keepAway(right, left); }

    private boolean keepAway(Variable from, Variable other) {
      if (!from.isFixed()) return true;
      int value = from.low;
      for (int near = value - distance + 1; near <= value + distance - 1; near++) if (!other.remove(near)) return false;
      return true;
    }
  }

  /** No two of the values are equal. */
  static final class AllDifferent extends Constraint {
    AllDifferent(List<Variable> variables) { super(variables); }

    @Override
    boolean propagate() {
      for (Variable variable : variables) {
        if (variable.isFixed()) {
          for (Variable other : variables) if (other != variable && !other.remove(variable.low)) return false;
        }
      }
      return true;
    }
  }

  /** The values, each times its factor, give the total. */
  static final class Sum extends Constraint {
    private final int[] factors;
    private final int total;

    Sum(List<Variable> variables, int[] factors, int total) {
      super(variables);
      this.factors = factors;
      this.total = total;
    }

    @Override
    boolean propagate() {
      int least = 0, most = 0;
      for (int i = 0; i < variables.size(); i++) {
        least += smallest(i);
        most += largest(i);
      }
      for (int i = 0; i < variables.size(); i++) {
        // What this part must be at most and at least, given what the others can be.
        int upper = total - (least - smallest(i));
        int lower = total - (most - largest(i));
        Variable variable = variables.get(i);
        int factor = factors[i];
        while (largest(i) > upper) if (!variable.remove(factor > 0 ? variable.high : variable.low)) return false;
        while (smallest(i) < lower) if (!variable.remove(factor > 0 ? variable.low : variable.high)) return false;
      }
      return true;
    }

    private int smallest(int i) { return factors[i] * (factors[i] > 0 ? variables.get(i).low : variables.get(i).high); }
    private int largest(int i) { return factors[i] * (factors[i] > 0 ? variables.get(i).high : variables.get(i).low); }
  }

  // ---- The solver

  static final class Solver {
    private final List<Variable> variables = new ArrayList<>();
    private final List<Constraint> agenda = new ArrayList<>();
    private final List<Variable> trailVariables = new ArrayList<>();
    private final List<Integer> trailValues = new ArrayList<>();
    int solutions = 0;
    int choices = 0;
    int steps = 0;
    int sum = 0;

    Variable variable(String name, int low, int high) {
      Variable variable = new Variable(this, name, low, high);
      variables.add(variable);
      return variable;
    }

    void require(Constraint constraint) {
      for (Variable variable : constraint.variables) variable.constraints.add(constraint);
      wake(constraint);
    }

    private void wake(Constraint constraint) {
      if (!constraint.isAwake) {
        constraint.isAwake = true;
        agenda.add(constraint);
      }
    }

    void changed(Variable variable, int value) {
      trailVariables.add(variable);
      trailValues.add(value);
      for (Constraint constraint : variable.constraints) wake(constraint);
    }

    /** Lets constraints work until nothing changes any more; false if one of them cannot hold. */
    private boolean propagate() {
      boolean isPossible = true;
      while (!agenda.isEmpty()) {
        Constraint constraint = agenda.remove(agenda.size() - 1);
        constraint.isAwake = false;
        if (isPossible) {
          steps += 1;
          isPossible = constraint.propagate();
        }
      }
      return isPossible;
    }

    private void undo(int mark) {
      while (trailVariables.size() > mark) {
        int last = trailVariables.size() - 1;
        trailVariables.remove(last).putBack(trailValues.remove(last));
      }
    }

    /** Looks for solutions until there are so many. */
    void solve(int most) {
      if (propagate()) search(most);
    }

    private void search(int most) {
      Variable variable = mostUrgent();
      if (variable == null) {
        found();
        return;
      }
      int last = variable.high;
      for (int value = variable.low; value <= last; value++) {
        if (solutions == most) return;
        if (variable.allows(value)) {
          choices += 1;
          int mark = trailVariables.size();
          if (variable.keepOnly(value) && propagate()) search(most);
          undo(mark);
        }
      }
    }

    /** The open variable with the fewest values left. */
    private Variable mostUrgent() {
      Variable best = null;
      for (Variable variable : variables) {
        if (variable.count > 1 && (best == null || variable.count < best.count)) best = variable;
      }
      return best;
    }

    private void found() {
      solutions += 1;
      for (Variable variable : variables) sum = (sum * 31 + variable.low) % 1000003;
    }
  }

  // ---- Puzzles

  /** Queens on a board, none of which attacks another. */
  static Solver queens(int size) {
    Solver solver = new Solver();
    List<Variable> rows = build(size, i -> solver.variable("row " + i, 1, size));
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        solver.require(new NotEqual(rows.get(i), rows.get(j), 0));
        solver.require(new NotEqual(rows.get(i), rows.get(j), j - i));
        solver.require(new NotEqual(rows.get(i), rows.get(j), i - j));
      }
    }
    solver.solve(100);
    return solver;
  }

  /** A list of `length` elements, each computed from its index. */
  static List<Variable> build(int length, IntFunction<Variable> element) {
    List<Variable> result = new ArrayList<>();
    for (int i = 0; i < length; i++) result.add(element.apply(i));
    return result;
  }

  /** A square of different numbers in which all rows, columns and diagonals have the same sum. */
  static Solver magicSquare(int size, int most) {
    Solver solver = new Solver();
    List<Variable> cells = build(size * size, i -> solver.variable("cell " + i, 1, size * size));
    int[] ones = new int[size];
    Arrays.fill(ones, 1);
    int total = size * (size * size + 1) / 2;
    solver.require(new AllDifferent(cells));
    for (int i = 0; i < size; i++) {
      int line = i;
      solver.require(new Sum(build(size, k -> cells.get(line * size + k)), ones, total));
      solver.require(new Sum(build(size, k -> cells.get(k * size + line)), ones, total));
    }
    solver.require(new Sum(build(size, k -> cells.get(k * size + k)), ones, total));
    solver.require(new Sum(build(size, k -> cells.get(k * size + size - 1 - k)), ones, total));
    // Of squares that are turned and mirrored, only one.
    solver.require(new Less(cells.get(0), cells.get(size - 1)));
    solver.require(new Less(cells.get(0), cells.get(size * size - 1)));
    solver.require(new Less(cells.get(size - 1), cells.get(size * (size - 1))));
    solver.solve(most);
    return solver;
  }

  /** Digits for letters, such that the sum of the words is right. */
  static Solver letters(List<String> words, String result) {
    Solver solver = new Solver();
    Map<Character, Variable> digits = new LinkedHashMap<>();
    Map<Character, Integer> factors = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(words);
    Collections.addAll(all, result);
    for (String word : all) {
      int factor = word.equals(result) ? -1 : 1;
      for (int i = word.length() - 1; i >= 0; i--) {
        char c = word.charAt(i);
        if (!digits.containsKey(c)) digits.put(c, solver.variable(String.valueOf(c), 0, 9));
        factors.put(c, factors.getOrDefault(c, 0) + factor);
        factor *= 10;
      }
    }
    for (String word : all) digits.get(word.charAt(0)).remove(0);
    List<Variable> variables = new ArrayList<>(digits.values());
    solver.require(new AllDifferent(variables));
    solver.require(new Sum(variables, factors.values().stream().mapToInt(Integer::intValue).toArray(), 0));
    solver.solve(20);
    return solver;
  }

  /** Marks on a ruler, no two pairs of which are equally far from each other. */
  static Solver ruler(int marks, int length) {
    Solver solver = new Solver();
    List<Variable> places = build(marks, i -> solver.variable("mark " + i, 0, length));
    List<Variable> distances = new ArrayList<>();
    places.get(0).keepOnly(0);
    places.get(marks - 1).keepOnly(length);
    for (int i = 0; i < marks; i++) {
      if (i > 0) solver.require(new Less(places.get(i - 1), places.get(i)));
      for (int j = i + 1; j < marks; j++) {
        Variable distance = solver.variable("from " + i + " to " + j, 1, length);
        solver.require(new Sum(List.of(places.get(j), places.get(i), distance), new int[] {1, -1, -1}, 0));
        distances.add(distance);
      }
    }
    solver.require(new AllDifferent(distances));
    solver.solve(100);
    return solver;
  }

  /** Random numbers, the same in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    int below(int limit) {
      state = state * 48271 % 2147483647;
      return (int) (state % limit);
    }
  }

  /** Channels for radio stations: the nearer two of them are, the more their channels must differ. How many channels are needed? */
  static Solver channels(int stations, int seed) {
    for (int count = 4; ; count++) {
      int last = count;
      Generator random = new Generator(seed);
      Solver solver = new Solver();
      List<Variable> chosen = build(stations, i -> solver.variable("station " + i, 1, last));
      for (int i = 0; i < stations; i++) {
        for (int j = i + 1; j < stations; j++) {
          if (random.below(3) == 0) solver.require(new Apart(chosen.get(i), chosen.get(j), random.below(3) + 1));
        }
      }
      solver.solve(1);
      if (solver.solutions > 0) return solver;
    }
  }

  // ---- The work

  static final class Figures {
    long solutions = 0;
    long choices = 0;
    long steps = 0;
    int sum = 0;

    void add(Solver solver) {
      solutions += solver.solutions;
      choices += solver.choices;
      steps += solver.steps;
      sum = (sum * 31 + solver.sum) % 1000003;
    }
  }

  static String work(int rounds) {
    Figures figures = new Figures();
    for (int round = 1; round <= rounds; round++) {
      figures.add(queens(6 + round % 3));
      figures.add(magicSquare(3, 10));
      figures.add(magicSquare(4, 10));
      figures.add(letters(List.of("SEND", "MORE"), "MONEY"));
      figures.add(letters(List.of("TWO", "TWO"), "FOUR"));
      figures.add(ruler(6, 17));
      figures.add(channels(13, round * 1000));
    }
    return figures.solutions + " " + figures.choices + " " + figures.steps + " " + figures.sum;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    String result = "";
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      result = work(rounds);
      if (arguments.length > 1) System.err.println((System.nanoTime() - start) / 1000000);
    }
    System.out.println(result);
  }
}
