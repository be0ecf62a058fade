class Packet {
  constructor(number, hops) {
    this.number = number;
    this.hops = hops;
    this.next = null;
  }
}

class Task {
  constructor(number) {
    this.number = number;
    this.first = null;
    this.last = null;
    this.handled = 0;
  }
  receive(packet) {
    packet.next = null;
    const before = this.last;
    if (before === null) this.first = packet;
    else before.next = packet;
    this.last = packet;
  }
  takePacket() {
    const packet = this.first;
    if (packet !== null) {
      this.first = packet.next;
      if (this.first === null) this.last = null;
    }
    return packet;
  }
}

class Forwarder extends Task {
  constructor(number, target) {
    super(number);
    this.target = target;
  }
  handle(packet) {
    this.handled++;
    return this.target;
  }
}

class Counter extends Task {
  constructor(number, target) {
    super(number);
    this.target = target;
  }
  handle(packet) {
    this.handled++;
    packet.hops--;
    return packet.hops <= 0 ? -1 : this.target;
  }
}

class Splitter extends Task {
  constructor(number, even, odd) {
    super(number);
    this.even = even;
    this.odd = odd;
  }
  handle(packet) {
    this.handled++;
    return (packet.number + packet.hops) % 2 === 0 ? this.even : this.odd;
  }
}

function run(tasks, packets) {
  let left = packets, rounds = 0;
  while (left > 0) {
    rounds++;
    for (const task of tasks) {
      const packet = task.takePacket();
      if (packet !== null) {
        const target = task.handle(packet);
        if (target < 0) left--;
        else tasks[target].receive(packet);
      }
    }
  }
  return rounds;
}

const tasks = [
  new Forwarder(0, 1), new Splitter(1, 2, 3), new Forwarder(2, 4), new Forwarder(3, 5), new Counter(4, 0), new Counter(5, 0),
];
for (let i = 0; i < 20; i++) tasks[0].receive(new Packet(i, 100000));
console.log(`${run(tasks, 20)} rounds`);
for (const task of tasks) console.log(`task ${task.number}: ${task.handled}`);
