import { invalid } from '#platform/problems.ts';

/** The checklist of a round gone through at a visit: each of its points with a verdict, one on a line. */

export const verdicts = { good: '符合', short: '不符合', none: '不适用' } as const;

export type CheckVerdict = keyof typeof verdicts;

export interface Check {
  point: string;
  verdict: CheckVerdict;
  remark: string;
}

/** The points of a round, as they were written one on a line. */
export const pointsIn = (points: string): string[] => points.split('\n').map((line) => line.trim()).filter(Boolean);

/** What is filled in: every point, waiting for its verdict. */
export const blankChecks = (points: string): string => pointsIn(points).map((point) => `${point}：`).join('\n');

const LINE = new RegExp(`^(?<point>.*?)\\s*[：:]\\s*(?<word>${Object.values(verdicts).toSorted((a, b) => b.length - a.length).join('|')})[，,。；;：:\\s]*(?<remark>.*)$`, 'u');

/** The verdicts as they were written; lines without one are left out. */
export const checksIn = (written: string | null): Check[] =>
  (written ?? '').split('\n').flatMap((line) => {
    const found = LINE.exec(line.trim())?.groups;
    const verdict = found && (Object.keys(verdicts) as CheckVerdict[]).find((key) => verdicts[key] === found['word']);
    return verdict ? [{ point: found['point']!.trim(), verdict, remark: found['remark']!.trim() }] : [];
  });

/** Every point has its verdict, and each verdict its point. @throws Problem 422 with the point that is missing */
export function expectComplete(points: string, written: string): void {
  const checks = checksIn(written);
  const asked = pointsIn(points);
  const missing = asked.filter((point) => checks.filter((check) => check.point === point).length !== 1);
  if (missing.length > 0) throw invalid({ checks: `“${missing.join('”“')}”要有一行结论：在冒号后面写${Object.values(verdicts).join('、')}，可以再写说明。` });
  const unknown = checks.find(({ point }) => !asked.includes(point));
  if (unknown) throw invalid({ checks: `“${unknown.point}”不在这次督查的内容里。另外看到的，请写在“情况”里。` });
}
