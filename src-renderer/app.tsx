// The cockpit on the screen: the list of incidents or the open one, whichever dialog is wanted, and the news.
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { listenToKeys } from './actions/keyboard.ts';
import { joinNativeMenu } from './actions/native-menu.ts';
import { Cockpit } from './cockpit.tsx';
import { Alarms } from './features/alarms/alarms.tsx';
import { DeclareDialog } from './features/declare/declare-dialog.tsx';
import { Announcer } from './features/footer/announcer.tsx';
import { ConnectionBanner } from './features/footer/connection-banner.tsx';
import { SharedFolderBanner } from './features/handover-file/shared-banner.tsx';
import { Palette } from './features/palette/palette.tsx';
import { AssignDialog } from './features/roles/assign-dialog.tsx';
import { Start } from './features/start/start.tsx';
import { rememberOnScreen } from './store/on-screen.ts';
import { openIncident, useRecord } from './store/record.ts';
import { closeDialog, resetView, useView, type Dialog } from './store/view.ts';
import { BrokenPart } from './ui/broken-part.tsx';
import { useFocusBack } from './ui/focus.ts';
import { followTheme } from './ui/theme.ts';
import { Toasts } from './ui/toast.tsx';
import './app.css';

export function App() {
  const openId = useRecord((record) => record.openId);
  const theme = useRecord((record) => record.host?.preferences.theme ?? null);
  useEffect(() => listenToKeys(document), []);
  useEffect(joinNativeMenu, []);
  useEffect(() => (openId === null ? undefined : rememberOnScreen(openId)), [openId]);
  useEffect(() => (theme === null ? undefined : followTheme(theme)), [theme]);
  useEffect(followAddress, []);
  // The address read at the start may have opened one already: what counts is the record, not this render.
  useEffect(() => writeAddress(useRecord.getState().openId), [openId]);
  return (
    <I18nProvider locale="en-GB">
      <ConnectionBanner />
      <BrokenPart key={openId} what="The cockpit" ways={WAYS_ON}>
        <Stage>{openId === null ? <Start shared={<SharedFolderBanner />} /> : <Cockpit />}</Stage>
      </BrokenPart>
      <BrokenPart what="This dialog" ways={[{ label: 'Close it', take: closeDialog }]}>
        <OpenDialog />
      </BrokenPart>
      <Announcer />
      <Alarms />
      <Toasts />
    </I18nProvider>
  );
}

const WAYS_ON = [
  { label: 'Try again', take: () => {} },
  { label: 'To the list of incidents', take: () => openIncident(null) },
];

/** Behind a dialog nothing can be reached; for readers and checks that do not know `inert`, it is hidden by name too. */
function Stage({ children }: { children: ReactNode }) {
  const behind = useView((view) => view.dialog !== null);
  return (
    <div className="stage" aria-hidden={behind || undefined}>
      {children}
    </div>
  );
}

function OpenDialog() {
  const dialog = useView((view) => view.dialog);
  useFocusBack(dialog !== null);
  return dialog === null ? null : <Suspense fallback={null}>{dialogOf(dialog)}</Suspense>;
}

// Dialogs that nobody needs in the first second come when they are asked for.
const ImportDialog = lazy(() =>
  import('./features/import-timeline/import-dialog.tsx').then((m) => ({ default: m.ImportDialog })),
);
const HandOverDialog = lazy(() =>
  import('./features/handover/hand-over-dialog.tsx').then((m) => ({ default: m.HandOverDialog })),
);
const OpenHandoverDialog = lazy(() =>
  import('./features/handover-file/open-dialog.tsx').then((m) => ({ default: m.OpenHandoverDialog })),
);
const SaveHandoverDialog = lazy(() =>
  import('./features/handover-file/save-dialog.tsx').then((m) => ({ default: m.SaveHandoverDialog })),
);
// Both at once: what were loaded within the open dialog would hide it meanwhile, and take its focus.
const PackDialog = lazy(async () => {
  const [{ PackDialog: Dialog }, { ByWire }] = await Promise.all([
    import('./features/station/pack-dialog.tsx'),
    import('./features/handover-file/by-wire.tsx'),
  ]);
  return { default: () => <Dialog byWire={(made, onSent) => <ByWire made={made} onSent={onSent} />} /> };
});
const ReceiptDialog = lazy(() =>
  import('./features/station/receipt-dialog.tsx').then((m) => ({ default: m.ReceiptDialog })),
);
const TakeOverDialog = lazy(() =>
  import('./features/station/take-over-dialog.tsx').then((m) => ({ default: m.TakeOverDialog })),
);
const SkipDialog = lazy(() => import('./features/handover/skip-dialog.tsx').then((m) => ({ default: m.SkipDialog })));
const WithdrawDialog = lazy(() =>
  import('./features/handover/withdraw-dialog.tsx').then((m) => ({ default: m.WithdrawDialog })),
);
const FallbackDialog = lazy(() =>
  import('./features/fallback/fallback-dialog.tsx').then((m) => ({ default: m.FallbackDialog })),
);
const SeatDialog = lazy(() => import('./features/seat/seat-dialog.tsx').then((m) => ({ default: m.SeatDialog })));
const RoleCardDialog = lazy(() =>
  import('./features/roles/role-card-dialog.tsx').then((m) => ({ default: m.RoleCardDialog })),
);
const FalseAlarmDialog = lazy(() =>
  import('./features/header/false-alarm-dialog.tsx').then((m) => ({ default: m.FalseAlarmDialog })),
);
const DocumentDialog = lazy(() =>
  import('./features/documents/document-dialog.tsx').then((m) => ({ default: m.DocumentDialog })),
);
const RedirectDialog = lazy(() =>
  import('./features/say-it-now/redirect-dialog.tsx').then((m) => ({ default: m.RedirectDialog })),
);
const EscalateDialog = lazy(() =>
  import('./features/escalation/escalate-dialog.tsx').then((m) => ({ default: m.EscalateDialog })),
);
const PhoneBookDialog = lazy(() =>
  import('./features/phone-book/phone-book-dialog.tsx').then((m) => ({ default: m.PhoneBookDialog })),
);
const ImportPeople = lazy(() =>
  import('./features/phone-book/import-people.tsx').then((m) => ({ default: m.ImportPeople })),
);
const CallDialog = lazy(() => import('./features/escalation/call-dialog.tsx').then((m) => ({ default: m.CallDialog })));
const UpdateDialog = lazy(() =>
  import('./features/say-it-now/update-dialog.tsx').then((m) => ({ default: m.UpdateDialog })),
);
const SnoozeDialog = lazy(() =>
  import('./features/header/snooze-dialog.tsx').then((m) => ({ default: m.SnoozeDialog })),
);
const ClocksDialog = lazy(() =>
  import('./features/clocks/clocks-dialog.tsx').then((m) => ({ default: m.ClocksDialog })),
);
const answers = () => import('./features/clocks/answer-dialogs.tsx');
const CheckInDialog = lazy(() => answers().then((m) => ({ default: m.CheckInDialog })));
const ReportDialog = lazy(() => answers().then((m) => ({ default: m.ReportDialog })));
const ExcuseDialog = lazy(() => answers().then((m) => ({ default: m.ExcuseDialog })));
const MoveStatusDialog = lazy(() =>
  import('./features/header/move-status-dialog.tsx').then((m) => ({ default: m.MoveStatusDialog })),
);
const SeverityDialog = lazy(() =>
  import('./features/header/severity-dialog.tsx').then((m) => ({ default: m.SeverityDialog })),
);
const ComplianceDialog = lazy(() =>
  import('./features/compliance/compliance-dialog.tsx').then((m) => ({ default: m.ComplianceDialog })),
);
const EvidenceDialog = lazy(() =>
  import('./features/evidence/evidence-dialog.tsx').then((m) => ({ default: m.EvidenceDialog })),
);
const DescribeDialog = lazy(() =>
  import('./features/header/describe-dialog.tsx').then((m) => ({ default: m.DescribeDialog })),
);
const MilestonesDialog = lazy(() =>
  import('./features/header/milestones-dialog.tsx').then((m) => ({ default: m.MilestonesDialog })),
);
const CorrectDialog = lazy(() =>
  import('./features/timeline/correct-dialog.tsx').then((m) => ({ default: m.CorrectDialog })),
);
const RetractDialog = lazy(() =>
  import('./features/timeline/retract-dialog.tsx').then((m) => ({ default: m.RetractDialog })),
);
const SettleDialog = lazy(() =>
  import('./features/hypotheses/settle-dialog.tsx').then((m) => ({ default: m.SettleDialog })),
);
const FilterDialog = lazy(() =>
  import('./features/timeline/filter-dialog.tsx').then((m) => ({ default: m.FilterDialog })),
);
const TimeDialog = lazy(() => import('./features/timeline/time-dialog.tsx').then((m) => ({ default: m.TimeDialog })));
const FindDialog = lazy(() => import('./features/find/find-dialog.tsx').then((m) => ({ default: m.FindDialog })));
const SwitchDialog = lazy(() =>
  import('./features/switch/switch-dialog.tsx').then((m) => ({ default: m.SwitchDialog })),
);
const DecisionDialog = lazy(() =>
  import('./features/decisions/decision-dialog.tsx').then((m) => ({ default: m.DecisionDialog })),
);
const RollbackDialog = lazy(() =>
  import('./features/decisions/rollback-dialog.tsx').then((m) => ({ default: m.RollbackDialog })),
);
const HypothesisDialog = lazy(() =>
  import('./features/hypotheses/hypothesis-dialog.tsx').then((m) => ({ default: m.HypothesisDialog })),
);
const TaskDialog = lazy(() => import('./features/tasks/task-dialog.tsx').then((m) => ({ default: m.TaskDialog })));
const ActionDialog = lazy(() =>
  import('./features/actions/action-dialog.tsx').then((m) => ({ default: m.ActionDialog })),
);
const StepDialog = lazy(() => import('./features/board/step-dialog.tsx').then((m) => ({ default: m.StepDialog })));
const TimeUpDialog = lazy(() =>
  import('./features/board/time-up-dialog.tsx').then((m) => ({ default: m.TimeUpDialog })),
);
const HelpDialog = lazy(() => import('./features/help/help-dialog.tsx').then((m) => ({ default: m.HelpDialog })));
const SettingsDialog = lazy(() =>
  import('./features/settings/settings-dialog.tsx').then((m) => ({ default: m.SettingsDialog })),
);
const PlaybooksDialog = lazy(() =>
  import('./features/playbook/playbooks-dialog.tsx').then((m) => ({ default: m.PlaybooksDialog })),
);
const DeliveryDialog = lazy(() =>
  import('./features/delivery/delivery-dialog.tsx').then((m) => ({ default: m.DeliveryDialog })),
);
const DeleteDialog = lazy(() =>
  import('./features/settings/delete-dialog.tsx').then((m) => ({ default: m.DeleteDialog })),
);
const RestoreDialog = lazy(() =>
  import('./features/settings/restore-dialog.tsx').then((m) => ({ default: m.RestoreDialog })),
);

function dialogOf(dialog: Dialog) {
  switch (dialog.name) {
    case 'declare':
      return <DeclareDialog drill={dialog.drill === true} />;
    case 'import':
      return <ImportDialog into={dialog.into} pasted={dialog.text ?? ''} />;
    case 'assign':
      return <AssignDialog role={dialog.role} replaces={dialog.from ?? null} />;
    case 'hand-over':
      return <HandOverDialog />;
    case 'open-handover-file':
      return <OpenHandoverDialog shared={dialog.shared ?? null} />;
    case 'save-handover-file':
      return <SaveHandoverDialog />;
    case 'hand-over-by-file':
      return <PackDialog />;
    case 'receipt':
      return <ReceiptDialog />;
    case 'take-over':
      return <TakeOverDialog />;
    case 'handover-skip':
      return <SkipDialog />;
    case 'handover-withdraw':
      return <WithdrawDialog />;
    case 'seat':
      return <SeatDialog deed={dialog.deed} />;
    case 'role-card':
      return <RoleCardDialog role={dialog.role} />;
    case 'false-alarm':
      return <FalseAlarmDialog />;
    case 'support-script':
    case 'sitrep':
      return <DocumentDialog kind={dialog.name} />;
    case 'fallback':
      return <FallbackDialog />;
    case 'redirect':
      return <RedirectDialog />;
    case 'escalate':
      return <EscalateDialog />;
    case 'phone-book':
      return <PhoneBookDialog />;
    case 'import-phone-book':
      return <ImportPeople />;
    case 'call':
      return <CallDialog to={dialog.to} />;
    case 'update':
      return <UpdateDialog audience={dialog.audience} />;
    case 'snooze':
      return <SnoozeDialog />;
    case 'clocks':
      return <ClocksDialog />;
    case 'check-in':
      return <CheckInDialog />;
    case 'report':
      return <ReportDialog publication={dialog.publication} />;
    case 'excuse-clock':
      return <ExcuseDialog clock={dialog.clock} label={dialog.label} />;
    case 'move-status':
      return <MoveStatusDialog to={dialog.to} />;
    case 'compliance':
      return <ComplianceDialog />;
    case 'evidence':
      return <EvidenceDialog />;
    case 'severity':
      return <SeverityDialog />;
    case 'describe':
      return <DescribeDialog />;
    case 'milestones':
      return <MilestonesDialog />;
    case 'correct':
      return <CorrectDialog entry={dialog.entry} />;
    case 'retract':
      return <RetractDialog entry={dialog.entry} />;
    case 'settle-hypothesis':
      return <SettleDialog hypothesis={dialog.hypothesis} outcome={dialog.outcome} />;
    case 'filter':
      return <FilterDialog />;
    case 'go-to-time':
      return <TimeDialog />;
    case 'search-all':
      return <FindDialog />;
    case 'switch-incident':
      return <SwitchDialog />;
    case 'decision':
      return <DecisionDialog from={dialog.from} />;
    case 'hypothesis':
      return <HypothesisDialog from={dialog.from} />;
    case 'task':
      return <TaskDialog from={dialog.from} />;
    case 'action':
      return <ActionDialog from={dialog.from} />;
    case 'rollback':
      return <RollbackDialog />;
    case 'step':
      return <StepDialog step={dialog.step} id={dialog.id} />;
    case 'time-up':
      return <TimeUpDialog record={dialog.record} id={dialog.id} />;
    case 'delivery':
      return <DeliveryDialog ask={dialog.ask} />;
    case 'delete':
      return <DeleteDialog incident={dialog.incident} />;
    case 'restore-backup':
      return <RestoreDialog backup={dialog.backup} />;
    case 'playbooks':
      return <PlaybooksDialog />;
    case 'palette':
      return <Palette />;
    case 'help':
      return <HelpDialog />;
    case 'settings':
      return <SettingsDialog />;
  }
}

/** Which incident is on screen stands in the address's fragment, so that a reload and the back button keep it. */
function followAddress(): () => void {
  const follow = (): void => {
    const wanted = /^#incident=([0-9A-HJKMNP-TV-Z]{26})$/u.exec(window.location.hash)?.[1] ?? null;
    if (wanted === useRecord.getState().openId) return;
    resetView();
    openIncident(wanted);
  };
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}

function writeAddress(openId: string | null): void {
  const wanted = openId === null ? '' : `#incident=${openId}`;
  if (window.location.hash === wanted) return;
  window.history.pushState(null, '', wanted === '' ? window.location.pathname : wanted);
}
