/** What the program asks of one committee in a month, derived from what is declared: nobody keeps this list by hand. */
import type { z } from 'zod';
import { said, type FieldSaid } from '#platform/fields.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { monthsOf } from '#platform/obligations/spans.ts';

export interface Asking {
  /** The form. */
  title: string;
  path: string;
  /** Why it is asked, in the words of the duties. */
  why: string[];
  timesAMonth: number;
  fields: number;
  required: number;
}

export interface Circumstances {
  /** How many each obligation asks for, by its name. */
  required: ReadonlyMap<string, number>;
  /** Members of one committee, on average: what each member owes is entered by the committee. */
  membersOfOne: number;
}

/** What is asked of a committee, form by form. Several duties that one form discharges are asked for together. */
export function askings(obligations: readonly Obligation[], { required, membersOfOne }: Circumstances): Asking[] {
  const byRecord = Map.groupBy(obligations.filter(({ owedBy }) => owedBy !== 'county'), ({ dischargedBy }) => dischargedBy.declared);
  return [...byRecord].map(([declared, its]) => ({
    title: declared.title,
    path: declared.path,
    why: its.map(({ label }) => label),
    timesAMonth: its.reduce((sum, one) => sum + ((required.get(one.name) ?? 1) * (one.owedBy === 'member' ? membersOfOne : 1)) / monthsOf(one.rhythm), 0),
    ...counted(declared),
  }));
}

const fieldsOf = (declared: Lifecycle): [string, FieldSaid & { required: boolean }][] =>
  Object.entries(declared.fields?.shape ?? {}).map(([name, schema]) => [name, said(schema as z.ZodType)]);

function counted(declared: Lifecycle): Pick<Asking, 'fields' | 'required'> {
  const fields = fieldsOf(declared);
  return { fields: fields.length, required: fields.filter(([, { required }]) => required).length };
}

/** Minutes a month, if every field were filled in. */
export const minutes = ({ timesAMonth, fields }: Asking, seconds: number): number => (timesAMonth * fields * seconds) / 60;

export interface HeldTwice {
  record: string;
  field: string;
  /** The record that has it already, to which the form points. */
  heldBy: string;
}

/**
 * Fields that ask for what a record that the form must point to already holds: same word, same kind. Where the pointing may be left
 * out, the fields beside it describe somebody who is not there yet.
 */
export function heldTwice(records: readonly Lifecycle[]): HeldTwice[] {
  const byName = new Map(records.map((declared) => [declared.name, declared]));
  return records.flatMap((declared) => {
    const fields = fieldsOf(declared);
    const pointedTo = new Set(fields.flatMap(([, { to, required }]) => (to && required && to !== declared.name ? [to] : [])));
    return [...pointedTo].flatMap((name) => fieldsHeld(fields, byName.get(name)).map((field) => ({ record: declared.title, field, heldBy: byName.get(name)!.title })));
  });
}

function fieldsHeld(fields: ReturnType<typeof fieldsOf>, there: Lifecycle | undefined): string[] {
  if (!there) return [];
  const known = new Set(fieldsOf(there).map(([, { label, kind }]) => `${kind} ${label}`));
  return fields.filter(([, { label, kind }]) => !kind.startsWith('reference') && !freeWords.has(label) && known.has(`${kind} ${label}`)).map(([, { label }]) => label);
}

/** Words that many forms have and that say something else in each. */
const freeWords = new Set(['备注', '标题', '类别', '说明', '依据']);
