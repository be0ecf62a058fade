// As much of fibers.tatu as JavaScript has: generators that are resumed, and promises that are awaited.
'use strict';

function report(name, begin, count, isLast) {
  if (isLast) console.log(name, Number(process.hrtime.bigint() - begin) / count);
}

async function passes(count) {
  for (let i = 0; i < count; i++) await null;
}
async function switches(count, isLast) {
  const begin = process.hrtime.bigint();
  await Promise.all([passes(count), passes(count)]);
  report('switch', begin, 2 * count, isLast);
}

function* values(count) {
  for (let i = 1; i <= count; i++) yield i;
}
function generated(count, isLast) {
  const begin = process.hrtime.bigint();
  let sum = 0;
  for (const value of values(count)) sum += value;
  if (sum !== count * (count + 1) / 2) throw new Error('wrong');
  report('generated_value', begin, count, isLast);
}

async function main() {
  for (let round = 1; round <= 3; round++) {
    const isLast = round === 3;
    await switches(1000000, isLast);
    generated(10000000, isLast);
  }
}
main();
