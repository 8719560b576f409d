// What somebody asks for in Slack: nothing yet.
import type { Hearer } from '../inlet.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Client } from './client.ts';
import type { Directory } from './directory.ts';
import type { Envelope } from './socket.ts';

export function answerAsked(
  envelope: Envelope,
  _sources: { hearer: Hearer; client: Client; directory: Directory; clock: Clock; log: Log },
): void {
  envelope.acknowledge();
}
