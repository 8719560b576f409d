// Rows of the outbox for its tests: an effect with a few words about what is special in it.
import type { Effect } from '../../src-main/integrations/integration.ts';
import { keyOf, newPending, type Pending, type Standing } from '../../src-main/outbox/effect.ts';
import { NIGHT } from '../journal/kit.ts';

let made = 0;

export function row(
  special: Partial<Effect> & { standing?: Standing } & Partial<Omit<Pending, 'effect'>> = {},
): Pending {
  const { standing, attempts, firstLeftAt, lastLeftAt, open, doubted, confirmed, ...effect } = special;
  made += 1;
  const event = effect.event ?? `E${made}`;
  const kind = effect.kind ?? 'message';
  const lane = effect.lane ?? 'slack';
  const fresh = newPending({
    key: keyOf(event, kind, lane),
    vendor: 'slack',
    incident: 'I1',
    event,
    kind,
    lane,
    what: `Message ${made}`,
    at: NIGHT,
    rank: 5,
    epoch: 1,
    taken: null,
    ordered: true,
    needs: [],
    freshness: 'lasting',
    slot: null,
    text: null,
    body: {},
    ...effect,
  });
  const changed = { standing, attempts, firstLeftAt, lastLeftAt, open, doubted, confirmed };
  const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  return { ...fresh, ...given };
}

export function waitingUntil(at: number): Standing {
  return { is: 'queued', notBefore: at, why: 'Slack is not answering', limited: false };
}

export function unknownUntil(at: number): Standing {
  return { is: 'unknown', why: 'no answer', since: NIGHT, checkAt: at };
}
