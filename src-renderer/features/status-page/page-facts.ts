// What the pages themselves say: their components as they stand, and what is open there. Nothing where no page takes part.
import { useEffect, useState } from 'react';
import type { OpenPageIncident } from '../../../src-shared/delivery.ts';
import { pageLane, pageRef, takesPart, type Page } from '../../../src-shared/incident/status-page.ts';
import type { PageComponent } from '../../../src-shared/page-components.ts';
import { useIncident } from '../../store/incident.ts';
import { ask } from '../../store/record.ts';

/** The components of a page; null where it has none to tell. Read again whenever `writing` begins: they are minutes old at most. */
export function usePageComponents(page: Page, writing: boolean): readonly PageComponent[] | null {
  const connected = useIncident((incident) => takesPart(incident, page));
  const [components, setComponents] = useState<readonly PageComponent[] | null>(null);
  useEffect(() => {
    if (!connected) return undefined;
    let wanted = true;
    void ask('page-components', {}).then((found) => {
      const own = found.ok ? found.answer.find(({ lane }) => lane === pageLane(page)) : undefined;
      // What cannot be read now is no news: the last list stays.
      if (wanted && own !== undefined && own.components.length > 0) setComponents(own.components);
    });
    return () => {
      wanted = false;
    };
  }, [connected, page, writing]);
  return connected ? components : null;
}

/** What is open on a page and could be adopted, while this incident has nothing of its own there. */
export function useAdoptable(page: Page, writing: boolean): readonly OpenPageIncident[] {
  const wanting = useIncident(
    (incident) =>
      takesPart(incident, page) &&
      incident.remote.refs[pageRef(page)] === undefined &&
      incident.lifecycle.status !== 'closed',
  );
  const [open, setOpen] = useState<readonly OpenPageIncident[]>(NONE);
  useEffect(() => {
    if (!wanting) return undefined;
    let wanted = true;
    void ask('page-incidents', { lane: pageLane(page) }).then((found) => {
      if (wanted && found.ok) setOpen(found.answer);
    });
    return () => {
      wanted = false;
    };
  }, [wanting, page, writing]);
  return wanting ? open : NONE;
}

const NONE: readonly OpenPageIncident[] = [];
