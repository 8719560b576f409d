// One vendor: how it stands, its fields and where they come from, Save, Test connection, Forget.
import { useEffect, useRef, useState } from 'react';
import type { VendorState } from '../../../src-shared/delivery.ts';
import { Button } from '../../ui/button.tsx';
import { Report } from './report.tsx';
import { useVendorForm } from './use-vendor-form.ts';
import { VendorFieldRow } from './vendor-field.tsx';
import { VendorStanding } from './vendor-standing.tsx';

interface SectionProps {
  vendor: VendorState;
  /** asked for from elsewhere */
  wanted: boolean;
  /** there is a keychain; else a field says what keeps its secret */
  keepsSecrets: boolean;
}

export function VendorSection({ vendor, wanted, keepsSecrets }: SectionProps) {
  const section = useShownFirst(wanted);
  const form = useVendorForm(vendor);
  const kept = vendor.fields.filter(({ from }) => from !== null && from !== 'environment');
  const inHand = vendor.fields.some(({ from }) => from !== 'environment');
  return (
    <section ref={section} className="vendor" aria-label={vendor.name}>
      <VendorStanding vendor={vendor} />
      {vendor.fields.map((field) => (
        <VendorFieldRow
          key={field.name}
          field={field}
          keepsSecrets={keepsSecrets}
          typed={form.typed[field.name]}
          problem={form.problem?.field === field.name ? form.problem.words : null}
          onType={(text) => form.type(field.name, text)}
          onEnter={() => void form.save()}
        />
      ))}
      {form.problem !== null && !vendor.fields.some(({ name }) => name === form.problem?.field) ? (
        <p className="field-problem" role="alert">
          {form.problem.words}
        </p>
      ) : null}
      <div className="vendor-buttons">
        {inHand ? <Button onPress={() => void form.save()}>Save</Button> : null}
        <Button onPress={() => void form.test()}>Test connection</Button>
        {kept.length === 0 ? null : <Forget vendor={vendor} onForget={form.forget} />}
      </div>
      <Report report={form.report} />
    </section>
  );
}

/** Asked twice, on the same spot: a token that is gone has to be made anew. */
function Forget({ vendor, onForget }: { vendor: VendorState; onForget: () => Promise<void> }) {
  const [asking, ask] = useState(false);
  if (!asking)
    return (
      <Button tone="quiet" onPress={() => ask(true)}>
        Forget
      </Button>
    );
  return (
    <span className="vendor-forget" role="alertdialog" aria-label={`Forget ${vendor.name}?`}>
      Nothing goes out to {vendor.name} until it is set up again; what waits stays.
      <Button
        small
        tone="red"
        autoFocus
        onPress={() => {
          ask(false);
          void onForget();
        }}
      >
        Forget it
      </Button>
      <Button small onPress={() => ask(false)}>
        Keep it
      </Button>
    </span>
  );
}

/** Brings the section into view with its first field ready to be typed into. */
function useShownFirst(wanted: boolean) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!wanted) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.querySelector<HTMLElement>('input:not([readonly]), button')?.focus({ preventScroll: true });
  }, [wanted]);
  return section;
}
