// The contract of integrations over Statuspage and its twin: a first post, which opens an incident there, and an update.
import { integration } from '../../../src-main/integrations/statuspage/index.ts';
import type { Effect, Situation } from '../../../src-main/integrations/integration.ts';
import { emptyIncident } from '../../../src-shared/incident/index.ts';
import { statuspageTwin } from '../../twins/statuspage/index.ts';
import { integrationContract, type Scene } from '../contract.ts';
import { pages, PUBLIC, values } from './kit.ts';

const post = (key: string, text: string): Effect => ({
  kind: 'post',
  lane: 'statuspage',
  what: 'Status page: Identified',
  ordered: true,
  needs: [],
  freshness: 'public',
  slot: 'page',
  text,
  body: {
    step: 'identified',
    components: [{ name: 'Payments', state: 'partial-outage' }],
    notify: true,
    title: 'Payments fail',
  },
  key: key.repeat(32),
  vendor: 'statuspage',
  incident: '01JN0000000000000000000001',
  event: '01JN0000000000000000000002',
  at: 0,
  rank: 5,
  epoch: 1,
  taken: null,
});

function situation(remoteId?: string): Situation {
  const ref = { vendor: 'statuspage', how: 'made' as const, at: 0, epoch: 1, taken: null };
  return {
    incident: emptyIncident('01JN0000000000000000000001'),
    ref: (name) => (remoteId === undefined || name !== 'statuspage/incident' ? undefined : { ...ref, remoteId }),
    now: 0,
    zone: 'UTC',
  };
}

// A second incident can be deleted there; a second update of one cannot.
integrationContract({
  integration,
  values,
  names: ['a first post'],
  deletesTwins: true,
  open: (clock) => {
    const twin = statuspageTwin({ clock, pages });
    const scene: Scene = {
      name: 'a first post',
      call: 'POST /incidents',
      effect: post('a', 'We have found it.'),
      situation: situation(),
      standing: () => twin.incidents(PUBLIC).length,
    };
    return { twin, scenes: async () => [scene] };
  },
});

integrationContract({
  integration,
  values,
  names: ['an update'],
  deletesTwins: false,
  open: (clock) => {
    const twin = statuspageTwin({ clock, pages });
    const { id } = twin.somebody.opensIncident({ name: 'Payments fail', body: 'We are looking.' }, PUBLIC);
    const scene: Scene = {
      name: 'an update',
      call: 'PATCH /incidents/:id',
      effect: post('b', 'We have found it.'),
      situation: situation(id),
      standing: () => twin.incidents(PUBLIC)[0]!.updates.filter(({ body }) => body === 'We have found it.').length,
    };
    return { twin, scenes: async () => [scene] };
  },
});
