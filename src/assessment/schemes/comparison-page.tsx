import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { movedOfAll, type Comparison, type Moved, type MovedOfAll } from '#assessment/schemes/comparing.ts';
import type { LineSide, MovedLine } from '#assessment/schemes/moving.ts';
import { yearsToTry } from '#assessment/schemes/reckoning.ts';
import { recordsHref } from '#assessment/schemes/records-page.tsx';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { spreadOf, type Share } from '#assessment/schemes/spread.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

interface Props {
  frame: Frame;
  row: SchemeEdition;
  others: readonly SchemeEdition[];
  comparison?: Comparison;
  /** Whose lines are shown. */
  chosen?: Moved;
}

/** The same year under two schemes: who moves, line by line, and why. Of people only the distribution, and one at a time. */
export function ComparisonPage({ frame, row, others, comparison, chosen }: Props) {
  const back = { label: assessmentScheme.nameOf(row), href: `/assessment-schemes/${row.id}` };
  if (!comparison) return (
    <Desk frame={frame} title="换一个办法看" width="narrow">
      <Head title="换一个办法看" back={back} />
      <p>还没有考核{subjectWords[row.subject as 'unit']}的另一份办法可以对照。起草一份，或者起草新一版，就可以在这里看谁会变、为什么。</p>
    </Desk>
  );
  const { year, older, newer } = comparison;
  return (
    <Desk frame={frame} title={row.state === 'draft' ? '看看会改变什么' : '换一个办法看'}>
      <Head title={row.state === 'draft' ? '看看会改变什么' : '换一个办法看'} lead={`${year}年的记录：${named(older.row)} → ${named(newer.row)}。只按记录试算，评定、测评和外来成绩都还没有。`} back={back} />
      <form method="get" action={`/assessment-schemes/${row.id}/comparison`} class="scheme-try">
        <Chosen name="with" label="和哪一份对照" options={others.map((one) => ({ value: one.id, label: named(one) }))} value={older.row.id} />
        <Chosen name="year" label="用哪一年的记录" options={yearsToTry().toSorted().map((one) => ({ value: String(one), label: `${one}年` }))} value={String(year)} />
        <Chosen name="of" label={`看哪一个${subjectWords[row.subject as 'unit']}`} options={comparison.moved.map(({ id, name }) => ({ value: id, label: name }))} value={chosen?.id} />
        <span />
        <button type="submit" class="btn">查看</button>
      </form>
      {row.subject === 'member' ? <Spreads comparison={comparison} /> : <Bodies comparison={comparison} here={`/assessment-schemes/${row.id}/comparison?with=${older.row.id}&year=${year}`} />}
      <Section title="哪些项目变了"><LinesMoved rows={movedOfAll(comparison.moved)} /></Section>
      {chosen && <OneMoved one={chosen} comparison={comparison} />}
    </Desk>
  );
}

const named = (row: SchemeEdition): string => `${assessmentScheme.nameOf(row)}（${assessmentScheme.states[row.state as 'draft'].label}）`;

const Chosen = ({ name, label, options, value }: { name: string; label: string; options: { value: string; label: string }[]; value?: string }) => (
  <>
    <label class="form-label" for={`field-${name}`}>{label}</label>
    <select class="form-select" id={`field-${name}`} name={name}>{value === undefined && <option value="">请选择</option>}{options.map((one) => <option value={one.value} selected={one.value === value}>{one.label}</option>)}</select>
  </>
);

/** ＋2.5, －1, 不变. */
export const shownDifference = (points: Exact): string => {
  const sign = points.compare(Exact.zero);
  return sign === 0 ? '不变' : sign > 0 ? `＋${points}` : `－${String(points).replace('-', '')}`;
};

const turned = (before: string | number | undefined, after: string | number | undefined): string => (before === after ? String(after ?? '') : `${before ?? '无'} → ${after ?? '无'}`);

function Bodies({ comparison: { moved }, here }: { comparison: Comparison; here: string }) {
  return (
    <Section title="谁会变" count={moved.filter(({ difference, before, after }) => !difference.equals(Exact.zero) || before.grade.place !== after.grade.place).length}>
      <Table<Moved>
        caption="总分和名次的变化" rows={[...moved]} href={({ id }) => `${here}&of=${id}`}
        columns={[
          { key: 'name', label: '名称', cell: ({ name }) => name, onCards: 'title' },
          { key: 'before', label: '原来（分）', cell: ({ before }) => String(before.sheet.total), align: 'end' },
          { key: 'after', label: '换了以后（分）', cell: ({ after }) => String(after.sheet.total), align: 'end' },
          { key: 'difference', label: '相差', cell: ({ difference }) => shownDifference(difference), align: 'end', tight: true },
          { key: 'place', label: '名次', cell: ({ before, after }) => turned(before.grade.place, after.grade.place), tight: true },
          { key: 'band', label: '等次', cell: ({ before, after }) => turned(before.grade.band, after.grade.band), tight: true },
        ]}
      />
    </Section>
  );
}

function Spreads({ comparison: { older, newer, moved } }: { comparison: Comparison }) {
  const [before, after] = [spreadOf(older.scheme, older.scored), spreadOf(newer.scheme, newer.scored)];
  const labels = [...new Set([...after, ...before].map(({ label }) => label))];
  const many = (shares: readonly Share[], label: string) => shares.find((one) => one.label === label)?.many ?? 0;
  const signs = moved.map(({ difference }) => difference.compare(Exact.zero));
  return (
    <Section title="分布的变化">
      <p>{moved.length}人中，{signs.filter((sign) => sign > 0).length}人的分变高，{signs.filter((sign) => sign < 0).length}人的分变低。</p>
      <Table<string>
        caption="等次分布" rows={labels}
        columns={[
          { key: 'label', label: '等次或分数段', cell: (label) => label, onCards: 'title' },
          { key: 'before', label: '原来（人）', cell: (label) => many(before, label), align: 'end' },
          { key: 'after', label: '换了以后（人）', cell: (label) => many(after, label), align: 'end' },
        ]}
      />
    </Section>
  );
}

const LinesMoved = ({ rows }: { rows: MovedOfAll[] }) => (
  <Table<MovedOfAll>
    caption="各项的变化" rows={rows}
    columns={[
      { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
      { key: 'section', label: '部分', cell: ({ section }) => section },
      { key: 'up', label: '变高（个）', cell: ({ up }) => up || '', align: 'end' },
      { key: 'down', label: '变低（个）', cell: ({ down }) => down || '', align: 'end' },
      { key: 'sum', label: '合计相差（分）', cell: ({ sum }) => shownDifference(sum), align: 'end', tight: true },
      { key: 'why', label: '为什么', cell: ({ why }) => why },
    ]}
  />
);

const OneMoved = ({ one, comparison: { older, newer, year } }: { one: Moved; comparison: Comparison }) => (
  <Section title={`${one.name}：${one.before.sheet.total}分 → ${one.after.sheet.total}分，${shownDifference(one.difference)}`}>
    <Table<MovedLine>
      caption={`${one.name}逐项`} rows={one.lines.toSorted((a, b) => Number(a.difference.equals(Exact.zero)) - Number(b.difference.equals(Exact.zero)))}
      columns={[
        { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
        { key: 'difference', label: '相差', cell: ({ difference }) => shownDifference(difference), align: 'end', tight: true },
        { key: 'before', label: '原来', cell: ({ before }) => <Ruled side={before} records={(line) => recordsHref(older.row.id, line, one.id, year)} /> },
        { key: 'after', label: '换了以后', cell: ({ after }) => <Ruled side={after} records={(line) => recordsHref(newer.row.id, line, one.id, year)} /> },
        { key: 'why', label: '为什么不同', cell: ({ why }) => why },
      ]}
    />
  </Section>
);

/** A line under one scheme: the rule as the scheme says it, what it came to, and the way to the records. */
const Ruled = ({ side, records }: { side: LineSide | undefined; records: (line: string) => string }) => (side ? (
  <>
    <span>{side.rule}</span>
    <span class="line-reason"><strong>{String(side.points)}分</strong>：{side.sentence}{side.records > 0 && side.address && <> <a href={records(side.address)}>看{side.records}件记录</a></>}</span>
  </>
) : '没有这一项');
