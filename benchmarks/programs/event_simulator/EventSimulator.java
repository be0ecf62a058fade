import java.util.ArrayList;
import java.util.List;

/**
 * A simulation of discrete events: parcels move through a sorting office. Events wait in a binary heap, ordered by their time;
 * the stations of the office are objects of several classes, each of which handles events in its own way.
 */
final class EventSimulator {
  // ---- Random numbers

  /** The same numbers in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    int below(int limit) {
      state = state * 48271 % 2147483647;
      return (int) (state % limit);
    }

    /** From `low` up to `high`, both included. */
    int between(int low, int high) { return low + below(high - low + 1); }

    /** About `mean` on average: mostly less, seldom much more. */
    int waiting(int mean) {
      int result = 1;
      for (int i = 0; i < 3; i++) result += below(mean);
      return below(8) == 0 ? result * 2 : result * 2 / 3;
    }
  }

  // ---- Events

  enum Kind { ARRIVAL, FINISHED, FAILURE, REPAIRED }

  /** What is to happen at a station at some time. `number` keeps events of the same time in the order in which they were planned. */
  record Event(int time, int number, Station station, Kind kind, Parcel parcel) {
    boolean isBefore(Event other) { return time < other.time || (time == other.time && number < other.number); }
  }

  /** A binary heap: the parent of the event at i is at (i - 1) / 2. */
  static final class EventQueue {
    final List<Event> events = new ArrayList<>();

    void add(Event event) {
      int at = events.size();
      events.add(event);
      while (at > 0) {
        int parent = (at - 1) / 2;
        Event above = events.get(parent);
        if (!event.isBefore(above)) break;
        events.set(at, above);
        at = parent;
      }
      events.set(at, event);
    }

    Event removeFirst() {
      Event first = events.get(0);
      Event last = events.remove(events.size() - 1);
      int count = events.size();
      if (count > 0) {
        int at = 0;
        while (2 * at + 1 < count) {
          int child = 2 * at + 1;
          if (child + 1 < count && events.get(child + 1).isBefore(events.get(child))) child += 1;
          if (!events.get(child).isBefore(last)) break;
          events.set(at, events.get(child));
          at = child;
        }
        events.set(at, last);
      }
      return first;
    }
  }

  // ---- Parcels

  static final class Parcel {
    final int number;
    final int born;
    final int weight;
    final int goal;
    Parcel next = null;
    int steps = 0;
    int returns = 0;

    Parcel(int number, int born, int weight, int goal) {
      this.number = number;
      this.born = born;
      this.weight = weight;
      this.goal = goal;
    }
  }

  /** Parcels that wait, first come, first served; a chain through `next`. */
  static final class Line {
    Parcel first = null;
    Parcel last = null;
    int size = 0;
    int longest = 0;

    void add(Parcel parcel) {
      parcel.next = null;
      if (last == null) first = parcel;
      else last.next = parcel;
      last = parcel;
      size += 1;
      if (size > longest) longest = size;
    }

    Parcel take() {
      Parcel parcel = first;
      if (parcel == null) return null;
      first = parcel.next;
      if (first == null) last = null;
      size -= 1;
      return parcel;
    }
  }

  // ---- Stations

  abstract static class Station {
    final Office office;
    final String name;
    int handled = 0;

    Station(Office office, String name) {
      this.office = office;
      this.name = name;
    }

    abstract void handle(Event event);

    /** How much waits here, for those who choose between stations. */
    int load() { return 0; }
    int report() { return handled; }
    void plan(int delay, Kind kind, Parcel parcel) { office.plan(delay, this, kind, parcel); }
  }

  /** Makes parcels at random intervals and hands them to the next station. */
  static final class Entrance extends Station {
    private final int interval;
    private final Station next;

    Entrance(Office office, String name, int interval, Station next) {
      super(office, name);
      this.interval = interval;
      this.next = next;
    }

    @Override
    void handle(Event event) {
      handled += 1;
      Generator random = office.random;
      Parcel parcel = new Parcel(handled, office.now, random.between(1, 30), random.below(office.goals));
      office.plan(random.between(1, 5), next, Kind.ARRIVAL, parcel);
      plan(random.waiting(interval), Kind.ARRIVAL, null);
    }
  }

  /** Some servers with one line in front of them. How long a parcel takes is up to the kind of desk. */
  abstract static class Desk extends Station {
    final Line line = new Line();
    int busy = 0;
    int open;

    Desk(Office office, String name, int servers) {
      super(office, name);
      this.open = servers;
    }

    abstract int duration(Parcel parcel);
    abstract void leave(Parcel parcel);

    @Override
    int load() { return line.size + busy; }

    @Override
    int report() { return handled * 31 + line.longest; }

    @Override
    void handle(Event event) {
      switch (event.kind()) {
        case ARRIVAL -> line.add(event.parcel());
        case FINISHED -> {
          busy -= 1;
          handled += 1;
          leave(event.parcel());
        }
        case FAILURE -> {
          open -= 1;
          plan(office.random.waiting(400), Kind.REPAIRED, null);
        }
        case REPAIRED -> {
          open += 1;
          plan(office.random.waiting(4000), Kind.FAILURE, null);
        }
      }
      serve();
    }

    void serve() {
      while (busy < open) {
        Parcel parcel = line.take();
        if (parcel == null) break;
        busy += 1;
        parcel.steps += 1;
        plan(duration(parcel), Kind.FINISHED, parcel);
      }
    }
  }

  /** Weighs parcels; all take about the same time. */
  static final class Scale extends Desk {
    private final Station next;

    Scale(Office office, String name, int servers, Station next) {
      super(office, name, servers);
      this.next = next;
    }

    @Override
    int duration(Parcel parcel) { return office.random.between(8, 12); }

    @Override
    void leave(Parcel parcel) { office.plan(2, next, Kind.ARRIVAL, parcel); }
  }

  /** Looks into parcels. Heavy ones take longer; some are sent back to be weighed again. */
  static final class Inspection extends Desk {
    private final Station next;
    Station before = null;
    private int rejected = 0;

    Inspection(Office office, String name, int servers, Station next) {
      super(office, name, servers);
      this.next = next;
    }

    @Override
    int duration(Parcel parcel) { return 5 + parcel.weight + office.random.below(10); }

    @Override
    void leave(Parcel parcel) {
      if (before != null && parcel.returns < 3 && office.random.below(100) < 7) {
        parcel.returns += 1;
        rejected += 1;
        office.plan(15, before, Kind.ARRIVAL, parcel);
      } else {
        office.plan(3, next, Kind.ARRIVAL, parcel);
      }
    }

    @Override
    int report() { return super.report() * 7 + rejected; }
  }

  /** Brings parcels away; a van takes time for the way. */
  static final class Delivery extends Desk {
    private final int distance;
    private final Exit exit;

    Delivery(Office office, String name, int servers, int distance, Exit exit) {
      super(office, name, servers);
      this.distance = distance;
      this.exit = exit;
    }

    @Override
    int duration(Parcel parcel) { return distance + office.random.below(distance); }

    @Override
    void leave(Parcel parcel) { office.plan(1, exit, Kind.ARRIVAL, parcel); }
  }

  /** Hands each parcel at once to the least loaded of several stations. */
  static final class Switch extends Station {
    private final List<? extends Station> choices;

    Switch(Office office, String name, List<? extends Station> choices) {
      super(office, name);
      this.choices = choices;
    }

    @Override
    void handle(Event event) {
      handled += 1;
      Station best = choices.get(0);
      for (Station choice : choices) if (choice.load() < best.load()) best = choice;
      office.plan(1, best, Kind.ARRIVAL, event.parcel());
    }
  }

  /** Hands each parcel to the station of its goal. */
  static final class Sorter extends Station {
    private final List<Station> ways;

    Sorter(Office office, String name, List<Station> ways) {
      super(office, name);
      this.ways = ways;
    }

    @Override
    void handle(Event event) {
      Parcel parcel = event.parcel();
      handled += 1;
      parcel.steps += 1;
      office.plan(1, ways.get(parcel.goal), Kind.ARRIVAL, parcel);
    }
  }

  /** Where parcels leave; keeps the figures. */
  static final class Exit extends Station {
    private long total = 0;
    private int slowest = 0;
    private int steps = 0;

    Exit(Office office, String name) { super(office, name); }

    @Override
    void handle(Event event) {
      Parcel parcel = event.parcel();
      handled += 1;
      int age = office.now - parcel.born;
      total += age;
      if (age > slowest) slowest = age;
      steps += parcel.steps;
    }

    @Override
    int report() { return handled * 13 + steps + slowest; }
  }

  // ---- The office

  static final class Office {
    final Generator random;
    final EventQueue queue = new EventQueue();
    final List<Station> stations = new ArrayList<>();
    final int goals = 6;
    int now = 0;
    int planned = 0;
    int events = 0;

    Office(int seed) { this.random = new Generator(seed); }

    <S extends Station> S add(S station) {
      stations.add(station);
      return station;
    }

    void plan(int delay, Station station, Kind kind, Parcel parcel) {
      planned += 1;
      queue.add(new Event(now + delay, planned, station, kind, parcel));
    }

    void run(int until) {
      while (true) {
        Event event = queue.removeFirst();
        if (event.time() > until) break;
        now = event.time();
        events += 1;
        event.station().handle(event);
      }
    }
  }

  /** Builds an office from its exit to its entrances, and lets it work. */
  static Office simulate(int seed) {
    Office office = new Office(seed);
    Exit exit = office.add(new Exit(office, "exit"));
    List<Station> ways = new ArrayList<>();
    for (int i = 0; i < office.goals; i++) ways.add(office.add(new Delivery(office, "delivery " + i, 3 + i, 40 + 15 * i, exit)));
    Station sorter = office.add(new Sorter(office, "sorter", ways));
    List<Inspection> inspections = new ArrayList<>();
    List<Scale> scales = new ArrayList<>();
    for (int i = 0; i < 4; i++) inspections.add(office.add(new Inspection(office, "inspection " + i, 2, sorter)));
    Station inspectionSwitch = office.add(new Switch(office, "to the inspections", inspections));
    for (int i = 0; i < 3; i++) scales.add(office.add(new Scale(office, "scale " + i, 1 + i % 2, inspectionSwitch)));
    Station scaleSwitch = office.add(new Switch(office, "to the scales", scales));
    for (Inspection inspection : inspections) {
      inspection.before = scaleSwitch;
      office.plan(1000, inspection, Kind.FAILURE, null);
    }
    for (int i = 0; i < 5; i++) {
      office.plan(1 + i, office.add(new Entrance(office, "entrance " + i, 18 + 4 * i, scaleSwitch)), Kind.ARRIVAL, null);
    }
    office.run(20000);
    return office;
  }

  // ---- The work

  static String work(int rounds) {
    long events = 0, parcels = 0, waiting = 0, sum = 0;
    for (int round = 1; round <= rounds; round++) {
      Office office = simulate(round);
      events += office.events;
      waiting += office.queue.events.size();
      for (Station station : office.stations) {
        if (station instanceof Exit) parcels += station.handled;
        sum = (sum * 31 + station.name.length() + station.report()) % 1000003;
      }
    }
    return events + " " + parcels + " " + waiting + " " + sum;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 80;
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
