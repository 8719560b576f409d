// Whom to believe on the other end: the authorities that Node brings and those that this machine trusts, as a company's
// own or that of a proxy that looks into what passes.
import tls from 'node:tls';
import type { Log } from '../ports.ts';

/** Reading the system's list takes up to a quarter of a second (576 on a Debian, in Electron 42): once, when first needed. */
export function trusted(log: Log): () => tls.SecureContext {
  let context: tls.SecureContext | null = null;
  return () => {
    context ??= makeContext(log);
    return context;
  };
}

function makeContext(log: Log): tls.SecureContext {
  const own = tls.getCACertificates('default');
  try {
    const system = tls.getCACertificates('system');
    const context = tls.createSecureContext({ ca: [...new Set([...own, ...system])] });
    log.info('certificates', { own: own.length, system: system.length });
    return context;
  } catch (error) {
    // One that cannot be read must not close the way out for all others.
    log.error('the certificates of the system cannot be used', { detail: String(error) });
    return tls.createSecureContext({ ca: own });
  }
}
