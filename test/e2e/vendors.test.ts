// What is done in the cockpit appears in Slack and on the status page, once and in order, in either host. What does not depend
// on the host is told once: Slack down and what people do about it (browser/vendors.test.ts), kills (electron/vendors-killed.test.ts).
import { allInStep, delivery, expect, lane, test } from './vendors-kit.ts';
import { type Deed, deeds, heardOnce, room } from './vendors-story.ts';

test('a whole incident, from its channel to its archive', async ({ cockpit, twins }) => {
  const { page } = cockpit;
  twins.page.somebody.setsComponent('Website', 'degraded_performance');
  const { closed: _, closedAndArchived, ...story } = deeds;
  for (const deed of Object.values<Deed>(story)) await deed(page);
  await allInStep(page);
  await expect(delivery(page)).toContainText('Slack in step · Statuspage in step');
  const link = lane(page, 'Incident channel').getByRole('link', { name: `#${room(twins).name}` });
  await expect(link).toHaveAttribute('href', `https://example.slack.com/archives/${room(twins).id}`);

  await closedAndArchived(page);
  await expect.poll(() => room(twins).archived).toBe(true);
  await allInStep(page);
  heardOnce(twins);
  // The page's other troubles are not this incident's to end.
  expect(twins.page.component('Website').status).toBe('degraded_performance');
  // An executive who was redirected is nobody else's business.
  expect(JSON.stringify(twins.slack.arrivals.map(({ args }) => args))).not.toContain('redirect');
});
