import { draft, effects } from '#reports/proposal-reports/actions.ts';
import { proposalReport, type ProposalReport } from '#reports/proposal-reports/record.ts';
import { edit, take } from '#platform/records/write.ts';
import { TERM } from './institutions.ts';
import { dayIn, later, type Life } from './life.ts';
import { SESSION } from './proposals.ts';

const written = (body: string): string => body.replace(/^（请如实.*$/mu, '有的答复还不够具体，办复以后的落实要继续跟踪。').replace(/^（请.*$/mu, '把没有办结的提案列成清单，逐件跟踪到办成为止。');

/** The half-year's report on handling is finished; the session's report to the plenary is still being written. */
export function proposalReports(life: Life): void {
  const day = dayIn(life.year, 7, 8);
  let row: ProposalReport;
  life.on(day, life.office, async (act) => {
    const first = await draft(act, { kind: 'handling', from_on: `${life.year}-01-01`, to_on: `${life.year}-06-30` }, {});
    row = await edit<ProposalReport>(act, proposalReport, first.id, undefined, { body: written(first.body) });
  });
  life.on(later(day, 3), life.office, (act) => take(act, proposalReport, row.id, 'finish', { effect: effects.finish as never }));
  life.on(dayIn(life.year, 10, 20), life.office, (act) => draft(act, { kind: 'work', term: TERM, session: SESSION }, {}));
}
