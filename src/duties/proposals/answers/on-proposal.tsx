import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { roleWords, stateWords } from '#duties/proposals/answers/sections.tsx';
import { proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';
import { talksStanding, type TalksStanding } from '#duties/proposals/contacts/standing.ts';
import { stages, ways } from '#duties/proposals/contacts/words.ts';
import { handlers, roleOf } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Talks and letters on the page of their proposal. */
export interface HandlingShown {
  talks: ProposalContact[];
  letters: ProposalAnswer[];
  standing?: TalksStanding;
}

const MOST = 50;
const RUNNING: readonly string[] = ['assigned', 'disputed', 'accepted'];

export async function handlingOf(reading: Reading, row: Proposal): Promise<HandlingShown> {
  if (!row.lead_unit_id || row.state === 'merged') return { talks: [], letters: [] };
  const newest = [{ column: 'held_on', descending: true }];
  return {
    talks: await list<ProposalContact>(reading, proposalContact, { where: is<ProposalContact>('proposal_id', row.id), order: newest, limit: MOST }),
    letters: await list<ProposalAnswer>(reading, proposalAnswer, { where: is<ProposalAnswer>('proposal_id', row.id), limit: MOST }),
    standing: RUNNING.includes(row.state) ? await talksStanding(reading, row) : undefined,
  };
}

export function HandlingRooms({ row, shown, units, visit }: { row: Proposal; shown: HandlingShown; units: ReadonlyMap<string, string>; visit: Visit }): Child {
  if (!row.lead_unit_id || row.state === 'merged') return null;
  const own = handlers(row).filter((id) => unitsOf(visit.actor).includes(id));
  const writes = own.length > 0 || holds(visit.actor, 'county_office');
  const noting = writes && ['assigned', 'disputed', 'accepted', 'replied', 'rated'].includes(row.state);
  return (
    <>
      {(shown.talks.length > 0 || shown.standing || noting) && (
        <Section title="与提案人沟通" count={shown.talks.length} action={noting ? <a href={`/${proposalContact.path}/new?proposal=${row.id}`}>登记沟通</a> : undefined}>
          {shown.standing?.lacking && <p class="hint">{shown.standing.lacking}</p>}
          {shown.talks.length > 0 && <Talks rows={shown.talks} units={units} />}
        </Section>
      )}
      {(shown.letters.length > 0 || (writes && RUNNING.includes(row.state))) && (
        <Section title="答复函和会办意见" count={shown.letters.length}>
          {shown.letters.length > 0 && <Letters rows={shown.letters} units={units} />}
          {writes && <Begin row={row} own={own} letters={shown.letters} units={units} visit={visit} />}
        </Section>
      )}
    </>
  );
}

const Talks = ({ rows, units }: { rows: ProposalContact[]; units: ReadonlyMap<string, string> }): Child => (
  <Table<ProposalContact>
    caption="与提案人沟通" rows={rows} href={({ id }) => `/${proposalContact.path}/${id}`}
    columns={[
      { key: 'what', label: '沟通', cell: ({ stage, way, held_on }) => `${held_on} ${stages[stage as 'before']} ${ways[way as 'visit']}`, onCards: 'title' },
      { key: 'note', label: '谈了什么', cell: ({ note, state }) => (state === 'noted' ? note : `（${proposalContact.states[state as 'denied'].label}）${note}`) },
      { key: 'unit', label: '单位', cell: ({ unit_id }) => units.get(unit_id) ?? '' },
    ]}
  />
);

const Letters = ({ rows, units }: { rows: ProposalAnswer[]; units: ReadonlyMap<string, string> }): Child => (
  <Table<ProposalAnswer>
    caption="答复函和会办意见" rows={rows} href={({ id }) => `/${proposalAnswer.path}/${id}`}
    columns={[
      { key: 'unit', label: '单位', cell: (one) => `${units.get(one.unit_id) ?? ''}${one.round > 1 ? `（第${one.round}次办理）` : ''}`, onCards: 'title' },
      { key: 'role', label: '种类', cell: roleWords, tight: true },
      { key: 'doc_no', label: '发文字号', cell: ({ doc_no }) => doc_no ?? '', tight: true },
      { key: 'letter', label: '类别', cell: ({ letter }) => letter ?? '', tight: true },
      { key: 'state', label: '状态', cell: (one) => (one.sent_on ? `${one.sent_on}发出` : stateWords(one)), tight: true },
    ]}
  />
);

/** One button for the own unit; for the office one for each unit whose paper it may have to enter. */
function Begin({ row, own, letters, units, visit }: { row: Proposal; own: readonly string[]; letters: readonly ProposalAnswer[]; units: ReadonlyMap<string, string>; visit: Visit }): Child {
  const written = letters.filter(({ round, state }) => round === row.round && state !== 'void').map(({ unit_id }) => unit_id);
  const open = (own.length > 0 ? own : handlers(row)).filter((id) => !written.includes(id) && mayBegin(row, id));
  return open.map((unitId) => (
    <form method="post" action={`/${proposal.path}/${row.id}/answers`} class="begin-answer">
      <CsrfInput csrf={visit.csrf} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      <input type="hidden" name="unit_id" value={unitId} />
      <button type="submit" class="btn">{roleOf(row, unitId) === 'assisting' ? '写会办意见' : '拟写答复'}{own.length === 0 && `（代${units.get(unitId) ?? ''}）`}</button>
    </form>
  ));
}

const mayBegin = (row: Proposal, unitId: string): boolean =>
  (roleOf(row, unitId) === 'lead' ? proposal.steps.reply.from : proposal.steps.countersign.from).some((state) => state === row.state);
