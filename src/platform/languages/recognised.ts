import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { language, CHINESE } from '#platform/languages/language.ts';

/** Beside the program of another language: every phrase with its words. */
const PHRASES = 'phrases.json';

type Words = Readonly<Record<string, string>>;

interface Pattern {
  /** Begins so; most sentences are told apart by that alone. */
  beginning: string;
  matches: RegExp;
  words: string;
  /** So much of it is said by the program and not put in. */
  certain: number;
}

let inOwnWords: ((sentence: string) => string) | undefined;

/**
 * A sentence that the Chinese program said about an act, in this language. It comes over a redirect as it was said, so it is the one
 * thing that is recognised by its words; what was put into it (names, numbers) stays as it is. A sentence that is not known stays Chinese.
 */
export function recognised(sentence: string): string {
  if (language === CHINESE) return sentence;
  inOwnWords ??= recognising(wordsIn(join(import.meta.dirname, PHRASES)));
  return inOwnWords(sentence);
}

/**
 * Words that the plan may set, or the list of them that it sets, as they are told in this language: the usual ones that the program brings are known, a
 * county's own stay as they are.
 */
export function usualWords(text: string): string {
  if (language === CHINESE) return text;
  const whole = recognised(text);
  return whole === text ? text.split('、').map(recognised).join(', ') : whole;
}

const wordsIn = (file: string): Words => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Words) : {});

/** Recognises what these phrases say. */
export function recognising(words: Words): (sentence: string) => string {
  const holed = Object.entries(words).filter(([phrase, word]) => word && hole.test(phrase) && ending.test(phrase));
  const patterns = holed.map(([phrase, word]) => patternOf(phrase, word)).toSorted((a, b) => b.certain - a.certain);
  return (sentence) => {
    if (words[sentence]) return words[sentence];
    const best = patterns.find(({ beginning, matches }) => sentence.startsWith(beginning) && matches.test(sentence));
    const put = best?.matches.exec(sentence)?.slice(1) ?? [];
    return best ? filled(best.words, put.map((part) => words[part] ?? part)) : sentence;
  };
}

const hole = /\{\d+\}/;
/** Only whole sentences come over a redirect; a fragment with a hole would fit nearly everything. */
const ending = /[。？！]$/u;

function patternOf(phrase: string, words: string): Pattern {
  const said = phrase.split(/\{\d+\}/).map((part) => part.replaceAll('{{', '{').replaceAll('}}', '}'));
  return { beginning: said[0]!, matches: new RegExp(`^${said.map(literally).join('(.*?)')}$`, 'su'), words, certain: said.join('').length };
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const filled = (words: string, put: readonly string[]): string =>
  words.replace(/\{\{|\}\}|\{(\d+)(?::([^{}]*))?\}/g, (whole: string, at?: string, choice?: string) => {
    if (at === undefined) return whole[0]!;
    const value = put[Number(at)] ?? '';
    const choices = choice?.split('|');
    if (!choices) return value;
    if (choices[0] === '~') return value.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
    return choices.length === 2 ? choices[value === '1' ? 0 : 1]! : (choices[Number(value) - 1] ?? value);
  });
