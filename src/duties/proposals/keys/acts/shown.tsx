import type { Child } from 'hono/jsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Section } from '#platform/ui/detail.tsx';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import type { KeySelection } from '#duties/proposals/keys/record.ts';
import { actKinds } from '#duties/proposals/keys/words.ts';

/** What was held for a key proposal, in the order of days. */
export function ActsOf({ row, acts, visit }: { row: KeySelection; acts: readonly KeyAct[]; visit: Visit }): Child {
  const add = holds(visit.actor, 'county_office') && ['chosen', 'supervised', 'concluded'].includes(row.state);
  return (
    <Section title="督办活动" count={row.acts_n} action={add && <a class="btn btn-quiet" href={`/${keyAct.path}/new?selection=${row.id}`}>登记督办活动</a>}>
      {acts.length === 0 ? <p class="quiet">还没有督办活动。</p> : <ol class="links">{acts.map((one) => <li><a href={`/${keyAct.path}/${one.id}`}>{one.held_on} {actKinds[one.kind as 'visit']}</a> <span class="quiet">{one.decided.slice(0, 80)}{stateWords(one)}</span></li>)}</ol>}
    </Section>
  );
}

const stateWords = ({ state }: KeyAct): string => (state === 'held' ? '' : `（${keyAct.states[state as 'void'].label}）`);
