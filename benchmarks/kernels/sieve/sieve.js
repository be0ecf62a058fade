function sieve(limit) {
  const crossed = new Uint8Array(limit + 1);
  let count = 0;
  for (let n = 2; n <= limit; n++) {
    if (!crossed[n]) {
      count++;
      let multiple = n * n;
      while (multiple <= limit) {
        crossed[multiple] = 1;
        multiple += n;
      }
    }
  }
  return count;
}

let sum = 0;
for (let i = 0; i < 10; i++) sum += sieve(5000000);
console.log(sum);
