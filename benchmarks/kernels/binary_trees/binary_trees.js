class Tree {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
}

function make(depth) {
  return depth === 0 ? new Tree(null, null) : new Tree(make(depth - 1), make(depth - 1));
}

function count(tree) {
  const left = tree.left, right = tree.right;
  return left === null || right === null ? 1 : 1 + count(left) + count(right);
}

const deepest = 17;
const kept = make(deepest);
for (let depth = 4; depth <= deepest; depth += 4) {
  const times = 1 << (deepest - depth + 4);
  let sum = 0;
  for (let i = 0; i < times; i++) sum += count(make(depth));
  console.log(`${times} trees of depth ${depth}: ${sum}`);
}
console.log(`kept: ${count(kept)}`);
