import type { Child } from 'hono/jsx';
import { check, standing, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, nameIn, titleIn, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { Activity, Occasion } from '#duties/attending/activity.ts';
import { attendancesOf, onTheList } from '#duties/attending/asking.ts';
import { daysWords, halfWord, halvesOf, type Half } from '#duties/attending/halves.ts';
import { presenceInput, presumed } from '#duties/attending/marking.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { standingWords } from '#duties/attending/section.tsx';
import { capacities, presences, type Capacity, type Presence } from '#duties/attending/words.ts';

/** 名单和出席: everybody who is asked, on one page. Whoever keeps the list taps only what was otherwise, and saves all at once. */
export const attendancePage = <Row extends Recorded>(activity: Activity<Row>) => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const { declared } = activity;
  const row = await get<Row>(reading, declared, visit.param('id'));
  const rows = await attendancesOf(reading, activity, row.id);
  if (visit.json) return json(visit, { items: rows, half_days: halvesOf(activity.occasion(row)) });
  const frame = frameOf(visit);
  const occasion = activity.occasion(row);
  const listed = rows.filter(onTheList);
  const marks = standing(activity.by, visit.actor, row) !== undefined && activity.marking.includes(row.state) && !check(declared, 'mark', visit.actor, row);
  const base = `/${declared.path}/${row.id}`;
  return page(visit, (
    <Desk frame={frame} title="名单和出席情况">
      <Head
        title="名单和出席情况" back={{ label: nameIn(visit.county, declared, row), href: base }}
        lead={`${titleIn(visit.county, declared)} · ${daysWords(occasion)}${listed.length > 0 ? ` · ${standingWords(listed)}` : ''}`}
        others={listed.length > 0 ? [{ label: '下载Excel', href: `${base}/attendance.xlsx` }] : []}
      />
      {rows.length === 0 ? <Empty title="名单上还没有人。" sentence="邀请的人会列在这里。" /> : marks ? (
        <div class="card form-card">
          <Form frame={frame} action={`${base}/${declared.steps['mark']!.noun}`} form={freshForm()} version={row.version} submit="保存出席情况" cancel={base}>
            <p class="hint">没有请假的，已经都算“参加”。只改和实际不一样的，改完按一次“保存出席情况”。</p>
            <ol class="points">{listed.map((one) => <Person row={one} occasion={occasion} />)}</ol>
          </Form>
        </div>
      ) : <Listed rows={rows} occasion={occasion} />}
    </Desk>
  ));
});

/** One person, each half-day with its values to tap. */
function Person({ row, occasion }: { row: Attendance; occasion: Occasion }): Child {
  const halves = halvesOf(occasion);
  const stands = presumed(row, halves);
  return (
    <li class="point">
      <fieldset>
        <legend>{row.invitee}<span class="quiet">　{aboutOf(row)}</span></legend>
        {halves.map((half) => (
          <div class="point-verdicts" role="group" aria-label={`${row.invitee} ${halfWord(half, occasion)}`}>
            {halves.length > 1 && <span class="presence-half">{halfWord(half, occasion)}</span>}
            {Object.entries(presences).map(([key, word]) => (
              <label class="form-check point-verdict">
                <input class="form-check-input" type="radio" name={presenceInput(row.id, half)} value={key} checked={stands[half] === key} />
                <span class="form-check-label">{word}</span>
              </label>
            ))}
          </div>
        ))}
      </fieldset>
    </li>
  );
}

const aboutOf = ({ capacity, state, why }: Attendance): string =>
  [capacities[capacity as Capacity], state === 'invited' || state === 'coming' ? '' : attendance.states[state as 'invited'].label, why ?? ''].filter(Boolean).join(' · ');

const presenceOf = (row: Attendance, half: Half): string => {
  const presence = (row.halves as Partial<Record<Half, Presence>>)[half];
  return presence ? presences[presence] : '';
};

function Listed({ rows, occasion }: { rows: readonly Attendance[]; occasion: Occasion }): Child {
  const halves = halvesOf(occasion);
  const marked = rows.some(({ came }) => came !== null);
  const columns: Column<Attendance>[] = [
    { key: 'invitee', label: '应邀人', cell: ({ invitee }) => invitee, onCards: 'title' },
    { key: 'capacity', label: '身份', cell: ({ capacity }) => capacities[capacity as Capacity], tight: true },
    { key: 'state', label: '答复', cell: ({ state }) => attendance.states[state as 'invited'].label, tight: true },
    { key: 'why', label: '原因', cell: ({ why }) => why ?? '' },
    { key: 'decided', label: '批假', cell: ({ decided_by, decided_on }) => [decided_by, decided_on].filter(Boolean).join(' '), tight: true },
    ...(marked ? halves.map((half): Column<Attendance> => ({ key: half, label: halfWord(half, occasion), cell: (row) => presenceOf(row, half), tight: true })) : []),
  ];
  return (
    <section class="card list" aria-label="名单">
      <Table<Attendance> caption="名单和出席情况" rows={[...rows]} href={({ id }) => `/${attendance.path}/${id}`} columns={columns} />
    </section>
  );
}
