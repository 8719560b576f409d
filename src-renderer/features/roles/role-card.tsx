// The card of a role: what whoever holds it does, and what not (DOMAIN.md 3).
import type { PlaybookRole } from '../../../src-shared/playbook/schema.ts';

export function RoleCard({ role }: { role: PlaybookRole }) {
  return (
    <div className="role-card">
      <Part title="Does" lines={role.card.do} />
      <Part title="Does not" lines={role.card.dont} />
    </div>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div>
      <b>{title}</b>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
