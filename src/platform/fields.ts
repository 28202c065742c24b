import { z } from 'zod';
import { invalid } from '#platform/problems.ts';

/**
 * The fields of records: a zod schema that also knows the clerk's word for it. The same value validates the page's
 * form and the JSON, names the field in every sentence, and describes it in the API.
 */
export type FieldKind = 'text' | 'lines' | 'day' | 'month' | 'choice' | 'tick' | 'number' | 'phone' | 'reference' | 'references';

export interface FieldSaid {
  label: string;
  kind: FieldKind;
  hint?: string;
  /** For choices: value → the county's word. */
  options?: Readonly<Record<string, string>>;
  /** Of a choice: what stands in records besides, because it comes about and nobody picks it in a form. */
  arising?: Readonly<Record<string, string>>;
  /** For references: the name of the record pointed to. */
  to?: string;
}

declare module 'zod' {
  interface GlobalMeta {
    field?: FieldSaid;
  }
}

/** Typed text as it is stored: well-formed Unicode, no control characters but line breaks and tabs, no outer spaces. */
export const cleaned = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();

type Said = Omit<FieldSaid, 'label' | 'kind'>;

/**
 * `schema` belongs to this field alone. There are some thousand fields, and a schema is a kilobyte: `meta`, and every further check in a chain, would
 * keep what came before beside a copy of it (decision 35). So the checks are given at once, and fields share those that say the same.
 */
function described<S extends z.ZodType>(schema: S, label: string, kind: FieldKind, said: Said = {}): S {
  z.globalRegistry.add(schema, { title: label, description: said.hint, field: { label, kind, ...said } });
  return schema;
}

/** What all fields of a kind begin with. */
const words = z.string();
const wholeNumber = z.number().int();

const notEmpty = z.minLength(1);
const longest = new Map<number, ReturnType<typeof z.maxLength>>();

function atMost(max: number): ReturnType<typeof z.maxLength> {
  const check = longest.get(max) ?? z.maxLength(max);
  longest.set(max, check);
  return check;
}

const oneLine = (value: string): string => cleaned(value).replace(/\s*\n\s*/g, ' ');
const asOneLine = z.overwrite(oneLine);
const asLines = z.overwrite(cleaned);

/** One line of text of at most `max` characters. */
export const text = (label: string, max: number, said?: Said) =>
  described(words.check(asOneLine, notEmpty, atMost(max)), label, 'text', said);

/** Text with line breaks. */
export const lines = (label: string, max: number, said?: Said) =>
  described(words.check(asLines, notEmpty, atMost(max)), label, 'lines', said);

const dayTyped = [z.overwrite(asDay), z.refine<string>(isDay, { params: { day: true } })] as const;

/** A day as `YYYY-MM-DD`. Typed forms such as 2025.3.2 and 2025年3月2日 are brought into it. */
export const day = (label: string, said?: Said) =>
  described(words.check(...dayTyped), label, 'day', said);

const monthTyped = [z.overwrite(asMonth), z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)] as const;

/** A month as `YYYY-MM`. */
export const month = (label: string, said?: Said) =>
  described(words.check(...monthTyped), label, 'month', said);

export const choice = <const O extends Readonly<Record<string, string>>>(label: string, options: O, said?: Said) =>
  described(z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]), label, 'choice', { ...said, options });

export const tick = (label: string, said?: Said) => described(z.boolean(), label, 'tick', said);

/** A whole number between `min` and `max`. */
export const number = (label: string, min: number, max: number, said?: Said) =>
  described(wholeNumber.check(z.gte(min), z.lte(max)), label, 'number', said);

/** Hours and the like: whole or with a half. */
export const halves = (label: string, max: number, said?: Said) =>
  described(z.number().check(z.gte(0.5), z.lte(max), z.multipleOf(0.5)), label, 'number', said);

const phoneTyped = [z.overwrite(asPhone), z.regex(/^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8})$/)] as const;

/** A telephone number: digits, perhaps an area code with a dash. Spaces and full-width digits are put right. */
export const phone = (label: string, said?: Said) =>
  described(words.check(...phoneTyped), label, 'phone', said);

/** Another record of this kind, by its id. */
export const reference = (label: string, to: string, said?: Said) =>
  described(z.uuid(), label, 'reference', { ...said, to });

const anyId = z.uuid();

/** Several others, each once. */
export const references = (label: string, to: string, max: number, said?: Said) =>
  described(z.array(anyId).check(atMost(max), z.refine((ids) => new Set(ids).size === ids.length)), label, 'references', { ...said, to });

/** Typed on a Chinese keyboard. */
function halfWidth(value: string): string {
  return cleaned(value).normalize('NFKC');
}

function asDay(value: string): string {
  const typed = halfWidth(value);
  const parts = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : typed;
}

/** A day that the calendar has, within the years that records of this kind can have. */
export function isDay(value: string): boolean {
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function asMonth(value: string): string {
  const parts = /^(\d{4})\s*[-./年]?\s*(\d{1,2})\s*月?$/.exec(halfWidth(value));
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}` : value;
}

function asPhone(value: string): string {
  return halfWidth(value).replace(/[\s()]/g, '');
}

/** What a field of a form says of itself, looking through optional and nullable wrappers. */
export function said(schema: z.ZodType): FieldSaid & { required: boolean; max?: number } {
  let inner = schema as z.ZodType & { unwrap?: () => z.ZodType; maxLength?: number | null };
  let required = true;
  while (typeof inner.unwrap === 'function' && !inner.meta()?.field) {
    required = false;
    inner = inner.unwrap() as typeof inner;
  }
  const field = inner.meta()?.field;
  if (!field) throw new Error('a form field needs a label: use platform/fields.ts');
  return { ...field, required: required && !schema.safeParse(undefined).success, max: inner.maxLength ?? undefined };
}

/** The values of a form as the schema expects them: empty means not given (null on change), numbers and ticks as such. */
export function typed(schema: z.ZodObject, form: Iterable<[string, unknown]>): Record<string, unknown> {
  const sent = new Map<string, unknown[]>();
  for (const [name, value] of form) sent.set(name, [...(sent.get(name) ?? []), value]);
  const values: Record<string, unknown> = {};
  for (const [name, fieldSchema] of Object.entries(schema.shape)) {
    values[name] = asTyped(said(fieldSchema as z.ZodType).kind, sent.get(name) ?? []);
  }
  return values;
}

function asTyped(kind: FieldKind, sent: unknown[]): unknown {
  if (kind === 'references') return sent.filter((value) => value !== '');
  const [value] = sent;
  if (kind === 'tick') return value !== undefined && value !== '' && value !== 'false';
  if (typeof value !== 'string' || cleaned(value) === '') return undefined;
  if (kind === 'number') {
    const plain = halfWidth(value).replace(/[,，\s]/g, '');
    return /^-?\d{1,15}(\.\d{1,3})?$/.test(plain) ? Number(plain) : value;
  }
  return value;
}

/**
 * The values as the schema wants them.
 * @throws Problem 422 with a sentence at each field that is wrong.
 */
export function accepted<S extends z.ZodObject>(schema: S, values: unknown): z.output<S> {
  const result = schema.safeParse(values, { reportInput: true }); // without the input a wrong value is taken for a missing one
  if (!result.success) throw invalid(sentences(schema, result.error));
  return result.data;
}

/** A sentence at each field that is wrong, by field name; `''` for the form as a whole. */
function sentences(schema: z.ZodObject, error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      found[''] ??= `不认识的项目：${issue.keys.slice(0, 5).join('、')}。请核对名称。`;
      continue;
    }
    const name = String(issue.path[0] ?? '');
    const field = schema.shape[name] as z.ZodType | undefined;
    found[name] ??= field ? sentence(said(field), issue) : '内容的格式不对，请核对后再提交。';
  }
  return found;
}

function sentence(field: FieldSaid, issue: z.core.$ZodIssue): string {
  const { label, kind } = field;
  if (issue.input === undefined || issue.input === null || issue.input === '' || issue.code === 'too_small' && kind !== 'number') {
    return kind === 'choice' || kind === 'reference' ? `请选择“${label}”。` : `请填写“${label}”。`;
  }
  if (issue.code === 'too_big' && kind !== 'number') {
    return kind === 'references' ? `“${label}”最多选${issue.maximum}个。` : `“${label}”最多${issue.maximum}个字，请精简一些。`;
  }
  switch (kind) {
    case 'day': return `“${label}”要写成实际有的日期，例如 2025-03-02 或 2025年3月2日。`;
    case 'month': return `“${label}”请写成年月，例如 2025-03。`;
    case 'number': return numberSentence(label, issue);
    case 'tick': return `请先核对，再在“${label}”前打勾。`;
    case 'phone': return `“${label}”看起来多了或少了数字：手机号11位，座机请带区号，例如 0855-1234567。`;
    case 'choice': return `“${label}”请从列出的几项中选择。`;
    case 'reference': return `“${label}”没有对上，请从列表中重新选择。`;
    case 'references': return `“${label}”里有重复或没有对上的，请重新选择。`;
    default: return `“${label}”的格式不对，请核对。`;
  }
}

function numberSentence(label: string, issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `“${label}”不能小于${issue.minimum}。`;
  if (issue.code === 'too_big') return `“${label}”不能大于${issue.maximum}。`;
  if (issue.code === 'not_multiple_of') return `“${label}”请填整数或者带半，例如 2 或 2.5。`;
  return `“${label}”请填整数。`;
}
