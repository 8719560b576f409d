// Many lines were pasted into one line: are they a timeline?
import { Button } from '../../ui/button.tsx';

export function PasteOffer({ text, onImport, onKeep }: { text: string; onImport: () => void; onKeep: () => void }) {
  return (
    <div className="paste-offer" role="group" aria-label="Pasted lines">
      <span role="status">{linesIn(text).toLocaleString('en')} lines pasted.</span>
      <Button small tone="solid" autoFocus onPress={onImport}>
        Read them as a timeline…
      </Button>
      <Button small onPress={onKeep}>
        Keep as one entry
      </Button>
    </div>
  );
}

export function linesIn(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}
