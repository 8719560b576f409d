// One incident, one pane: header, clocks, roles, timeline with composer, and what goes out.
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Checklist } from './features/checklist/checklist.tsx';
import type { DocumentKind } from '../src-shared/incident/briefings.ts';
import type { IncidentSummary } from '../src-shared/bridge.ts';
import { Clocks } from './features/clocks/clocks.tsx';
import { ComplianceBanner } from './features/compliance/banner.tsx';
import { FallbackBanner } from './features/fallback/banner.tsx';
import { Composer } from './features/composer/composer.tsx';
import { Delivery } from './features/delivery/delivery.tsx';
import { Coach } from './features/drill/coach.tsx';
import { Footer } from './features/footer/footer.tsx';
import { Conflicts } from './features/header/conflicts.tsx';
import { HandoverBar } from './features/handover/handover-bar.tsx';
import { Header } from './features/header/header.tsx';
import { RoleBoard } from './features/roles/role-board.tsx';
import { SayItNow } from './features/say-it-now/say-it-now.tsx';
import { SharedFolderBanner } from './features/handover-file/shared-banner.tsx';
import { StationBanner } from './features/station/banner.tsx';
import { StatusPage } from './features/status-page/status-page.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { openIncident, useRecord } from './store/record.ts';
import { useView } from './store/view.ts';
import { Button } from './ui/button.tsx';

// Only a drill needs it, and it brings the documents along.
const PretendedDelivery = lazy(() =>
  import('./features/drill/pretended-delivery.tsx').then((m) => ({ default: m.PretendedDelivery })),
);

export function Cockpit() {
  const ready = useRecord((record) => record.incident !== null);
  const gone = useRecord((record) => record.gone);
  const level = useRecord((record) => record.incident?.severity.level ?? 4);
  const board = useView((view) => view.board);
  const room = useView((view) => view.room);
  const documents = useView((view) => view.documents);
  if (!ready) return <Opening gone={gone} />;
  return (
    <div className={`cockpit tint${level}`}>
      <Header />
      <div>
        <Coach />
        <Conflicts />
        <StationBanner />
        <SharedFolderBanner />
        <ComplianceBanner />
        <FallbackBanner />
        <Clocks />
        <HandoverBar />
      </div>
      <main className={`panes${documents === null ? '' : ' reading'}`}>
        <div className="left-column scroll">
          <RoleBoard />
          <Checklist />
        </div>
        <Timeline composer={<Composer />} board={board ? <WholeBoard /> : null} />
        <RightColumn />
        {room ? <WholeRoom /> : null}
        {documents === null ? null : <WholeDocuments kind={documents.kind} editing={documents.editing} />}
      </main>
      <Footer />
    </div>
  );
}

const Board = lazy(() => import('./features/board/board.tsx').then((m) => ({ default: m.Board })));

function WholeBoard() {
  return (
    <Suspense fallback={null}>
      <Board />
    </Suspense>
  );
}

const Room = lazy(() => import('./features/room/room.tsx').then((m) => ({ default: m.Room })));

function WholeRoom() {
  return (
    <Suspense fallback={null}>
      <Room />
    </Suspense>
  );
}

const Documents = lazy(() => import('./features/documents/documents.tsx').then((m) => ({ default: m.Documents })));

function WholeDocuments(props: { kind: DocumentKind; editing: boolean }) {
  return (
    <Suspense fallback={null}>
      <Documents {...props} />
    </Suspense>
  );
}

function RightColumn() {
  const open = useView((view) => view.drawer);
  // Out of sight while the room or the documents are shown, and still there: what is typed or held in it goes on.
  const away = useView((view) => view.room || view.documents !== null);
  const drill = useRecord((record) => record.incident !== null && record.incident.drill !== null);
  const column = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && useView.getState().dialog === null)
        useView.setState({ drawer: false });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <div ref={column} className={`right-column scroll${open ? ' open' : ''}${away ? ' away' : ''}`} id="right-column">
      <div className="drawer-close">
        <Button small tone="quiet" onPress={() => useView.setState({ drawer: false })}>
          Close panel
        </Button>
      </div>
      <StatusPage />
      <SayItNow />
      {drill ? (
        <Suspense>
          <PretendedDelivery />
        </Suspense>
      ) : (
        <Delivery />
      )}
    </div>
  );
}

/** Between asking for an incident and having it; or the words why it cannot be had. */
function Opening({ gone }: { gone: string | null }) {
  const summary = useRecord((record) => record.incidents?.find((one) => one.id === record.openId));
  return (
    <main className="opening">
      <h1 className="off-screen">Warroom</h1>
      <p role={gone === null ? 'status' : 'alert'}>{gone ?? openingWords(summary)}</p>
      {gone === null ? null : <Button onPress={() => openIncident(null)}>All incidents</Button>}
    </main>
  );
}

function openingWords(incident: IncidentSummary | undefined): string {
  return incident === undefined
    ? 'Opening the incident…'
    : `Opening ${incident.title}, ${incident.entries.toLocaleString('en')} entries…`;
}
