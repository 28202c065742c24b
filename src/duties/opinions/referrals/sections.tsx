import type { Child } from 'hono/jsx';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { Facts, LongText, type Fact } from '#platform/ui/facts.tsx';
import { Table } from '#platform/ui/table.tsx';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import type { Around, ReferralsShown } from '#duties/opinions/referrals/around.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { results, senders } from '#duties/opinions/referrals/words.ts';

/** How the pages of a referral put its columns into words. */

type Named = ReferralsShown['named'];

/** 转〔2025〕12号: counted through the year of the one who sent it. */
export const numberWords = ({ sent_on, number }: Pick<Referral, 'sent_on' | 'number'>): string => `转〔${sent_on.slice(0, 4)}〕${number}号`;

export const senderWords = ({ sent_by, committee_id }: Pick<Referral, 'sent_by' | 'committee_id'>, { places }: Pick<Named, 'places'>): string =>
  (sent_by === 'county' ? senders.county : `${places.get(committee_id) ?? ''}${senders.committee}`);

export const stateWords = ({ state }: Referral): string => referral.states[state as 'sent']?.label ?? state;
export const resultWords = ({ result }: Referral): string => (result ? results[result as 'solved'] : '');

/** The day by which the unit answers, with its light while the clock runs. */
export const Due = ({ row, near }: { row: Referral; near: number }) => <span class="due">{row.due_on} <DueLight declared={referral} row={row} near={near} /></span>;

export function referralFacts(row: Referral, around: Around): Fact[] {
  const { units } = around;
  const signed = (id: string) => (row.state === 'drafted' ? (row.countersigned_ids.includes(id) ? '（已会签）' : '（未会签）') : '');
  return [
    { label: '请办理的事项', value: <LongText text={row.matter} />, wide: true },
    { label: '地点', value: row.place },
    { label: '转出', value: `${row.sent_on} ${senderWords(row, around)}` },
    { label: '主办单位', value: `${units.get(row.lead_unit_id) ?? ''}${row.forced_on ? `（${row.forced_on}指定承办）` : ''}` },
    { label: '会办单位', value: row.assisting_ids.map((id) => `${units.get(id) ?? ''}${signed(id)}`).join('、') },
    { label: '答复期限', value: <Due row={row} near={around.near} /> },
    { label: '签收', value: row.accepted_on },
    ...(row.proposed_unit_id ? [{ label: '主办单位建议改由', value: units.get(row.proposed_unit_id) }] : []),
    ...(row.extension_to ? [{ label: '申请延期到', value: `${row.extension_to}（等待${senderWords(row, around)}决定）` }] : []),
    ...(row.bounced + row.extensions + row.pressed > 0 ? [{ label: '经过', value: turns(row) }] : []),
    ...(row.round > 1 ? [{ label: '办理次数', value: `第${row.round}次` }] : []),
  ];
}

const turns = ({ bounced, extensions, pressed, pressed_on }: Referral): string =>
  [bounced ? `退回${bounced}次` : '', extensions ? `延期${extensions}次` : '', pressed ? `督办${pressed}次${pressed_on ? `（最近${pressed_on}）` : ''}` : ''].filter(Boolean).join('，');

export function referralSections(row: Referral, around: Around): Child {
  return (
    <>
      {row.reply && <Answer row={row} title={row.replied_on ? '答复' : '答复稿'} />}
      {around.earlier.map((round) => <Answer row={round} title={`第${round.round}次办理的答复`} />)}
      {around.commitments.length > 0 && <Promised rows={around.commitments} near={around.near} />}
    </>
  );
}

function Answer({ row, title }: { row: Referral; title: string }) {
  const facts: Fact[] = [
    { label: '办理结果', value: resultWords(row) },
    ...(row.replied_on ? [{ label: '答复日期', value: `${row.replied_on}${row.on_time === false ? '（超过期限）' : ''}` }, { label: '审核人', value: row.checked_by }, { label: '告知群众', value: row.told_on }] : []),
    { label: '答复内容', value: <LongText text={row.reply ?? ''} />, wide: true },
    ...(row.promise ? [{ label: '承诺', value: `${row.promised_on}之前：${row.promise}`, wide: true }] : []),
  ];
  return <Section title={title}><Facts facts={facts} /></Section>;
}

const Promised = ({ rows, near }: { rows: Commitment[]; near: number }) => (
  <Section title="承诺" count={rows.length}>
    <Table<Commitment>
      caption="承诺"
      rows={rows}
      href={({ id }) => `/${commitment.path}/${id}`}
      columns={[
        { key: 'promise', label: '承诺办成什么', cell: ({ promise }) => promise, onCards: 'title' },
        { key: 'due', label: '期限', cell: (one) => <span class="due">{one.due_on} <DueLight declared={commitment} row={one} near={near} /></span>, tight: true },
        { key: 'state', label: '状态', cell: ({ state }) => commitment.states[state as 'open'].label, tight: true },
      ]}
    />
  </Section>
);

/** On the page of an entry: to whom it was handed, and how far each is. */
export function ReferralsOfEntry({ rows, named }: ReferralsShown) {
  if (rows.length === 0) return null;
  return (
    <Section title="转办" count={rows.length}>
      <Table<Referral>
        caption="转办"
        rows={[...rows]}
        href={({ id }) => `/${referral.path}/${id}`}
        columns={[
          { key: 'unit', label: '主办单位', cell: ({ lead_unit_id }) => named.units.get(lead_unit_id) ?? '', onCards: 'title' },
          { key: 'sent', label: '转出', cell: (row) => `${row.sent_on} ${senderWords(row, named)}` },
          { key: 'due', label: '答复期限', cell: (row) => <Due row={row} near={named.near} />, tight: true },
          { key: 'result', label: '办理结果', cell: resultWords, tight: true },
          { key: 'state', label: '状态', cell: stateWords, tight: true },
        ]}
      />
    </Section>
  );
}
