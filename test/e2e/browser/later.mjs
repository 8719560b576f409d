// Loaded into a host before anything else (`node --import`, `electron -r`): its clock goes WARROOM_TEST_LATER_MIN minutes
// ahead, as if the laptop had been off that long. A test may raise it while the host runs: the laptop has slept.
const RealDate = Date;
const now = () => RealDate.now() + Number(process.env.WARROOM_TEST_LATER_MIN ?? 0) * 60_000;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
