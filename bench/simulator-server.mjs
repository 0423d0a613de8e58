// The simulator of the simulator bench, in a process of its own, as `ovh-mail simulator` runs it.
import { worldSeed } from "./simulator-world.mjs";

// By its address, so that the types come from the sources and not from a build that may not be there yet.
/** @type {typeof import("../provider/simulator/index.js")} */
const { createSimulator } = await import(new URL("../dist/provider/simulator/index.js", import.meta.url).href);

const PROBLEMS_SHOWN = 5;

const simulator = createSimulator({ seed: worldSeed() });
const server = await simulator.listen();
process.send?.({ url: server.url, ...simulator.credentials });

process.on("message", () => {
  const { checked, problems } = simulator.wire;
  const { user, system } = process.cpuUsage();
  process.send?.({
    checked,
    problems: problems.slice(0, PROBLEMS_SHOWN),
    violations: problems.length,
    residentBytes: process.memoryUsage().rss,
    cpuUs: user + system,
  });
});
// By itself and not by a signal, so that a profile of it gets written.
process.on("disconnect", () => process.exit(0));
