// Every action there is, in the order palette and help show them.
import { acknowledgeIncident } from './acknowledge-incident.ts';
import type { Action } from './action.ts';
import { allowNotifications } from './allow-notifications.ts';
import { assignRole } from './assign-role.ts';
import { breakSlack } from './break-slack.ts';
import { changeSeverity } from './change-severity.ts';
import { claimCommand } from './claim-command.ts';
import { closeIncident } from './close-incident.ts';
import { copyEntries } from './copy-entries.ts';
import { declareIncident } from './declare-incident.ts';
import { describeIncident } from './describe-incident.ts';
import { filterTimeline } from './filter-timeline.ts';
import { goToTime } from './go-to-time.ts';
import { extendSeat } from './extend-seat.ts';
import { falseAlarm } from './false-alarm.ts';
import { giveTask } from './give-task.ts';
import { escalate } from './escalate.ts';
import { endDrill } from './end-drill.ts';
import { handOverByFile } from './hand-over-by-file.ts';
import { handOver } from './hand-over.ts';
import { takeOverHere } from './take-over-here.ts';
import { typeReceipt } from './type-receipt.ts';
import { importTimeline } from './import-timeline.ts';
import { logCheckIn } from './log-check-in.ts';
import { logEntry } from './log-entry.ts';
import { makeDecision } from './make-decision.ts';
import { muteAlarm } from './mute-alarm.ts';
import { openChecklist } from './open-checklist.ts';
import { nextIncident } from './next-incident.ts';
import { openClocks } from './open-clocks.ts';
import { openCompliance } from './open-compliance.ts';
import { openDelivery } from './open-delivery.ts';
import { openHandoverFile } from './open-handover-file.ts';
import { openEvidence } from './open-evidence.ts';
import { openHelp } from './open-help.ts';
import { openPhoneBook } from './open-phone-book.ts';
import { openPalette } from './open-palette.ts';
import { openPlaybooks } from './open-playbooks.ts';
import { openSettings } from './open-settings.ts';
import { draftNextStep } from './draft-next-step.ts';
import { openStatusPage } from './open-status-page.ts';
import { orderRollback } from './order-rollback.ts';
import { pauseDrill } from './pause-drill.ts';
import { postExecutiveUpdate } from './post-executive-update.ts';
import { postUpdate } from './post-update.ts';
import { previousIncident } from './previous-incident.ts';
import { proposeAction } from './propose-action.ts';
import { raiseHypothesis } from './raise-hypothesis.ts';
import { redirectExecutive } from './redirect-executive.ts';
import { reopenIncident } from './reopen-incident.ts';
import { resolveIncident } from './resolve-incident.ts';
import { reviewDelivery } from './review-delivery.ts';
import { saveHandoverFile } from './save-handover-file.ts';
import { sayWithoutSlack } from './say-without-slack.ts';
import { searchEveryTimeline } from './search-every-timeline.ts';
import { runDrill } from './run-drill.ts';
import { searchTimeline } from './search-timeline.ts';
import { setMilestone } from './set-milestone.ts';
import { showDocuments } from './show-documents.ts';
import { showIncidents } from './show-incidents.ts';
import { showOverdue } from './show-overdue.ts';
import { showSavedViews } from './show-saved-view.ts';
import { showSupportScript } from './show-support-script.ts';
import { showTimer } from './show-timer.ts';
import { snoozeUpdate } from './snooze-update.ts';
import { switchIncident } from './switch-incident.ts';
import { stateShift } from './state-shift.ts';
import { stepDown } from './step-down.ts';
import { toggleBoard } from './toggle-board.ts';
import { togglePanel } from './toggle-panel.ts';
import { toggleRoom } from './toggle-room.ts';
import { undoEntry } from './undo-entry.ts';
import { writeSitrep } from './write-sitrep.ts';

export const actions: readonly Action[] = [
  logEntry,
  searchTimeline,
  searchEveryTimeline,
  goToTime,
  filterTimeline,
  copyEntries,
  undoEntry,
  importTimeline,
  ...showSavedViews,
  toggleBoard,
  toggleRoom,
  orderRollback,
  makeDecision,
  raiseHypothesis,
  giveTask,
  proposeAction,
  logCheckIn,
  postUpdate,
  postExecutiveUpdate,
  redirectExecutive,
  writeSitrep,
  showDocuments,
  sayWithoutSlack,
  openStatusPage,
  draftNextStep,
  showSupportScript,
  openDelivery,
  reviewDelivery,
  snoozeUpdate,
  assignRole,
  handOver,
  handOverByFile,
  typeReceipt,
  takeOverHere,
  claimCommand,
  stepDown,
  extendSeat,
  stateShift,
  openChecklist,
  escalate,
  openPhoneBook,
  declareIncident,
  acknowledgeIncident,
  changeSeverity,
  openCompliance,
  openEvidence,
  describeIncident,
  setMilestone,
  resolveIncident,
  falseAlarm,
  closeIncident,
  reopenIncident,
  openHandoverFile,
  saveHandoverFile,
  runDrill,
  pauseDrill,
  breakSlack,
  endDrill,
  showIncidents,
  switchIncident,
  nextIncident,
  previousIncident,
  showOverdue,
  openClocks,
  muteAlarm,
  allowNotifications,
  showTimer,
  togglePanel,
  openPlaybooks,
  openSettings,
  openPalette,
  openHelp,
];
