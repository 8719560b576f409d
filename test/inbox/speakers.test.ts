// Who is meant by somebody of the vendor's, and by which command id their deeds are known again.
import { describe, expect, test } from 'vitest';
import { commandIdOf } from '../../src-main/inbox/command-ids.ts';
import { personOf } from '../../src-main/inbox/speakers.ts';
import type { Incident, Person } from '../../src-shared/incident/index.ts';
import { countingIds } from '../journal/kit.ts';
import { binh, chi, declared, person } from '../incident/scenario.ts';

const ids = countingIds('S');
const me = person('Me Myself', 8);

function whoIs(
  speaker: { handle: string; name: string; short?: string; email?: string },
  people: readonly Person[] = [],
  met: readonly Person[] = [],
): Promise<Person> {
  const incident: Incident = {
    ...declared().incident(),
    people: Object.fromEntries(people.map((one) => [one.id, one])),
  };
  return personOf(speaker, incident, 'slack', { met: () => Promise.resolve(met), me: () => me, newId: ids });
}

describe('somebody who speaks', () => {
  test('is known by the handle that Slack gave them, whatever they call themselves', async () => {
    const known = { ...binh, handles: { slack: 'U0BINH' } };
    expect(await whoIs({ handle: 'U0BINH', name: 'Somebody Else' }, [known, chi])).toBe(known);
    expect(await whoIs({ handle: 'U0BINH', name: 'x' }, [chi], [known])).toEqual(known);
  });

  test('is known by mail address, then by the short name that was typed here, then by name', async () => {
    const mail = { ...binh, handles: { email: 'Binh@example.com' } };
    expect(await whoIs({ handle: 'U1', name: 'B', email: 'binh@example.com' }, [mail])).toEqual({
      ...mail,
      handles: { email: 'Binh@example.com', slack: 'U1' },
    });
    const short = { ...chi, handles: { slack: '@chi' } };
    expect(await whoIs({ handle: 'U2', name: 'C', short: 'chi' }, [short])).toEqual(short);
    expect((await whoIs({ handle: 'U3', name: ' pham  C ' }, [chi])).id).toBe(chi.id);
    expect((await whoIs({ handle: 'U4', name: 'Me Myself' })).id).toBe(me.id);
  });

  test('does not become the commander by taking their name', async () => {
    const known = { ...binh, handles: { slack: 'U0BINH' } };
    const impostor = await whoIs({ handle: 'U0EVIL', name: 'Tran B' }, [known]);
    expect(impostor.id).not.toBe(binh.id);
    expect(impostor).toMatchObject({ name: 'Tran B', handles: { slack: 'U0EVIL' } });
  });

  test.each([
    ['a\u202eb', 'ab'],
    ['\u200b\u200b', 'U9'],
    ['  Ann\n  Lee ', 'Ann Lee'],
    ['x'.repeat(500), 'x'.repeat(80)],
  ])('%j is shown as it can be read', async (name, shown) => {
    expect((await whoIs({ handle: 'U9', name })).name).toBe(shown);
  });
});

test('the id of what comes in is a ULID’s form, the same for the same thing, and another for any other', () => {
  const id = commandIdOf('slack', 'I', 'message.hear/C1/1.2');
  expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u);
  expect(commandIdOf('slack', 'I', 'message.hear/C1/1.2')).toBe(id);
  const others = [
    commandIdOf('slack', 'J', 'message.hear/C1/1.2'),
    commandIdOf('slack', 'I', 'message.edit/C1/1.2'),
    commandIdOf('teams', 'I', 'message.hear/C1/1.2'),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
  // Final format: a record of today is known by the Warroom of tomorrow.
  expect(id).toBe('1X6H45S0STVJ5TN8HM62N68CZP');
});
