// A compressor that replaces what came before by references to it, after Lempel and Ziv. Places where the same three bytes
// stood are found through chains of hashes. Each round makes up a text, a log and a picture, packs and unpacks them, and
// compares.
//
// Packed data is a row of commands. A byte below 128 is followed by that many bytes, plus one, that are copied as they are;
// one from 128 on stands for that many bytes, less 125, which also stand as far back as the next two bytes say.

// ---- Random numbers

/** The same numbers in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  below(limit) {
    this.state = this.state * 48271 % 2147483647;
    return this.state % limit;
  }
}

// ---- Bytes that grow in number

class Buffer {
  constructor() {
    this.bytes = new Uint8Array(256);
    this.size = 0;
  }

  add(byte) {
    if (this.size === this.bytes.length) this.grow();
    this.bytes[this.size] = byte;
    this.size += 1;
  }

  addText(text) {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i));
  }

  grow() {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  at(index) { return this.bytes[index]; }
}

// ---- Packing

const shortest = 3;
const longest = 130;
const farthest = 32768;
const hashes = 8192;
const lookBack = 48;

class Packer {
  constructor(source) {
    this.source = source;
    this.output = new Buffer();
    // The last place with each hash, and for each place the one before it with the same hash; -1 if there is none.
    this.last = new Int32Array(hashes).fill(-1);
    this.before = new Int32Array(source.size).fill(-1);
    // The best match that was looked for last.
    this.length = 0;
    this.distance = 0;
  }

  pack() {
    const source = this.source;
    let at = 0, plainFrom = 0;
    while (at < source.size) {
      this.findMatch(at);
      if (this.length < shortest) {
        this.enter(at);
        at += 1;
      } else {
        const foundLength = this.length, foundDistance = this.distance;
        this.enter(at);
        // It may be better to wait for a longer match at the next byte.
        let isBetterNext = false;
        if (foundLength < 32 && at + 1 < source.size) {
          this.findMatch(at + 1);
          isBetterNext = this.length > foundLength + 1;
        }
        if (isBetterNext) {
          at += 1;
        } else {
          this.writePlain(plainFrom, at);
          this.writeMatch(foundLength, foundDistance);
          for (let i = at + 1; i < at + foundLength; i++) this.enter(i);
          at += foundLength;
          plainFrom = at;
        }
      }
    }
    this.writePlain(plainFrom, at);
    return this.output;
  }

  hash(at) {
    const source = this.source;
    return (source.at(at) * 961 + source.at(at + 1) * 31 + source.at(at + 2)) % hashes;
  }

  /** Puts a place in front of the chain of its hash. */
  enter(at) {
    if (at + shortest > this.source.size) return;
    const hash = this.hash(at);
    this.before[at] = this.last[hash];
    this.last[hash] = at;
  }

  /** Looks for the longest match of what stands at a place, among the places of the chain. */
  findMatch(at) {
    const source = this.source;
    this.length = 0;
    this.distance = 0;
    if (at + shortest > source.size) return;
    const most = Math.min(source.size - at, longest);
    let place = this.last[this.hash(at)];
    let left = lookBack;
    while (place >= 0 && left > 0 && at - place < farthest) {
      // Only if the byte behind the best match is right can this one be longer.
      if (this.length < most && source.at(place + this.length) === source.at(at + this.length)) {
        const same = this.sameBytes(place, at, most);
        if (same > this.length) {
          this.length = same;
          this.distance = at - place;
        }
      }
      place = this.before[place];
      left -= 1;
    }
  }

  sameBytes(place, at, most) {
    const source = this.source;
    let count = 0;
    while (count < most && source.at(place + count) === source.at(at + count)) count += 1;
    return count;
  }

  writePlain(from, to) {
    const { source, output } = this;
    let at = from;
    while (at < to) {
      const count = Math.min(to - at, 128);
      output.add(count - 1);
      for (let i = at; i < at + count; i++) output.add(source.at(i));
      at += count;
    }
  }

  writeMatch(length, distance) {
    this.output.add(length + 125);
    this.output.add(distance >> 8);
    this.output.add(distance % 256);
  }
}

// ---- Unpacking

function unpack(packed) {
  const output = new Buffer();
  let at = 0;
  while (at < packed.size) {
    const command = packed.at(at);
    if (command < 128) {
      for (let i = at + 1; i <= at + 1 + command; i++) output.add(packed.at(i));
      at += command + 2;
    } else {
      const distance = packed.at(at + 1) * 256 + packed.at(at + 2);
      if (distance === 0 || distance > output.size) throw new Error("a reference to what is not there");
      // The part may overlap what it makes, so it goes byte by byte.
      for (let i = 0; i < command - 125; i++) output.add(output.at(output.size - distance));
      at += 3;
    }
  }
  return output;
}

// ---- Making up data

const syllables = ["an", "be", "co", "da", "el", "fo", "gu", "hi", "in", "ka", "lo", "mi", "no", "or", "pe", "qua", "ri", "so", "tu", "ver"];

/** Words of which the first ones are the most frequent. */
function makeText(random, size) {
  const words = [];
  for (let i = 0; i < 600; i++) {
    let word = "";
    const last = random.below(4);
    for (let k = 0; k <= last; k++) word += syllables[random.below(syllables.length)];
    words.push(word);
  }
  const buffer = new Buffer();
  while (buffer.size < size) {
    buffer.addText(words[random.below(random.below(words.length) + 1)]);
    buffer.addText(random.below(9) === 0 ? ". " : " ");
  }
  return buffer;
}

/** Lines that resemble each other. */
function makeLog(random, size) {
  const buffer = new Buffer();
  let time = 1000000;
  while (buffer.size < size) {
    time += random.below(50);
    buffer.addText(`${time} host${random.below(4)} GET /page/${random.below(30)}/item?id=${random.below(5000)} `);
    buffer.addText(random.below(20) === 0 ? "404 0\n" : `200 ${random.below(90000)}\n`);
  }
  return buffer;
}

/** Bytes that go slowly up and down, with some noise. */
function makePicture(random, size) {
  const buffer = new Buffer();
  let level = 128;
  while (buffer.size < size) {
    if (random.below(6) === 0) level = (level + random.below(9) + 252) % 256;
    const last = random.below(12);
    for (let i = 0; i <= last; i++) buffer.add(level);
    if (random.below(10) === 0) buffer.add(random.below(256));
  }
  return buffer;
}

// ---- The work

function checksum(buffer) {
  let low = 1, high = 0;
  for (let i = 0; i < buffer.size; i++) {
    low = (low + buffer.at(i)) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

class Figures {
  constructor() {
    this.plain = 0;
    this.packed = 0;
    this.sum = 0;
  }

  measure(source) {
    const output = new Packer(source).pack();
    const back = unpack(output);
    if (back.size !== source.size || checksum(back) !== checksum(source)) throw new Error("the bytes differ");
    for (let i = 0; i < source.size; i++) if (back.at(i) !== source.at(i)) throw new Error(`the bytes differ at ${i}`);
    this.plain += source.size;
    this.packed += output.size;
    this.sum = (this.sum * 31 + checksum(output)) % 1000000007;
  }
}

function work(rounds) {
  const figures = new Figures();
  for (let round = 1; round <= rounds; round++) {
    const random = new Generator(round * 1000);
    figures.measure(makeText(random, 20000));
    figures.measure(makeLog(random, 20000));
    figures.measure(makePicture(random, 20000));
  }
  return `${figures.plain} ${figures.packed} ${figures.sum}`;
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
