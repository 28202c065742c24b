import { DatabaseError } from '#platform/database/driver.ts';

/**
 * What the program prints: one line of JSON for each message where `LOG_FORMAT=json`, plain words otherwise, and never what belongs to a
 * person. Nobody's name can be told from a word, so what might hold one is left out altogether: the details, parameters and quoted values
 * of the database, and what follows the question mark of an address.
 */

type Level = 'info' | 'warning' | 'error';

const MASK = '…';

const maskings: [RegExp, string][] = [
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, `1${MASK}`], // mobile telephones
  [/(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g, `0${MASK}`], // telephones with their area
  [/(?<!\d)\d{17}[\dXx](?![\dXx])/g, `证${MASK}`], // identity numbers
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, MASK], // mail addresses
  [/\b(postgres(?:ql)?:\/\/)[^@\s]*@/g, `$1${MASK}@`], // the password of a database
  [/\b(Bearer|Basic)\s+\S+/gi, `$1 ${MASK}`],
  [/\b((?:__Host-)?session|password|token|secret|csrf|code)(=|"?:\s*"?)[^\s"&;,}]+/gi, `$1$2${MASK}`],
  [/(?<=\?)[^\s"'<>)]+/g, MASK], // what was asked for at an address
  [/: "[^"]*"/g, `: "${MASK}"`], // the value that PostgreSQL did not understand
  [/\b(Key \([^)]*\)=)\([^)]*\)/g, `$1(${MASK})`],
];

export const masked = (text: string): string => maskings.reduce((said, [pattern, mask]) => said.replace(pattern, mask), text);

/** An error in words that help whoever mends it: kind, code, place. The rest of a database's error quotes rows. */
export function errorWords(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return masked(typeof error === 'string' ? error : JSON.stringify(error) ?? String(error));
  const place = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
  const its = error instanceof DatabaseError ? [error.code, error.table, error.column, error.constraint, error.routine].filter(Boolean).join(' ') : '';
  const cause = error.cause !== undefined && depth < 3 ? `\ncaused by ${errorWords(error.cause, depth + 1)}` : '';
  return `${error.name}: ${masked(error.message)}${its && ` [${its}]`}${place && `\n${place}`}${cause}`;
}

export function line(level: Level, said: readonly unknown[], format: 'plain' | 'json', now = new Date()): string {
  const message = said.map((one) => (typeof one === 'string' ? masked(one) : errorWords(one))).join(' ');
  return format === 'json' ? JSON.stringify({ at: now.toISOString(), level, message }) : message;
}

/** From now on everything the program prints goes this way. */
export function keepLog(format: 'plain' | 'json'): void {
  const levels: [keyof Console & ('log' | 'info' | 'warn' | 'error'), Level, NodeJS.WriteStream][] = [['log', 'info', process.stdout], ['info', 'info', process.stdout], ['warn', 'warning', process.stderr], ['error', 'error', process.stderr]];
  for (const [name, level, stream] of levels) console[name] = (...said: unknown[]) => void stream.write(`${line(level, said, format)}\n`);
}
