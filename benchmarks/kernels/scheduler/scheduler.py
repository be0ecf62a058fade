class Packet:
    __slots__ = ("number", "hops", "next")

    def __init__(self, number, hops):
        self.number = number
        self.hops = hops
        self.next = None


class Task:
    __slots__ = ("number", "first", "last", "handled")

    def __init__(self, number):
        self.number = number
        self.first = None
        self.last = None
        self.handled = 0

    def receive(self, packet):
        packet.next = None
        before = self.last
        if before is None:
            self.first = packet
        else:
            before.next = packet
        self.last = packet

    def take_packet(self):
        packet = self.first
        if packet is not None:
            self.first = packet.next
            if self.first is None:
                self.last = None
        return packet


class Forwarder(Task):
    __slots__ = ("target",)

    def __init__(self, number, target):
        super().__init__(number)
        self.target = target

    def handle(self, packet):
        self.handled += 1
        return self.target


class Counter(Task):
    __slots__ = ("target",)

    def __init__(self, number, target):
        super().__init__(number)
        self.target = target

    def handle(self, packet):
        self.handled += 1
        packet.hops -= 1
        return -1 if packet.hops <= 0 else self.target


class Splitter(Task):
    __slots__ = ("even", "odd")

    def __init__(self, number, even, odd):
        super().__init__(number)
        self.even = even
        self.odd = odd

    def handle(self, packet):
        self.handled += 1
        return self.even if (packet.number + packet.hops) % 2 == 0 else self.odd


def run(tasks, packets):
    left = packets
    rounds = 0
    while left > 0:
        rounds += 1
        for task in tasks:
            packet = task.take_packet()
            if packet is not None:
                target = task.handle(packet)
                if target < 0:
                    left -= 1
                else:
                    tasks[target].receive(packet)
    return rounds


tasks = [Forwarder(0, 1), Splitter(1, 2, 3), Forwarder(2, 4), Forwarder(3, 5), Counter(4, 0), Counter(5, 0)]
for i in range(20):
    tasks[0].receive(Packet(i, 100000))
print(f"{run(tasks, 20)} rounds")
for task in tasks:
    print(f"task {task.number}: {task.handled}")
