// Detection: who noticed it first. Beside the milestones, because it says how good the alerts are (DOMAIN.md 2; S2).
import { z } from 'zod';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const detectors = ['monitoring', 'user', 'staff'] as const;
export const detector = z.enum(detectors);
export type Detector = z.infer<typeof detector>;

export const detectorWords: Readonly<Record<Detector, string>> = {
  monitoring: 'monitoring',
  user: 'a user',
  staff: 'staff',
};

export const detectionEvents = {
  'detection.set': z.object({ by: detector, was: detector.nullable() }),
};

export const detectionCommands = {
  'detection.set': z.strictObject({ by: detector }),
};

/** `by`: null until somebody says it. */
export interface DetectionState {
  by: Detector | null;
}

export const detection = slice<DetectionState, typeof detectionEvents, typeof detectionCommands>({
  events: detectionEvents,
  commands: detectionCommands,
  initial: () => ({ by: null }),
  decide: {
    'detection.set': (incident, command, ctx) => {
      const was = incident.detection.by;
      if (was === command.by)
        return refuse('no-change', `It stands there already: detected by ${detectorWords[was]}.`, 'by');
      return decided(draft(ctx, 'detection.set', { by: command.by, was }));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null ? { by: event.payload.detectedBy ?? part.by } : part,
    'detection.set': (_part, event) => ({ by: event.payload.by }),
  },
  tell: {
    'detection.set': ({ payload }) => ({
      kind: 'note',
      text: `Detected by ${detectorWords[payload.by]}${payload.was === null ? '' : `, corrected from ${detectorWords[payload.was]}`}`,
    }),
  },
});
