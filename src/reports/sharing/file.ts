import { z } from 'zod';
import { Problem } from '#platform/problems.ts';
import { FORMAT, fingerprintOf, isSigned } from '#reports/sharing/keys.ts';

/** What counties and superiors with machines of their own give each other: numbers one way, what is asked and how all stand the other way. */

const count = z.number().int().nonnegative().max(2_147_483_647).nullable();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime();
const period = z.string().regex(/^20\d{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/);

const reported = z.object({
  required: z.uuid(), label: z.string().max(200), unit: z.string().max(10), decimals: z.number().int().nullable(), definition: z.string().max(2_000), digest, period, from: z.iso.date(), to: z.iso.date(),
  value: count, numerator: count, denominator: count, as_of: moment, revision: z.number().int().positive().max(10_000), reason: z.string().max(500).nullable(),
}).refine(({ value, numerator, denominator }) => (value === null) === (numerator !== null && denominator !== null));

const figures = z.object({
  kind: z.literal('figures'), county: z.string().min(1).max(50), superior: z.string().max(50), serial: z.number().int().positive(), made_at: moment,
  names_shown: z.boolean(), agreed_by: z.string().max(100).nullable(), document_no: z.string().max(60).nullable(), figures: z.array(reported).max(5_000),
});

const wanted = z.object({
  id: z.uuid(), figure: z.string().max(80), conditions: z.string().max(1_000), kind: z.enum(['figure', 'ratio']), label: z.string().max(200), definition: z.string().max(2_000),
  unit: z.string().max(10), decimals: z.number().int().nullable(), digest, rhythm: z.enum(['month', 'quarter', 'half', 'year']), due_days: z.number().int().min(1).max(92), small: z.number().int().min(3).max(100), words: z.string().max(500).nullable(),
});

const standing = z.object({
  required_id: z.uuid(), period, n: z.number().int(), q1: z.number(), median: z.number(), q3: z.number(),
  named: z.array(z.object({ name: z.string().max(50), value: count, numerator: count, denominator: count })).max(200),
});

const asked = z.object({ kind: z.literal('asked'), superior: z.string().min(1).max(50), made_at: moment, required: z.array(wanted).max(500), standings: z.array(standing).max(5_000) });

export type FiguresContent = z.infer<typeof figures>;
export type AskedContent = z.infer<typeof asked>;
export type Wanted = z.infer<typeof wanted>;

/** Large enough for five thousand numbers with their definitions. */
export const FILE_LIMIT = 8 * 1024 * 1024;

const envelope = z.object({ format: z.literal(FORMAT), public_key: z.string().max(200), signature: z.string().max(200), content: z.unknown() });

/** What was signed, and by whom. @throws Problem 422 with a sentence for what is none of our files, was forged or altered */
export function readSigned<K extends 'figures' | 'asked'>(text: string, kind: K): { content: K extends 'figures' ? FiguresContent : AskedContent; fingerprint: string; publicKey: string } {
  const parsed = envelope.safeParse(jsonIn(text));
  if (!parsed.success) throw bad('not_ours', '这不是连心桥的上报文件。请选择对方从“数据共享”页导出的 .json 文件，不要用 Excel 或 WPS 打开后另存。');
  if (!isSigned(parsed.data)) throw bad('not_signed', '文件的签名没有对上：内容在签名之后被改动过，或者不是原件。系统没有收下任何数字，请对方重新导出、原样送来。');
  const content = (kind === 'figures' ? figures : asked).safeParse(parsed.data.content);
  if (!content.success) throw bad('wrong_kind', kind === 'figures' ? '文件的签名是对的，但里面不是各县上报的数字。请核对选的是不是对方导出的上报文件。' : '文件的签名是对的，但里面不是上级要的数字。请核对选的是不是上级导出的“需要的数字”文件。');
  return { content: content.data as K extends 'figures' ? FiguresContent : AskedContent, fingerprint: fingerprintOf(parsed.data.public_key), publicKey: parsed.data.public_key };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

export const bad = (code: string, sentence: string): Problem => new Problem(422, code, sentence, { fields: { file: sentence } });
