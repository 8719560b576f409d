// Loaded into a host before anything else (`node --import`): its time passes WARROOM_TEST_PACE times as fast, so that minutes
// of waiting are seconds of a test.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const RealDate = Date;
const pace = Number(process.env.WARROOM_TEST_PACE ?? 1);
const began = RealDate.now();
const now = () => began + Math.round((RealDate.now() - began) * pace);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  globalThis[name] = (call, ms = 0, ...args) => real(call, ms / pace, ...args);
}
// The clock that nobody sets, and how long the machine is up: waits are counted by them.
const steady = performance.now.bind(performance);
performance.now = () => steady() * pace;
const up = os.uptime;
const upThen = up();
os.uptime = () => upThen + (up() - upThen) * pace;
syncBuiltinESMExports();
