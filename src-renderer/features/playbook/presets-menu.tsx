// Takes over a preset of S4 into the text that is open: what it changes is shown at once, and it can be taken back.
import { useState } from 'react';
import { applyPreset, presets } from '../../../src-shared/playbook/presets.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { Lines } from './compare.tsx';

export function PresetsMenu({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [applied, setApplied] = useState<{ name: string; before: string; after: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = ({ id, name }: (typeof presets)[number]): void => {
    const result = applyPreset(text, id);
    setProblem(result.ok ? null : result.message);
    if (!result.ok) return;
    setApplied({ name, before: text, after: result.text });
    onText(result.text);
  };
  // Typed over, it is a change like any other: taking it back would take that with it.
  const shown = applied?.after === text ? applied : null;
  return (
    <div className="playbook-presets">
      <MenuButton
        button={<Button small>Apply preset</Button>}
        label="Presets"
        choices={presets.map((one) => ({ id: one.id, label: one.name, perform: () => apply(one) }))}
      />
      <p className="playbook-note" role="status">
        {problem ??
          (shown === null
            ? ''
            : `${shown.name}: ${shown.before === shown.after ? 'it said so already.' : 'applied, not saved.'}`)}
      </p>
      {shown === null || shown.before === shown.after ? null : (
        <>
          <Button small tone="quiet" onPress={() => onText(shown.before)}>
            Take the preset back
          </Button>
          <Lines before={shown.before} after={shown.after} />
        </>
      )}
    </div>
  );
}
