// Loaded into a host before anything else (`node --import`): its clock goes WARROOM_TEST_LATER_MIN minutes ahead, as if
// the laptop had been off that long.
const later = Number(process.env.WARROOM_TEST_LATER_MIN) * 60_000;
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [RealDate.now() + later] : args, as),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + later : Reflect.get(target, name)),
});
