// Puts a part of the cockpit on a screen in memory, connected to a host in memory.
// What the cockpit loads when it is first needed is loaded here, so that no test waits for the disk.
import '../../src-shared/documents/drafts.ts';
import '../../src-shared/documents/outgoing.ts';
import { act, cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import { openIncident, startRecord, useRecord } from '../../src-renderer/store/record.ts';
import { resetView } from '../../src-renderer/store/view.ts';
import type { FakeHost } from './host.ts';

const FRESH = useRecord.getInitialState();

/** Renders it with the incident open; all of it is gone when the test is over. */
export async function show(host: FakeHost, incident: string | null, part: ReactNode): Promise<void> {
  const stop = startRecord(host.bridge);
  openIncident(incident);
  onTestFinished(() => {
    cleanup();
    stop();
    resetView();
    useRecord.setState(FRESH, true);
  });
  render(part);
  await settle();
}

/** Lets answers that are on their way arrive. */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let i = 0; i < 60; i += 1) await Promise.resolve();
  });
}
