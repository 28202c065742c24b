import type { PropsWithChildren } from 'hono/jsx';
import type { CounterExample } from '#platform/figures/claim.ts';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Plan } from '#plans/documents/record.ts';
import type { Weighed } from '#plans/preview/weighing.ts';

/** One value: as it is on the day, and as it would be from then on. */
export interface Change {
  key: string;
  basis: Basis;
  before: string;
  after: string;
}

interface Seen {
  frame: Frame;
  changes: readonly Change[];
  weighed: readonly Weighed[];
}

/** What adopting a draft would change. */
export function PlanPreview({ frame, row, from, ...seen }: Seen & { row: Plan; from: string }) {
  return (
    <Preview frame={frame} title="印发后会改变什么" lead={`${row.title}，假设${from}起施行。这一天以前的照旧，不重新计算。`} back={{ label: row.title, href: `/plans/${row.id}` }} {...seen}>
      <Section title="换一个施行日期看">
        <form method="get" action={`/plans/${row.id}/preview`} class="form">
          <DayField form={freshForm({ from })} name="from" label="施行日期" />
          <div class="form-actions"><button type="submit" class="btn">再看一次</button></div>
        </form>
      </Section>
    </Preview>
  );
}

/** What setting a new value would change, and the button that sets it. */
export function ParameterPreview({ frame, parameter, typed, ...seen }: Seen & { parameter: { key: string; label: string }; typed: Record<'value' | 'from_day' | 'why', string> }) {
  const address = `/parameters/${parameter.key}`;
  return (
    <Preview frame={frame} title="设定后会改变什么" lead={`${parameter.label}，${typed.from_day}起。这一天以前的照旧，不重新计算。`} back={{ label: parameter.label, href: `${address}?${new URLSearchParams(typed)}` }} {...seen}>
      <Section title="看清楚了">
        <Form frame={frame} action={address} form={freshForm()} submit="设定" cancel={`${address}?${new URLSearchParams(typed)}`}>
          {Object.entries(typed).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          {typed.why && <p>依据：{typed.why}</p>}
        </Form>
      </Section>
    </Preview>
  );
}

function Preview({ frame, title, lead, back, changes, weighed, children }: PropsWithChildren<Seen & { title: string; lead: string; back: { label: string; href: string } }>) {
  const moved = weighed.filter(({ before, after, worse, better }) => before !== after || worse.length > 0 || better.length > 0);
  const changing = changes.filter(({ before, after }) => before !== after);
  const still = weighed.filter((one) => !moved.includes(one));
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead={lead} back={back} />
      <Section title="数字会变的" count={changing.length}>
        {changing.length > 0 && <Changes changes={changing} />}
        {changes.length > changing.length && <p class="quiet">另有{changes.length - changing.length}个数字和原来一样，只是换了依据。</p>}
        {changes.length === 0 && <p>没有规定系统要用的数字，不改变任何判断。</p>}
      </Section>
      <Section title="判断会变的" count={moved.length}>
        {moved.length === 0 && <p>没有。</p>}
        {moved.map((one) => <Moved one={one} />)}
      </Section>
      {still.length > 0 && (
        <Section title="读了这些数字、结论不变的" count={still.length}>
          <ul>{still.map(({ label, year, after }) => <li>{year}年：{label} <span class="quiet">{after}</span></li>)}</ul>
        </Section>
      )}
      {children}
    </Desk>
  );
}

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <Table<Change>
    caption="数字的变化"
    rows={[...changes]}
    columns={[
      { key: 'label', label: '参数', cell: ({ basis }) => basis.label, onCards: 'title' },
      { key: 'before', label: '照旧是', cell: ({ before }) => before, tight: true },
      { key: 'after', label: '改为', cell: ({ after }) => after, tight: true },
      { key: 'basis', label: '原来的依据', cell: ({ basis }) => <Applied basis={basis} /> },
    ]}
  />
);

const Moved = ({ one: { label, year, before, after, worse, better } }: { one: Weighed }) => (
  <div class="weighed">
    <h3>{year}年：{label}</h3>
    <p>{before} → {after}</p>
    <Examples title="新增的反例" all={worse} />
    <Examples title="不再是反例的" all={better} />
  </div>
);

/** Named one by one as far as a page bears; the JSON holds all. */
const MOST_NAMED = 60;

function Examples({ title, all }: { title: string; all: readonly CounterExample[] }) {
  if (all.length === 0) return null;
  return (
    <>
      <h4>{title}（{all.length}项）</h4>
      <ul>
        {all.slice(0, MOST_NAMED).map(({ label, why, href }) => <li>{href ? <a href={href}>{label}</a> : label} <span class="quiet">{why}</span></li>)}
      </ul>
      {all.length > MOST_NAMED && <p class="quiet">还有{all.length - MOST_NAMED}项没有列出。</p>}
    </>
  );
}
