import { z } from 'zod';
import { accepted, choice, lines, number, text } from '#platform/fields.ts';
import { invalid } from '#platform/problems.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { clauseName, clausesOf, emptyClause, levels, type Clause } from '#plans/clauses.ts';
import { complaintAbout, declaredParameter, parameters } from '#plans/parameters.ts';

/** More pieces than this no plan has; the longest that were seen have about sixty. */
export const MOST_CLAUSES = 300;
export const LONGEST = 5_000;

/** What is entered of one clause of a plan of this kind: its words, what it answers to, and the values that it sets. */
export const fieldsOfClause = (kind: string) => wordsOf(kind).extend(valueFields);

const wordsOf = (kind: string) =>
  z.object({
    level: choice('层级', levels),
    number: text('序号', 40, { hint: '照印发的原文写，例如：第六条、三、（二）' }).optional(),
    heading: text('标题', 100).optional(),
    text: lines('条文', LONGEST).optional(),
    key: choice('系统里对应', Object.fromEntries(clausesOf(kind).map(({ key, about }) => [key, about])), { hint: '页面、判断和提醒引用这一条时，写这一条的序号。没有对应的可以不选。' }).optional(),
  });

const valueFields = Object.fromEntries(Object.entries(parameters).map(([key, declared]) => {
  const label = declared.label;
  switch (declared.type) {
    case 'number': return [key, number(label, declared.min, declared.max, { hint: declared.unit && `${declared.min}到${declared.max}，单位：${declared.unit}` }).optional()];
    case 'choice': return [key, choice(label, declared.options).optional()];
    case 'text': return [key, text(label, declared.max).optional()];
  }
})) as Record<string, z.ZodType>;

/** The parameters that a clause sets first of all: those declared for what it answers to. */
export const ownParameters = (clause: Pick<Clause, 'key'>): string[] =>
  Object.entries(parameters).flatMap(([key, declared]) => (clause.key && declared.clause === clause.key ? [key] : []));

/** The other parameters that a plan of this kind may set: those of its clauses, and those that belong to no plan. */
export function otherParameters(kind: string, clause: Pick<Clause, 'key'>): string[] {
  const ofKind = new Set<string | null>([null, ...clausesOf(kind).map(({ key }) => key)]);
  return Object.entries(parameters).flatMap(([key, declared]) => (ofKind.has(declared.clause) && declared.clause !== clause.key ? [key] : []));
}

/** A clause as its form shows it. */
export const asForm = ({ parameters: set, ...words }: Clause): FormState['values'] => ({ ...words, ...set });

/** A clause from accepted values of its form. @throws Problem 422 when it says nothing */
export function asClause(values: Record<string, unknown>): Clause {
  const { level, number = '', heading = '', text: words = '', key = null, ...rest } = values;
  if (!number && !heading && !words) throw invalid({ text: '请填写序号、标题或条文。' });
  const set: [string, string][] = Object.entries(rest).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]]));
  const complaints = set.flatMap(([name, value]) => {
    const complaint = complaintAbout(declaredParameter(name)!, value);
    return complaint ? [[name, complaint]] : [];
  });
  if (complaints.length > 0) throw invalid(Object.fromEntries(complaints));
  return { level, number, heading, text: words, key, parameters: Object.fromEntries(set) } as Clause;
}

/** The clauses of a JSON body. @throws Problem 422 that says at which piece what is wrong */
export function clausesFrom(kind: string, sent: unknown): Clause[] {
  if (!Array.isArray(sent)) throw invalid({ clauses: '“clauses”应是条款的列表。' });
  if (sent.length > MOST_CLAUSES) throw invalid({ clauses: `一份方案最多${MOST_CLAUSES}条，这里有${sent.length}条。` });
  const fields = fieldsOfClause(kind).strict();
  return sent.map((one: unknown, place) => {
    try {
      const { parameters: set, ...words } = { ...emptyClause, ...(one as object) };
      return asClause(accepted(fields, { ...filled(words), ...valuesTyped(set) }));
    } catch (error) {
      throw invalid({ clauses: `第${place + 1}项：${sentencesOf(error)}` });
    }
  });
}

const filled = (words: object) => Object.fromEntries(Object.entries(words).filter(([, value]) => value !== '' && value !== null));

/** Values are kept as text, whatever their type. */
const valuesTyped = (set: unknown) =>
  Object.fromEntries(Object.entries((set ?? {}) as object).map(([key, value]) => [key, declaredParameter(key)?.type === 'number' && /^\d{1,9}$/.test(String(value)) ? Number(value) : value]));

const sentencesOf = (error: unknown): string => Object.values((error as { fields?: Record<string, string> }).fields ?? {}).join(' ') || '读不懂，请核对。';

/** One value is set in one clause, and one clause answers to one key: else nobody could say which holds. */
export function expectSingle(clauses: readonly Clause[]): void {
  if (clauses.length > MOST_CLAUSES) throw invalid({ '': `一份方案最多${MOST_CLAUSES}条，请合并后再添加。` });
  const seen = new Map<string, Clause>();
  for (const clause of clauses) {
    for (const name of [...(clause.key ? [clause.key] : []), ...Object.keys(clause.parameters)]) {
      const before = seen.get(name);
      if (before) throw invalid({ [name === clause.key ? 'key' : name]: `“${clauseName(before)}”已经写了这一项，请只在一条里写。` });
      seen.set(name, clause);
    }
  }
}
