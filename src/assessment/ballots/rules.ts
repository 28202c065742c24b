/** How a ballot is counted. The rules are those of a county's vote on its government departments: domain rules 8.1 (S161). */

export const ways = { slips: '当场扫码投票', paper: '纸质票' } as const;
export type Way = keyof typeof ways;

export const outcomes = { valid: '有效', no_quorum: '到会人数不够，没有结果', too_many: '收回的票多于发出的票，无效' } as const;
export type Outcome = keyof typeof outcomes;

/** What is said without a mark. Never one of the answers: it has no worth of its own. */
export const ABSTAINED = '弃权';

/** So many lines a printed sheet of a ballot paper has; a longer one has several sheets. */
export const ON_ONE_SHEET = 30;

/** Somebody on whom is voted: of a committee, a member or a unit its id. */
export interface Question {
  id: string;
  name: string;
}

/** How many there were: people, slips, papers. */
export interface Numbers {
  asked_n: number;
  present_n: number;
  issued_n: number;
  /** Votes that came by slips. */
  used_n: number;
  /** Papers that came back, and how many of them are spoilt. */
  received_n: number;
  invalid_n: number;
}

/** More than the share of those who should attend. */
export const isQuorate = ({ asked_n, present_n }: Pick<Numbers, 'asked_n' | 'present_n'>, percent: number): boolean => present_n * 100 > percent * asked_n;

export function outcomeOf(numbers: Numbers, percent: number): Outcome {
  if (!isQuorate(numbers, percent)) return 'no_quorum';
  return numbers.received_n + numbers.used_n > numbers.issued_n ? 'too_many' : 'valid';
}

export const validOf = ({ used_n, received_n, invalid_n }: Pick<Numbers, 'used_n' | 'received_n' | 'invalid_n'>): number => used_n + received_n - invalid_n;

/** What cannot be, by the field that says it. */
export function wrongIn({ asked_n, present_n, issued_n, received_n, invalid_n }: Numbers): Record<string, string> | undefined {
  if (present_n > asked_n) return { present_n: `到会${present_n}人，比应到的${asked_n}人还多，请核对。` };
  if (issued_n > present_n) return { issued_n: `发出${issued_n}张票，比到会的${present_n}人还多。每人只发一张，请核对。` };
  if (invalid_n > received_n) return { invalid_n: `废票${invalid_n}张，比收回的纸质票${received_n}张还多，请核对。` };
  return undefined;
}

/** Of each question how often each answer was given, in their order. */
export type Counts = readonly (readonly number[])[];

/** How many papers say more than there are of them: the first question for which that is so. */
export const overfull = (questions: readonly Question[], counts: Counts, papers: number): Question | undefined =>
  questions.find((_, place) => sum(counts[place] ?? []) > papers);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** One answer sheet for each question: both ways together, and who gave no answer. */
export function answersTo(row: { questions: unknown; answers: readonly string[]; counts: unknown; slip_counts: unknown; used_n: number | null; received_n: number | null; invalid_n: number | null }): { question: Question; given: Record<string, number> }[] {
  const valid = validOf({ used_n: row.used_n ?? 0, received_n: row.received_n ?? 0, invalid_n: row.invalid_n ?? 0 });
  return questionsIn(row.questions).map((question, place) => {
    const both = row.answers.map((_, at) => (countsIn(row.counts)[place]?.[at] ?? 0) + (countsIn(row.slip_counts)[place]?.[at] ?? 0));
    return { question, given: { ...Object.fromEntries(row.answers.map((answer, at) => [answer, both[at]!])), [ABSTAINED]: valid - sum(both) } };
  });
}

export const questionsIn = (kept: unknown): Question[] => kept as Question[];
export const countsIn = (kept: unknown): Counts => (kept as Counts | null) ?? [];
