// An isolate of isolated-vm (a heap and limits of its own, as a guest has) for its whole life, with a script that was
// compiled before: microseconds. Needs the module isolated-vm; NODE_PATH says where it is installed.
let isolated;
try {
  isolated = require("isolated-vm");
} catch (error) {
  console.log(`missing: ${error.message.split("\n")[0]}`);
  process.exit(0);
}

const source = "function one(n) { return n + 1 }; one(1)";
const first = new isolated.Isolate();
const { cachedData } = first.compileScriptSync(source, { produceCachedData: true });
first.dispose();

function lives(count) {
  const begin = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    const isolate = new isolated.Isolate({ memoryLimit: 64 });
    const context = isolate.createContextSync();
    const script = isolate.compileScriptSync(source, { cachedData });
    if (script.runSync(context) !== 2) throw new Error("wrong result");
    isolate.dispose();
  }
  return Number(process.hrtime.bigint() - begin) / 1000 / count;
}

lives(20);
let best = Infinity;
for (let i = 0; i < 5; i++) best = Math.min(best, lives(50));
console.log(best);
