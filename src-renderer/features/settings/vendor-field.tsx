// A field of a vendor: what it is, where its value comes from. A secret that is kept is never shown, only that it is.
import type { KeyboardEvent } from 'react';
import type { VendorField } from '../../../src-shared/delivery.ts';
import { TextField } from '../../ui/field.tsx';

interface FieldProps {
  field: VendorField;
  keepsSecrets: boolean;
  typed: string | undefined;
  problem: string | null;
  onType: (text: string) => void;
  onEnter: () => void;
}

export function VendorFieldRow({ field, keepsSecrets, typed, problem, onType, onEnter }: FieldProps) {
  const outside = field.from === 'environment';
  const kept = field.secret && field.from !== null;
  return (
    <TextField
      label={field.label}
      value={typed ?? field.value ?? ''}
      onChange={onType}
      type={field.secret ? 'password' : 'text'}
      mono
      readOnly={outside}
      required={field.required}
      placeholder={kept ? (outside ? 'set' : 'kept; type to replace') : field.placeholder}
      help={
        <>
          {field.from === null ? null : <b className="vendor-from">{whereFrom(field)}</b>} {outside ? null : field.help}
          {outside || keepsSecrets || !field.secret ? null : (
            <>
              {' '}
              To keep it: <span className="mono">{field.env}</span>.
            </>
          )}
        </>
      }
      problem={problem}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || outside) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}

function whereFrom({ from, env }: VendorField): string {
  switch (from) {
    case 'environment':
      return `From the environment: ${env}.`;
    case 'keychain':
      return 'In the keychain.';
    case 'settings':
      return 'In the settings.';
    case 'memory':
      return 'In memory until Warroom ends.';
    case null:
      return '';
  }
}
