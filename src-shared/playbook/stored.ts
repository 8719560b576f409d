// A playbook as a record keeps it, which an earlier version may have written.
import { type Playbook, playbookSchema } from './schema.ts';

/**
 * Reads a playbook out of a record. What later versions added stands at the schema's default, which always means "not set",
 * so an incident declared under an older playbook asks for nothing that its playbook does not. Null: it cannot be read.
 */
export function readStoredPlaybook(json: string): Playbook | null {
  let stored: unknown;
  try {
    stored = JSON.parse(json);
  } catch {
    return null;
  }
  const read = playbookSchema.safeParse(stored);
  return read.success ? read.data : null;
}
