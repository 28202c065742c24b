import type { Reading } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { isCounted, suggestionsIn } from '#duties/proposals/drafting/cutting.ts';

/** What is looked at before a proposal is submitted, and while it is being written: the same in both places (domain rules 2.1). */

export interface Draft {
  title?: string | null;
  situation?: string | null;
  analysis?: string | null;
  advice?: string | null;
  suggested_ids?: readonly string[];
}

export interface Limits {
  title: number;
  recommended: number;
  most: number;
}

/** What is there, what must still be done, and what only deserves a second look: a hint never stops anybody. */
export interface Finding {
  tone: 'good' | 'missing' | 'hint';
  sentence: string;
  /** The field at which it is mended. */
  field?: 'title' | 'situation' | 'advice';
}

export const limitsOn = async (reading: Reading, day: string): Promise<Limits> => ({
  title: await parameterAt(reading, 'proposals.title_most', day),
  recommended: await parameterAt(reading, 'proposals.body_recommended', day),
  most: await parameterAt(reading, 'proposals.body_most', day),
});

export const examine = (draft: Draft, limits: Limits): Finding[] =>
  [...aboutTitle(draft.title ?? '', limits), ...aboutParts(draft), ...aboutAdvice(draft.advice ?? ''), ...aboutLength(draft, limits), ...aboutUnits(draft)];

/** Characters as a person counts them: without spaces and line breaks. */
const lengthOf = (text: string | null | undefined): number => [...(text ?? '').replace(/\s/gu, '')].length;

const good = (sentence: string): Finding => ({ tone: 'good', sentence });
const hint = (sentence: string, field?: Finding['field']): Finding => ({ tone: 'hint', sentence, field });
const missing = (sentence: string, field: Finding['field']): Finding => ({ tone: 'missing', sentence, field });

function aboutTitle(title: string, limits: Limits): Finding[] {
  if (title === '') return [missing('还没有写案由。', 'title')];
  const length = lengthOf(title);
  const found: Finding[] = [];
  if (length > limits.title) found.push(missing(`案由不超过${limits.title}字，现在有${length}字。`, 'title'));
  if (!/^关于.+的(?:提案|建议)$/u.test(title)) found.push(hint('案由一般写成“关于……的提案”或“关于……的建议”。', 'title'));
  if ((title.match(/关于/gu) ?? []).length > 1 || /以及|[；;]|并(?:建议|请求)/u.test(title)) found.push(hint('案由里像有不止一件事。一事一案：两件事请写成两件提案。', 'title'));
  return found.length > 0 ? found : [good('案由的写法合适。')];
}

function aboutParts({ situation, analysis, advice }: Draft): Finding[] {
  const found: Finding[] = [];
  if (!situation) found.push(missing('还缺“情况和问题”。', 'situation'));
  if (!advice) found.push(missing('还缺“建议”。', 'advice'));
  if (!analysis && situation) found.push(hint('没有写“原因分析”。有情况、有分析、有建议的提案更容易立案。'));
  return situation && analysis && advice ? [good('情况、分析、建议都写了。')] : found;
}

function aboutAdvice(advice: string): Finding[] {
  const { length } = suggestionsIn(advice);
  if (length === 0) return [];
  if (isCounted(advice)) return [good(`共${length}条建议，答复时逐条对应。`)];
  return [length > 1 ? hint(`建议没有编号，按行算作${length}条。编上一、二、三，答复时好对应。`) : hint('建议没有编号，算作1条。有几条的，请分行编上一、二、三。')];
}

function aboutLength(draft: Draft, { recommended, most }: Limits): Finding[] {
  const length = lengthOf(draft.situation) + lengthOf(draft.analysis) + lengthOf(draft.advice);
  if (length === 0) return [];
  if (length > most) return [missing(`正文最多${most}字，现在有${length}字，多了${length - most}字。`, 'situation')];
  return [length > recommended ? hint(`正文${length}字，建议精简到${recommended}字以内。`) : good(`正文${length}字。`)];
}

/** So many units handle one matter seldom. */
const MANY = 3;

const aboutUnits = ({ suggested_ids: units = [] }: Draft): Finding[] =>
  (units.length > MANY ? [hint(`建议的承办单位有${units.length}个。如果各办各的事，可能是几件事，请写成几件提案。`)] : []);
