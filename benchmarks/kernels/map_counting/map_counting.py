state = 42


def following():
    global state
    state = (state * 3877 + 29573) % 139968
    return state


by_number = {}
by_text = {}
for _ in range(12000000):
    key = following() * 7 % 50021
    by_number[key] = by_number.get(key, 0) + 1
names = [f"name{i * 37 % 1000}" for i in range(1000)]
for _ in range(12000000):
    key = names[following() % 1000]
    by_text[key] = by_text.get(key, 0) + 1
total = sum(key * count for key, count in by_number.items())
print(len(by_number), total, len(by_text), max(by_text.values()))
