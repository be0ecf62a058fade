function cell(i, j) {
  return 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

function timesMatrix(from, to) {
  for (let i = 0; i < from.length; i++) {
    let sum = 0;
    for (let j = 0; j < from.length; j++) sum += cell(i, j) * from[j];
    to[i] = sum;
  }
}

function timesTransposed(from, to) {
  for (let i = 0; i < from.length; i++) {
    let sum = 0;
    for (let j = 0; j < from.length; j++) sum += cell(j, i) * from[j];
    to[i] = sum;
  }
}

const n = 1100;
const u = new Float64Array(n).fill(1);
const v = new Float64Array(n);
const between = new Float64Array(n);
for (let i = 0; i < 10; i++) {
  timesMatrix(u, between);
  timesTransposed(between, v);
  timesMatrix(v, between);
  timesTransposed(between, u);
}
let uv = 0, vv = 0;
for (let i = 0; i < n; i++) {
  uv += u[i] * v[i];
  vv += v[i] * v[i];
}
console.log(Math.sqrt(uv / vv).toFixed(9));
