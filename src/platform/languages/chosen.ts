import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';

/** The browser keeps which language its owner reads; an account keeps it too, for every browser (identity/display-routes.ts). */
const COOKIE = 'language';

export const YEAR_SECONDS = 365 * 86_400;

const kept = new RegExp(`(?:^|; *)${COOKIE}=([A-Za-z0-9-]{2,20})(?:;|$)`);

export const chosenLanguage = (cookies: string | null): string | undefined => kept.exec(cookies ?? '')?.[1];

export const keepLanguage = (context: Context, language: string): void =>
  setCookie(context, COOKIE, language, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_SECONDS });
