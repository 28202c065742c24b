import type { z } from 'zod';
import { said } from '#platform/fields.ts';
import type { Remark } from '#platform/writing-help/suggestion.ts';

/** Fewer characters say little of a situation. */
const SHORT = 30;

const remark = (sentence: string): Remark => ({ sentence, by: 'rules' });

/** What a whole text of this kind has and this one lacks, by what can be counted: the parts, and whether the advice can be answered one by one. */
export function structureOf(fields: z.ZodObject, parts: readonly string[], texts: Readonly<Record<string, string>>): Remark[] {
  const about = parts.flatMap((name) => {
    const label = said(fields.shape[name] as z.ZodType).label;
    const length = [...(texts[name] ?? '').replace(/\s/gu, '')].length;
    if (length === 0) return [remark(`还没有写“${label}”。`)];
    return length < SHORT ? [remark(`“${label}”只有${length}个字，可以再具体些：时间、地点、范围、多少户、多少人。`)] : [];
  });
  return [...about, ...aboutAdvice(texts['advice'] ?? ''), ...aboutFacts(parts, texts)];
}

function aboutAdvice(advice: string): Remark[] {
  if (advice.length < SHORT) return [];
  const found: Remark[] = [];
  if (advice.includes('\n') && !/(?:^|\n)\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])/u.test(advice)) found.push(remark('建议没有编号。编上一、二、三，答复和办理时好对应。'));
  if (/(?:加强|加大|提高|完善|重视)[^，。；]{0,12}(?:力度|意识|机制|水平|重视)/u.test(advice) && !/(?:由|请)[^，。；]{1,20}(?:牵头|负责|办理)|\d/u.test(advice)) found.push(remark('建议里多是“加强、完善”，可以写明由谁、在哪里、做到什么程度。'));
  return found;
}

/** A situation without any number or place is hard to check. */
const aboutFacts = (parts: readonly string[], texts: Readonly<Record<string, string>>): Remark[] => {
  const situation = texts[parts[0] ?? ''] ?? '';
  return situation.length >= 2 * SHORT && !/\d|[一二三四五六七八九十百千万]+(?:户|人|公里|米|亩|个|处|元)/u.test(situation) ? [remark('情况里没有一个数字，可以写上多少户、多少人、多长、多久。')] : [];
};
