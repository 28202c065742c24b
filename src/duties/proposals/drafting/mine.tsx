import type { Child } from 'hono/jsx';
import { unitChoices } from '#institutions/facts.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { not, oneOf, type Predicate } from '#platform/predicate.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, printedDay, today } from '#platform/time.ts';
import { all } from '#platform/predicate.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Invitation } from '#duties/proposals/board.tsx';
import { invitationsOf } from '#duties/proposals/cosigning/waiting.ts';
import { whereItStands } from '#duties/proposals/drafting/standing.ts';
import { gatheringOn } from '#duties/proposals/plenaries/facts.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { author, cosigner } from '#duties/proposals/relations.ts';
import { numberWords } from '#duties/proposals/sections.tsx';

/** Nobody writes more in one's years as a member; the list of all has the rest. */
const MOST = 100;

interface Mine {
  calls: Plenary[];
  drafts: Proposal[];
  invitations: Proposal[];
  proposed: Proposal[];
  signed: Proposal[];
  units: ReadonlyMap<string, string>;
}

const filedAs = (row: Proposal): string => (row.proposal_no === null ? '' : numberWords(row));

const begun = oneOf<Proposal>('state', ['draft', 'returned']);

async function mineOf(reading: Reading): Promise<Mine> {
  const of = (where: Predicate<Proposal>, column: 'submitted_on' | 'changed_at') => list(reading, proposal, { where, order: [{ column, descending: true }], limit: MOST });
  const own = author.of(reading.actor);
  return {
    calls: await gatheringOn(reading, today()),
    drafts: await of(all(own, begun), 'changed_at'),
    invitations: await invitationsOf(reading),
    proposed: await of(all(own, not(begun)), 'submitted_on'),
    signed: await of(cosigner.of(reading.actor), 'submitted_on'),
    units: new Map((await unitChoices(reading)).map(({ value, label }) => [value, label])),
  };
}

const show = (visit: Visit): Promise<Response> => {
  if (membershipsOf(visit.actor).length === 0) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const { calls, drafts, invitations, proposed, signed, units } = await mineOf(reading);
    return page(visit, (
      <Desk frame={frameOf(visit)} title="我的提案" width="narrow">
        <Head title="我的提案" main={{ label: '写提案', href: `/${proposal.path}/new?own=1`, icon: 'add' }} others={[{ label: '查全部提案', href: `/${proposal.path}` }]} />
        {calls.map((one) => <Remark>{sessionShort(one)}会议正在征集提案，{printedDay(one.deadline_on)}截止。<a href={`/${plenary.path}/${one.id}`}>看征集通知</a></Remark>)}
        {invitations.map((row) => <Invitation visit={visit} row={row} />)}
        {drafts.length > 0 && <Listed title="我的草稿" rows={drafts} href={(row) => `/${proposal.path}/${row.id}`} about={(row) => `${whereItStands(row, units, true)} · ${dayOf(row.changed_at)}改过`} />}
        <Listed title="我提出的" rows={proposed} none="还没有提交过提案。" about={(row) => [filedAs(row), whereItStands(row, units, true)].filter(Boolean).join(' · ')} />
        {signed.length > 0 && <Listed title="我联名的" rows={signed} about={(row) => [filedAs(row), `${row.proposer_name}提出`, whereItStands(row, units, false)].filter(Boolean).join(' · ')} />}
      </Desk>
    ));
  });
};

interface ListedProps {
  title: string;
  rows: readonly Proposal[];
  about(row: Proposal): string;
  none?: string;
  href?(row: Proposal): string;
}

function Listed({ title, rows, about, none, href = (row) => `/${proposal.path}/${row.id}` }: ListedProps): Child {
  return (
    <Section title={title} count={rows.length}>
      {rows.length === 0 ? <p class="quiet">{none}</p> : rows.map((row) => (
        <div class="where-it-stands">
          <a href={href(row)}>{row.title}</a>
          <span class="quiet">{about(row)}</span>
        </div>
      ))}
    </Section>
  );
}

export const mountMine = (site: Site): void => site.add({ method: 'GET', path: `/${proposal.path}/mine`, handle: show });
