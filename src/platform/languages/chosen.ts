import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import { CHINESE } from '#platform/languages/language.ts';

/** The browser keeps which language its owner reads; an account keeps it too, for every browser (identity/display-routes.ts). */
const COOKIE = 'language';

export const YEAR_SECONDS = 365 * 86_400;

const kept = new RegExp(`(?:^|; *)${COOKIE}=([A-Za-z0-9-]{2,20})(?:;|$)`);

export const chosenLanguage = (cookies: string | null): string | undefined => kept.exec(cookies ?? '')?.[1];

export const keepLanguage = (context: Context, language: string): void =>
  setCookie(context, COOKIE, language, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_SECONDS });

/**
 * The language to read in: the one that was chosen, else the first of the browser's own that is spoken here (RFC 4647, lookup). Nothing: Chinese, also for
 * whoever asks for whatever there is.
 */
export function languageToRead(headers: Headers, spoken: ReadonlySet<string>): string | undefined {
  const chosen = chosenLanguage(headers.get('cookie'));
  const wanted = chosen ? [chosen] : parseAccept(headers.get('accept-language') ?? '').filter(({ q }) => q > 0).map(({ type }) => type);
  const first = wanted.map((range) => spokenOf(range, spoken)).find((one) => one !== undefined);
  return first === CHINESE ? undefined : first;
}

/** What is spoken of a range, looked for ever less narrowly: `en-GB` is met by `en`, and every Chinese by ours. */
function spokenOf(range: string, spoken: ReadonlySet<string>): string | undefined {
  const parts = range.split('-');
  const ranges = parts.map((_, cut) => parts.slice(0, parts.length - cut).join('-').toLowerCase());
  const tags = ranges.map((one) => [...spoken].find((tag) => tag.toLowerCase() === one));
  return tags.find((tag) => tag !== undefined) ?? (range === '*' || parts[0]!.toLowerCase() === 'zh' ? CHINESE : undefined);
}
