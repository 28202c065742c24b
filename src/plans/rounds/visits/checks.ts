import { invalid } from '#platform/problems.ts';

/** The checklist of a round gone through at a visit: each of its points with a verdict, one on a line. */

export const verdicts = { good: '符合', short: '不符合', none: '不适用' } as const;

export type CheckVerdict = keyof typeof verdicts;

export interface Check {
  point: string;
  verdict: CheckVerdict;
  /** What was seen, of a point that is not met. */
  remark: string;
}

/** The points of a round, as they were written one on a line. */
export const pointsIn = (points: string): string[] => points.split('\n').map((line) => line.trim()).filter(Boolean);

const LINE = new RegExp(`^(?<point>.*?)\\s*[：:]\\s*(?<word>${Object.values(verdicts).toSorted((a, b) => b.length - a.length).join('|')})[，,。；;：:\\s]*(?<remark>.*)$`, 'u');

/** The verdicts as they were written; lines without one are left out. */
export const checksIn = (written: string | null): Check[] =>
  (written ?? '').split('\n').flatMap((line) => {
    const found = LINE.exec(line.trim())?.groups;
    const verdict = found && (Object.keys(verdicts) as CheckVerdict[]).find((key) => verdicts[key] === found['word']);
    return verdict ? [{ point: found['point']!.trim(), verdict, remark: found['remark']!.trim() }] : [];
  });

/** How many points are not met. */
export const shortIn = (written: string | null): number => checksIn(written).filter(({ verdict }) => verdict === 'short').length;

/** The same back: one line for each. */
export const writtenAs = (checks: readonly Check[]): string =>
  checks.map(({ point, verdict, remark }) => `${point}：${verdicts[verdict]}${remark && `，${remark}`}`).join('\n');

/** Every point has its verdict, what is not met says what was seen, and each verdict has its point. @throws Problem 422 with the point that is missing */
export function expectComplete(points: string, written: string): void {
  const checks = checksIn(written);
  const asked = pointsIn(points);
  const missing = asked.filter((point) => checks.filter((check) => check.point === point).length !== 1);
  if (missing.length > 0) throw invalid({ checks: `${quoted(missing)}还没有结论，请选${Object.values(verdicts).join('、')}中的一个。` });
  const unsaid = checks.filter(({ verdict, remark }) => verdict === 'short' && remark === '');
  if (unsaid.length > 0) throw invalid({ checks: `${quoted(unsaid.map(({ point }) => point))}不符合，请写一句看到了什么。` });
  const unknown = checks.find(({ point }) => !asked.includes(point));
  if (unknown) throw invalid({ checks: `“${unknown.point}”不在这次督查的内容里。另外看到的，请写在“情况”里。` });
}

const quoted = (points: readonly string[]): string => points.map((point) => `“${point}”`).join('');
