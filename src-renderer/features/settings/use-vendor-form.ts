// What is typed into a vendor's form, how it is saved, tried and forgotten, and what came of that.
import { useRef, useState } from 'react';
import type { TestReport, VendorState } from '../../../src-shared/delivery.ts';
import { ask, dispatchHost, useRecord } from '../../store/record.ts';
import { tell } from '../../ui/toast.tsx';

interface Problem {
  field: string | undefined;
  words: string;
}

type Typed = Readonly<Record<string, string>>;

/** Only what was touched is sent; the rest stays as it is. A secret that was saved is not kept here. */
export function useVendorForm({ vendor, name, fields }: VendorState) {
  const [typed, setTyped] = useState<Typed>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [report, setReport] = useState<TestReport | 'under-way' | null>(null);
  const busy = useRef(false);

  async function configure(changed: Readonly<Record<string, string | null>>, done: string): Promise<boolean> {
    setReport(null);
    setProblem(null);
    const answer = await dispatchHost({ type: 'vendor.configure', vendor, fields: changed });
    if (!answer.ok) {
      setProblem({ field: answer.refusal.field, words: answer.refusal.message });
      return false;
    }
    // What was typed meanwhile stays.
    setTyped((now) =>
      Object.fromEntries(Object.entries(now).filter(([field, text]) => (changed[field] ?? '') !== text.trim())),
    );
    tell(done, 'ok');
    return true;
  }

  function changes(): Readonly<Record<string, string | null>> {
    return Object.fromEntries(
      fields.flatMap((field): [string, string | null][] => {
        const text = typed[field.name]?.trim();
        if (text === undefined || field.from === 'environment') return [];
        // An empty secret field shows that it is kept, not that it is to go.
        if (field.secret) return text === '' ? [] : [[field.name, text]];
        return text === (field.value ?? '') ? [] : [[field.name, text === '' ? null : text]];
      }),
    );
  }

  async function saved(): Promise<boolean> {
    const changed = changes();
    return Object.keys(changed).length === 0 || configure(changed, `${name} saved.`);
  }

  /** One press at a time. */
  async function once(deed: () => Promise<void>): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    await deed().finally(() => {
      busy.current = false;
    });
  }

  return {
    typed,
    problem,
    report,
    type: (field: string, text: string) => {
      setTyped((now) => ({ ...now, [field]: text }));
      setProblem((now) => (now?.field === field ? null : now));
    },
    save: () =>
      once(async () => {
        if (Object.keys(changes()).length === 0) tell('Nothing was changed.');
        else await saved();
      }),
    /** What was typed is what is to be tested: it is saved first. */
    test: () =>
      once(async () => {
        if (!(await saved())) return;
        setProblem(null);
        setReport('under-way');
        const found = await ask('vendor-test', { vendor });
        setReport(found.ok ? found.answer : null);
        if (!found.ok) setProblem({ field: undefined, words: unusable(vendor) ?? found.refusal.message });
      }),
    forget: () =>
      once(async () => {
        const kept = fields.filter(({ from }) => from !== null && from !== 'environment');
        if (await configure(Object.fromEntries(kept.map((field) => [field.name, null])), `${name} forgotten.`))
          setTyped({});
      }),
  };
}

/** Why there is nothing to test, as the host says it by now; null: it is connected, or nothing is set at all. */
function unusable(vendor: string): string | null {
  const known = useRecord.getState().host?.vendors.find((one) => one.vendor === vendor);
  return known === undefined || known.state === 'on' || known.trouble === null
    ? null
    : `${known.trouble.why} ${known.trouble.mend}`;
}
