import type { Finding } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Reading } from '#platform/records/act.ts';
import { spansDue, standingsOf } from '#plans/obligations/facts.ts';

const MET = ['discharged', 'discharged_late'];

/**
 * For every span of the scope that is due and every committee that stood through it, the obligation was discharged, if late. A span
 * from which a committee is excused is not examined.
 */
export async function everyCommitteeEvery(owing: Obligation, reading: Reading, scope: Scope): Promise<Finding> {
  const { title, path } = owing.dischargedBy.declared;
  const examined = (await standingsOf(reading, owing, await spansDue(reading, owing, scope), scope.committee)).filter(({ state }) => state !== 'excused');
  const missing = examined.filter(({ state }) => !MET.includes(state));
  return {
    examined: examined.length,
    counterExamples: missing.map(({ debtor, span, done }) => ({
      label: `${debtor.label} ${span.label}`, why: done === 0 ? `没有${title}记录` : `只有${done}次${title}记录，应有${span.required}次`, href: `/${path}`,
    })),
  };
}
