// A part that cannot be drawn says so, leaves the rest standing, and lets the person go on (DESIGN.md 7: error states).
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { expect, onTestFinished, test } from 'vitest';
import { BrokenPart } from '../../src-renderer/ui/broken-part.tsx';

test('a part that cannot be drawn', () => {
  onTestFinished(cleanup);
  // React tells the console of what it caught.
  const told = console.error;
  console.error = () => {};
  onTestFinished(() => void (console.error = told));
  let broken = true;
  function Part() {
    if (broken) throw new Error('no such row');
    return <p>all is well</p>;
  }
  render(
    <>
      <BrokenPart what="The cockpit" ways={[{ label: 'Try again', take: () => (broken = false) }]}>
        <Part />
      </BrokenPart>
      <p>the rest</p>
    </>,
  );
  expect(screen.getByRole('alert').textContent).toContain('The cockpit cannot be drawn.');
  expect(screen.getByRole('alert').textContent).toContain('no such row');
  expect(screen.getByText('the rest')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('all is well')).toBeTruthy();
});
