import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { spreadOf, type Share } from '#assessment/schemes/spread.ts';
import type { Scored } from '#assessment/schemes/reckoning.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { recordsIn, type Event } from '#assessment/schemes/scoring/event.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import type { Line } from '#assessment/schemes/scoring/score.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

/** What a scheme comes to for all: each by name where bodies are assessed; people only as a distribution (ux.md R3). */
export const Totals = ({ scheme, scored }: { scheme: Scheme; scored: readonly Scored[] }) => (scheme.subject === 'member' ? <Spread shares={spreadOf(scheme, scored)} /> : (
  <Section title={`各${subjectWords[scheme.subject]}的总分`} count={scored.length}>
    <Table<Scored>
      caption="总分" rows={[...scored]}
      columns={[
        { key: 'name', label: '名称', cell: ({ name }) => name, onCards: 'title' },
        { key: 'total', label: '总分', cell: ({ sheet }) => String(sheet.total), align: 'end' },
        { key: 'place', label: '名次', cell: ({ grade }) => grade.place, align: 'end' },
        { key: 'band', label: '等次', cell: ({ grade }) => grade.band, tight: true },
        { key: 'unmet', label: '没有做到的', cell: ({ grade }) => grade.unmet.map(({ name, done, least }) => `${name}（${done}/${least}）`).join('、') },
        { key: 'follows', label: '评先和结果运用', cell: ({ grade }) => [...grade.awards, ...grade.consequences].join('、') },
      ]}
    />
  </Section>
));

export const Spread = ({ shares }: { shares: readonly Share[] }) => (
  <Section title="分布">
    <Table<Share>
      caption="分布" rows={[...shares]}
      columns={[{ key: 'label', label: '等次或分数段', cell: ({ label }) => label, onCards: 'title' }, { key: 'many', label: '人数', cell: ({ many }) => many, align: 'end' }]}
    />
  </Section>
);

/** The lines of one subject: what each gave, of how many records, and why. The number of records opens them under the text as it stands in the form. */
export const Lines = ({ one, at, year }: { one: Scored; at: string; year: number }) => (
  <Section title={`${one.name}：${one.sheet.total}分`}>
    <input type="hidden" name="tried_year" value={year} />
    <Table<Line>
      caption={`${one.name}的各项`} rows={one.sheet.sections.flatMap(({ lines }) => lines)}
      columns={[
        { key: 'address', label: '序号', cell: ({ address }) => address, tight: true, onCards: 'hidden' },
        { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
        { key: 'points', label: '得分', cell: ({ points }) => String(points), align: 'end' },
        { key: 'most', label: '最多', cell: ({ most }) => most && String(most), align: 'end' },
        { key: 'sentence', label: '怎样算的', cell: ({ sentence }) => sentence },
        { key: 'given', label: '计到（件）', cell: ({ address, given }) => openedBy({ at, line: address, many: recordsOf(given) }), align: 'end' },
        { key: 'passed', label: '没有计（件）', cell: ({ address, passed }) => openedBy({ at, line: address, many: recordsOf(passed) }), align: 'end' },
      ]}
    />
  </Section>
);

const openedBy = ({ at, line, many }: { at: string; line: string; many: number }) => (many === 0 ? '' : (
  <button type="submit" class="btn-link" formaction={`${at}/records`} formtarget="_blank" name="line" value={line} aria-label={`${many}件记录，在新页面打开`}>{many}</button>
));

const recordsOf = (told: readonly { event: Event }[]): number => recordsIn(told.map(({ event }) => event));

interface LineOfAll {
  address: string;
  name: string;
  earned: number;
  average: string;
  records: number;
}

/** What each line gave over all subjects. */
export const LinesOfAll = ({ scored }: { scored: readonly Scored[] }) => (
  <Section title="各项给了多少分">
    <Table<LineOfAll>
      caption="各项" rows={linesOfAll(scored)}
      columns={[
        { key: 'address', label: '序号', cell: ({ address }) => address, tight: true, onCards: 'hidden' },
        { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
        { key: 'earned', label: '得过分的（个）', cell: ({ earned }) => earned, align: 'end' },
        { key: 'average', label: '平均（分）', cell: ({ average }) => average, align: 'end' },
        { key: 'records', label: '计到的记录（件）', cell: ({ records }) => records, align: 'end' },
      ]}
    />
  </Section>
);

export function linesOfAll(scored: readonly Scored[]): LineOfAll[] {
  const [first] = scored;
  return (first?.sheet.sections ?? []).flatMap(({ lines }, s) => lines.map(({ address, name }, i) => {
    const all = scored.map(({ sheet }) => sheet.sections[s]!.lines[i]!);
    return {
      address, name, earned: all.filter(({ points }) => points.compare(Exact.zero) > 0).length,
      average: String(Exact.sum(all.map(({ points }) => points)).dividedBy(Exact.of(all.length))), records: all.reduce((sum, { given }) => sum + recordsOf(given), 0),
    };
  }));
}
