// A ray tracer: balls and planes with mirrors, shadows and a chequered floor, drawn with vectors that are small immutable
// objects. What is printed is the sum of all colours and a checksum of the pixels.

// ---- Vectors

class Vector {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  plus(other) { return new Vector(this.x + other.x, this.y + other.y, this.z + other.z); }
  minus(other) { return new Vector(this.x - other.x, this.y - other.y, this.z - other.z); }
  times(factor) { return new Vector(this.x * factor, this.y * factor, this.z * factor); }
  dot(other) { return this.x * other.x + this.y * other.y + this.z * other.z; }

  cross(other) {
    return new Vector(this.y * other.z - this.z * other.y, this.z * other.x - this.x * other.z, this.x * other.y - this.y * other.x);
  }

  /** Each part times the same part of the other: light on a colour. */
  scaledBy(other) { return new Vector(this.x * other.x, this.y * other.y, this.z * other.z); }
  length() { return Math.sqrt(this.dot(this)); }
  unit() { return this.times(1 / this.length()); }

  /** How light in this direction goes on from a mirror. */
  reflectedAt(normal) { return this.minus(normal.times(2 * this.dot(normal))); }
}

class Ray {
  constructor(start, direction) {
    this.start = start;
    this.direction = direction;
  }

  at(distance) { return this.start.plus(this.direction.times(distance)); }
}

// ---- Surfaces: they have a colour and a mirror at each point, and a gloss: how small and bright the image of a light is.

class Plain {
  constructor(colour, mirror, shine) {
    this.colour = colour;
    this.mirror = mirror;
    this.shine = shine;
  }

  colourAt(point) { return this.colour; }
  mirrorAt(point) { return this.mirror; }
  gloss() { return this.shine; }
}

class Chequered {
  constructor(first, second, size) {
    this.first = first;
    this.second = second;
    this.size = size;
  }

  isFirst(point) { return (Math.floor(point.x / this.size) + Math.floor(point.z / this.size)) % 2 === 0; }
  colourAt(point) { return this.isFirst(point) ? this.first : this.second; }
  mirrorAt(point) { return this.isFirst(point) ? 0.1 : 0.4; }
  gloss() { return 4; }
}

// ---- Things: `distanceOn` says how far along the ray one is hit, or `farAway`.

const farAway = 1000000000;
const tiny = 0.000001;

class Ball {
  constructor(center, radius, surface) {
    this.surface = surface;
    this.center = center;
    this.radius = radius;
  }

  distanceOn(ray) {
    const offset = this.center.minus(ray.start);
    const middle = offset.dot(ray.direction);
    const rest = this.radius * this.radius - (offset.dot(offset) - middle * middle);
    if (rest < 0) return farAway;
    const half = Math.sqrt(rest);
    if (middle - half > tiny) return middle - half;
    return middle + half > tiny ? middle + half : farAway;
  }

  normalAt(point) { return point.minus(this.center).unit(); }
}

class Plane {
  constructor(normal, offset, surface) {
    this.surface = surface;
    this.normal = normal;
    this.offset = offset;
  }

  distanceOn(ray) {
    const slope = this.normal.dot(ray.direction);
    if (Math.abs(slope) < tiny) return farAway;
    const distance = (this.offset - this.normal.dot(ray.start)) / slope;
    return distance > tiny ? distance : farAway;
  }

  normalAt(point) { return this.normal; }
}

class Light {
  constructor(place, colour) {
    this.place = place;
    this.colour = colour;
  }
}

class Camera {
  constructor(place, goal) {
    this.place = place;
    this.forward = goal.minus(place).unit();
    this.right = this.forward.cross(new Vector(0, 1, 0)).unit();
    this.up = this.right.cross(this.forward);
  }

  /** The ray through a point of the picture, whose parts go from -1 to 1. */
  rayThrough(x, y) {
    return new Ray(this.place, this.forward.times(1.5).plus(this.right.times(x)).plus(this.up.times(y)).unit());
  }
}

// ---- The scene

class Hit {
  constructor(thing, distance) {
    this.thing = thing;
    this.distance = distance;
  }
}

class Scene {
  constructor(camera) {
    this.camera = camera;
    this.things = [];
    this.lights = [];
    this.background = new Vector(0.2, 0.3, 0.5);
    this.deepest = 4;
  }

  nearest(ray) {
    let best = null;
    let distance = farAway;
    for (const thing of this.things) {
      const here = thing.distanceOn(ray);
      if (here < distance) {
        best = thing;
        distance = here;
      }
    }
    return best === null ? null : new Hit(best, distance);
  }

  isBetween(point, direction, distance) {
    const ray = new Ray(point, direction);
    for (const thing of this.things) if (thing.distanceOn(ray) < distance) return true;
    return false;
  }

  colourOf(ray, depth) {
    const hit = this.nearest(ray);
    if (hit === null) return this.background;
    const point = ray.at(hit.distance);
    const surface = hit.thing.surface;
    const outward = hit.thing.normalAt(point);
    const normal = outward.dot(ray.direction) < 0 ? outward : outward.times(-1);
    const above = point.plus(normal.times(0.0001));
    const reflected = ray.direction.reflectedAt(normal);
    const colour = this.lightAt(above, normal, reflected, surface);
    const mirror = surface.mirrorAt(point);
    if (mirror === 0 || depth === this.deepest) return colour;
    return colour.times(1 - mirror).plus(this.colourOf(new Ray(above, reflected), depth + 1).times(mirror));
  }

  /** The light that comes to a point from the lights that can be seen from there, and some from everywhere. */
  lightAt(point, normal, reflected, surface) {
    const own = surface.colourAt(point);
    let sum = own.times(0.1);
    for (const light of this.lights) {
      const way = light.place.minus(point);
      const distance = way.length();
      const direction = way.times(1 / distance);
      const slope = direction.dot(normal);
      if (slope > 0 && !this.isBetween(point, direction, distance)) {
        sum = sum.plus(own.scaledBy(light.colour).times(slope));
        const image = direction.dot(reflected);
        if (image > 0) sum = sum.plus(light.colour.times(squaredTimes(image, surface.gloss())));
      }
    }
    return sum;
  }
}

function squaredTimes(x, times) {
  let result = x;
  for (let i = 0; i < times; i++) result = result * result;
  return result;
}

/** Random numbers, the same in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  /** From 0 up to, without, 1. */
  next() {
    this.state = this.state * 48271 % 2147483647;
    return this.state / 2147483647;
  }
}

function build(seed) {
  const random = new Generator(seed);
  const scene = new Scene(new Camera(new Vector(0, 3, -7), new Vector(0, 1, 0)));
  scene.things.push(new Plane(new Vector(0, 1, 0), 0, new Chequered(new Vector(0.9, 0.9, 0.8), new Vector(0.2, 0.1, 0.1), 1)));
  scene.things.push(new Plane(new Vector(0, 0, -1), -12, new Plain(new Vector(0.4, 0.5, 0.4), 0, 2)));
  for (let i = 0; i < 9; i++) {
    const radius = 0.3 + 0.7 * random.next();
    const center = new Vector(random.next() * 6 - 3, radius + random.next(), random.next() * 6 - 2);
    const colour = new Vector(0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next());
    scene.things.push(new Ball(center, radius, new Plain(colour, random.next() * 0.6, 5)));
  }
  scene.lights.push(new Light(new Vector(-4, 6, -5), new Vector(0.7, 0.7, 0.6)));
  scene.lights.push(new Light(new Vector(5, 4, -2), new Vector(0.3, 0.3, 0.4)));
  scene.lights.push(new Light(new Vector(0, 8, 4), new Vector(0.2, 0.2, 0.2)));
  return scene;
}

// ---- The picture

class Picture {
  constructor() {
    this.brightness = 0;
    this.sum = 7;
  }

  add(part) {
    const value = part > 1 ? 255 : Math.floor(part * 255 + 0.5);
    this.brightness += value;
    this.sum = (this.sum * 31 + value) % 16777213;
  }

  draw(scene, width, height) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const x = (2 * column - width + 1) / height;
        const y = (height - 1 - 2 * row) / height;
        const colour = scene.colourOf(scene.camera.rayThrough(x, y), 0);
        this.add(colour.x);
        this.add(colour.y);
        this.add(colour.z);
      }
    }
  }
}

// ---- The work

function work(rounds) {
  const picture = new Picture();
  for (let round = 1; round <= rounds; round++) picture.draw(build(round * 1000), 64, 48);
  return `${picture.brightness} ${picture.sum}`;
}

// Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
const [rounds = 64, times] = process.argv.slice(2).map(Number);
let result = "";
for (let i = 0; i < (times ?? 1); i++) {
  const start = performance.now();
  result = work(rounds);
  if (times !== undefined) console.error(Math.floor(performance.now() - start));
}
console.log(result);
