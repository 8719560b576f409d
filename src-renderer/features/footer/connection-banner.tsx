// Said at once, and for as long as it lasts: nothing can be saved now.
import { useRecord } from '../../store/record.ts';

export function ConnectionBanner() {
  const connection = useRecord((record) => record.connection);
  const trouble = useRecord((record) =>
    record.host?.journal.state === 'trouble' ? (record.host.journal.trouble ?? 'The journal is in trouble.') : null,
  );
  return (
    <div role="alert">
      {connection === 'lost' ? (
        <div className="banner">
          Not connected to the record. What you type stays here, and nothing is saved until the connection is back.
          Trying again…
        </div>
      ) : null}
      {connection === 'refused' ? (
        <div className="banner">
          Not connected to the record: this page is from an earlier start of Warroom. Copy what you typed, then open the
          address that Warroom printed when it was started.
        </div>
      ) : null}
      {connection === 'connected' && trouble !== null ? <div className="banner">{trouble}</div> : null}
    </div>
  );
}
