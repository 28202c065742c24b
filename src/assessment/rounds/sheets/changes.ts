import { pointsTyped } from '#assessment/rounds/points.ts';
import { indicatorAt } from '#assessment/rounds/edition.ts';
import { isClosed } from '#assessment/rounds/sheets/columns.ts';
import type { AssessmentLine } from '#assessment/rounds/sheets/record.ts';
import { Exact, score, type Indicator, type Judgement, type Line, type Scheme } from '#assessment/schemes/facts.ts';
import { invalid } from '#platform/problems.ts';

/** What somebody says of the lines of a sheet, one on a line: 1.2：8；理由：少计一次协商. The same for a form, the interface and the journal. */

export interface Change {
  address: string;
  /** Points, or what was found of a judged line: one of the choices, 齐全, 缺甲、乙. */
  value: string;
  reason: string;
}

export const COMPLETE = '齐全';
export const LACKING = '缺';

const LINE = /^(?<address>\d{1,2}\.\d{1,2})\s*[：:]\s*(?<value>.*?)\s*(?:[；;]\s*理由\s*[：:]\s*(?<reason>.*))?$/u;

/** The changes as they were written. @throws Problem 422 for a line that cannot be read */
export const changesIn = (written: string | null | undefined): Change[] =>
  (written ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const found = LINE.exec(line)?.groups;
    if (!found) throw invalid({ changes: `“${line.slice(0, 30)}”读不懂。请写成：项目编号、冒号、分数、分号、理由，例如 1.2：8；理由：少计一次协商。` });
    return { address: found['address']!, value: found['value']!, reason: (found['reason'] ?? '').trim() };
  });

export const writtenAs = (changes: readonly Change[]): string =>
  changes.map(({ address, value, reason }) => `${address}：${value}${reason && `；理由：${reason}`}`).join('\n');

export interface Valued {
  points: Exact;
  judgement?: Judgement;
  /** What a line that waited for people says now. */
  sentence: string;
}

/** What a change is worth under the scheme. @throws Problem 422 at `field` with what is wrong */
export function valued(scheme: Scheme, line: AssessmentLine | undefined, change: Change, roles: readonly string[], field = 'changes'): Valued {
  const indicator = indicatorAt(scheme, change.address);
  if (!line || !indicator) throw invalid({ [field]: `考核办法里没有项目“${change.address}”。请照考核表左边的编号填写。` });
  if (isClosed(line)) throw invalid({ [field]: `“${line.name}”不对您计分，不用填写。` });
  const judgement = judgementIn(indicator, change, field);
  const judged = judgement && judgedLine(scheme, change.address, judgement, roles);
  const points = judged ? judged.points : pointsTyped(change.value, field);
  expectWithin(indicator, line, points, field);
  return { points, ...(judgement ? { judgement } : {}), sentence: judged?.sentence ?? `照理由填写${points}分。` };
}

/** What was found of a judged line, in the way the scheme lets people say it. */
function judgementIn({ judged, name }: Indicator, { value, reason }: Change, field: string): Judgement | undefined {
  if (judged?.choices) {
    if (!(value in judged.choices)) throw invalid({ [field]: `“${name}”请从${Object.keys(judged.choices).map((one) => `“${one}”`).join('')}中选一个。` });
    return { choice: value, reason };
  }
  if (judged?.parts) {
    const missing = value === COMPLETE ? [] : value.replace(new RegExp(`^${LACKING}`, 'u'), '').split('、');
    const unknown = missing.find((one) => !judged.parts!.all.includes(one));
    if (unknown !== undefined) throw invalid({ [field]: `“${name}”要的是${judged.parts.all.join('、')}。请写“${COMPLETE}”，或者写缺了哪几样。` });
    return { missing, reason };
  }
  return judged ? { points: Number(pointsTyped(value, field).toString()), reason } : undefined;
}

/** A judged line needs no records: the scheme's own arithmetic says what the judgement gives. */
function judgedLine(scheme: Scheme, address: string, judgement: Judgement, roles: readonly string[]): Line {
  const { sections } = score(scheme, { roles, events: [], judgements: { [address]: judgement } }, NO_RECORDS);
  return sections.flatMap(({ lines }) => lines).find((line) => line.address === address)!;
}

const NO_RECORDS = { from: '2000-01-01', to: '2000-12-31' };

function expectWithin({ least, most }: Indicator, { name }: AssessmentLine, points: Exact, field: string): void {
  const within = points.within(Exact.of(least), most === undefined ? undefined : Exact.of(most));
  if (!within.equals(points)) throw invalid({ [field]: `“${name}”${points.compare(within) > 0 ? `最多${most}分` : `最少${least}分`}，您填了${points}分。请改过再提交。` });
}
