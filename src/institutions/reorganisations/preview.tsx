import type { Committee } from '#institutions/committees/record.ts';
import type { Carrying } from '#institutions/reorganisations/carrying.ts';
import { postWords, type Movements } from '#institutions/reorganisations/moving.ts';
import { reorganisation, type Reorganisation } from '#institutions/reorganisations/record.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';

/** What a reorganisation will do, worked out from the records as they are. */
export interface Preview {
  from: Committee[];
  to: Committee[];
  /** Of a renaming: the form of body that the new name tells. */
  form?: string;
  movements: Movements;
  carried: Carrying[];
  /** Why it cannot be done as things are now. */
  obstacle?: string;
}

const namesOf = (rows: readonly Committee[]): string => rows.map(({ name }) => name).join('、');

/** What changes and what stays, in sentences. */
export function consequences(row: Reorganisation, { from, to, form, movements }: Preview): string[] {
  const [one] = from;
  const stays = '此前登记、已计入统计的仍记在原来的联络委名下，期末在此之前的统计照旧。';
  const { members, posts, participants } = movements;
  const others = participants.length > 0 ? `、${participants.length}名参加人员` : '';
  switch (row.kind) {
    case 'rename': return [
      `自${row.effective_on}起，${one?.name ?? ''}更名为${row.new_name ?? ''}${row.new_place && row.new_place !== one?.place ? `，所在地改称${row.new_place}` : ''}${form && one && form !== one.form ? `，机构形式由${one.form}改为${form}` : ''}。`,
      '委员、职务和全部记录不变；此前的名单和统计仍显示原名。',
    ];
    case 'cover': return [`自${row.effective_on}起，${one?.name ?? ''}除${one?.place ?? ''}外${row.places ? `还覆盖：${row.places.split(/\n+/u).join('、')}` : '不再覆盖别处'}。`, '委员、职务和全部记录不变。'];
    case 'abolish': return [`自${row.effective_on}起，撤销${namesOf(from)}；${members.length}名委员不再编入，${posts.length}个职务卸任${participants.length > 0 ? `，${participants.length}名参加人员结束参加` : ''}。`, stays];
    default: return [
      row.kind === 'merge' ? `自${row.effective_on}起，${namesOf(from)}并入${namesOf(to)}。` : `自${row.effective_on}起，${namesOf(from)}分设为${namesOf(to)}${row.continues ? '，原联络委保留' : ''}。`,
      ...(to.some(({ state }) => state === 'proposed') ? [`${namesOf(to.filter(({ state }) => state === 'proposed'))}同日设立。`] : []),
      `涉及${members.length}名委员、${posts.length}个职务${others}；去向见“办理生效”，可以逐人更改。`,
      stays,
    ];
  }
}

/** @param whole whether the person may know what other committees have open */
export function PreviewSections({ row, preview, whole }: { row: Reorganisation; preview: Preview; whole: boolean }) {
  return (
    <>
      <Section title="生效后的变化">
        {preview.obstacle && <Remark tone="warning">{preview.obstacle}</Remark>}
        <ul class="plain-list">{consequences(row, preview).map((sentence) => <li>{sentence}</li>)}</ul>
      </Section>
      <Whither preview={preview} />
      {whole && <OpenWork preview={preview} />}
    </>
  );
}

/** Who goes where when nobody says otherwise, also before the day has come on which it can be confirmed. */
function Whither({ preview: { from, to, movements } }: { preview: Preview }) {
  const names = new Map([...from, ...to].map(({ id, name }) => [id, name]));
  const rows = [
    ...movements.members.map(({ row, to: goal }) => ({ name: row.name, what: '委员', goal: goal ? names.get(goal) : '不再编入联络委' })),
    ...movements.posts.map(({ row, to: goal }) => ({ name: row.name, what: postWords(row), goal: goal ? names.get(goal) : '卸任' })),
    ...movements.participants.map(({ row, to: goal }) => ({ name: row.name, what: row.kind, goal: goal ? names.get(goal) : '结束参加' })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section title="人员去向">
      <Table<(typeof rows)[number]>
        caption="人员去向"
        rows={rows}
        columns={[
          { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
          { key: 'what', label: '身份', cell: ({ what }) => what },
          { key: 'goal', label: '去向', cell: ({ goal }) => goal ?? '' },
        ]}
      />
    </Section>
  );
}

/** Work that is open: what goes over, and what is gone on with under the old name. */
function OpenWork({ preview: { to, carried } }: { preview: Preview }) {
  if (carried.length === 0) return null;
  const [first] = to;
  const follower = first ? `${first.name}的人员` : '县政协办公室';
  return (
    <Section title="没有办结的事项">
      <Table<Carrying>
        caption="没有办结的事项"
        rows={carried}
        columns={[
          { key: 'what', label: '事项', cell: ({ declared }) => declared.title, onCards: 'title' },
          { key: 'moving', label: '转给承接的联络委', cell: ({ moving }) => moving.length, align: 'end' },
          { key: 'staying', label: '留在原名下继续办', cell: ({ staying }) => staying, align: 'end' },
        ]}
      />
      <p class="quiet">办理不会中断：还没有计入统计的转给承接的联络委；已经计入统计的留在原来的名下，由{follower}继续办理。{to.length > 1 && '要由另一个承接的联络委继续办的，在“办理生效”里改选。'}</p>
    </Section>
  );
}

/** Everybody who may move, each with the place where they go: filled in, to be looked through and confirmed. */
export function MovesForm({ row, preview, form }: { row: Reorganisation; preview: Preview; form: FormState }) {
  const { from, to, movements: { members, posts, participants } } = preview;
  const goals = [...(row.continues ? from : []), ...to].map(({ id, name }) => ({ value: id, label: name }));
  const chosen = new Map([form.values['moves'] ?? []].flat().map((one) => String(one).split(':') as [string, string]));
  const places = new Map(from.map(({ id, place }) => [id, place]));
  return (
    <>
      {members.length + posts.length + participants.length === 0 && <p class="quiet">没有人员需要调整去向。</p>}
      {!row.continues && to.length > 1 && <FieldOf of={reorganisation.steps['effect']!.input!} name="carried_by" form={{ ...form, values: { carried_by: to[0]!.id, ...form.values } }} choices={{ committee: goals }} />}
      {members.length > 0 && <fieldset class="field"><legend class="form-label">委员去向</legend>
        {members.map(({ row: one, to: goal }) => <Goal id={one.id} label={`${one.name}（${places.get(one.committee_id ?? '') ?? ''}）`} goals={goals} none="不再编入联络委" value={chosen.get(one.id) ?? goal ?? 'none'} />)}
      </fieldset>}
      {posts.length > 0 && <fieldset class="field"><legend class="form-label">职务去向</legend>
        {posts.map(({ row: one, to: goal }) => <Goal id={one.id} label={`${one.name}，${postWords(one)}（${places.get(one.committee_id ?? '') ?? ''}）`} goals={goals} none="卸任" value={chosen.get(one.id) ?? goal ?? 'none'} />)}
      </fieldset>}
      {participants.length > 0 && <fieldset class="field"><legend class="form-label">参加人员去向</legend>
        {participants.map(({ row: one, to: goal }) => <Goal id={one.id} label={`${one.name}，${one.kind}（${places.get(one.committee_id) ?? ''}）`} goals={goals} none="结束参加" value={chosen.get(one.id) ?? goal ?? 'none'} />)}
      </fieldset>}
    </>
  );
}

function Goal({ id, label, goals, none, value }: { id: string; label: string; goals: readonly Option[]; none: string; value: string }) {
  return (
    <div class="field">
      <label class="form-label" for={`to-${id}`}>{label}</label>
      <select class="form-select" name="moves" id={`to-${id}`}>
        {goals.map((goal) => <option value={`${id}:${goal.value}`} selected={goal.value === value}>{goal.label}</option>)}
        <option value={`${id}:none`} selected={value === 'none'}>{none}</option>
      </select>
    </div>
  );
}
