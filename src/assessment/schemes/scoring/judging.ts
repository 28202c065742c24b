import type { Judged, Voted } from '#assessment/schemes/scheme.ts';
import type { Outcome } from '#assessment/schemes/scoring/counting.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';

/** What assessors said of one indicator of one subject, with the reason. */
export interface Judgement {
  choice?: string;
  points?: number;
  missing?: readonly string[];
  reason: string;
}

/** What assessors found, in the way the scheme lets them say it. Undefined: they have not said it yet. */
export function byJudgement({ choices, between, parts }: Judged, judgement: Judgement | undefined): Outcome | undefined {
  if (!judgement) return undefined;
  const outcome = (points: Exact, how: string): Outcome => ({ points, given: [], passed: [], sentence: `${how}（理由：${judgement.reason}）。` });
  if (parts) {
    const missing = parts.all.filter((part) => judgement.missing?.includes(part));
    return outcome(Exact.of(parts.gives).minus(Exact.of(parts.lost_each).times(Exact.of(missing.length))), missing.length === 0 ? `${parts.all.length}项齐全，得${parts.gives}分` : `缺${missing.join('、')}，每缺一项扣${parts.lost_each}分`);
  }
  if (choices) {
    const points = judgement.choice === undefined ? undefined : choices[judgement.choice];
    return points === undefined ? undefined : outcome(Exact.of(points), `考核组评定“${judgement.choice}”，得${points}分`);
  }
  const [least, most] = between!;
  return judgement.points === undefined ? undefined : outcome(Exact.of(judgement.points).within(Exact.of(least), Exact.of(most)), `考核组在${least}至${most}分内评定${judgement.points}分`);
}

/** What the answers of a ballot are worth together. Undefined: nobody has voted yet. */
export function byBallot({ gives, worth }: Voted, answers: Readonly<Record<string, number>> | undefined): Outcome | undefined {
  const all = Object.entries(answers ?? {}).filter(([answer]) => answer in worth);
  const votes = all.reduce((sum, [, n]) => sum + n, 0);
  if (votes === 0) return undefined;
  const sum = Exact.sum(all.map(([answer, n]) => Exact.of(worth[answer]!).times(Exact.of(n))));
  return {
    points: Exact.of(gives).times(sum).dividedBy(Exact.of(votes)), given: [], passed: [],
    sentence: `有效票${votes}张：${all.map(([answer, n]) => `${answer}${n}张（计${Exact.of(worth[answer]!).times(Exact.of(100))}%）`).join('、')}，满分${gives}分。`,
  };
}

/** A result of somebody else's, bounded. Undefined: it has not come yet. */
export function fromOutside({ of, gives }: { of: string; gives?: number | undefined }, points: number | undefined): Outcome | undefined {
  if (points === undefined) return undefined;
  return { points: Exact.of(points).within(undefined, gives === undefined ? undefined : Exact.of(gives)), given: [], passed: [], sentence: `由${of}送来${points}分。` };
}
