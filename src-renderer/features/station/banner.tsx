// Which laptop acts, where that is not plain: this one waits for a receipt, has one to say, or does not act (decision 8).
import { useState } from 'react';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { handOver } from '../../actions/hand-over.ts';
import { openHandoverFile } from '../../actions/open-handover-file.ts';
import { takeOverHere } from '../../actions/take-over-here.ts';
import { typeReceipt } from '../../actions/type-receipt.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { useAwaitedPack, useElsewhere, useOwnReceipt } from '../../store/station.ts';
import { Button } from '../../ui/button.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import './station.css';

export function StationBanner() {
  const elsewhere = useElsewhere();
  const pack = useAwaitedPack();
  const receipt = useOwnReceipt();
  const [said, setSaid] = useState<string | null>(null);
  if (elsewhere !== null) return <Elsewhere who={elsewhere} />;
  if (pack !== null) return <Awaited to={pack.for} at={pack.at} />;
  if (receipt !== null && receipt.pack !== said)
    return <Receipt code={receipt.code} pack={receipt.pack} onSaid={() => setSaid(receipt.pack)} />;
  return null;
}

function Awaited({ to, at }: { to: string; at: number }) {
  const zone = useZone();
  const name = useIncident((incident) => nameOf(incident, to));
  return (
    <section className="banner amber" aria-label="Handover file">
      <span>
        A handover file for {name} is out since {formatUtcAndLocal(at, zone)}. You have command until their receipt code
        is typed in here.
      </span>
      <Button small tone="amber" onPress={typeReceipt.perform}>
        Type the receipt
      </Button>
    </section>
  );
}

function Receipt({ code, pack, onSaid }: { code: string; pack: string; onSaid: () => void }) {
  const to = useIncident((incident) =>
    nameOf(incident, incident.station.packs.find((one) => one.id === pack)?.by ?? null),
  );
  return (
    <section className="banner amber station-receipt" aria-label="Receipt code">
      <div>
        <b>This laptop has command. Say the receipt to {to} over the bridge:</b>
        <p>
          Until it is typed in over there, that laptop goes on sending. If you cannot reach each other, both may act:
          say in the room who does.
        </p>
      </div>
      <Spoken label="The receipt code" code={code} />
      <Button small onPress={onSaid}>
        It was typed in
      </Button>
    </section>
  );
}

function Elsewhere({ who }: { who: string }) {
  const holder = useIncident(({ station }) => station.holder);
  const offered = useIncident(({ handover, station }) => {
    const open = handover.current?.id;
    return open !== undefined && station.packs.some((one) => one.handover === open && one.answeredAt === null);
  });
  const continues = useIncident(({ command, station }) => {
    const pack = station.packs.at(-1);
    return pack?.answeredAt === null && pack.for === command.commander;
  });
  const to = useIncident((incident) => nameOf(incident, incident.handover.current?.to));
  const gone = holder?.is === 'gone' ? holder : null;
  return (
    <section className="banner" aria-label="Another laptop acts" role="status">
      <span>
        {gone === null
          ? `Warroom acts from ${who}. This laptop sends nothing yet.`
          : gone.vendor === null
            ? `You do not have command any more: it is on ${who}. This laptop sends nothing.`
            : 'Another laptop has taken command, as what stands outside shows. This laptop sends nothing.'}{' '}
        {offered
          ? `${to} reads the briefing back and says "I have command" here.`
          : 'Go on writing: it stays here until the records are merged. A decision waits for whoever has command.'}
      </span>
      {offered ? (
        <Button small tone="solid" hint="h" onPress={handOver.perform}>
          Read the briefing
        </Button>
      ) : continues ? (
        <Button
          small
          tone="solid"
          onPress={() => void dispatch({ type: 'station.take' }).then((answer) => tellAnswer(answer))}
        >
          Go on from here
        </Button>
      ) : (
        <Button small onPress={openHandoverFile.perform}>
          Open their file
        </Button>
      )}
      <Button small onPress={takeOverHere.perform}>
        Take over…
      </Button>
    </section>
  );
}
