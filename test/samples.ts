import fc from 'fast-check';
import type { z } from 'zod';
import { said, type FieldSaid } from '#platform/fields.ts';

/** Ids that references may hold, by the name of the record pointed to. */
export type Pointed = Readonly<Record<string, readonly string[]>>;

const days = fc.integer({ min: 0, max: 729 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const words = fc.constantFrom('修路', '饮水', '路灯', '甲', "O'Brien", '𠮷野家', '阿卜杜拉·买买提');

/**
 * Random valid content of a record, from its declared fields: what a person could have entered.
 * References without ids in `pointed` stay empty; optional fields are sometimes left out.
 */
export function contentOf(fields: z.ZodObject, pointed: Pointed = {}): fc.Arbitrary<Record<string, unknown>> {
  const shape: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, schema] of Object.entries(fields.shape)) {
    const field = said(schema as z.ZodType);
    const value = valueOf(field, pointed);
    if (value) shape[name] = field.required ? value : fc.option(value, { nil: undefined });
  }
  return fc.record(shape);
}

function valueOf(field: FieldSaid & { max?: number }, pointed: Pointed): fc.Arbitrary<unknown> | undefined {
  const ids = pointed[field.to ?? ''] ?? [];
  switch (field.kind) {
    case 'day': return days;
    case 'month': return days.map((day) => day.slice(0, 7));
    case 'choice': return fc.constantFrom(...Object.keys(field.options ?? {}));
    case 'tick': return fc.boolean();
    case 'number': return fc.integer({ min: 1, max: 99 });
    case 'phone': return fc.constantFrom('13812345678', '0855-1234567');
    case 'reference': return ids.length > 0 ? fc.constantFrom(...ids) : undefined;
    case 'references': return ids.length > 0 ? fc.subarray([...ids]) : undefined;
    default: return words.map((word) => word.slice(0, field.max));
  }
}

/** The same `n` values every time: tests that fail can be looked at again. */
export const several = <T>(arbitrary: fc.Arbitrary<T>, n: number, seed = 1954): T[] => fc.sample(arbitrary, { numRuns: n, seed });

/** Any state of the record. */
export const stateOf = (declared: { states: Record<string, unknown> }): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(declared.states));
