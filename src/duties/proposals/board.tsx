import type { Visit } from '#platform/http/visit.ts';
import { frameOf } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { printedDay } from '#platform/time.ts';
import { BarChart } from '#platform/ui/charts/bar-chart.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Steps } from '#platform/ui/steps.tsx';
import type { Around } from '#duties/proposals/around.ts';
import { answersTo } from '#duties/proposals/cosigning/waiting.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Above the list: invitations to co-sign, answered in one tap; then how many stand where. */
export function Board({ visit, around }: { visit: Visit; around: Around }) {
  const { standing, invitations } = around;
  const states = Object.entries(proposal.states).filter(([state]) => standing.get(state));
  const whole = holds(visit.actor, 'county_office', 'chair', 'leader', 'auditor');
  const points = states.map(([state, { label }]) => ({ state, label, value: standing.get(state)!, href: `/${proposal.path}?state=${state}` }));
  return (
    <>
      {invitations.map((row) => <Invitation visit={visit} row={row} />)}
      {states.length > 1 && (
        <nav class="views" aria-label="按状态查看">
          <ul>
            {points.map(({ state, label, value, href }) => (
              <li><a href={href} aria-current={visit.query.get('state') === state ? 'page' : undefined}>{label} {value}</a></li>
            ))}
          </ul>
          {whole && (
            <details>
              <summary class="btn btn-quiet">看图</summary>
              <BarChart title="提案现在的状态" unit="件" points={points} />
            </details>
          )}
        </nav>
      )}
    </>
  );
}

export function Invitation({ visit, row }: { visit: Visit; row: Proposal }) {
  return (
    <Section title={`${row.proposer_name}请您联名`}>
      <Facts facts={[{ label: '案由', value: <a href={`/${proposal.path}/${row.id}`}>{row.title}</a>, wide: true }, ...(row.cosign_by ? [{ label: '签名截止', value: printedDay(row.cosign_by) }] : [])]} />
      <Steps frame={frameOf(visit)} declared={proposal} row={row} offers={answersTo(visit, row)} />
    </Section>
  );
}
