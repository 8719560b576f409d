// People for name boxes: those of the incident on screen first, then everybody known from others.
import { useEffect, useMemo, useState } from 'react';
import type { KnownPerson } from '../../src-shared/phone-book.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import { ask, useRecord } from './record.ts';

const SHOWN = 8;

/** Who the typed text may mean, at most 8. */
export function usePeople(text: string): readonly KnownPerson[] {
  const here = useRecord((record) => record.incident?.people);
  const me = useRecord((record) => record.host?.identity.person);
  const [elsewhere, setElsewhere] = useState<readonly KnownPerson[]>([]);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      void ask('people', { text }).then((found) => {
        if (wanted && found.ok) setElsewhere(found.answer);
      });
    }, 80);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return useMemo(() => {
    const sought = sameName(text);
    const all: KnownPerson[] = [...Object.values(here ?? {}), ...(me === undefined ? [] : [me]), ...elsewhere];
    const unique = new Map(all.map((person) => [sameName(person.name), person]));
    return [...unique.values()]
      .filter(
        (person) =>
          person.name !== '' &&
          (sameName(person.name).includes(sought) || sameName(person.position ?? '').includes(sought)),
      )
      .toSorted((a, b) => Number(sameName(b.name).startsWith(sought)) - Number(sameName(a.name).startsWith(sought)))
      .slice(0, SHOWN);
  }, [here, me, elsewhere, text]);
}
