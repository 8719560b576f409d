// What a test of a connection found, line by line, with what mends it where a line failed.
import type { TestReport } from '../../../src-shared/delivery.ts';

/** Read out when it comes: the button that asked for it is not near. */
export function Report({ report }: { report: TestReport | 'under-way' | null }) {
  return (
    <div role="status" className="vendor-report">
      {report === null ? null : report === 'under-way' ? (
        <p className="settings-note">Asking…</p>
      ) : (
        <>
          <p>
            <b>{report.ok ? 'It works.' : 'It does not work yet.'}</b>
          </p>
          <ul>
            {report.lines.map((line) => (
              <li key={line.what} className={line.ok ? 'ok' : 'bad'}>
                <span aria-hidden="true">{line.ok ? '✓' : '✗'}</span>
                <span>
                  {line.what}: {line.ok ? '' : <b>failed. </b>}
                  {line.detail}
                  {line.mend === undefined ? null : <em>{line.mend}</em>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
