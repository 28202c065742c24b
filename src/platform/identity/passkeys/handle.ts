import { parse, validate } from 'uuid';

/** What a key tells of its owner when it is asked who comes: two numbers of ours, nobody's name. */
export const handleOf = (county: string, accountId: string): Uint8Array<ArrayBuffer> => Uint8Array.from([...parse(county), ...parse(accountId)]);

const BYTES_OF_ID = 16;

/** The same read back; undefined for what is none of ours. */
export function accountIn(handle: string | null | undefined): { county: string; accountId: string } | undefined {
  const bytes = Buffer.from(handle ?? '', 'base64url');
  if (bytes.length !== 2 * BYTES_OF_ID) return undefined;
  const [county, accountId] = [idIn(bytes.subarray(0, BYTES_OF_ID)), idIn(bytes.subarray(BYTES_OF_ID))];
  return county && accountId ? { county, accountId } : undefined;
}

const idIn = (bytes: Uint8Array): string | undefined => {
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return validate(id) ? id : undefined;
};
