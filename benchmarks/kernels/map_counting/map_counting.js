let state = 42;
function following() {
  state = (state * 3877 + 29573) % 139968;
  return state;
}

const byNumber = new Map(), byText = new Map();
for (let i = 0; i < 12000000; i++) {
  const key = following() * 7 % 50021;
  byNumber.set(key, (byNumber.get(key) ?? 0) + 1);
}
const names = [];
for (let i = 0; i < 1000; i++) names.push(`name${i * 37 % 1000}`);
for (let i = 0; i < 12000000; i++) {
  const key = names[following() % 1000];
  byText.set(key, (byText.get(key) ?? 0) + 1);
}
let sum = 0, most = 0;
for (const [key, count] of byNumber) sum += key * count;
for (const count of byText.values()) if (count > most) most = count;
console.log(`${byNumber.size} ${sum} ${byText.size} ${most}`);
