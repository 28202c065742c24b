import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { deviceOf } from '#platform/identity/device.ts';
import type { Party } from '#platform/identity/passkeys/ceremonies.ts';
import { SESSION_COOKIES, sessionLimits } from '#platform/identity/sessions.ts';
import type { Origin } from '#platform/identity/sign-in.ts';

/**
 * The address under which people reach this installation. PUBLIC_URL says it when a proxy stands before the program;
 * otherwise it is the one in the browser of whoever asks.
 */
export function publicOrigin(context: Context): string {
  const { PUBLIC_URL } = process.env;
  return new URL(PUBLIC_URL || context.req.url).origin;
}

/** To whom passkeys are bound: PUBLIC_URL where it is set, so that a forged Host header binds them to nobody else. */
export const partyOf = (context: Context): Party => ({ origin: publicOrigin(context) });

const [guarded, plain] = SESSION_COOKIES;
const isSecure = (context: Context): boolean => publicOrigin(context).startsWith('https:');

export const sessionCookie = (context: Context): string | undefined =>
  SESSION_COOKIES.map((name) => getCookie(context, name)).find((value) => value);

/** The server ends a session sooner; the browser forgets the cookie in any case after the longest possible time. */
export function keepSession(context: Context, value: string): void {
  const secure = isSecure(context);
  setCookie(context, secure ? guarded : plain, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: sessionLimits.member.hours * 3600 });
}

export function forgetSession(context: Context): void {
  for (const name of SESSION_COOKIES) {
    if (getCookie(context, name) === undefined) continue;
    setCookie(context, name, '', { path: '/', httpOnly: true, sameSite: 'Lax', secure: name === guarded || isSecure(context), maxAge: 0 });
  }
}

/** Device and network address of a visitor. Behind a proxy (TRUST_PROXY=1) the address is what the proxy added last. */
export function originOf(context: Context): Origin {
  const forwarded = process.env['TRUST_PROXY'] === '1' ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return { device: deviceOf(context.req.header('user-agent')), address: forwarded ?? socketAddress(context) };
}

function socketAddress(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    return ''; // asked within the process, without a network
  }
}

/** A place on this site to go on to; anything else is the front page. */
export function onward(next: string | undefined): string {
  return next && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) && !next.includes('\\') ? next : '/';
}
