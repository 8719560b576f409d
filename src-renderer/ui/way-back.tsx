// How a change is undone, written before the change itself (S1); or, said plainly, that it cannot be.
import { CheckBox, TextField } from './field.tsx';

interface Fields {
  wayBack: string;
  noWayBack: string;
  /** 'yes': there is none */
  none: string;
}

interface WayBackProps {
  fields: Fields;
  set: (change: Partial<Fields>) => void;
  autoFocus?: boolean;
}

export function WayBack({ fields, set, autoFocus = false }: WayBackProps) {
  const none = fields.none === 'yes';
  return (
    <>
      {none ? (
        <TextField
          key="none"
          label="Why there is no way back"
          value={fields.noWayBack}
          onChange={(noWayBack) => set({ noWayBack })}
          autoFocus={autoFocus}
          placeholder="The old schema is gone"
        />
      ) : (
        <TextField
          key="back"
          label="Way back"
          value={fields.wayBack}
          onChange={(wayBack) => set({ wayBack })}
          autoFocus={autoFocus}
          placeholder="How it is undone if it makes things worse"
        />
      )}
      <CheckBox checked={none} onChange={(yes) => set({ none: yes ? 'yes' : '' })}>
        There is no way back
      </CheckBox>
    </>
  );
}

/** As a command has it; neither where nothing was written. */
export function wayBackOf(fields: Fields): { wayBack?: string; noWayBack?: string } {
  if (fields.none === 'yes') return fields.noWayBack.trim() === '' ? {} : { noWayBack: fields.noWayBack };
  return fields.wayBack.trim() === '' ? {} : { wayBack: fields.wayBack };
}
