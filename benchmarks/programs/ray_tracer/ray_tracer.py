"""A ray tracer: balls and planes with mirrors, shadows and a chequered floor, drawn with vectors that are small immutable
objects. What is printed is the sum of all colours and a checksum of the pixels."""
import sys
import time
from math import floor, sqrt

# ---- Vectors


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other):
        return Vector(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z, self.x * other.y - self.y * other.x)

    def scaled_by(self, other):
        """Each part times the same part of the other: light on a colour."""
        return Vector(self.x * other.x, self.y * other.y, self.z * other.z)

    def length(self):
        return sqrt(self.dot(self))

    def unit(self):
        return self * (1 / self.length())

    def reflected_at(self, normal):
        """How light in this direction goes on from a mirror."""
        return self - normal * (2 * self.dot(normal))


class Ray:
    def __init__(self, start, direction):
        self.start = start
        self.direction = direction

    def at(self, distance):
        return self.start + self.direction * distance


# ---- Surfaces: they have a colour and a mirror at each point, and a gloss: how small and bright the image of a light is.


class Plain:
    def __init__(self, colour, mirror, shine):
        self.colour = colour
        self.mirror = mirror
        self.shine = shine

    def colour_at(self, point):
        return self.colour

    def mirror_at(self, point):
        return self.mirror

    def gloss(self):
        return self.shine


class Chequered:
    def __init__(self, first, second, size):
        self.first = first
        self.second = second
        self.size = size

    def is_first(self, point):
        return (floor(point.x / self.size) + floor(point.z / self.size)) % 2 == 0

    def colour_at(self, point):
        return self.first if self.is_first(point) else self.second

    def mirror_at(self, point):
        return 0.1 if self.is_first(point) else 0.4

    def gloss(self):
        return 4


# ---- Things: `distance_on` says how far along the ray one is hit, or FAR_AWAY.

FAR_AWAY = 1000000000.0
TINY = 0.000001


class Ball:
    def __init__(self, center, radius, surface):
        self.surface = surface
        self.center = center
        self.radius = radius

    def distance_on(self, ray):
        offset = self.center - ray.start
        middle = offset.dot(ray.direction)
        rest = self.radius * self.radius - (offset.dot(offset) - middle * middle)
        if rest < 0:
            return FAR_AWAY
        half = sqrt(rest)
        if middle - half > TINY:
            return middle - half
        return middle + half if middle + half > TINY else FAR_AWAY

    def normal_at(self, point):
        return (point - self.center).unit()


class Plane:
    def __init__(self, normal, offset, surface):
        self.surface = surface
        self.normal = normal
        self.offset = offset

    def distance_on(self, ray):
        slope = self.normal.dot(ray.direction)
        if abs(slope) < TINY:
            return FAR_AWAY
        distance = (self.offset - self.normal.dot(ray.start)) / slope
        return distance if distance > TINY else FAR_AWAY

    def normal_at(self, point):
        return self.normal


class Light:
    def __init__(self, place, colour):
        self.place = place
        self.colour = colour


class Camera:
    def __init__(self, place, goal):
        self.place = place
        self.forward = (goal - place).unit()
        self.right = self.forward.cross(Vector(0.0, 1.0, 0.0)).unit()
        self.up = self.right.cross(self.forward)

    def ray_through(self, x, y):
        """The ray through a point of the picture, whose parts go from -1 to 1."""
        return Ray(self.place, (self.forward * 1.5 + self.right * x + self.up * y).unit())


# ---- The scene


class Hit:
    def __init__(self, thing, distance):
        self.thing = thing
        self.distance = distance


class Scene:
    def __init__(self, camera):
        self.camera = camera
        self.things = []
        self.lights = []
        self.background = Vector(0.2, 0.3, 0.5)
        self.deepest = 4

    def nearest(self, ray):
        best = None
        distance = FAR_AWAY
        for thing in self.things:
            here = thing.distance_on(ray)
            if here < distance:
                best = thing
                distance = here
        return None if best is None else Hit(best, distance)

    def is_between(self, point, direction, distance):
        ray = Ray(point, direction)
        for thing in self.things:
            if thing.distance_on(ray) < distance:
                return True
        return False

    def colour_of(self, ray, depth):
        hit = self.nearest(ray)
        if hit is None:
            return self.background
        point = ray.at(hit.distance)
        surface = hit.thing.surface
        outward = hit.thing.normal_at(point)
        normal = outward if outward.dot(ray.direction) < 0 else outward * -1.0
        above = point + normal * 0.0001
        reflected = ray.direction.reflected_at(normal)
        colour = self.light_at(above, normal, reflected, surface)
        mirror = surface.mirror_at(point)
        if mirror == 0 or depth == self.deepest:
            return colour
        return colour * (1 - mirror) + self.colour_of(Ray(above, reflected), depth + 1) * mirror

    def light_at(self, point, normal, reflected, surface):
        """The light that comes to a point from the lights that can be seen from there, and some from everywhere."""
        own = surface.colour_at(point)
        total = own * 0.1
        for light in self.lights:
            way = light.place - point
            distance = way.length()
            direction = way * (1 / distance)
            slope = direction.dot(normal)
            if slope > 0 and not self.is_between(point, direction, distance):
                total = total + own.scaled_by(light.colour) * slope
                image = direction.dot(reflected)
                if image > 0:
                    total = total + light.colour * squared_times(image, surface.gloss())
        return total


def squared_times(x, times):
    result = x
    for _ in range(times):
        result = result * result
    return result


class Generator:
    """Random numbers, the same in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def next(self):
        """From 0 up to, without, 1."""
        self.state = self.state * 48271 % 2147483647
        return self.state / 2147483647


def build(seed):
    random = Generator(seed)
    scene = Scene(Camera(Vector(0.0, 3.0, -7.0), Vector(0.0, 1.0, 0.0)))
    scene.things.append(Plane(Vector(0.0, 1.0, 0.0), 0.0, Chequered(Vector(0.9, 0.9, 0.8), Vector(0.2, 0.1, 0.1), 1.0)))
    scene.things.append(Plane(Vector(0.0, 0.0, -1.0), -12.0, Plain(Vector(0.4, 0.5, 0.4), 0.0, 2)))
    for _ in range(9):
        radius = 0.3 + 0.7 * random.next()
        center = Vector(random.next() * 6 - 3, radius + random.next(), random.next() * 6 - 2)
        colour = Vector(0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next())
        scene.things.append(Ball(center, radius, Plain(colour, random.next() * 0.6, 5)))
    scene.lights.append(Light(Vector(-4.0, 6.0, -5.0), Vector(0.7, 0.7, 0.6)))
    scene.lights.append(Light(Vector(5.0, 4.0, -2.0), Vector(0.3, 0.3, 0.4)))
    scene.lights.append(Light(Vector(0.0, 8.0, 4.0), Vector(0.2, 0.2, 0.2)))
    return scene


# ---- The picture


class Picture:
    def __init__(self):
        self.brightness = 0
        self.sum = 7

    def add(self, part):
        value = 255 if part > 1 else floor(part * 255 + 0.5)
        self.brightness += value
        self.sum = (self.sum * 31 + value) % 16777213

    def draw(self, scene, width, height):
        for row in range(height):
            for column in range(width):
                x = (2 * column - width + 1) / height
                y = (height - 1 - 2 * row) / height
                colour = scene.colour_of(scene.camera.ray_through(x, y), 0)
                self.add(colour.x)
                self.add(colour.y)
                self.add(colour.z)


# ---- The work


def work(rounds):
    picture = Picture()
    for number in range(1, rounds + 1):
        picture.draw(build(number * 1000), 64, 48)
    return f"{picture.brightness} {picture.sum}"


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
