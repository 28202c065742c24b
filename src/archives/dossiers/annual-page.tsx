import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { shownMoment } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { confirmationOf, type MemberAnnual } from '#archives/annuals/facts.ts';
import { annualFields, memberAnnual } from '#archives/annuals/record.ts';
import { annualParts, annualSummary, type AnnualPart } from '#archives/dossiers/annual.ts';
import type { Printing } from '#archives/dossiers/papers.ts';
import { yearsOf, type Dossier } from '#archives/dossiers/whose.ts';

/** A term has five years. */
const MOST_YEARS = 4;

/** 委员年度履职情况登记表 on the screen: each number leads to the lines of the archive that it counts. */
export function AnnualPage({ frame, printing: { dossier, profile, lines, annuals: [written] } }: { frame: Frame; printing: Printing }): Child {
  const base = `/archives/members/${dossier.id}`;
  const year = dossier.year!;
  const parts = annualParts(lines);
  const summary = written ? <Written row={written} own={dossier.own} /> : <NotWritten frame={frame} dossier={dossier} draft={annualSummary(year, parts)} />;
  const summaryFirst = dossier.own && written?.state !== 'confirmed'; // what is still to be done stands on top, on a phone above all
  return (
    <Desk frame={frame} title="年度履职情况登记表" width="narrow">
      <Head
        title={`${dossier.name}：${year}年履职情况登记表`} back={{ label: '履职档案', href: `${base}?year=${year}` }} lead={leadOf(dossier, written)}
        main={{ label: '下载 Word', href: `${base}/annual.docx?year=${year}`, icon: 'exporting' }} others={yearsOf(dossier).filter((one) => one !== year).slice(0, MOST_YEARS).map((one) => ({ label: `看${one}年`, href: `${base}/annual?year=${one}` }))}
      />
      {summaryFirst && summary}
      <Section title="基本信息"><Facts facts={profile.filter(([, value]) => !value.includes('\n')).map(([label, value]) => ({ label, value }))} /></Section>
      <Section title="履职情况">
        <Table<AnnualPart>
          caption="履职情况" rows={parts}
          columns={[
            { key: 'label', label: '项目', cell: ({ label }) => label, onCards: 'title', tight: true },
            { key: 'told', label: '情况', cell: ({ part, told }) => (lines.some(({ heading }) => heading === part) ? <a href={`${base}?year=${year}&part=${part}`}>{told}</a> : told) },
          ]}
        />
      </Section>
      {!summaryFirst && summary}
    </Desk>
  );
}

function leadOf({ own }: Dossier, written: MemberAnnual | undefined): string {
  if (written?.state === 'confirmed') return `县政协${written.confirmed_on}已经确认，数字是${shownMoment(written.changed_at)}的。`;
  return own ? '数字照档案算好，不用填写；您只写小结。' : '数字照档案算好，不用填写。';
}

/** The summary as it was sent in, with what the county's body said. */
function Written({ row, own }: { row: MemberAnnual; own: boolean }): Child {
  return (
    <Section title="履职小结" action={<a class="btn btn-quiet" href={`/${memberAnnual.path}/${row.id}`}>{own && row.state !== 'confirmed' ? '修改' : '看办理经过'}</a>}>
      <Facts facts={[{ label: '小结', value: row.summary.split('\n').map((words) => <p>{words}</p>), wide: true }, { label: '状态', value: memberAnnual.states[row.state as 'written'].label }, { label: '报送日期', value: row.written_on }, ...(row.state === 'confirmed' ? [{ label: '县政协意见', value: confirmationOf(row) }] : [])]} />
    </Section>
  );
}

/** The member's own year begins with the draft, and is sent with one tap more. */
function NotWritten({ frame, dossier, draft }: { frame: Frame; dossier: Dossier; draft: string }): Child {
  if (!dossier.own) return <Section title="履职小结（初稿）"><p>{draft}</p><p class="hint">委员还没有报送。</p></Section>;
  const form = freshForm({ summary: draft });
  return (
    <Section title="履职小结">
      <Form frame={frame} action={`/${memberAnnual.path}`} form={form} submit="报送小结" draft={`annual:${dossier.id}:${dossier.year}`}>
        <input type="hidden" name="member_id" value={dossier.id} />
        <input type="hidden" name="year" value={String(dossier.year)} />
        <FieldOf of={annualFields} name="summary" form={form} choices={{}} />
      </Form>
    </Section>
  );
}
