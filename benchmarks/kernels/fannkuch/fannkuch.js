function fannkuch(n) {
  const permutation = new Int32Array(n), flipped = new Int32Array(n), count = new Int32Array(n);
  for (let i = 0; i < n; i++) permutation[i] = i;
  let checksum = 0, most = 0, number = 0, left = n;
  while (true) {
    while (left > 1) {
      count[left - 1] = left;
      left--;
    }
    for (let i = 0; i < n; i++) flipped[i] = permutation[i];
    let flips = 0;
    let first = flipped[0];
    while (first !== 0) {
      let low = 0, high = first;
      while (low < high) {
        const kept = flipped[low];
        flipped[low] = flipped[high];
        flipped[high] = kept;
        low++;
        high--;
      }
      flips++;
      first = flipped[0];
    }
    if (flips > most) most = flips;
    checksum += number % 2 === 0 ? flips : -flips;
    while (true) {
      if (left === n) return checksum + " " + most;
      const front = permutation[0];
      for (let i = 0; i < left; i++) permutation[i] = permutation[i + 1];
      permutation[left] = front;
      count[left]--;
      if (count[left] > 0) break;
      left++;
    }
    number++;
  }
}

console.log(fannkuch(10));
