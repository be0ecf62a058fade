import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map of roads between towns, held in hash maps: by name for ways through it, by number for its parts and its ranks. Each
 * round draws another map, looks for shortest ways, joins towns into regions, counts triangles, ranks the towns, and takes
 * roads away again.
 */
final class GraphMaps {
  // ---- Random numbers

  /** The same numbers in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    int below(int limit) {
      state = state * 48271 % 2147483647;
      return (int) (state % limit);
    }
  }

  // ---- The map of roads

  static final String[] BEGINNINGS = {
    "Ander", "Birken", "Dorn", "Eichen", "Fels", "Grau", "Hohen", "Linden", "Moor", "Ober", "Rosen", "Stein", "Unter", "Wald"};
  static final String[] ENDS = {
    "au", "bach", "berg", "burg", "dorf", "feld", "furt", "hausen", "heim", "hof", "kirchen", "rode", "see", "tal"};

  static final class Town {
    final int number;
    final String name;
    final int x;
    final int y;
    /** The lengths of the roads to other towns, by name. */
    final Map<String, Integer> roads = new LinkedHashMap<>();

    Town(int number, String name, int x, int y) {
      this.number = number;
      this.name = name;
      this.x = x;
      this.y = y;
    }
  }

  static final class Country {
    private final Generator random;
    final List<Town> towns = new ArrayList<>();
    final Map<String, Town> byName = new LinkedHashMap<>();

    Country(Generator random) { this.random = random; }

    /** A new town with a name that no other has. */
    Town found() {
      String plain = BEGINNINGS[random.below(BEGINNINGS.length)] + ENDS[random.below(ENDS.length)];
      String name = plain;
      int count = 1;
      while (byName.containsKey(name)) {
        count += 1;
        name = plain + " " + count;
      }
      Town town = new Town(towns.size(), name, random.below(1000), random.below(1000));
      towns.add(town);
      byName.put(name, town);
      return town;
    }

    void connect(Town a, Town b) {
      if (a == b) return;
      int length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + 1;
      a.roads.put(b.name, length);
      b.roads.put(a.name, length);
    }

    /** Takes away all roads that are longer than that; says how many. */
    int closeRoads(int longest) {
      int closed = 0;
      for (Town town : towns) {
        List<String> closing = new ArrayList<>();
        for (var road : town.roads.entrySet()) if (road.getValue() > longest) closing.add(road.getKey());
        for (String name : closing) {
          town.roads.remove(name);
          byName.get(name).roads.remove(town.name);
          closed += 1;
        }
      }
      return closed;
    }

    Town anyTown() { return towns.get(random.below(towns.size())); }
  }

  /** A country in which most towns have roads to some towns that were there before them. */
  static Country draw(int size, int seed) {
    Generator random = new Generator(seed);
    Country country = new Country(random);
    for (int i = 0; i < size; i++) {
      Town town = country.found();
      if (i > 0 && random.below(20) > 0) {
        int last = random.below(4);
        for (int k = 0; k <= last; k++) country.connect(town, country.towns.get(random.below(i)));
      }
    }
    return country;
  }

  // ---- Shortest ways

  record Stop(int distance, String town) {
    boolean isBefore(Stop other) {
      return distance < other.distance || (distance == other.distance && town.compareTo(other.town) < 0);
    }
  }

  /** A binary heap: the parent of the stop at i is at (i - 1) / 2. */
  static final class StopQueue {
    final List<Stop> stops = new ArrayList<>();

    void add(Stop stop) {
      int at = stops.size();
      stops.add(stop);
      while (at > 0 && stop.isBefore(stops.get((at - 1) / 2))) {
        stops.set(at, stops.get((at - 1) / 2));
        at = (at - 1) / 2;
      }
      stops.set(at, stop);
    }

    Stop removeFirst() {
      Stop first = stops.get(0);
      Stop last = stops.remove(stops.size() - 1);
      int count = stops.size();
      if (count > 0) {
        int at = 0;
        while (2 * at + 1 < count) {
          int child = 2 * at + 1;
          if (child + 1 < count && stops.get(child + 1).isBefore(stops.get(child))) child += 1;
          if (!stops.get(child).isBefore(last)) break;
          stops.set(at, stops.get(child));
          at = child;
        }
        stops.set(at, last);
      }
      return first;
    }
  }

  /** How far it is from a town to each that can be reached. */
  static Map<String, Integer> distancesFrom(Country country, String start) {
    Map<String, Integer> distances = new LinkedHashMap<>();
    StopQueue queue = new StopQueue();
    distances.put(start, 0);
    queue.add(new Stop(0, start));
    while (!queue.stops.isEmpty()) {
      Stop stop = queue.removeFirst();
      if (stop.distance() == distances.get(stop.town())) {
        for (var road : country.byName.get(stop.town()).roads.entrySet()) {
          int distance = stop.distance() + road.getValue();
          Integer known = distances.get(road.getKey());
          if (known == null || distance < known) {
            distances.put(road.getKey(), distance);
            queue.add(new Stop(distance, road.getKey()));
          }
        }
      }
    }
    return distances;
  }

  /** How many roads it takes at least to come from one town to another, or null if there is no way. */
  static Integer roadsBetween(Country country, String start, String goal) {
    Map<String, Integer> steps = new LinkedHashMap<>();
    List<String> border = List.of(start);
    steps.put(start, 0);
    while (!border.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (String name : border) {
        if (name.equals(goal)) return steps.get(name);
        for (String neighbour : country.byName.get(name).roads.keySet()) {
          if (!steps.containsKey(neighbour)) {
            steps.put(neighbour, steps.get(name) + 1);
            next.add(neighbour);
          }
        }
      }
      border = next;
    }
    return null;
  }

  // ---- Regions

  /** Towns by number, each with another one of its region, up to the one that stands for the region. */
  static final class Regions {
    private final Map<Integer, Integer> parents = new LinkedHashMap<>();
    private final Map<Integer, Integer> sizes = new LinkedHashMap<>();

    int find(int number) {
      int root = number;
      int above = parents.getOrDefault(root, root);
      while (above != root) {
        // Shortens the way for the next time.
        int next = parents.getOrDefault(above, above);
        parents.put(root, next);
        root = above;
        above = next;
      }
      return root;
    }

    void join(int a, int b) {
      int first = find(a), second = find(b);
      if (first == second) return;
      int firstSize = sizes.getOrDefault(first, 1), secondSize = sizes.getOrDefault(second, 1);
      int small = firstSize < secondSize ? first : second;
      int large = firstSize < secondSize ? second : first;
      parents.put(small, large);
      sizes.put(large, firstSize + secondSize);
      sizes.remove(small);
    }
  }

  record Parts(int count, int largest) { }

  /** How many regions there are, and how many towns the largest has. */
  static Parts findRegions(Country country) {
    Regions regions = new Regions();
    for (Town town : country.towns) {
      for (String name : town.roads.keySet()) regions.join(town.number, country.byName.get(name).number);
    }
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (Town town : country.towns) {
      int region = regions.find(town.number);
      counts.put(region, counts.getOrDefault(region, 0) + 1);
    }
    int largest = 0;
    for (int count : counts.values()) largest = Math.max(largest, count);
    return new Parts(counts.size(), largest);
  }

  // ---- Triangles

  /** How many sets of three towns there are with roads between all of them. */
  static int countTriangles(Country country) {
    int count = 0;
    for (Town town : country.towns) {
      for (String second : town.roads.keySet()) {
        if (town.name.compareTo(second) < 0) {
          Map<String, Integer> roads = country.byName.get(second).roads;
          for (String third : town.roads.keySet()) if (second.compareTo(third) < 0 && roads.containsKey(third)) count += 1;
        }
      }
    }
    return count;
  }

  // ---- Ranks

  record Ranked(String name, double rank) { }

  /** Each town hands its rank on along its roads, some times; which town has the highest then, and how high it is. */
  static Ranked highestRank(Country country, int times) {
    Map<Integer, List<Integer>> neighbours = new LinkedHashMap<>();
    Map<Integer, Double> ranks = new LinkedHashMap<>();
    for (Town town : country.towns) {
      List<Integer> numbers = new ArrayList<>();
      for (String name : town.roads.keySet()) numbers.add(country.byName.get(name).number);
      neighbours.put(town.number, numbers);
      ranks.put(town.number, 1.0);
    }
    for (int i = 0; i < times; i++) {
      Map<Integer, Double> next = new LinkedHashMap<>();
      for (Town town : country.towns) {
        double share = ranks.get(town.number) * 0.85;
        List<Integer> numbers = neighbours.get(town.number);
        for (int number : numbers) next.put(number, next.getOrDefault(number, 0.15) + share / numbers.size());
      }
      for (Town town : country.towns) next.putIfAbsent(town.number, 0.15);
      ranks = next;
    }
    Town best = country.towns.get(0);
    for (Town town : country.towns) if (ranks.get(town.number) > ranks.get(best.number)) best = town;
    return new Ranked(best.name, ranks.get(best.number));
  }

  // ---- The work

  static final class Figures {
    long reached = 0;
    long farthest = 0;
    long steps = 0;
    long regions = 0;
    long triangles = 0;
    long closed = 0;
    long ranks = 0;
    String best = "";

    void measure(Country country) {
      for (int i = 0; i < 4; i++) {
        String start = country.anyTown().name;
        String goal = country.anyTown().name;
        Map<String, Integer> distances = distancesFrom(country, start);
        reached += distances.size();
        for (int distance : distances.values()) farthest = Math.max(farthest, distance);
        Integer between = roadsBetween(country, start, goal);
        steps += between == null ? 100 : between;
      }
      Parts parts = findRegions(country);
      regions += parts.count() * 1000 + parts.largest();
      triangles += countTriangles(country);
      Ranked highest = highestRank(country, 10);
      best = highest.name();
      ranks += (long) Math.floor(highest.rank() * 1000000);
    }
  }

  static String work(int rounds) {
    Figures figures = new Figures();
    for (int round = 1; round <= rounds; round++) {
      Country country = draw(400, round * 1000);
      figures.measure(country);
      figures.closed += country.closeRoads(700);
      figures.measure(country);
    }
    return figures.reached + " " + figures.farthest + " " + figures.steps + " " + figures.regions + " " + figures.triangles + " "
        + figures.closed + " " + figures.ranks + " " + figures.best;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
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
