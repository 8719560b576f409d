// Eight real incidents, declared, pasted, resolved, and what must stand in the documents they give (issue 2, point 5).
import { describe, expect, it } from 'vitest';
import { statusPageSteps } from '../../src-shared/playbook/schema.ts';
import { runRealIncident, slugs, type Documents } from './real-incident.ts';
import { section } from './section.ts';

it('are eight', () => expect(slugs).toHaveLength(8));

describe.each(slugs)('%s', (slug) => {
  const live = runRealIncident(slug, 'live');
  const later = runRealIncident(slug, 'afterwards');
  const all: [string, Documents][] = [
    ['live, in the middle', live.middle],
    ['live, at the end', live.end],
    ['afterwards, in the middle', later.middle],
    ['afterwards, at the end', later.end],
  ];

  it('goes through the four steps of the page to resolved', () => {
    for (const { end } of [live, later]) {
      expect(end.incident.statusPage.publications.map((p) => [p.step, p.state])).toEqual(
        statusPageSteps.map((step) => [step, 'published']),
      );
      expect(end.incident.lifecycle.status).toBe('resolved');
      expect(end.incident.statusPage.pages.public.components.every((c) => c.state === 'operational')).toBe(true);
      expect(end.incident.conflicts).toEqual([]);
    }
  });

  it('keeps every pasted line, in order of time', () => {
    const pasted = later.end.incident.timeline.entries.chunks.flat().filter((e) => e.pasted !== undefined);
    expect(pasted.map((e) => e.at)).toEqual(later.lines.map((l) => l.at));
    expect(pasted.map((e) => e.text).toSorted()).toEqual(later.lines.map((l) => l.text).toSorted());
  });

  it.each(all)('reads well: %s', (_when, documents) => {
    for (const text of [
      documents.sitrep,
      documents.handover,
      documents.room,
      documents.executives,
      documents.redirect,
    ]) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid/u);
      expect(text).not.toMatch(/\.\.|\.,|,,| ,|##[a-z]|\b(\w{3,}) \1\b/u);
      expect(text).not.toMatch(/\n\n\n/u);
      expect(text).not.toMatch(/[0-9A-HJKMNP-TV-Z]{26}/u);
    }
    expect(documents.sitrep.split('\n').length).toBeLessThan(75);
    expect(documents.handover.split('\n').length).toBeLessThan(110);
    expect(Math.max(...documents.handover.split('\n').map((line) => line.length))).toBeLessThan(420);
    expect(documents.room.length).toBeLessThan(2_500);
  });

  it('says in the middle how bad it is, since when, and who is missing', () => {
    const { sitrep, handover } = live.middle;
    expect(sitrep).toContain(`SEV${live.real.severity_suggested}`);
    expect(section(sitrep, 'Conditions')).toContain(
      `Since ${live.real.started_at.slice(0, 10) === new Date(live.middle.reading.now).toISOString().slice(0, 10) ? '' : `${live.real.started_at.slice(0, 10)} `}${live.real.started_at.slice(11, 16)} UTC`,
    );
    expect(section(sitrep, 'Actions')).toContain('Write the text for the support team, Pham C, due in 10 min');
    expect(section(handover, 'Who is here')).toContain('| Operations lead | Tran B |');
    expect(section(handover, 'Read back').split('\n')).toHaveLength(4);
  });

  it('shows the newest lines that were known then, and none from later', () => {
    const known = live.lines.filter((l) => l.at <= live.middle.reading.now);
    const coming = live.lines.filter((l) => l.at > live.middle.reading.now && !known.some((k) => k.text === l.text));
    expect(plain(live.middle.handover)).toContain(known.at(-1)?.text.slice(0, 60));
    for (const line of coming)
      expect(plain(live.middle.sitrep + live.middle.handover + live.middle.room)).not.toContain(line.text);
  });

  it('says at the end that it is over, since when, and asks for no update', () => {
    const { sitrep, handover } = live.end;
    expect(sitrep).toContain('· Resolved · ended ');
    expect(section(sitrep, 'Conditions')).toMatch(/Over since .*, after \d/u);
    expect(sitrep + handover).not.toContain('Next update:');
    expect(section(sitrep, 'Communication')).toContain('**Status page:** Resolved since');
    expect(section(handover, 'What happened')).toMatch(/impact began .*detected .*declared .*mitigated .*resolved/isu);
  });

  it('tells the public what it hits, never why, and when the next word comes', () => {
    const [component = ''] = live.real.services;
    for (const step of statusPageSteps) {
      const { text, nextAt } = live.page[step];
      expect(text).toContain(component);
      expect(text.includes('We will post again by')).toBe(nextAt !== undefined);
      for (const h of live.end.incident.hypotheses.chunks.flat()) expect(text).not.toContain(h.text);
    }
  });
});

describe('what each must show', () => {
  it.each([
    [
      'cloudflare-2019-07-02-waf-regex',
      'end',
      'handover',
      [
        'Decided 14:00 UTC (16:00 CEST): Attack ruled out as the cause',
        'Firewall switched off worldwide with the global kill',
        'Still open: H1 Responders suspect a new kind of attack at first',
      ],
    ],
    [
      'dfds-2023-02-14-total-node-failure',
      'end',
      'handover',
      ['Second attempt with the same script', 'Fresh nodes start to appear'],
    ],
    [
      'dfds-2025-03-17-ingress-rule',
      'end',
      'handover',
      [
        '**2025-03-18** 00:10:30 Status page: Identified',
        '00:22 Cause found in the dashboard rule',
        'Pipeline for the rollback is done',
        'Customer confirms that the problem is gone',
      ],
    ],
    [
      'matrix-2019-04-11-breach',
      'middle',
      'sitrep',
      ['**2019-04-05** (time not known) Two more hosts fall the same way', 'The same key turns up on 19 hosts'],
    ],
    [
      'osm-2024-12-15-isp-outage',
      'middle',
      'handover',
      ['Read-only backup site in Dublin switched on', 'The room is waiting for an update already'],
    ],
    [
      'osm-2025-06-25-replication-diffs',
      'end',
      'sitrep',
      [
        'Scheduled job restarted and produces diff 674 by itself',
        'H1 Developer wonders whether one huge batch of edits flooded the replication log',
      ],
    ],
    [
      'posthog-2025-10-28-flags-redis',
      'middle',
      'sitrep',
      [
        'Customer impact begins: about 34% of US requests fail',
        '**Partial outage:** Feature flag service (US), Shared Redis',
      ],
    ],
    [
      'roblox-2021-10-28-consul',
      'middle',
      'sitrep',
      [
        'Slow hardware suspected, replacement of one Consul node begins, raised after 2021-10-28 20:37 UTC',
        'Second attempt starts: services at single digits',
      ],
    ],
  ] as const)('%s, %s, %s', (slug, when, which, wanted) => {
    const text = plain(runRealIncident(slug, 'live')[when][which]);
    for (const words of wanted) expect(text.toLowerCase()).toContain(words.toLowerCase());
  });
});

/** Without the escapes of Markdown. */
function plain(text: string): string {
  return text.replace(/\\([\\`*_[\]<>|#~&])/gu, '$1');
}
