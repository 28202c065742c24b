import { lightWords, type Light, type Noted } from '#assessment/scores/facts.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Asking } from '#reports/asking.tsx';
import type { Asked } from '#reports/asked.ts';
import type { Gap, Vanished } from '#reports/boards/gaps.ts';
import { lightsOfRecords, type LightOfRecords, type LitCommittee } from '#reports/boards/lights.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';

/** A record to which a light points, as the reader may see it. */
export interface Shown extends Pick<Noted, 'day' | 'received' | 'source'> {
  label: string;
  href?: string;
}

/** Records that are nearly alike. */
export interface ShownGroup extends Pick<Light, 'name' | 'sentence'> {
  records: readonly Shown[];
  more: number;
}

export interface QualityProps {
  frame: Frame;
  asked: Asked;
  lead: string;
  committees: readonly Option[];
  wholeCounty: boolean;
  lit: readonly LitCommittee[];
  /** The list of one light of one committee. */
  hrefOf(name: LightOfRecords, committee: string): string;
  gaps: readonly Gap[];
  vanished: readonly Vanished[];
  alike: readonly ShownGroup[];
  applied: readonly Basis[];
  back: { label: string; href: string };
}

/** More groups than this nobody reads through at once. */
const MOST_GROUPS = 10;

/** 数据质量: what should be looked at twice, with its lists; no points, no order but that of the roster. */
export function QualityPage({ frame, asked, lead, committees, wholeCounty, lit, hrefOf, gaps, vanished, alike, applied, back }: QualityProps) {
  return (
    <Desk frame={frame} title="数据质量">
      <Head title="数据质量" lead={`${lead}。只提示哪些记录要再看一眼，不打分，不扣分，也不说明谁做错了什么。`} back={back} />
      <Asking action="/boards/quality" asked={asked} committees={committees} wholeCounty={wholeCounty} />
      <Section title="各联络委的记录">
        <Table caption="各联络委的记录" columns={[...litColumns(hrefOf)]} rows={[...lit]} />
      </Section>
      <Section title="没有写全的记录" count={gaps.length}>
        {gaps.length === 0 ? <p class="quiet">没有发现没写全的。</p> : <Table caption="没有写全的记录" columns={gapColumns} rows={[...gaps]} />}
      </Section>
      <Section title="上一年同期有、现在一条也没有的数字" count={vanished.length}>
        {vanished.length === 0 ? <p class="quiet">没有这样的数字。</p> : <Table caption="上一年同期有、现在一条也没有的数字" columns={vanishedColumns} rows={[...vanished]} />}
      </Section>
      <Section title="文字或照片几乎一样的记录" count={alike.length}>
        <p class="quiet">只比较统计范围里最后三个月、最近登记的一部分记录；同一次活动几个单位各记一条的，也会列在这里。</p>
        {alike.slice(0, MOST_GROUPS).map((group) => (
          <div class="board-alike">
            <h3>{lightWords[group.name]}：{group.sentence}</h3>
            <ul>{group.records.map((record) => <li>{record.day} <Named record={record} /></li>)}</ul>
            {group.more > 0 && <Remark>还有{group.more}条没有列出。</Remark>}
          </div>
        ))}
        {alike.length > MOST_GROUPS && <Remark>还有{alike.length - MOST_GROUPS}组没有列出。请在“范围”里选一个联络委，或把时间选短一些。</Remark>}
      </Section>
      <AppliedLine bases={applied} />
    </Desk>
  );
}

const litColumns = (hrefOf: QualityProps['hrefOf']): readonly Column<LitCommittee>[] => [
  { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
  { key: 'records', label: '记录（条）', cell: ({ records }) => records.toLocaleString('zh-CN'), align: 'end', tight: true },
  ...lightsOfRecords.map((name): Column<LitCommittee> => ({
    key: name, label: `${lightWords[name]}（条）`, align: 'end', tight: true,
    cell: ({ id, lit }) => (lit[name] === 0 ? '0' : <a class="figure-value" href={hrefOf(name, id)}>{lit[name].toLocaleString('zh-CN')}</a>),
  })),
];

const gapColumns: Column<Gap>[] = [
  { key: 'what', label: '什么', cell: ({ what }) => what, onCards: 'title' },
  { key: 'value', label: '多少', cell: ({ value, unit, href }) => (href ? <a class="figure-value" href={href}>{value}{unit}</a> : `${value}${unit}`), align: 'end', tight: true },
];

const Quoted = ({ figure: { value, unit, href } }: { figure: QuotedFigure }) => (href ? <a class="figure-value" href={href}>{value}{unit}</a> : <>{value}{unit}</>);

const vanishedColumns: Column<Vanished>[] = [
  { key: 'label', label: '数字', cell: ({ now }) => now.label, onCards: 'title' },
  { key: 'now', label: '现在', cell: ({ now }) => <Quoted figure={now} />, align: 'end', tight: true },
  { key: 'before', label: '上一年同期', cell: ({ before }) => <Quoted figure={before} />, align: 'end', tight: true },
];

const Named = ({ record: { label, href } }: { record: Pick<Shown, 'label' | 'href'> }) => (href ? <a href={href}>{label}</a> : <>{label}</>);

export const shownColumns: Column<Shown>[] = [
  { key: 'label', label: '记录', cell: (record) => <Named record={record} />, onCards: 'title' },
  { key: 'source', label: '类别', cell: ({ source }) => source, tight: true },
  { key: 'day', label: '事情的日期', cell: ({ day }) => day, tight: true },
  { key: 'received', label: '登记日期', cell: ({ received }) => received, tight: true },
];
