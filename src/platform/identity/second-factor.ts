import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with the values that every authenticator app takes without being told. */
const STEP_SECONDS = 30;
/** A clock that is up to one step off is forgiven. */
const DRIFT = 1;
const SECRET_BYTES = 20;

/** A new secret as base32, as a person can also type it. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: '连心桥', label, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS });

/** What the QR code says to an authenticator app. */
export const enrolmentAddress = (secret: string, login: string, county: string): string => totp(secret, `${county} ${login}`).toString();

/**
 * The time step of a right code, else undefined. A step counts once: the caller keeps the last one used and hands it in.
 * @param lastStep the last step used, null when none
 */
export function stepOfCode(secret: string, code: string, lastStep: number | null, now: Date): number | undefined {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const drift = totp(secret).validate({ token: digits, timestamp: now.getTime(), window: DRIFT });
  if (drift === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + drift;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** In groups of four, for typing by hand. */
export const grouped = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ');
