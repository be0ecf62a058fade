function steps(cx, cy, most) {
  let x = 0, y = 0, count = 0;
  while (count < most && x * x + y * y <= 4) {
    const next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
    count++;
  }
  return count;
}

const size = 1200;
let sum = 0;
for (let row = 0; row < size; row++) {
  for (let column = 0; column < size; column++) {
    sum += steps(column * 3 / size - 2, row * 2 / size - 1, 200);
  }
}
console.log(sum);
