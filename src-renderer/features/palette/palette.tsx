// The command palette: every action by name, every incident, every role and status. Type, Enter.
import { useMemo, useState } from 'react';
import { useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Finder } from '../../ui/finder.tsx';
import { offeredCommands, fitting, type Offer } from './offers.tsx';
import './palette.css';

export function Palette() {
  const [text, setText] = useState('');
  const incident = useRecord((record) => record.incident);
  const incidents = useRecord((record) => record.incidents);
  const all = useMemo(() => offeredCommands(incident, incidents ?? []), [incident, incidents]);
  const offers = useMemo(() => fitting(all, text), [all, text]);
  const pick = (offer: Offer): void => {
    closeDialog();
    // The deed may open a dialog of its own: that one comes once this one is gone.
    queueMicrotask(offer.perform);
  };
  return (
    <Finder
      narrow
      title="Command palette"
      box="Command"
      list="Commands"
      placeholder="What do you want to do?"
      text={text}
      onText={setText}
      found={offers}
      onPick={pick}
      onClose={closeDialog}
      status={`${offers.length} ${offers.length === 1 ? 'command' : 'commands'}`}
      none="Nothing by that name."
    />
  );
}
