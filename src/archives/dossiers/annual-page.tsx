import type { Child } from 'hono/jsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { annualParts, annualSummary, type AnnualPart } from '#archives/dossiers/annual.ts';
import type { Printing } from '#archives/dossiers/papers.ts';
import { yearsOf } from '#archives/dossiers/whose.ts';

/** A term has five years. */
const MOST_YEARS = 4;

/** 委员年度履职情况登记表 on the screen: each number leads to the lines of the archive that it counts. */
export function AnnualPage({ frame, printing: { dossier, profile, lines } }: { frame: Frame; printing: Printing }): Child {
  const base = `/archives/members/${dossier.id}`;
  const year = dossier.year!;
  const parts = annualParts(lines);
  return (
    <Desk frame={frame} title="年度履职情况登记表" width="narrow">
      <Head
        title={`${dossier.name}：${year}年履职情况登记表`} back={{ label: '履职档案', href: `${base}?year=${year}` }} lead="数字照档案算好。小结是初稿，请下载后由委员本人修改、签名，再请联络委和县政协写意见。"
        main={{ label: '下载 Word', href: `${base}/annual.docx?year=${year}`, icon: 'exporting' }} others={yearsOf(dossier).filter((one) => one !== year).slice(0, MOST_YEARS).map((one) => ({ label: `看${one}年`, href: `${base}/annual?year=${one}` }))}
      />
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
      <Section title="履职小结（初稿）"><p>{annualSummary(year, parts)}</p></Section>
    </Desk>
  );
}
