import { createHash } from 'node:crypto';

/** One of the group, with everything to which he or she belongs: committees, units, own memberships. */
export interface Checker {
  id: string;
  name: string;
  belongsTo: ReadonlySet<string>;
}

/** A sheet that is to be checked, of this committee, member or unit. */
export interface ToCheck {
  id: string;
  subject: string;
}

export interface Assigned extends ToCheck {
  checker: string;
  /** Only of those that the lot fell on. */
  rechecker?: string;
}

/** How the lot is drawn, in words for those who want to draw it again. */
export const METHOD = '每个考核对象的编号接在种子后面算 SHA-256，从小到大取前几个。';

const lotOf = (seed: string, subject: string): string => createHash('sha256').update(`${seed}${subject}`).digest('hex');

/** The subjects on whom the lot falls: this share of all, rounded up. The same seed gives the same ones, in whatever order they stand. */
export function drawn(subjects: readonly string[], percent: number, seed: string): Set<string> {
  const many = Math.ceil((subjects.length * percent) / 100);
  const ordered = subjects.map((id) => ({ id, lot: lotOf(seed, id) })).toSorted((a, b) => (a.lot < b.lot ? -1 : 1));
  return new Set(ordered.slice(0, many).map(({ id }) => id));
}

/** Who checks what: nobody the own one, those drawn by two different people, and everybody about as many as the others. Undefined checker: nobody may. */
export function assigned(sheets: readonly ToCheck[], group: readonly Checker[], sampled: ReadonlySet<string>): { assigned: Assigned[]; stranded: ToCheck[] } {
  const load = new Map(group.map(({ id }) => [id, 0]));
  const next = (subject: string, except?: string): string | undefined => {
    const may = group.filter(({ id, belongsTo }) => id !== except && !belongsTo.has(subject));
    const least = may.toSorted((a, b) => load.get(a.id)! - load.get(b.id)!)[0]?.id;
    if (least) load.set(least, load.get(least)! + 1);
    return least;
  };
  const result: Assigned[] = [];
  const stranded: ToCheck[] = [];
  // Sheets with fewest possible checkers first, so that a small group is enough.
  const choices = ({ subject }: ToCheck) => group.filter(({ belongsTo }) => !belongsTo.has(subject)).length;
  for (const sheet of sheets.toSorted((a, b) => choices(a) - choices(b) || (a.subject < b.subject ? -1 : 1))) {
    const checker = next(sheet.subject);
    const rechecker = checker && sampled.has(sheet.subject) ? next(sheet.subject, checker) : undefined;
    if (!checker || (sampled.has(sheet.subject) && !rechecker)) stranded.push(sheet);
    else result.push({ ...sheet, checker, ...(rechecker ? { rechecker } : {}) });
  }
  return { assigned: result, stranded };
}
