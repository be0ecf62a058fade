def build(count):
    return "".join([f"item {i}: {i * 7919 % 10007}, square {i * i}\n" for i in range(count)])


length = parts = total = 0
for _ in range(8):
    text = build(200000)
    length += len(text)
    for line in text.split("\n"):
        comma = line.find(", ")
        if comma >= 0:
            parts += 1
            total += int(line[comma + 9 :]) % 10
print(length, parts, total)
