import type { Child, PropsWithChildren } from 'hono/jsx';
import { ItemLamp } from '#plans/haves/facts.ts';
import { Fraction } from '#platform/ui/charts/fraction.tsx';
import { LineChart, type LineChartProps } from '#platform/ui/charts/line-chart.tsx';
import { ShareBar } from '#platform/ui/charts/share-bar.tsx';
import type { Point } from '#platform/ui/charts/drawing.ts';
import { Light } from '#platform/ui/light.tsx';
import type { Board, Solved } from '#reports/boards/board.ts';
import type { Haves } from '#reports/boards/haves.ts';
import type { Rate } from '#reports/boards/numbers.ts';
import type { OverdueOf } from '#reports/boards/overdue.ts';
import type { OneProgress } from '#reports/home/facts.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';

/** One part of a board, under its own heading. */
export const Panel = ({ title, name, note, children }: PropsWithChildren<{ title: string; name: string; note?: Child }>) => (
  <section class={`card board-${name}`}>
    <div class="card-head"><h2>{title}</h2>{note && <span class="quiet">{note}</span>}</div>
    <div class="card-body">{children}</div>
  </section>
);

export const FiveOnes = ({ ones }: { ones: readonly OneProgress[] }) => (
  <Panel title="五个一" name="ones" note="已完成/应完成，点开可看每一项">
    <div class="progress-row">
      {ones.map(({ gaps, ...one }) => <Fraction {...one} note={one.due === 0 ? '还没有到期的' : gaps.length === 0 ? '都已完成' : `还差${gaps.length}`} />)}
    </div>
  </Panel>
);

const shown = (value: number): string => value.toLocaleString('zh-CN');

const Linked = ({ figure: { value, unit, href } }: { figure: QuotedFigure }) => {
  const words = <>{shown(value)}<span class="board-unit">{unit}</span></>;
  return href ? <a class="figure-value" href={href}>{words}</a> : <b class="figure-value">{words}</b>;
};

/** A name and its number on one line each. */
export const Numbers = ({ figures }: { figures: readonly QuotedFigure[] }) => (
  <dl class="board-numbers">
    {figures.map((figure) => <div title={figure.definition}><dt>{figure.label}</dt><dd><Linked figure={figure} /></dd></div>)}
  </dl>
);

export function FiveHaves({ haves }: { haves: Haves | undefined }) {
  if (!haves) return <Panel title="五有" name="haves"><p class="quiet">这段时间没有施行中的规范化清单。</p></Panel>;
  const { complete, items, own } = haves;
  return (
    <Panel title="五有" name="haves" note={own ? undefined : '具备的/应具备的联络委'}>
      <dl class="board-numbers">
        {!own && <div><dt>必备项目齐全的联络委</dt><dd><a class="figure-value" href={complete.href}>{complete.met}</a>/{complete.asked}</dd></div>}
        {own ? own.map((item) => <div><dt>{item.label}</dt><dd><a href={item.href ?? `/haves/${item.committee_id}`}><ItemLamp of={item} /></a></dd></div>)
          : items.map(({ label, met, asked, href }) => <div><dt>{label}</dt><dd><a class="figure-value" href={href}>{met}</a>/{asked}</dd></div>)}
      </dl>
    </Panel>
  );
}

export const Proposals = ({ figures, states }: { figures: readonly QuotedFigure[]; states: readonly Point[] }) => (
  <Panel title="提案" name="proposals" note="答复、办结、落实分开计">
    <Numbers figures={figures} />
    {states.length > 0 && <ShareBar title="立案的现在到哪一步" unit="件" points={states} />}
  </Panel>
);

/** Solved beside content: neither stands without the other, nor without its base. */
export const SolvedAndContent = ({ solved }: { solved: readonly Solved[] }) => (
  <Panel title="解决了没有，满意不满意" name="solved" note="两个率并排看，分母写在旁边">
    {solved.map(({ title, solved: rate, satisfied, sample }) => (
      <div class="board-pair">
        <h3>{title}</h3>
        <RateOf rate={rate} />
        <RateOf rate={satisfied} />
        <p class="board-sample">{sample.map(({ figure, note }, place) => <>{place > 0 && '；'}{figure.label} <Linked figure={figure} />{note && <span class="quiet">（{note}）</span>}</>)}</p>
      </div>
    ))}
  </Panel>
);

const RateOf = ({ rate: { label, share, numerator, denominator, convention } }: { rate: Rate }) => (
  <div class="board-rate" title={convention}>
    <span>{label}</span>
    <b>{share ?? '--'}</b>
    <span class="quiet">{number(numerator)} / {number(denominator)}</span>
  </div>
);

const number = ({ value, href }: QuotedFigure): Child => (href ? <a href={href}>{shown(value)}</a> : shown(value));

export const Trends = ({ trends }: { trends: readonly LineChartProps[] }) => (
  <Panel title="近十二个月" name="trends" note="虚线是上一年同月">
    {trends.length === 0 ? <p class="quiet">这段时间还没有记录。</p> : <div class="board-charts">{trends.map((trend) => <LineChart {...trend} />)}</div>}
  </Panel>
);

/** So many are named on a board; the list has all. */
const NAMED = 8;

/** Which committees and units have something of which the day is past; those with the oldest first. */
export function OverduePanel({ overdue: { all, of, href }, hrefOf, title = '逾期没有办的' }: { overdue: Board['overdue']; hrefOf: (id: string) => string; title?: string }) {
  return (
    <Panel title={title} name="overdue" note={all > 0 && <>共<a href={href}>{all}</a>件</>}>
      {of.length === 0 ? <p class="quiet">没有逾期的。</p> : (
        <ul class="board-overdue-list">
          {of.slice(0, NAMED).map((one) => <OverdueLine one={one} href={hrefOf(one.whose.id)} />)}
        </ul>
      )}
      {of.length > NAMED && <p class="queue-more"><a href={href}>还有{of.length - NAMED}个单位有逾期的</a></p>}
    </Panel>
  );
}

const OverdueLine = ({ one: { whose, n, oldest }, href }: { one: OverdueOf; href: string }) => (
  <li>
    <span>{whose.label}</span>
    <a class="figure-value" href={href}>{n}<span class="board-unit">件</span></a>
    <Light deadline={oldest.over} day={oldest.due} />
  </li>
);
