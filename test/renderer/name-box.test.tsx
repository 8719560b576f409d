// The box for a name: a text box by role, finds people, takes anybody.
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { NameBox } from '../../src-renderer/ui/name-box.tsx';
import { declared, fakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

function Form({ first = '' }: { first?: string }) {
  const [name, setName] = useState(first);
  return <NameBox label="Incident commander" value={name} onChange={setName} />;
}

const box = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Incident commander' });

async function type(text: string): Promise<void> {
  fireEvent.change(box(), { target: { value: text } });
  await settle();
}

test('offers people of the incident as one types, taken with arrow and Enter', async () => {
  const host = fakeHost();
  await show(host, declared(host), <Form />);
  await type('ngu');
  expect(screen.getByRole('option', { name: 'Nguyen A' })).toBeTruthy();
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  expect(box().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { name: 'Nguyen A' }).id);
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(box().value).toBe('Nguyen A');
  expect(screen.queryByRole('option')).toBeNull();
});

test('a new name stands as it was typed: nothing is chosen unasked', async () => {
  const host = fakeHost();
  await show(host, declared(host), <Form />);
  await type('Ngu');
  const unprevented = fireEvent.keyDown(box(), { key: 'Enter' });
  expect(unprevented).toBe(true);
  expect(box().value).toBe('Ngu');
});

test('Escape puts the list away and leaves the dialog around it open', async () => {
  const host = fakeHost();
  await show(host, declared(host), <Form />);
  await type('ngu');
  expect(fireEvent.keyDown(box(), { key: 'Escape' })).toBe(false);
  expect(screen.queryByRole('option')).toBeNull();
});

test('a name that stands there already is not offered again', async () => {
  const host = fakeHost();
  await show(host, declared(host), <Form first="nguyen a" />);
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  await settle();
  expect(screen.queryByRole('option', { name: 'Nguyen A' })).toBeNull();
});
