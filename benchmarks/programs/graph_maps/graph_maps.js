// A map of roads between towns, held in hash maps: by name for ways through it, by number for its parts and its ranks. Each
// round draws another map, looks for shortest ways, joins towns into regions, counts triangles, ranks the towns, and takes
// roads away again.

// ---- Random numbers

/** The same numbers in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  below(limit) {
    this.state = this.state * 48271 % 2147483647;
    return this.state % limit;
  }
}

// ---- The map of roads

const beginnings = ["Ander", "Birken", "Dorn", "Eichen", "Fels", "Grau", "Hohen", "Linden", "Moor", "Ober", "Rosen", "Stein", "Unter", "Wald"];
const ends = ["au", "bach", "berg", "burg", "dorf", "feld", "furt", "hausen", "heim", "hof", "kirchen", "rode", "see", "tal"];

class Town {
  constructor(number, name, x, y) {
    this.number = number;
    this.name = name;
    this.x = x;
    this.y = y;
    // The lengths of the roads to other towns, by name.
    this.roads = new Map();
  }
}

class Country {
  constructor(random) {
    this.random = random;
    this.towns = [];
    this.byName = new Map();
  }

  /** A new town with a name that no other has. */
  found() {
    const { random, towns, byName } = this;
    const plain = beginnings[random.below(beginnings.length)] + ends[random.below(ends.length)];
    let name = plain;
    let count = 1;
    while (byName.has(name)) {
      count += 1;
      name = `${plain} ${count}`;
    }
    const town = new Town(towns.length, name, random.below(1000), random.below(1000));
    towns.push(town);
    byName.set(name, town);
    return town;
  }

  connect(a, b) {
    if (a === b) return;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + 1;
    a.roads.set(b.name, length);
    b.roads.set(a.name, length);
  }

  /** Takes away all roads that are longer than that; says how many. */
  closeRoads(longest) {
    let closed = 0;
    for (const town of this.towns) {
      const closing = [];
      for (const [name, length] of town.roads) if (length > longest) closing.push(name);
      for (const name of closing) {
        town.roads.delete(name);
        this.byName.get(name).roads.delete(town.name);
        closed += 1;
      }
    }
    return closed;
  }

  anyTown() { return this.towns[this.random.below(this.towns.length)]; }
}

/** A country in which most towns have roads to some towns that were there before them. */
function draw(size, seed) {
  const random = new Generator(seed);
  const country = new Country(random);
  for (let i = 0; i < size; i++) {
    const town = country.found();
    if (i > 0 && random.below(20) > 0) {
      const last = random.below(4);
      for (let k = 0; k <= last; k++) country.connect(town, country.towns[random.below(i)]);
    }
  }
  return country;
}

// ---- Shortest ways

class Stop {
  constructor(distance, town) {
    this.distance = distance;
    this.town = town;
  }

  isBefore(other) { return this.distance < other.distance || (this.distance === other.distance && this.town < other.town); }
}

/** A binary heap: the parent of the stop at i is at (i - 1) / 2. */
class StopQueue {
  constructor() { this.stops = []; }

  add(stop) {
    const stops = this.stops;
    let at = stops.length;
    stops.push(stop);
    while (at > 0 && stop.isBefore(stops[(at - 1) >> 1])) {
      stops[at] = stops[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    stops[at] = stop;
  }

  removeFirst() {
    const stops = this.stops;
    const first = stops[0];
    const last = stops.pop();
    const count = stops.length;
    if (count > 0) {
      let at = 0;
      while (2 * at + 1 < count) {
        let child = 2 * at + 1;
        if (child + 1 < count && stops[child + 1].isBefore(stops[child])) child += 1;
        if (!stops[child].isBefore(last)) break;
        stops[at] = stops[child];
        at = child;
      }
      stops[at] = last;
    }
    return first;
  }
}

/** How far it is from a town to each that can be reached. */
function distancesFrom(country, start) {
  const distances = new Map();
  const queue = new StopQueue();
  distances.set(start, 0);
  queue.add(new Stop(0, start));
  while (queue.stops.length > 0) {
    const stop = queue.removeFirst();
    if (stop.distance === distances.get(stop.town)) {
      for (const [name, length] of country.byName.get(stop.town).roads) {
        const distance = stop.distance + length;
        const known = distances.get(name);
        if (known === undefined || distance < known) {
          distances.set(name, distance);
          queue.add(new Stop(distance, name));
        }
      }
    }
  }
  return distances;
}

/** How many roads it takes at least to come from one town to another, or null if there is no way. */
function roadsBetween(country, start, goal) {
  const steps = new Map();
  let border = [start];
  steps.set(start, 0);
  while (border.length > 0) {
    const next = [];
    for (const name of border) {
      if (name === goal) return steps.get(name);
      for (const neighbour of country.byName.get(name).roads.keys()) {
        if (!steps.has(neighbour)) {
          steps.set(neighbour, steps.get(name) + 1);
          next.push(neighbour);
        }
      }
    }
    border = next;
  }
  return null;
}

// ---- Regions

/** Towns by number, each with another one of its region, up to the one that stands for the region. */
class Regions {
  constructor() {
    this.parents = new Map();
    this.sizes = new Map();
  }

  find(number) {
    const parents = this.parents;
    let root = number;
    let above = parents.get(root) ?? root;
    while (above !== root) {
      // Shortens the way for the next time.
      const next = parents.get(above) ?? above;
      parents.set(root, next);
      root = above;
      above = next;
    }
    return root;
  }

  join(a, b) {
    const first = this.find(a), second = this.find(b);
    if (first === second) return;
    const firstSize = this.sizes.get(first) ?? 1, secondSize = this.sizes.get(second) ?? 1;
    const [small, large] = firstSize < secondSize ? [first, second] : [second, first];
    this.parents.set(small, large);
    this.sizes.set(large, firstSize + secondSize);
    this.sizes.delete(small);
  }
}

/** How many regions there are, and how many towns the largest has. */
function findRegions(country) {
  const regions = new Regions();
  for (const town of country.towns) {
    for (const name of town.roads.keys()) regions.join(town.number, country.byName.get(name).number);
  }
  const counts = new Map();
  for (const town of country.towns) {
    const region = regions.find(town.number);
    counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  let largest = 0;
  for (const count of counts.values()) if (count > largest) largest = count;
  return [counts.size, largest];
}

// ---- Triangles

/** How many sets of three towns there are with roads between all of them. */
function countTriangles(country) {
  let count = 0;
  for (const town of country.towns) {
    for (const second of town.roads.keys()) {
      if (town.name < second) {
        const roads = country.byName.get(second).roads;
        for (const third of town.roads.keys()) if (second < third && roads.has(third)) count += 1;
      }
    }
  }
  return count;
}

// ---- Ranks

/** Each town hands its rank on along its roads, some times; which town has the highest then, and how high it is. */
function highestRank(country, times) {
  const neighbours = new Map();
  let ranks = new Map();
  for (const town of country.towns) {
    const numbers = [];
    for (const name of town.roads.keys()) numbers.push(country.byName.get(name).number);
    neighbours.set(town.number, numbers);
    ranks.set(town.number, 1);
  }
  for (let i = 0; i < times; i++) {
    const next = new Map();
    for (const town of country.towns) {
      const share = ranks.get(town.number) * 0.85;
      const numbers = neighbours.get(town.number);
      for (const number of numbers) next.set(number, (next.get(number) ?? 0.15) + share / numbers.length);
    }
    for (const town of country.towns) if (!next.has(town.number)) next.set(town.number, 0.15);
    ranks = next;
  }
  let best = country.towns[0];
  for (const town of country.towns) if (ranks.get(town.number) > ranks.get(best.number)) best = town;
  return [best.name, ranks.get(best.number)];
}

// ---- The work

class Figures {
  constructor() {
    this.reached = 0;
    this.farthest = 0;
    this.steps = 0;
    this.regions = 0;
    this.triangles = 0;
    this.closed = 0;
    this.ranks = 0;
    this.best = "";
  }

  measure(country) {
    for (let i = 0; i < 4; i++) {
      const start = country.anyTown().name;
      const goal = country.anyTown().name;
      const distances = distancesFrom(country, start);
      this.reached += distances.size;
      for (const distance of distances.values()) if (distance > this.farthest) this.farthest = distance;
      this.steps += roadsBetween(country, start, goal) ?? 100;
    }
    const [count, largest] = findRegions(country);
    this.regions += count * 1000 + largest;
    this.triangles += countTriangles(country);
    const [name, rank] = highestRank(country, 10);
    this.best = name;
    this.ranks += Math.floor(rank * 1000000);
  }
}

function work(rounds) {
  const figures = new Figures();
  for (let round = 1; round <= rounds; round++) {
    const country = draw(400, round * 1000);
    figures.measure(country);
    figures.closed += country.closeRoads(700);
    figures.measure(country);
  }
  return `${figures.reached} ${figures.farthest} ${figures.steps} ${figures.regions} ${figures.triangles} ${figures.closed} ` +
    `${figures.ranks} ${figures.best}`;
}

// Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
const [rounds = 100, times] = process.argv.slice(2).map(Number);
let result = "";
for (let i = 0; i < (times ?? 1); i++) {
  const start = performance.now();
  result = work(rounds);
  if (times !== undefined) console.error(Math.floor(performance.now() - start));
}
console.log(result);
