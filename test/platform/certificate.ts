// A certificate for the tests, made on the spot: no key lies in the repository, and none runs out.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** PEM texts of a key and of a certificate that vouches for itself, good for these host names. */
export function makeCertificate(hosts: readonly string[]): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('550403'), tagged(0x0c, Buffer.from('Warroom test')))));
  const toSign = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    sequence(ECDSA_WITH_SHA256),
    name,
    sequence(utcTime('250101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension('551d13', sequence(tagged(0x01, Buffer.from([0xff])))),
        extension('551d11', sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))))),
      ),
    ),
  );
  const whole = sequence(toSign, sequence(ECDSA_WITH_SHA256), bits(sign('sha256', toSign, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** The wire form of X.509 (DER): a tag, a length, what is in it. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const { length } = inside;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.from([0]), bytes);
const utcTime = (text: string): Buffer => tagged(0x17, Buffer.from(text));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), tagged(0x04, value));
const ECDSA_WITH_SHA256 = oid('2a8648ce3d040302');
