import { randomUUID } from 'node:crypto';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Facts, LongText } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { isGrievance } from '#duties/opinions/shield/complained-of.ts';
import type { ViewsByStanding } from '#duties/opinions/shield/facts.ts';
import { purposes } from '#duties/opinions/shield/record.ts';

/** Where who told an entry is opened. */
export const reporterPath = (entry: string): string => `/${ledgerEntry.path}/${entry}/reporter`;

/** On the page of an entry, for those who call back: one click opens who told it, and the click says what for. */
export const ReporterSection = ({ frame, row, views }: { frame: Frame; row: LedgerEntry; views: readonly ViewsByStanding[] }) => (
  <Section title="查看反映人" id="reporter" action={<ViewsWords views={views} />}>
    <p class="hint">姓名和电话平时只显示一部分。点一个用途就打开全部，同时记入查看记录；反映人凭回执号能看到被查看过几次。</p>
    <form method="post" action={reporterPath(row.id)} class="shield-purposes">
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="request_id" value={randomUUID()} />
      {Object.entries(purposes).filter(([purpose]) => purpose !== 'other').map(([purpose, label]) => <button type="submit" class="btn" name="purpose" value={purpose}>{label}</button>)}
    </form>
  </Section>
);

const ViewsWords = ({ views }: { views: readonly ViewsByStanding[] }) => {
  const times = views.reduce((sum, one) => sum + one.times, 0);
  return <span class="quiet">{times === 0 ? '还没有人查看过' : `已查看${times}次`}</span>;
};

/** Who told it, in full, for as long as a call takes. */
export const ReporterPage = ({ frame, row }: { frame: Frame; row: LedgerEntry }) => (
  <Desk frame={frame} title="反映人" width="narrow">
    <Head title="反映人" lead={ledgerEntry.nameOf(row)} back={{ label: '回到这一条', href: `/${ledgerEntry.path}/${row.id}` }} />
    {isGrievance(row) && <Remark tone="warning">这件事反映的是单位或干部。不要把反映人告诉被反映的一方，也不要在转办材料里写出来。</Remark>}
    <section class="card">
      <div class="card-body">
        <Facts facts={[
          { label: '反映人', value: row.reporter ?? '没有留姓名' },
          { label: '联系电话', value: row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : '没有留电话' },
          ...(row.proxy ? [{ label: '代填人', value: row.proxy }] : []),
          ...(row.about_person ? [{ label: '被反映的干部', value: row.about_person }] : []),
          ...(row.matter_in_full ? [{ label: '导入时的原文', value: <LongText text={row.matter_in_full} />, wide: true }] : []),
        ]} />
        <p class="hint">这次查看已经记录。请只用于办理这件事，不抄录、不转发。</p>
      </div>
    </section>
  </Desk>
);
