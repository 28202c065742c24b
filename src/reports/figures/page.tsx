import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { aboutLine, Asking, type AskingProps } from '#reports/asking.tsx';
import { queryOf } from '#reports/asked.ts';
import { claimColumns, figureColumns, ratioColumns, RegistryChoice, type Report } from '#reports/figures/columns.tsx';
import type { Looked, registryChoices } from '#reports/figures/registry.ts';
import type { Reckoned } from '#reports/quoting/reckoning.ts';

interface Registry extends Report {
  reckoned: Reckoned;
  /** Whether it was looked for something. */
  narrowed: boolean;
  looked: Looked;
  choices: ReturnType<typeof registryChoices>;
  applied: readonly Basis[];
  asking: Omit<AskingProps, 'action' | 'asked'>;
  mayReadSpeech: boolean;
  mayCompose: boolean;
}

/** 数字与判断: everything the speech can quote, each a link to its records; looked through by words, chapter, kind of record. */
export function FiguresPage({ reckoned, narrowed, looked, choices, applied, asking, mayReadSpeech, mayCompose, ...report }: Registry) {
  const found = [reckoned.figures, reckoned.ratios, reckoned.claims].reduce((sum, { length }) => sum + length, 0);
  return (
    <Desk frame={report.frame} title="数字与判断">
      <Head
        title="数字与判断"
        lead={aboutLine(report.asked, report.at, report.place)}
        main={mayCompose ? { label: '组合新数字', href: '/own-figures/compose', icon: 'add' } : undefined}
        others={[{ label: '自拟数字', href: '/own-figures' }, { label: '类别对应', href: '/category-words' }, ...(mayReadSpeech ? [{ label: '发言材料', href: `/speech?${queryOf(report.asked)}`, icon: 'file' as const }] : [])]}
      />
      <Asking action="/figures" asked={report.asked} {...asking}>
        <div>
          <label class="form-label" for="registry-q">找哪个数字、判断</label>
          <input class="form-control" type="search" id="registry-q" name="q" value={looked.q ?? ''} maxlength={50} placeholder="名称、定义里的词，或拼音首字母" />
        </div>
        <RegistryChoice name="chapter" label="哪一块" options={choices.chapters} chosen={looked.chapter} />
        <RegistryChoice name="about" label="数什么" options={choices.abouts} chosen={looked.about} />
        <RegistryChoice name="kind" label="哪一种" options={choices.kinds} chosen={looked.kind} />
      </Asking>
      {narrowed && <p class="figure-presets">找到{found}个。<a href={`/figures?${queryOf(report.asked)}`}>全部列出</a></p>}
      {(reckoned.figures.length > 0 || !narrowed) && (
        <Section title="数字" count={reckoned.figures.length}>
          <Table caption="数字" columns={figureColumns(report.asked)} rows={reckoned.figures} />
        </Section>
      )}
      {reckoned.ratios.length > 0 && (
        <Section title="比率" count={reckoned.ratios.length}>
          <Table caption="比率" columns={ratioColumns} rows={reckoned.ratios} />
        </Section>
      )}
      {(reckoned.claims.length > 0 || !narrowed) && (
        <Section title="判断" count={reckoned.claims.length}>
          <Table caption="判断" columns={claimColumns} rows={reckoned.claims} />
        </Section>
      )}
      <AppliedLine bases={applied} />
    </Desk>
  );
}
