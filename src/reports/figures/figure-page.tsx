import { LineChart } from '#platform/ui/charts/line-chart.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts, type Fact } from '#platform/ui/facts.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Head, type Action } from '#platform/ui/head.tsx';
import { printedMoment } from '#platform/time.ts';
import { aboutLine, Asking, type AskingProps } from '#reports/asking.tsx';
import { printedPeriod, queryOf, type Asked } from '#reports/asked.ts';
import type { Preset } from '#reports/figures/asking.ts';
import { DivisionTable } from '#reports/figures/division-table.tsx';
import { shareOf, type FigureView } from '#reports/figures/view.ts';
import type { Way } from '#reports/figures/ways.ts';

export interface FigurePageProps {
  frame: Frame;
  view: FigureView;
  asked: Asked;
  at: Date;
  place: string;
  presets: readonly Preset[];
  asking: Pick<AskingProps, 'committees' | 'wholeCounty'>;
  /** Where the office goes on from here: compose a figure of it, or the own figure itself. */
  others: readonly Action[];
  /** The whole address of the pinned page, to be copied. */
  pinned: string;
}

/** One figure: how many, against earlier and against the plan, by whatever divides it, and what it means. */
export function FigurePage({ frame, view, asked, at, place, presets, asking, others, pinned }: FigurePageProps) {
  const { figure, division, trend } = view;
  const csv = `${frame.here.path}/table.csv?${pinnedQuery(frame, asked, at)}`;
  return (
    <Desk frame={frame} title={figure.label}>
      <Head
        title={figure.label} lead={aboutLine(asked, at, place)} back={{ label: '数字与判断', href: `/figures?${queryOf(asked)}` }}
        others={[...(view.href ? [{ label: '打开名单', href: view.href, icon: 'ledger' as const }] : []), ...others]}
      />
      <Asking action={frame.here.path} asked={asked} {...asking}>
        {kept(frame).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <WayChoice label="按什么分（行）" id="by-rows" ways={view.ways} chosen={division?.ways[0]} />
        <WayChoice label="再按什么分（列）" id="by-columns" ways={view.ways} chosen={division?.ways[1]} />
      </Asking>
      <p class="figure-presets">
        {presets.map(({ label, from, to }) => <a class="chip" href={addressWith(frame.here, { from, to })} aria-current={from === asked.from && to === asked.to ? 'true' : undefined}>{label}</a>)}
        {view.conditions.map(({ key, words }) => <a class="chip" href={addressWith(frame.here, { [key]: undefined })} aria-label={`去掉条件：${words}`}>{words} ×</a>)}
      </p>
      <Section title="数值">
        <Facts facts={numbers(view, asked)} />
      </Section>
      {division && (
        <Section title={`按${division.ways.map(({ label }) => label).join('和')}分`} action={<a href={csv}>下载 CSV</a>}>
          <DivisionTable view={view} division={division} here={frame.here} />
        </Section>
      )}
      {trend.length > 1 && (
        <Section title="走势">
          <LineChart title={figure.label} unit={figure.unit} points={trend.map(({ label, value, href }) => ({ label: shortly(label, trend[0]!.label), value, href }))} />
        </Section>
      )}
      <Section title="怎样数">
        <Facts facts={meaning(view)} />
      </Section>
      <Section title="固定链接">
        <p>数据截至{printedMoment(at)}。用下面的地址打开，以后补登、更正记录，看到的数字也不变。</p>
        <input class="form-control" type="text" readonly value={pinned} aria-label="固定链接" />
      </Section>
    </Desk>
  );
}

/** What the address says besides period, committee, moment and ways: the form carries it along. */
const kept = ({ here }: Frame): [string, string][] => [...here.query].filter(([name, value]) => value !== '' && !['from', 'to', 'committee', 'asof', 'by', 'sort', 'all', 'figure'].includes(name));

export const pinnedQuery = (frame: Frame, asked: Asked, at: Date): URLSearchParams =>
  new URLSearchParams([...kept(frame), ...frame.here.query.getAll('by').filter(Boolean).map((by): [string, string] => ['by', by]), ...queryOf(asked, at)]);

function WayChoice({ label, id, ways, chosen }: { label: string; id: string; ways: readonly Way[]; chosen?: Way }) {
  return (
    <div>
      <label class="form-label" for={id}>{label}</label>
      <select class="form-select" id={id} name="by">
        <option value="">不分</option>
        {ways.map(({ name, label: word }) => <option value={name} selected={name === chosen?.name}>{word}</option>)}
      </select>
    </div>
  );
}

function numbers({ figure, value, href, compared }: FigureView, asked: Asked): Fact[] {
  const earlier = ([['上年同期', compared.lastYear], ['上届同期', compared.lastTerm]] as const).flatMap(([label, one]) => (one ? [{
    label: `${label}（${printedPeriod(one)}）`, value: <><Linked words={`${one.value.toLocaleString('zh-CN')}${figure.unit}`} href={one.href} />　{difference(value, one.value)}</>,
  }] : []));
  const plans = (compared.plan ?? []).map(({ label, clause, required, owed, met, href: page }): Fact => ({
    label: '对照方案', wide: true, value: <>{label}：应有{required}，应办{owed}项，已办成<Linked words={`${met}项`} href={page} />（{shareOf(met, owed) ?? '--'}）{clause && <>　{clause}</>}</>,
  }));
  return [{ label: printedPeriod(asked), value: <Linked words={`${value.toLocaleString('zh-CN')}${figure.unit}`} href={href} /> }, ...earlier, ...plans];
}

const Linked = ({ words, href }: { words: string; href?: string }) => (href ? <a class="figure-value" href={href}>{words}</a> : <span class="figure-value">{words}</span>);

function difference(now: number, then: number): string {
  if (now === then) return '持平';
  const share = then === 0 ? undefined : shareOf(Math.abs(now - then), then);
  return `${now > then ? '多' : '少'}${Math.abs(now - then).toLocaleString('zh-CN')}${share ? `（${share}）` : ''}`;
}

const meaning = ({ name, figure, said, ways, uses }: FigureView): Fact[] => [
  { label: '定义', value: figure.definition, wide: true },
  { label: '怎样计数', value: said.counting }, { label: '按哪一天', value: said.day }, { label: '归哪个联络委', value: said.committee },
  { label: '模板里的名称', value: `{${name}}` },
  { label: '可以按这些分', value: figure.derived ? `${ways.map(({ label }) => label).join('、') || '不能再分'}（由记录推算出来的，没有自己的登记项目，不能按别的分）` : ways.map(({ label }) => label).join('、'), wide: true },
  { label: '用在哪里', value: uses.length > 0 ? uses.map(({ label, href }, place) => <>{place > 0 && '、'}<a href={href}>{label}</a></>) : '还没有模板、比率和上级表用到它', wide: true },
];

/** In a year of its own the months need not say it again. */
const shortly = (label: string, first: string): string => (label.slice(0, 5) === first.slice(0, 5) || !label.endsWith('月') ? label.replace(/^\d{4}年(?=.)/u, '') : label.slice(2));
