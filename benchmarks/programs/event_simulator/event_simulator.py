"""A simulation of discrete events: parcels move through a sorting office. Events wait in a binary heap, ordered by their time;
the stations of the office are objects of several classes, each of which handles events in its own way."""
import sys
import time

# ---- Random numbers


class Generator:
    """The same numbers in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit

    def between(self, low, high):
        """From `low` up to `high`, both included."""
        return low + self.below(high - low + 1)

    def waiting(self, mean):
        """About `mean` on average: mostly less, seldom much more."""
        result = 1
        for _ in range(3):
            result += self.below(mean)
        return result * 2 if self.below(8) == 0 else result * 2 // 3


# ---- Events

ARRIVAL, FINISHED, FAILURE, REPAIRED = range(4)


class Event:
    """What is to happen at a station at some time. `number` keeps events of the same time in the order in which they were planned."""

    def __init__(self, time, number, station, kind, parcel):
        self.time = time
        self.number = number
        self.station = station
        self.kind = kind
        self.parcel = parcel

    def is_before(self, other):
        return self.time < other.time or (self.time == other.time and self.number < other.number)


class EventQueue:
    """A binary heap: the parent of the event at i is at (i - 1) / 2."""

    def __init__(self):
        self.events = []

    def add(self, event):
        events = self.events
        at = len(events)
        events.append(event)
        while at > 0:
            parent = (at - 1) // 2
            above = events[parent]
            if not event.is_before(above):
                break
            events[at] = above
            at = parent
        events[at] = event

    def remove_first(self):
        events = self.events
        first = events[0]
        last = events.pop()
        count = len(events)
        if count > 0:
            at = 0
            while 2 * at + 1 < count:
                child = 2 * at + 1
                if child + 1 < count and events[child + 1].is_before(events[child]):
                    child += 1
                if not events[child].is_before(last):
                    break
                events[at] = events[child]
                at = child
            events[at] = last
        return first


# ---- Parcels


class Parcel:
    def __init__(self, number, born, weight, goal):
        self.number = number
        self.born = born
        self.weight = weight
        self.goal = goal
        self.next = None
        self.steps = 0
        self.returns = 0


class Line:
    """Parcels that wait, first come, first served; a chain through `next`."""

    def __init__(self):
        self.first = None
        self.last = None
        self.size = 0
        self.longest = 0

    def add(self, parcel):
        parcel.next = None
        if self.last is None:
            self.first = parcel
        else:
            self.last.next = parcel
        self.last = parcel
        self.size += 1
        if self.size > self.longest:
            self.longest = self.size

    def take(self):
        parcel = self.first
        if parcel is None:
            return None
        self.first = parcel.next
        if self.first is None:
            self.last = None
        self.size -= 1
        return parcel


# ---- Stations


class Station:
    """Its subclasses have `handle(event)`."""

    def __init__(self, office, name):
        self.office = office
        self.name = name
        self.handled = 0

    def load(self):
        """How much waits here, for those who choose between stations."""
        return 0

    def report(self):
        return self.handled

    def plan(self, delay, kind, parcel):
        self.office.plan(delay, self, kind, parcel)


class Entrance(Station):
    """Makes parcels at random intervals and hands them to the next station."""

    def __init__(self, office, name, interval, next):
        super().__init__(office, name)
        self.interval = interval
        self.next = next

    def handle(self, event):
        self.handled += 1
        office = self.office
        random = office.random
        parcel = Parcel(self.handled, office.now, random.between(1, 30), random.below(office.goals))
        office.plan(random.between(1, 5), self.next, ARRIVAL, parcel)
        self.plan(random.waiting(self.interval), ARRIVAL, None)


class Desk(Station):
    """Some servers with one line in front of them. How long a parcel takes (`duration`) and where it goes (`leave`) is up to the
    kind of desk."""

    def __init__(self, office, name, servers):
        super().__init__(office, name)
        self.line = Line()
        self.busy = 0
        self.open = servers

    def load(self):
        return self.line.size + self.busy

    def report(self):
        return self.handled * 31 + self.line.longest

    def handle(self, event):
        if event.kind == ARRIVAL:
            self.line.add(event.parcel)
        elif event.kind == FINISHED:
            self.busy -= 1
            self.handled += 1
            self.leave(event.parcel)
        elif event.kind == FAILURE:
            self.open -= 1
            self.plan(self.office.random.waiting(400), REPAIRED, None)
        else:
            self.open += 1
            self.plan(self.office.random.waiting(4000), FAILURE, None)
        self.serve()

    def serve(self):
        while self.busy < self.open:
            parcel = self.line.take()
            if parcel is None:
                break
            self.busy += 1
            parcel.steps += 1
            self.plan(self.duration(parcel), FINISHED, parcel)


class Scale(Desk):
    """Weighs parcels; all take about the same time."""

    def __init__(self, office, name, servers, next):
        super().__init__(office, name, servers)
        self.next = next

    def duration(self, parcel):
        return self.office.random.between(8, 12)

    def leave(self, parcel):
        self.office.plan(2, self.next, ARRIVAL, parcel)


class Inspection(Desk):
    """Looks into parcels. Heavy ones take longer; some are sent back to be weighed again."""

    def __init__(self, office, name, servers, next):
        super().__init__(office, name, servers)
        self.next = next
        self.before = None
        self.rejected = 0

    def duration(self, parcel):
        return 5 + parcel.weight + self.office.random.below(10)

    def leave(self, parcel):
        office, before = self.office, self.before
        if before is not None and parcel.returns < 3 and office.random.below(100) < 7:
            parcel.returns += 1
            self.rejected += 1
            office.plan(15, before, ARRIVAL, parcel)
        else:
            office.plan(3, self.next, ARRIVAL, parcel)

    def report(self):
        return super().report() * 7 + self.rejected


class Delivery(Desk):
    """Brings parcels away; a van takes time for the way."""

    def __init__(self, office, name, servers, distance, exit):
        super().__init__(office, name, servers)
        self.distance = distance
        self.exit = exit

    def duration(self, parcel):
        return self.distance + self.office.random.below(self.distance)

    def leave(self, parcel):
        self.office.plan(1, self.exit, ARRIVAL, parcel)


class Switch(Station):
    """Hands each parcel at once to the least loaded of several stations."""

    def __init__(self, office, name, choices):
        super().__init__(office, name)
        self.choices = choices

    def handle(self, event):
        self.handled += 1
        best = self.choices[0]
        for choice in self.choices:
            if choice.load() < best.load():
                best = choice
        self.office.plan(1, best, ARRIVAL, event.parcel)


class Sorter(Station):
    """Hands each parcel to the station of its goal."""

    def __init__(self, office, name, ways):
        super().__init__(office, name)
        self.ways = ways

    def handle(self, event):
        parcel = event.parcel
        self.handled += 1
        parcel.steps += 1
        self.office.plan(1, self.ways[parcel.goal], ARRIVAL, parcel)


class Exit(Station):
    """Where parcels leave; keeps the figures."""

    def __init__(self, office, name):
        super().__init__(office, name)
        self.total = 0
        self.slowest = 0
        self.steps = 0

    def handle(self, event):
        parcel = event.parcel
        self.handled += 1
        age = self.office.now - parcel.born
        self.total += age
        if age > self.slowest:
            self.slowest = age
        self.steps += parcel.steps

    def report(self):
        return self.handled * 13 + self.steps + self.slowest


# ---- The office


class Office:
    def __init__(self, seed):
        self.random = Generator(seed)
        self.queue = EventQueue()
        self.stations = []
        self.goals = 6
        self.now = 0
        self.planned = 0
        self.events = 0

    def add(self, station):
        self.stations.append(station)
        return station

    def plan(self, delay, station, kind, parcel):
        self.planned += 1
        self.queue.add(Event(self.now + delay, self.planned, station, kind, parcel))

    def run(self, until):
        while True:
            event = self.queue.remove_first()
            if event.time > until:
                break
            self.now = event.time
            self.events += 1
            event.station.handle(event)


def simulate(seed):
    """Builds an office from its exit to its entrances, and lets it work."""
    office = Office(seed)
    exit = office.add(Exit(office, "exit"))
    ways = [office.add(Delivery(office, f"delivery {i}", 3 + i, 40 + 15 * i, exit)) for i in range(office.goals)]
    sorter = office.add(Sorter(office, "sorter", ways))
    inspections = [office.add(Inspection(office, f"inspection {i}", 2, sorter)) for i in range(4)]
    inspection_switch = office.add(Switch(office, "to the inspections", inspections))
    scales = [office.add(Scale(office, f"scale {i}", 1 + i % 2, inspection_switch)) for i in range(3)]
    scale_switch = office.add(Switch(office, "to the scales", scales))
    for station in inspections:
        station.before = scale_switch
        office.plan(1000, station, FAILURE, None)
    for i in range(5):
        office.plan(1 + i, office.add(Entrance(office, f"entrance {i}", 18 + 4 * i, scale_switch)), ARRIVAL, None)
    office.run(20000)
    return office


# ---- The work


def work(rounds):
    events = parcels = waiting = total = 0
    for number in range(1, rounds + 1):
        office = simulate(number)
        events += office.events
        waiting += len(office.queue.events)
        for station in office.stations:
            if isinstance(station, Exit):
                parcels += station.handled
            total = (total * 31 + len(station.name) + station.report()) % 1000003
    return f"{events} {parcels} {waiting} {total}"


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
