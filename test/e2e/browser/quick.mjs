// Loaded into a host before anything else (`node --import`): its time passes WARROOM_TEST_PACE times as fast, so that minutes
// of waiting are seconds of a test.
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
