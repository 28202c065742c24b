import { createRequire } from 'node:module';

const packageOf = createRequire(import.meta.url);

/** The dictionary of readings. Loaded when the first name is written or looked for: it is large, and most of the day nobody asks. */
const readings = () => packageOf('pinyin-pro') as typeof import('pinyin-pro');

/** Surnames with two living readings, of which dictionaries name one: 覃 is Qin here and Tan there. */
const alsoRead: Readonly<Record<string, string>> = { 覃: 'qt' };

/**
 * The initials of the pinyin of a name, in every usual reading: szm for 石志明; both sqs and dqs for 单秋生, because a surname has a reading of its own
 * and people type either. Answers nothing for what has no Chinese characters.
 */
export function initialsOf(name: string): string[] {
  const characters = [...name.replaceAll('·', '')].filter((character) => /\p{Script=Han}/u.test(character));
  if (characters.length === 0) return [];
  const bare = characters.join('');
  const read = (surname: 'head' | 'off') => readings().pinyin(bare, { pattern: 'first', toneType: 'none', type: 'array', surname, v: true }).join('').toLowerCase();
  const others = [...(alsoRead[characters[0]!] ?? '')].map((first) => first + read('head').slice(1));
  return [...new Set([read('head'), read('off'), ...others])].filter((initials) => /^[a-z]+$/u.test(initials));
}

/** Initials of several names as they are kept for the search: apart by spaces. */
export const initialsText = (names: readonly (string | null | undefined)[]): string => [...new Set(names.flatMap((name) => (name ? initialsOf(name) : [])))].join(' ');
