import type { Child } from 'hono/jsx';
import { Badge } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { choiceFilter, FilterRow } from '#platform/ui/filters.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { today } from '#platform/time.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';

/** An open instruction as the board shows it. */
export interface Open {
  row: Instruction;
  /** The lead unit's name; empty before it is handed over. */
  unit: string;
  /** Days since the leader wrote. */
  age: number;
}

const byText = (word: (one: Open) => string) => (a: Open, b: Open): number => word(a).localeCompare(word(b), 'zh');

/** What is not handed over yet has no day and comes first: it waits for the board itself. */
export const orders = {
  due: { label: '按反馈期限', compare: byText(({ row }) => row.due_on ?? '') },
  leader: { label: '按批示领导', compare: byText(({ row }) => row.leader) },
  unit: { label: '按牵头单位', compare: byText(({ unit }) => unit) },
  age: { label: '按时间长短', compare: (a: Open, b: Open) => b.age - a.age },
};

export const order = (rows: Open[], by: keyof typeof orders): Open[] => rows.toSorted((a, b) => orders[by].compare(a, b) || byText(({ row }) => row.due_on ?? '')(a, b));

export interface BoardProps {
  frame: Frame;
  rows: Open[];
  /** Everything open, also what the filters leave out. */
  all: readonly Instruction[];
  /** Whether that is really everything. */
  whole: boolean;
  units: ReadonlyMap<string, string>;
  near: number;
  mayRemind: boolean;
  mayNote: boolean;
}

/** 督办台: who wrote, who handles it, how long it has been open and how much time is left; ticked and reminded at once; printed on one sheet. */
export function BoardPage({ frame, rows, all, whole, units, near, mayRemind, mayNote }: BoardProps) {
  const leaders = [...new Set(all.map(({ leader }) => leader))];
  const handling = [...new Set(all.flatMap(({ lead_unit_id }) => lead_unit_id ?? []))];
  return (
    <Desk frame={frame} title="批示督办台">
      <Head title="批示督办台" lead={summary(all)} main={mayNote ? { label: '登记批示', href: `/${instruction.path}/new`, icon: 'add' } : undefined} others={[{ label: '全部批示', href: `/${instruction.path}` }]} />
      <Views here={frame.here} views={{ saved: Object.entries(orders).map(([by, { label }]) => ({ label, href: addressWith(frame.here, { by: by === 'due' ? undefined : by }) })) }} />
      <FilterRow
        here={frame.here}
        filters={[
          choiceFilter('leader', '批示领导', leaders.map((leader) => ({ value: leader, label: leader }))),
          choiceFilter('unit', '牵头单位', handling.map((id) => ({ value: id, label: units.get(id) ?? '' }))),
          choiceFilter('state', '进展', statesThere(all)),
        ]}
      />
      {!whole && <p class="quiet">这里只列出期限最近的一部分，其余请到“全部批示”里查找。</p>}
      <section class="card list">
        {rows.length === 0
          ? <Empty title="没有等着办理的批示件" sentence={all.length > 0 ? '换一个条件看看。' : '登记了领导批示、还没有办结的，会列在这里。'} />
          : (
            <Table<Open>
              caption="等着办理的领导批示"
              columns={columns(near)} rows={rows} id={({ row }) => row.id} href={({ row }) => `/${instruction.path}/${row.id}`}
              batch={mayRemind ? { action: `/${instruction.path}/board/reminders`, acts: [{ name: 'remind', label: '催办' }] } : undefined} csrf={frame.csrf}
            />
          )}
      </section>
    </Desk>
  );
}

const statesThere = (all: readonly Instruction[]) => {
  const there = new Set(all.map(({ state }) => state));
  return Object.entries(instruction.states).filter(([state]) => there.has(state)).map(([value, { label }]) => ({ value, label }));
};

function summary(all: readonly Instruction[]): string {
  const over = all.filter((row) => row.due_on && ['handed', 'returned'].includes(row.state) && row.due_on < today()).length;
  const asked = all.filter(({ extension_to }) => extension_to).length;
  const parts = statesThere(all).map(({ value, label }) => `${label}${all.filter(({ state }) => state === value).length}件`);
  return all.length === 0 ? '没有等着办理的批示件' : `共${all.length}件：${parts.join('，')}；已超过反馈期限${over}件${asked > 0 ? `；申请延期等着决定${asked}件` : ''}`;
}

const columns = (near: number): Column<Open>[] => [
  { key: 'title', label: '社情民意信息', cell: ({ row }) => row.title, onCards: 'title' },
  { key: 'leader', label: '批示领导', cell: ({ row }): Child => row.leader },
  { key: 'unit', label: '牵头单位', cell: ({ unit }) => unit },
  { key: 'age', label: '已过（天）', cell: ({ age }) => age, align: 'end' },
  { key: 'due', label: '反馈期限', cell: ({ row }) => row.due_on && <span class="due">{row.due_on} <DueLight declared={instruction} row={row} near={near} />{row.extension_to && <span class="hint">申请延到{row.extension_to}</span>}</span>, tight: true },
  { key: 'reminders', label: '催办', cell: ({ row }) => (row.reminders > 0 ? `${row.reminders}次，${row.reminded_on}` : ''), tight: true },
  { key: 'state', label: '进展', cell: ({ row }) => <Badge tone={row.state === 'returned' ? 'returned' : 'open'}>{instruction.states[row.state as 'noted'].label}</Badge>, tight: true },
];
