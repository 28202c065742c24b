import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Burden } from '#assessment/schemes/burdening.ts';
import { yearsToTry } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

interface Props {
  frame: Frame;
  row: SchemeEdition;
  year: number;
  subjects: number;
  burdens: readonly Burden[];
  proofs: { judged: number; records: number; perSubject: string };
}

/** What a scheme asks of those who are assessed, which items tell nothing, and which can be met by splitting or repeating (ux.md R3). */
export function BurdenPage({ frame, row, year, subjects, burdens, proofs }: Props) {
  const whom = subjectWords[row.subject as 'unit'];
  const doubtful = burdens.filter(({ remarks }) => remarks.length > 0);
  return (
    <Desk frame={frame} title="负担和漏洞">
      <Head title="负担和漏洞" lead={`${assessmentScheme.nameOf(row)}，用${year}年${subjects}个${whom}的记录看。`} back={{ label: assessmentScheme.nameOf(row), href: `/assessment-schemes/${row.id}` }}
        others={yearsToTry().toSorted().filter((one) => one !== year).map((one) => ({ label: `看${one}年`, href: `/assessment-schemes/${row.id}/burden?year=${one}` }))} />
      <Section title="要多少材料">
        <Facts facts={[
          { label: `每个${whom}要备的材料（份）`, value: proofs.perSubject }, { label: '由考核组看材料评定的要件', value: `${proofs.judged}样` },
          { label: '要附证明的记录', value: proofs.records === 0 ? '不要求' : `${proofs.records}件` },
        ]} />
      </Section>
      <Section title="要再想一想的" count={doubtful.length}>
        {doubtful.length === 0 ? <p>没有。</p> : <dl class="scheme-doubts">{doubtful.map(({ address, name, remarks }) => <><dt>{address} {name}</dt>{remarks.map((remark) => <dd>{remark}</dd>)}</>)}</dl>}
      </Section>
      <Section title="各项" count={burdens.length}>
        <Table<Burden>
          caption="各项" rows={[...burdens]}
          columns={[
            { key: 'address', label: '序号', cell: ({ address }) => address, tight: true, onCards: 'hidden' },
            { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
            { key: 'asked', label: '考核几个', cell: ({ asked }) => asked, align: 'end' },
            { key: 'earned', label: '得过分', cell: ({ earned }) => earned, align: 'end' },
            { key: 'full', label: '得满分', cell: ({ full }) => full || '', align: 'end' },
            { key: 'records', label: '计到的记录（件）', cell: ({ records }) => records || '', align: 'end' },
            { key: 'proved', label: '其中附了证明', cell: ({ proved }) => proved || '', align: 'end' },
          ]}
        />
      </Section>
    </Desk>
  );
}
