// A simulation of discrete events: parcels move through a sorting office. Events wait in a binary heap, ordered by their time;
// the stations of the office are objects of several classes, each of which handles events in its own way.

// ---- Random numbers

/** The same numbers in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  below(limit) {
    this.state = this.state * 48271 % 2147483647;
    return this.state % limit;
  }

  /** From `low` up to `high`, both included. */
  between(low, high) { return low + this.below(high - low + 1); }

  /** About `mean` on average: mostly less, seldom much more. */
  waiting(mean) {
    let result = 1;
    for (let i = 0; i < 3; i++) result += this.below(mean);
    return this.below(8) === 0 ? result * 2 : Math.floor(result * 2 / 3);
  }
}

// ---- Events

const Kind = Object.freeze({ Arrival: 0, Finished: 1, Failure: 2, Repaired: 3 });

/** What is to happen at a station at some time. `number` keeps events of the same time in the order in which they were planned. */
class Event {
  constructor(time, number, station, kind, parcel) {
    this.time = time;
    this.number = number;
    this.station = station;
    this.kind = kind;
    this.parcel = parcel;
  }

  isBefore(other) { return this.time < other.time || (this.time === other.time && this.number < other.number); }
}

/** A binary heap: the parent of the event at i is at (i - 1) / 2. */
class EventQueue {
  constructor() { this.events = []; }

  add(event) {
    const events = this.events;
    let at = events.length;
    events.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = events[parent];
      if (!event.isBefore(above)) break;
      events[at] = above;
      at = parent;
    }
    events[at] = event;
  }

  removeFirst() {
    const events = this.events;
    const first = events[0];
    const last = events.pop();
    const count = events.length;
    if (count > 0) {
      let at = 0;
      while (2 * at + 1 < count) {
        let child = 2 * at + 1;
        if (child + 1 < count && events[child + 1].isBefore(events[child])) child += 1;
        if (!events[child].isBefore(last)) break;
        events[at] = events[child];
        at = child;
      }
      events[at] = last;
    }
    return first;
  }
}

// ---- Parcels

class Parcel {
  constructor(number, born, weight, goal) {
    this.number = number;
    this.born = born;
    this.weight = weight;
    this.goal = goal;
    this.next = null;
    this.steps = 0;
    this.returns = 0;
  }
}

/** Parcels that wait, first come, first served; a chain through `next`. */
class Line {
  constructor() {
    this.first = null;
    this.last = null;
    this.size = 0;
    this.longest = 0;
  }

  add(parcel) {
    parcel.next = null;
    if (this.last === null) this.first = parcel;
    else this.last.next = parcel;
    this.last = parcel;
    this.size += 1;
    if (this.size > this.longest) this.longest = this.size;
  }

  take() {
    const parcel = this.first;
    if (parcel === null) return null;
    this.first = parcel.next;
    if (this.first === null) this.last = null;
    this.size -= 1;
    return parcel;
  }
}

// ---- Stations

/** Its subclasses have `handle(event)`. */
class Station {
  constructor(office, name) {
    this.office = office;
    this.name = name;
    this.handled = 0;
  }

  /** How much waits here, for those who choose between stations. */
  load() { return 0; }
  report() { return this.handled; }
  plan(delay, kind, parcel) { this.office.plan(delay, this, kind, parcel); }
}

/** Makes parcels at random intervals and hands them to the next station. */
class Entrance extends Station {
  constructor(office, name, interval, next) {
    super(office, name);
    this.interval = interval;
    this.next = next;
  }

  handle(event) {
    this.handled += 1;
    const { office } = this, { random } = office;
    const parcel = new Parcel(this.handled, office.now, random.between(1, 30), random.below(office.goals));
    office.plan(random.between(1, 5), this.next, Kind.Arrival, parcel);
    this.plan(random.waiting(this.interval), Kind.Arrival, null);
  }
}

/** Some servers with one line in front of them. How long a parcel takes (`duration`) and where it goes (`leave`) is up to the kind of desk. */
class Desk extends Station {
  constructor(office, name, servers) {
    super(office, name);
    this.line = new Line();
    this.busy = 0;
    this.open = servers;
  }

  load() { return this.line.size + this.busy; }
  report() { return this.handled * 31 + this.line.longest; }

  handle(event) {
    switch (event.kind) {
      case Kind.Arrival:
        this.line.add(event.parcel);
        break;
      case Kind.Finished:
        this.busy -= 1;
        this.handled += 1;
        this.leave(event.parcel);
        break;
      case Kind.Failure:
        this.open -= 1;
        this.plan(this.office.random.waiting(400), Kind.Repaired, null);
        break;
      case Kind.Repaired:
        this.open += 1;
        this.plan(this.office.random.waiting(4000), Kind.Failure, null);
        break;
    }
    this.serve();
  }

  serve() {
    while (this.busy < this.open) {
      const parcel = this.line.take();
      if (parcel === null) break;
      this.busy += 1;
      parcel.steps += 1;
      this.plan(this.duration(parcel), Kind.Finished, parcel);
    }
  }
}

/** Weighs parcels; all take about the same time. */
class Scale extends Desk {
  constructor(office, name, servers, next) {
    super(office, name, servers);
    this.next = next;
  }

  duration(parcel) { return this.office.random.between(8, 12); }
  leave(parcel) { this.office.plan(2, this.next, Kind.Arrival, parcel); }
}

/** Looks into parcels. Heavy ones take longer; some are sent back to be weighed again. */
class Inspection extends Desk {
  constructor(office, name, servers, next) {
    super(office, name, servers);
    this.next = next;
    this.before = null;
    this.rejected = 0;
  }

  duration(parcel) { return 5 + parcel.weight + this.office.random.below(10); }

  leave(parcel) {
    const { office, before } = this;
    if (before !== null && parcel.returns < 3 && office.random.below(100) < 7) {
      parcel.returns += 1;
      this.rejected += 1;
      office.plan(15, before, Kind.Arrival, parcel);
    } else {
      office.plan(3, this.next, Kind.Arrival, parcel);
    }
  }

  report() { return super.report() * 7 + this.rejected; }
}

/** Brings parcels away; a van takes time for the way. */
class Delivery extends Desk {
  constructor(office, name, servers, distance, exit) {
    super(office, name, servers);
    this.distance = distance;
    this.exit = exit;
  }

  duration(parcel) { return this.distance + this.office.random.below(this.distance); }
  leave(parcel) { this.office.plan(1, this.exit, Kind.Arrival, parcel); }
}

/** Hands each parcel at once to the least loaded of several stations. */
class Switch extends Station {
  constructor(office, name, choices) {
    super(office, name);
    this.choices = choices;
  }

  handle(event) {
    this.handled += 1;
    let best = this.choices[0];
    for (const choice of this.choices) if (choice.load() < best.load()) best = choice;
    this.office.plan(1, best, Kind.Arrival, event.parcel);
  }
}

/** Hands each parcel to the station of its goal. */
class Sorter extends Station {
  constructor(office, name, ways) {
    super(office, name);
    this.ways = ways;
  }

  handle(event) {
    const parcel = event.parcel;
    this.handled += 1;
    parcel.steps += 1;
    this.office.plan(1, this.ways[parcel.goal], Kind.Arrival, parcel);
  }
}

/** Where parcels leave; keeps the figures. */
class Exit extends Station {
  constructor(office, name) {
    super(office, name);
    this.total = 0;
    this.slowest = 0;
    this.steps = 0;
  }

  handle(event) {
    const parcel = event.parcel;
    this.handled += 1;
    const age = this.office.now - parcel.born;
    this.total += age;
    if (age > this.slowest) this.slowest = age;
    this.steps += parcel.steps;
  }

  report() { return this.handled * 13 + this.steps + this.slowest; }
}

// ---- The office

class Office {
  constructor(seed) {
    this.random = new Generator(seed);
    this.queue = new EventQueue();
    this.stations = [];
    this.goals = 6;
    this.now = 0;
    this.planned = 0;
    this.events = 0;
  }

  add(station) {
    this.stations.push(station);
    return station;
  }

  plan(delay, station, kind, parcel) {
    this.planned += 1;
    this.queue.add(new Event(this.now + delay, this.planned, station, kind, parcel));
  }

  run(until) {
    while (true) {
      const event = this.queue.removeFirst();
      if (event.time > until) break;
      this.now = event.time;
      this.events += 1;
      event.station.handle(event);
    }
  }
}

/** Builds an office from its exit to its entrances, and lets it work. */
function simulate(seed) {
  const office = new Office(seed);
  const exit = office.add(new Exit(office, "exit"));
  const ways = [];
  for (let i = 0; i < office.goals; i++) ways.push(office.add(new Delivery(office, `delivery ${i}`, 3 + i, 40 + 15 * i, exit)));
  const sorter = office.add(new Sorter(office, "sorter", ways));
  const inspections = [], scales = [];
  for (let i = 0; i < 4; i++) inspections.push(office.add(new Inspection(office, `inspection ${i}`, 2, sorter)));
  const inspectionSwitch = office.add(new Switch(office, "to the inspections", inspections));
  for (let i = 0; i < 3; i++) scales.push(office.add(new Scale(office, `scale ${i}`, 1 + i % 2, inspectionSwitch)));
  const scaleSwitch = office.add(new Switch(office, "to the scales", scales));
  for (const station of inspections) {
    station.before = scaleSwitch;
    office.plan(1000, station, Kind.Failure, null);
  }
  for (let i = 0; i < 5; i++) {
    office.plan(1 + i, office.add(new Entrance(office, `entrance ${i}`, 18 + 4 * i, scaleSwitch)), Kind.Arrival, null);
  }
  office.run(20000);
  return office;
}

// ---- The work

function work(rounds) {
  let events = 0, parcels = 0, waiting = 0, sum = 0;
  for (let round = 1; round <= rounds; round++) {
    const office = simulate(round);
    events += office.events;
    waiting += office.queue.events.length;
    for (const station of office.stations) {
      if (station instanceof Exit) parcels += station.handled;
      sum = (sum * 31 + station.name.length + station.report()) % 1000003;
    }
  }
  return `${events} ${parcels} ${waiting} ${sum}`;
}

// Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
const [rounds = 80, times] = process.argv.slice(2).map(Number);
let result = "";
for (let i = 0; i < (times ?? 1); i++) {
  const start = performance.now();
  result = work(rounds);
  if (times !== undefined) console.error(Math.floor(performance.now() - start));
}
console.log(result);
