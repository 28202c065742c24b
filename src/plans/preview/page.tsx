import type { PropsWithChildren } from 'hono/jsx';
import type { CounterExample } from '#platform/figures/claim.ts';
import { Applied, type Basis } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Plan } from '#plans/documents/record.ts';
import type { Shift } from '#plans/preview/shifting.ts';
import type { Weighed } from '#plans/preview/weighing.ts';

/** One value: as it is on the day, and as it would be from then on. */
export interface Change {
  key: string;
  basis: Basis;
  before: string;
  after: string;
  /** The value set already from a later day: the change holds only until then. */
  until: Basis | null;
}

interface Seen {
  frame: Frame;
  changes: readonly Change[];
  shifts: readonly Shift[];
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

function Preview({ frame, title, lead, back, changes, shifts, weighed, children }: PropsWithChildren<Seen & { title: string; lead: string; back: { label: string; href: string } }>) {
  const moved = weighed.filter(({ before, after, worse, better }) => before !== after || worse.length > 0 || better.length > 0);
  const changing = changes.filter(({ before, after }) => before !== after);
  const still = weighed.filter((one) => !moved.includes(one));
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead={lead} back={back} />
      <Section title="数字会变的" count={changing.length}>
        {changing.length > 0 && <Changes changes={changing} />}
        {changing.map((change) => change.until && <Until change={change} until={change.until} />)}
        {changes.length > changing.length && <p class="quiet">另有{changes.length - changing.length}个数字和原来一样，只是换了依据。</p>}
        {changes.length === 0 && <p>没有规定系统要用的数字，不改变任何判断。</p>}
      </Section>
      <Section title="应办事项会变的" count={shifts.length}>
        {shifts.length === 0 ? <p>没有。</p> : <Shifts shifts={shifts} />}
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

/** What was set already for a later day is not moved by this change. */
const Until = ({ change: { after }, until }: { change: Change; until: Basis }) => (
  <Remark tone="warning">
    “{until.label}”改为{after}，只到{until.since}前一天为止：从{until.since}起早已另定为{until.shown}（<Applied basis={until} />）。{until.shown === after ? '' : '要一直适用，请在那一天再定一次。'}
  </Remark>
);

const Shifts = ({ shifts }: { shifts: readonly Shift[] }) => (
  <Table<Shift>
    caption="应办事项的变化"
    rows={[...shifts]}
    columns={[
      { key: 'label', label: '应办事项', cell: ({ label }) => label, onCards: 'title' },
      { key: 'spans', label: '从哪一期起', cell: ({ obligation, spans }) => <><a href={`/duty-calendar/${obligation}/${spans[0]!.from}`}>{spans[0]!.label}</a>{spans.length > 1 && `至${spans.at(-1)!.label}（${spans.length}期）`}</> },
      { key: 'what', label: '怎样变', cell: ({ what, spans: [first] }) => <>{what}<Days span={first!} /></> },
      { key: 'who', label: '涉及谁', cell: ({ debtors }) => <Who debtors={debtors} /> },
    ]}
  />
);

/** The last day of the first span, where it moves. */
const Days = ({ span: { due, becomes } }: { span: Shift['spans'][number] }) =>
  due === becomes ? null : <span class="quiet">（头一期：{due && becomes ? `${due} → ${becomes}` : `最迟${becomes ?? due}`}）</span>;

const FEW = 3;

/** A few by name, more behind their number. */
function Who({ debtors }: { debtors: Shift['debtors'] }) {
  const names = debtors.slice(0, MOST_NAMED).map(({ label }) => label).join('、');
  if (debtors.length <= FEW) return <>{names || '暂无'}</>;
  return <details><summary>{debtors.length}个</summary>{names}{debtors.length > MOST_NAMED && '……'}</details>;
}

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
