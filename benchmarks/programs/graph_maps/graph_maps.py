"""A map of roads between towns, held in hash maps: by name for ways through it, by number for its parts and its ranks. Each
round draws another map, looks for shortest ways, joins towns into regions, counts triangles, ranks the towns, and takes
roads away again."""
import sys
import time
from math import floor

# ---- Random numbers


class Generator:
    """The same numbers in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit


# ---- The map of roads

BEGINNINGS = ["Ander", "Birken", "Dorn", "Eichen", "Fels", "Grau", "Hohen", "Linden", "Moor", "Ober", "Rosen", "Stein", "Unter", "Wald"]
ENDS = ["au", "bach", "berg", "burg", "dorf", "feld", "furt", "hausen", "heim", "hof", "kirchen", "rode", "see", "tal"]


class Town:
    def __init__(self, number, name, x, y):
        self.number = number
        self.name = name
        self.x = x
        self.y = y
        # The lengths of the roads to other towns, by name.
        self.roads = {}


class Country:
    def __init__(self, random):
        self.random = random
        self.towns = []
        self.by_name = {}

    def found(self):
        """A new town with a name that no other has."""
        random, towns, by_name = self.random, self.towns, self.by_name
        plain = BEGINNINGS[random.below(len(BEGINNINGS))] + ENDS[random.below(len(ENDS))]
        name = plain
        count = 1
        while name in by_name:
            count += 1
            name = f"{plain} {count}"
        town = Town(len(towns), name, random.below(1000), random.below(1000))
        towns.append(town)
        by_name[name] = town
        return town

    def connect(self, a, b):
        if a is b:
            return
        length = abs(a.x - b.x) + abs(a.y - b.y) + 1
        a.roads[b.name] = length
        b.roads[a.name] = length

    def close_roads(self, longest):
        """Takes away all roads that are longer than that; says how many."""
        closed = 0
        for town in self.towns:
            closing = [name for name, length in town.roads.items() if length > longest]
            for name in closing:
                del town.roads[name]
                del self.by_name[name].roads[town.name]
                closed += 1
        return closed

    def any_town(self):
        return self.towns[self.random.below(len(self.towns))]


def draw(size, seed):
    """A country in which most towns have roads to some towns that were there before them."""
    random = Generator(seed)
    country = Country(random)
    for i in range(size):
        town = country.found()
        if i > 0 and random.below(20) > 0:
            for _ in range(random.below(4) + 1):
                country.connect(town, country.towns[random.below(i)])
    return country


# ---- Shortest ways


class Stop:
    def __init__(self, distance, town):
        self.distance = distance
        self.town = town

    def is_before(self, other):
        return self.distance < other.distance or (self.distance == other.distance and self.town < other.town)


class StopQueue:
    """A binary heap: the parent of the stop at i is at (i - 1) / 2."""

    def __init__(self):
        self.stops = []

    def add(self, stop):
        stops = self.stops
        at = len(stops)
        stops.append(stop)
        while at > 0 and stop.is_before(stops[(at - 1) // 2]):
            stops[at] = stops[(at - 1) // 2]
            at = (at - 1) // 2
        stops[at] = stop

    def remove_first(self):
        stops = self.stops
        first = stops[0]
        last = stops.pop()
        count = len(stops)
        if count > 0:
            at = 0
            while 2 * at + 1 < count:
                child = 2 * at + 1
                if child + 1 < count and stops[child + 1].is_before(stops[child]):
                    child += 1
                if not stops[child].is_before(last):
                    break
                stops[at] = stops[child]
                at = child
            stops[at] = last
        return first


def distances_from(country, start):
    """How far it is from a town to each that can be reached."""
    distances = {start: 0}
    queue = StopQueue()
    queue.add(Stop(0, start))
    while queue.stops:
        stop = queue.remove_first()
        if stop.distance == distances[stop.town]:
            for name, length in country.by_name[stop.town].roads.items():
                distance = stop.distance + length
                known = distances.get(name)
                if known is None or distance < known:
                    distances[name] = distance
                    queue.add(Stop(distance, name))
    return distances


def roads_between(country, start, goal):
    """How many roads it takes at least to come from one town to another, or None if there is no way."""
    steps = {start: 0}
    border = [start]
    while border:
        following = []
        for name in border:
            if name == goal:
                return steps[name]
            for neighbour in country.by_name[name].roads:
                if neighbour not in steps:
                    steps[neighbour] = steps[name] + 1
                    following.append(neighbour)
        border = following
    return None


# ---- Regions


class Regions:
    """Towns by number, each with another one of its region, up to the one that stands for the region."""

    def __init__(self):
        self.parents = {}
        self.sizes = {}

    def find(self, number):
        parents = self.parents
        root = number
        above = parents.get(root, root)
        while above != root:
            # Shortens the way for the next time.
            following = parents.get(above, above)
            parents[root] = following
            root = above
            above = following
        return root

    def join(self, a, b):
        first, second = self.find(a), self.find(b)
        if first == second:
            return
        first_size, second_size = self.sizes.get(first, 1), self.sizes.get(second, 1)
        small, large = (first, second) if first_size < second_size else (second, first)
        self.parents[small] = large
        self.sizes[large] = first_size + second_size
        self.sizes.pop(small, None)


def find_regions(country):
    """How many regions there are, and how many towns the largest has."""
    regions = Regions()
    for town in country.towns:
        for name in town.roads:
            regions.join(town.number, country.by_name[name].number)
    counts = {}
    for town in country.towns:
        region = regions.find(town.number)
        counts[region] = counts.get(region, 0) + 1
    return len(counts), max(counts.values())


# ---- Triangles


def count_triangles(country):
    """How many sets of three towns there are with roads between all of them."""
    count = 0
    for town in country.towns:
        for second in town.roads:
            if town.name < second:
                roads = country.by_name[second].roads
                for third in town.roads:
                    if second < third and third in roads:
                        count += 1
    return count


# ---- Ranks


def highest_rank(country, times):
    """Each town hands its rank on along its roads, some times; which town has the highest then, and how high it is."""
    neighbours = {}
    ranks = {}
    for town in country.towns:
        neighbours[town.number] = [country.by_name[name].number for name in town.roads]
        ranks[town.number] = 1.0
    for _ in range(times):
        following = {}
        for town in country.towns:
            share = ranks[town.number] * 0.85
            numbers = neighbours[town.number]
            for number in numbers:
                following[number] = following.get(number, 0.15) + share / len(numbers)
        for town in country.towns:
            if town.number not in following:
                following[town.number] = 0.15
        ranks = following
    best = country.towns[0]
    for town in country.towns:
        if ranks[town.number] > ranks[best.number]:
            best = town
    return best.name, ranks[best.number]


# ---- The work


class Figures:
    def __init__(self):
        self.reached = 0
        self.farthest = 0
        self.steps = 0
        self.regions = 0
        self.triangles = 0
        self.closed = 0
        self.ranks = 0
        self.best = ""

    def measure(self, country):
        for _ in range(4):
            start = country.any_town().name
            goal = country.any_town().name
            distances = distances_from(country, start)
            self.reached += len(distances)
            self.farthest = max(self.farthest, max(distances.values()))
            between = roads_between(country, start, goal)
            self.steps += 100 if between is None else between
        count, largest = find_regions(country)
        self.regions += count * 1000 + largest
        self.triangles += count_triangles(country)
        name, rank = highest_rank(country, 10)
        self.best = name
        self.ranks += floor(rank * 1000000)


def work(rounds):
    figures = Figures()
    for number in range(1, rounds + 1):
        country = draw(400, number * 1000)
        figures.measure(country)
        figures.closed += country.close_roads(700)
        figures.measure(country)
    return (f"{figures.reached} {figures.farthest} {figures.steps} {figures.regions} {figures.triangles} {figures.closed} "
            f"{figures.ranks} {figures.best}")


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
