import type { Child } from 'hono/jsx';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { headline, ledgerEntry, outcomes, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { namesFor, type ReferralsShown } from '#duties/opinions/referrals/around.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { Due, senderWords, stateWords } from '#duties/opinions/referrals/sections.tsx';
import { assistingIn, escalated, inHand, overdue, toLookBack, undecided, unitStandings, type UnitStanding } from '#duties/opinions/referrals/waiting.ts';

type Named = ReferralsShown['named'];

/** One group of referrals under a heading; nothing of a group that is empty. */
function Group({ title, rows, named, more = [] }: { title: string; rows: readonly Referral[]; named: Named; more?: Column<Referral>[] }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <Table<Referral>
        caption={title}
        rows={[...rows]}
        href={({ id }) => `/${referral.path}/${id}`}
        columns={[
          { key: 'subject', label: '事由', cell: ({ subject }) => subject, onCards: 'title' },
          { key: 'due', label: '答复期限', cell: (row) => <Due row={row} near={named.near} />, tight: true },
          { key: 'sender', label: '转出', cell: (row) => senderWords(row, named) },
          ...more,
          { key: 'state', label: '状态', cell: stateWords, tight: true },
        ]}
      />
    </Section>
  );
}

const unitColumn = ({ units }: Named): Column<Referral> => ({ key: 'unit', label: '主办单位', cell: ({ lead_unit_id }) => units.get(lead_unit_id) ?? '' });

/** What waits for the unit, the nearest day first within each group. */
const inbox: Handler = (visit) => {
  if (unitsOf(visit.actor).length === 0) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const [own, assisting] = [await inHand(reading), await assistingIn(reading)];
    if (visit.json) return json(visit, { in_hand: own, assisting });
    const named = await namesFor(reading);
    const of = (...states: string[]) => own.filter(({ state }) => states.includes(state));
    return page(visit, (
      <Desk frame={frameOf(visit)} title="本单位的转办件">
        <Head title="本单位的转办件" lead={own.length + assisting.length > 0 ? `主办${own.length}件，会办${assisting.length}件，按期限先后排列。` : undefined} others={[{ label: '全部转办件', href: `/${referral.path}` }, { label: '承诺台账', href: '/commitments' }, { label: '答复范本', href: '/reply-templates' }]} />
        {own.length + assisting.length === 0 && <Empty title="现在没有等您单位办的转办件。" />}
        <Group title="待签收" rows={of('sent')} named={named} />
        <Group title="办理中，等您拟写答复" rows={of('accepted')} named={named} />
        <Group title="答复稿等会签、审核" rows={of('drafted')} named={named} />
        <Group title="已提出不归本单位办，等决定" rows={of('returned')} named={named} />
        <Group title="请您会办的" rows={assisting} named={named} more={[unitColumn(named)]} />
      </Desk>
    ));
  });
};

const readsBoard = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'chair', 'auditor', 'worker', 'director', 'deputy_director');

/** What presses: for the county office of the whole county, for a committee of its own. */
const board: Handler = (visit) => {
  if (!readsBoard(visit)) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const late = await overdue(reading);
    const [pressed, decide, units] = [await escalated(reading, late), await undecided(reading), await unitStandings(reading)];
    if (visit.json) return json(visit, { undecided: decide, escalated: pressed, overdue: late, units });
    const named = await namesFor(reading);
    const others = late.filter(({ id }) => !pressed.some((one) => one.id === id));
    const unit = unitColumn(named);
    const urged: Column<Referral> = { key: 'pressed', label: '督办', cell: (row) => (row.pressed ? `${row.pressed}次，最近${row.pressed_on ?? ''}` : '') };
    return page(visit, (
      <Desk frame={frameOf(visit)} title="转办件：逾期和督办">
        <Head title="逾期和督办" back={{ label: referral.title, href: `/${referral.path}` }} lead={`等您决定${decide.length}件，逾期${late.length}件，其中列入督办${pressed.length}件。`} />
        <Group title="等您决定：退回和延期申请" rows={decide} named={named} more={[unit, { key: 'asks', label: '提出', cell: (row) => (row.extension_to ? `延期到${row.extension_to}` : `改由${named.units.get(row.proposed_unit_id ?? '') ?? ''}`) }]} />
        <Group title="列入县政协办公室督办" rows={pressed} named={named} more={[unit, urged]} />
        <Group title="其他逾期的" rows={others} named={named} more={[unit, urged]} />
        <UnitTable rows={units} named={named} />
        <AppliedLine bases={await allAppliedAt(reading, ['referral.escalate_days', 'referral.return_days', 'referral.most_extensions'], today())} />
      </Desk>
    ));
  });
};

function UnitTable({ rows, named }: { rows: UnitStanding[]; named: Named }): Child {
  if (rows.length === 0) return <Empty title="还没有转办件。" />;
  const number = (key: keyof UnitStanding, label: string): Column<UnitStanding> => ({ key, label, cell: (row) => row[key], align: 'end' });
  return (
    <Section title="各承办单位" count={rows.length}>
      <Table<UnitStanding>
        caption="各承办单位"
        rows={rows}
        href={({ lead_unit_id }) => `/${referral.path}?lead_unit_id=${lead_unit_id}`}
        columns={[
          { key: 'unit', label: '主办单位', cell: ({ lead_unit_id }) => named.units.get(lead_unit_id) ?? '', onCards: 'title' },
          number('handed', '转办（件）'), number('open', '在办'), number('late', '逾期'), number('bounced', '经过退回（次）'), number('replied', '已答复'), number('in_time', '按期答复'),
        ]}
      />
    </Section>
  );
}

/** 回头看: what was solved long enough ago to be asked about again. */
const lookBacks: Handler = (visit) => {
  if (!readsBoard(visit)) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const rows = await toLookBack(reading);
    if (visit.json) return json(visit, { items: rows.map(({ id, matter, committee_id, closed_on, called_back_on, outcome }) => ({ id, matter, committee_id, closed_on, called_back_on, outcome })) });
    const named = await namesFor(reading);
    return page(visit, (
      <Desk frame={frameOf(visit)} title="回头看">
        <Head title="回头看" lead="转办过、办结已久、之后还没有回访的。打开一件，问问群众是不是真的解决了，点“回访”登记。" back={{ label: referral.title, href: `/${referral.path}` }} />
        {rows.length === 0 ? <Empty title="现在没有要回头看的。" /> : (
          <section class="card list" aria-label="回头看">
            <Table<LedgerEntry>
              caption="回头看"
              rows={rows}
              href={({ id }) => `/${ledgerEntry.path}/${id}`}
              columns={[
                { key: 'matter', label: '反映事项', cell: ({ matter }) => headline(matter), onCards: 'title' },
                { key: 'place', label: '联络委', cell: ({ committee_id }) => named.places.get(committee_id) ?? '' },
                { key: 'handler', label: '承办单位', cell: ({ handler }) => handler ?? '' },
                { key: 'outcome', label: '办理结果', cell: ({ outcome }) => outcomes[outcome as keyof typeof outcomes] ?? '', tight: true },
                { key: 'closed_on', label: '办结日期', cell: ({ closed_on }) => closed_on ?? '', tight: true },
              ]}
            />
          </section>
        )}
        <AppliedLine bases={await allAppliedAt(reading, ['look_back.months'], today())} />
      </Desk>
    ));
  });
};

export function mountBoards(site: Site): void {
  const tag = referral.title;
  site.add({ method: 'GET', path: `/${referral.path}/inbox`, handle: inbox, readsOnly: true, api: { summary: '本单位的转办件', tag } });
  site.add({ method: 'GET', path: `/${referral.path}/board`, handle: board, readsOnly: true, api: { summary: '逾期和督办', tag } });
  site.add({ method: 'GET', path: '/look-backs', handle: lookBacks, readsOnly: true, api: { summary: '回头看', tag } });
}
