function build(count) {
  const pieces = [];
  for (let i = 0; i < count; i++) pieces.push(`item ${i}: ${i * 7919 % 10007}, square ${i * i}\n`);
  return pieces.join("");
}

let bytes = 0, parts = 0, sum = 0;
for (let round = 0; round < 8; round++) {
  const text = build(200000);
  bytes += text.length;
  for (const line of text.split("\n")) {
    const comma = line.indexOf(", ");
    if (comma >= 0) {
      parts++;
      sum += parseInt(line.slice(comma + 9), 10) % 10;
    }
  }
}
console.log(`${bytes} ${parts} ${sum}`);
