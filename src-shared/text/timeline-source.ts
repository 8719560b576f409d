// A timeline in whatever form it comes: another program's export, told by what is in it, or lines as people write them.
import type { PasteContext, PastedTimeline } from './pasted-timeline.ts';
import { readPastedTimeline } from './pasted-timeline.ts';
import { asTimeline } from './exports/reading.ts';
import { isSlackChannel, readSlackChannel, slackUsers } from './exports/slack.ts';
import { isStatuspageHistory, readStatuspageHistory } from './exports/statuspage.ts';

/** Above this an export is not read: a channel of a very busy week has a tenth of it. */
export const MAX_SOURCE = 50_000_000;

export interface SourceContext extends PasteContext {
  /** of several incidents in one file, the one to read */
  part?: string;
  /** users.json of a Slack export, as text */
  users?: string;
}

export function readTimelineSource(raw: string, ctx: SourceContext): PastedTimeline {
  if (raw.length > MAX_SOURCE)
    return {
      ...readPastedTimeline('', ctx),
      problem: `This is too large (${raw.length.toLocaleString('en')} characters; ${MAX_SOURCE.toLocaleString('en')} fit). Import it day by day.`,
    };
  const start = raw.trimStart().charAt(0);
  if (start !== '[' && start !== '{') return readPastedTimeline(raw, ctx);
  const read = parsed(raw);
  if (read === undefined) {
    // A paste may begin with a bracket, as "[14:32] first alert" does.
    const lines = readPastedTimeline(raw, ctx);
    return lines.counts.timed > 0
      ? lines
      : {
          ...lines,
          problem:
            'This looks like JSON and is cut off or damaged: it cannot be read. Export it again, or paste lines with times.',
        };
  }
  if (isSlackChannel(read)) return asTimeline(readSlackChannel(read, slackUsers(parsed(ctx.users ?? ''))));
  if (isStatuspageHistory(read)) return asTimeline(readStatuspageHistory(read, ctx.part));
  return {
    ...readPastedTimeline('', ctx),
    problem:
      "This JSON is no timeline that Warroom knows. It reads a channel's file of a Slack export (an array of messages with ts and text) and a Statuspage history (/api/v2/incidents.json).",
  };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
}
