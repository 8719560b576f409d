// Slack, Statuspage and whoever comes: a section each, made from what the vendor says it needs.
import type { HostState } from '../../../src-shared/bridge.ts';
import { VendorSection } from './vendor.tsx';
import './vendors.css';

/** `wanted`: the vendor whose section was asked for from elsewhere. */
export function Vendors({ host, wanted }: { host: HostState; wanted: string | undefined }) {
  const { vendors, keychain } = host;
  return (
    <>
      {vendors.length === 0 || keychain.why === null ? null : (
        <p className="settings-note settings-whole">{keychain.why}</p>
      )}
      {vendors.map((vendor) => (
        <VendorSection
          key={vendor.vendor}
          vendor={vendor}
          wanted={vendor.vendor === wanted}
          keepsSecrets={keychain.kept}
        />
      ))}
    </>
  );
}
