import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import type { Activity, Tally } from '#duties/attending/activity.ts';
import { onTheList, tallyOf, wholeList } from '#duties/attending/asking.ts';
import { halvesOf, type Half } from '#duties/attending/halves.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { isThere, presences, type Presence } from '#duties/attending/words.ts';

/**
 * Who was there, by the organiser's list: everybody who is asked and has no leave was there, unless the list says otherwise (forms activity_attend:
 * 默认全部“参加”，只改例外). Nobody signs in (ux 3.3).
 */

/** What one person's half-days were. */
export type Halves = Readonly<Record<Half, Presence>>;

/** What the list says of one invitation. */
export interface Mark {
  id: string;
  halves: Halves;
}

/** As it stands before anybody marks: what was marked last, else what follows from the answer. */
export function presumed(row: Attendance, halves: readonly Half[]): Halves {
  const marked = row.halves as Partial<Halves>;
  const otherwise: Presence = row.state === 'excused' || row.state === 'declined' ? 'leave' : 'present';
  return Object.fromEntries(halves.map((half) => [half, marked[half] ?? otherwise]));
}

const inputOf = (id: string, half: Half): string => `presence-${id}-${half}`;

/** The name of the input with which the page asks for one half-day of one person. */
export const presenceInput = inputOf;

/** What the page's inputs say, as the step takes it. */
export function markedIn(form: FormData): { marks?: string } {
  const byPerson = new Map<string, string[]>();
  for (const [name, value] of form) {
    const [, id, half] = /^presence-([0-9a-f-]{36})-(\d{4}-\d{2}-\d{2}(?:am|pm))$/.exec(name) ?? [];
    if (id && half) byPerson.set(id, [...(byPerson.get(id) ?? []), `${half}=${String(value)}`]);
  }
  return byPerson.size === 0 ? {} : { marks: [...byPerson].map(([id, halves]) => `${id} ${halves.join(' ')}`).join('\n') };
}

const isPresence = (word: string): word is Presence => Object.hasOwn(presences, word);

/** @throws Problem 422 at what cannot be read. */
function marksIn(written: string | undefined): Mark[] {
  return (written ?? '').split('\n').filter(Boolean).map((line) => {
    const [id = '', ...said] = line.trim().split(/\s+/);
    const halves = said.map((one) => one.split('='));
    if (!isId(id) || halves.some(([, word]) => !word || !isPresence(word))) throw invalid({ marks: `“${line.slice(0, 60)}”没有读懂。每行写邀请的编号，再写每个半天是${Object.keys(presences).join('、')}中的哪一个。` });
    return { id, halves: Object.fromEntries(halves) as Halves };
  });
}

/** Marks everybody on the list in one act; answers what the activity keeps of it, to be written with the activity's own step, and what the list comes to. */
export async function mark<Row extends Recorded>(act: Act, activity: Activity<Row>, row: Row, written: string | undefined): Promise<{ values: Partial<Row>; tally: Tally }> {
  const rows = (await wholeList(act, activity, row.id)).filter(onTheList);
  if (rows.length === 0) throw new Problem(422, 'nobody_asked', '名单上还没有人。请先在“邀请”里把参加的人列上，再登记出席。');
  const marks = marksIn(written);
  const unknown = marks.find(({ id }) => !rows.some((one) => one.id === id));
  if (unknown) throw invalid({ marks: '其中有人不在这次活动的名单上，可能刚被撤回。请刷新页面再登记。' });
  const halves = halvesOf(activity.occasion(row));
  for (const one of rows) await markOne(act, one, { ...presumed(one, halves), ...saidOf(halves, marks.find(({ id }) => id === one.id)?.halves) });
  const tally = await tallyOf(act, activity, row.id);
  return { values: activity.follow(tally), tally };
}

/** Half-days that the activity does not have are not marked: it may have been shortened since the page was opened. */
const saidOf = (halves: readonly Half[], said: Halves = {}): Halves =>
  Object.fromEntries(Object.entries(said).filter(([half]) => halves.includes(half as Half)));

async function markOne(act: Act, row: Attendance, halves: Halves): Promise<void> {
  const there = Object.values(halves).filter(isThere).length;
  const values = { halves: JSON.stringify(halves), came: there > 0, present_halves: there, marked_on: today(act) };
  await amend<Attendance>(act, attendance, row, values, { step: 'edit', relation: 'consequence', reason: markedWords(halves) });
}

/** As the journal says it: 参加2个半天；迟到1个半天. */
export function markedWords(halves: Partial<Halves>): string {
  const counts = Map.groupBy(Object.values(halves), (presence) => presence);
  return Object.entries(presences).flatMap(([key, word]) => {
    const n = counts.get(key as Presence)?.length ?? 0;
    return n > 0 ? [`${word}${n}个半天`] : [];
  }).join('，');
}
