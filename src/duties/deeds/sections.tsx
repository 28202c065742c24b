import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Table } from '#platform/ui/table.tsx';
import { confirmationWays, deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { progressOf } from '#duties/deeds/promises/keeping.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { confirmationWords, saidWords } from '#duties/deeds/words.ts';

/** What stands on the page of a deed besides its facts. */
export interface DeedShown {
  row: Deed;
  /** Those that this person may read; none for the member who did it. */
  confirmations: readonly DeedConfirmation[];
  /** Of a promise: what was done under it. */
  under: readonly Deed[];
  /** May hand out slips, tell of progress, attach pictures. */
  keeps: boolean;
  /** May enter what those who were helped say. */
  asks: boolean;
}

export const DeedSections = ({ shown, frame }: { shown: DeedShown; frame: Frame }) => (
  <>
    {shown.row.promise_term && <PromiseSection {...shown} />}
    {['recorded', 'verified'].includes(shown.row.state) && <ConfirmationSection shown={shown} frame={frame} />}
    {shown.keeps && ['recorded', 'verified'].includes(shown.row.state) && <PhotoRemark row={shown.row} />}
  </>
);

function PromiseSection({ row, under, keeps }: DeedShown) {
  const told = progressOf(row);
  return (
    <Section title="承诺" action={keeps && row.state === 'promised' && row.promise_term !== 'immediate' && <a href={`/${deed.path}/new?promise=${row.id}`}>在承诺下登记一件实事</a>}>
      {row.target && <p>要达到：{row.target}</p>}
      {row.measure && <LongText text={row.measure} />}
      {told.length > 0 && <ul class="plain">{told.map(({ on, note }) => <li>{on}　{note}</li>)}</ul>}
      {told.length === 0 && !row.target && !row.measure && <p class="quiet">还没有记进展。</p>}
      {under.length > 0 && <ul class="links">{under.map((one) => <li><a href={`/${deed.path}/${one.id}`}>{one.deed}</a>　{one.done_on}　{deed.states[one.state as 'recorded'].label}</li>)}</ul>}
    </Section>
  );
}

const spoken = ({ confirmation, confirmed_n, confirmed_on }: Deed): string => `${confirmationWords[confirmation as 'done']}（${confirmed_n}人，最近${confirmed_on}）`;

function ConfirmationSection({ shown: { row, confirmations, keeps, asks }, frame }: { shown: DeedShown; frame: Frame }) {
  return (
    <Section title="受益人确认" action={asks && <a href={`/${deedConfirmation.path}/new?deed=${row.id}`}>录入回访或确认单</a>}>
      <p>{row.confirmation ? spoken(row) : '还没有确认。请受益人扫一下确认单，或由联络委回访；委员不能替自己确认。'}</p>
      {confirmations.length > 0 && (
        <Table<DeedConfirmation>
          caption="受益人确认"
          rows={[...confirmations]}
          href={({ id }) => `/${deedConfirmation.path}/${id}`}
          columns={[
            { key: 'said', label: '怎样说', cell: ({ said }) => saidWords[said as 'done'], onCards: 'title' },
            { key: 'way', label: '怎样确认的', cell: ({ way }) => confirmationWays[way as 'code'] },
            { key: 'missing', label: '还差什么', cell: ({ missing }) => missing ?? '' },
            { key: 'told_on', label: '日期', cell: ({ told_on }) => told_on, tight: true },
            { key: 'state', label: '状态', cell: ({ state, flags }) => (flags.length > 0 && state === 'given' ? '请核对' : deedConfirmation.states[state as 'given'].label), tight: true },
          ]}
        />
      )}
      {keeps && (
        <form class="form-actions" method="post" action={`/${deed.path}/${row.id}/slip`} data-turbo="false">
          <CsrfInput csrf={frame.csrf} />
          <button type="submit" class="btn">出示确认单（二维码）</button>
        </form>
      )}
    </Section>
  );
}

/** Said before anybody looks for a place to put a picture. */
function PhotoRemark({ row }: { row: Deed }) {
  if (row.photo_consent === 'agreed' || row.photo_consent === 'nobody') return null;
  return <p class="quiet">{row.photo_consent === 'refused' ? '照片里的人不同意留存，不附照片。没有照片也一样核实。' : '不要求拍照。要附照片的，请先问照片里的人，再点“登记照片是否同意”，然后才能添加。'}</p>;
}
