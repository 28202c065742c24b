import { middots } from '#platform/people/dots.ts';
import { ethnicGroupNamed } from '#platform/people/ethnic-groups.ts';
import { check, info, leftOut, quoted, type Reader, type Reading, refused, type Remark, showing, understood } from '../reading.ts';
import { splitTelephone } from './telephone.ts';

/** A dot between the parts of a name, or a full stop in its place. */
const dots = new RegExp(`(?<=\\p{Script=Han})\\s*[${middots}．﹒.]\\s*(?=\\p{Script=Han})`, 'gu');

/** Characters a name field holds at least (the same notice: 25 Hanzi, 50 characters). */
const longestName = 50;

/** A name as it is stored: inner spaces of a short name taken out, dots made U+00B7. Never NFKC: it changes characters of names. */
export function tidyName(text: string): string {
  const name = text.replace(dots, '·').replace(/[\s\u200B\uFEFF]+/gu, ' ').trim();
  return /^[\p{Script=Han}· ]+$/u.test(name) ? name.replaceAll(' ', '') : name;
}

export interface PersonNameOptions {
  /** Fields of the row which the same cell may fill. */
  telephone?: string;
  sex?: string;
  ethnicGroup?: string;
  /** Words instead of a name (匿名) that mean nobody is named. */
  nobody?: readonly string[];
}

/**
 * Reads the name of one person, with what is often written behind it: （女，苗族）, a telephone number.
 */
export function personName(options: PersonNameOptions = {}): Reader<string> {
  return showing('王小明', (cell) => {
    const { rest, number } = options.telephone ? splitTelephone(cell.text) : { rest: cell.text, number: null };
    const { name: bare, notes } = splitNotes(rest);
    const name = tidyName(bare);
    const also = { ...alsoFrom(notes, options), ...(options.telephone && number ? { [options.telephone]: number } : {}) };
    if (name === '' && number) return { value: null, remarks: [], also };
    if (options.nobody?.includes(name)) return { value: null, remarks: [], also };
    const complaint = complaintAbout(name, cell.text);
    if (complaint) return complaint;
    return { ...understood(name, ...remarksOn(name, notes)), also };
  });
}

function splitNotes(text: string): { name: string; notes: string[] } {
  const notes: string[] = [];
  const name = text.replace(/[（(［[]([^）)］\]]*)[）)］\]]/gu, (_, inside: string) => {
    notes.push(...inside.split(/[，,、;；\s]+/u).filter((note) => note !== ''));
    return '';
  });
  return { name, notes };
}

function alsoFrom(notes: string[], options: PersonNameOptions): Record<string, unknown> {
  const sex = notes.map((note) => /^(男|女)性?$/u.exec(note)?.[1]).find((found) => found !== undefined);
  const group = notes.map(groupNoted).find((found) => found !== null);
  return {
    ...(options.sex && sex ? { [options.sex]: sex === '男' ? '1' : '2' } : {}),
    ...(options.ethnicGroup && group ? { [options.ethnicGroup]: group.name } : {}),
  };
}

/** Behind a name a group is written with 族: （白） may mean something else. */
const groupNoted = (note: string) => (note.endsWith('族') ? ethnicGroupNamed(note) : null);

function complaintAbout(name: string, written: string): Reading<never> | null {
  if (name === '') return refused(`“${quoted(written)}”里没有姓名。请填写姓名。`);
  if (Array.from(name).length > longestName) return refused(`姓名“${quoted(written)}”超过 ${longestName} 个字。请只填姓名。`);
  if (/\d/u.test(name) || !/\p{Letter}/u.test(name)) return refused(`“${quoted(written)}”不像姓名。请只填姓名。`);
  return null;
}

function remarksOn(name: string, notes: string[]): Remark[] {
  const unread = notes.filter((note) => !/^[男女]性?$/u.test(note) && !groupNoted(note));
  const remarks = unread.length > 0 ? [info(`姓名后的“${quoted(unread.join('，'))}”没有录入。`)] : [];
  return /[、，,;；/]/u.test(name) ? [...remarks, check(`“${quoted(name)}”像是几个人的姓名，请核对。`)] : remarks;
}

/** Reads several names in one cell, cut at 、 ， ; / and line breaks, and at spaces where that leaves whole names. */
export function personNames(): Reader<readonly string[]> {
  return showing('王小明、李大山', (cell) => {
    const names = splitNames(cell.text);
    if (names.length === 0) return leftOut(`“${quoted(cell.text)}”里没有姓名。`);
    const odd = names.filter((name) => Array.from(name).length > longestName || /\d/u.test(name));
    return odd.length > 0 ? refused(`“${quoted(odd[0]!)}”不像姓名。几个人请用顿号隔开，如“王芳、李强”。`) : understood(names);
  });
}

/** 王　芳、李强 张伟 → 王芳, 李强, 张伟. */
export function splitNames(text: string): string[] {
  return splitNotes(text)
    .name.replace(/等\s*\d*\s*[人名]?\s*$/u, '')
    .split(/[、，,;；/\n\t|]+/u)
    .flatMap((part) => joinedSingles(part.trim().split(/\s+/u)))
    .map(tidyName)
    .filter((name) => name !== '');
}

const single = /^\p{Script=Han}$/u;

/** A single character and the single character after it are a surname and its name, set apart to fill the line. */
function joinedSingles(words: string[]): string[] {
  const names: string[] = [];
  let surname = false;
  for (const word of words) {
    if (surname && single.test(word)) names.push(`${names.pop()}${word}`);
    else names.push(word);
    surname = !surname && single.test(word);
  }
  return names;
}
