// Say it without the room: whom to call, texts to copy or read aloud, a page to print, and what was said goes on the record.
import { useState } from 'react';
import { fallbackTexts } from '../../../src-shared/documents/fallback.ts';
import { sitrep } from '../../../src-shared/documents/sitrep.ts';
import { seenFromOutside } from '../../../src-shared/documents/outside.ts';
import { leaving } from '../../../src-shared/incident/compliance.ts';
import { hostNow, useNow } from '../../store/clock.ts';
import { issueDocument } from '../../store/document-deeds.ts';
import { copyText } from '../../store/clipboard.ts';
import { incidentNow, useZone } from '../../store/incident.ts';
import { printShown } from '../../store/printing.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { tell } from '../../ui/toast.tsx';
import { saysWords, sinceWords, useOutage } from './outage-words.ts';
import { PeopleToCall } from './people-to-call.tsx';
import { ToldForm, useToldForm } from './told-form.tsx';
import './fallback.css';

export function FallbackDialog() {
  const zone = useZone();
  const down = useOutage();
  const now = useNow(30_000);
  const [openedAt] = useState(hostNow);
  const [texts] = useState(() => fallbackTexts(incidentNow(), { now: openedAt, zone }));
  const [report] = useState(() => {
    const incident = incidentNow();
    return leaving(incident, sitrep(seenFromOutside(incident), { now: openedAt, zone })).text;
  });
  const form = useToldForm();
  const copy = async (text: string): Promise<void> => {
    const copied = await copyText(text);
    tell(copied ? 'Copied.' : 'The clipboard is closed to this page. Select the text by hand.', copied ? 'ok' : 'red');
  };
  return (
    <Dialog
      title="Say it without Slack"
      width="wide"
      onClose={closeDialog}
      onSubmit={form.submit}
      problem={form.problem}
      lead={
        down === null
          ? 'By phone, SMS, mail or on the bridge. What you log here goes on the timeline.'
          : `${down.name} cannot be reached ${sinceWords(down.outage, now, zone)}. ${saysWords(down.name, down.outage)} When it is back, the channel gets one catch-up if it missed much.`
      }
      actions={
        <>
          <span className="leading">
            <Button
              onPress={() => {
                void issueDocument('sitrep', report);
                void printShown(`sitrep-${incidentNow().declaration?.number.replace(/[^\w-]/gu, '') ?? ''}`);
              }}
            >
              Print SITREP
            </Button>
          </span>
          <Button onPress={closeDialog}>Close</Button>
          <Button tone="solid" type="submit">
            Log what was said
          </Button>
        </>
      }
    >
      <PeopleToCall />
      <div className="fallback-texts">
        {texts.map(({ id, name, text, count }) => (
          <section key={id} aria-label={name}>
            <header>
              <b>{name}</b> <small>{count}</small>
              <Button
                small
                name={`Copy ${name}`}
                autoFocus={id === 'sms'}
                onPress={() => {
                  void copy(text);
                  form.fill(id === 'mail' ? 'mail' : id === 'bridge' ? 'bridge' : 'sms', text);
                }}
              >
                Copy
              </Button>
            </header>
            <p>{text}</p>
          </section>
        ))}
      </div>
      <ToldForm form={form} />
      <PrintSheet title="SITREP" text={report} isMarkdown dense />
    </Dialog>
  );
}
